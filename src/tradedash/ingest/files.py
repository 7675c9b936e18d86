"""One file into the ledger: all of it or nothing, or the good rows and a list of the rest."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from tradedash.commands.figures import AddFigure, NewSource, Placed, Places, write_batch
from tradedash.commands.rows import JUDGEMENT
from tradedash.domain.actor import Actor
from tradedash.domain.errors import BadValue, Conflict, DomainError
from tradedash.domain.figure import PHRASE_LIMIT
from tradedash.domain.hedges import Flag
from tradedash.extraction.numbers import locate
from tradedash.ingest.jsonl import parse_jsonl
from tradedash.ingest.parsed import Entry, Parsed, read_file
from tradedash.ingest.report import ImportReport, Problem, problem_of
from tradedash.ingest.table import parse_table
from tradedash.store.engine import Store

_PARSERS = {".jsonl": parse_jsonl, ".ndjson": parse_jsonl, ".csv": parse_table}


def import_file(
    store: Store, path: Path, actor: Actor, *, dry_run: bool = False, only_good: bool = False
) -> ImportReport:
    """Import figures from a `.jsonl` or `.csv` file.

    One problem stops the whole file unless `only_good`; a dry run writes nothing in any case.
    Raises: BadValue for a file that cannot be read or is of another kind, Forbidden, StoreUnavailable.
    """
    parser = _PARSERS.get(path.suffix.lower())
    if parser is None:
        raise BadValue("Give a file that ends in .jsonl (one article per line) or .csv (the export's columns).", "path")
    parsed = _printed(parser(read_file(path)))
    if dry_run:
        with store.read() as conn:
            return _placed(conn, parsed)[1]
    try:
        with store.write() as conn:
            return write_parsed(conn, parsed, actor, only_good=only_good)
    except (BadValue, Conflict) as error:
        return ImportReport(0, 0, [*parsed.problems, problem_of(error, 0)], written=False)


def write_parsed(
    conn: Connection, parsed: Parsed, actor: Actor, *, only_good: bool, name: str = "import"
) -> ImportReport:
    """Write what a file says as one batch; `name` begins the batch's id.

    Raises: BadValue or Conflict for what only the store itself refuses; the caller must roll back.
    """
    places, report, placed = _placed(conn, parsed)
    if report.problems and not only_good:
        return replace(report, dry_run=False)
    batch = write_batch(conn, places, placed, actor, _batch_id(name, placed))
    return ImportReport(batch.figures, batch.unchanged, report.problems, batch.sources)


def _placed(conn: Connection, parsed: Parsed) -> tuple[Places, ImportReport, list[Placed]]:
    places = Places(conn, [entry.command for entry in parsed.entries])
    if not places.book.indicators:
        raise BadValue("The store has no code lists yet: run “tradedash load” first.")
    placed: list[Placed] = []
    problems = list(parsed.problems)
    for entry in parsed.entries:
        try:
            one = places.place(entry.command)
            _check_agrees(one, parsed)
        except DomainError as error:
            problems.append(_named(problem_of(error, entry.row, entry.figure), parsed))
        else:
            placed.append(one)
    added = sum(one.is_new for one in placed)
    in_order = sorted(problems, key=lambda problem: (problem.row, problem.figure or 0))
    report = ImportReport(added, len(placed) - added, in_order, len(places.new_sources), written=False, dry_run=True)
    return places, report, placed


def _printed(parsed: Parsed) -> Parsed:
    """Move the figures whose number the phrase does not print from the entries to the problems."""
    entries: list[Entry] = []
    problems = [_named(problem, parsed) for problem in parsed.problems]
    for entry in parsed.entries:
        try:
            check_printed(entry.command)
        except BadValue as error:
            problems.append(problem_of(error, entry.row, entry.figure))
        else:
            entries.append(entry)
    return replace(parsed, entries=entries, problems=problems)


def check_printed(command: AddFigure) -> None:
    """Raise BadValue unless the phrase prints the number in digits, or the file says that it is put in words."""
    figure, source = command.print, command.source
    if Flag.IN_WORDS in figure.flags or not isinstance(source, NewSource):
        return
    found = locate(figure.as_printed[:PHRASE_LIMIT], figure.quantity, source.language)
    if found is None or found.in_words:
        number = figure.quantity.printed
        advice = "quote the words that do, or add the flag in_words"
        raise BadValue(f"The phrase does not print {number} in digits: {advice}.", "as_printed")


def _check_agrees(one: Placed, parsed: Parsed) -> None:
    """Raise Conflict if the figure is stored with something else than the file says of it."""
    differs = [name for name in one.differs if parsed.is_whole or name not in JUDGEMENT]
    if differs:
        names = ", ".join(parsed.names.get(name, name) for name in differs)
        raise Conflict(f"{one.figure_id} is stored with another {names}; an import changes no stored figure.")


def _named(problem: Problem, parsed: Parsed) -> Problem:
    return replace(problem, field=parsed.names.get(problem.field, problem.field))


def _batch_id(name: str, placed: Sequence[Placed]) -> str:
    """Return the same id for the same new figures; they can be new only once."""
    ids = "\n".join(sorted(one.figure_id for one in placed if one.is_new))
    return f"{name}-{sha256(ids.encode()).hexdigest()[:16]}"

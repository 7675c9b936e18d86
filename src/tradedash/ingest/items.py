"""Each figure of an upload in turn, as a command or as the reason why it is none; never more than a row is held."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tradedash.commands.additions import AddFigure
from tradedash.domain.errors import BadValue, DomainError
from tradedash.domain.figure import Rank, Status
from tradedash.domain.source import SourceType
from tradedash.domain.upload import UploadKind
from tradedash.ingest.files import check_printed
from tradedash.ingest.jsonl import NAMES as JSON_NAMES
from tradedash.ingest.jsonl import parse_line
from tradedash.ingest.parsed import MOST_ROWS, Entry
from tradedash.ingest.pieces import byte_lines
from tradedash.ingest.plan import Plan
from tradedash.ingest.report import Problem, problem_of
from tradedash.ingest.sheet import Line, sheet_lines
from tradedash.ingest.table import command_of, declared
from tradedash.ingest.typed import Names, contract_cells

#: Reads the file from its beginning, each time it is called.
Opens = Callable[[], Iterable[bytes]]
_SAMPLES = 3
_RELEASE_COLUMNS = ("source_type", "lower", "upper")
_LONGEST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of an upload: where it stands, what it says, and what is wrong with it, if anything is.

    `stored_id` is the id that the file gives it: it names a figure that should be stored already, and is never taken.
    """

    row: int
    command: AddFigure | None
    problem: Problem | None = None
    figure: int | None = None
    cells: Sequence[str] = ()
    stored_id: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns, and its first rows."""

    names: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def read_header(kind: UploadKind, pieces: Iterable[bytes]) -> Header:
    """Return the header of a table. Raises: BadValue for a file that is no table, or has a header and no row."""
    lines = list(islice(sheet_lines(kind, pieces), _SAMPLES + 1))
    if len(lines) == 1:
        raise BadValue("The file has a header and no rows below it.")
    names, *samples = [tuple(cell.strip()[:_LONGEST_SHOWN] for cell in line.cells) for line in lines]
    return Header(names, tuple(samples))


def items(kind: UploadKind, opens: Opens, plan: Plan | None, names: Names) -> Iterator[Item]:
    """Return the figures of an upload, whatever its bytes are; `plan` is needed for tables.

    A file that cannot be read to its end yields its problem last.
    """
    found = _articles(opens()) if kind is UploadKind.JSONL else _rows(kind, opens, plan or Plan(()), names)
    for item in found:
        if item.command is None:
            yield item
            continue
        try:
            check_printed(item.command)
        except BadValue as error:
            yield replace(item, command=None, problem=problem_of(error, item.row, item.figure))
        else:
            yield item


def _rows(kind: UploadKind, opens: Opens, plan: Plan, names: Names) -> Iterator[Item]:
    try:
        lines = sheet_lines(kind, opens())
        next(lines)  # the header
        steps = declared(_readable(kind, opens, plan, names)) if _may_be_release(plan) else {}
        for line in lines:
            yield _item(line, plan, names, steps)
    except BadValue as error:
        yield Item(0, None, problem_of(error, 0))


def _readable(kind: UploadKind, opens: Opens, plan: Plan, names: Names) -> Iterator[dict[str, str]]:
    lines = sheet_lines(kind, opens())
    next(lines)
    for line in lines:
        yield contract_cells(plan, line.cells, names)


def _may_be_release(plan: Plan) -> bool:
    kind = plan.constants.get("source_type")
    return kind == SourceType.RELEASE or set(_RELEASE_COLUMNS) <= set(plan.columns)


def _item(line: Line, plan: Plan, names: Names, steps: Mapping[str, int]) -> Item:
    width = len(plan.columns)
    if len(line.cells) > width and not any(cell.strip() for cell in line.cells[width:]):
        line = Line(line.row, line.cells[:width])
    try:
        if len(line.cells) > width:
            raise BadValue(f"The row has {len(line.cells)} cells where the header has {width}.")
        cells = contract_cells(plan, line.cells, names)
        command = command_of({**cells, **_DECIDED}, steps)
    except DomainError as error:
        return Item(line.row, None, problem_of(error, line.row), cells=line.cells)
    return Item(line.row, for_review(command), cells=line.cells, stored_id=cells["figure_id"] or None)


#: Whatever an export says of these, the ledger decides it again.
_DECIDED = dict.fromkeys(("status", "rank", "rank_reason", "recorded_at", "source_id", "figure_id"), "")


def for_review(command: AddFigure) -> AddFigure:
    """Return the command as the browser may send it: for review, without rank, id and clock."""
    return replace(
        command, status=Status.IN_REVIEW, rank=Rank.NORMAL, rank_reason=None, figure_id=None, recorded_at=None
    )


def _articles(pieces: Iterable[bytes]) -> Iterator[Item]:
    some = False
    try:
        for row, line in enumerate(byte_lines(pieces), start=1):
            if row > MOST_ROWS:
                raise BadValue(f"The file has more than {MOST_ROWS:,} lines; split it.")
            if line.strip():
                some = True
                yield from _figures(line.rstrip(b"\r\n"), row)
        if not some:
            raise BadValue("The file holds no article.")
    except BadValue as error:
        yield Item(0, None, problem_of(error, 0))


def _figures(line: bytes, row: int) -> Iterator[Item]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    parse_line(line, row, entries, problems)
    found = [Item(row, for_review(one.command), figure=one.figure) for one in entries]
    found += [Item(row, None, problem, problem.figure) for problem in problems]
    yield from sorted(found, key=lambda item: item.figure or 0)


def own_name(kind: UploadKind, field: str) -> str:
    """Return the file's own name for a column of the contract."""
    return JSON_NAMES.get(field, field) if kind is UploadKind.JSONL else field

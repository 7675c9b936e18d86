"""`tradedash contradictions`: what the figures of a pair cannot all be, as text or as the list of the API."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing

import click
from sqlalchemy import Connection

from tradedash.cli.load import current_store
from tradedash.domain.economy import UNSTATED_BASIS
from tradedash.formatting import basis_text, count_text, day_text, period_text
from tradedash.frames import FigureRow
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.selection import Selection, parse_selection
from tradedash.queries.verdicts import Findings, findings
from tradedash.reasoning.telling import Indicators, value
from tradedash.reasoning.verdicts import Contradiction, Dispute, NoteKind
from tradedash.settings import Settings
from tradedash.web import logs

NOTHING = "No contradictions: every figure can be true beside all others of its basis."


@click.command("contradictions")
@click.option("--pair", default=None, help="Two codes, for example RU-KG; without it the pair with most figures.")
@click.option("--json", "as_json", is_flag=True, help="Print the list that /api/v1/contradictions gives under “data”.")
def contradictions_command(pair: str | None, as_json: bool) -> None:
    """List the figures of a pair that cannot all be true, and other doubtful ones."""
    settings = Settings.load()
    logs.configure(settings.log_level)  # to the standard error, so that the list stays a list
    with closing(current_store()) as store, store.read() as conn:
        found = _found(conn, pair, settings.address)
        lists = code_lists(conn)
    if as_json:
        listed = [one.as_json() for one in found.verdicts.contradictions] if found else []
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found, lists)) if found else "No figures are stored yet.")


def _found(conn: Connection, pair: str | None, base_url: str) -> Findings | None:
    lists = code_lists(conn)
    selection = parse_selection({"pair": [pair]} if pair else {}, lists)
    return findings(conn, Selection(pair=selection.pair), base_url) if selection.pair else None


def _lines(found: Findings, lists: CodeLists) -> Iterator[str]:
    if not found.verdicts.disputes:
        yield NOTHING
    for dispute in found.verdicts.disputes:
        yield from _dispute(dispute, found.rows, lists)
        yield ""
    for note in found.verdicts.notes:
        if note.kind is NoteKind.CONFLICTS:
            yield f"Basis not stated: {note.sentence}"
    differs = [note for note in found.verdicts.release_notes if note.kind is NoteKind.DIFFERS_FROM_RELEASE]
    if differs:
        yield f"{count_text(len(differs), 'statement')} differ from a statistical release; see /contradictions."
    if not found.verdicts.complete:
        yield "The search was ended early: every dispute is here, but some sets of figures within them are not."


def _dispute(dispute: Dispute, rows: Mapping[str, FigureRow], lists: CodeLists) -> Iterator[str]:
    for place, one in enumerate(dispute.contradictions):
        basis = "basis not stated" if one.basis == UNSTATED_BASIS else basis_text(lists.economies, one.basis)
        head = f"{dispute.number}. " if place == 0 else "   and "
        yield f"{head}{one.kind.replace('_', ' ')}, {basis}: {one.sentence}"
    if dispute.advice:
        yield f"   {dispute.advice}"
    for prints in _claims(dispute.contradictions):
        yield from (f"   - {_print(rows[figure_id], lists.indicators)}" for figure_id in prints)


def _claims(members: tuple[Contradiction, ...]) -> list[tuple[str, ...]]:
    """Each claim of a dispute once, in the order in which its contradictions name them."""
    return list(dict.fromkeys(prints for one in members for prints in one.printed))


def _print(row: FigureRow, indicators: Indicators) -> str:
    said = f"{row.speaker}, " if row.speaker else ""
    when = f"{period_text(row.time_period)}: " if row.period_end else ""
    return f"{when}{value(row, indicators)} ({said}{day_text(row.known_on)}, {row.source_publisher}) {row.figure_id}"

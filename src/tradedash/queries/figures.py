"""Figures as contract rows: of a selection, of a page of it, one by id, and those that stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from tradedash.domain.errors import NotFound
from tradedash.frames import FigureRow
from tradedash.queries import filters
from tradedash.queries.asof import as_they_were
from tradedash.queries.codelists import code_lists
from tradedash.queries.order import Place, Position, in_order
from tradedash.queries.rows import COLUMNS, FIGURES, figure_row, in_other_currency
from tradedash.queries.selection import READABLE, Selection
from tradedash.reasoning import headline
from tradedash.reasoning.headline import Rule
from tradedash.store.schema import figure as figure_table

DEFAULT_LIMIT = 1000
#: Nothing asked for: everything as it stands, under the usual rule.
TODAY = Selection()
NO_FIGURE = "There is no figure under this address; it may have been copied incompletely."


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in the order of the contract. `left_out_without_day` counts figures that `as_of` could not place in time."""

    rows: list[FigureRow]
    left_out_without_day: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a longer answer; `next` leads on, None at the end."""

    rows: list[FigureRow]
    next: str | None
    left_out_without_day: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """One figure with what its page shows beside it."""

    row: FigureRow
    competing: list[FigureRow]
    prints: list[FigureRow]
    why: str


def figures(conn: Connection, selection: Selection, base_url: str) -> Answer:
    """Return all figures of a selection; one statement, two where a source or `changed_since` narrows it."""
    given = filters.parameters(selection)
    return Answer(_rows(conn, given, base_url, selection.rule), _left_out(conn, given))


def left_out_without_day(conn: Connection, selection: Selection) -> int:
    """Count the figures that `as_of` leaves out because nobody knows their day; 0 without it."""
    return _left_out(conn, filters.parameters(selection))


def page(conn: Connection, selection: Selection, base_url: str) -> Page:
    """Return one page of a selection, at most `limit` rows after `cursor`, in the same order as the whole.

    Memory is bound by the limit and the largest place. Raises: BadValue for a cursor that is none.
    """
    return _page(conn, filters.parameters(selection), selection, base_url)


def figure(conn: Connection, figure_id: str, base_url: str, rule: Rule = Rule.PREFERRED) -> FigureRow:
    """Return a published, superseded or retracted figure. Raises: NotFound."""
    return _with_competitors(conn, _by_id(conn, figure_id, base_url), base_url, Selection(rule=rule))[0]


def competing(conn: Connection, row: FigureRow, base_url: str, rule: Rule = Rule.PREFERRED) -> list[FigureRow]:
    """Return the other published figures of the key of `row`, headline first."""
    return _with_competitors(conn, row, base_url, Selection(rule=rule))[1]


def same_statement(conn: Connection, row: FigureRow, base_url: str, asked: Selection = TODAY) -> list[FigureRow]:
    """Return the published prints of the statement of `row` that speak of its indicator, `row` among them."""
    wanted = {
        **filters.clocks(asked),
        "statement": row.statement_id,
        # The index begins with the pair: a release may be one statement with a million figures.
        "pair": "-".join(sorted((row.ref_area, row.counterpart_area))),
        "indicator": row.indicator,
        "ref_area": row.ref_area,
        "counterpart_area": row.counterpart_area,
    }
    return _rows(conn, wanted, base_url, asked.rule)


def statement(conn: Connection, statement_id: str, selection: Selection, base_url: str) -> Page:
    """Return one page of the figures of a statement, which may be a release with a million; empty if there is none."""
    return _page(conn, {**filters.parameters(selection), "statement": statement_id}, selection, base_url)


def of_statements(conn: Connection, statement_ids: list[str], asked: Selection, base_url: str) -> Page:
    """Return the first `limit` figures of these statements, as known at the clocks of `asked`."""
    return _page(conn, {**filters.clocks(asked), "statements": statement_ids}, asked, base_url)


def by_id(conn: Connection, figure_ids: list[str], base_url: str, asked: Selection = TODAY) -> list[FigureRow]:
    """Return the published figures with these ids, in the order of the ids; of `asked` only clocks and rule count."""
    if not figure_ids:
        return []
    wanted = {**filters.clocks(asked), "figures": figure_ids}
    found = {row.figure_id: row for row in _rows(conn, wanted, base_url, asked.rule)}
    return [found[figure_id] for figure_id in figure_ids if figure_id in found]


def dossier(
    conn: Connection, figure_id: str, base_url: str, rule: Rule = Rule.PREFERRED, asked: Selection = TODAY
) -> Dossier:
    """Return a figure, its competitors, the prints of its statement and why the headline is the headline.

    As known at the clocks of `asked`, unless the figure itself came later. Four statements. Raises: NotFound.
    """
    row = _by_id(conn, figure_id, base_url)
    then = replace(asked if _known(row, asked) else TODAY, rule=rule)
    row, others = _with_competitors(conn, row, base_url, then)
    running = [row, *others] if row.status == "published" else others
    why = headline.why(running[0], running[1:], rule) if running else ""
    return Dossier(row, others, same_statement(conn, row, base_url, then), why)


def _known(row: FigureRow, asked: Selection) -> bool:
    if asked.recorded_as_of and row.recorded_at > asked.recorded_as_of:
        return False
    return asked.as_of is None or (row.known_on is not None and row.known_on <= asked.as_of)


_BY_ID = (
    select(*COLUMNS)
    .select_from(FIGURES)
    .where(
        filters.CONDITIONS["figures"],
        figure_table.c.status.in_([status.value for status in READABLE]),
        filters.ONCE_PUBLISHED,
    )
)


def _by_id(conn: Connection, figure_id: str, base_url: str) -> FigureRow:
    found = conn.execute(_BY_ID, {"figures": [figure_id]}).one_or_none() if "\0" not in figure_id else None
    if found is None:
        raise NotFound(NO_FIGURE)
    return _apart(conn, [figure_row(found, base_url)])[0]


def _apart(conn: Connection, rows: list[FigureRow]) -> list[FigureRow]:
    """Growths in another currency than the usual one stand apart; the code lists are asked only if any names one."""
    if not any(row.measured_in for row in rows):
        return rows
    indicators = code_lists(conn).indicators
    return [in_other_currency(row, indicators) if row.measured_in else row for row in rows]


def _with_competitors(
    conn: Connection, row: FigureRow, base_url: str, asked: Selection
) -> tuple[FigureRow, list[FigureRow]]:
    times = {name: value for name, value in filters.clocks(asked).items() if name in filters.CLOCKS}
    wanted = {"figures": [row.figure_id], **times}
    [row] = as_they_were(conn, [row], asked.recorded_as_of)
    found = _joined(conn, filters.competitors_of(filters.shape(wanted)), wanted, base_url)
    rivals = [one for one in found if headline.key(one) == headline.key(row)]
    known = {one.figure_id for one in rivals}
    marked = headline.mark(rivals if row.figure_id in known else [*rivals, row], asked.rule)
    by_id = {one.figure_id: one for one in marked}
    row = by_id.pop(row.figure_id)
    return row, in_order(by_id.values())


def _page(conn: Connection, given: dict[str, object], selection: Selection, base_url: str) -> Page:
    limit = selection.limit or DEFAULT_LIMIT
    after = Position.decode(selection.cursor) if selection.cursor else None
    rows = _rows(conn, {**given, **_window(conn, given, limit, after)}, base_url, selection.rule)
    if after:
        rows = [row for row in rows if Position.of(row).sort_key > after.sort_key]
    onward = Position.of(rows[limit - 1]).encode() if len(rows) > limit else None
    return Page(rows[:limit], onward, _left_out(conn, given))


def _rows(conn: Connection, given: Mapping[str, object], base_url: str, rule: Rule) -> list[FigureRow]:
    """Return matching rows with the headline that the rule picks among all published competitors."""
    shape = filters.shape(given)
    found = _joined(conn, filters.rows_of(shape), given, base_url)
    if given.get("status_then", given.get("status")) != "published":
        return in_order(found)
    if not found or not shape & filters.SPLITTING:
        return in_order(headline.mark(found, rule))
    rivals = {one.figure_id: one for one in found}
    for other in _joined(conn, filters.competitors_of(shape), given, base_url):
        rivals.setdefault(other.figure_id, other)
    wanted = {one.figure_id for one in found}
    return in_order(one for one in headline.mark(rivals.values(), rule) if one.figure_id in wanted)


def _joined(conn: Connection, query: Select[Any], given: Mapping[str, object], base_url: str) -> list[FigureRow]:
    """Return the rows of a statement, in the state of the instant that is asked for."""
    rows = _apart(conn, [figure_row(one, base_url) for one in conn.execute(query, given)])
    instant = given.get("recorded_as_of")
    return as_they_were(conn, rows, instant if isinstance(instant, datetime) else None)


def _window(conn: Connection, given: Mapping[str, object], limit: int, after: Position | None) -> dict[str, object]:
    """Return filters for the places from the cursor's on, with more than `limit` rows beyond it."""
    window: dict[str, object] = {}
    if after:
        window = {"after_first": True, **after.place.parameters("first")}
    counted = {**given, **window}
    edge: Any = conn.execute(filters.places_of(filters.shape(counted)), {**counted, "skip": limit}).one_or_none()
    if after:
        window = {"from_first": True, **after.place.parameters("first")}
    if edge is not None:
        window |= {"to_last": True, **Place(*edge).parameters("last")}
    return window


def _left_out(conn: Connection, given: Mapping[str, object]) -> int:
    if "as_of" not in given:
        return 0
    return int(conn.execute(filters.without_day(filters.shape(given)), given).scalar_one())

"""Figures as contract rows: of a selection, of a page of it, one by id, and those that stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tradedash.domain.errors import NotFound
from tradedash.frames import FigureRow
from tradedash.queries import filters
from tradedash.queries.order import Place, Position, in_order
from tradedash.queries.rows import COLUMNS, FIGURES, figure_row
from tradedash.queries.selection import READABLE, Selection
from tradedash.reasoning import headline
from tradedash.reasoning.headline import Rule
from tradedash.store.schema import figure as figure_table

DEFAULT_LIMIT = 1000
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


def page(conn: Connection, selection: Selection, base_url: str) -> Page:
    """Return one page of a selection, at most `limit` rows after `cursor`, in the same order as the whole.

    Memory is bound by the limit and the largest place. Raises: BadValue for a cursor that is none.
    """
    return _page(conn, filters.parameters(selection), selection, base_url)


def figure(conn: Connection, figure_id: str, base_url: str, rule: Rule = Rule.PREFERRED) -> FigureRow:
    """Return a published, superseded or retracted figure. Raises: NotFound."""
    return _with_competitors(conn, figure_id, base_url, rule)[0]


def competing(conn: Connection, row: FigureRow, base_url: str, rule: Rule = Rule.PREFERRED) -> list[FigureRow]:
    """Return the other published figures of the key of `row`, headline first."""
    return _with_competitors(conn, row.figure_id, base_url, rule)[1]


def same_statement(conn: Connection, row: FigureRow, base_url: str, rule: Rule = Rule.PREFERRED) -> list[FigureRow]:
    """Return the published prints of the statement of `row` that speak of its indicator, `row` among them."""
    wanted = {
        "status": "published",
        "statement": row.statement_id,
        # The index begins with the pair: a release may be one statement with a million figures.
        "pair": "-".join(sorted((row.ref_area, row.counterpart_area))),
        "indicator": row.indicator,
        "ref_area": row.ref_area,
        "counterpart_area": row.counterpart_area,
    }
    return _rows(conn, wanted, base_url, rule)


def statement(conn: Connection, statement_id: str, selection: Selection, base_url: str) -> Page:
    """Return one page of the figures of a statement, which may be a release with a million; empty if there is none."""
    return _page(conn, {**filters.parameters(selection), "statement": statement_id}, selection, base_url)


def by_id(conn: Connection, figure_ids: list[str], base_url: str, rule: Rule = Rule.PREFERRED) -> list[FigureRow]:
    """Return the published figures with these ids, in the order of the ids."""
    if not figure_ids:
        return []
    found = {row.figure_id: row for row in _rows(conn, {"status": "published", "figures": figure_ids}, base_url, rule)}
    return [found[figure_id] for figure_id in figure_ids if figure_id in found]


def dossier(conn: Connection, figure_id: str, base_url: str, rule: Rule = Rule.PREFERRED) -> Dossier:
    """Return a figure, its competitors, the prints of its statement and why the headline is the headline.

    Four statements. Raises: NotFound.
    """
    row, others = _with_competitors(conn, figure_id, base_url, rule)
    if row.status == "published":
        why = headline.why(row, others, rule)
    else:
        why = f"Not in the running: this figure is {row.status}."
    return Dossier(row, others, same_statement(conn, row, base_url, rule), why)


_BY_ID = (
    select(*COLUMNS)
    .select_from(FIGURES)
    .where(filters.CONDITIONS["figures"], figure_table.c.status.in_([status.value for status in READABLE]))
)


def _with_competitors(conn: Connection, figure_id: str, base_url: str, rule: Rule) -> tuple[FigureRow, list[FigureRow]]:
    wanted = {"figures": [figure_id]}
    found = conn.execute(_BY_ID, wanted).one_or_none() if "\0" not in figure_id else None
    if found is None:
        raise NotFound(NO_FIGURE)
    row = figure_row(found, base_url)
    rivals = [
        one
        for other in conn.execute(filters.competitors_of(filters.shape(wanted)), wanted)
        if headline.key(one := figure_row(other, base_url)) == headline.key(row)
    ]
    marked = {one.figure_id: one for one in headline.mark([*rivals, row] if row not in rivals else rivals, rule)}
    row = marked.pop(row.figure_id)
    return row, in_order(marked.values())


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
    found = [figure_row(one, base_url) for one in conn.execute(filters.rows_of(shape), given)]
    if given["status"] != "published":
        return in_order(found)
    if not found or not shape & filters.SPLITTING:
        return in_order(headline.mark(found, rule))
    rivals = {one.figure_id: one for one in found}
    for other in conn.execute(filters.competitors_of(shape), given):
        if other.figure_id not in rivals:
            rivals[other.figure_id] = figure_row(other, base_url)
    wanted = {one.figure_id for one in found}
    return in_order(one for one in headline.mark(rivals.values(), rule) if one.figure_id in wanted)


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

"""What was known on a day, and what this store held at an instant: states of the past, and what came after.

A figure that was corrected, withdrawn or ranked after the instant is shown as it stood then: the first later row of
the journal keeps the state before the change. Such figures are rare; all others stand as they did. Code lists and
exchange rates are read back in the same way.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from tradedash.domain.indicator import IndicatorKind, Unit
from tradedash.frames import FigureRow
from tradedash.queries.codelists import CodeLists
from tradedash.queries.filters import CLOCKS, KNOWN_ON, LATER, Shape, conditions, parameters, shape
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, journal, source

#: Steps of the slider; more days than that are thinned out.
MOST_DAYS = 400
_SOURCED = figure.join(source, figure.c.source_id == source.c.source_id)
_CHANGED = select(LATER.c.entity_id, LATER.c.before)
_LIST_CHANGES = (
    select(journal.c.before, journal.c.after)
    .where(
        journal.c.entity == bindparam("entity"),
        journal.c.entity_id == bindparam("name"),
        journal.c.at > bindparam("instant"),
    )
    .order_by(journal.c.seq)
)


def as_they_were(conn: Connection, rows: list[FigureRow], instant: datetime | None) -> list[FigureRow]:
    """Return the rows in the state they had at an instant; without one, as they are."""
    if instant is None or not rows:
        return rows
    before = {one.entity_id: json.loads(one.before) for one in conn.execute(_CHANGED, {"recorded_as_of": instant})}
    rows = [replace(row, **before[row.figure_id]) if row.figure_id in before else row for row in rows]
    listed = list_then(conn, "code_list", "indicator", instant)
    labels = {code: entry["label"] for code, entry in listed.items() if entry}
    return [replace(row, indicator_label=labels[row.indicator]) if row.indicator in labels else row for row in rows]


def lists_then(conn: Connection, lists: CodeLists, instant: datetime | None) -> CodeLists:
    """Return the code lists with the indicators as they were described at an instant; without one, as they are."""
    changed = list_then(conn, "code_list", "indicator", instant) if instant else {}
    described = {
        code: replace(
            lists.indicators[code],
            label=entry["label"],
            kind=IndicatorKind(entry["kind"]),
            unit=Unit(entry["unit"]),
            direction=entry["direction"],
        )
        for code, entry in changed.items()
        if entry and code in lists.indicators
    }
    return replace(lists, indicators={**lists.indicators, **described}) if described else lists


def list_then(conn: Connection, entity: str, name: str, instant: datetime) -> dict[str, dict[str, Any] | None]:
    """Return the entries of a small list that were changed after an instant as they stood then, None for new ones."""
    then: dict[str, dict[str, Any] | None] = {}
    for one in conn.execute(_LIST_CHANGES, {"entity": entity, "name": name, "instant": instant}):
        before = json.loads(one.before) if one.before else {}
        for key in json.loads(one.after) if one.after else ():
            then.setdefault(key, before.get(key))
    return then


def known_later(conn: Connection, selection: Selection) -> int:
    """Count the published figures of a selection that its clocks keep out because they came later."""
    if not (selection.as_of or selection.recorded_as_of):
        return 0
    given = parameters(replace(selection, as_of=None, recorded_as_of=None))
    clocks = parameters(Selection(as_of=selection.as_of, recorded_as_of=selection.recorded_as_of))
    query = _later(shape(given), frozenset(clocks) & CLOCKS)
    return int(conn.execute(query, {**clocks, **given}).scalar_one())


def days_known(conn: Connection, selection: Selection) -> list[date]:
    """Return the days on which figures of a selection became known, oldest first, at most `MOST_DAYS` of them."""
    given = parameters(replace(selection, as_of=None, recorded_as_of=None))
    return thinned(list(conn.execute(_days(shape(given)), given).scalars()))


def thinned(days: Sequence[date]) -> list[date]:
    """Return at most `MOST_DAYS` of the days, evenly, the last one among them."""
    if len(days) <= MOST_DAYS:
        return list(days)
    return [days[(step + 1) * len(days) // MOST_DAYS - 1] for step in range(MOST_DAYS)]


@lru_cache(maxsize=64)
def _later(names: Shape, clocks: Shape) -> Select[Any]:
    late: list[ColumnElement[bool]] = []
    if "as_of" in clocks:
        late.append(bindparam("as_of") < KNOWN_ON)
    if "recorded_as_of" in clocks:
        late.append(figure.c.recorded_at > bindparam("recorded_as_of"))
    return select(func.count()).select_from(_SOURCED).where(or_(*late), *conditions(names))


@lru_cache(maxsize=64)
def _days(names: Shape) -> Select[Any]:
    day = KNOWN_ON.label("day")
    return select(day).select_from(_SOURCED).where(KNOWN_ON.is_not(None), *conditions(names)).distinct().order_by(day)

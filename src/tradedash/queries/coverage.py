"""Who wrote when: the articles and releases of a pair by month, outlet and what they stated."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tradedash.queries.filters import Shape, conditions, parameters, shape
from tradedash.queries.kept import Kept
from tradedash.queries.revision import state
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, source


@dataclass(frozen=True, slots=True)
class Month:
    """One month, named by its first day; None for sources without a date. Counts are in falling order.

    `outlets` counts sources of each publisher, `stated` figures of each indicator.
    """

    first: date | None
    sources: int
    outlets: tuple[tuple[str, int], ...]
    stated: tuple[tuple[str, int], ...]


_kept: Kept[tuple[Month, ...]] = Kept(8)


def coverage(conn: Connection, selection: Selection) -> tuple[Month, ...]:
    """Return the months that have a source with a figure of a selection, newest first, the undated last."""
    given = parameters(selection)
    key = (state(conn), *sorted((name, str(value)) for name, value in given.items()))
    return _kept.get(conn, key, lambda: _months(conn.execute(_stated(shape(given)), given)))


def _months(found: Iterable[Any]) -> tuple[Month, ...]:
    outlets: dict[date | None, dict[str, str]] = {}
    stated: dict[date | None, Counter[str]] = {}
    for source_id, publisher, published_on, code, number in found:
        month = published_on.replace(day=1) if published_on else None
        outlets.setdefault(month, {})[source_id] = publisher
        stated.setdefault(month, Counter())[code] += number
    newest = sorted(outlets, key=lambda month: (month is None, -(month.toordinal() if month else 0)))
    return tuple(
        Month(month, len(outlets[month]), _ordered(Counter(outlets[month].values())), _ordered(stated[month]))
        for month in newest
    )


def _ordered(counted: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


@lru_cache(maxsize=64)
def _stated(names: Shape) -> Select[Any]:
    columns = (source.c.source_id, source.c.publisher, source.c.published_on, figure.c.indicator)
    return (
        select(*columns, func.count())
        .select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        .where(*conditions(names))
        .group_by(*columns)
        .order_by(*columns)
    )

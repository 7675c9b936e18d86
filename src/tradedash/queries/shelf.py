"""The shelf of sources: those of a selection, narrowed by words and facets, with counts of what else would narrow."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tradedash.queries.filters import Shape, conditions, parameters, shape
from tradedash.queries.kept import Kept
from tradedash.queries.order import UNDATED
from tradedash.queries.revision import state
from tradedash.queries.search import has, row_of
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, source
from tradedash.store.search import Term

FACETS = ("language", "outlet", "year", "basis", "indicator")


@dataclass(frozen=True, slots=True)
class Shelved:
    """One source with the number of its figures in a selection; `values` has what each facet says of it."""

    source_id: str
    source_publisher: str
    source_title: str | None
    source_url: str
    language: str
    source_published_on: date | None
    figures: int
    values: Mapping[str, frozenset[str]]
    words: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was found, newest first and undated last, and for each facet its values with their numbers of sources."""

    entries: Sequence[Shelved]
    facets: Mapping[str, Sequence[tuple[str, int]]]


_kept: Kept[list[Shelved]] = Kept(8)


def shelf(conn: Connection, selection: Selection, terms: Sequence[Term], chosen: Mapping[str, str]) -> Shelf:
    """Return the sources of a selection that have every term in publisher, title or address, and every chosen value."""
    given = parameters(selection)
    key = (state(conn), *sorted((name, str(value)) for name, value in given.items()))
    every = _kept.get(conn, key, lambda: _all(conn.execute(_sources(shape(given)), given).all()))
    found = [
        one
        for one in every
        if all(value in one.values[name] for name, value in chosen.items())
        and all(has(one.words, term) for term in terms)
    ]
    counted = {name: Counter(value for one in found for value in one.values[name]) for name in FACETS}
    facets = {name: sorted(some.items(), key=lambda item: (-item[1], item[0])) for name, some in counted.items()}
    return Shelf(found, {**facets, "year": sorted(facets["year"], reverse=True)})


def _all(rows: Sequence[Any]) -> list[Shelved]:
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.source_id, []).append(row)
    found = [_shelved(some) for some in grouped.values()]
    found.sort(key=lambda one: (-(one.source_published_on or UNDATED).toordinal(), one.source_id))
    return found


def _shelved(rows: Sequence[Any]) -> Shelved:
    one = rows[0]
    values = {
        "language": frozenset([one.language]),
        "outlet": frozenset([one.publisher]),
        "year": frozenset([str(one.published_on.year)] if one.published_on else []),
        "basis": frozenset(row.basis for row in rows),
        "indicator": frozenset(row.indicator for row in rows),
    }
    return Shelved(
        one.source_id, one.publisher, one.title, one.url, one.language, one.published_on,
        sum(row.number for row in rows), values, row_of(f"{one.title or ''} {one.publisher} {one.url}"),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _sources(names: Shape) -> Select[Any]:
    columns = (
        source.c.source_id, source.c.publisher, source.c.title, source.c.url, source.c.language, source.c.published_on,
        figure.c.basis, figure.c.indicator,
    )  # fmt: skip
    return (
        select(*columns, func.count().label("number"))
        .select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        .where(*conditions(names))
        .group_by(*columns)
    )

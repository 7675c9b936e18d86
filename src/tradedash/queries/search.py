"""Search: figures whose phrase, note, speaker, source or indicator has all the words, with counts by facet."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, bindparam, exists, select, union

from tradedash.queries import filters
from tradedash.queries.codelists import CodeLists
from tradedash.queries.order import UNDATED
from tradedash.queries.revision import once_per_revision
from tradedash.queries.selection import Selection
from tradedash.store import search as index
from tradedash.store.schema import figure, source
from tradedash.store.search import Term
from tradedash.store.types import IsoDate, Words

#: Figures that are counted and sorted, those recorded last; sources that one word may stand for; words of one search.
MOST, MOST_SOURCES, MOST_TERMS = 10_000, 20_000, 8
FACETS = ("indicator", "basis", "speaker", "outlet", "year", "type", "language")
_COLUMNS = (
    figure.c.figure_id,
    figure.c.indicator,
    figure.c.basis,
    figure.c.speaker,
    source.c.publisher.label("outlet"),
    figure.c.period_end,
    source.c.source_type.label("type"),
    source.c.language,
    filters.KNOWN_ON.label("known_on"),
)
_CHOSEN: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "indicator": lambda: figure.c.indicator == bindparam("by_indicator", type_=Words),
    "basis": lambda: figure.c.basis == bindparam("by_basis", type_=Words),
    "speaker": lambda: figure.c.speaker == bindparam("by_speaker", type_=Words),
    "outlet": lambda: source.c.publisher == bindparam("by_outlet", type_=Words),
    "year": lambda: figure.c.period_end.between(
        bindparam("by_year", type_=IsoDate()), bindparam("by_year_end", type_=IsoDate())
    ),
    "type": lambda: source.c.source_type == bindparam("by_type", type_=Words),
    "language": lambda: source.c.language == bindparam("by_language", type_=Words),
}


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: ids, newest known first and undated last, and for each facet its values with their counts.

    `more` says that there are more than `MOST`; those recorded last are counted and listed.
    """

    figure_ids: list[str]
    facets: Mapping[str, list[tuple[str, int]]]
    more: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A source as it is searched: its title, publisher and host as one row of tokens between spaces."""

    source_id: str
    title: str
    words: str


def search(
    conn: Connection, terms: tuple[Term, ...], chosen: Mapping[str, str], asked: Selection, lists: CodeLists
) -> Hits:
    """Return the figures that have every term and the chosen facets, as known at the clocks of `asked`.

    `chosen` has names of `FACETS`; a year is four digits. Two statements, one of them kept.
    """
    if not terms:
        return Hits([], {name: [] for name in FACETS}, more=False)
    dialect = conn.dialect.name
    given = filters.clocks(asked)
    conditions: list[ColumnElement[bool]] = [*filters.conditions(filters.shape(given))]
    parameters: dict[str, object] = {**given, **_choice(chosen)}
    for number, term in enumerate(terms[:MOST_TERMS]):
        parameters[f"term_{number}"] = index.query(dialect, term)
        conditions.append(figure.c.id.in_(_having(conn, f"term_{number}", term, lists)))
    query = (
        select(*_COLUMNS)
        .select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        .where(and_(*conditions), *(_CHOSEN[name]() for name in FACETS if name in chosen))
        .order_by(figure.c.id.desc())
        .limit(MOST + 1)
    )
    found = conn.execute(query, parameters).all()
    rows = sorted(found[:MOST], key=lambda row: (row.known_on or UNDATED, row.figure_id), reverse=True)
    return Hits([row.figure_id for row in rows], _facets(rows), more=len(found) > MOST)


def places_with(conn: Connection, terms: tuple[Term, ...]) -> list[Place]:
    """Return the public sources whose title, publisher or host has every term, newest recorded first."""
    return [one for one in _places(conn) if all(has(one.words, term) for term in terms)]


def indicators_with(lists: CodeLists, terms: tuple[Term, ...]) -> list[str]:
    """Return the codes of the indicators whose label or code has every term."""
    words = {code: row_of(f"{one.label} {code}") for code, one in lists.indicators.items()}
    return [code for code, row in words.items() if all(has(row, term) for term in terms)]


def names_with(names: list[str], terms: tuple[Term, ...]) -> list[str]:
    """Return the names that have every term."""
    return [name for name in names if all(has(row_of(name), term) for term in terms)]


def _having(conn: Connection, name: str, term: Term, lists: CodeLists) -> Select[Any] | CompoundSelect[Any]:
    """Select the ids of figures that have a term, in their own words, their source's or their indicator's."""
    branches: list[Select[Any]] = [index.matching(conn.dialect.name, name)]
    places = [one.source_id for one in places_with(conn, (term,))[:MOST_SOURCES]]
    if places:
        # Literal, since an engine takes only so many parameters; the ids are the store's own.
        wanted = bindparam(None, places, type_=Words, expanding=True, literal_execute=True)
        branches.append(select(figure.c.id).where(figure.c.source_id.in_(wanted)))
    codes = indicators_with(lists, (term,))
    if codes:
        branches.append(select(figure.c.id).where(figure.c.indicator.in_(codes)))
    return union(*branches) if len(branches) > 1 else branches[0]


def _choice(chosen: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {f"by_{name}": value for name, value in chosen.items() if name != "year"}
    if "year" in chosen:
        year = int(chosen["year"])
        found |= {"by_year": date(year, 1, 1), "by_year_end": date(year, 12, 31)}
    return found


def _facets(rows: list[Any]) -> dict[str, list[tuple[str, int]]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for row in rows:
        values = row._asdict() | {"year": str(row.period_end.year) if row.period_end else None}
        for name in FACETS:
            if values[name]:
                counted[name][values[name]] += 1
    found = {name: sorted(some.items(), key=lambda one: (-one[1], one[0])) for name, some in counted.items()}
    return {**found, "year": sorted(found["year"], reverse=True)}


@once_per_revision
def _places(conn: Connection) -> list[Place]:
    """Every source with a figure that is published."""
    columns = (source.c.source_id, source.c.title, source.c.publisher, source.c.url)
    public = figure.c.source_id == source.c.source_id, figure.c.status == "published", filters.ONCE_PUBLISHED
    query = select(*columns).where(exists().where(*public)).order_by(source.c.recorded_at.desc())
    return [
        Place(key, title or publisher, row_of(f"{title or ''} {publisher} {urlsplit(url).hostname or ''}"))
        for key, title, publisher, url in conn.execute(query)
    ]


def row_of(words: str) -> str:
    """Return text as one row of tokens between spaces."""
    return f" {' '.join(index.tokens(words))} "


def has(row: str, term: Term) -> bool:
    """Tell whether a row of tokens has a term."""
    wanted = f" {' '.join(term.tokens)}"
    return (f"{wanted} " if term.is_number else wanted) in row

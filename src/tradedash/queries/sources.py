"""Sources and statements as lists of their own, with how many figures of a selection they carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, distinct, func, or_, select

from tradedash.domain.errors import NotFound
from tradedash.queries import cursor
from tradedash.queries.filters import (
    CONDITIONS,
    KNOWN_ON,
    ONCE_PUBLISHED,
    Shape,
    conditions,
    figures_for,
    parameters,
    shape,
)
from tradedash.queries.order import UNDATED
from tradedash.queries.selection import READABLE, Selection
from tradedash.store.schema import figure, source
from tradedash.store.types import IsoDate, Words

NO_SOURCE = "There is no source under this address; it may have been copied incompletely."
EVERYBODY: Mapping[str, object] = MappingProxyType({})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """One article, transcript or release, and how many figures it carries."""

    source_id: str
    source_type: str
    source_title: str | None
    source_publisher: str
    language: str
    source_published_on: date | None
    published_on_basis: str | None
    source_url: str
    declared_precision: int | None
    recorded_at: datetime
    figures: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance: `prints` counts the sources it stands in. Without a speaker and day it is its source's own."""

    statement_id: str
    speaker: str | None
    speaker_role: str | None
    stated_on: date | None
    known_on: date | None
    figures: int
    prints: int


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """Some entries of a list; `next` leads on, None at the end."""

    entries: list[T]
    next: str | None


def sources(conn: Connection, selection: Selection, limit: int | None = None) -> Listed[Source]:
    """Return the sources that carry figures of a selection, newest first, undated last."""
    found, onward = _page(conn, _sources, selection, limit or selection.limit)
    return Listed([Source(*one[1:]) for one in found], onward)


def source_by_id(conn: Connection, source_id: str) -> Source:
    """Return one source with its number of published figures. Raises: NotFound, also where it has only drafts."""
    found = conn.execute(_ONE, {"source": source_id}).one_or_none() if "\0" not in source_id else None
    if found is None:
        raise NotFound(NO_SOURCE)
    return Source(*found)


def merged_into(conn: Connection, source_id: str) -> str | None:
    """Return the public source that a source was merged into; None if it stands for itself, or that one has no page."""
    into = conn.execute(select(source.c.merged_into).where(source.c.source_id == source_id)).scalar()
    return into if into and conn.execute(_ONE, {"source": into}).first() else None


def statements(
    conn: Connection, selection: Selection, limit: int | None = None, of: Mapping[str, object] = EVERYBODY
) -> Listed[Statement]:
    """Return the statements that have figures in a selection, newest first, undated last.

    `of` names a `speaker` or an `outlet` and counts the figures of that one alone.
    """
    found, onward = _page(conn, _statements, selection, limit or selection.limit, of)
    return Listed([Statement(*one[1:]) for one in found], onward)


def _page(
    conn: Connection, statement: Any, selection: Selection, limit: int | None, of: Mapping[str, object] = EVERYBODY
) -> tuple[Sequence[Any], str | None]:
    """Return rows that begin with their sort day and id, and the cursor behind the last of them."""
    given = {**parameters(selection), **of}
    if selection.cursor:
        last_day, last_id = cursor.decode(selection.cursor, (date, str))
        given |= {"last_day": cursor.day(last_day) or UNDATED, "last_id": last_id or ""}
    query = statement(shape(given), bool(selection.cursor), limit is not None)
    if limit is None:
        return conn.execute(query, given).all(), None
    found = conn.execute(query, {**given, "most": limit + 1}).all()
    if len(found) <= limit:
        return found, None
    day, entry_id = found[limit - 1][:2]
    return found[:limit], cursor.encode([None if day == UNDATED else day.isoformat(), entry_id])


_FIGURES_AND_SOURCES = figure.join(source, figure.c.source_id == source.c.source_id)
_UNDATED = bindparam("undated", UNDATED, IsoDate())
_SOURCE_COLUMNS = (
    source.c.source_id,
    source.c.source_type,
    source.c.title,
    source.c.publisher,
    source.c.language,
    source.c.published_on,
    source.c.published_on_basis,
    source.c.url,
    source.c.declared_precision,
    source.c.recorded_at,
)
_ONE = (
    select(*_SOURCE_COLUMNS, func.count().filter(figure.c.status == "published"))
    .select_from(_FIGURES_AND_SOURCES)
    .where(CONDITIONS["source"], figure.c.status.in_([status.value for status in READABLE]), ONCE_PUBLISHED)
    .group_by(source.c.source_id)
)


@lru_cache(maxsize=128)
def _sources(names: Shape, onward: bool, limited: bool) -> Select[Any]:
    day = func.coalesce(source.c.published_on, _UNDATED, type_=IsoDate())
    # Counted before they meet their sources: an index has the figures of each in a row.
    counted = (
        select(figure.c.source_id, func.count().label("figures"))
        .select_from(figures_for(names))
        .where(*conditions(names))
        .group_by(figure.c.source_id)
        .subquery("counted")
    )
    query = select(day, *_SOURCE_COLUMNS, counted.c.figures).select_from(
        source.join(counted, source.c.source_id == counted.c.source_id)
    )
    if onward:
        query = query.where(_behind(day, source.c.source_id))
    return _cut(query, day, source.c.source_id, limited)


@lru_cache(maxsize=128)
def _statements(names: Shape, onward: bool, limited: bool) -> Select[Any]:
    day = func.coalesce(func.max(KNOWN_ON), _UNDATED, type_=IsoDate())
    query = (
        select(
            day,
            figure.c.statement_id,
            func.max(figure.c.speaker),
            func.max(figure.c.speaker_role),
            func.max(figure.c.stated_on),
            func.max(KNOWN_ON),
            func.count(),
            func.count(distinct(figure.c.source_id)),
        )
        .select_from(_FIGURES_AND_SOURCES)
        .where(*conditions(names))
        .group_by(figure.c.statement_id)
    )
    if onward:
        query = query.having(_behind(day, figure.c.statement_id))
    return _cut(query, day, figure.c.statement_id, limited)


def _behind(day: ColumnElement[Any], entry_id: ColumnElement[str]) -> ColumnElement[bool]:
    """What lies behind the cursor."""
    last_day, last_id = bindparam("last_day", type_=IsoDate()), bindparam("last_id", type_=Words)
    return or_(day < last_day, and_(day == last_day, entry_id > last_id))


def _cut(query: Select[Any], day: ColumnElement[Any], entry_id: ColumnElement[str], limited: bool) -> Select[Any]:
    """Order newest first and keep at most as many as asked for."""
    query = query.order_by(day.desc(), entry_id)
    return query.limit(bindparam("most")) if limited else query

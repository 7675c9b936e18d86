"""What the ledger knows already and a form may fill in: the source at an address, names that were used before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, exists, func, select

from tradedash.domain.errors import BadValue
from tradedash.domain.figure import Status
from tradedash.domain.source import canonical_url
from tradedash.store.schema import figure, source, statement

MOST_NAMES = 200

_COLUMNS = ("source_id", "publisher", "language", "title", "published_on", "url")
_KNOWN = select(
    *(source.c[name] for name in _COLUMNS),
    select(func.count())
    .where(figure.c.source_id == source.c.source_id, figure.c.status == Status.PUBLISHED)
    .scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A stored source, and how many published figures it has."""

    source_id: str
    publisher: str
    language: str
    title: str | None
    published_on: date | None
    url: str
    figures: int


def known_source(conn: Connection, address: str) -> KnownSource | None:
    """Return the source at an address or at an AMP, mobile or tracking variant of it; None if there is none."""
    try:
        canonical = canonical_url(address)
    except BadValue:
        return None
    return _known(conn, source.c.canonical_url, canonical)


def source_with_id(conn: Connection, source_id: str) -> KnownSource | None:
    """Return a source by its id, or None if there is none."""
    return None if "\0" in source_id else _known(conn, source.c.source_id, source_id)


def _known(conn: Connection, column: Column[str], value: str) -> KnownSource | None:
    """Return the source that a column names; one that was merged leads to the source it was merged into."""
    row = conn.execute(select(source.c.source_id, source.c.merged_into).where(column == value)).first()
    if row is None:
        return None
    found: Sequence[Any] = conn.execute(_KNOWN.where(source.c.source_id == (row.merged_into or row.source_id))).one()
    return KnownSource(*found)


def known_publishers(conn: Connection) -> list[str]:
    """Return the publishers of what readers may see, those with most sources first."""
    return _names(conn, source.c.publisher, figure.c.source_id == source.c.source_id)


def known_speakers(conn: Connection) -> list[str]:
    """Return the speakers of what readers may see, those with most statements first."""
    return _names(conn, statement.c.speaker, figure.c.statement_id == statement.c.statement_id)


def _names(conn: Connection, column: Column[str], of_figure: ColumnElement[bool]) -> list[str]:
    """A name that stands in somebody's draft only is offered to nobody."""
    public = exists().where(of_figure, figure.c.published_at.is_not(None))
    wanted = select(column).where(column.is_not(None), public).group_by(column)
    ordered = wanted.order_by(func.count().desc(), column).limit(MOST_NAMES)
    return [str(name) for name in conn.execute(ordered).scalars()]

"""What the ledger knows already and a form may fill in: the source at an address, names that were used before."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Connection, func, select

from tradedash.domain.errors import BadValue
from tradedash.domain.figure import Status
from tradedash.domain.source import canonical_url
from tradedash.store.schema import figure, source, statement

MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A stored source, and how many published figures it has."""

    source_id: str
    publisher: str
    language: str
    title: str | None
    published_on: date | None
    figures: int


def known_source(conn: Connection, address: str) -> KnownSource | None:
    """Return the source at an address or at an AMP, mobile or tracking variant of it; None if there is none."""
    try:
        canonical = canonical_url(address)
    except BadValue:
        return None
    wanted = (
        select(source.c.source_id, source.c.publisher, source.c.language, source.c.title, source.c.published_on)
        .add_columns(
            select(func.count())
            .where(figure.c.source_id == source.c.source_id, figure.c.status == Status.PUBLISHED)
            .scalar_subquery()
            .label("figures")
        )
        .where(source.c.canonical_url == canonical)
    )
    row = conn.execute(wanted).first()
    return KnownSource(*row) if row else None


def known_publishers(conn: Connection) -> list[str]:
    """Return the publishers of the ledger, those with most sources first."""
    return _names(conn, source.c.publisher)


def known_speakers(conn: Connection) -> list[str]:
    """Return the speakers of the ledger, those with most statements first."""
    return _names(conn, statement.c.speaker)


def _names(conn: Connection, column: Column[str]) -> list[str]:
    wanted = select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc(), column)
    return [str(name) for name in conn.execute(wanted.limit(MOST_NAMES)).scalars()]

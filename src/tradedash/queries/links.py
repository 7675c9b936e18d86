"""What is known of the addresses of sources: when they answered, and which wait for a look."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from tradedash.queries.filters import ONCE_PUBLISHED
from tradedash.store.schema import figure, source, source_check


@dataclass(frozen=True, slots=True)
class Link:
    """One source's address as operators last found it; `status` is None before the first look."""

    status: str | None
    checked_at: datetime | None
    answered_at: datetime | None
    archive_url: str | None


def link_of(conn: Connection, source_id: str) -> Link | None:
    """Return what is known of the address of a source, None if nobody has looked and no copy is kept."""
    columns = (source_check.c.status, source_check.c.checked_at, source_check.c.answered_at, source_check.c.archive_url)
    found = conn.execute(select(*columns).where(source_check.c.source_id == source_id)).first()
    return Link(*found) if found else None


def to_look_at(conn: Connection, before: datetime, limit: int) -> list[tuple[str, str]]:
    """Return id and address of public sources not looked at since `before`, those never looked at first."""
    public = select(figure.c.source_id).where(figure.c.status == "published", ONCE_PUBLISHED)
    query = (
        select(source.c.source_id, source.c.url)
        .select_from(source.outerjoin(source_check, source_check.c.source_id == source.c.source_id))
        .where(source.c.source_id.in_(public))
        .where(or_(source_check.c.checked_at.is_(None), source_check.c.checked_at < before))
        .order_by(source_check.c.checked_at.is_not(None), source_check.c.checked_at, source.c.source_id)
        .limit(limit)
    )
    return [(source_id, url) for source_id, url in conn.execute(query)]

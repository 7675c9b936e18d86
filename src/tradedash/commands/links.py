"""What operators find of the addresses of sources: whether they answer, and where a copy of a page is kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from tradedash.commands.refusals import in_words
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import NotFound
from tradedash.domain.source import checked_url
from tradedash.store.journal import append
from tradedash.store.schema import source, source_check


class Answer(StrEnum):
    """What became of an address: it answers, it says that the page is gone, or nothing of use came back."""

    ANSWERS = "answers"
    GONE = "gone"
    SILENT = "silent"


def record_checks(conn: Connection, found: Mapping[str, Answer], actor: Actor, at: datetime | None = None) -> int:
    """Keep what a look at some sources found and return how many; one journal row covers one look.

    The day on which an address last answered stays when it no longer does. Raises: Forbidden, NotFound.
    """
    actor.must_be(Role.ADMIN)
    if not found:
        return 0
    now = at or datetime.now(UTC)
    for source_id in found:
        _known(conn, source_id)
    after = {source_id: answer.value for source_id, answer in sorted(found.items())}
    seq = append(conn, actor, action="source.check", entity="source_check", entity_id="look", before=None,
                 after=after, at=now)  # fmt: skip
    for source_id, answer in found.items():
        seen = {"answered_at": now} if answer is Answer.ANSWERS else {}
        _write(conn, source_id, {"status": answer.value, "checked_at": now, "journal_seq": seq, **seen})
    return len(found)


def set_archive(conn: Connection, source_id: str, url: str, actor: Actor, reason: str | None = None) -> str:
    """Say where a copy of a source is kept, in place of what was said before; return the address.

    Raises: Forbidden, NotFound, BadValue for an address that is not http(s).
    """
    actor.must_be(Role.ADMIN)
    _known(conn, source_id)
    address = checked_url(url, "archive_url")
    stored = conn.execute(select(source_check.c.archive_url).where(source_check.c.source_id == source_id)).scalar()
    if stored == address:
        return address
    with in_words():
        seq = append(
            conn,
            actor,
            action="source.archive",
            entity="source_check",
            entity_id=source_id,
            before={"archive_url": stored} if stored else None,
            after={"archive_url": address},
            reason=reason,
        )
        _write(conn, source_id, {"archive_url": address, "journal_seq": seq})
    return address


def _known(conn: Connection, source_id: str) -> None:
    if conn.execute(select(source.c.source_id).where(source.c.source_id == source_id)).first() is None:
        raise NotFound(f"There is no source {source_id[:64]}.")


def _write(conn: Connection, source_id: str, values: Mapping[str, object]) -> None:
    here = source_check.c.source_id == source_id
    if conn.execute(select(source_check.c.source_id).where(here)).first():
        conn.execute(update(source_check).where(here).values(**values))
    else:
        conn.execute(insert(source_check).values(source_id=source_id, **values))

"""Add a source by itself, before any figure is taken from it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from tradedash.commands.additions import NewSource
from tradedash.commands.checks import checked_source
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import Row, source_values
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import Conflict
from tradedash.domain.source import canonical_url, source_id
from tradedash.store.canonical import source_content
from tradedash.store.journal import append
from tradedash.store.schema import source

_SAID = ("source_type", "title", "publisher", "language", "published_on", "published_on_basis", "declared_precision")


def add_source(conn: Connection, wanted: NewSource, actor: Actor) -> tuple[str, bool]:
    """Add a source and return its id, and whether it is new: the same source twice is stored once.

    Raises: Forbidden, BadValue with `field` a column of the contract, Conflict if the address is stored with other
    values or its id is taken.
    """
    actor.must_be(*Role)
    checked, canonical, now = checked_source(wanted), canonical_url(wanted.url), datetime.now(UTC)
    row = source_values(checked, checked.source_id or source_id(checked.url), canonical, now)
    stored = conn.execute(select(source).where(source.c.canonical_url == canonical)).first()
    if stored is not None:
        return _same(stored._asdict(), row), False
    with in_words():
        seq = append(
            conn,
            actor,
            action="source.add",
            entity="source",
            entity_id=row["source_id"],
            before=None,
            after=source_content(row),
            at=now,
        )
        conn.execute(insert(source), {**row, "journal_seq": seq})
    return row["source_id"], True


def _same(stored: Row, wanted: Row) -> str:
    differs = [name for name in _SAID if wanted[name] is not None and wanted[name] != stored[name]]
    if differs:
        names = ", ".join(name.replace("_", " ") for name in differs)
        raise Conflict(f"This address is stored as {stored['source_id']}, with another {names}.")
    return str(stored["merged_into"] or stored["source_id"])

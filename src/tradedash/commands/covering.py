"""The journal row of an import batch: it covers all figures of the batch by their number and hash."""

from datetime import datetime

from sqlalchemy import Connection, insert

from tradedash.domain.actor import Actor
from tradedash.store.journal import append
from tradedash.store.schema import import_batch


def open_batch(conn: Connection, actor: Actor, batch_id: str, *, row_count: int, sha256: str, now: datetime) -> int:
    """Journal a batch before its figures are written, and return the `journal_seq` that they carry."""
    summary = {"row_count": row_count, "sha256": sha256}
    seq = append(
        conn,
        actor,
        action="figures.import",
        entity="import_batch",
        entity_id=batch_id,
        before=None,
        after=summary,
        at=now,
    )
    conn.execute(insert(import_batch), {**summary, "batch_id": batch_id, "journal_seq": seq})
    return seq

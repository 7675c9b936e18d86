"""The journal: who changed what, when, through which channel, and why. Append-only, each row hashed over the last one.

What the store's triggers demand of commands: a figure, and every source, is inserted with the `journal_seq` of a row
that names it (`entity` "figure" or "source", `entity_id` its id, `after` its content from `canonical`). Figures that
arrive as a batch share the row of their `import_batch` and name it in `batch_id`; their sources have rows of their own.
A change of a figure moves its `journal_seq` to the row of that change, with `figure_state` before and after.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import Connection, insert, select

from tradedash.domain.actor import Actor
from tradedash.store.audit import verify
from tradedash.store.canonical import GENESIS, hash_of, to_json
from tradedash.store.schema import journal

__all__ = ["Change", "append", "append_many", "head", "verify"]


class Change(TypedDict):
    """One change: `before` is None for something new, `after` holds what is stored now."""

    action: str
    entity: str
    entity_id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    reason: NotRequired[str | None]
    #: The instant of the change, where other columns say it too; now if it is left out.
    at: NotRequired[datetime]


def append(conn: Connection, actor: Actor, **change: Unpack[Change]) -> int:
    """Write the next row of the journal and return its `seq`. `conn` is a writing transaction, which holds the lock."""
    last, previous_hash = head(conn)
    row = _row(last + 1, change.get("at") or datetime.now(UTC), actor, change)
    conn.execute(insert(journal), {**row, "previous_hash": previous_hash, "hash": hash_of(row, previous_hash)})
    return last + 1


def append_many(conn: Connection, actor: Actor, changes: Sequence[Change], at: datetime) -> int:
    """Write many rows of one instant, in their order, and return the `seq` of the first."""
    first, previous_hash = head(conn)
    rows = []
    for seq, change in enumerate(changes, first + 1):
        row = _row(seq, at, actor, change)
        rows.append({**row, "previous_hash": previous_hash, "hash": hash_of(row, previous_hash)})
        previous_hash = str(rows[-1]["hash"])
    if rows:
        conn.execute(insert(journal), rows)
    return first + 1


def head(conn: Connection) -> tuple[int, str]:
    """Return `seq` and hash of the last row; 0 and zeros before the first."""
    last = conn.execute(select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def _row(seq: int, at: datetime, actor: Actor, change: Change) -> dict[str, object]:
    return {
        "seq": seq,
        "at": at,
        "actor": actor.name,
        "channel": actor.channel.value,
        "action": change["action"],
        "entity": change["entity"],
        "entity_id": change["entity_id"],
        "before": _text(change["before"]),
        "after": _text(change["after"]),
        "reason": change.get("reason"),
    }


def _text(content: Mapping[str, object] | None) -> str | None:
    return None if content is None else to_json(content)

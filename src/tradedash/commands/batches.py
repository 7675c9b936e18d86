"""An import batch as one: published after a look at some of its figures, or withdrawn with all of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from tradedash.commands.authorship import DECIDE, author_of
from tradedash.commands.life import refuse_own
from tradedash.commands.options import given_reason
from tradedash.commands.rows import UNPUBLISHED, Row
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.figure import Status
from tradedash.store.canonical import figure_state
from tradedash.store.journal import append_many
from tradedash.store.schema import figure

#: How many figures of a batch somebody looks at before all of them are published.
SAMPLE = 10


def approve_batch(conn: Connection, batch_id: str, actor: Actor, *, looked_at: Sequence[str]) -> int:
    """Publish what waits of a batch, and return how many figures that were.

    `looked_at` are the ids of the figures that the reviewer has checked against their sources: at least `SAMPLE`, or
    all if there are fewer. Raises: Forbidden, NotFound, BadValue (`looked_at`), Conflict.
    """
    actor.must_be(*DECIDE)
    rows = _rows(conn, batch_id, actor)
    refuse_own(conn, [author_of(conn, rows[0]["figure_id"])], actor)
    waiting = [row for row in rows if row["status"] == Status.IN_REVIEW]
    if not waiting:
        raise Conflict("Nothing of this batch waits for review.")
    checked = len(set(looked_at) & {row["figure_id"] for row in waiting})
    wanted = min(SAMPLE, len(waiting))
    if checked < wanted:
        raise BadValue(f"Look at {wanted} of its figures first; {checked} are ticked.", "looked_at")
    why = f"after a look at {checked} of {len(waiting)}"
    return _change_all(conn, waiting, actor, action="figure.approve", status=Status.PUBLISHED, reason=why)


def withdraw_batch(conn: Connection, batch_id: str, actor: Actor, *, reason: str) -> int:
    """Take back every figure of a batch, published ones too, and return how many that were.

    Whoever imported the batch may do it while none of it is published. Raises: Forbidden, NotFound, BadValue
    (`reason`), Conflict.
    """
    why = given_reason(reason)
    rows = _rows(conn, batch_id, actor)
    living = [row for row in rows if row["status"] in (Status.PUBLISHED, *UNPUBLISHED)]
    if not living:
        raise Conflict("Nothing of this batch is left to withdraw.")
    if any(row["status"] == Status.PUBLISHED for row in living):
        actor.must_be(*DECIDE)
    return _change_all(conn, living, actor, action="figure.withdraw", status=Status.RETRACTED, reason=why)


def _rows(conn: Connection, batch_id: str, actor: Actor) -> list[Row]:
    actor.must_be(*Role)
    wanted = select(figure).where(figure.c.batch_id == batch_id).order_by(figure.c.id)
    rows: list[Row] = [row._asdict() for row in conn.execute(wanted)] if "\0" not in batch_id else []
    if not rows or not _may_see(conn, rows, actor):
        raise NotFound("There is no batch with this id.")
    return rows


def _may_see(conn: Connection, rows: Sequence[Row], actor: Actor) -> bool:
    return actor.role in DECIDE or author_of(conn, rows[0]["figure_id"]) == actor.name


def _change_all(
    conn: Connection, rows: Sequence[Row], actor: Actor, *, action: str, status: Status, reason: str
) -> int:
    """Give every row a status, each with a journal row of its own."""
    now = datetime.now(UTC)
    first = append_many(
        conn,
        actor,
        [
            {
                "action": action,
                "entity": "figure",
                "entity_id": row["figure_id"],
                "before": figure_state(row),
                "after": figure_state({**row, "status": status}),
                "reason": reason,
            }
            for row in rows
        ],
        now,
    )
    dated = now if status is Status.PUBLISHED else None
    values: list[dict[str, Any]] = [
        {"this": row["figure_id"], "seq": seq, "at": row["published_at"] or dated}
        for seq, row in enumerate(rows, first)
    ]
    change = update(figure).where(figure.c.figure_id == bindparam("this"))
    conn.execute(change.values(status=status, journal_seq=bindparam("seq"), published_at=bindparam("at")), values)
    return len(rows)

"""The life of a figure: draft, in review, published, and what may happen to it then. Each step is one journal row.

`seen` is the version that whoever decides has looked at: the figure's `journal_seq`. If somebody changed the figure
since, nothing is stored. Every function takes a writing transaction, which nobody else has at the same time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from tradedash.commands.authorship import DECIDE, author_of, stored_figure
from tradedash.commands.options import given_reason, may_publish_own
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import PRINT, UNPUBLISHED, Row
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import Conflict, Forbidden, NotFound
from tradedash.domain.figure import Rank, Status
from tradedash.store.canonical import figure_state
from tradedash.store.journal import append
from tradedash.store.schema import figure, source, statement

CHANGED = (
    "Somebody changed this figure since you opened it; nothing was saved. Look at it as it is now and decide again."
)


def submit(conn: Connection, figure_id: str, actor: Actor, *, seen: int) -> None:
    """Hand a draft over for review. Raises: NotFound, Conflict."""
    row = _seen(conn, figure_id, actor, seen, Status.DRAFT)
    change(conn, row, actor, "figure.submit", {"status": Status.IN_REVIEW})


def approve(conn: Connection, figure_id: str, actor: Actor, *, seen: int) -> None:
    """Publish a figure that waits for review; the version that it corrects becomes superseded.

    Raises: Forbidden, also for the own work unless the installation allows that, NotFound, Conflict.
    """
    actor.must_be(*DECIDE)
    row = _seen(conn, figure_id, actor, seen, Status.IN_REVIEW)
    refuse_own(conn, [author_of(conn, figure_id)], actor)
    publish(conn, row, actor, "figure.approve")


def send_back(conn: Connection, figure_id: str, actor: Actor, *, seen: int, reason: str) -> None:
    """Give a figure back to its author as a draft. Raises: Forbidden, BadValue (`reason`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, Status.IN_REVIEW)
    change(conn, row, actor, "figure.send_back", {"status": Status.DRAFT}, reason=why)


def discard(conn: Connection, figure_id: str, actor: Actor, *, seen: int, reason: str) -> None:
    """Throw away what never was published. Raises: BadValue (`reason`), NotFound, Conflict."""
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, *UNPUBLISHED)
    change(conn, row, actor, "figure.discard", {"status": Status.RETRACTED}, reason=why)


def retract(conn: Connection, figure_id: str, actor: Actor, *, seen: int, reason: str) -> None:
    """Withdraw a published figure; it stays readable. Raises: Forbidden, BadValue (`reason`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, Status.PUBLISHED)
    change(conn, row, actor, "figure.retract", {"status": Status.RETRACTED}, reason=why)


def restore(conn: Connection, figure_id: str, actor: Actor, *, seen: int, reason: str) -> None:
    """Publish a retracted figure again. Raises: Forbidden, BadValue (`reason`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, Status.RETRACTED)
    if row["published_at"] is None:
        raise Conflict("This figure never was published; enter it again.")
    _refuse_beside_another(conn, row)
    refuse_own(conn, [author_of(conn, figure_id)], actor)
    change(conn, row, actor, "figure.restore", {"status": Status.PUBLISHED}, reason=why)


def rank(conn: Connection, figure_id: str, actor: Actor, *, seen: int, to: Rank, reason: str) -> None:
    """Rank a published figure among its competitors. Raises: Forbidden, BadValue (`reason`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, Status.PUBLISHED)
    kept = None if to is Rank.NORMAL else why
    if (row["rank"], row["rank_reason"]) == (to, kept):
        raise Conflict(f"This figure is {to} already, for this reason.")
    change(conn, row, actor, "figure.rank", {"rank": to, "rank_reason": kept}, reason=why)


def move(conn: Connection, figure_id: str, actor: Actor, *, seen: int, to: str, reason: str) -> None:
    """Count a print under another statement. Raises: Forbidden, BadValue (`reason`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    row = _seen(conn, figure_id, actor, seen, Status.PUBLISHED, *UNPUBLISHED)
    known = conn.execute(select(statement.c.statement_id).where(statement.c.statement_id == to)).scalar()
    if known is None:
        raise NotFound(f"There is no statement “{to[:64]}”; copy its id from a figure that belongs to it.")
    if row["statement_id"] == to:
        raise Conflict("This print belongs to that statement already.")
    change(conn, row, actor, "figure.move", {"statement_id": to}, reason=why)


def publish(conn: Connection, row: Row, actor: Actor, action: str, reason: str | None = None) -> None:
    """Make a figure public and whatever it corrects superseded, in the order in which the journal tells it."""
    for earlier in ancestors(conn, row):
        if earlier["status"] == Status.PUBLISHED:
            why = f"corrected by {row['figure_id']}"
            change(conn, earlier, actor, "figure.supersede", {"status": Status.SUPERSEDED}, reason=why)
    change(conn, row, actor, action, {"status": Status.PUBLISHED}, reason=reason)


def ancestors(conn: Connection, row: Row) -> list[Row]:
    """Return the versions before a figure, the next one first."""
    found: list[Row] = []
    wanted = row["supersedes"]
    while wanted is not None:
        earlier = conn.execute(select(figure).where(figure.c.figure_id == wanted)).one()._asdict()
        found.append(earlier)
        wanted = earlier["supersedes"]
    return found


def successors(conn: Connection, row: Row) -> list[Row]:
    """Return the versions after a figure, the next one first."""
    found: list[Row] = []
    last = row["figure_id"]
    while following := conn.execute(select(figure).where(figure.c.supersedes == last)).first():
        found.append(following._asdict())
        last = following.figure_id
    return found


def _refuse_beside_another(conn: Connection, row: Row) -> None:
    """Raise Conflict where something public stands for a retracted figure: it would count twice."""
    line = [*successors(conn, row), *ancestors(conn, row)]
    for other in line:
        if other["status"] == Status.PUBLISHED:
            raise Conflict(f"{other['figure_id']} stands in its place; retract that one first, or correct it.")
    into = conn.execute(select(source.c.merged_into).where(source.c.source_id == row["source_id"])).scalar()
    if into is not None:
        raise Conflict(f"Its source was merged into {into}; enter the figure there if it is missing.")
    same = [figure.c[name].is_not_distinct_from(row[name]) for name in PRINT]
    living = figure.c.status.in_([Status.PUBLISHED, *UNPUBLISHED])
    twin = conn.execute(select(figure.c.figure_id).where(*same, living)).scalar()
    if twin is not None:
        raise Conflict(f"This print has been entered again as {twin}; decide that one.")


def change(
    conn: Connection, row: Row, actor: Actor, action: str, values: Mapping[str, Any], *, reason: str | None = None
) -> None:
    """Write new state for a figure with its journal row; the first publication is dated."""
    now = datetime.now(UTC)
    after = {**row, **values}
    seq = append(
        conn,
        actor,
        action=action,
        entity="figure",
        entity_id=row["figure_id"],
        before=figure_state(row),
        after=figure_state(after),
        reason=reason,
        at=now,
    )
    first = values.get("status") == Status.PUBLISHED and row["published_at"] is None
    dated = {"published_at": now} if first else {}
    with in_words():
        this = figure.c.figure_id == row["figure_id"]
        conn.execute(update(figure).where(this).values({**values, **dated, "journal_seq": seq}))


def refuse_own(conn: Connection, authors: list[str], actor: Actor) -> None:
    """Raise Forbidden if the actor would publish own work where that is not allowed."""
    if actor.name in authors and not may_publish_own(conn):
        raise Forbidden("Somebody else must publish what you entered yourself.")


def _seen(conn: Connection, figure_id: str, actor: Actor, seen: int, *expected: Status) -> Row:
    actor.must_be(*Role)
    row = stored_figure(conn, figure_id, actor)
    if row["journal_seq"] != seen:
        raise Conflict(CHANGED)
    if row["status"] not in expected:
        raise Conflict(f"This figure is {str(row['status']).replace('_', ' ')}; this cannot be done with it now.")
    return row

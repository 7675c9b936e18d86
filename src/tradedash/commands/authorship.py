"""Whose work a figure is: who entered it says the journal, and who may see and decide it follows from that."""

from sqlalchemy import Connection, select

from tradedash.commands.rows import Row
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import NotFound
from tradedash.store.schema import figure, import_batch, journal

DECIDE = (Role.REVIEWER, Role.ADMIN)
#: The same words as for an id that never was: what is not published exists for nobody else.
NO_FIGURE = "There is no figure with this id; it may have been copied with a letter missing."


def author_of(conn: Connection, figure_id: str) -> str:
    """Return the name of who entered a figure, by itself or in a batch. Raises: NotFound."""
    own = select(journal.c.actor).where(journal.c.entity == "figure", journal.c.entity_id == figure_id)
    in_batch = (
        select(journal.c.actor)
        .join(import_batch, import_batch.c.journal_seq == journal.c.seq)
        .join(figure, figure.c.batch_id == import_batch.c.batch_id)
        .where(figure.c.figure_id == figure_id)
    )
    found = conn.execute(in_batch).scalar() or conn.execute(own.order_by(journal.c.seq).limit(1)).scalar()
    if found is None:
        raise NotFound(NO_FIGURE)
    return str(found)


def may_see(conn: Connection, row: Row, actor: Actor) -> bool:
    """Tell whether a stored figure exists for somebody: published once, or own work, or theirs to decide."""
    public = row["published_at"] is not None
    return public or actor.role in DECIDE or author_of(conn, row["figure_id"]) == actor.name


def stored_figure(conn: Connection, figure_id: str, actor: Actor) -> Row:
    """Return the stored row of a figure that the actor may see. Raises: NotFound."""
    found = (
        conn.execute(select(figure).where(figure.c.figure_id == figure_id)).first() if "\0" not in figure_id else None
    )
    if found is None or not may_see(conn, found._asdict(), actor):
        raise NotFound(NO_FIGURE)
    return found._asdict()

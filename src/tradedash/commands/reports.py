"""What readers without an account say about a figure, and how the desk answers."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from tradedash.commands.authorship import DECIDE, NO_FIGURE
from tradedash.domain.actor import PUBLIC, Actor
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.text import clean
from tradedash.store.canonical import report_content
from tradedash.store.journal import append
from tradedash.store.schema import figure, report

SHORTEST, LONGEST = 10, 2000


def add_report(conn: Connection, figure_id: str, text: str) -> str:
    """Keep what a reader says about a figure that is or was public, and return the report's id.

    Raises: BadValue (`text`), NotFound, also for a figure that was never published.
    """
    said = clean(text, limit=LONGEST, field="text")
    if len(said) < SHORTEST:
        raise BadValue("Say in a sentence what is wrong, in at least 10 characters.", "text")
    known = select(figure.c.figure_id).where(figure.c.figure_id == figure_id, figure.c.published_at.is_not(None))
    if "\0" in figure_id or conn.execute(known).first() is None:
        raise NotFound(NO_FIGURE)
    now, key = datetime.now(UTC), secrets.token_hex(8)
    row = {
        "report_id": key,
        "figure_id": figure_id,
        "text": said,
        "status": "open",
        "created_at": now,
    }
    seq = append(
        conn,
        PUBLIC,
        action="report.add",
        entity="report",
        entity_id=key,
        before=None,
        after=report_content(row),
        at=now,
    )
    conn.execute(insert(report), {**row, "journal_seq": seq})
    return key


def close_report(conn: Connection, report_id: str, actor: Actor, *, answer: str) -> None:
    """Say what came of a report; it leaves the queue. Raises: Forbidden, BadValue (`answer`), NotFound, Conflict."""
    actor.must_be(*DECIDE)
    said = clean(answer, limit=LONGEST, field="answer")
    if not said:
        raise BadValue("Say what came of it; the answer is kept in the journal.", "answer")
    this = report.c.report_id == report_id
    found = conn.execute(select(report).where(this)).first() if "\0" not in report_id else None
    if found is None:
        raise NotFound("There is no report with this id.")
    before = found._asdict()
    if before["status"] == "closed":
        raise Conflict("Somebody has answered this report already.")
    now = datetime.now(UTC)
    values = {"status": "closed", "closed_at": now, "answer": said}
    seq = append(
        conn,
        actor,
        action="report.close",
        entity="report",
        entity_id=report_id,
        before=report_content(before),
        after=report_content({**before, **values}),
        at=now,
    )
    conn.execute(update(report).where(this).values({**values, "journal_seq": seq}))

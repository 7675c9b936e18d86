"""What an installation decides for itself. An option is what the journal last said of it; there is no other copy."""

import json

from sqlalchemy import Connection, select

from tradedash.commands.checks import NOTE_LIMIT
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict
from tradedash.domain.text import clean
from tradedash.store.journal import append
from tradedash.store.schema import journal

OPTION, PUBLISH_OWN = "option", "publish_own"


def may_publish_own(conn: Connection) -> bool:
    """Tell whether people may publish their own figures: the choice of a desk of one; without a choice they may not."""
    last = (
        select(journal.c.after)
        .where(journal.c.entity == OPTION, journal.c.entity_id == PUBLISH_OWN)
        .order_by(journal.c.seq.desc())
        .limit(1)
    )
    found = conn.execute(last).scalar()
    return bool(json.loads(found)["allowed"]) if found else False


def set_publish_own(conn: Connection, allowed: bool, actor: Actor, reason: str) -> None:
    """Let people publish their own figures, or have it end. Raises: Forbidden, BadValue (`reason`), Conflict."""
    actor.must_be(Role.ADMIN)
    why = given_reason(reason)
    before = may_publish_own(conn)
    if before == allowed:
        raise Conflict(f"People {'may already' if allowed else 'already may not'} publish their own figures.")
    append(
        conn,
        actor,
        action="option.set",
        entity=OPTION,
        entity_id=PUBLISH_OWN,
        before={"allowed": before},
        after={"allowed": allowed},
        reason=why,
    )


def given_reason(reason: str) -> str:
    """Return a reason as it may be stored. Raises: BadValue (`reason`) if none is given."""
    why = clean(reason, limit=NOTE_LIMIT, field="reason")
    if not why:
        raise BadValue("Say why; the reason is kept in the journal.", "reason")
    return why

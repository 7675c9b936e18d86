"""Correct what is stored: a new version of a figure, and two sources that turn out to be one.

A correction follows the last version of its figure, so a figure has one line of versions whoever corrects it. Until it
is published readers see the version before it.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from tradedash.commands.additions import AddFigure
from tradedash.commands.authorship import DECIDE, author_of, may_see, stored_figure
from tradedash.commands.figures import check_publication, write_surroundings
from tradedash.commands.life import CHANGED, ancestors, change, publish, successors
from tradedash.commands.options import given_reason
from tradedash.commands.placing import Placed, Places
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import CIRCUMSTANCES, PRINT, UNPUBLISHED, Row, as_command, is_replaced
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.figure import Rank, Status
from tradedash.store.canonical import figure_content, source_content
from tradedash.store.journal import append
from tradedash.store.schema import figure, source, statement

_LIVING = (Status.PUBLISHED, *UNPUBLISHED)


def correct(conn: Connection, figure_id: str, command: AddFigure, actor: Actor, *, seen: int, reason: str) -> str:
    """Store a new version of a figure and return its `figure_id`; a draft is written anew, a published one corrected.

    `command` holds all values as they shall be; the rank stays with the figure. The version waits for review, or is a
    draft if the command says so; on the command line it is published at once. A form key that has been used returns
    what it stored.
    Raises: BadValue (also `reason`, and if nothing is different), NotFound, Conflict, Forbidden.
    """
    actor.must_be(*Role)
    why = given_reason(reason)
    old = stored_figure(conn, figure_id, actor)
    if command.form_key is not None:
        saved = select(figure.c.figure_id).where(figure.c.form_key == command.form_key)
        if earlier := conn.execute(saved).scalar():
            return str(earlier)
    if old["journal_seq"] != seen:
        raise Conflict(CHANGED)
    _refuse_overtaken(conn, old, actor)
    return _new_version(conn, old, command, actor, why)


def merge_sources(conn: Connection, source_id: str, into: str, actor: Actor, *, reason: str) -> int:
    """Let one source stand for another that is the same article, and return how many of its figures were moved.

    Each figure gets a version that names the other source, published if it was; one that the other source has already
    is retracted. The address of the merged source leads to the other one from now on.
    Raises: Forbidden, BadValue (`reason`), NotFound, Conflict.
    """
    actor.must_be(*DECIDE)
    why = given_reason(reason)
    merged, kept = _source(conn, source_id), _source(conn, into)
    if source_id == into or merged["merged_into"] or kept["merged_into"]:
        raise Conflict("Choose two different sources, neither of them merged into another.")
    if merged["source_type"] != kept["source_type"]:
        raise Conflict("A release, a transcript and a report are never the same source.")
    living = select(figure).where(figure.c.source_id == source_id, figure.c.status.in_(_LIVING)).order_by(figure.c.id)
    rows = [found._asdict() for found in conn.execute(living)]
    moved = sum(_moved(conn, row, into, actor, why) for row in rows)
    seq = append(
        conn,
        actor,
        action="source.merge",
        entity="source",
        entity_id=source_id,
        before=source_content(merged),
        after=source_content({**merged, "merged_into": into}),
        reason=why,
    )
    this = source.c.source_id == source_id
    conn.execute(update(source).where(this).values(merged_into=into, journal_seq=seq))
    return moved


def _moved(conn: Connection, row: Row, into: str, actor: Actor, reason: str) -> bool:
    """Give a figure a version in the other source, or give it up where that one has this very print.

    What is published stays public: a draft of the same print there gives way, and one that was retracted stays so.
    """
    command = replace(as_command(row), source=into, status=Status(row["status"]))
    placed = Places(conn, [command], [row["figure_id"]]).place(command)
    twin = None if placed.is_new else placed.row
    if twin is not None and (twin["status"] == Status.PUBLISHED or row["status"] in UNPUBLISHED):
        _give_up(conn, row, twin, actor, reason)
        return False
    if twin is not None and twin["status"] in UNPUBLISHED:
        _give_up(conn, twin, row, actor, reason)
    _new_version(conn, row, command, actor, reason, apart=[] if twin is None else [twin["figure_id"]])
    return True


def _give_up(conn: Connection, row: Row, twin: Row, actor: Actor, reason: str) -> None:
    action = "figure.discard" if row["status"] in UNPUBLISHED else "figure.retract"
    why = f"the same print as {twin['figure_id']}: {reason}"
    change(conn, row, actor, action, {"status": Status.RETRACTED}, reason=why)


def _new_version(
    conn: Connection, old: Row, command: AddFigure, actor: Actor, reason: str, *, apart: Sequence[str] = ()
) -> str:
    """Store and return a new version; `apart` are other figures that do not stand in its way."""
    onward = [old, *successors(conn, old)]
    line = [*onward, *ancestors(conn, old)]
    places = Places(conn, [command], [*(row["figure_id"] for row in line), *apart])
    placed = places.place(replace(command, rank=Rank.NORMAL, rank_reason=None))
    if not placed.is_new:
        raise Conflict(f"This print is in the ledger already as {placed.figure_id}.")
    publishing = placed.row["status"] == Status.PUBLISHED
    if not (publishing and old["status"] == Status.PUBLISHED and old["source_id"] != placed.row["source_id"]):
        check_publication([placed.row], places, actor)
    version = _version(conn, placed, old, onward[-1])
    with in_words():
        write_surroundings(conn, places, actor)
        _insert(conn, version, actor, reason)
    if old["status"] in UNPUBLISHED:
        why = f"written anew as {placed.figure_id}"
        change(conn, old, actor, "figure.rewrite", {"status": Status.SUPERSEDED}, reason=why)
    if publishing:
        publish(conn, stored_figure(conn, placed.figure_id, actor), actor, "figure.approve", reason)
    return placed.figure_id


def _version(conn: Connection, placed: Placed, old: Row, last: Row) -> Row:
    """Return the row of a new version. One that shall be public is stored as in review, and published by its own step.

    Raises: BadValue if it says nothing new.
    """
    new = placed.row
    if all(new[name] == old[name] for name in (*PRINT, *CIRCUMSTANCES, "note")):
        raise BadValue("Nothing is different: change what is wrong, or leave the figure as it is.", "as_printed")
    by_hand = (old["speaker"], old["stated_on"]) == (new["speaker"], new["stated_on"]) and _was_moved(conn, old)
    waits = new["status"] if new["status"] in UNPUBLISHED else Status.IN_REVIEW.value
    kept = {name: old[name] for name in ("rank", "rank_reason")}
    chosen = {"statement_id": old["statement_id"]} if by_hand else {}
    return {**new, **kept, **chosen, "supersedes": last["figure_id"], "status": waits, "published_at": None}


def _was_moved(conn: Connection, row: Row) -> bool:
    """Tell whether somebody put a print under a statement that its own speaker, day and source do not name."""
    own = conn.execute(select(statement).where(statement.c.statement_id == row["statement_id"])).one()
    by_person = (own.speaker, own.stated_on) == (row["speaker"], row["stated_on"])
    return not by_person and own.source_id != row["source_id"]


def _insert(conn: Connection, version: Row, actor: Actor, reason: str) -> None:
    seq = append(
        conn,
        actor,
        action="figure.correct",
        entity="figure",
        entity_id=version["figure_id"],
        before=None,
        after=figure_content(version),
        reason=reason,
    )
    conn.execute(insert(figure), {**version, "journal_seq": seq})


def _refuse_overtaken(conn: Connection, old: Row, actor: Actor) -> None:
    """Refuse to correct what is gone, and what somebody is correcting already. Raises: Conflict, NotFound."""
    if is_replaced(old):
        raise Conflict(f"This figure is {old['status']}; correct the version that stands in its place.")
    pending = [row for row in successors(conn, old) if row["status"] in UNPUBLISHED]
    for row in pending:
        who = (
            f"{row['figure_id']}, by {author_of(conn, row['figure_id'])}" if may_see(conn, row, actor) else "not yours"
        )
        raise Conflict(f"A correction of this figure waits for review already ({who}).")


def _source(conn: Connection, source_id: str) -> Row:
    found = conn.execute(select(source).where(source.c.source_id == source_id)).first()
    if found is None:
        raise NotFound(f"There is no source “{source_id[:64]}”.")
    return found._asdict()

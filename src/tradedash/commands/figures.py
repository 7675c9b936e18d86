"""Add figures: one from a form or the API, many from a file. Nothing is stored that the journal does not cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.covering import open_batch
from tradedash.commands.placing import CHUNK, Placed, Places
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import UNPUBLISHED, Row
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import Conflict, Forbidden
from tradedash.domain.figure import Rank
from tradedash.store.canonical import batch_sha256, figure_content, source_content
from tradedash.store.journal import append
from tradedash.store.schema import figure, source, statement

__all__ = ["AddFigure", "Batch", "NewSource", "Placed", "Places", "add_batch", "add_figure", "write_batch"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch changed: how many figures and sources were added, how many figures were there already."""

    figures: int
    sources: int
    unchanged: int


def add_figure(conn: Connection, command: AddFigure, actor: Actor) -> str:
    """Add one figure with its source and statement, and return its `figure_id`.

    A form key that has been used returns what it stored and writes nothing.
    Raises: BadValue or UnknownName with `field` a column of the contract, Conflict if the print is in the ledger
    already or its id is taken, NotFound for an unknown source id, Forbidden.
    """
    actor.must_be(*Role)
    if command.form_key is not None:
        saved = select(figure.c.figure_id).where(figure.c.form_key == command.form_key)
        if earlier := conn.execute(saved).scalar():
            return str(earlier)
    places = Places(conn, [command])
    placed = places.place(command)
    if not placed.is_new:
        raise Conflict(_already(placed))
    check_publication([placed.row], places, actor)
    with in_words():
        write_surroundings(conn, places, actor)
        seq = append(
            conn,
            actor,
            action="figure.add",
            entity="figure",
            entity_id=placed.figure_id,
            before=None,
            after=figure_content(placed.row),
            at=places.now,
        )
        conn.execute(insert(figure), {**placed.row, "journal_seq": seq})
    return placed.figure_id


def add_batch(conn: Connection, commands: Sequence[AddFigure], actor: Actor, *, batch_id: str) -> Batch:
    """Add many figures under one journal row; what is in the ledger already is left as it is.

    Raises: as `add_figure`, at the first command that cannot be stored.
    """
    places = Places(conn, commands)
    return write_batch(conn, places, [places.place(command) for command in commands], actor, batch_id)


def write_batch(conn: Connection, places: Places, placed: Sequence[Placed], actor: Actor, batch_id: str) -> Batch:
    """Write the new ones of the prints that `places` has placed in this transaction.

    Raises: Forbidden, Conflict if the batch id is taken.
    """
    actor.must_be(*Role)
    rows: list[Row] = [one.row for one in placed if one.is_new]
    check_publication(rows, places, actor)
    if rows:
        with in_words():
            write_surroundings(conn, places, actor)
            _write_figures(conn, rows, actor, batch_id, places.now)
    return Batch(len(rows), len(places.new_sources) if rows else 0, len(placed) - len(rows))


def _write_figures(conn: Connection, rows: Sequence[Row], actor: Actor, batch_id: str, now: datetime) -> None:
    seq = open_batch(conn, actor, batch_id, row_count=len(rows), sha256=batch_sha256(rows), now=now)
    conn.execute(insert(figure), [{**row, "batch_id": batch_id, "journal_seq": seq} for row in rows])


def write_surroundings(conn: Connection, places: Places, actor: Actor) -> None:
    """Write the new sources, each with a journal row of its own, and the new statements."""
    for key, row in places.new_sources.items():
        seq = append(
            conn,
            actor,
            action="source.add",
            entity="source",
            entity_id=key,
            before=None,
            after=source_content(row),
        )
        conn.execute(insert(source), {**row, "journal_seq": seq})
    wanted = list(places.new_statements)
    stored: set[Any] = set()
    for start in range(0, len(wanted), CHUNK):
        known = statement.c.statement_id.in_(wanted[start : start + CHUNK])
        stored |= set(conn.execute(select(statement.c.statement_id).where(known)).scalars())
    missing = [row for key, row in places.new_statements.items() if key not in stored]
    if missing:
        conn.execute(insert(statement), missing)


def check_publication(rows: Sequence[Row], places: Places, actor: Actor) -> None:
    """Refuse what only the command line may do, which owns the files: publish at once, rank, set the clock.

    Raises: Forbidden.
    """
    if actor.channel is Channel.CLI:
        return
    if any(row["status"] not in UNPUBLISHED for row in rows):
        raise Forbidden("What is entered here goes to review first; only the command line publishes at once.")
    if any(row["rank"] != Rank.NORMAL for row in rows):
        raise Forbidden("A rank is given to a published figure, by a reviewer and with a reason.")
    if any(row["recorded_at"] != places.now for row in rows):
        raise Forbidden("When a figure was recorded is told by this store; leave “recorded_at” out.")


def _already(placed: Placed) -> str:
    if placed.row["status"] in UNPUBLISHED:
        return "This print has been entered already and is not published yet."
    sentence = f"This print is already in the ledger as {placed.figure_id}"
    # A new print is neither published nor ranked yet: that the stored one is says nothing about what was printed.
    differs = [name for name in placed.differs if name not in ("status", "rank", "rank_reason")]
    return f"{sentence}, with another {', '.join(differs)}." if differs else f"{sentence}."

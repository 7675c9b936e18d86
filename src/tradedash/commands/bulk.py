"""Many figures under one journal row, some at a time: what stands in memory is a line of values each."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, insert, select

from tradedash.commands.covering import open_batch
from tradedash.commands.placing import CHUNK
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import Row
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import Conflict, Forbidden
from tradedash.domain.figure import Rank, Status
from tradedash.store.canonical import batch_line, source_content
from tradedash.store.journal import Change, append_many
from tradedash.store.schema import figure, source, statement

Values: TypeAlias = tuple[Any, ...]
_AT_ONCE = 1000


class Bulk:
    """Figures that are to be written together for review, with their sources and statements."""

    def __init__(self) -> None:
        self.sources: dict[str, Row] = {}
        self.statements: dict[str, Row] = {}
        self._columns: tuple[str, ...] = ()
        self._rows: list[Values] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: Row) -> None:
        """Keep the row of one new figure. Raises: Forbidden for one that would not wait for review."""
        if row["status"] != Status.IN_REVIEW or row["rank"] != Rank.NORMAL:
            raise Forbidden("What is imported here goes to review first, without a rank.")
        if not self._columns:
            self._columns = tuple(row)
        self._rows.append(tuple(row[name] for name in self._columns))

    def rows(self) -> Iterator[Row]:
        """Return the rows in the order of `figure_id`, one at a time."""
        self._rows.sort(key=itemgetter(self._columns.index("figure_id")))
        for values in self._rows:
            yield dict(zip(self._columns, values, strict=True))

    def stamp(self, now: datetime) -> None:
        """Give all figures and sources the one instant at which they are recorded."""
        if self._columns:
            place = self._columns.index("recorded_at")
            self._rows = [(*values[:place], now, *values[place + 1 :]) for values in self._rows]
        self.sources = {key: {**row, "recorded_at": now} for key, row in self.sources.items()}


def write_bulk(conn: Connection, bulk: Bulk, actor: Actor, batch_id: str, now: datetime) -> None:
    """Write all of it in this transaction under one journal row, and a journal row for each new source.

    Raises: Forbidden, Conflict if somebody has stored some of it in the meantime, BadValue for what the store refuses.
    """
    actor.must_be(*Role)
    if not len(bulk):
        raise Conflict("Nothing of this file is new; there is nothing to write.")
    bulk.stamp(now)
    with in_words():
        _write_sources(conn, bulk, actor, now)
        _write_statements(conn, bulk)
        _write_figures(conn, bulk, actor, batch_id, now)


def _write_sources(conn: Connection, bulk: Bulk, actor: Actor, now: datetime) -> None:
    changes: list[Change] = [
        {"action": "source.add", "entity": "source", "entity_id": key, "before": None, "after": source_content(row)}
        for key, row in bulk.sources.items()
    ]
    first = append_many(conn, actor, changes, now)
    rows = [{**row, "journal_seq": seq} for seq, row in enumerate(bulk.sources.values(), first)]
    for start in range(0, len(rows), _AT_ONCE):
        conn.execute(insert(source), rows[start : start + _AT_ONCE])


def _write_statements(conn: Connection, bulk: Bulk) -> None:
    wanted = list(bulk.statements)
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        known = set(conn.execute(select(statement.c.statement_id).where(statement.c.statement_id.in_(some))).scalars())
        missing = [bulk.statements[key] for key in some if key not in known]
        if missing:
            conn.execute(insert(statement), missing)


def _write_figures(conn: Connection, bulk: Bulk, actor: Actor, batch_id: str, now: datetime) -> None:
    digest = sha256()
    for row in bulk.rows():
        digest.update(batch_line(row))
    seq = open_batch(conn, actor, batch_id, row_count=len(bulk), sha256=digest.hexdigest(), now=now)
    some: list[dict[str, Any]] = []
    for row in bulk.rows():
        some.append({**row, "batch_id": batch_id, "journal_seq": seq})
        if len(some) == _AT_ONCE:
            conn.execute(insert(figure), some)
            some = []
    if some:
        conn.execute(insert(figure), some)

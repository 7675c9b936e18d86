"""Which PostgreSQL server a reader is sent to: the replica while it answers and is near enough, else the primary."""

import math
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Literal

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

#: How many seconds a replica may be behind the primary before nobody is sent there any more.
LAG = 10.0
#: For how many seconds a server that failed is left alone.
RETRY = 3.0
#: How many seconds an answer to "how far are you?" is good for.
LOOK = 1.0
#: How every reader reads: one state from beginning to end.
ISOLATION: Literal["REPEATABLE READ"] = "REPEATABLE READ"
#: A position in the write-ahead log as a number of bytes; only while it grows is it worth comparing.
_PRIMARY_AT = "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint"
_REPLICA_AT = "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint END"
_KNOWN = "tradedash_known"
_MARKS = math.ceil(LAG / LOOK)
_NOWHERE = -1

Name = Literal["primary", "replica"]
#: Hears which server is up or down from now on.
Listener = Callable[[Name, Literal["up", "down"]], None]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Known:
    """How far one connection's server was at a moment, and until when it had all that the primary had."""

    position: int
    looked_at: float
    complete_until: float


class Server:
    """One server and whether it works: after a failure one reader tries it again every few seconds, no more."""

    def __init__(self, name: Name, engine: Engine, listeners: Iterable[Listener]) -> None:
        self.name, self.engine, self._listeners = name, engine, listeners
        self._lock = threading.Lock()
        self._left_alone_until: float | None = None

    def is_due(self) -> bool:
        """Tell whether to try it: it works, or it has been left alone long enough and nobody else is trying."""
        with self._lock:
            if self._left_alone_until is None:
                return True
            if monotonic() < self._left_alone_until:
                return False
            self._left_alone_until = monotonic() + RETRY
            return True

    def fails(self, reason: str) -> None:
        """Note a failure; the first one is told."""
        if self._change(monotonic() + RETRY):
            log.warning("database_server_down", server=self.name, reason=reason)
            self._tell("down")

    def works(self) -> None:
        """Note a success; the first one after a failure is told."""
        if self._left_alone_until is not None and self._change(None):
            log.info("database_server_up", server=self.name)
            self._tell("up")

    def _change(self, until: float | None) -> bool:
        with self._lock:
            before, self._left_alone_until = self._left_alone_until, until
        return (before is None) != (until is None)

    def _tell(self, state: Literal["up", "down"]) -> None:
        for listener in self._listeners:
            listener(self.name, state)


class Pair:
    """A primary and its replica, as readers see them. Reading goes on while one of them lives."""

    def __init__(self, primary: Engine, replica: Engine) -> None:
        #: Called at every change, with the server's name and its new state.
        self.listeners: list[Listener] = []
        self._primary = Server("primary", primary, self.listeners)
        self._replica = Server("replica", replica, self.listeners)
        self._marking = threading.Lock()
        #: Where the primary was at some moments of the last seconds, the newest last.
        self._marks: tuple[tuple[float, int], ...] = ()

    def connect(self, seen: int, *, newest: bool) -> Connection:
        """Return a connection to a server that has all up to the position `seen`; the primary, if it is to be `newest`.

        While the primary does not answer, a replica that has less is better than nothing. Raises: DBAPIError if
        neither answers.
        """
        found = None if newest else self._from_replica(seen)
        due = found is None and self._primary.is_due()
        if due:
            found = self._from_primary()
        if found is None and newest:
            found = self._from_replica(seen)
        if found is None and not due:
            found = self._from_primary()
        return self._replica.engine.connect() if found is None else found

    def primary_position(self) -> int | None:
        """Return a position that covers all that was committed so far; None if the primary does not answer."""
        try:
            with self._primary.engine.connect() as connection:
                found = _position(connection, _PRIMARY_AT)
        except (DBAPIError, TimeoutError) as error:
            self._primary.fails(_reason(error))
            return None
        self._primary.works()
        return found

    def close(self) -> None:
        """Close the idle connections to both."""
        self._primary.engine.dispose()
        self._replica.engine.dispose()

    def _from_primary(self) -> Connection | None:
        try:
            connection = self._primary.engine.connect()
        except DBAPIError as error:
            self._primary.fails(_reason(error))
            return None
        self._primary.works()
        return connection

    def _from_replica(self, seen: int) -> Connection | None:
        """Return a connection to the replica if it works and has all up to `seen`."""
        if not self._replica.is_due():
            return None
        connection = None
        try:
            connection = self._replica.engine.connect()
            problem, position = self._judge(connection, seen)
        except DBAPIError as error:
            problem, position = _reason(error), 0
        if problem:
            self._replica.fails(problem)
        else:
            self._replica.works()
            if connection and position >= seen:
                return connection
        if connection:
            connection.close()
        return None

    def _judge(self, connection: Connection, seen: int) -> tuple[str, int]:
        """Return why a replica cannot be used, if so, and its position. It is asked before any snapshot is taken."""
        known: Known | None = connection.info.get(_KNOWN)
        if known and known.position >= seen and known.looked_at + LOOK > monotonic():
            return "", known.position
        marked = self._mark()
        position, now = _position(connection, _REPLICA_AT), monotonic()
        if position is None:
            return "it does not follow the primary", 0
        if not marked:  # the primary is gone, or another reader asks it just now: there is nothing to compare with
            return "", position
        reached = [when for when, mark in self._marks if mark <= position]
        complete_until = max([*reached, known.complete_until if known else -math.inf])
        if now - complete_until <= LAG:
            connection.info[_KNOWN] = Known(position, now, complete_until)
            return "", position
        if any(when < now - LAG for when, _ in self._marks):
            return f"it is more than {LAG:.0f} s behind", position
        return "", _NOWHERE  # it is behind, and how long cannot be said yet

    def _mark(self) -> bool:
        """Note where the primary is, at most once in `LOOK` seconds. Tell whether that is known as of now."""
        if not self._marking.acquire(blocking=False):
            return False
        try:
            if self._marks and self._marks[-1][0] + LOOK > monotonic():
                return True
            asked_at = monotonic()
            if not self._primary.is_due():
                return False
            position = self.primary_position()
            if position is not None:
                self._marks = (*self._marks[-_MARKS:], (asked_at, position))
            return position is not None
        finally:
            self._marking.release()


def _position(connection: Connection, question: str) -> int | None:
    """Ask outside a transaction: one that is to see a single state must not begin before the answer."""
    connection.execution_options(isolation_level="AUTOCOMMIT")
    found: int | None = connection.exec_driver_sql(question).scalar_one()
    connection.rollback()
    connection.execution_options(isolation_level=ISOLATION)
    return found


def _reason(error: SQLAlchemyError) -> str:
    told = error.orig if isinstance(error, DBAPIError) else error
    return str(told).strip().partition("\n")[0]

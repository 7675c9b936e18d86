"""Connections to the store: readers see one snapshot, writers queue one behind the other, failures have one name."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    TimeoutError,
)

from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.store.pulse import FilePulse
from tradedash.store.replica import ISOLATION, Listener, Pair

#: How long a writer waits for another one, in seconds.
PATIENCE = 10.0
#: The key of PostgreSQL's advisory lock that all writers and migrations of a store take.
WRITERS_LOCK = 0x74726164  # "trad"
READERS = 8
NOT_USABLE = "The store cannot be used at the moment; nothing was saved. Try again in a minute."
BUSY = "The store is busy; nothing was saved. Try again in a minute."
MISSING = "There is no store at its address, so nothing was saved; “tradedash migrate” makes one."
_CONNECT_SECONDS = 5
#: Readers that can go to another server wait for one no longer than this, in seconds; less PostgreSQL does not take.
_OTHER_SERVER_SECONDS = 2
#: A server whose machine is gone, and says nothing, is noticed within seconds.
_ALIVE = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 3, "tcp_user_timeout": 4_000}
_BUSY_CODES = ("SQLITE_BUSY", "55P03")

SqliteMode = Literal["rw", "rwc"]


class _Work(threading.local):
    """What a thread must see of the store: by itself the newest, so that it sees all it wrote."""

    newest = True
    seen = 0
    wrote = 0


class Store:
    """One store: `read` and `write` open transactions. Safe to share between threads, not across a fork."""

    def __init__(
        self,
        url: URL,
        reader: Engine,
        writer: Engine,
        replica: Engine | None = None,
        pulse: FilePulse | None = None,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._pair = Pair(reader, replica) if replica else None
        self._pulse = pulse
        self._work = _Work()
        #: How often this process has written; a write of another thread counts once it is committed.
        self.writes = 0
        self.url = url.render_as_string(hide_password=True)
        self.dialect: Literal["sqlite", "postgresql"] = "sqlite" if _is_sqlite(url) else "postgresql"

    @contextmanager
    def read(self, *, fresh: bool = False) -> Iterator[Connection]:
        """Open a read-only transaction that sees one snapshot. Raises: StoreUnavailable.

        With a replica, `begin_work` says who may read there; `fresh` asks the primary while it answers, whoever reads.
        """
        with store_errors(), self._connect(fresh) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open the only writing transaction; it commits at the end and rolls back on any error.

        Raises: StoreUnavailable, also when another writer does not finish in time. A broken constraint stays
        an IntegrityError: the command knows what it means.
        """
        with store_errors(), self._writer.begin() as connection:
            yield connection
        self.writes += 1
        if self._pair and (position := self._pair.primary_position()):
            self._work.wrote, self._work.seen = position, max(self._work.seen, position)

    def mark(self) -> tuple[int, int] | None:
        """Return what stays the same for this thread only while nothing is committed; None where that costs a query.

        Raises: StoreUnavailable.
        """
        if self._pulse is None:
            return None
        try:
            return self._pulse.mark()
        except sqlite3.Error as error:
            raise StoreUnavailable(_sentence(error)) from error

    @property
    def has_replica(self) -> bool:
        """Tell whether two reads, one after the other, may be answered by two servers."""
        return self._pair is not None

    def begin_work(self, *, newest: bool = False, seen: int = 0) -> None:
        """Say what this thread must see from now on: all up to the position `seen`, or the newest.

        A thread that never says so reads from the primary while it answers.
        """
        self._work.newest, self._work.seen, self._work.wrote = newest, seen, 0

    def written(self) -> int:
        """Return the position that covers what this thread wrote since `begin_work`; 0 without writes or replica."""
        return self._work.wrote

    def listen(self, listener: Listener) -> None:
        """Have every loss and return of the primary or the replica told to `listener`."""
        if self._pair:
            self._pair.listeners.append(listener)

    def ping(self) -> None:
        """Raise StoreUnavailable unless the store can be read and has been migrated."""
        with self.read() as connection:
            connection.exec_driver_sql("SELECT version_num FROM alembic_version")

    def close(self) -> None:
        """Close all idle connections; the store opens new ones if it is used again."""
        self._reader.dispose()
        self._writer.dispose()
        if self._pulse:
            self._pulse.close()
        if self._pair:
            self._pair.close()

    def _connect(self, fresh: bool) -> Connection:
        if self._pair is None:
            return self._reader.connect()
        return self._pair.connect(self._work.seen, newest=fresh or self._work.newest)


def open_store(database_url: str, read_url: str | None = None, *, patience: float = PATIENCE) -> Store:
    """Return the store at a SQLAlchemy URL, SQLite or PostgreSQL; `read_url` may name a replica to read from.

    Nothing is opened yet. `patience` is how many seconds a writer waits for another. Raises: BadValue.
    """
    url = parse_url(database_url)
    reading = parse_url(read_url, "read_database_url") if read_url else url
    if _is_sqlite(url) != _is_sqlite(reading):
        raise BadValue("The store to read from must be the same kind of database.", "read_database_url")
    if _is_sqlite(url):
        path = _path(reading)
        return Store(
            url,
            sqlite_engine(reading, "BEGIN", patience=patience, readers=READERS),
            sqlite_engine(url, "BEGIN IMMEDIATE", patience=patience),
            pulse=FilePulse(lambda: _look_at(path), lambda: _open_sqlite(path, "rw", patience, query_only=True)),
        )
    writer = postgres_writer(url, patience=patience)
    if reading == url:
        return Store(url, _postgres_reader(url, patience, _CONNECT_SECONDS), writer)
    primary, replica = (_postgres_reader(one, patience, _OTHER_SERVER_SECONDS) for one in (url, reading))
    return Store(url, primary, writer, replica)


def parse_url(text: str, field: str = "database_url") -> URL:
    """Read a database URL. Raises: BadValue for other databases and for a store that would live in memory only."""
    how = "Write the address of the store as sqlite:///path/to/file.db or postgresql://user:password@host/name."
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadValue(how, field) from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:" and not url.query:
            return url
        case "postgresql" | "postgres" if url.database:
            return url.set(drivername="postgresql+psycopg")
    raise BadValue(how, field)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn whatever a database raises, but for refused data, into StoreUnavailable."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except TimeoutError as error:
        raise StoreUnavailable(BUSY) from error
    except DBAPIError as error:
        raise StoreUnavailable(_sentence(error.orig)) from error
    except DisconnectionError as error:
        raise StoreUnavailable(NOT_USABLE) from error


def sqlite_engine(url: URL, begin: str, *, patience: float, readers: int = 0, mode: SqliteMode = "rw") -> Engine:
    """Return an engine on an SQLite file whose transactions start with `begin`; without `readers` it may write.

    One connection serves all writers of a process: they queue here, in order, rather than poll the file.
    """
    path = _path(url)
    engine = create_engine(
        "sqlite://",
        creator=lambda: _open_sqlite(path, mode, patience, query_only=bool(readers)),
        poolclass=QueuePool,
        pool_size=readers or 1,
        max_overflow=readers,
        pool_timeout=patience,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    _watch_file(engine, path)
    return engine


def postgres_writer(url: URL, *, patience: float) -> Engine:
    """Return an engine on PostgreSQL whose transactions begin by taking the writers' lock."""
    engine = _postgres_engine(url, patience, 1, _CONNECT_SECONDS)
    lock = f"SET LOCAL lock_timeout = {round(patience * 1000)}; SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(lock))
    return engine


def _postgres_reader(url: URL, patience: float, connect_seconds: int) -> Engine:
    engine = _postgres_engine(url, patience, READERS, connect_seconds)
    return engine.execution_options(isolation_level=ISOLATION, postgresql_readonly=True)


def _postgres_engine(url: URL, patience: float, connections: int, connect_seconds: int) -> Engine:
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        pool_pre_ping=True,  # a server that was restarted costs one question, not one failed page
        connect_args={"connect_timeout": connect_seconds, **_ALIVE},
    )


class _MissingFile(sqlite3.OperationalError):
    """The file of the store is not there; SQLite itself only says that it cannot open it."""


def _open_sqlite(path: Path, mode: SqliteMode, patience: float, *, query_only: bool) -> sqlite3.Connection:
    if mode == "rw" and not path.exists():
        raise _MissingFile("unable to open database file: it does not exist")
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=patience,  # sets busy_timeout
        isolation_level=None,  # the driver begins nothing by itself: the begin event does
        check_same_thread=False,  # the pool hands a connection to one thread at a time
    )
    try:
        with closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA recursive_triggers = ON")  # or INSERT OR REPLACE deletes past the triggers
            cursor.execute(f"PRAGMA query_only = {'ON' if query_only else 'OFF'}")
    except BaseException:
        connection.close()
        raise
    return connection


def _watch_file(engine: Engine, path: Path) -> None:
    """Drop a pooled connection whose file was moved, replaced or overwritten behind its back.

    SQLite would go on reading its cache and writing into the moved file. The file is only looked at, never opened:
    closing it anywhere in this process would release SQLite's locks. A checkpoint also changes the file, so the
    price is a new connection after each one.
    """

    @event.listens_for(engine, "connect")
    def remember(_: Any, record: Any) -> None:
        record.info["file"], record.info["fresh"] = _look_at(path), True

    @event.listens_for(engine, "checkout")
    def compare(_: Any, record: Any, __: Any) -> None:
        known, now = record.info["file"], _look_at(path)
        if now[:2] != known[:2] or (now != known and not record.info["fresh"]):
            raise DisconnectionError("the file of the store has changed")
        record.info["file"], record.info["fresh"] = now, False


def _look_at(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _sentence(error: object) -> str:
    if isinstance(error, _MissingFile):
        return MISSING
    code: Callable[[str], object] = lambda name: getattr(error, name, None)  # noqa: E731
    return BUSY if {code("sqlite_errorname"), code("sqlstate")} & set(_BUSY_CODES) else NOT_USABLE


def _path(url: URL) -> Path:
    return Path(url.database or "").absolute()


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"

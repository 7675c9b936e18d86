"""Bring the schema of a store up to date, and say whether it is. The steps are in `migrations/`."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from tradedash.domain.errors import StoreUnavailable
from tradedash.settings import shipped
from tradedash.store.engine import parse_url, postgres_writer, sqlite_engine, store_errors

#: How long a migration waits for another one, or for the writers of a running server, in seconds.
PATIENCE = 60.0
OLDER = "The store is older than this program: run “tradedash migrate” first."
NEWER = "The store is newer than this program, which must not touch it: start the newer program."
_SCRIPTS = shipped("migrations")


def upgrade(database_url: str) -> None:
    """Bring a store to the newest schema; the file of an SQLite store is made if it is not there.

    All or nothing, and safe to run twice at once. Raises: BadValue, StoreUnavailable.
    """
    _run(database_url, "head")


def downgrade(database_url: str, revision: str) -> None:
    """Take a store back to a revision, or to "base". Raises: BadValue, StoreUnavailable."""
    _run(database_url, revision, down=True)


def schema_problem(conn: Connection) -> str | None:
    """Return the sentence that refuses this store, or None if its schema is the one this program knows."""
    stored = MigrationContext.configure(conn).get_current_revision()
    if stored == _head():
        return None
    return OLDER if stored is None or stored in _known() else NEWER


def schema_is_current(conn: Connection) -> bool:
    """Tell whether the schema is the one this program was written for, neither older nor newer."""
    return schema_problem(conn) is None


def migration_engine(database_url: str) -> Engine:
    """Return an engine whose transactions hold the writers' lock, so that only one migration runs at a time.

    Makes the file of an SQLite store if it is not there.
    """
    url = parse_url(database_url)
    if url.get_backend_name() == "postgresql":
        return postgres_writer(url, patience=PATIENCE)
    path = Path(url.database or "").absolute()
    if not path.exists():
        _make_file(path)
    return sqlite_engine(url, "BEGIN IMMEDIATE", patience=PATIENCE)


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it will hold password hashes; SQLite gives its other files the same mode
    except OSError as error:
        raise StoreUnavailable(f"The file of the store cannot be made: {error.strerror}.") from error


def _run(database_url: str, revision: str, *, down: bool = False) -> None:
    config, engine = _config(), migration_engine(database_url)
    config.attributes["engine"] = engine
    try:
        with store_errors():
            (command.downgrade if down else command.upgrade)(config, revision)
    except CommandError as error:
        if "Can't locate revision" in str(error):
            raise StoreUnavailable(NEWER) from error
        raise
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()

"""`tradedash verify`, `backup` and `restore`: is the store whole, a copy of it, and the way back."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import click
from sqlalchemy import make_url

from tradedash.cli.load import current_store
from tradedash.domain.errors import BadValue, Conflict, StoreUnavailable
from tradedash.settings import Settings
from tradedash.store.audit import verify
from tradedash.store.engine import open_store
from tradedash.store.migrate import schema_problem

#: What SQLite keeps beside a database; a stale one would be read into the next.
_COMPANIONS = ("", "-wal", "-shm")
_ELSEWHERE = (
    "This store is in PostgreSQL, which has its own tools: use pg_dump and pg_restore, then `tradedash verify`."
)


@click.command("verify")
def verify_command() -> None:
    """Check that the journal is whole.

    Its rows must form one chain, and everything that is stored must be covered by them.
    """
    with closing(current_store()) as store, store.read() as conn:
        problems = verify(conn)
    if problems:
        raise StoreUnavailable(problems[0])
    click.echo("The journal is whole and covers everything that is stored.")


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Copy the store into FILE.

    The site may go on running, and writing, meanwhile.
    """
    path = _embedded(Settings.load())
    if not path.exists():
        raise StoreUnavailable(f"There is no store at {path}.")
    with _draft_beside(file) as draft:
        _copy(path, draft)
        problem = _damage(draft)
        if problem:
            raise StoreUnavailable(f"The store is damaged, so no copy was kept: {problem}")
        _place(draft, file, f"{file} exists already; name another file.")
    click.echo(f"Copied the store to {file}.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the store that is there; it is kept beside the new one.")
def restore_command(file: Path, force: bool) -> None:
    """Make the store from a backup FILE.

    A file that is damaged in any way is refused. Everybody has to log in again.
    """
    target = _embedded(Settings.load())
    target.parent.mkdir(parents=True, exist_ok=True)
    with _draft_beside(target) as draft:
        _copy(file, draft)
        problem = _damage(draft) or _forgery(draft)
        if problem:
            raise BadValue(f"{file} is not restored, it is damaged: {problem}", "file")
        _end_sessions(draft)
        kept = _move_aside(target) if force else None
        _place(draft, target, f"There is a store at {target}; stop the server and use --force to replace it.")
    click.echo(f"Restored {target} from {file}." + (f" The old store is kept as {kept}." if kept else ""))


def _embedded(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadValue(_ELSEWHERE, "database_url")
    return Path(url.database).absolute()


@contextmanager
def _draft_beside(file: Path) -> Iterator[Path]:
    """Give a name for an unfinished file in the same folder; nothing of it is left behind."""
    draft = file.absolute().with_name(f".{file.name}.{secrets.token_hex(6)}.part")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        yield draft
    except OSError as error:
        raise StoreUnavailable(f"{error.filename or file}: {error.strerror}.") from error
    finally:
        for companion in _COMPANIONS:
            draft.with_name(draft.name + companion).unlink(missing_ok=True)


def _copy(source: Path, draft: Path) -> None:
    """Copy a database page by page in one read transaction, what its log still holds included."""
    try:
        with closing(sqlite3.connect(_uri(source, "ro"), uri=True)) as old, closing(sqlite3.connect(draft)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{source} cannot be copied: {error}.") from error


def _damage(file: Path) -> str | None:
    try:
        with closing(sqlite3.connect(_uri(file, "ro"), uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return f"{error}."
    if orphan:
        return f"a row of {orphan[0]} refers to a row of {orphan[2]} that is missing."
    return None if found == "ok" else f"{found}."


def _forgery(file: Path) -> str | None:
    """Say what in a copy was not written by this program: another schema, or rows the journal does not cover."""
    store = open_store(f"sqlite:///{file}")
    try:
        with store.read() as conn:
            problem = schema_problem(conn)
            return problem or next(iter(verify(conn)), None)
    finally:
        store.close()


def _end_sessions(file: Path) -> None:
    """Close every login of the copy: one that was logged out since would be good again."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM session")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _move_aside(target: Path) -> Path | None:
    """Rename a store and what belongs to it. Nobody else may be writing meanwhile. Raises: Conflict if they are."""
    if not target.exists():
        return None
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(_uri(target, "rw"), uri=True, timeout=0)) as old:
        try:
            # Exclusive and out of the log: refused while any other connection has the file open.
            old.execute("PRAGMA locking_mode = EXCLUSIVE")
            old.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise Conflict(f"{target} is in use ({error}): stop the server first.") from error
    kept = target.with_name(f"{target.name}.{secrets.token_hex(4)}.replaced")
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            target.with_name(target.name + companion).rename(kept.with_name(kept.name + companion))
    return kept


def _place(draft: Path, file: Path, taken: str) -> None:
    """Give a finished file its name, on disk for good; never over another file. Raises: Conflict."""
    with draft.open("rb") as finished:
        os.fsync(finished.fileno())
    if any(file.with_name(file.name + companion).exists() for companion in _COMPANIONS):
        raise Conflict(taken)
    try:
        os.link(draft, file)
    except FileExistsError:
        raise Conflict(taken) from None
    folder = os.open(file.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"

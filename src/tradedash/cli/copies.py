"""`tradedash verify`, `backup` and `restore`: is the store whole, a copy of it, and the way back."""

import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import click
from sqlalchemy import Connection, make_url

from tradedash.cli.drafts import COMPANIONS, draft_beside, head_text, place
from tradedash.cli.load import current_store
from tradedash.domain.errors import BadValue, Conflict, StoreUnavailable
from tradedash.settings import Settings
from tradedash.store.audit import row_with_hash, verify
from tradedash.store.canonical import GENESIS
from tradedash.store.engine import open_store
from tradedash.store.journal import head
from tradedash.store.migrate import schema_problem

NO_SUCH_ROW = "No row of the journal has this hash: rows were lost or rewritten since it was noted."
_ELSEWHERE = (
    "This store is in PostgreSQL, which has its own tools: use pg_dump and pg_restore, then `tradedash verify`."
)


_head_option = click.option("--head", "known", metavar="HASH", help="A head noted earlier: must be in the journal.")


@click.command("verify")
@_head_option
def verify_command(known: str | None) -> None:
    """Check that the journal is whole.

    Its rows must form one chain, and everything that is stored must be covered by them. The head that is printed, kept
    elsewhere, shows later with --head that no row has been lost or rewritten since.
    """
    with closing(current_store()) as store, store.read() as conn:
        problem = next(iter(verify(conn)), None)
        if problem:
            raise StoreUnavailable(problem)
        seq = _row_of(conn, known) if known else None
        click.echo("The journal is whole and covers everything that is stored.")
        if seq:
            click.echo(f"Row {seq} has the hash {known}.")
        click.echo(head_text(head(conn)))


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Copy the store into FILE.

    The site may go on running, and writing, meanwhile.
    """
    path = _embedded(Settings.load())
    if not path.exists():
        raise StoreUnavailable(f"There is no store at {path}.")
    with draft_beside(file) as draft:
        _copy(path, draft)
        problem = _damage(draft)
        if problem:
            raise StoreUnavailable(f"The store is damaged, so no copy was kept: {problem}")
        last = _head_of(draft)
        place(draft, file, f"{file} exists already; name another file.")
    click.echo(f"Copied the store to {file}.\n{head_text(last)}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the store that is there; it is kept beside the new one.")
@_head_option
def restore_command(file: Path, force: bool, known: str | None) -> None:
    """Make the store from a backup FILE.

    A file that is damaged in any way is refused, and with --head one whose journal does not have that row. Everybody
    has to log in again.
    """
    target = _embedded(Settings.load())
    target.parent.mkdir(parents=True, exist_ok=True)
    with draft_beside(target) as draft:
        _copy(file, draft)
        problem = _damage(draft) or _forgery(draft, known)
        if problem:
            raise BadValue(f"{file} is not restored, it is damaged: {problem}", "file")
        _end_sessions(draft)
        last = _head_of(draft)
        kept = _move_aside(target) if force else None
        place(draft, target, f"There is a store at {target}; stop the server and use --force to replace it.")
    aside = f" The old store is kept as {kept}." if kept else ""
    click.echo(f"Restored {target} from {file}.{aside}\n{head_text(last)}")


def _embedded(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadValue(_ELSEWHERE, "database_url")
    return Path(url.database).absolute()


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


def _forgery(file: Path, known: str | None) -> str | None:
    """Say what in a copy is not this program's: another schema, rows past the journal, another journal than known."""
    with closing(open_store(f"sqlite:///{file}")) as store, store.read() as conn:
        problem = schema_problem(conn) or next(iter(verify(conn)), None)
        return problem or (NO_SUCH_ROW if known and row_with_hash(conn, known) is None else None)


def _row_of(conn: Connection, known: str) -> int:
    """Return which row has a hash. Raises: StoreUnavailable if none has it."""
    seq = row_with_hash(conn, known)
    if seq is None:
        raise StoreUnavailable(NO_SUCH_ROW)
    return seq


def _head_of(file: Path) -> tuple[int, str]:
    """Return the head of a finished copy, which must not be opened as a store: that would leave a log beside it."""
    try:
        with closing(sqlite3.connect(_uri(file, "ro"), uri=True)) as copy:
            last = copy.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise StoreUnavailable(f"The journal of the copy cannot be read: {error}.") from error
    return (last[0], last[1]) if last else (0, GENESIS)


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
    for companion in COMPANIONS:
        with suppress(FileNotFoundError):
            target.with_name(target.name + companion).rename(kept.with_name(kept.name + companion))
    return kept


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"

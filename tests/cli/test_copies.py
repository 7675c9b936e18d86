"""`verify`, `backup` and `restore`: a copy is whole, a damaged one is refused, nothing is overwritten unasked."""

import os
import re
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from tests.fixtures.publish import add_codes, publisher

from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Role
from tradedash.store.schema import figure, session

from .conftest import PASSWORD


@pytest.fixture
def publish(sqlite_store):
    add_codes(sqlite_store)
    return publisher(sqlite_store)


@pytest.fixture
def store_file(tmp_path):
    return tmp_path / "tradedash.db"


@pytest.fixture
def backup(cli, publish, tmp_path):
    """A backup of a store with one figure, whose id is returned with it."""
    figure_id = publish(value="4.1")
    assert cli("backup", str(tmp_path / "copy.db")).exit_code == 0
    return tmp_path / "copy.db", figure_id


def figures(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT figure_id FROM figure ORDER BY id")]


def remove(path):
    for companion in ("", "-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def spoil(path, statement):
    """Change a database past its triggers, as somebody with the file can."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_a_whole_store_is_verified(cli, publish):
    publish(value="4.1")
    first, second = cli("verify").output.splitlines()
    assert first == "The journal is whole and covers everything that is stored."
    assert re.fullmatch(r"Head of the journal: row 2, [0-9a-f]{64}\.", second)


def head_of(answer):
    return re.search(r"row \d+, ([0-9a-f]{64})\.", answer.output)[1]


def test_a_head_that_was_noted_is_found_in_a_journal_that_has_grown(cli, publish):
    publish(value="4.1")
    noted = head_of(cli("verify"))
    publish(value="4.2")
    answer = cli("verify", "--head", noted)
    assert answer.exit_code == 0
    assert answer.output.splitlines()[1] == f"Row 2 has the hash {noted}."


def test_a_head_that_is_not_in_the_journal_means_that_rows_were_lost(cli, publish):
    publish(value="4.1")
    answer = cli("verify", "--head", "a" * 64)
    assert (answer.exit_code, answer.stderr) == (
        1,
        "Error: No row of the journal has this hash: rows were lost or rewritten since it was noted.\n",
    )


def test_a_backup_and_its_restore_print_the_head_of_the_store(cli, publish, tmp_path, store_file, sqlite_store):
    publish(value="4.1")
    noted = head_of(cli("verify"))
    assert head_of(cli("backup", str(tmp_path / "copy.db"))) == noted
    sqlite_store.close()
    remove(store_file)
    assert head_of(cli("restore", str(tmp_path / "copy.db"), "--head", noted)) == noted


def test_a_backup_from_before_the_head_that_is_expected_is_refused(cli, backup, publish, store_file, sqlite_store):
    path, _ = backup
    publish(value="4.2")
    noted = head_of(cli("verify"))
    sqlite_store.close()
    remove(store_file)
    answer = cli("restore", str(path), "--head", noted)
    assert answer.exit_code == 1
    assert "No row of the journal has this hash" in answer.stderr
    assert not store_file.exists()


def test_a_figure_that_was_changed_past_the_journal_is_named(cli, publish, store_file, sqlite_store):
    figure_id = publish(value="4.1")
    sqlite_store.close()
    spoil(store_file, "UPDATE figure SET obs_digits = 91")
    answer = cli("verify")
    assert answer.exit_code == 1
    assert figure_id in answer.stderr


def test_a_backup_is_one_file_for_the_owner_only(backup):
    path, figure_id = backup
    assert figures(path) == [figure_id]
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in path.parent.iterdir() if "copy" in file.name) == ["copy.db"]


def test_a_backup_holds_everything_that_was_acknowledged_before_it_began(cli, publish, tmp_path):
    acknowledged, stop = [], threading.Event()

    def write():
        while not stop.is_set():
            acknowledged.append(publish())

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            before = list(acknowledged)
            assert cli("backup", str(tmp_path / f"{n}.db")).exit_code == 0
            assert set(before) <= set(figures(tmp_path / f"{n}.db"))
    finally:
        stop.set()
        writer.join()
    assert len(acknowledged) > 5


def test_a_backup_overwrites_nothing(cli, backup):
    path, _ = backup
    answer = cli("backup", str(path))
    assert (answer.exit_code, answer.stderr) == (1, f"Error: {path} exists already; name another file.\n")


def test_a_folder_that_is_not_there_is_said_in_a_sentence(cli, publish, tmp_path):
    answer = cli("backup", str(tmp_path / "no" / "copy.db"))
    assert answer.exit_code == 1
    assert answer.stderr.endswith("No such file or directory.\n")


def test_a_restored_store_is_the_one_that_was_copied(cli, backup, store_file, sqlite_store):
    path, figure_id = backup
    sqlite_store.close()
    remove(store_file)
    assert cli("restore", str(path)).output.splitlines()[0] == f"Restored {store_file} from {path}."
    assert figures(store_file) == [figure_id]
    assert cli("verify").exit_code == 0
    assert store_file.stat().st_mode & 0o777 == 0o600


def test_a_restore_does_not_replace_a_store_unasked(cli, backup, publish, store_file):
    path, first = backup
    second = publish()
    answer = cli("restore", str(path))
    assert answer.exit_code == 1
    assert answer.stderr == f"Error: There is a store at {store_file}; stop the server and use --force to replace it.\n"
    assert figures(store_file) == [first, second]


def test_a_forced_restore_keeps_the_old_store_aside(cli, backup, publish, store_file, sqlite_store):
    path, first = backup
    second = publish()
    sqlite_store.close()
    answer = cli("restore", str(path), "--force")
    assert answer.exit_code == 0, answer.output
    kept = store_file.with_name(
        answer.output.splitlines()[0].split("The old store is kept as ")[1].removesuffix(".").split("/")[-1]
    )
    assert (figures(store_file), figures(kept)) == ([first], [first, second])


def test_a_store_in_use_is_not_replaced(cli, backup, store_file, sqlite_store):
    path, first = backup
    with sqlite_store.read() as conn:
        conn.execute(select(figure.c.figure_id)).all()
        answer = cli("restore", str(path), "--force")
    assert answer.exit_code == 1
    assert "is in use" in answer.stderr
    assert figures(store_file) == [first]


def test_a_store_that_is_garbage_can_be_replaced(cli, backup, store_file, sqlite_store):
    path, first = backup
    sqlite_store.close()
    remove(store_file)
    store_file.write_bytes(b"not a database " * 5000)
    assert cli("restore", str(path), "--force").exit_code == 0
    assert figures(store_file) == [first]


def test_nobody_is_logged_in_after_a_restore(cli, publish, tmp_path, store_file, sqlite_store):
    with sqlite_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)
        now = datetime.now(UTC)
        row = {"token_hash": "a" * 64, "account_id": 1, "csrf_token": "x", "created_at": now, "expires_at": now}
        conn.execute(insert(session).values(row))
    cli("backup", str(tmp_path / "copy.db"))
    sqlite_store.close()
    remove(store_file)
    cli("restore", str(tmp_path / "copy.db"))
    with closing(sqlite3.connect(store_file)) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (0,)
        assert connection.execute("SELECT name FROM account").fetchall() == [("ana",)]


DAMAGE = {
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut by a page": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "empty": lambda path: os.truncate(path, 0),
    "no database": lambda path: path.write_bytes(b"not a database " * 5000),
    "another program's": lambda path: (
        path.unlink(),
        sqlite3.connect(path).executescript("CREATE TABLE t (x)").close(),
    ),
    "a changed number": lambda path: spoil(path, "UPDATE figure SET obs_digits = 91"),
    "a changed phrase": lambda path: spoil(path, "UPDATE figure SET as_printed = 'turnover reached 9.1'"),
    "a lost figure": lambda path: spoil(path, "DELETE FROM figure"),
    "a changed journal": lambda path: spoil(path, "UPDATE journal SET actor = 'eve'"),
    "a lost journal row": lambda path: spoil(path, "DELETE FROM journal WHERE seq = 1"),
    "a lost source": lambda path: spoil(path, "DELETE FROM source"),
    "another schema": lambda path: spoil(path, "UPDATE alembic_version SET version_num = 'other'"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_backup_is_refused_and_nothing_is_left_of_it(cli, backup, store_file, sqlite_store, damage):
    path, _ = backup
    sqlite_store.close()
    remove(store_file)
    damage(path)
    answer = cli("restore", str(path))
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: ")
    assert sorted(file.name for file in store_file.parent.iterdir()) == ["copy.db"]


def test_a_flipped_byte_in_a_stored_phrase_is_noticed(cli, backup, store_file, sqlite_store):
    path, _ = backup
    sqlite_store.close()
    remove(store_file)
    content = path.read_bytes()
    assert content.count(b"turnover reached 4.1") >= 1
    path.write_bytes(content.replace(b"turnover reached 4.1", b"turnover reached 9.1", 1))
    assert cli("restore", str(path)).exit_code == 1


def test_postgresql_is_copied_with_its_own_tools(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", "postgresql://u:p@localhost/x")
    answer = cli("backup", str(tmp_path / "copy.db"))
    assert answer.exit_code == 1
    assert "use pg_dump and pg_restore" in answer.stderr

"""Migrations: all or nothing, safe when killed and when run at once, there and back again."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select
from tests.fixtures.store import opened
from tests.store.catalog import catalog
from tests.store.ledger import add_figure, add_ground

from tradedash.domain.errors import StoreUnavailable
from tradedash.store import journal, migrate, schema
from tradedash.store.migrate import NEWER, OLDER, downgrade, schema_is_current, schema_problem, upgrade

ROOT = Path(__file__).resolve().parents[2]
MIGRATE = "import sys; from tradedash.store.migrate import upgrade; print('go', flush=True); upgrade(sys.argv[1])"
#: More seconds than a migration takes, so that some are killed within and some are done.
LONGEST = 0.4


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_url(request, tmp_path):
    """Return the URL of a store that was never migrated: no file, or an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new/folder/tradedash.db"
    return request.getfixturevalue("postgres_url")


def start(url: str) -> subprocess.Popen[bytes]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", MIGRATE, url], cwd=ROOT, env={"PYTHONPATH": "src"}, **pipes)


def is_usable(url: str) -> bool:
    with opened(url) as store, store.write() as conn:
        add_ground(conn)
        add_figure(conn)
        return schema_is_current(conn) and journal.verify(conn) == []


def things_in(url: str) -> list[str]:
    """Return what a store is made of; nothing, also where there is no file yet."""
    if url.startswith("sqlite") and not Path(make_url(url).database or "").exists():
        return []
    return [name for name in schema_of(url) if name != "facts"]


def schema_of(url: str) -> dict[str, object]:
    engine = create_engine(url)
    with engine.connect() as conn:
        found = catalog(conn)
    engine.dispose()
    return found


def test_a_new_store_is_made_where_there_is_none(new_url):
    upgrade(new_url)
    assert is_usable(new_url)


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path):
    upgrade(f"sqlite:///{tmp_path}/tradedash.db")
    assert (tmp_path / "tradedash.db").stat().st_mode & 0o777 == 0o600


def test_migrating_again_changes_nothing(store, store_url):
    with store.write() as conn:
        add_ground(conn)
    before = schema_of(store_url)
    upgrade(store_url)
    with store.read() as conn:
        assert (schema_of(store_url) == before, journal.head(conn)[0]) == (True, 1)


@pytest.mark.parametrize("at_once", [2, 4])
def test_migrations_at_once_all_succeed(new_url, at_once):
    processes = [start(new_url) for _ in range(at_once)]
    assert [process.communicate(timeout=90)[1] for process in processes] == [b""] * at_once
    assert [process.returncode for process in processes] == [0] * at_once
    assert is_usable(new_url)


def kill_on_the_way(url: str, times: int) -> tuple[list[int], set[int]]:
    """Kill migrations at moments spread over what one takes; return how they ended and how much each left behind."""
    codes, left = [], set()
    for turn in range(times):
        with start(url) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"go\n"
            try:
                process.wait(LONGEST * turn / times)
            except subprocess.TimeoutExpired:
                process.kill()
        codes.append(process.returncode)
        left.add(len(things_in(url)))
        if process.returncode == 0:
            downgrade(url, "base")
    return codes, left


def test_a_killed_migration_leaves_nothing_and_the_next_one_succeeds(new_url):
    codes, left = kill_on_the_way(new_url, 5)
    upgrade(new_url)
    assert (codes[0], left - {0, len(things_in(new_url))}) == (-signal.SIGKILL, set())
    assert is_usable(new_url)


@pytest.mark.torture
def test_fifty_killed_migrations_leave_nothing_and_the_next_one_succeeds(new_url):
    codes, left = kill_on_the_way(new_url, 50)
    upgrade(new_url)
    assert codes.count(-signal.SIGKILL) >= 20
    assert left - {0, len(things_in(new_url))} == set()
    assert is_usable(new_url)


def test_a_migration_that_is_killed_between_two_statements_is_rolled_back(new_url):
    """Die inside the transaction, for certain: half-way through the triggers, long after the tables."""
    body = (
        "import os, sys\n"
        "from sqlalchemy import Engine, event\n"
        "from tradedash.store.migrate import upgrade\n"
        "@event.listens_for(Engine, 'before_cursor_execute')\n"
        "def die(conn, cursor, statement, *_):\n"
        "    if 'tr_figure_named' in statement:\n"
        "        os.kill(os.getpid(), 9)\n"
        "upgrade(sys.argv[1])\n"
    )
    killed = subprocess.run([sys.executable, "-c", body, new_url], cwd=ROOT, env={"PYTHONPATH": "src"}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert things_in(new_url) == []
    upgrade(new_url)
    assert is_usable(new_url)


def test_down_and_up_again_gives_the_same_schema_and_takes_the_same_rows(new_url):
    upgrade(new_url)
    made = schema_of(new_url)
    assert is_usable(new_url)
    downgrade(new_url, "base")
    assert things_in(new_url) == []
    upgrade(new_url)
    assert schema_of(new_url) == made
    assert is_usable(new_url)


def test_an_upgrade_leaves_the_rows_of_a_running_store_alone(ledger, store_url):
    upgrade(store_url)
    with ledger.read() as conn:
        assert conn.scalars(select(schema.figure.c.figure_id)).all() == ["f1"]


def test_a_current_store_is_no_problem(store):
    with store.read() as conn:
        assert (schema_is_current(conn), schema_problem(conn)) == (True, None)


def test_a_store_that_was_never_migrated_is_too_old_for_the_program(new_url):
    migrate.migration_engine(new_url).dispose()  # makes the file
    with opened(new_url) as store, store.read() as conn:
        assert (schema_is_current(conn), schema_problem(conn)) == (False, OLDER)


def test_a_newer_store_is_refused_by_the_old_program(store, store_url):
    with store.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with store.read() as conn:
        assert (schema_is_current(conn), schema_problem(conn)) == (False, NEWER)
    with pytest.raises(StoreUnavailable, match="The store is newer than this program"):
        upgrade(store_url)


def test_a_file_that_is_no_database_is_not_migrated(tmp_path):
    path = tmp_path / "garbage.db"
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreUnavailable):
        upgrade(f"sqlite:///{path}")
    assert path.read_bytes() == b"garbage" * 1000


def test_a_folder_that_cannot_be_made_is_said_to_be_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="The file of the store cannot be made: File exists"):
        upgrade(f"sqlite:///{tmp_path}/file/tradedash.db")


def test_the_history_has_one_head_and_one_base():
    scripts = migrate.ScriptDirectory.from_config(migrate._config())
    assert (len(scripts.get_heads()), len(scripts.get_bases())) == (1, 1)


def test_every_migration_has_a_dated_name_and_says_why_what_happens_to_rows_and_how_to_undo_it(root: Path):
    found = sorted((root / "migrations" / "versions").glob("*.py"))
    assert [path.name for path in found if not re.fullmatch(r"\d{4}_\d\d_\d\d_[0-9a-z]+_\w+\.py", path.name)] == []
    for path in found:
        docstring = path.read_text(encoding="utf-8").split('"""')[1]
        assert re.findall(r"^(Why|Rows|Undo): +\w", docstring, re.MULTILINE) == ["Why", "Rows", "Undo"]


def test_the_template_of_a_migration_asks_the_same(root: Path):
    template = (root / "migrations" / "script.py.mako").read_text(encoding="utf-8")
    assert re.findall(r"^(Why|Rows|Undo):", template, re.MULTILINE) == ["Why", "Rows", "Undo"]


def test_a_password_in_the_address_is_not_shown_when_a_migration_fails():
    address = "postgresql://user:secret@127.0.0.1:1/none"
    with pytest.raises(StoreUnavailable) as refused:
        upgrade(address)
    assert make_url(address).password == "secret"
    assert "secret" not in str(refused.value) + str(refused.value.__cause__)

"""Transactions: exact numbers, queued writers, honest failures."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError
from tests.fixtures.store import opened
from tests.store.ledger import FIGURE, add_figure, record

from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.domain.quantity import Quantity
from tradedash.store import journal, schema
from tradedash.store.engine import Store, open_store


def printed(store: Store, figure_id: str) -> str:
    columns = schema.figure.c
    with store.read() as conn:
        row = conn.execute(
            select(columns.obs_digits, columns.obs_scale, columns.unit_mult).where(columns.figure_id == figure_id)
        ).one()
    return Quantity(*row).printed


@pytest.mark.parametrize(
    "number",
    ["4.1", "4.10", "0", "-20", "0.000001", "123456789012.345678", "-99999999999999.9999", "12345678901234567"],
)
def test_a_number_comes_back_as_it_was_printed(ground, number):
    digits, _, fraction = number.partition(".")
    with ground.write() as conn:
        add_figure(conn, obs_digits=int(digits + fraction), obs_scale=len(fraction))
    assert printed(ground, "f1") == number


def test_seventeen_digits_with_two_places_keep_every_digit(ground):
    with ground.write() as conn:
        add_figure(conn, obs_digits=12345678901234567, obs_scale=2)
    assert printed(ground, "f1") == "123456789012345.67"


def test_4_1_and_4_10_stay_different(ground):
    with ground.write() as conn:
        add_figure(conn, figure_id="short", obs_digits=41, obs_scale=1)
        add_figure(conn, figure_id="long", obs_digits=410, obs_scale=2)
    assert (printed(ground, "short"), printed(ground, "long")) == ("4.1", "4.10")


@pytest.mark.parametrize("value", [4.1, float("nan"), float("inf"), "four", "4.1"])
def test_sqlite_refuses_what_is_no_whole_number(sqlite_store, value):
    raw = {**FIGURE, "obs_digits": value, "journal_seq": 1, "period_start": "2024-01-01"}
    raw |= {"period_end": "2024-12-31", "recorded_at": "2025-11-24T12:00:00.000000Z"}
    insertion = text(f"INSERT INTO figure ({', '.join(raw)}) VALUES ({', '.join(f':{name}' for name in raw)})")
    with sqlite_store.write() as conn:
        conn.exec_driver_sql("DROP TRIGGER tr_figure_recorded")
        with pytest.raises(IntegrityError, match=r"figure\.obs_digits"):
            conn.execute(insertion, raw)


def test_the_pair_has_one_name_in_both_directions(ground):
    with ground.write() as conn:
        add_figure(conn, figure_id="there", ref_area="RU", counterpart_area="KG")
        add_figure(conn, figure_id="back", ref_area="KG", counterpart_area="RU")
        assert conn.scalars(select(schema.figure.c.pair)).all() == ["KG-RU", "KG-RU"]


def test_text_sorts_by_code_point_on_both_engines(store):
    rows = [{"code": code, "name": code, "adjective": "", "kind": "economy"} for code in ("b", "Z", "a", "É", "B")]
    with store.write() as conn:
        conn.execute(insert(schema.economy), rows)
        assert conn.scalars(select(schema.economy.c.code).order_by("code")).all() == ["B", "Z", "a", "b", "É"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_to_sqlite_is_a_safe_one(sqlite_store, pragma, value):
    for transaction in (sqlite_store.read, sqlite_store.write):
        with transaction() as conn:
            assert conn.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_what_is_written_is_there_for_the_next_reader(ledger):
    with ledger.read() as conn:
        assert conn.scalars(select(schema.figure.c.figure_id)).all() == ["f1"]


def test_nothing_is_written_when_the_body_of_a_write_fails(ground):
    with pytest.raises(ValueError, match="half-way"), ground.write() as conn:
        fail_half_way(conn)
    with ground.read() as conn:
        assert conn.scalars(select(schema.figure.c.figure_id)).all() == []


def fail_half_way(conn: Connection) -> None:
    add_figure(conn)
    raise ValueError("half-way")


def test_a_reader_cannot_write(ground):
    with pytest.raises(StoreUnavailable), ground.read() as conn:
        record(conn, "note", "n1")
    with ground.read() as conn:
        assert journal.head(conn)[0] == 1


def test_a_reader_sees_one_state_from_beginning_to_end(ground):
    with ground.read() as reading:
        assert journal.head(reading)[0] == 1
        with ground.write() as conn:
            add_figure(conn)
        assert journal.head(reading)[0] == 1
    with ground.read() as reading:
        assert journal.head(reading)[0] == 2


def test_no_update_of_eight_threads_is_lost(store, store_url):
    """Each reads the last row and writes the next: whoever works on old knowledge would leave a gap or fail.

    Half of the threads share one store, the others have their own, as the workers of a server do.
    """

    def write_ten(thread: int) -> None:
        with nullcontext(store) if thread % 2 else opened(store_url) as mine:
            for turn in range(10):
                with mine.write() as conn:
                    last = journal.head(conn)[0]
                    record(conn, "turn", f"{thread}.{turn}", after={"seen": last})

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write_ten, thread) for thread in range(8)]:
            done.result()
    with store.read() as conn:
        seen = conn.scalars(select(schema.journal.c.after).order_by("seq")).all()
    assert seen == [f'{{"seen":{number}}}' for number in range(80)]


WRITE_FORTY = """
import sys
from tests.store.ledger import record
from tradedash.store.engine import Store, open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for turn in range(40):
    with store.write() as conn:
        record(conn, "turn", str(turn))
store.close()
"""


def test_no_update_of_four_processes_is_lost(store, store_url):
    command = [sys.executable, "-c", WRITE_FORTY, store_url]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    processes = [subprocess.Popen(command, env=environment, **pipes) for _ in range(4)]
    assert [process.stdout.readline() for process in processes] == [b"ready\n"] * 4
    for process in processes:
        process.stdin.write(b"go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in processes] == [b""] * 4
    with store.read() as conn:
        assert (journal.head(conn)[0], journal.verify(conn)) == (160, [])


def test_readers_go_on_while_a_writer_works(store):
    with store.write() as conn:
        record(conn, "note", "n1")
        with store.read() as reading:
            assert journal.head(reading)[0] == 0


def test_the_replica_is_read_and_the_first_store_written(sqlite_url, tmp_path, migrated_sqlite):
    (tmp_path / "replica.db").write_bytes(migrated_sqlite.read_bytes())
    store = open_store(sqlite_url, f"sqlite:///{tmp_path}/replica.db")
    with store.write() as conn:
        record(conn, "note", "n1")
        assert journal.head(conn)[0] == 1
    with store.read() as conn:
        assert journal.head(conn)[0] == 0
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "mysql://host/name",
        "postgresql://host",
    ],
)
def test_an_address_that_cannot_hold_a_store_is_refused(url):
    with pytest.raises(BadValue, match="Write the address of the store as sqlite:"):
        open_store(url)


def test_a_replica_of_another_kind_is_refused():
    with pytest.raises(BadValue, match="must be the same kind of database"):
        open_store("sqlite:///a.db", "postgresql://host/name")


def test_the_address_is_shown_without_its_password():
    store = open_store("postgresql://user:secret@host/name")
    assert (store.dialect, store.url) == ("postgresql", "postgresql+psycopg://user:***@host/name")


def test_a_folder_with_signs_in_its_name_is_no_trouble(tmp_path, migrated_sqlite):
    path = tmp_path / "a#b%20c?" / "store #1.db"
    path.parent.mkdir()
    path.write_bytes(migrated_sqlite.read_bytes())
    with opened(f"sqlite:///{quote(str(path))}") as store:
        store.ping()

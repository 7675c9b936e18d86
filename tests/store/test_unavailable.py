"""A store that cannot be used says so in one sentence, saves nothing, and works again when the cause is gone."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError
from tests.fixtures.store import opened
from tests.store.ledger import add_figure, record

from tradedash.domain.errors import StoreUnavailable
from tradedash.store import journal
from tradedash.store.engine import BUSY, MISSING, NOT_USABLE, Store

#: A store whose writers give up soon.
impatiently = partial(opened, patience=0.2)


@pytest.fixture
def store_file(sqlite_store: Store) -> Path:
    return Path(make_url(sqlite_store.url).database or "")


def test_a_writer_that_waits_too_long_hears_that_the_store_is_busy(store, store_url):
    with store.write(), impatiently(store_url) as other, pytest.raises(StoreUnavailable, match=BUSY), other.write():
        pass
    with impatiently(store_url) as other, other.write() as conn:
        assert record(conn, "note", "n1") == 1


def test_a_thread_that_waits_too_long_for_another_hears_that_the_store_is_busy(store_url):
    with impatiently(store_url) as store, store.write():
        heard: list[str] = []

        def write() -> None:
            try:
                with store.write():
                    heard.append("entered")
            except StoreUnavailable as error:
                heard.append(str(error))

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert heard == [BUSY]


def test_a_broken_constraint_is_not_a_failure_of_the_store(ledger):
    with pytest.raises(IntegrityError), ledger.write() as conn:
        add_figure(conn, as_printed="")


def test_a_store_that_answers_is_pinged_without_a_word(store):
    assert store.ping() is None


def test_a_missing_file_is_an_error_and_not_an_empty_store(tmp_path):
    with impatiently(f"sqlite:///{tmp_path}/none.db") as store:
        for use in (store.ping, lambda: store.write().__enter__()):
            with pytest.raises(StoreUnavailable, match=MISSING):
                use()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_never_migrated_is_not_usable(tmp_path, postgres_url):
    (tmp_path / "empty.db").touch()
    for url in (f"sqlite:///{tmp_path}/empty.db", postgres_url):
        with impatiently(url) as store, pytest.raises(StoreUnavailable, match=NOT_USABLE):
            store.ping()


def test_a_file_that_is_no_database_is_not_usable(tmp_path):
    (tmp_path / "garbage.db").write_bytes(b"4.1 billion dollars\n" * 500)
    with impatiently(f"sqlite:///{tmp_path}/garbage.db") as store:
        for use in (store.ping, lambda: store.write().__enter__()):
            with pytest.raises(StoreUnavailable, match=NOT_USABLE):
                use()


def test_a_file_that_is_moved_away_is_missed_and_used_again_when_it_is_back(sqlite_store, store_file):
    with sqlite_store.write() as conn:
        record(conn, "note", "before")
    away = store_file.rename(store_file.with_name("away.db"))
    for use in (sqlite_store.ping, lambda: sqlite_store.write().__enter__()):
        with pytest.raises(StoreUnavailable, match=MISSING):
            use()
    away.rename(store_file)
    with sqlite_store.write() as conn:
        assert record(conn, "note", "after") == 2


def test_another_file_in_the_place_of_the_first_is_noticed(sqlite_store, store_file, migrated_sqlite):
    with sqlite_store.write() as conn:
        record(conn, "note", "n1")
    sqlite_store.close()
    with sqlite_store.read() as conn:
        assert journal.head(conn)[0] == 1
    store_file.rename(store_file.with_name("away.db"))
    store_file.write_bytes(migrated_sqlite.read_bytes())
    with sqlite_store.read() as conn:
        assert journal.head(conn)[0] == 0


def test_a_file_that_is_overwritten_is_noticed_and_used_again_when_it_is_mended(sqlite_store, store_file):
    with sqlite_store.write() as conn:
        record(conn, "note", "n1")
    sqlite_store.close()
    good = store_file.read_bytes()
    sqlite_store.ping()
    store_file.write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreUnavailable, match=NOT_USABLE):
        sqlite_store.ping()
    store_file.write_bytes(good)
    with sqlite_store.write() as conn:
        assert record(conn, "note", "n2") == 2


def test_a_file_that_may_not_be_written_to_saves_nothing_until_it_may(sqlite_store, store_file):
    sqlite_store.close()
    store_file.chmod(0o444)
    store_file.parent.chmod(0o555)
    try:
        with as_nobody(store_file), pytest.raises(StoreUnavailable, match=NOT_USABLE), sqlite_store.write() as conn:
            record(conn, "note", "n1")
    finally:
        store_file.parent.chmod(0o755)
        store_file.chmod(0o644)
    with sqlite_store.write() as conn:
        assert record(conn, "note", "n1") == 1


@contextmanager
def as_nobody(path: Path) -> Iterator[None]:
    """Do without the rights of root, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    opened = [folder for folder in path.parents if folder.stat().st_mode & 0o005 != 0o005]
    modes = [folder.stat().st_mode for folder in opened]
    for folder in opened:
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder, mode in zip(opened, modes, strict=True):
            folder.chmod(mode)


def test_a_postgresql_that_threw_its_connections_out_is_used_again(postgres_store, postgres_server):
    with postgres_store.write() as conn:
        record(conn, "note", "n1")
    postgres_store.ping()
    postgres_server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%' AND pid <> pg_backend_pid()"
    )
    postgres_store.ping()
    with postgres_store.write() as conn:
        assert record(conn, "note", "n2") == 2


def test_a_postgresql_that_is_not_there_is_not_usable():
    with impatiently("postgresql://user@127.0.0.1:1/none") as store, pytest.raises(StoreUnavailable, match=NOT_USABLE):
        store.ping()

"""Whether anything was committed is noticed whoever wrote it, and a thread leaves no connection behind."""

import gc
import threading
from pathlib import Path

import pytest
from sqlalchemy import make_url
from tests.fixtures.store import opened
from tests.store.ledger import record

from tradedash.domain.errors import StoreUnavailable
from tradedash.store.engine import MISSING, Store


def write(store: Store, name: str) -> None:
    with store.write() as conn:
        record(conn, "note", name)


def give_up(store: Store) -> None:
    with store.write() as conn:
        record(conn, "note", "n1")
        raise ZeroDivisionError


def test_the_mark_stays_while_nothing_is_committed(sqlite_store):
    assert sqlite_store.mark() == sqlite_store.mark()


def test_a_commit_of_this_store_or_another_changes_the_mark(sqlite_store):
    marks = [sqlite_store.mark()]
    write(sqlite_store, "n1")
    marks.append(sqlite_store.mark())
    with opened(sqlite_store.url) as other:
        write(other, "n2")
    marks.append(sqlite_store.mark())
    assert len(set(marks)) == 3


def test_what_was_rolled_back_changes_nothing(sqlite_store):
    before = sqlite_store.mark()
    with pytest.raises(ZeroDivisionError):
        give_up(sqlite_store)
    assert (sqlite_store.mark(), sqlite_store.writes) == (before, 0)


def test_a_file_that_was_moved_away_is_missed_and_the_mark_is_another_when_another_stands_there(
    sqlite_store, migrated_sqlite
):
    file = Path(make_url(sqlite_store.url).database or "")
    before = sqlite_store.mark()
    away = file.rename(file.with_name("away.db"))
    with pytest.raises(StoreUnavailable, match=MISSING):
        sqlite_store.mark()
    file.write_bytes(migrated_sqlite.read_bytes())
    assert sqlite_store.mark() != before
    assert away.exists()


def test_each_thread_has_a_connection_of_its_own_until_it_ends(sqlite_store):
    def look() -> None:
        sqlite_store.mark()

    sqlite_store.mark()
    for _ in range(5):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    gc.collect()
    assert len(sqlite_store._pulse._all) == 1


def test_a_closed_store_opens_a_new_connection_if_it_is_asked_again(sqlite_store):
    before = sqlite_store.mark()
    sqlite_store.close()
    assert sqlite_store.mark() != before


@pytest.mark.postgres
def test_postgresql_has_no_cheap_mark_but_counts_what_is_written_here(postgres_store):
    write(postgres_store, "n1")
    assert (postgres_store.mark(), postgres_store.writes) == (None, 1)

"""Readers go to the replica while it is good enough, who wrote sees it, and either server may be lost for a while."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import func, insert, select
from tests.fixtures.replicated import Replicated, until

from tradedash.domain.errors import StoreUnavailable
from tradedash.queries.kept import Kept
from tradedash.queries.revision import once_per_revision, state
from tradedash.store import replica
from tradedash.store.engine import NOT_USABLE, Store, open_store
from tradedash.store.schema import economy

COUNT = select(func.count()).select_from(economy)


@pytest.fixture
def pair(replicated: Replicated, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return a store with a replica, as a reader without an account uses it; servers are tried again soon."""
    monkeypatch.setattr(replica, "RETRY", 0.2)
    store = open_store(replicated.url, replicated.read_url)
    store.begin_work()
    yield store
    store.close()


def place(store: Store, *, fresh: bool = False) -> str:
    with store.read(fresh=fresh) as conn:
        return "replica" if conn.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one() else "primary"


def economies(store: Store) -> int:
    with store.read() as conn:
        return int(conn.execute(COUNT).scalar_one())


def add_economy(store: Store) -> None:
    with store.write() as conn:
        code = f"x{conn.execute(COUNT).scalar_one()}"
        conn.execute(insert(economy).values(code=code, name=code, adjective="", kind="economy"))


def heard(store: Store) -> list[tuple[str, str]]:
    changes: list[tuple[str, str]] = []
    store.listen(lambda name, new: changes.append((name, new)))
    return changes


def test_readers_are_sent_to_the_replica(pair):
    assert place(pair) == "replica"


def test_what_must_be_fresh_is_read_from_the_primary(pair):
    assert place(pair, fresh=True) == "primary"


def test_a_thread_that_says_nothing_reads_from_the_primary(pair):
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(place(pair)))
    thread.start()
    thread.join()
    assert found == ["primary"]


def test_a_reader_of_the_replica_sees_one_state_and_cannot_write(pair, replicated):
    with pair.read() as conn:
        before = conn.execute(COUNT).scalar_one()
        add_economy(pair)
        replicated.wait_for_replica()
        assert conn.execute(COUNT).scalar_one() == before
    with pytest.raises(StoreUnavailable), pair.read() as conn:
        conn.exec_driver_sql("CREATE TABLE mine (x int)")


def test_who_wrote_reads_from_the_primary_until_the_replica_has_it(pair, replicated):
    before = economies(pair)
    replicated.replica.execute("SELECT pg_wal_replay_pause()")
    add_economy(pair)
    position = pair.written()
    assert (place(pair), economies(pair)) == ("primary", before + 1)
    pair.begin_work()  # another reader
    assert (place(pair), economies(pair)) == ("replica", before)
    pair.begin_work(seen=position)  # the same person's next request
    assert (place(pair), economies(pair)) == ("primary", before + 1)
    replicated.replica.execute("SELECT pg_wal_replay_resume()")
    until(lambda: place(pair) == "replica")
    assert economies(pair) == before + 1


def test_what_is_kept_of_the_replica_is_not_given_for_the_primary_nor_the_other_way(pair, replicated):
    counted = once_per_revision(lambda conn: int(conn.execute(COUNT).scalar_one()))
    kept: Kept[int] = Kept(4)

    def answers(*, fresh: bool) -> tuple[int, int]:
        with pair.read(fresh=fresh) as conn:
            return counted(conn), kept.get(conn, state(conn), lambda: int(conn.execute(COUNT).scalar_one()))

    before = economies(pair)
    replicated.replica.execute("SELECT pg_wal_replay_pause()")
    assert answers(fresh=True) == (before, before)
    add_economy(pair)
    pair.begin_work()
    now = before + 1
    both = [answers(fresh=fresh) for fresh in (False, True, False, True)]
    assert both == [(before, before), (now, now), (before, before), (now, now)]
    replicated.replica.execute("SELECT pg_wal_replay_resume()")
    replicated.wait_for_replica()
    assert answers(fresh=False) == (now, now)


def test_a_replica_that_is_too_far_behind_is_left_until_it_has_caught_up(pair, replicated, monkeypatch):
    monkeypatch.setattr(replica, "LAG", 0.4)
    monkeypatch.setattr(replica, "LOOK", 0.05)
    changes = heard(pair)
    replicated.replica.execute("SELECT pg_wal_replay_pause()")
    add_economy(pair)
    pair.begin_work()
    until(lambda: place(pair) == "primary" and changes == [("replica", "down")])
    replicated.replica.execute("SELECT pg_wal_replay_resume()")
    until(lambda: place(pair) == "replica")
    assert changes == [("replica", "down"), ("replica", "up")]


def test_without_the_replica_readers_go_to_the_primary_at_once(pair, replicated):
    changes = heard(pair)
    assert place(pair) == "replica"
    replicated.replica.kill()
    assert [place(pair) for _ in range(5)] == ["primary"] * 5
    assert changes == [("replica", "down")]
    replicated.replica.start()
    until(lambda: place(pair) == "replica")
    assert changes == [("replica", "down"), ("replica", "up")]


def test_a_server_that_no_longer_follows_is_not_read_from(replicated):
    same = replicated.primary.url("reader")
    store = open_store(replicated.url, same)
    changes = heard(store)
    store.begin_work()
    assert (place(store), changes) == ("primary", [("replica", "down")])
    store.close()


def test_without_the_primary_reading_goes_on_and_writing_says_so(pair, replicated):
    assert (place(pair), place(pair, fresh=True)) == ("replica", "primary")
    changes = heard(pair)
    replicated.primary.kill()
    assert [place(pair), place(pair, fresh=True)] == ["replica", "replica"]
    with pytest.raises(StoreUnavailable, match=NOT_USABLE):
        add_economy(pair)
    replicated.primary.start()
    add_economy(pair)
    assert place(pair, fresh=True) == "primary"
    assert changes == [("primary", "down"), ("primary", "up")]


def test_without_both_nothing_is_read_until_one_is_back(pair, replicated):
    before = economies(pair)
    replicated.replica.kill()
    replicated.primary.kill()
    for fresh in (False, True):
        with pytest.raises(StoreUnavailable, match=NOT_USABLE):
            place(pair, fresh=fresh)
    replicated.primary.start()
    assert (place(pair), economies(pair)) == ("primary", before)
    replicated.replica.start()
    until(lambda: place(pair) == "replica")

"""The index of words follows every change of a figure, and a migration fills it with what is there."""

import pytest
from tests.fixtures.store import opened
from tests.store.ledger import add_figure, add_ground, change_figure

from tradedash.store.migrate import downgrade, upgrade
from tradedash.store.search import matching, query, terms


def found(conn, words):
    [term] = terms(words)
    return conn.execute(matching(conn.dialect.name, "term"), {"term": query(conn.dialect.name, term)}).scalars().all()


def test_a_changed_note_is_found_by_its_new_words_alone(store):
    with store.write() as conn:
        add_ground(conn)
        add_figure(conn, note="from the first edition")
        assert len(found(conn, "edition")) == 1
        change_figure(conn, "f1", note="from the second print")
        assert (len(found(conn, "edition")), len(found(conn, "second"))) == (0, 1)


@pytest.mark.parametrize(("words", "count"), [("3.2", 1), ("3,2", 1), ("32", 0), ("2.3", 0)])
def test_a_number_is_found_with_point_or_comma(store, words, count):
    with store.write() as conn:
        add_ground(conn)
        add_figure(conn, as_printed="rose to 3,2 billion")
        assert len(found(conn, words)) == count


def test_the_migration_indexes_what_the_store_holds(store_url):
    with opened(store_url) as store, store.write() as conn:
        add_ground(conn)
        add_figure(conn, note="ещё одна заметка")
    downgrade(store_url, "0004")
    upgrade(store_url)
    with opened(store_url) as store, store.read() as conn:
        assert len(found(conn, "ЕЩЕ")) == 1

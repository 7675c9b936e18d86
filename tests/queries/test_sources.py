"""Sources and statements as lists: newest first, with their counts, page by page."""

from datetime import date

import pytest

from tradedash.domain.economy import Pair
from tradedash.domain.errors import BadValue, NotFound
from tradedash.queries import sources
from tradedash.queries.selection import Selection


@pytest.fixture
def listed(ledger):
    def listed(query, **selection):
        with ledger.read() as conn:
            return query(conn, Selection(**selection))

    return listed


def test_sources_come_newest_first_with_their_published_figures(publish, listed):
    publish(url="https://news.example/old", published_on="2024-01-01")
    publish(url="https://news.example/undated", published_on=None, title="Undated", publisher="The News")
    publish(url="https://news.example/new", published_on="2025-01-01", language="ru")
    publish(url="https://news.example/new", value="5", indicator="exports")
    publish(url="https://news.example/new", value="6", status="draft")
    publish(url="https://news.example/hidden", status="draft")
    found = listed(sources.sources)
    assert [(one.source_url, one.figures) for one in found.entries] == [
        ("https://news.example/new", 2),
        ("https://news.example/old", 1),
        ("https://news.example/undated", 1),
    ]
    assert found.next is None
    undated = found.entries[2]
    assert (undated.source_title, undated.source_publisher, undated.source_published_on) == (
        "Undated",
        "The News",
        None,
    )
    assert [one.source_url for one in listed(sources.sources, indicator="exports").entries] == [
        "https://news.example/new"
    ]
    assert listed(sources.sources, pair=Pair("AA", "CC")).entries == []


def test_statements_count_their_prints(publish, listed):
    said = {"speaker": "A. Speaker", "speaker_role": "Minister", "stated_on": "2025-11-26"}
    publish(**said)
    publish(value="4.2", **said)
    publish(published_on=None)
    found = listed(sources.statements).entries
    assert [(one.speaker, one.speaker_role, one.stated_on, one.known_on, one.figures, one.prints) for one in found] == [
        ("A. Speaker", "Minister", date(2025, 11, 26), date(2025, 11, 26), 2, 2),
        (None, None, None, None, 1, 1),
    ]


@pytest.mark.parametrize("query", [sources.sources, sources.statements])
@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_pages_of_a_list_make_up_the_whole(publish, listed, query, limit):
    for day in ("2025-01-01", "2025-01-01", "2024-01-01", None, None):
        publish(published_on=day)
    whole = listed(query).entries
    assert len(whole) == 5
    found, onward = [], None
    while True:
        page = listed(query, limit=limit, cursor=onward)
        found += page.entries
        onward = page.next
        if onward is None:
            break
        assert len(page.entries) == limit
    assert found == whole


@pytest.mark.parametrize("text", ["x", "WyJ4IiwiYSJd", "W251bGwsMV0"])
def test_a_cursor_that_was_never_given_out_is_refused(listed, text):
    with pytest.raises(BadValue, match="start again without it"):
        listed(sources.sources, cursor=text)


def test_one_source_is_found_by_its_id(publish, ledger, listed):
    publish(publisher="The News")
    source_id = listed(sources.sources).entries[0].source_id
    with ledger.read() as conn:
        found = sources.source_by_id(conn, source_id)
    assert (found.source_publisher, found.figures) == ("The News", 1)


@pytest.mark.parametrize("source_id", ["nothing", "", "\0"])
def test_an_unknown_source_is_not_found(ledger, source_id):
    with ledger.read() as conn, pytest.raises(NotFound, match="There is no source under this address"):
        sources.source_by_id(conn, source_id)


def test_a_source_of_drafts_alone_is_not_found(publish, ledger):
    publish(source_type="report", url="https://news.example/1", status="draft", figure_id="d")
    with ledger.read() as conn:
        source_id = conn.exec_driver_sql("SELECT source_id FROM source").scalar_one()
        with pytest.raises(NotFound):
            sources.source_by_id(conn, source_id)


def test_a_source_whose_figures_were_withdrawn_stays_readable(publish, ledger):
    publish(status="retracted")
    with ledger.read() as conn:
        source_id = conn.exec_driver_sql("SELECT source_id FROM source").scalar_one()
        assert sources.source_by_id(conn, source_id).figures == 0


def test_lists_cost_one_statement(publish, ledger, statements):
    publish()
    with statements(ledger) as (conn, seen):
        sources.sources(conn, Selection())
        sources.statements(conn, Selection(limit=3))
        assert len(seen) == 2

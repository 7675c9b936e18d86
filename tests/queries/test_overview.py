"""Counts and lists for the overview: what is there for a pair, what was said last, what was recorded last."""

from datetime import UTC, date, datetime

import pytest

from tradedash.domain.economy import EconomyKind, Pair
from tradedash.queries import overview
from tradedash.queries.codelists import code_lists
from tradedash.queries.revision import revision
from tradedash.queries.selection import Selection

SITE = "https://ledger.example"


@pytest.fixture
def read(ledger):
    """Call a query in a read transaction of its own."""

    def read(query, *args, **options):
        with ledger.read() as conn:
            return query(conn, *args, **options)

    return read


def test_an_empty_store_has_codes_and_no_figures(read):
    assert read(overview.counts) == overview.Counts(0, 0, 0, 0, None, 0)
    lists = read(code_lists)
    assert (lists.pairs, lists.default_pair) == ((), None)
    assert list(lists.indicators)[:2] == ["turnover", "turnover_growth"]
    assert lists.economies["ORG"].kind is EconomyKind.ORGANISATION
    assert read(overview.newest_statements, SITE) == []
    assert read(overview.recently_recorded, SITE) == []
    assert read(overview.indicators_with_figures, Pair("AA", "BB")) == []


def test_counts_follow_every_change_and_leave_out_what_is_not_published(publish, read):
    publish(url="https://news.example/same", language="ru", recorded_at="2025-01-01T00:00:00+00:00")
    publish(url="https://news.example/same", value="5", recorded_at="2025-01-02T00:00:00+00:00")
    first = read(overview.counts)
    assert (first.figures, first.sources, first.languages, first.statements) == (2, 1, 1, 1)
    assert first.recorded_at == datetime(2025, 1, 2, tzinfo=UTC)
    publish(language="ky")
    publish(language="de", status="draft")
    second = read(overview.counts)
    assert (second.figures, second.sources, second.languages, second.statements) == (3, 2, 2, 2)
    assert second.revision == read(revision) > first.revision


def test_the_default_pair_is_the_one_with_most_figures_in_the_order_it_is_written(publish, read):
    publish(counterpart_area="CC")
    publish(ref_area="AA", counterpart_area="CC", value="1")
    publish(ref_area="CC", counterpart_area="AA", value="2", indicator="exports")
    publish(ref_area="CC", counterpart_area="AA", value="3", indicator="exports")
    publish(ref_area="BB", counterpart_area="CC", value="4", status="draft")
    lists = read(code_lists)
    assert [(one.pair.code, one.figures) for one in lists.pairs] == [("AA-CC", 3), ("BB-CC", 1)]
    assert lists.default_pair == Pair("AA", "CC")
    assert lists.canonical(Pair("CC", "BB")) == Pair("BB", "CC")
    assert lists.canonical(Pair("BB", "AA")) == Pair("BB", "AA")


def test_a_symmetric_figure_decides_which_way_a_pair_is_written(publish, read):
    publish(ref_area="BB", counterpart_area="AA")
    assert read(code_lists).default_pair == Pair("BB", "AA")


def test_the_bases_to_offer_are_those_of_the_pair_the_organisations_and_unstated(read):
    lists = read(code_lists)
    assert lists.bases(Pair("BB", "AA")) == ("BB", "AA", "ORG", "unstated")
    assert lists.bases(None) == ("AA", "BB", "CC", "ORG", "unstated")


def test_indicators_come_in_the_order_of_the_code_list_with_their_counts(publish, read):
    publish(indicator="exports", published_on=None)
    publish(speaker="A", stated_on="2024-05-01")
    publish(speaker="A", stated_on="2024-05-01", value="5")
    publish(indicator="company_count", counterpart_area="CC", value="7")
    publish(indicator="settlement_share", value="97", status="in_review")
    found = read(overview.indicators_with_figures, Pair("AA", "BB"))
    assert [(one.indicator.code, one.figures, one.statements, one.newest) for one in found] == [
        ("turnover", 2, 1, date(2024, 5, 1)),
        ("exports", 1, 1, None),
    ]


def test_newest_statements_count_prints_and_show_one_that_stands_for_them(publish, read):
    said = {"speaker": "A. Speaker", "stated_on": "2025-11-26"}
    publish(indicator="exports", source_type="transcript", **said)
    publish(value="4.1", **said)
    publish(value="4.1", source_type="transcript", **said)
    publish(value="4.1", status="draft", **said)
    publish(value="5", published_on="2025-12-01")
    publish(value="6", published_on=None)
    found = read(overview.newest_statements, SITE)
    assert [(one.day, one.figures, one.prints, one.example.obs_value) for one in found] == [
        (date(2025, 12, 1), 1, 1, "5"),
        (date(2025, 11, 26), 3, 3, "4.1"),
        (None, 1, 1, "6"),
    ]
    assert (found[1].example.indicator, found[1].example.source_type) == ("turnover", "transcript")
    # A transcript outranks a report, however new that is.
    assert [one.example.headline for one in found] == [False, True, False]
    assert [one.example.obs_value for one in read(overview.newest_statements, SITE, limit=1)] == ["5"]
    assert read(overview.newest_statements, SITE, Selection(pair=Pair("AA", "CC"))) == []


def test_recently_recorded_comes_newest_first(publish, read):
    for day, value in ((2, "4.2"), (3, "4.3"), (1, "4.1")):
        publish(value=value, recorded_at=f"2025-01-0{day}T00:00:00+00:00")
    publish(value="9", status="draft")
    assert [one.obs_value for one in read(overview.recently_recorded, SITE)] == ["4.3", "4.2", "4.1"]
    assert [one.obs_value for one in read(overview.recently_recorded, SITE, limit=1)] == ["4.3"]
    assert read(overview.recently_recorded, SITE, Selection(pair=Pair("AA", "CC"))) == []


def test_lists_of_the_overview_have_a_budget(publish, ledger, statements):
    for number in range(5):
        publish(value=f"4.{number}", published_on=f"2025-01-0{number + 1}")
    with statements(ledger) as (conn, seen):
        overview.newest_statements(conn, SITE)
        assert len(seen) == 4
        overview.recently_recorded(conn, SITE)
        assert len(seen) == 7


def test_code_lists_and_counts_are_read_once_per_revision(publish, ledger, statements):
    publish()
    with statements(ledger) as (conn, seen):
        code_lists(conn)
        overview.counts(conn)
        assert len(seen) == 6
    with statements(ledger) as (conn, seen):
        code_lists(conn)
        overview.counts(conn)
        assert len(seen) == 2  # the question whether anything has changed

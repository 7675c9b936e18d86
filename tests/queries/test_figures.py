"""Figures as contract rows: what a selection holds, who is headline, what nobody may see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tradedash.domain.economy import Pair
from tradedash.domain.errors import NotFound
from tradedash.domain.figure import Status
from tradedash.queries import figures as queries
from tradedash.queries.selection import Selection
from tradedash.reasoning.headline import Rule

SITE = "https://ledger.example"


@pytest.fixture
def ask(ledger):
    """Return the answer to a selection; the factory has filled the store by then."""

    def ask(**selection):
        with ledger.read() as conn:
            return queries.figures(conn, Selection(**selection), SITE)

    return ask


@pytest.fixture
def dossier(ledger):
    def dossier(figure_id, rule=Rule.PREFERRED):
        with ledger.read() as conn:
            return queries.dossier(conn, figure_id, SITE, rule)

    return dossier


def headlines(answer):
    return {one.obs_value for one in answer.rows if one.headline}


def test_a_row_has_everything_that_was_published(publish, ask):
    publish(
        figure_id="f1",
        indicator="turnover_growth",
        value="-13.60",
        period="2025-01/2025-09",
        comparison_period="2024-01/2024-09",
        qualifier="about",
        flags="record",
        as_printed="fell by about 13.60 %",
        speaker="A. Speaker",
        speaker_role="Minister",
        stated_on="2025-11-26",
        url="https://news.example/a,b",
        publisher="The News",
        title="Talks",
        published_on="2025-11-27",
        language="de",
        note="a note",
        period_evidence="'von Januar bis September'",
        recorded_at="2025-12-01T10:00:00+00:00",
    )
    (row,) = ask().rows
    assert (row.figure_id, row.indicator, row.indicator_label) == ("f1", "turnover_growth", "Growth of trade turnover")
    assert (row.ref_area, row.counterpart_area, row.basis) == ("BB", "AA", "BB")
    assert (row.freq, row.time_period) == ("YTD", "2025-01/2025-09")
    assert (row.period_start, row.period_end) == (date(2025, 1, 1), date(2025, 9, 30))
    assert (row.comparison_period, row.comparison_basis) == ("2024-01/2024-09", "implied")
    assert (row.obs_value, row.unit_measure, row.unit_mult, row.value) == ("-13.60", "percent", 0, Decimal("-13.6"))
    assert (row.lower, row.upper) == (Decimal("-14.28"), Decimal("-12.92"))
    assert (row.qualifier, row.flags, row.status, row.rank, row.headline) == (
        "about", "record", "published", "normal", True,
    )  # fmt: skip
    assert (row.speaker, row.speaker_role, row.stated_on) == ("A. Speaker", "Minister", date(2025, 11, 26))
    assert (row.source_title, row.source_publisher, row.source_published_on) == (
        "Talks",
        "The News",
        date(2025, 11, 27),
    )
    assert (row.language, row.source_type, row.note) == ("de", "report", "a note")
    assert row.quote_url == "https://news.example/a,b#:~:text=fell%20by%20about%2013.60%20%25"
    assert row.permalink == "https://ledger.example/figures/f1"
    assert row.recorded_at == datetime(2025, 12, 1, 10, tzinfo=UTC)
    assert row.period_evidence == "'von Januar bis September'"


def test_the_language_is_that_of_the_source(publish, ask):
    publish(language="ky")
    assert ask().rows[0].language == "ky"


def test_every_printed_digit_of_a_release_counts_and_its_declared_precision_too(publish, ask):
    publish(value="1800", unit_mult=6, period="2023")
    publish(value="1800", unit_mult=6, period="2022", source_type="release")
    publish(value="1800", unit_mult=6, period="2021", source_type="release", declared_precision=100_000_000)
    widths = {one.time_period: one.upper - one.value for one in ask().rows}
    assert widths == {"2023": 50_000_000, "2022": 500_000, "2021": 50_000_000}


def test_an_over_has_no_upper_bound(publish, ask):
    publish(value="3.16", qualifier="over")
    assert (ask().rows[0].lower, ask().rows[0].upper) == (Decimal("3160000000"), None)


def test_a_comparison_that_nobody_named_is_empty(publish, ask):
    publish(indicator="turnover_growth", comparison_basis="unstated", comparison_period=None, value="17")
    assert (ask().rows[0].comparison_period, ask().rows[0].comparison_basis) == (None, "unstated")


def test_rows_come_newest_period_first_undated_last_headline_before_its_rivals(publish, ask):
    for name, facts in {
        "undated": {"period": None},
        "2023": {"period": "2023"},
        "part of 2024": {"period": "2024-07/2024-12"},
        "rival": {"published_on": "2025-01-01"},
        "headline": {"published_on": "2025-05-01"},
        "unknown day": {"published_on": None},
        "other basis": {"basis": "AA", "qualifier": "about"},
        "reverse": {"ref_area": "AA", "counterpart_area": "BB", "indicator": "exports"},
    }.items():
        publish(note=name, **facts)
    assert [one.note for one in ask().rows] == [
        "part of 2024",  # the same last day, but it begins later
        "reverse",
        "other basis",
        "headline",
        "rival",
        "unknown day",
        "2023",
        "undated",
    ]


def test_a_pair_holds_both_directions_and_no_other_pair(publish, ask):
    publish(value="1")
    publish(value="2", indicator="exports", ref_area="AA", counterpart_area="BB")
    publish(value="3", counterpart_area="CC")
    for pair in (Pair("AA", "BB"), Pair("BB", "AA")):
        assert {one.obs_value for one in ask(pair=pair).rows} == {"1", "2"}
    assert {one.obs_value for one in ask().rows} == {"1", "2", "3"}


def test_indicator_and_basis_limit_the_answer(publish, ask):
    publish(value="1")
    publish(value="2", basis="unstated")
    publish(value="3", indicator="exports", basis="ORG")
    assert {one.obs_value for one in ask(indicator="turnover").rows} == {"1", "2"}
    assert {one.obs_value for one in ask(basis=("unstated", "ORG")).rows} == {"2", "3"}


def test_a_period_counts_if_it_overlaps_and_unstated_ones_drop_out(publish, ask):
    for period in ("2022", "2023-10/2024-03", "2024", "2025-01", None):
        publish(period=period)

    def periods(**window):
        return [one.time_period for one in ask(**window).rows]

    assert periods(since=date(2024, 3, 31), until=date(2024, 12, 31)) == ["2024", "2023-10/2024-03"]
    assert periods(since=date(2025, 1, 31)) == ["2025-01"]
    assert periods(until=date(2022, 1, 1)) == ["2022"]
    assert len(periods()) == 5


def test_the_headline_is_picked_before_a_source_or_a_date_filter(publish, ask):
    publish(value="4.1")
    after_the_first = datetime.now(UTC)
    publish(value="4.10", url="https://better.example/1")
    publish(value="4.2", url="https://other.example/1")
    source = next(one.source_id for one in ask().rows if one.obs_value == "4.2")
    assert [(one.obs_value, one.headline) for one in ask(source=source).rows] == [("4.2", False)]
    since = ask(changed_since=after_the_first)
    assert [(one.obs_value, one.headline) for one in since.rows] == [("4.10", True), ("4.2", False)]


def test_the_rule_of_the_request_picks_the_headline(publish, ask):
    publish(value="4.10", published_on="2025-01-01")
    publish(value="4", published_on="2025-02-01")
    assert headlines(ask()) == headlines(ask(rule=Rule.FIRST)) == {"4.10"}
    assert headlines(ask(rule=Rule.LATEST)) == {"4"}


def test_growths_in_two_currencies_do_not_compete_for_the_headline(publish, ask, dossier):
    said = {"indicator": "turnover_growth", "language": "en"}
    plain = publish(**said, value="13.6", as_printed="rose by 13.6%")
    publish(**said, value="13", as_printed="rose by 13% in dollars")
    roubles = publish(**said, value="20", as_printed="rose by 20% in roubles")
    rows = {row.obs_value: row for row in ask().rows}
    assert {value: row.headline for value, row in rows.items()} == {"13.6": True, "13": False, "20": True}
    assert [row.obs_value for row in dossier(plain).competing] == ["13"]
    assert dossier(roubles).competing == []
    assert dossier(roubles).row.measured_in == "RUB"


def test_as_of_shows_what_was_known_then_and_counts_what_has_no_day(publish, ask):
    publish(value="4.1", stated_on="2024-12-01", published_on="2025-03-01")
    publish(value="4.15", published_on="2025-02-01")
    publish(value="4.2", published_on=None)
    answer = ask(as_of=date(2025, 1, 31))
    assert [(one.obs_value, one.headline) for one in answer.rows] == [("4.1", True)]
    assert answer.left_out_without_day == 1
    assert headlines(ask()) == {"4.15"}
    assert ask().left_out_without_day == 0


def test_only_figures_of_the_selection_are_counted_as_left_out(publish, ask):
    publish(published_on=None)
    publish(published_on=None, indicator="exports")
    assert ask(as_of=date(2025, 1, 1), indicator="exports").left_out_without_day == 1


def test_the_clock_of_recording_shows_what_the_ledger_held(publish, ask):
    publish(value="4.1", recorded_at="2025-01-01T10:00:00+00:00")
    publish(value="4.10", recorded_at="2025-01-01T10:00:01+00:00")
    then = datetime(2025, 1, 1, 10, tzinfo=UTC)
    assert headlines(ask(recorded_as_of=then)) == {"4.1"}
    assert ask(recorded_as_of=then - timedelta(microseconds=1)).rows == []
    assert headlines(ask(recorded_as_of=then + timedelta(seconds=1))) == {"4.10"}


@pytest.mark.parametrize("hidden", ["draft", "in_review"])
def test_drafts_exist_for_nobody(publish, ask, ledger, dossier, hidden):
    publish(value="4.1")
    draft = publish(value="4.123", status=hidden, source_type="release", speaker="A", stated_on="2025-01-01")
    shown = publish(value="4", speaker="A", stated_on="2025-01-01")
    assert {one.obs_value for one in ask().rows} == {"4.1", "4"}
    assert headlines(ask()) == {"4.1"}
    with pytest.raises(NotFound):
        dossier(draft)
    found = dossier(shown)
    assert {one.obs_value for one in [*found.competing, *found.prints]} == {"4.1", "4"}
    with ledger.read() as conn:
        assert queries.by_id(conn, [draft], SITE) == []


@pytest.mark.parametrize("status", ["retracted", "superseded"])
def test_withdrawn_figures_are_readable_by_permalink_and_by_status_only(publish, ask, dossier, status):
    publish(value="4.1")
    gone = publish(value="4.123", status=status, source_type="release")
    assert headlines(ask()) == {"4.1"}
    assert [(one.obs_value, one.headline) for one in ask(status=Status(status)).rows] == [("4.123", False)]
    found = dossier(gone)
    assert (found.row.status, found.row.headline, found.why) == (
        status,
        False,
        "The only figure for this period.",  # of those that are in the running
    )
    assert [one.obs_value for one in found.competing] == ["4.1"]


def test_a_dossier_holds_rivals_prints_and_the_reason(publish, dossier):
    said = {"speaker": "A. Speaker", "stated_on": "2025-01-01"}
    first = publish(value="4.1", source_type="transcript", **said)
    publish(value="4.1", as_printed="4.1 it was", **said)
    publish(value="4.2")
    publish(value="13", indicator="turnover_growth", **said)
    publish(value="9", period="2023")
    found = dossier(first)
    assert found.row.headline is True
    assert [one.obs_value for one in found.competing] == ["4.2", "4.1"]
    assert [one.as_printed for one in found.prints] == ["turnover reached 4.1", "4.1 it was"]
    assert found.why == "A transcript outranks a report."


@pytest.mark.parametrize("figure_id", ["nothing", "", "\0", "ы" * 500, "' OR 1=1 --"])
def test_an_unknown_id_is_not_found(publish, dossier, figure_id):
    publish()
    with pytest.raises(NotFound, match="There is no figure under this address"):
        dossier(figure_id)


def test_an_id_is_quoted_in_its_permalink(publish, ask):
    publish(figure_id="a~b.c")
    assert ask().rows[0].permalink == "https://ledger.example/figures/a~b.c"


def test_a_chart_costs_one_statement_and_a_source_two(publish, ledger, statements):
    publish()
    with statements(ledger) as (conn, seen):
        source = queries.figures(conn, Selection(indicator="turnover"), SITE).rows[0].source_id
        assert len(seen) == 1
        queries.figures(conn, Selection(source=source), SITE)
        assert len(seen) == 3


def test_a_dossier_costs_four_statements(publish, ledger, statements):
    figure_id = publish()
    with statements(ledger) as (conn, seen):
        queries.dossier(conn, figure_id, SITE)
        assert len(seen) == 4


def test_headlines_do_not_depend_on_what_else_is_asked_for(publish, ask):
    for value, basis, period in (
        ("4.1", "BB", "2024"),
        ("4.10", "BB", "2024"),
        ("3", "AA", "2024"),
        ("2", "AA", "2023"),
    ):
        publish(value=value, basis=basis, period=period)
    every = {one.figure_id: one for one in ask().rows}
    for narrower in (
        {"basis": ("AA",)},
        {"since": date(2024, 6, 1)},
        {"indicator": "turnover"},
        {"source": next(iter(every.values())).source_id},
    ):
        for one in ask(**narrower).rows:
            assert one == every[one.figure_id]


@pytest.mark.parametrize(
    ("phrase", "qualifier", "lower", "upper"),
    [
        ("one third of all firms", "exact", "29.97", "36.63"),
        ("nearly one third of all firms", "nearly", "29.97", "33.3"),
        ("33.3 percent of all firms", "exact", "33.25", "33.35"),
    ],
)
def test_a_fraction_word_is_as_sure_as_a_word_whatever_decimals_are_stored(
    publish, ask, phrase, qualifier, lower, upper
):
    flags = "" if "33.3" in phrase else "in_words"
    publish(
        indicator="settlement_share", value="33.3", period="2024", as_printed=phrase, qualifier=qualifier, flags=flags
    )
    (row,) = ask().rows
    assert (row.lower, row.upper) == (Decimal(lower), Decimal(upper))

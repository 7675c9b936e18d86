"""Two clocks: what was known on a day, and what this store held at a moment, in the state it had then."""

import time
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from tests.store.ledger import change_figure

from tradedash.commands.code_lists import set_indicators
from tradedash.commands.rates import set_rates
from tradedash.domain.actor import CLI
from tradedash.domain.economy import Pair
from tradedash.domain.figure import Status
from tradedash.exports.csv import stream
from tradedash.queries import figures as queries
from tradedash.queries import overview
from tradedash.queries.asof import MOST_DAYS, days_known, known_later, thinned
from tradedash.queries.rates import rates_at
from tradedash.queries.selection import Selection
from tradedash.store.schema import indicator

SITE = "https://ledger.example"
LONG_AGO = "2025-01-01T00:00:00+00:00"


@pytest.fixture
def read(ledger):
    """Call a query in a read transaction of its own."""

    def read(query, *args, **options):
        with ledger.read() as conn:
            return query(conn, *args, **options)

    return read


@pytest.fixture
def rows(read):
    """The rows of a selection, as `(value, status, headline)`."""

    def rows(**selection):
        found = read(queries.figures, Selection(**selection), SITE).rows
        return [(row.obs_value, row.status, row.headline) for row in found]

    return rows


@pytest.fixture
def change(ledger):
    """Change the state of a figure and return a moment before that and one after it."""

    def change(figure_id, **state):
        before = datetime.now(UTC)
        time.sleep(0.002)
        with ledger.write() as conn:
            change_figure(conn, figure_id, **state)
        time.sleep(0.002)
        return before, datetime.now(UTC)

    return change


@pytest.mark.parametrize("status", ["superseded", "retracted"])
def test_a_figure_that_was_taken_back_later_is_still_there_as_it_was(publish, rows, change, status):
    before, after = change(publish(recorded_at=LONG_AGO), status=status)
    assert rows(recorded_as_of=before) == [("4.1", "published", True)]
    assert rows(recorded_as_of=after) == []
    assert rows() == []


def test_a_figure_that_was_published_later_was_not_there_before(publish, rows, change):
    before, after = change(publish(recorded_at=LONG_AGO, status="retracted"), status="published")
    assert rows(recorded_as_of=before) == []
    assert rows(recorded_as_of=after) == [("4.1", "published", True)]


def test_of_several_changes_the_first_after_the_moment_tells_the_state(publish, rows, change):
    figure = publish(recorded_at=LONG_AGO)
    first, _ = change(figure, status=Status.RETRACTED)
    second, _ = change(figure, status="published", note="brought back")
    third, _ = change(figure, status="superseded")
    assert [len(rows(recorded_as_of=moment)) for moment in (first, second, third)] == [1, 0, 1]
    assert rows() == []


def test_a_rank_given_later_did_not_decide_before(publish, rows, change):
    publish(value="3.9", published_on="2025-06-01", recorded_at=LONG_AGO)
    old = publish(value="3.2", published_on="2025-01-01", recorded_at=LONG_AGO)
    before, after = change(old, rank="preferred", rank_reason="names the side")
    assert [value for value, _, headline in rows(recorded_as_of=before) if headline] == ["3.9"]
    assert [value for value, _, headline in rows(recorded_as_of=after) if headline] == ["3.2"]


def test_a_note_cannot_pretend_to_be_a_status(publish, rows, change):
    figure = publish(recorded_at=LONG_AGO, status="retracted", note='"status":"published"}')
    before, _ = change(figure, note="plain")
    assert rows(recorded_as_of=before) == []


def test_what_was_retracted_then_can_be_asked_for(publish, read, change):
    before, after = change(publish(recorded_at=LONG_AGO), status=Status.RETRACTED)
    for moment, wanted in ((before, 0), (after, 1)):
        asked = Selection(recorded_as_of=moment, status=Status.RETRACTED)
        assert len(read(queries.figures, asked, SITE).rows) == wanted


def test_pages_of_the_past_hold_each_figure_once(publish, read, change):
    kept = {publish(period=str(year), recorded_at=LONG_AGO) for year in range(2000, 2012)}
    before, _ = change(sorted(kept)[0], status=Status.RETRACTED)
    change(sorted(kept)[5], status="superseded")
    found, cursor = [], None
    while True:
        page = read(queries.page, Selection(recorded_as_of=before, limit=5, cursor=cursor), SITE)
        found += [row.figure_id for row in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert (len(found), set(found)) == (12, kept)


def test_competitors_of_a_source_are_those_of_the_moment(publish, read, change):
    rival = publish(value="4.15", recorded_at=LONG_AGO)
    publish(value="4.2", url="https://news.example/own", recorded_at=LONG_AGO)
    before, after = change(rival, status=Status.RETRACTED)
    source = next(row.source_id for row in read(queries.figures, Selection(), SITE).rows if row.obs_value == "4.2")
    for moment, headline in ((before, False), (after, True)):
        [row] = read(queries.figures, Selection(source=source, recorded_as_of=moment), SITE).rows
        assert row.headline is headline


def test_a_figures_panel_knows_only_what_was_known_then(publish, read):
    old = publish(value="3.9", published_on="2025-01-01")
    publish(value="4.15", published_on="2025-06-01")
    then = read(queries.dossier, old, SITE, asked=Selection(as_of=date(2025, 2, 1)))
    assert (then.row.headline, then.competing, then.why) == (True, [], "The only figure for this period.")
    assert [row.obs_value for row in read(queries.dossier, old, SITE).competing] == ["4.15"]


def test_the_panel_of_a_figure_that_came_later_is_that_of_today(publish, read):
    publish(value="3.9", published_on="2025-01-01")
    late = publish(value="4.15", published_on="2025-06-01")
    found = read(queries.dossier, late, SITE, asked=Selection(as_of=date(2025, 2, 1)))
    assert (found.row.headline, len(found.competing)) == (True, 1)


def test_what_became_known_later_is_counted_by_either_clock(publish, read):
    publish(published_on="2025-01-01", recorded_at="2025-01-02T00:00:00+00:00")
    publish(published_on="2025-03-01", recorded_at="2025-03-02T00:00:00+00:00", value="5")
    publish(published_on=None, recorded_at="2025-03-02T00:00:00+00:00", value="6")
    publish(published_on="2025-03-01", recorded_at="2025-01-02T00:00:00+00:00", value="7", indicator="exports")
    moment = datetime(2025, 2, 1, tzinfo=UTC)
    asked = {
        2: Selection(as_of=date(2025, 2, 1)),
        1: Selection(as_of=date(2025, 2, 1), indicator="turnover"),
        0: Selection(),
    }
    assert {wanted: read(known_later, one) for wanted, one in asked.items()} == {2: 2, 1: 1, 0: 0}
    assert read(known_later, Selection(recorded_as_of=moment)) == 2
    assert read(known_later, Selection(as_of=date(2025, 2, 1), recorded_as_of=moment)) == 3


def test_the_days_of_the_slider_are_those_on_which_something_became_known(publish, read):
    publish(published_on="2025-03-01")
    publish(published_on="2025-03-01", value="5")
    publish(published_on="2025-06-01", stated_on="2025-01-01", value="6")
    publish(published_on=None, value="7")
    publish(published_on="2024-01-01", counterpart_area="CC")
    asked = Selection(pair=Pair("AA", "BB"), as_of=date(2025, 2, 1))
    assert read(days_known, asked) == [date(2025, 1, 1), date(2025, 3, 1)]


def test_very_many_days_are_thinned_out_to_the_last():
    days = [date(2000, 1, 1) + timedelta(days=step) for step in range(5000)]
    found = thinned(days)
    assert (len(found), found[-1]) == (MOST_DAYS, days[-1])
    assert sorted(set(found)) == found
    assert thinned(days[:3]) == days[:3]


def test_the_overview_counts_and_lists_only_what_was_known(publish, read):
    publish(published_on="2025-01-01", language="ru")
    publish(published_on="2025-06-01", language="ky", value="5")
    then = Selection(as_of=date(2025, 2, 1))
    found = read(overview.counts_of, then)
    assert (found.figures, found.sources, found.languages) == (1, 1, 1)
    assert [one.example.obs_value for one in read(overview.newest_statements, SITE, then)] == ["4.1"]
    assert [row.obs_value for row in read(overview.recently_recorded, SITE, then)] == ["4.1"]
    assert read(overview.counts_of, Selection()).figures == 2


def test_the_overview_lists_what_was_taken_back_since(publish, read, change):
    before, _ = change(publish(recorded_at=LONG_AGO), status=Status.RETRACTED)
    then = Selection(recorded_as_of=before)
    assert [one.example.status for one in read(overview.newest_statements, SITE, then)] == ["published"]
    assert read(overview.counts_of, then).figures == 1
    assert read(overview.newest_statements, SITE) == []


def test_a_frozen_file_keeps_its_bytes_when_the_code_list_is_described_anew(publish, ledger, read):
    publish(recorded_at=LONG_AGO)
    frozen = Selection(recorded_as_of=datetime.now(UTC))
    time.sleep(0.002)
    first = b"".join(stream(read(queries.figures, frozen, SITE).rows))
    with ledger.write() as conn:
        stored = conn.execute(select(indicator).where(indicator.c.code == "turnover")).one()._asdict()
        for label in ("Trade", "Goods both ways"):
            set_indicators(conn, [{**stored, "label": label}], CLI)
    assert b"".join(stream(read(queries.figures, frozen, SITE).rows)) == first
    assert {row.indicator_label for row in read(queries.figures, Selection(), SITE).rows} == {"Goods both ways"}


def test_rates_are_those_that_the_store_held_then(ledger, read):
    def set_rate(year, digits):
        with ledger.write() as conn:
            rate = {"currency": "RUB", "year": year, "per_usd_digits": digits, "per_usd_scale": 1, "publisher": "Bank"}
            set_rates(conn, [rate], CLI)

    set_rate(2023, 843)
    time.sleep(0.002)
    before = datetime.now(UTC)
    time.sleep(0.002)
    set_rate(2023, 900)
    set_rate(2024, 925)
    assert read(rates_at, before) == {("RUB", 2023): Fraction("84.3")}
    assert read(rates_at, None) == {("RUB", 2023): Fraction(90), ("RUB", 2024): Fraction("92.5")}

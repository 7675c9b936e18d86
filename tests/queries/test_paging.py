"""Pages of a long answer: every row once, in the order of the whole, whatever the limit."""

import pytest
from tests.fixtures.rows import row

from tradedash.domain.errors import BadValue
from tradedash.queries import cursor, figures
from tradedash.queries.order import Position, in_order
from tradedash.queries.selection import Selection

SITE = "https://ledger.example"


def pages(store, limit, **selection):
    """Follow the cursor from the start and return the ids page by page."""
    found, onward = [], None
    with store.read() as conn:
        while True:
            page = figures.page(conn, Selection(limit=limit, cursor=onward, **selection), SITE)
            found.append([one.figure_id for one in page.rows])
            onward = page.next
            if onward is None:
                return found


@pytest.fixture
def mixed(publish):
    """Publish figures of many places, some places with more rivals than a page holds."""
    for period in ("2024", "2024-07/2024-12", "2023", None):
        for basis in ("BB", "AA", "unstated"):
            for value in ("4", "4.1", "4.10"):
                publish(period=period, basis=basis, value=value, published_on="2025-01-01" if value == "4" else None)
    publish(indicator="exports", ref_area="AA", counterpart_area="BB")
    publish(indicator="exports", counterpart_area="CC")


@pytest.mark.parametrize("limit", [1, 2, 5, 37, 38, 39, 5000])
@pytest.mark.usefixtures("mixed")
def test_pages_make_up_the_whole(ledger, limit):
    with ledger.read() as conn:
        whole = [one.figure_id for one in figures.figures(conn, Selection(), SITE).rows]
    found = pages(ledger, limit)
    assert len(whole) == 38
    assert [figure_id for page in found for figure_id in page] == whole
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
    assert found[-1] != []


@pytest.mark.usefixtures("mixed")
def test_headlines_on_a_page_are_those_of_the_whole(ledger):
    with ledger.read() as conn:
        whole = figures.figures(conn, Selection(), SITE).rows
        first = figures.page(conn, Selection(limit=7), SITE)
    assert first.rows == whole[:7]


@pytest.mark.usefixtures("mixed")
def test_a_figure_published_between_two_pages_shifts_nothing(ledger, publish):
    with ledger.read() as conn:
        whole = [one.figure_id for one in figures.figures(conn, Selection(), SITE).rows]
        first = figures.page(conn, Selection(limit=10), SITE)
    publish(period="2025", value="5")
    with ledger.read() as conn:
        second = figures.page(conn, Selection(limit=10, cursor=first.next), SITE)
    assert [one.figure_id for one in second.rows] == whole[10:20]


@pytest.mark.usefixtures("mixed")
def test_a_narrower_selection_pages_too(ledger):
    assert [len(page) for page in pages(ledger, 5, basis=("unstated",))] == [5, 5, 2]


def test_a_statement_comes_in_pages_too(ledger, publish):
    said = {"speaker": "A. Speaker", "stated_on": "2025-01-01"}
    for value in ("1", "2", "3"):
        publish(value=value, **said)
    publish(value="4.123", source_type="release")
    with ledger.read() as conn:
        (statement_id,) = {one.statement_id for one in figures.figures(conn, Selection(), SITE).rows if one.speaker}
        first = figures.statement(conn, statement_id, Selection(limit=2), SITE)
        second = figures.statement(conn, statement_id, Selection(limit=2, cursor=first.next), SITE)
        nothing = figures.statement(conn, "nothing", Selection(), SITE)
    assert {one.obs_value for one in first.rows + second.rows} == {"1", "2", "3"}
    assert [one.headline for one in first.rows + second.rows] == [False, False, False]
    assert (len(first.rows), second.next, nothing.rows) == (2, None, [])


def test_nothing_is_one_empty_page(ledger):
    assert pages(ledger, 5) == [[]]


def test_a_page_costs_two_statements(publish, ledger, statements):
    for value in ("1", "2", "3"):
        publish(value=value)
    with statements(ledger) as (conn, seen):
        onward = figures.page(conn, Selection(limit=1), SITE).next
        assert len(seen) == 2
        figures.page(conn, Selection(limit=1, cursor=onward), SITE)
        assert len(seen) == 4


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "%%%",
        "é",
        "W10",
        "bnVsbA",
        "W1tbW1tbW10",
        cursor.encode(["2024-13-01", "2024-01-01", "RU", "RU", True, None, "a"]),
        cursor.encode(["2024-12-31", "2024-01-01", "RU", "RU", None, None, "a"]),
        cursor.encode(["2024-12-31", "2024-01-01", "RU", "RU", True, None, "a\0"]),
        cursor.encode(["2024-12-31", "2024-01-01", "RU", "RU", "true", None, "a"]),
        cursor.encode(["2024-12-31"]),
        cursor.encode(["2024-12-31", "2024-01-01", "RU", "RU", True, None, "a" * 2000]),
        "WyJcdWQ4MDAiXQ",
    ],
)
def test_a_cursor_that_was_never_given_out_is_refused(ledger, text):
    with pytest.raises(BadValue, match="start again without it") as caught, ledger.read() as conn:
        figures.page(conn, Selection(cursor=text), SITE)
    assert caught.value.field == "cursor"


def test_a_cursor_leads_back_to_its_position():
    for one in (row(), row(period_start=None, period_end=None, source_published_on=None), row("ы~", headline=True)):
        assert Position.decode(Position.of(one).encode()) == Position.of(one)


def test_text_sorts_by_code_point():
    rows = [row(basis="unstated"), row(basis="ZZ"), row(basis="AA")]
    assert [one.basis for one in in_order(rows)] == ["AA", "ZZ", "unstated"]

"""`/compare`: what two series share stands in one row, and what is wrong with the address never breaks it."""

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of


@pytest.fixture
def look(ledger, publish):
    """Draw the page of a ledger with a turnover of two years, exports of one, and a turnover of another pair."""
    publish(value="4.1", period="2024", basis="BB")
    publish(value="3.9", period="2023", basis="BB")
    publish(indicator="exports", value="2.1", period="2024", basis="BB")
    publish(value="7.5", period="2024", basis="CC", ref_area="CC", counterpart_area="BB")
    return lambda search="": view_of(site_of(ledger), "/compare", search)


def shared(view):
    tables = with_attribute(view.children, "className", "pairs")
    return [words(line) for table in tables for line in of_type(table, "Tr")[1:]]


def told(view):
    return [words(one) for one in with_attribute(view.children, "className", "notice error")]


def test_headlines_of_one_period_stand_in_one_row_and_the_title_has_both_numbers(look):
    view = look("?a=turnover&b=exports")
    assert len(shared(view)) == 1
    assert "4.1 bn USD" in shared(view)[0]
    assert "2.1 bn USD" in shared(view)[0]
    assert words(of_type(view.children, "H1")[0]) == (
        "2024: Trade turnover 4.1 bn USD, Exports of goods 2.1 bn USD in Belandic statistics"
    )


def test_without_parameters_two_levels_of_the_store_are_compared(look):
    form = of_type(look().children, "Form")[0]
    chosen = {select.name: select.defaultValue for select in of_type(form, "Select")}
    assert (chosen["a"], chosen["b"]) == ("turnover", "exports")


def test_two_pairs_stand_side_by_side_by_the_order_of_each(look):
    view = look("?a=turnover&pair=AA-BB&pair_b=BB-CC")
    assert len(shared(view)) == 1
    assert "4.1 bn USD" in shared(view)[0]
    assert "7.5 bn USD" in shared(view)[0]


def test_with_nothing_to_compare_it_says_so_and_still_lists_both(look):
    view = look("?a=turnover&b=exports&from=2023&to=2023")
    assert shared(view) == []
    assert "No period has a headline of both" in words(with_attribute(view.children, "className", "lede")[0])
    assert "No figure fits this address." in words(view.children)


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("?a=turnove", "a=turnove. There is no such indicator. It is ignored."),
        ("?b=%3Cscript%3E&a=turnover", "b=<script>. There is no such indicator. It is ignored."),
        ("?pair_b=QQ-ZZ", "pair_b=QQ-ZZ."),
        ("?pair_b=AA-CC", "No figures of this pair are stored."),
        ("?as_of=yesterday", "as_of=yesterday"),
    ],
)
def test_a_bad_value_is_named_and_the_page_stands(look, search, said):
    view = look(search)
    assert view.status == 200
    assert any(said in sentence for sentence in told(view))


def test_of_repeated_and_unknown_parameters_the_first_known_counts(look):
    view = look("?a=exports&a=turnover&b=turnover&colour=red")
    chosen = {select.name: select.defaultValue for select in of_type(of_type(view.children, "Form")[0], "Select")}
    assert (chosen["a"], chosen["b"]) == ("exports", "turnover")
    assert told(view) == []


def test_downloads_have_the_rows_that_are_shown(look):
    links = [attribute(link, "href") for link in of_type(look("?a=turnover&b=exports&from=2024").children, "A")]
    assert "/charts/turnover.csv?pair=BB-AA&from=2024-01-01" in links
    assert "/charts/exports.csv?pair=BB-AA&from=2024-01-01" in links

"""`/balance`, `/targets` and `/coverage`: the same figures in other ways, derived values marked as such."""

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

RU = {"ref_area": "RU", "counterpart_area": "KG"}


@pytest.fixture
def look(ledger):
    """Draw a page of the ledger."""
    return lambda path, search="": view_of(site_of(ledger), path, search)


@pytest.fixture
def seeded(seeded_store):
    """Draw a page of the seed data."""
    return lambda path, search="": view_of(site_of(seeded_store), path, search)


def lines(view):
    return [words(line) for line in of_type(view.children, "Tr")[1:]]


@pytest.mark.parametrize("path", ["/balance", "/targets", "/coverage"])
def test_an_empty_ledger_says_so_and_leads_out(look, path):
    empty = with_attribute(look(path).children, "className", "empty")
    assert len(of_type(empty[0], "A")) == 2


def test_the_balance_of_the_seed_is_worked_out_of_two_figures_of_one_office(seeded):
    view = seeded("/balance", "?from=2021&to=2021")
    assert words(of_type(view.children, "H1")[0]) == (
        "Balance of trade, Russia–Kyrgyzstan 2021: "
        "+1.81 bn USD in Russian statistics and −1.52 bn USD in Kyrgyz statistics"
    )
    assert [line[:21] for line in lines(view)] == ["2021 Russian +1.81 bn", "2021 Kyrgyz −1.52 bn "]
    line = with_attribute(view.children, "className", "derived")[0]
    assert len([link for link in of_type(line, "A") if "/figures/" in str(attribute(link, "href"))]) == 2


def test_a_target_has_a_sentence_for_each_basis(seeded):
    said = [words(one) for one in of_type(seeded("/targets").children, "Li")]
    assert "Russian statistics: 4.1 bn USD in 2024 is 82 % of 5 bn USD (may be 81–83 %)." in said[2].replace(
        "\N{THIN SPACE}", " "
    )


def test_coverage_counts_each_source_once_in_its_month(look, publish):
    publish(url="https://a.example/1", publisher="Gazette", published_on="2025-06-02", value="4.1")
    publish(url="https://a.example/1", publisher="Gazette", published_on="2025-06-02", value="3.9", period="2023")
    publish(publisher="Courier", published_on="2025-06-30", indicator="exports", value="2.1")
    publish(publisher="Gazette", published_on="2024-01-05")
    publish(publisher="Courier", published_on=None)
    view = look("/coverage")
    assert lines(view) == [
        "Jun 2025 2 sources Courier, Gazette Trade turnover (2), Exports of goods (1)",
        "Jan 2024 1 source Gazette Trade turnover (1)",
        "Day not known 1 source Courier Trade turnover (1)",
    ]
    assert words(with_attribute(view.children, "className", "lede")[0]) == (
        "4 sources of 2 outlets in 2 months, by the day they were published."
    )


def test_coverage_under_a_filter_is_of_what_fits_it(look, publish):
    publish(published_on="2025-06-02", basis="BB")
    publish(published_on="2025-07-02", basis="AA")
    assert [line[:8] for line in lines(look("/coverage", "?basis=AA"))] == ["Jul 2025"]

"""`/sources`: words and facets narrow the list, every number is a count of sources, and every link can be copied."""

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

HEADINGS = ["Language", "Outlet", "Year", "Basis", "Indicator"]


@pytest.fixture
def look(ledger, publish):
    """Draw the list of three sources with four figures."""
    publish(url="https://gazette.example/1", publisher="Gazette", language="ru", published_on="2025-06-01", basis="BB")
    publish(url="https://gazette.example/1", publisher="Gazette", language="ru", published_on="2025-06-01",
            indicator="exports", value="2.1", basis="BB")  # fmt: skip
    publish(publisher="Courier", title="Record year", published_on="2024-02-01", basis="AA")
    publish(publisher="Gazette", language="de", published_on=None, basis="BB")
    return lambda search="": view_of(site_of(ledger), "/sources", search)


def listed(view):
    return [words(line).split()[0] for line in of_type(view.children, "Tr")[1:]]


def facet(view, heading):
    boxes = [box for box in of_type(view.children, "Details") if words(of_type(box, "Summary")[0]).startswith(heading)]
    return [words(item) for item in of_type(boxes[0], "Li")] if boxes else []


def test_facets_count_sources_and_not_figures(look):
    view = look()
    assert listed(view) == ["Gazette", "Courier", "Gazette"]
    assert facet(view, "Language") == ["German 1", "English 1", "Russian 1"]
    assert facet(view, "Outlet") == ["Gazette 2", "Courier 1"]
    assert facet(view, "Year") == ["2025 1", "2024 1"]
    assert facet(view, "Basis") == ["Belandic statistics 2", "Alandic statistics 1"]
    assert facet(view, "Indicator") == ["Trade turnover 3", "Exports of goods 1"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("?q=record", ["Courier"]),
        ("?q=gazette.example", ["Gazette"]),
        ("?language=ru", ["Gazette"]),
        ("?outlet=Courier&year=2024", ["Courier"]),
        ("?basis=AA", ["Courier"]),
        ("?indicator=exports", ["Gazette"]),
        ("?q=gazette&basis=BB&language=de", ["Gazette"]),
        ("?q=nothing+like+it", []),
        ("?outlet=Nobody", []),
        ("?language=ru&language=de&colour=red", ["Gazette"]),
    ],
)
def test_words_and_facets_narrow_the_list(look, search, expected):
    assert listed(look(search)) == expected


def test_what_is_chosen_can_be_taken_away_and_stays_in_every_other_link_and_in_the_form(look):
    view = look("?q=gazette&basis=BB&as_of=2026-01-01")
    links = {words(link): attribute(link, "href") for link in of_type(view.children, "A")}
    assert links["Remove Belandic statistics"] == "/sources?q=gazette&as_of=2026-01-01"
    assert links["Exports of goods"] == "/sources?q=gazette&basis=BB&indicator=exports&as_of=2026-01-01"
    form = of_type(view.children, "Form")[0]
    sent = [(field.name, getattr(field, "value", None)) for field in of_type(form, "Input")]
    assert sent == [("q", None), ("basis", "BB"), ("as_of", "2026-01-01")]


def test_an_address_that_fits_nothing_leads_back_to_all(look):
    empty = with_attribute(look("?outlet=Nobody").children, "className", "empty")[0]
    assert [attribute(link, "href") for link in of_type(empty, "A")] == ["/sources", "/"]


def test_a_basis_that_there_is_not_is_explained_and_ignored(look):
    view = look("?basis=QQ")
    assert len(listed(view)) == 3
    assert "basis=QQ" in words(with_attribute(view.children, "className", "notice error")[0])

"""`/search`: a form that needs no script, what was found, facets that narrow, and pages."""

import pytest
from tests.components.trees import attribute, of_type, words
from tests.pages.test_reading import site_of, view_of


@pytest.fixture
def look(ledger):
    """Draw the page for a query string."""
    return lambda search="": view_of(site_of(ledger), "/search", search)


def links(tree):
    return {words(link): attribute(link, "href") for link in of_type(tree, "A")}


def test_without_words_there_is_a_form_alone(look):
    view = look()
    [form] = of_type(view.children, "Form")
    assert (attribute(form, "action"), attribute(form, "method")) == ("/search", "get")
    assert of_type(view.children, "H2") == []


def test_found_figures_stand_with_their_words_speaker_and_outlet(look, publish):
    figure_id = publish(as_printed="grew to 4.1", speaker="A. Speaker", stated_on="2025-11-26", publisher="The Wire")
    view = look("?q=grew")
    assert "1 figure" in [words(one) for one in of_type(view.children, "H2")]
    found = links(view.children)
    assert found["4.1 bn USD"] == f"/figures/{figure_id}"
    assert (found["A. Speaker"], found["The Wire"]) == ("/speakers/A.%20Speaker", "/outlets/The%20Wire")


def test_facets_lead_to_narrower_searches_and_back(look, publish):
    publish(as_printed="grew one", publisher="The Wire")
    publish(as_printed="grew two", publisher="The Post", basis="AA")
    view = look("?q=grew&as_of=2025-12-01")
    addresses = [attribute(link, "href") for link in of_type(view.children, "A")]
    assert "/search?q=grew&outlet=The+Post&as_of=2025-12-01" in addresses
    narrowed = look("?q=grew&basis=AA")
    assert links(narrowed.children)["Remove basis: Alandic statistics"] == "/search?q=grew"
    assert "grew one" not in words(narrowed.children)


def test_pages_lead_on_and_back(look, publish):
    for number in range(26):
        publish(as_printed=f"grew {number}", url="https://news.example/same", value=str(number))
    first, second = look("?q=grew"), look("?q=grew&page=2")
    assert links(first.children)["Next page"] == "/search?q=grew&page=2"
    assert "Page 2 of 2" in words(second.children)
    assert links(second.children)["Previous page"] == "/search?q=grew"
    assert "Page 2 of 2" in words(look("?q=grew&page=999").children)
    assert "Page 1 of 2" in words(look("?q=grew&page=x").children)


def test_pages_with_the_words_in_their_name_come_first(look, publish):
    publish(speaker="A. Speaker", stated_on="2025-11-26", publisher="The Wire")
    assert links(look("?q=wire").children)["The Wire"] == "/outlets/The%20Wire"
    assert links(look("?q=trade+turnover").children)["Chart: Trade turnover"] == "/charts/turnover"


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ("?q=nothing", "No figure has all of these words."),
        ("?q=…", "Give a word or a number to look for."),
        ("?q=" + "+".join("abcdefghij"), "A search has at most 8 words and 200 letters; the rest is ignored."),
        ("?q=a&year=20", "The address asks for year=20. A year has four digits. It is ignored."),
        ("?q=4.1&as_of=x", "The address asks for as_of=x."),
        ("?q=%00&outlet=%00&page=-1", "Look for"),
        ("?q=%3Cscript%3E", "No figure has all of these words."),
    ],
)
def test_what_cannot_be_looked_for_is_said(look, publish, search, sentence):
    publish()
    assert sentence in words(look(search).children)


def test_what_came_later_is_not_found_in_the_past(look, publish):
    publish(as_printed="grew to 4.1", published_on="2025-06-01")
    view = look("?q=grew&as_of=2025-05-31")
    assert "No figure has all of these words." in words(view.children)
    assert "Showing what was known on 31 May 2025." in words(view.children)

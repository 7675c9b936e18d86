"""Links keep the view: pair, clocks and rule go along to every page of figures, and nowhere else."""

import pytest
from dash import html
from tests.components.trees import of_type, words

from tradedash.components.carried import carried, carry, looks
from tradedash.components.links import inside
from tradedash.components.masthead import masthead
from tradedash.components.themes import theme_links

VIEW = [("as_of", "2025-09-15"), ("rule", "latest"), ("from", "2020")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "/?as_of=2025-09-15&rule=latest"),
        ("/charts/turnover?figure=abc", "/charts/turnover?figure=abc&as_of=2025-09-15&rule=latest"),
        ("/contradictions?as_of=2024-01-01#c1", "/contradictions?as_of=2024-01-01&rule=latest#c1"),
        ("/figures/abc", "/figures/abc?as_of=2025-09-15&rule=latest"),
        ("/sources/abc", "/sources/abc?as_of=2025-09-15&rule=latest"),
        ("/method", "/method"),
        ("/mirror", "/mirror"),
        ("#c1", "#c1"),
    ],
)
def test_a_link_takes_along_what_means_something_there_and_keeps_what_it_names(address, expected):
    tree = html.Div([html.P([inside("there", address)])])
    assert carry(tree, VIEW, own="/mirror").children[0].children[0].href == expected


def test_a_moment_with_its_zone_stays_one():
    assert carried("/charts", [("recorded_as_of", "2025-11-26T10:00:00+03:00")]) == (
        "/charts?recorded_as_of=2025-11-26T10%3A00%3A00%2B03%3A00"
    )


def test_links_out_of_the_site_and_to_files_are_left_alone():
    tree = html.Div([html.A("CSV", href="/charts/turnover.csv"), html.A("TASS", href="https://tass.example/1")])
    assert [link.href for link in carry(tree, VIEW).children] == ["/charts/turnover.csv", "https://tass.example/1"]


def test_the_mast_leads_to_the_same_day_and_to_the_method_as_it_is():
    hrefs = {words(link): link.href for link in of_type(carry(masthead("/charts", None), VIEW), "A")}
    assert hrefs["Overview"] == "/?as_of=2025-09-15&rule=latest"
    assert hrefs["Contradictions"] == "/contradictions?as_of=2025-09-15&rule=latest"
    assert hrefs["Method"] == "/method"


def test_a_theme_goes_along_everywhere_and_stays_on_the_page_itself():
    tree = html.Div([inside("method", "/method"), inside("today", "/mirror?as_of=2025-01-01"), inside("below", "#c1")])
    carry(tree, [("theme", "dark"), ("rule", "latest")], own="/mirror")
    assert [link.href for link in tree.children] == ["/method?theme=dark", "/mirror?as_of=2025-01-01&theme=dark", "#c1"]


def test_a_form_that_makes_an_address_keeps_the_theme():
    form = html.Form([html.Button("Show")], method="get", action="/charts/turnover")
    carry(html.Div([form]), [("theme", "dark"), ("rule", "latest")])
    assert [(one.name, one.value) for one in of_type(form, "Input")] == [("theme", "dark")]


@pytest.mark.parametrize("values", [[], [""], ["blue"], ["blue", "dark"]])
def test_a_theme_that_is_none_is_not_carried(values):
    assert looks({"theme": values}) == []


def test_the_links_to_the_themes_keep_the_rest_of_the_address():
    links = of_type(theme_links("?basis=RU&basis=KG&theme=light&note=%5C%20x"), "A")
    assert [link.href for link in links] == [
        "?basis=RU&basis=KG&note=%5C+x&theme=light",
        "?basis=RU&basis=KG&note=%5C+x&theme=dark",
    ]

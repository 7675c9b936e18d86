"""Derived values on the page of a chart: in the table with links to their figures, in no download, switched off."""

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import listed, view_of

from tradedash.domain.economy import Pair
from tradedash.exports import csv
from tradedash.queries.figures import figures
from tradedash.queries.selection import Selection
from tradedash.settings import Settings
from tradedash.web.site import Site


@pytest.fixture
def look(seeded_store):
    site = Site(seeded_store, Settings(database_url=seeded_store.url, base_url="https://ledger.example"))
    return lambda search="": view_of(site, "/charts/turnover", search)


def lines(view) -> list:
    return [row for row in of_type(view.children, "Tr") if attribute(row, "data-derived")]


def test_a_derived_line_says_what_it_follows_from_and_leads_there(look):
    (line,) = [line for line in lines(look("?basis=RU&from=2023&to=2023")) if "1.136" in words(line)]
    text = words(line)
    assert "4.1 ÷ 1.136 = 3.564–3.655 bn USD" in text
    assert text.endswith("Derived")
    links = [attribute(link, "href") for link in of_type(line, "A")]
    assert len(links) == 2
    assert all(link.startswith("/figures/") for link in links)
    assert attribute(line, "data-figure") is None


def test_the_sum_of_a_release_stands_in_the_table_with_its_arithmetic(look):
    found = [words(line) for line in lines(look("?from=2021&to=2021")) if "2,156 + 348" in words(line)]
    assert len(found) == 1
    assert found[0].startswith("2021")
    assert "2.504 bn USD" in found[0]
    assert found[0].endswith("Derived: sum of a release")


def test_the_figures_of_the_table_are_the_rows_of_the_download_and_no_derived_value(look, seeded_store):
    view = look()
    with seeded_store.read() as conn:
        rows = figures(conn, Selection(pair=Pair("RU", "KG"), indicator="turnover"), "").rows
    assert listed(view) == [row.figure_id for row in rows]
    assert b"derived" not in b"".join(csv.stream(rows))
    assert len(lines(view)) > 60


def test_they_are_switched_off_by_the_address(look):
    assert lines(look("?derived=0")) == []
    (switch,) = [one for one in of_type(look("?derived=0").children, "Select") if attribute(one, "name") == "derived"]
    assert attribute(switch, "defaultValue") == "0"


def test_another_switch_is_refused_with_a_sentence(look):
    view = look("?derived=maybe")
    assert "“derived” has no value “maybe”. Use 0 or 1." in words(view.children)
    assert lines(view)


def test_amounts_in_roubles_are_converted_on_request_and_stay_what_they_are(look):
    plain, dollars = look(), look("?currency=USD")
    assert not [line for line in lines(plain) if words(line).endswith("Converted")]
    (line,) = [line for line in lines(dollars) if words(line).endswith("Converted")]
    assert "285 bn RUB ÷ 84.331 RUB per USD, the average of 2023, = 3.374–3.385 bn USD" in words(line)
    assert listed(dollars) == listed(plain)
    (way,) = [link for link in of_type(plain.children, "A") if "in US dollars too" in words(link)]
    assert attribute(way, "href") == "/charts/turnover?currency=USD"


def test_the_chart_has_the_same_figures_with_and_without(look):
    def ids(view, name):
        (store,) = with_attribute(view.children, "id", "figures")
        return sorted(i[0] for t in store.data[name]["data"] for i in t.get("customdata", []))

    for name in ("wide", "phone"):
        assert ids(look(), name) == ids(look("?derived=0"), name) == ids(look("?currency=USD"), name)

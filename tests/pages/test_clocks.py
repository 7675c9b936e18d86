"""The past of the seed data: the same rows and headlines on the page, in the download and in the API."""

import csv
import io
import re

import pytest
from tests.api.conftest import client_of
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import listed, site_of, view_of

DAYS = ("2025-09-15", "2025-11-30", "2024-02-01")


@pytest.fixture
def seeded(seeded_store):
    site = site_of(seeded_store)
    return lambda path, search="": view_of(site, path, search)


@pytest.fixture
def client(seeded_store):
    return client_of(seeded_store)


@pytest.mark.parametrize(("day", "headline"), [("2025-09-15", "90"), ("2025-11-30", "97")])
def test_the_settlement_share_is_the_one_that_was_known(client, seeded, day, headline):
    found = client.get(f"/api/v1/series/national_currency_share?as_of={day}&basis=RU").get_json()
    newest = next(one for one in found["data"] if one["headline"])
    assert newest["obs_value"] == headline
    title = words(of_type(seeded("/charts/national_currency_share", f"?as_of={day}").children, "H1")[0])
    assert f"{headline}\u202f%".replace("\u202f", " ") in title


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("rule", ["preferred", "latest"])
def test_page_download_and_api_hold_the_same_rows(client, seeded, day, rule):
    query = f"?as_of={day}&rule={rule}"
    page = listed(seeded("/charts/turnover_growth", query))
    text = client.get(f"/charts/turnover_growth.csv{query}").get_data(as_text=True).lstrip("\ufeff")
    download = [line["figure_id"] for line in csv.DictReader(io.StringIO(text))]
    answer = [one["figure_id"] for one in client.get(f"/api/v1/series/turnover_growth{query}").get_json()["data"]]
    assert page == download == answer


def test_figures_without_any_day_are_counted_in_page_and_api(client, seeded):
    answer = client.get("/api/v1/series/national_currency_share?as_of=2025-11-30").get_json()
    assert answer["left_out_without_day"] == 1
    text = words(seeded("/charts/national_currency_share", "?as_of=2025-11-30").children)
    assert "Left out: 1 figure of which nobody knows the day." in text


def test_the_overview_of_a_day_has_the_cards_of_that_day(seeded):
    cards = of_type(seeded("/", "?as_of=2025-09-15").children, "Article")
    assert [words(card).split(" bn")[0].split(" %")[0] for card in cards][:2] == [
        "Trade turnover 2022, Russian statistics 3.4",
        "Trade turnover 2022, Kyrgyz statistics over 3",
    ]
    assert "Showing what was known on 15 Sep 2025." in words(seeded("/", "?as_of=2025-09-15").children)


def test_the_overview_reads_the_rule(seeded):
    first = of_type(seeded("/", "?rule=first").children, "Article")
    usual = of_type(seeded("/").children, "Article")
    assert [words(card) for card in first] != [words(card) for card in usual]


VIEW = "as_of=2025-09-15&rule=latest"
#: Pages that show figures; the others have no clock.
FIGURES = re.compile(r"/($|\?|charts|figures|mirror|contradictions|sources)")


@pytest.mark.parametrize("path", ["/", "/charts", "/charts/turnover", "/mirror", "/contradictions", "/sources"])
def test_every_link_of_a_page_stays_on_the_day_and_the_rule(seeded, path):
    links = [link for link in of_type(seeded(path, f"?{VIEW}").children, "A") if attribute(link, "data-go") is not None]
    leading = [link for link in links if FIGURES.match(attribute(link, "href"))]
    lost = [words(link) for link in leading if VIEW not in attribute(link, "href")]
    assert len(leading) > 6
    assert lost == ["Show today’s"]


def test_a_figure_and_a_source_of_a_day_lead_on_to_that_day_and_say_so(seeded):
    page = seeded("/charts/turnover", f"?{VIEW}").children
    [figure, *_] = [attribute(row, "data-figure") for row in with_attribute(page, "data-figure")]
    [source, *_] = [one for link in of_type(page, "A") if "/sources/" in (one := attribute(link, "href"))]
    for address in (f"/figures/{figure}", source.partition("?")[0]):
        shown = seeded(address, f"?{VIEW}").children
        assert "Showing what was known on 15 Sep 2025." in words(shown)
        links = [attribute(link, "href") for link in of_type(shown, "A") if attribute(link, "data-go") is not None]
        assert [one for one in links if VIEW not in one] == [f"{address}?rule=latest"]


def test_a_source_that_came_later_has_no_figures_on_an_earlier_day(seeded):
    page = seeded("/charts/turnover", "?from=2025").children
    [source, *_] = [one for link in of_type(page, "A") if "/sources/" in (one := attribute(link, "href"))]
    assert "None of its figures was known then." in words(seeded(source, "?as_of=2010-01-01").children)

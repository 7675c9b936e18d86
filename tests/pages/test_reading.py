"""The public pages over a store: what they show, what they leave out, what they say where there is nothing."""

import pytest
from pydantic import SecretStr
from tests.components.trees import attribute, of_type, with_attribute, words

from tradedash.domain.errors import NotFound
from tradedash.domain.source import source_id
from tradedash.pages import PAGES
from tradedash.pages.figure import panel_for
from tradedash.pages.router import Router
from tradedash.settings import Settings
from tradedash.web.site import Site


def site_of(store) -> Site:
    return Site(
        store, Settings(database_url=store.url, secret_key=SecretStr("s" * 40), base_url="https://ledger.example")
    )


@pytest.fixture
def site(ledger) -> Site:
    return site_of(ledger)


@pytest.fixture
def look(site):
    """Draw a page of the ledger."""
    return lambda path, search="": view_of(site, path, search)


@pytest.fixture
def seeded(seeded_store):
    """Draw a page of the seed data."""
    site = site_of(seeded_store)
    return lambda path, search="": view_of(site, path, search)


def view_of(site, path, search=""):
    with site.store.read() as conn:
        return Router(site, PAGES).view(path, search, conn)


def listed(view) -> list[str]:
    """The figures of the table, in its order."""
    return [attribute(row, "data-figure") for row in of_type(view.children, "Tr") if attribute(row, "data-figure")]


@pytest.mark.parametrize("path", ["/", "/charts", "/charts/turnover", "/mirror", "/sources", "/data"])
def test_an_empty_store_says_so_in_a_sentence_with_two_ways_out(look, path):
    view = look(path)
    assert view.status == 200
    [empty] = with_attribute(view.children, "className", "empty")
    assert len(of_type(empty, "A")) == 2


def test_an_address_is_a_page_where_the_store_has_what_it_names(site, publish):
    figure_id = publish(url="https://news.example/1")
    router = Router(site, PAGES)
    assert router.is_page("/charts/turnover")
    assert router.is_page(f"/figures/{figure_id}")
    assert router.is_page(f"/sources/{source_id('https://news.example/1')}")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/charts/turnovr", "“turnovr” is not a known indicator. Did you mean turnover"),
        ("/figures/nosuch", "There is no figure"),
        ("/sources/nosuch", "There is no source"),
    ],
)
def test_an_address_that_names_what_is_not_stored_is_not_found(site, path, sentence):
    with pytest.raises(NotFound, match=sentence):
        Router(site, PAGES).is_page(path)


def test_a_draft_has_no_page(site, publish):
    draft = publish(status="draft")
    with pytest.raises(NotFound):
        Router(site, PAGES).is_page(f"/figures/{draft}")


def test_the_chart_page_lists_what_is_published_and_nothing_else(look, publish):
    shown = publish(value="4.1")
    draft = publish(value="9.9", status="draft")
    view = look("/charts/turnover")
    assert listed(view) == [shown]
    assert draft not in repr(view.children)
    assert "9.9" not in words(view.children)


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_is_not_published_has_no_page_and_no_panel(site, look, publish, status):
    hidden = publish(status=status)
    assert look(f"/figures/{hidden}").status == 404
    with pytest.raises(NotFound):
        panel_for(site, {"figure": hidden}, "")


@pytest.mark.parametrize(
    ("status", "sentence"), [("superseded", "This figure was corrected"), ("retracted", "This figure was withdrawn")]
)
def test_a_corrected_or_withdrawn_figure_keeps_its_page(look, publish, status, sentence):
    view = look(f"/figures/{publish(status=status)}")
    assert view.status == 200
    assert sentence in words(view.children)


def test_the_headline_rule_of_the_address_is_the_one_of_table_and_panel(site, look, publish):
    old = publish(value="3.9", published_on="2025-01-01", source_type="transcript")
    new = publish(value="4.1", published_on="2025-06-01")
    bold = {rule: _bold(look("/charts/turnover", f"?rule={rule}")) for rule in ("preferred", "latest", "first")}
    assert bold == {"preferred": [old], "latest": [new], "first": [old]}
    assert "Competing figure, 2024" in words(panel_for(site, {"figure": new}, ""))
    assert "Headline figure, 2024" in words(panel_for(site, {"figure": new}, "?rule=latest"))


def test_filters_narrow_the_table_and_the_downloads_repeat_them(look, publish):
    publish(basis="BB", period="2022")
    wanted = publish(basis="AA", period="2024")
    view = look("/charts/turnover", "?basis=AA&from=2023")
    assert listed(view) == [wanted]
    files = [attribute(link, "href") for link in of_type(view.children, "A") if words(link) in ("CSV", "XLSX")]
    assert set(files) == {"/charts/turnover.csv?basis=AA&from=2023", "/charts/turnover.xlsx?basis=AA&from=2023"}


def test_filters_that_fit_nothing_lead_back_to_everything(look, publish):
    publish(period="2024")
    view = look("/charts/turnover", "?from=1990&to=1991")
    assert "None of the 1 figure fits these filters." in words(view.children)
    assert "/charts/turnover" in [attribute(link, "href") for link in of_type(view.children, "A")]


def test_the_past_is_said_above_the_chart_with_what_it_leaves_out(look, publish):
    publish(value="4.1", published_on="2025-01-01")
    publish(value="3.9", published_on=None)
    view = look("/charts/turnover", "?as_of=2025-03-01")
    assert (
        "Showing what was known on 1 Mar 2025. Left out: 1 figure of which nobody knows the day. Show today’s"
    ) in words(view.children)


def test_an_unknown_indicator_names_the_nearest(look):
    view = look("/charts/turnove")
    assert view.status == 404
    assert "“turnove” is not a known indicator. Did you mean turnover" in words(view.children)


def test_a_figure_that_is_not_there_is_said_beside_the_chart(look, publish):
    publish()
    view = look("/charts/turnover", "?figure=nonsense")
    assert view.status == 200
    assert "there is no such figure" in words(view.children)


def test_whatever_the_browser_sends_for_a_panel_is_no_reason_to_fail(site):
    from dash import no_update  # noqa: PLC0415

    for nothing in (None, "", 3, [], {}, {"figure": None}, {"figure": [1]}, {"figure": ""}):
        assert panel_for(site, nothing, "") is no_update
    for unknown in ("x" * 65, "\0", "'; DROP TABLE figure; --"):
        with pytest.raises(NotFound):
            panel_for(site, {"figure": unknown}, None)


def test_a_pair_is_offered_only_where_there_are_two(look, publish):
    publish(ref_area="BB", counterpart_area="AA")
    assert not [one for one in of_type(look("/charts/turnover").children, "Select") if attribute(one, "name") == "pair"]
    publish(ref_area="CC", counterpart_area="AA", basis="CC")
    [pairs] = [one for one in of_type(look("/charts/turnover").children, "Select") if attribute(one, "name") == "pair"]
    assert words(pairs).count("–") == 2


def test_a_source_page_lists_its_figures_and_links_out_safely(look, publish):
    figure = publish(url="https://news.example/one", title="Talks", indicator="exports")
    publish(url="https://news.example/two")
    [source] = [link for link in of_type(look("/sources").children, "A") if words(link) == "Talks"]
    assert attribute(source, "rel") == "noopener noreferrer"
    addresses = [attribute(link, "href") for link in of_type(look("/sources").children, "A")]
    pages = [address for address in addresses if address.startswith("/sources/")]
    views = [look(page) for page in pages]
    [own] = [view for view in views if view.title == "Talks"]
    assert f"/figures/{figure}" in [attribute(link, "href") for link in of_type(own.children, "A")]
    assert "Cited for 1 figure" in words(own.children)


def test_the_overview_takes_the_newest_year_that_both_sides_have(look, publish):
    publish(basis="BB", period="2024", value="4.1")
    publish(basis="AA", period="2024", value="3.2")
    publish(basis="BB", period="2025", value="4.4", published_on="2026-02-01")
    cards = of_type(look("/").children, "Article")
    assert [words(card).split(" bn")[0] for card in cards] == [
        "Trade turnover 2024, Belandic statistics 4.1",
        "Trade turnover 2024, Alandic statistics 3.2",
    ]


def test_a_year_that_had_not_ended_when_it_was_stated_leads_nothing(look, publish):
    publish(basis="BB", period="2024", value="4.1")
    publish(basis="BB", period="2025", value="4.4", published_on="2025-11-26")
    [card] = of_type(look("/").children, "Article")
    assert "Trade turnover 2024" in words(card)


def test_the_overview_of_the_seed_data_has_four_cards_with_their_words(seeded):
    cards = of_type(seeded("/").children, "Article")
    assert [words(of_type(card, "H3")[0]) for card in cards] == [
        "Trade turnover 2024, Russian statistics",
        "Trade turnover 2024, Kyrgyz statistics",
        "Growth of trade turnover Jan–Sep 2025, Russian statistics",
        "Target for trade turnover",
    ]
    assert all(len(of_type(card, "Mark")) == 1 for card in cards)


def test_every_chart_of_the_seed_data_can_be_drawn(seeded):
    links = [attribute(link, "href") for link in of_type(seeded("/charts").children, "A")]
    charts = [link for link in links if link.startswith("/charts/")]
    assert len(charts) == 61
    for path in charts:
        view = seeded(path)
        assert with_attribute(view.children, "data-chart", path.removeprefix("/charts/"))
        assert "ref_area" not in words(view.children)


def test_every_page_has_one_first_heading(seeded):
    for path in ("/", "/charts", "/charts/turnover", "/mirror", "/sources", "/data", "/method", "/nowhere"):
        assert len(of_type(seeded(path).children, "H1")) == 1, path


def _bold(view) -> list[str]:
    return [
        attribute(row, "data-figure") for row in of_type(view.children, "Tr") if attribute(row, "className") == "head1"
    ]

"""`/contradictions`, and what charts, panels and the overview say of the same disputes under the same numbers."""

import pytest
from sqlalchemy import event
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

from tradedash.components.chart import FIGURES
from tradedash.domain.economy import Pair
from tradedash.pages import PAGES
from tradedash.pages.figure import panel_for
from tradedash.pages.router import Router
from tradedash.queries import verdicts
from tradedash.queries.kept import Kept
from tradedash.queries.selection import Selection

SITE = "https://ledger.example"
PATH = "/contradictions"
LATE, EARLY = "95176c125380", "2045fbe1f106"  # +15.6 % and +13.6 % for 2024


@pytest.fixture
def site(seeded_store):
    return site_of(seeded_store)


@pytest.fixture
def look(site):
    """Draw a page of the seed data."""
    return lambda path=PATH, search="": view_of(site, path, search)


@pytest.fixture
def found(seeded_store):
    with seeded_store.read() as conn:
        return verdicts.findings(conn, Selection(pair=Pair("RU", "KG")), SITE)


def articles(view):
    return [one for one in of_type(view.children, "Article") if attribute(one, "className") == "verdict"]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_page_shows_each_sentence_under_the_number_of_its_dispute(look, found):
    shown = {attribute(one, "id"): words(one) for one in articles(look())}
    assert list(shown) == [f"c{number}" for number in range(1, 13)]
    for one in found.verdicts.contradictions:
        assert one_line(one.sentence) in shown[f"c{one.dispute}"]
    for dispute in found.verdicts.disputes:
        assert one_line(dispute.advice) in shown[f"c{dispute.number}"]


def test_notes_stand_in_sections_of_their_own(look, found):
    view = look()
    headings = [words(one) for one in of_type(view.children, "H2")]
    assert headings == [
        "Possible only if a number was cut off",
        "A period was lost",
        "Printed for another period",
        "A target told as reached",
        "Less than was said before",
        "Figures that do not say whose statistics they are",
        "Statements beside releases",
        "Not weighed",
    ]
    text = words(view.children)
    for note in (*found.verdicts.notes, *found.verdicts.release_notes):
        assert one_line(note.sentence) in text
    under = [words(one) for one in of_type(view.children, "H3")]
    assert under == ["Conflicts with Russian statistics", "Fits Kyrgyz statistics", "Fits Russian statistics"]


def test_a_verdict_has_its_arithmetic_its_prints_and_the_gap_in_wash(look):
    [misprint] = [one for one in articles(look()) if attribute(one, "id") == "c3"]
    assert [words(one) for one in of_type(misprint, "Code")] == ["15.55 \u2212 13.65 = 1.9"]
    links = {attribute(link, "href") for link in of_type(misprint, "A")}
    assert {f"/figures/{LATE}", f"/figures/{EARLY}", "#c3"} <= links
    outlets = [link for link in of_type(misprint, "A") if str(attribute(link, "href")).startswith("http")]
    assert [words(link) for link in outlets][-1] == "Prime"
    [gap] = with_attribute(misprint, "className", "gap")
    assert attribute(gap, "width") > 0


def test_a_level_after_a_growth_is_written_out_as_a_quotient(look):
    [cut_off] = [one for one in articles(look()) if attribute(one, "id") == "c7"]
    assert [words(one) for one in of_type(cut_off, "Code")] == [
        "676.5395 ÷ 0.695 ≈ 973.4",
        "676.5405 ÷ 0.685 ≈ 987.7",
        "989.7975 \u2212 987.7 = 2.0975",
    ]


def test_the_filters_of_the_address_choose_and_keep_the_numbers(look):
    view = look(PATH, "?indicator=turnover_growth&basis=KG")
    assert [attribute(one, "id") for one in articles(view)] == ["c5"]
    nothing = look(PATH, "?indicator=exports&basis=RU")
    assert articles(nothing) == []
    assert "Nothing of these filters excludes each other." in words(nothing.children)


def test_an_unknown_filter_value_is_explained_and_the_rest_shown(look):
    view = look(PATH, "?indicator=turnvoer")
    assert "The address asks for indicator=turnvoer." in words(view.children)
    assert len(articles(view)) == 12


def test_as_of_a_day_what_was_said_later_is_not_there(look):
    view = look(PATH, "?as_of=2025-11-23")
    assert "15.6" not in words(articles(view))
    assert "23 Nov 2025" in words(view.children)


def test_an_empty_store_says_so(ledger):
    view = view_of(site_of(ledger), PATH)
    assert "No figures are stored yet." in words(view.children)


def test_figures_without_contradiction_are_said_to_be_so(ledger, publish):
    publish(value="4.1")
    view = view_of(site_of(ledger), PATH)
    assert "No figures exclude each other." in words(view.children)


def test_chart_page_and_panel_give_a_figure_the_same_number(site, look, found):
    assert found.verdicts.numbers[LATE] == 3
    panel = panel_for(site, {"figure": LATE}, "")
    [said] = with_attribute(panel, "data-concerns", "contradicts")
    assert f"{PATH}#c3" in [attribute(link, "href") for link in of_type(said, "A")]
    [sent] = [one for one in of_type(look("/charts/turnover_growth").children, "Store") if one.id == FIGURES]
    rings = {one["text"] for one in sent.data["wide"]["layout"]["annotations"] if one.get("name") == "dispute:3"}
    assert rings == {"3"}


def test_numbers_of_a_day_lead_to_the_page_of_that_day(site, look):
    panel = panel_for(site, {"figure": "7082666a7f61"}, "?as_of=2025-11-23")
    links = [str(attribute(link, "href")) for link in of_type(panel, "A")]
    assert f"{PATH}?as_of=2025-11-23#c1" in links
    overview = [str(attribute(link, "href")) for link in of_type(look("/", "?as_of=2025-11-23").children, "A")]
    assert f"{PATH}?as_of=2025-11-23#c1" in overview


def test_a_print_that_lost_its_period_leads_to_the_statement_it_distorts(site, found):
    lost = next(one for one in found.verdicts.contradictions if one.kind.value == "period_lost")
    panel = panel_for(site, {"figure": lost.figure_ids[0]}, "")
    [said] = with_attribute(panel, "data-concerns", "doubtful")
    assert "This print lost its period. See the statement it distorts." in words(said)
    assert f"/figures/{lost.figure_ids[1]}" in [attribute(link, "href") for link in of_type(said, "A")]
    other = panel_for(site, {"figure": lost.figure_ids[1]}, "")
    assert "This print lost its period" not in words(other)
    assert with_attribute(other, "data-concerns", "elsewhere") != []


def test_a_figure_of_unstated_basis_says_what_it_fits(site, found):
    note = next(note for note in found.verdicts.notes if note.kind.value == "fits")
    panel = panel_for(site, {"figure": note.figure_ids[0]}, "")
    [said] = with_attribute(panel, "data-concerns", "fits")
    assert one_line(note.sentence) in words(said)


def test_a_figure_in_no_verdict_has_no_section(ledger, publish):
    shown = publish(value="4.1")
    assert with_attribute(panel_for(site_of(ledger), {"figure": shown}, ""), "data-concerns") == []


def test_the_overview_lists_four_disputes_as_questions(look):
    view = look("/")
    titles = {words(link): attribute(link, "href") for link in of_type(view.children, "A")}
    asked = {text: where for text, where in titles.items() if str(where).startswith(f"{PATH}#")}
    assert asked == {
        "about, over 2 or almost 2 bn USD?": f"{PATH}#c1",
        "+17.9 or +17.4 %?": f"{PATH}#c2",
        "+15.6 or +13.6 %?": f"{PATH}#c3",
        "2.9 or over 3 bn USD?": f"{PATH}#c4",
    }
    assert titles["All 12"] == PATH


def test_a_page_of_verdicts_that_are_kept_costs_three_statements(site, look):
    look()
    seen = []
    with site.store.read() as conn:
        event.listen(conn, "before_cursor_execute", lambda *call: seen.append(call[2]))
        Router(site, PAGES).view(PATH, "", conn)
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("path", "search"),
    [("/charts/turnover", "?pair=KG-RU"), (f"/figures/{LATE}", ""), ("/charts/turnover", "?as_of=2025-11-30")],
)
def test_a_page_that_does_not_wait_for_the_verdicts_says_so_and_leads_to_them(look, monkeypatch, path, search):
    assert with_attribute(look(path, search).children, "data-unjudged", "true") == []
    monkeypatch.setattr(verdicts, "MOST_FIGURES_IN_PASSING", 1)
    monkeypatch.setattr(verdicts, "_findings", Kept(4))
    [said] = with_attribute(look(path, search).children, "data-unjudged", "true")
    clock = "&as_of=2025-11-30" if "as_of" in search else ""
    assert attribute(of_type(said, "A")[0], "href") == f"/contradictions?pair=RU-KG{clock}"
    assert "this page does not look for contradictions" in words(said)

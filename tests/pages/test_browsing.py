"""`/statements/<id>`, `/speakers` and `/outlets`: who said what, and who printed it how."""

from urllib.parse import quote

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

from tradedash.domain.errors import NotFound
from tradedash.pages import PAGES
from tradedash.pages.figure import panel_for
from tradedash.pages.router import Router
from tradedash.queries.figures import figure

SAID = {"speaker": "A. Speaker", "speaker_role": "Minister", "stated_on": "2025-11-26"}


@pytest.fixture
def look(ledger):
    """Draw a page of the ledger."""
    return lambda path, search="": view_of(site_of(ledger), path, search)


@pytest.fixture
def statement_of(ledger):
    """Return the address of the statement of a figure."""

    def address(figure_id):
        with ledger.read() as conn:
            return f"/statements/{figure(conn, figure_id, '').statement_id}"

    return address


def apart(view):
    return [words(one) for one in with_attribute(view.children, "className", "apart")]


def links(tree):
    return [attribute(link, "href") for link in of_type(tree, "A")]


def test_a_statement_shows_who_printed_it_how(look, publish, statement_of):
    first = publish(publisher="The Wire", value="2", qualifier="nearly", url="https://news.example/w", **SAID)
    publish(publisher="The Post", value="2", qualifier="nearly", **SAID)
    publish(publisher="The Echo", value="2", **SAID)
    publish(publisher="The Echo", value="2", status="draft", **SAID)
    view = look(statement_of(first))
    assert view.title == "A. Speaker, 26 Nov 2025"
    assert "Minister. 3 prints in 3 sources. 1 print differs from others." in words(view.children)
    assert [words(one) for one in of_type(view.children, "H2")] == ["Trade turnover, 2024, Belandic statistics"]
    assert "3 prints, 2 readings" in words(view.children)
    assert apart(view) == ["No hedge here; others print “almost”."]
    assert {f"/figures/{first}", "/outlets/The%20Echo", "/speakers/A.%20Speaker"} <= set(links(view.children))


def test_a_figure_leads_to_its_statement_speaker_and_outlet(ledger, publish, statement_of):
    figure_id = publish(publisher="The Wire", **SAID)
    panel = panel_for(site_of(ledger), {"figure": figure_id}, "?as_of=2025-12-01")
    for path in (statement_of(figure_id), "/speakers/A.%20Speaker", "/outlets/The%20Wire"):
        assert f"{path}?as_of=2025-12-01" in links(panel)
    assert "Who printed it how: 1 print" in words(panel)


def test_a_statement_without_a_speaker_is_its_sources_own(look, publish, statement_of):
    view = look(statement_of(publish(publisher="The Wire")))
    assert view.title == "The Wire, published 1 Jun 2025"
    assert "/outlets/The%20Wire" in links(view.children)


def test_the_clocks_of_the_address_choose_the_prints(look, publish, statement_of):
    first = publish(**SAID)
    view = look(statement_of(first), "?as_of=2025-11-25")
    assert "No figure of this statement is published, or was known then." in words(view.children)


def test_a_speaker_has_statements_by_day_newest_first(look, publish):
    publish(**{**SAID, "stated_on": "2024-05-01"})
    publish(**SAID)
    publish(value="5", **{**SAID, "speaker": "B. Other"})
    view = look("/speakers/A.%20Speaker")
    assert [words(one) for one in of_type(view.children, "H2")] == [
        "A. Speaker, 26 Nov 2025",
        "A. Speaker, 1 May 2024",
    ]
    assert "2 statements with 2 figures in 2 sources, 1 May 2024 to 26 Nov 2025." in words(view.children)
    assert "5 bn" not in words(view.children)


def test_an_outlet_shows_what_it_dropped_beside_the_other_prints(look, publish):
    publish(publisher="The Wire", value="2", qualifier="nearly", **SAID)
    publish(publisher="The Echo", value="2", **SAID)
    view = look("/outlets/The Echo")
    assert "1 figure below also stand in other sources; 1 differs" in words(view.children)
    assert apart(view) == ["No hedge here; others print “almost”."]
    assert "2 prints of this statement" in words(view.children)
    assert len(of_type(with_attribute(view.children, "className", "news")[0], "Li")) == 1


def test_a_long_list_of_statements_leads_on_to_the_older_ones(look, publish):
    for day in range(1, 28):
        publish(publisher="The Wire", **{**SAID, "stated_on": f"2025-11-{day:02}"})
    first = look("/outlets/The%20Wire")
    assert len(of_type(first.children, "H2")) == 25
    [older] = [link for link in links(first.children) if "cursor=" in link]
    second = look("/outlets/The%20Wire", "?" + older.partition("?")[2])
    assert [words(one) for one in of_type(second.children, "H2")] == [
        "A. Speaker, 2 Nov 2025",
        "A. Speaker, 1 Nov 2025",
    ]
    assert "The newest are shown." in words(look("/outlets/The%20Wire", "?cursor=nonsense").children)


@pytest.mark.parametrize("kind", ["speakers", "outlets"])
def test_the_lists_count_and_lead_on(look, publish, kind):
    publish(publisher="A/B & “C” 100%", **{**SAID, "speaker": "A/B & “C” 100%"})
    publish(publisher="Second", status="draft", **{**SAID, "speaker": "Second"})
    view = look(f"/{kind}")
    assert "Second" not in words(view.children)
    [address] = [link for link in links(view.children) if link.startswith(f"/{kind}/")]
    assert address == f"/{kind}/A%2FB%20%26%20%E2%80%9CC%E2%80%9D%20100%25"
    for path in (address, f"/{kind}/A/B & “C” 100%"):
        assert look(path).title == "A/B & “C” 100%"


@pytest.mark.parametrize("kind", ["speakers", "outlets"])
def test_an_empty_list_says_so(look, kind):
    assert f"No {kind[:-1]} is known yet." in words(look(f"/{kind}").children)


@pytest.mark.parametrize("name", ["Nobody", "%00", "%FF", "A" * 5000])
@pytest.mark.parametrize("kind", ["speakers", "outlets", "statements"])
def test_who_is_not_known_or_stands_in_drafts_alone_is_not_found(ledger, look, publish, kind, name):
    publish(publisher="Nobody", status="draft", **{**SAID, "speaker": "Nobody"})
    router = Router(site_of(ledger), PAGES)
    with pytest.raises(NotFound):
        router.is_page(f"/{kind}/{name}")
    assert look(f"/{kind}/{quote(name)}").status == 404


@pytest.mark.parametrize("path", ["/outlets/Courier", "/speakers/A.%20Speaker"])
def test_what_a_print_dropped_stands_beside_the_print_that_has_it(look, publish, path):
    publish(**SAID, publisher="Gazette", qualifier="about", as_printed="about 4.1 billion")
    publish(**SAID, publisher="Agency", qualifier="about", as_printed="about 4.1 billion, he said")
    publish(**SAID, publisher="Courier", as_printed="4.1 billion")
    changed = with_attribute(look(path).children, "className", "changed")
    assert len(changed) == 1
    (item,) = of_type(changed[0], "Li")
    told = words(item)
    assert "No hedge here; others print “about”." in told
    assert told.index("“4.1 billion”") < told.index("“about 4.1 billion")


def test_where_all_prints_say_the_same_nothing_was_dropped(look, publish):
    publish(**SAID, publisher="Gazette", as_printed="4.1 billion")
    publish(**SAID, publisher="Courier", as_printed="4.1 billion")
    assert with_attribute(look("/outlets/Courier").children, "className", "changed") == []

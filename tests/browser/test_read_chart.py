"""A reader looks at a chart, opens a mark by mouse and by keyboard, and follows it to its words."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Reader

NEAR = 24


@pytest.fixture(scope="module")
def by_id(live_server) -> dict[str, dict[str, str]]:
    """Every published figure of the served store by its id, as the API tells it."""
    import httpx  # noqa: PLC0415

    found = httpx.get(f"{live_server.url}/api/v1/figures", params={"limit": "5000"}).json()["data"]
    return {row["figure_id"]: row for row in found}


def codes(reader: Reader) -> Iterator[str]:
    """The codes of all charts that the index leads to."""
    reader.open("/charts")
    links = reader.page.locator(".index a[href^='/charts/']")
    for href in links.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        yield href.removeprefix("/charts/")


def test_every_mark_of_a_chart_opens_the_words_it_was_printed_in(reader, by_id):
    reader.page.set_viewport_size({"width": 1440, "height": 1400})
    reader.open_chart("/charts/turnover")
    script = (
        "nodes => nodes.map(node => { const box = node.getBoundingClientRect();"
        " return [node.dataset.mark, box.x + box.width / 2, box.y + box.height / 2] })"
    )
    places = reader.marks.evaluate_all(script)
    assert len(places) >= 30
    hover = reader.page.locator("[data-chart] .hovertext")
    for _, x, y in places:
        reader.page.mouse.move(2, 2)
        expect(hover).to_have_count(0)
        reader.page.mouse.move(x, y)
        expect(hover).to_be_visible()
        reader.page.mouse.down()
        reader.page.mouse.up()
        expect(reader.panel).to_be_visible()
        near = [one for one, left, top in places if abs(left - x) < NEAR and abs(top - y) < NEAR]
        same = {(by_id[one]["time_period"], by_id[one]["basis"], by_id[one]["value"]) for one in near}
        opened = by_id[reader.panel.get_attribute("data-id")]
        assert (opened["time_period"], opened["basis"], opened["value"]) in same
        expect(reader.fact("as_printed").locator("mark")).to_have_count(1)
        reader.page.keyboard.press("Escape")
        expect(reader.panel).to_have_count(0)
        reader.eventually(lambda: not reader.ringed())  # the chart is drawn anew: a click meanwhile would be lost


def test_one_mark_of_every_chart_leads_to_its_source_and_its_words(reader, by_id):
    opened = 0
    for code in list(codes(reader)):
        reader.go_to_chart(code)
        mark = reader.marks.last
        figure_id = mark.get_attribute("data-mark")
        mark.focus()
        reader.page.keyboard.press("Enter")
        expect(reader.panel).to_have_attribute("data-id", figure_id)
        row = by_id[figure_id]
        expect(reader.fact("as_printed")).to_contain_text(row["as_printed"])
        expect(reader.fact("as_printed").locator("mark")).to_have_count(1)
        source, quote = reader.fact("source").locator("a"), reader.fact("quote")
        assert source.get_attribute("href") == row["source_url"]
        assert quote.get_attribute("href") == row["quote_url"]
        for link in (source, quote):
            assert link.get_attribute("rel") == "noopener noreferrer"
        opened += 1
    assert opened >= 60


def test_the_downloaded_rows_are_the_plotted_ones_and_the_table_has_their_order(reader):
    for code in list(codes(reader)):
        reader.go_to_chart(code)
        downloaded = [row["figure_id"] for row in reader.rows(f"/charts/{code}.csv")]
        assert reader.listed() == downloaded, code
        assert sorted(reader.plotted()) == sorted(downloaded), code


def test_the_panel_takes_the_focus_and_gives_it_back(reader):
    reader.open_chart("/charts/turnover")
    mark = reader.marks.first
    figure_id = mark.get_attribute("data-mark")
    mark.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.panel).to_be_focused()
    assert reader.address == f"/charts/turnover?figure={figure_id}"
    reader.page.keyboard.press("Escape")
    expect(reader.panel).to_have_count(0)
    expect(reader.page.locator(f'[data-mark="{figure_id}"][tabindex]')).to_be_focused()
    assert reader.address == "/charts/turnover"


def test_a_mark_says_its_number_and_whose_statistics_it_rests_on(reader):
    reader.open_chart("/charts/turnover")
    label = reader.page.locator('[data-chart] .point[tabindex][aria-label^="4.1 bn USD, 2024"]').first
    assert "statistics" in label.get_attribute("aria-label")
    assert label.get_attribute("role") == "button"


def test_a_row_of_the_table_opens_the_same_panel(reader):
    reader.open_chart("/charts/turnover")
    row = reader.page.locator("table [data-figure]").nth(3)
    figure_id = row.get_attribute("data-figure")
    row.locator("button").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.panel).to_have_attribute("data-id", figure_id)
    expect(row).to_have_class(re.compile(r"\bsel\b"))
    reader.page.keyboard.press("Escape")
    expect(row.locator("button")).to_be_focused()


def test_hovering_a_mark_lights_its_row_in_the_ledger(reader):
    reader.open_chart("/charts/turnover")
    mark = reader.marks.first
    figure_id = mark.get_attribute("data-mark")
    mark.focus()
    row = reader.page.locator(f'.ledger [data-figure="{figure_id}"], .ledger [data-also~="{figure_id}"]')
    expect(row).to_have_class(re.compile(r"\blit\b"))


def test_j_and_k_walk_through_the_ledger_and_enter_opens(reader):
    reader.open_chart("/charts/turnover")
    rows = reader.page.locator(".ledger [data-figure]")
    rows.first.locator("button").focus()
    reader.page.keyboard.press("j")
    expect(rows.nth(1).locator("button")).to_be_focused()
    reader.page.keyboard.press("k")
    expect(rows.first.locator("button")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.panel).to_have_attribute("data-id", rows.first.get_attribute("data-figure"))


def test_an_address_with_a_figure_opens_it_and_rings_its_mark(reader):
    reader.open_chart("/charts/turnover")
    figure_id = reader.marks.last.get_attribute("data-mark")
    reader.open_chart(f"/charts/turnover?figure={figure_id}")
    expect(reader.panel).to_have_attribute("data-id", figure_id)
    ring = "plot => plot.data.at(-1).marker.symbol"
    assert reader.page.locator("[data-chart] .js-plotly-plot").evaluate(ring) == "circle-open"


def test_the_permanent_link_shows_the_same_figure_on_a_page_of_its_own(reader):
    reader.open_chart("/charts/turnover")
    reader.marks.last.focus()
    reader.page.keyboard.press("Enter")
    words = reader.fact("as_printed").inner_text()
    figure_id = reader.panel.get_attribute("data-id")
    reader.panel.get_by_role("link", name="Permanent link").click()
    expect(reader.page.locator("#main")).to_have_attribute("data-path", f"/figures/{figure_id}")
    expect(reader.fact("as_printed")).to_have_text(words)
    expect(reader.panel.get_by_role("button", name="Close")).to_have_count(0)


def test_the_phone_gets_a_chart_of_its_own_that_opens_too(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open_chart("/charts/turnover")
    box = reader.page.locator("[data-chart] .js-plotly-plot .main-svg").first.bounding_box()
    assert box["width"] <= 358
    ticks = reader.page.locator("[data-chart] .xtick text").all_text_contents()
    assert "’24" in [text.strip() for text in ticks]
    reader.marks.last.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.panel).to_be_in_viewport()


def test_the_keyboard_opens_a_derived_value_with_the_figures_it_follows_from(reader):
    reader.open_chart("/charts/turnover?rule=latest")
    derived = reader.page.locator('[data-chart] .point[data-follows][aria-label*="4.1 ÷ 1.136"]').first
    key = derived.get_attribute("data-follows")
    assert "bn USD" in derived.get_attribute("aria-label")
    derived.focus()
    reader.page.keyboard.press("Enter")
    panel = reader.page.locator("#panel [data-panel=derived]")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Nobody said this number: it is computed.")
    inputs = panel.locator(".inputs a")
    expect(inputs).to_have_count(2)
    assert inputs.first.get_attribute("href").endswith("?rule=latest")
    assert reader.address == "/charts/turnover?rule=latest"
    reader.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(reader.page.locator(f'[data-follows="{key}"][tabindex]')).to_be_focused()
    reader.page.keyboard.press("Enter")
    inputs.first.click()
    expect(reader.page.locator("#main")).to_have_attribute("data-path", re.compile("^/figures/"))

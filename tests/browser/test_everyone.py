"""For everyone: axe, both themes, forced colours, zoom, paper, and a keyboard that loses nothing."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.fixtures.publish import command_from
from tests.fixtures.server import PASSWORD, LiveServer
from tests.fixtures.store import opened

from tradedash.commands.figures import add_figure
from tradedash.domain.actor import CLI

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: All of axe in the light; of the dark what a theme can change. One page has its whole drawing looked at.
DRAWN = "/charts/turnover"
RULES = {
    "light": {"resultTypes": ["violations"], "runOnly": STANDARD},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
PUBLIC = [
    "/", "/charts", "/charts/turnover", "/charts/turnover?from=1950&to=1951",
    "/mirror", "/contradictions", "/compare", "/balance", "/targets", "/coverage", "/sources",
    "/speakers", "/outlets", "/search?q=turnover", "/data", "/method",
    "/login", "/no/such/page",
]  # fmt: skip
DESK = ["/enter", "/review", "/import", "/journal", "/account", "/account/tokens", "/admin/accounts"]


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    """A page that axe may be put into: the policy of the site would refuse its script."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def show(page: Page, url: str) -> None:
    """Open an address and wait until what it shows can be used."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if page.locator("[data-chart]").count():
        expect(page.locator("[data-chart] .point[tabindex]").first).to_be_attached()


def found_by_axe(page: Page, base: str, paths: list[str]) -> list[str]:
    """What axe finds on some pages, in the light and in the dark, a line each."""
    lines = []
    for path in paths:
        page.emulate_media(color_scheme="light")
        show(page, f"{base}{path}")
        for theme, rules in RULES.items():
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            context = None if path == DRAWN else {"exclude": [".plot"]}
            for broken in Axe().run(page, context, rules).response["violations"]:
                lines += [f"{path} {theme} {broken['id']}: {node['html'][:200]}" for node in broken["nodes"]]
    return lines


def about_one_figure(server: LiveServer) -> list[str]:
    """The pages that are about one figure, its source, its statement, its speaker and its outlet."""
    query = "indicator=turnover&basis=RU&limit=1"
    row = httpx.get(f"{server.url}/api/v1/figures?{query}").json()["data"][0]
    speaker, outlet, statement = (quote(row[name], safe="") for name in ("speaker", "source_publisher", "statement_id"))
    one = f"/figures/{row['figure_id']}"
    return [
        one, f"{one}/history", f"{one}/report", f"/charts/turnover?figure={row['figure_id']}",
        f"/sources/{row['source_id']}", f"/statements/{statement}", f"/speakers/{speaker}", f"/outlets/{outlet}",
    ]  # fmt: skip


def test_axe_finds_nothing_on_any_public_page_in_either_theme(screen, live_server):
    assert found_by_axe(screen, live_server.url, [*PUBLIC, *about_one_figure(live_server)]) == []


def test_axe_finds_nothing_at_the_desk_in_either_theme(screen, live_server):
    live_server.add_user("olga", "admin")
    facts = {"status": "in_review", "ref_area": "RU", "counterpart_area": "KG", "basis": "RU", "indicator": "turnover"}
    with opened(live_server.database_url) as store, store.write() as conn:
        waiting = add_figure(conn, command_from(facts), CLI)
    screen.goto(f"{live_server.url}/login")
    screen.get_by_label("Name").fill("olga")
    screen.get_by_label("Password").fill(PASSWORD)
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("navigation", name="Desk")).to_be_visible()
    published = about_one_figure(live_server)[0]
    assert found_by_axe(screen, live_server.url, [*DESK, f"/review/{waiting}", f"{published}/correct"]) == []


def test_a_chart_says_what_it_shows_and_the_keyboard_reaches_every_figure_of_its_table(reader):
    reader.open_chart("/charts/turnover")
    told = reader.page.locator("[data-chart] > p.unseen").inner_text()
    assert told.startswith(
        "Trade turnover, chart. Trade turnover 2024: 4.1 bn USD in Russian statistics, 3.2 bn in Kyrgyz."
    )
    assert "58 figures, 2006–2025" in told
    assert sorted(reader.plotted()) == sorted(reader.listed())
    places = "nodes => [...new Set(nodes.map(node => node.getAttribute('transform')))].sort()"
    every = reader.page.locator("[data-chart] .point[data-mark]").evaluate_all(places)
    assert reader.marks.evaluate_all(places) == every
    reader.marks.first.focus()
    assert reader.page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_an_update_leaves_the_focus_where_it_was(reader):
    reader.open_chart("/charts/turnover")
    box = reader.page.get_by_role("checkbox", name="Unstated")
    box.focus()
    reader.page.keyboard.press("Space")
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?basis=RU&basis=KG")
    expect(box).to_be_focused()
    rule = reader.page.get_by_label("Headline rule")
    rule.focus()
    rule.select_option("latest")
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?basis=RU&basis=KG&rule=latest")
    expect(rule).to_be_focused()


def test_neither_a_small_phone_nor_a_zoom_of_200_percent_scrolls_sideways(reader):
    for path in [*PUBLIC[4:13], *about_one_figure(reader.site)]:
        reader.page.set_viewport_size({"width": 320, "height": 800})
        reader.page.goto(f"{reader.site.url}{path}")
        expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
        for width in (320, 360, 640):
            reader.page.set_viewport_size({"width": width, "height": 800})
            assert reader.page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_forced_colours_keep_marks_visible_and_motion_is_none(browser, live_server):
    context = browser.new_context(forced_colors="active", reduced_motion="reduce", color_scheme="dark")
    page = context.new_page()
    show(page, f"{live_server.url}/charts/turnover")
    assert page.locator(".plot").evaluate("node => getComputedStyle(node).forcedColorAdjust") == "none"
    paper = page.locator("[data-chart] .main-svg").first.evaluate("node => getComputedStyle(node).backgroundColor")
    mark = page.locator("[data-chart] .point[data-mark]").last.evaluate("node => getComputedStyle(node).fill")
    assert (paper, mark != paper) == ("rgb(20, 22, 26)", True)
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_paper_gets_light_colours_no_controls_and_addresses_after_links(browser, live_server):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    show(page, f"{live_server.url}/charts/turnover")
    remember = "window.onPaper = document.querySelector('.main-svg').style.background"
    page.evaluate(f"addEventListener('beforeprint', () => {{ {remember}; }})")
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    assert page.evaluate("window.onPaper") == "rgb(253, 252, 249)"
    expect(page.locator("[data-chart] .main-svg").first).to_have_css("background-color", "rgb(20, 22, 26)")
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    for gone in ("nav[aria-label=Main]", ".filters", ".actions"):
        expect(page.locator(gone).first).to_be_hidden()
    address = "node => getComputedStyle(node, '::after').content"
    assert "http" in page.locator("main a[href^=http]").first.evaluate(address)
    assert page.locator(".chart").evaluate("node => getComputedStyle(node).breakInside") == "avoid"
    context.close()

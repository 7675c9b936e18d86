"""The first answer of a page: whole without script, and taken over by the live page without a second request."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Reader

PAGES = [
    "/",
    "/charts",
    "/charts/turnover",
    "/charts/exports",
    "/mirror",
    "/contradictions",
    "/sources",
    "/data",
    "/method",
]
#: Of 255 levels of a colour.
EDGE = 24
COUNTED = ["table tr", "[data-figure]", "a[href]", "form [name]", "h1, h2, h3", "main svg"]


@pytest.fixture(params=[390, 1440])
def plain(browser: Browser, live_server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab with scripts off, on a phone and on a desk."""
    size = {"width": request.param, "height": 900}
    context = browser.new_context(java_script_enabled=False, viewport=size, base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_without_script_the_numbers_of_a_chart_can_be_read(plain):
    plain.goto("/charts/turnover")
    expect(plain).to_have_title("Trade turnover · tradedash")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("2024")
    expect(plain.locator("table [data-figure]")).to_have_count(58)
    expect(plain.locator("table[data-figures]")).to_contain_text("4.1")
    expect(plain.locator("main noscript p")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/charts/turnover", "/mirror"])
def test_without_script_a_chart_is_a_picture_that_fits(plain, path):
    plain.goto(path)
    picture = plain.locator("[data-chart] .meanwhile svg:visible")
    expect(picture).to_have_count(1)
    place = plain.locator("[data-chart] .plot").bounding_box()
    assert picture.bounding_box() == place
    assert picture.locator("text").count() > 10
    assert f"{place['width']:.0f}" == picture.get_attribute("width")


def test_without_script_every_button_does_something(plain):
    figure = plain.request.get("/api/v1/figures?indicator=turnover&limit=1").json()["data"][0]
    for path in (*PAGES, f"/figures/{figure['figure_id']}"):
        assert plain.goto(path).status == 200
        expect(plain.get_by_role("heading", level=1)).to_be_visible()
        idle = plain.locator("button:visible").evaluate_all(
            "all => all.filter(one => one.type !== 'submit' || !one.form)"
        )
        assert idle == [], path
        expect(plain.get_by_text("Loading...")).to_have_count(0)


def test_without_script_a_row_leads_to_its_figure_and_closing_leads_back(plain):
    plain.goto("/charts/turnover?basis=RU")
    row = plain.locator("table [data-figure]").first
    figure_id = row.get_attribute("data-figure")
    row.get_by_role("button").click()
    assert plain.url.partition("?")[0].endswith(f"/figures/{figure_id}")
    expect(plain.locator('[data-field="as_printed"]')).to_be_visible()
    plain.goto(f"/charts/turnover?basis=RU&figure={figure_id}")
    plain.locator('[data-panel="figure"]').get_by_role("button", name="Close").click()
    assert plain.url.endswith("/charts/turnover?basis=RU")
    expect(plain.locator('[data-panel="figure"]')).to_have_count(0)


def test_without_script_links_lead_on_and_sources_can_be_followed(plain):
    plain.goto("/charts")
    plain.locator("main a[href='/charts/turnover']").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("2024")
    source = plain.locator("table [data-figure] a[href^='http']").first
    assert source.get_attribute("rel") == "noopener noreferrer"


def test_without_script_the_filters_are_a_form(plain):
    plain.goto("/charts/turnover")
    plain.get_by_role("checkbox", name="Unstated").uncheck()
    plain.locator("select[name='from']").select_option("2022")
    plain.get_by_role("button", name="Show").click()
    assert "basis=RU&basis=KG&from=2022" in plain.url
    expect(plain.get_by_role("checkbox", name="Unstated")).not_to_be_checked()
    expect(plain.locator("select[name='from']")).to_have_value("2022")
    assert 0 < plain.locator("table [data-figure]").count() < 58


def test_without_script_the_rows_can_be_downloaded(plain):
    plain.goto("/charts/turnover?basis=RU")
    with plain.expect_download() as found:
        plain.get_by_role("link", name="CSV").click()
    lines = found.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == plain.locator("table [data-figure]").count()


def test_without_script_the_address_may_ask_for_a_theme(plain):
    plain.goto("/charts/turnover?theme=dark")
    expect(plain.locator("html")).to_have_css("background-color", "rgb(20, 22, 26)")


def test_the_head_says_what_the_page_is(plain, live_server):
    plain.goto("/charts/turnover?basis=RU&pair=RU-KG&theme=dark")
    description = plain.locator("meta[name='description']").get_attribute("content")
    assert description.startswith("Trade turnover: 4.1 bn USD, 2024.")
    canonical = plain.locator("link[rel='canonical']").get_attribute("href")
    assert canonical == f"{live_server.url}/charts/turnover?pair=RU-KG"


def test_nothing_is_asked_of_dash_before_the_reader_does_anything(reader):
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        reader.open(path)
        reader.page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search("/_dash-(layout|dependencies|update-component)", url)] == []


@pytest.mark.parametrize("path", PAGES)
def test_the_first_page_and_the_live_one_are_the_same(reader, browser, live_server, path):
    context = browser.new_context(java_script_enabled=False, viewport=reader.page.viewport_size)
    first = context.new_page()
    first.goto(f"{live_server.url}{path}")
    reader.open(path)
    for selector in COUNTED:
        # What Plotly draws is the chart's own.
        counted = f":is({selector}):not(.plot *)"
        assert first.locator(counted).count() == reader.page.locator(counted).count(), selector
    for part in ("header", "#main h1", "#main .head", "table", ".ledger", "footer"):
        assert first.locator(part).all_text_contents() == reader.page.locator(part).all_text_contents(), part
    context.close()


def test_nobody_ever_meets_both_pages_at_once(reader):
    reader.page.add_init_script(
        "window.met = []; setInterval(() => met.push(document.querySelectorAll('main').length), 1)"
    )
    reader.open_chart("/charts/turnover")
    assert set(reader.page.evaluate("met.slice(met.indexOf(1))")) == {1}


def held_back(reader):
    """Open a chart whose live page waits until the returned function is called."""
    waiting = []
    reader.page.route("**/dash_html_components*", lambda route: waiting.append(route))  # noqa: PLW0108 - a method of a list takes no mark
    reader.page.goto(f"{reader.site.url}/charts/turnover", wait_until="commit")
    expect(reader.page.locator("#pre footer")).to_be_visible()
    reader.eventually(lambda: bool(waiting))
    return lambda: [route.continue_() for route in waiting]


def test_the_focus_stays_where_it_is(reader):
    go_on = held_back(reader)
    link = reader.page.get_by_role("link", name="XLSX")
    link.focus()
    go_on()
    expect(reader.page.locator("#pre")).to_have_count(0)
    expect(link).to_be_focused()


def test_a_filter_that_is_set_early_is_not_lost(reader):
    go_on = held_back(reader)
    reader.page.get_by_role("checkbox", name="Unstated").uncheck()
    go_on()
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?basis=RU&basis=KG")
    expect(reader.page.get_by_role("checkbox", name="Unstated")).not_to_be_checked()


@pytest.mark.parametrize(("size", "theme"), [((1440, 900), "light"), ((390, 844), "dark")])
def test_nothing_flashes_when_the_live_page_takes_over(browser, live_server, size, theme):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    reader = Reader(context.new_page(), live_server)
    go_on = held_back(reader)
    plot = reader.page.locator("[data-chart] .plot")
    plot.scroll_into_view_if_needed()
    before = pixels(reader)
    go_on()
    expect(reader.page.locator("#pre, .meanwhile")).to_have_count(0)
    expect(reader.marks.first).to_be_attached()
    assert seen_to_change(before, pixels(reader)) <= size[0] * size[1] / 1000
    context.close()


def pixels(reader: Reader) -> Image.Image:
    return Image.open(BytesIO(reader.page.screenshot())).convert("RGB")


def seen_to_change(before: Image.Image, after: Image.Image) -> int:
    """How many pixels differ by more than the edge of a line that is smoothed otherwise."""
    channels = ImageChops.difference(before, after).split()
    most = ImageChops.lighter(ImageChops.lighter(*channels[:2]), channels[2])
    return sum(most.histogram()[EDGE:])


def test_the_page_does_not_move_when_the_live_one_takes_over(reader):
    go_on = held_back(reader)
    before = reader.page.locator("table").first.bounding_box()
    go_on()
    expect(reader.page.locator("#pre")).to_have_count(0)
    assert reader.page.locator("table").first.bounding_box() == before

"""A reader walks through the public pages: links, filters, Back, themes, widths."""

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.conftest import Reader

LIGHT_PAPER, DARK_PAPER = "rgb(253, 252, 249)", "rgb(20, 22, 26)"
PAGES = ["/", "/charts", "/charts/turnover", "/charts/exports", "/sources", "/data", "/method", "/nowhere/at/all"]


def box(reader: Reader, basis: str) -> Locator:
    """The box of a basis in the filter bar."""
    return reader.page.get_by_role("checkbox", name=basis)


def test_links_change_the_page_without_a_reload_and_back_returns(reader):
    reader.open("/")
    reader.page.evaluate("window.stillHere = true")
    for name, path in (("Charts", "/charts"), ("Sources", "/sources"), ("Method", "/method")):
        reader.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        expect(reader.page.locator("#main")).to_have_attribute("data-path", path)
        expect(reader.page.locator('nav [aria-current="page"]')).to_have_text(name)
        expect(reader.page).to_have_title(f"{name} · tradedash")
    reader.page.go_back()
    expect(reader.page.locator("#main")).to_have_attribute("data-path", "/sources")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Sources")
    assert reader.page.evaluate("window.stillHere") is True


def test_a_link_puts_the_focus_at_the_start_of_the_new_page(reader):
    reader.open("/")
    reader.page.get_by_role("navigation").get_by_role("link", name="Data", exact=True).click()
    expect(reader.page.locator("#main")).to_be_focused()


def test_filters_change_the_address_and_back_changes_the_filters(reader):
    reader.open_chart("/charts/turnover")
    all_rows = reader.page.locator("table [data-figure]").count()
    unstated = box(reader, "Unstated")
    unstated.uncheck()
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?basis=RU&basis=KG")
    assert reader.page.locator("table [data-figure]").count() < all_rows
    reader.page.locator("select[name='from']").select_option("2022")
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?basis=RU&basis=KG&from=2022")
    reader.page.go_back()
    expect(reader.page.locator("select[name='from']")).to_have_value("")
    expect(unstated).not_to_be_checked()
    reader.page.go_back()
    expect(unstated).to_be_checked()
    expect(reader.page.locator("table [data-figure]")).to_have_count(all_rows)


def test_no_box_ticked_is_the_same_as_all(reader):
    reader.open_chart("/charts/turnover?basis=RU")
    box(reader, "Russian").uncheck()
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "")
    expect(box(reader, "Russian")).to_be_checked()
    expect(box(reader, "Kyrgyz")).to_be_checked()


def test_a_copied_address_restores_the_view_and_its_downloads(reader):
    address = "/charts/turnover?basis=RU&from=2021&rule=latest"
    reader.open_chart(address)
    expect(reader.page.get_by_label("Headline rule")).to_have_value("latest")
    download = reader.page.get_by_role("link", name="CSV").get_attribute("href")
    assert [row["figure_id"] for row in reader.rows(download)] == reader.listed()


def test_reload_back_and_forward_restore_every_view(reader):
    addresses = [
        "/charts/turnover?basis=RU&from=2021&rule=latest&theme=dark",
        "/compare?a=turnover&b=exports&from=2015",
        "/sources?q=news&language=ru",
        "/search?q=4.1&basis=RU",
        "/balance?from=2015&to=2020",
        "/coverage?basis=KG",
        "/targets?as_of=2024-01-01",
    ]
    shown = []
    for address in addresses:
        reader.open(address)
        shown.append(reader.page.locator("#main h1").inner_text())
        reader.page.reload()
        expect(reader.page.locator("#main h1")).to_have_text(shown[-1])
        assert reader.address == address
    for address, title in list(zip(addresses, shown, strict=True))[-2::-1]:
        reader.page.go_back()
        expect(reader.page.locator("#main h1")).to_have_text(title)
        assert reader.address == address
    reader.page.go_forward()
    expect(reader.page.locator("#main h1")).to_have_text(shown[1])
    assert reader.address == addresses[1]


def test_a_bad_value_is_named_and_the_rest_is_shown(reader):
    reader.open_chart("/charts/turnover?basis=XX&rule=first&rule=latest&colour=red")
    notice = reader.page.locator(".notice:not([hidden])")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("“basis” has no value “XX”. Use RU, KG, EEC, IMF or unstated.")
    expect(reader.page.get_by_label("Headline rule")).to_have_value("first")


def test_filters_that_fit_nothing_say_so_and_lead_out(reader):
    reader.open("/charts/turnover?from=1950&to=1951")
    expect(reader.page.locator(".empty")).to_contain_text("None of the 58 figures fits these filters.")
    reader.page.get_by_role("link", name="Show all of them").click()
    expect(reader.marks.first).to_be_attached()


def test_the_theme_repaints_the_chart_and_is_remembered(reader):
    reader.page.emulate_media(color_scheme="light")
    reader.open_chart("/charts/turnover")
    paper = reader.page.locator("[data-chart] .main-svg").first
    expect(paper).to_have_css("background-color", LIGHT_PAPER)
    reader.page.get_by_role("button", name="Theme").click()
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(paper).to_have_css("background-color", DARK_PAPER)
    reader.open_chart("/charts/turnover")
    expect(paper).to_have_css("background-color", DARK_PAPER)


def test_without_a_choice_the_theme_follows_the_system(reader):
    reader.page.emulate_media(color_scheme="dark")
    reader.open_chart("/charts/turnover")
    paper = reader.page.locator("[data-chart] .main-svg").first
    expect(paper).to_have_css("background-color", DARK_PAPER)


def test_the_address_may_ask_for_a_theme(reader):
    reader.page.emulate_media(color_scheme="light")
    reader.open_chart("/charts/turnover?theme=dark")
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_theme_in_the_address_goes_along_and_the_switch_writes_it_there(reader):
    reader.page.emulate_media(color_scheme="light")
    reader.open("/charts?theme=dark")
    reader.page.get_by_role("navigation").get_by_role("link", name="Method", exact=True).click()
    expect(reader.page.locator("#main")).to_have_attribute("data-path", "/method")
    assert reader.address == "/method?theme=dark"
    reader.page.get_by_role("button", name="Theme").click()
    expect(reader.page.locator("#main")).to_have_attribute("data-search", "?theme=light")
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "light")
    reader.page.go_back()
    expect(reader.page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("width", [360, 390, 820, 1440])
def test_no_page_scrolls_sideways(reader, width):
    reader.page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES[:-1]:
        reader.open(path)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == width, path


def test_on_a_phone_everything_that_is_pressed_is_large_enough(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open_chart("/charts/turnover")
    script = (
        "nodes => nodes.filter(node => node.offsetParent && node.getBoundingClientRect().height < 44)"
        ".map(node => node.outerHTML.slice(0, 80))"
    )
    pressed = "select, button:not(.open), nav a, .actions a, summary, .choices label"
    assert reader.page.locator(pressed).evaluate_all(script) == []


def test_the_overview_leads_with_both_sides_newest_common_year(reader):
    reader.open_chart("/")
    cards = reader.page.locator(".card")
    expect(cards.nth(0)).to_contain_text("Trade turnover 2024, Russian statistics")
    expect(cards.nth(0).locator(".num")).to_have_text("4.1 bn USD")
    expect(cards.nth(1)).to_contain_text("Trade turnover 2024, Kyrgyz statistics")
    expect(cards.nth(1).locator(".num")).to_have_text("3.2 bn USD")


def test_an_unknown_address_is_answered_with_404_and_ways_out(reader):
    answer = reader.page.goto(f"{reader.site.url}/charts/turnove")
    assert answer is not None
    assert answer.status == 404
    expect(reader.page.get_by_role("main")).to_contain_text("Did you mean turnover")
    expect(reader.page.get_by_role("main").get_by_role("link", name="Overview")).to_be_visible()
    reader.complaints.clear()  # the browser itself reports the 404 on its console


def test_a_link_that_leads_nowhere_is_answered_with_ways_out(reader):
    reader.open("/")
    reader.page.evaluate("window.tradedashGo('/charts/turnove')")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Nothing is here")
    expect(reader.page.locator(".empty")).to_contain_text("Did you mean turnover")


def test_a_source_lists_what_it_was_cited_for(reader):
    reader.open("/sources")
    link = reader.page.locator("table a[href^='/sources/']").first
    number = int(link.inner_text().split()[0])
    link.click()
    expect(reader.page.get_by_role("heading", level=2)).to_have_text(f"Cited for {number} figures")
    expect(reader.page.locator(".news li")).to_have_count(number)


def test_a_mark_on_the_overview_leads_into_its_chart(reader):
    reader.open_chart("/")
    mark = reader.marks.last
    figure_id = mark.get_attribute("data-mark")
    mark.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#main")).to_have_attribute("data-path", "/charts/turnover")
    expect(reader.panel).to_have_attribute("data-id", figure_id)


def test_the_marks_can_be_skipped(reader):
    reader.open_chart("/charts/turnover")
    reader.page.get_by_role("link", name="Skip the marks").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#below-the-marks")).to_be_focused()


def test_a_store_that_is_lost_is_said_and_the_chart_stays(reader):
    reader.open_chart("/charts/turnover")
    sentence = "The figures are unavailable for the moment. Nothing was saved; please try again."
    reader.page.route("**/_dash-update-component*", lambda route: route.fulfill(status=503, body=sentence))
    reader.marks.last.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#notice")).to_have_text(sentence)
    expect(reader.marks.first).to_be_attached()
    reader.complaints.clear()  # the browser itself logs the 503

"""An analyst logs in, adds a figure with the keyboard alone, and finds it on the chart page."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect
from tests.fixtures.server import LiveServer

ADDRESS = "https://news.example/bishkek-talks"
PHRASE = "auf Rekordniveau von 4,17 Mrd. USD"


@pytest.fixture
def server(serve: Callable[[], AbstractContextManager[LiveServer]]) -> Iterator[LiveServer]:
    with serve() as server:
        yield server


def log_in(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/enter")
    page.get_by_label("Name").fill(server.name)
    page.get_by_label("Password").fill(server.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/enter")


def type_into(page: Page, label: str, text: str) -> None:
    """Press Tab until the field has the focus, then type as a person does."""
    target = page.get_by_label(label, exact=True)
    for _ in range(60):
        if target.evaluate("field => field === document.activeElement"):
            page.keyboard.type(text)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach “{label}”")


def tick(page: Page, label: str) -> None:
    box = page.get_by_label(label, exact=True)
    for _ in range(60):
        if box.evaluate("field => field === document.activeElement"):
            page.keyboard.press("Space")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach “{label}”")


def fill_in(page: Page) -> None:
    type_into(page, "Address", ADDRESS)
    type_into(page, "Publisher", "News Example")
    type_into(page, "Language of the article", "German")
    type_into(page, "Phrase, exactly as printed", PHRASE)
    type_into(page, "Value as printed", "4,17")
    type_into(page, "Multiplier", "billion")
    type_into(page, "Unit", "USD")
    tick(page, "record")
    type_into(page, "Indicator", "Trade turnover")
    type_into(page, "Period", "2024")


def test_a_figure_entered_by_keyboard_stands_on_its_chart_at_once(page: Page, server: LiveServer):
    log_in(page, server)
    fill_in(page)
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose one. The speaker’s country is not the basis.")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Phrase, exactly as printed")).to_have_value(PHRASE)
    tick(page, "Russian")
    type_into(page, "Speaker (if one is named)", "Vladimir Putin")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/charts/turnover\?pair=RU-KG&figure=[0-9a-f]{12}$"))
    panel = page.locator('[data-panel="figure"]')
    expect(panel.locator('[data-field="as_printed"]')).to_contain_text(PHRASE)
    expect(panel.locator('[data-field="speaker"]')).to_contain_text("Putin")
    expect(panel.get_by_role("link", name="News Example", exact=True)).to_have_attribute("href", ADDRESS)
    expect(page.get_by_role("table").get_by_text(PHRASE)).to_be_visible()


def test_the_form_works_without_scripts(server: LiveServer, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, server)
    page.get_by_role("button", name="Send to review").click()
    expect(page.get_by_role("alert")).to_contain_text("9 things to put right")
    context.close()


def test_on_a_phone_fields_are_large_enough_to_touch_and_nothing_scrolls_sideways(page: Page, server: LiveServer):
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(page, server)
    heights = page.locator(".fld input:not([type=checkbox]):not([type=radio]), .fld select").evaluate_all(
        "fields => fields.map(field => field.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

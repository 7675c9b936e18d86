"""The whole path with the keyboard alone: an analyst enters figures, a reviewer publishes one, a chart shows it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.entering import Typist, log_in
from tests.fixtures.server import LiveServer

ADDRESS = "https://news.example/bishkek-talks"
PHRASE = "auf Rekordniveau von 4,17 Mrd. USD"
#: A new article of an outlet that the ledger knows.
ARTICLE = "https://de.fergana.ru/news/200001"
PUTIN = {"speaker": "Vladimir Putin", "speaker_role": "President of Russia", "stated_on": "2025-11-26", "basis": "RU"}
JAPAROV = {
    "speaker": "Sadyr Japarov", "speaker_role": "President of Kyrgyzstan", "stated_on": "2025-11-26", "basis": "KG",
}  # fmt: skip
COMPANIES = "habe sich die Anzahl russischer Unternehmen im Land bis 2025 verdreifacht"
TRADE = "Im letzten Jahr sei der Handelsumsatz um 13,6 % auf Rekordniveau von 4,1 Mrd. USD"
#: The seven figures of the article that this project started from, as somebody reads them.
SEVEN: list[dict[str, str]] = [
    {"as_printed": f"{COMPANIES} – auf 1800", "obs_value": "1800", "indicator": "company_count", "direction": "RU-KG",
     "time_period": "2025", **JAPAROV},
    {"as_printed": COMPANIES, "obs_value": "3", "indicator": "company_count_growth_factor", "time_period": "2025",
     "comparison_basis": "unstated"},
    {"as_printed": "dessen Investitionen in dieses Land etwa 2 Mrd. USD überschritten hätten", "obs_value": "2",
     "indicator": "investment_stock", "time_period": "2025-11-26", **PUTIN},
    {"as_printed": TRADE, "obs_value": "13,6", "indicator": "turnover_growth", "time_period": "2024"},
    {"as_printed": TRADE, "obs_value": "4,1", "indicator": "turnover", "time_period": "2024"},
    {"as_printed": "von Januar bis September dieses Jahres habe er weitere 17 % zugelegt", "obs_value": "17",
     "indicator": "turnover_growth", "time_period": "2025-01/2025-09"},
    {"as_printed": "Etwa 97 % aller Zahlungen würden in nationalen Währungen abgewickelt", "obs_value": "97",
     "indicator": "national_currency_share", "time_period": "2025-11-26"},
]  # fmt: skip
#: Keys for all seven, phrases typed out letter by letter: a minute each at five keys a second would be 2,100.
MOST_KEYS = 1_100


@pytest.fixture
def server(serve: Callable[[], AbstractContextManager[LiveServer]]) -> Iterator[LiveServer]:
    with serve() as server:
        yield server


def wait_for_proposals(page: Page) -> None:
    """Wait until the form has answered what is typed."""
    expect(page.locator("#live")).to_have_attribute("aria-busy", "false")


def enter(typist: Typist, figure: dict[str, str]) -> None:
    """Fill in a figure in the order of the form; what is proposed rightly is left alone."""
    for name in ("source_url", "as_printed", "obs_value", "indicator", "direction", "time_period", "comparison_basis",
                 "basis", "speaker", "stated_on", "speaker_role"):  # fmt: skip
        if name in figure:
            typist.fill(name, figure[name])
        if name in ("as_printed", "obs_value"):
            wait_for_proposals(typist.page)


def test_seven_figures_are_entered_by_keyboard_with_few_keys(page: Page, server: LiveServer):
    log_in(page, server)
    typist = Typist(page)
    for number, figure in enumerate(SEVEN):
        enter(typist, {"source_url": ARTICLE, **figure} if number == 0 else figure)
        typist.go("send")
        while page.evaluate("document.activeElement.value") != "another":
            typist.press("Tab")
        typist.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
        page.wait_for_url(re.compile(r"after="))
        expect(page.get_by_label("Phrase, exactly as printed")).to_be_focused()
        expect(page.get_by_label("Phrase, exactly as printed")).to_have_value("")
    assert typist.keys <= MOST_KEYS


def test_a_figure_entered_by_keyboard_stands_on_its_chart_once_a_second_person_has_looked(
    page: Page, server: LiveServer, browser: Browser
):
    log_in(page, server)
    typist = Typist(page)
    for name, value in {"source_url": ADDRESS, "source_publisher": "News Example", "language": "de"}.items():
        typist.fill(name, value)
    typist.fill("as_printed", PHRASE)
    wait_for_proposals(page)
    typist.fill("indicator", "turnover")
    typist.fill("time_period", "2024")
    typist.press("Control+Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose one. The speaker’s country is not the basis.")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Phrase, exactly as printed")).to_have_value(PHRASE)
    typist.fill("basis", "RU")
    typist.fill("speaker", "Vladimir Putin")
    typist.press("Control+Enter")
    expect(summary).to_contain_text("send it again if it is as printed")
    typist.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/review/[0-9a-f]{12}$"))
    figure_id = page.url.rsplit("/", 1)[1]

    server.add_user("rita", "reviewer")
    second = browser.new_context().new_page()
    log_in(second, server, "rita")
    second.goto(page.url)
    second.get_by_role("button", name="Approve and publish").press("Enter")
    second.wait_for_url(re.compile(r"/review"))
    second.goto(f"{server.url}/charts/turnover?pair=RU-KG&figure={figure_id}")
    panel = second.locator('[data-panel="figure"]')
    expect(panel.locator('[data-field="as_printed"]')).to_contain_text(PHRASE)
    expect(panel.locator('[data-field="speaker"]')).to_contain_text("Putin")
    expect(panel.get_by_role("link", name="News Example", exact=True)).to_have_attribute("href", ADDRESS)
    expect(second.get_by_role("table").get_by_text(PHRASE)).to_be_visible()


def test_the_form_works_without_scripts(server: LiveServer, browser: Browser):
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

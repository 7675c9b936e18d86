"""The form helps while it is typed, forgets nothing, and says what it refuses: with a script, and without one."""

import json

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.entering import Typist, log_in
from tests.fixtures.server import LiveServer

NEW = "https://de.fergana.ru/news/200001"
PHRASE = "von Januar bis September 2025 über 1,8 Mrd. USD Handelsumsatz"
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('tradedash-entry:'))"


@pytest.fixture
def typist(page: Page, live_server: LiveServer) -> Typist:
    log_in(page, live_server)
    return Typist(page)


def field(page: Page, name: str) -> Locator:
    return page.locator(f'#entry [name="{name}"]').first


def phrase(page: Page) -> Locator:
    return page.get_by_label("Phrase, exactly as printed")


def wait_until_kept(page: Page, text: str) -> None:
    """Wait until this browser keeps a text: the policy of the site lets no test evaluate by itself in the page."""
    for _ in range(100):
        if text in json.dumps(page.evaluate(KEPT), ensure_ascii=False):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"“{text}” is not kept")


def wait_until_reachable(page: Page) -> None:
    """A browser that comes back on line may need a moment."""
    for _ in range(100):
        if page.evaluate("fetch('/healthz').then(answer => answer.ok, () => false)"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the site cannot be reached")


def test_fields_are_proposed_from_the_phrase_marked_and_stay_editable(typist: Typist):
    page = typist.page
    typist.fill("source_url", NEW)
    typist.fill("as_printed", PHRASE)
    expect(field(page, "obs_value")).to_have_value("1,8")
    expect(field(page, "time_period")).to_have_value("2025-01/2025-09")
    expect(field(page, "source_publisher")).to_have_value("Fergana")
    expect(page.get_by_label("over", exact=True)).to_be_checked()
    expect(page.locator("#time_period-from")).to_have_text("Proposed. The phrase says “von Januar bis September 2025”.")
    expect(page.locator("#live")).to_contain_text("above 1.8")
    expect(page.locator("#live mark")).to_have_text("1,8 Mrd. USD")
    typist.go("time_period")
    typist.press("Control+A")
    typist.type("2025")
    expect(page.locator("#time_period-from")).to_have_count(0)
    phrase(page).fill("über 1,9 Mrd. USD")
    expect(field(page, "obs_value")).to_have_value("1,9")
    expect(field(page, "time_period")).to_have_value("2025")


def test_a_proposal_goes_with_the_words_that_it_rests_on(typist: Typist):
    page = typist.page
    typist.fill("source_url", NEW)
    typist.fill("as_printed", PHRASE)
    expect(field(page, "time_period")).to_have_value("2025-01/2025-09")
    phrase(page).fill("der Handelsumsatz wuchs")
    expect(field(page, "time_period")).to_have_value("")
    expect(field(page, "obs_value")).to_have_value("")
    expect(page.locator(".fld.proposed [name=obs_value]")).to_have_count(0)


def test_a_variant_of_a_known_address_is_known_while_it_is_typed(typist: Typist):
    typist.fill("source_url", "https://amp.de.fergana.ru/news/143283?utm_source=feed")
    expect(typist.page.locator("#source_url-hint")).to_contain_text("Known source: Fergana")


def test_what_was_typed_survives_a_closed_tab_and_is_offered(page: Page, live_server: LiveServer):
    log_in(page, live_server)
    page.get_by_label("Address").fill(NEW)
    phrase(page).fill(PHRASE)
    page.get_by_label("Note (may be left out)").fill("half done")
    wait_until_kept(page, "half done")
    other = page.context.new_page()
    page.close(run_before_unload=False)
    other.goto(f"{live_server.url}/enter")
    offer = other.locator(".notice.kept").first
    expect(offer).to_contain_text("Not sent: what you typed on")
    offer.get_by_role("button", name="Restore").click()
    expect(phrase(other)).to_have_value(PHRASE)
    expect(other.get_by_label("Note (may be left out)")).to_have_value("half done")
    expect(field(other, "obs_value")).to_have_value("1,8")


def test_what_is_discarded_is_gone(page: Page, live_server: LiveServer):
    log_in(page, live_server)
    phrase(page).fill(PHRASE)
    wait_until_kept(page, PHRASE)
    page.reload()
    page.get_by_role("button", name="Discard").click()
    assert page.evaluate(KEPT) == []


def test_logging_out_leaves_nothing_behind(page: Page, live_server: LiveServer):
    log_in(page, live_server)
    phrase(page).fill(PHRASE)
    wait_until_kept(page, PHRASE)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    assert page.evaluate(KEPT) == []


def test_a_session_that_ended_costs_no_typing(page: Page, live_server: LiveServer):
    log_in(page, live_server)
    phrase(page).fill(PHRASE)
    page.get_by_label("Note (may be left out)").fill("not lost")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send to review").click()
    told = page.locator("#entry-status")
    expect(told).to_contain_text("You are no longer logged in; nothing was saved.")
    expect(phrase(page)).to_have_value(PHRASE)
    told.get_by_role("link", name="Log in").click()
    page.get_by_label("Name").fill(live_server.name)
    page.get_by_label("Password").fill(live_server.password)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_label("Note (may be left out)")).to_have_value("not lost")


def test_offline_says_so_and_keeps_what_was_typed(page: Page, live_server: LiveServer):
    log_in(page, live_server)
    page.context.set_offline(True)
    phrase(page).fill(PHRASE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#entry-status")).to_contain_text("The site cannot be reached: nothing was sent.")
    expect(phrase(page)).to_have_value(PHRASE)
    assert PHRASE in json.dumps(page.evaluate(KEPT), ensure_ascii=False)
    page.context.set_offline(False)
    wait_until_reachable(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("to put right before this can be saved")
    expect(phrase(page)).to_have_value(PHRASE)


def test_a_slip_of_the_unit_is_asked_about_before_it_is_sent(typist: Typist):
    page = typist.page
    wanted = {
        "source_url": NEW, "as_printed": "der Handelsumsatz betrug 2024 1.573 Mrd. USD", "obs_value": "1.573",
        "unit_mult": "9", "indicator": "turnover", "time_period": "2024", "basis": "KG",
    }  # fmt: skip
    for name, value in wanted.items():
        typist.fill(name, value)
    expect(page.locator("#live")).to_contain_text("Unusual size for this series")
    typist.press("Control+Enter")
    asked = page.get_by_role("alert")
    expect(asked).to_contain_text("to look at; send it again if it is as printed")
    expect(asked).to_contain_text("Check the multiplier and the unit.")
    expect(asked).to_be_focused()


def test_without_a_script_check_proposes_and_warns(live_server: LiveServer, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server)
    page.get_by_label("Address").fill(NEW)
    phrase(page).fill(PHRASE)
    page.get_by_role("button", name="Check").click()
    expect(field(page, "obs_value")).to_have_value("1,8")
    expect(page.locator("#obs_value-from")).to_contain_text("Proposed.")
    expect(page.locator("#live")).to_contain_text("above 1.8")
    phrase(page).fill("über 1,9 Mrd. USD")
    page.get_by_role("button", name="Check").click()
    expect(field(page, "obs_value")).to_have_value("1,9")
    expect(field(page, "time_period")).to_have_value("")
    context.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_form_with_all_it_says_never_scrolls_sideways(page: Page, live_server: LiveServer, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, live_server)
    page.get_by_label("Address").fill(NEW)
    phrase(page).fill(PHRASE)
    expect(page.locator("#obs_value-from")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width

"""The share dialog by keyboard, and as a plain part of the page where nothing runs."""

from playwright.sync_api import Browser, expect


def test_the_dialog_opens_copies_and_gives_the_focus_back(reader):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open_chart("/charts/turnover?basis=KG")
    opener = reader.page.get_by_role("link", name="Share or embed")
    opener.focus()
    reader.page.keyboard.press("Enter")
    dialog = reader.page.get_by_role("dialog", name="Share this chart")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Copy: Link")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    copied = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == dialog.get_by_role("textbox", name="Link", exact=True).text_content()
    assert copied.endswith("/charts/turnover?basis=KG")
    reader.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(opener).to_be_focused()
    assert reader.address == "/charts/turnover?basis=KG"


def test_without_script_the_link_leads_to_the_same_part_of_the_page(browser: Browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/charts/turnover")
    part = page.locator("#share")
    expect(part).not_to_be_visible()
    page.get_by_role("link", name="Share or embed").click()
    expect(part).to_be_visible()
    expect(part.get_by_role("button")).to_have_count(0)
    assert "/embed/turnover?pair=RU-KG" in str(part.locator("#share-embed").text_content())
    context.close()

"""The slider that replays the coverage: by keyboard and by hand, in the address and on the page."""

from playwright.sync_api import expect


def test_the_arrow_keys_go_back_in_time_and_one_step_back_ends_it(reader):
    reader.open_chart("/charts/national_currency_share")
    slider = reader.page.locator("input[data-replay]")
    slider.focus()
    for day in ("2025-11-26", "2025-09-10"):
        slider.press("ArrowLeft")
        reader.eventually(lambda day=day: reader.address == f"/charts/national_currency_share?as_of={day}")
        expect(reader.page.locator("#main")).to_have_attribute("data-search", f"?as_of={day}")
        expect(slider).to_be_focused()
    expect(reader.page.locator("h1")).to_contain_text("90")
    expect(reader.page.locator("[data-replay-day]")).to_have_text("10 Sep 2025")
    reader.page.go_back()
    reader.eventually(lambda: reader.address == "/charts/national_currency_share")
    expect(reader.page.locator("[data-replay-day]")).to_have_text("today")


def test_a_drag_goes_on_while_the_page_changes_under_it(reader):
    reader.open("/mirror")
    slider = reader.page.locator("input[data-replay]")
    expect(slider).to_be_visible()
    box = slider.bounding_box()
    assert box is not None
    level = box["y"] + box["height"] / 2
    reader.page.mouse.move(box["x"] + box["width"] - 8, level)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.9, level, steps=4)
    reader.eventually(lambda: "as_of=" in reader.address)
    expect(reader.page.locator("#main")).to_have_attribute("data-search", f"?{reader.address.partition('?')[2]}")
    before = reader.address
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, level, steps=4)
    reader.eventually(lambda: reader.address != before)
    reader.page.mouse.up()
    assert reader.address < before


def test_a_typed_day_shows_that_day_and_a_link_leads_back(reader):
    reader.open_chart("/charts/national_currency_share")
    reader.page.locator("input[name=as_of]").fill("2025-09-15")
    expect(reader.page.locator("main .notice", has_text="Showing what was known on 15 Sep 2025.")).to_be_visible()
    reader.page.get_by_role("link", name="Show today’s").click()
    reader.eventually(lambda: reader.address == "/charts/national_currency_share")
    expect(reader.page.locator("input[type=date][name=as_of]")).to_have_value("")


def test_a_mark_of_the_mirror_opens_its_figure(reader):
    reader.open_chart("/mirror")
    reader.marks.last.press("Enter")
    expect(reader.panel).to_be_visible()

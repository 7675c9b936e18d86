"""An analyst imports a table in a browser, with script and without, and the console stays silent."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.fixtures.server import LiveServer

TABLE = (
    "Indicator;Pair;Whose statistics;Period;Number;Multiplier;Unit;Quote;Link;Outlet;Language\n"
    "Trade turnover;RU-KG;RU;2019;1,9;billion;USD;около 1,9 миллиарда;https://import.example/1;News;ru\n"
    "Trade turnover;RU-KG;nobody;2019;1,9;billion;USD;около 1,9 миллиарда;https://import.example/2;News;ru\n"
)
FILE = {"name": "figures.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}


@pytest.fixture
def server(serve: Callable[[], AbstractContextManager[LiveServer]]) -> Iterator[LiveServer]:
    with serve() as server:
        yield server


def import_a_table(page: Page, server: LiveServer) -> None:
    page.goto(f"{server.url}/import")
    page.get_by_label("Name").fill(server.name)
    page.get_by_label("Password").fill(server.password)
    page.keyboard.press("Enter")
    page.get_by_label("File", exact=True).set_input_files(FILE)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Whose statistics")).to_have_value("basis")
    page.get_by_role("button", name="Look at the rows").click()
    expect(page.get_by_text("1 row of 2 would come in, 1 cannot come in.")).to_be_visible()
    expect(page.get_by_role("row").nth(2)).to_contain_text("“nobody” is not a known basis")
    page.get_by_role("button", name="Import only the good one").click()
    expect(page.get_by_text("Imported: 1 figure. 1 waiting for review.")).to_be_visible()
    page.get_by_label("Why all of it is taken back").fill("only a trial")
    page.get_by_role("button", name="Withdraw the whole import").click()
    expect(page.get_by_text("Withdrawn: all 1 figure of this import is taken back.")).to_be_visible()


def test_a_table_is_imported_and_withdrawn_with_script(page: Page, server: LiveServer) -> None:
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    import_a_table(page, server)
    assert complaints == []


def test_a_table_is_imported_and_withdrawn_without_script(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        import_a_table(context.new_page(), server)
    finally:
        context.close()

"""The whole site behind a reverse proxy that gives it one path of its host, as TRADEDASH_BASE_URL says."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.conftest import Reader
from tests.browser.entering import Typist, log_in
from tests.fixtures.proxy import Proxy, proxying
from tests.fixtures.server import LiveServer

FIGURE = {
    "source_url": "https://de.fergana.ru/news/200001",
    "as_printed": "die Anzahl russischer Unternehmen im Land verdreifacht – auf 1800",
    "obs_value": "1800", "indicator": "company_count", "direction": "RU-KG", "time_period": "2025", "basis": "KG",
    "speaker": "Sadyr Japarov", "stated_on": "2025-11-26", "speaker_role": "President of Kyrgyzstan",
}  # fmt: skip


def read_a_chart(reader: Reader, prefix: str) -> None:
    """From the overview to a chart, a mark, its panel, and back; then a download."""
    page = reader.page
    expect(page.locator("#pre")).to_have_count(0)
    page.locator(f"#page nav a[href='{prefix}/charts']").click()
    page.wait_for_url(f"**{prefix}/charts")
    page.locator(f".index a[href^='{prefix}/charts/turnover']").first.click()
    expect(page.locator("#main")).to_have_attribute("data-path", f"{prefix}/charts/turnover")
    expect(reader.marks.first).to_be_attached()
    reader.marks.first.focus()
    page.keyboard.press("Enter")
    expect(reader.panel).to_be_visible()
    expect(page).to_have_url(re.compile(rf"{prefix}/charts/turnover\?figure="))
    page.reload()
    expect(page.locator("#pre")).to_have_count(0)
    expect(reader.panel).to_be_visible()
    page.go_back()
    expect(page.locator("#main")).to_have_attribute("data-path", f"{prefix}/charts")
    page.go_forward()
    expect(reader.marks.first).to_be_attached()
    with page.expect_download() as told:
        page.locator(f"a[href^='{prefix}/charts/turnover.csv']").first.click()
    assert f",{page.url.split('/trade')[0]}{prefix}/figures/" in Path(told.value.path()).read_text("utf-8")


def enter_a_figure(page: Page, server: LiveServer, prefix: str) -> None:
    """Log in, let the form look at what is typed, save, see the figure wait, and log out."""
    log_in(page, server)
    assert {cookie["path"] for cookie in page.context.cookies()} <= {prefix, f"{prefix}/login"}
    typist = Typist(page)
    for name, value in FIGURE.items():
        typist.fill(name, value)
        if name == "obs_value":
            expect(page.locator("#live")).to_have_attribute("aria-busy", "false")
    page.locator("#entry button.primary").click()
    page.wait_for_url(f"**{prefix}/review/**")
    expect(page.locator("main")).to_contain_text("1,800")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"**{prefix}/")


def strayed(address: str, proxy: Proxy) -> None:
    if not address.startswith((proxy.url, "data:", "blob:")):
        proxy.strayed.append(address)


def test_a_site_below_a_path_of_its_host_is_read_and_written_without_a_step_outside(page, serve):
    with proxying("/trade") as proxy, serve(base_url=proxy.url) as server:
        proxy.upstream = server.url
        site = LiveServer(proxy.url, server.database_url, server.process, server.log)
        reader = Reader(page, site)
        page.on("console", reader.on_console)
        page.on("request", lambda asked: strayed(asked.url, proxy))
        page.goto(proxy.url)
        page.wait_for_url(f"{proxy.url}/")
        read_a_chart(reader, "/trade")
        enter_a_figure(page, site, "/trade")
        page.goto(f"{proxy.url}/embed/turnover")
        expect(page.locator("[data-chart=turnover]")).to_be_visible()
        assert (proxy.strayed, reader.complaints) == ([], [])

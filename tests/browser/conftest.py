"""A reader with a browser: every test ends by asking that the console stayed silent and no policy was broken."""

from collections.abc import Callable, Iterator
from csv import DictReader
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from tests.fixtures.server import LiveServer

PATIENCE, STEP = 15_000, 50
expect.set_options(timeout=PATIENCE)


@dataclass
class Reader:
    """One tab on the served site, and what the browser complained about."""

    page: Page
    site: LiveServer
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> "Reader":
        """Go to an address by hand and wait until the page has arrived."""
        self.page.goto(f"{self.site.url}{path}")
        expect(self.page.locator("#pre")).to_have_count(0)
        expect(self.page.locator("#main")).to_have_attribute("data-path", urlsplit(path).path)
        return self

    def open_chart(self, path: str) -> "Reader":
        """Open a page with a chart and wait until its marks can be reached."""
        self.open(path)
        expect(self.marks.first).to_be_attached()
        return self

    def go_to_chart(self, code: str) -> "Reader":
        """Follow a link inside the site to a chart, and wait until its own figures are drawn."""
        self.page.evaluate("path => window.tradedashGo(path)", f"/charts/{code}")
        expect(self.page.locator("#main")).to_have_attribute("data-path", f"/charts/{code}")
        self.eventually(lambda: sorted(self.plotted()) == sorted(self.listed()))
        self.eventually(lambda: self.marks.last.get_attribute("data-mark") in self.listed())
        return self

    def eventually(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so that the browser's own waiting cannot ask for."""
        for _ in range(PATIENCE // STEP):
            if is_so():
                return
            self.page.wait_for_timeout(STEP)
        assert is_so()

    @property
    def marks(self) -> Locator:
        """The figures' marks that the keyboard stops at: one for each place on the chart."""
        return self.page.locator("[data-chart] .point[data-mark][tabindex]")

    @property
    def panel(self) -> Locator:
        return self.page.locator('[data-panel="figure"]')

    def fact(self, name: str) -> Locator:
        """A field of the open panel by its public name."""
        return self.panel.locator(f'[data-field="{name}"]')

    def plotted(self) -> list[str]:
        """The figure ids of all points of the chart, in the order of the traces."""
        script = "plot => plot.data.flatMap(trace => (trace.customdata || []).map(item => item[0]))"
        found: list[str] = self.page.locator("[data-chart] .js-plotly-plot").evaluate(script)
        return found

    def ringed(self) -> bool:
        """Tell whether the chart shows the ring around a selected mark."""
        script = "plot => plot.data.some(trace => trace.marker?.symbol === 'circle-open' && trace.marker.size === 18)"
        return bool(self.page.locator("[data-chart] .js-plotly-plot").evaluate(script))

    def listed(self) -> list[str]:
        """The figure ids of the table, in its order."""
        script = "rows => rows.map(row => row.dataset.figure)"
        found: list[str] = self.page.locator("table [data-figure]").evaluate_all(script)
        return found

    def rows(self, path: str) -> list[dict[str, str]]:
        """The rows of a CSV download."""
        answer = httpx.get(f"{self.site.url}{path}")
        assert answer.status_code == 200, answer.text
        return list(DictReader(StringIO(answer.text)))

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.site.url)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def reader(page: Page, live_server: LiveServer) -> Iterator[Reader]:
    """Return a reader; the test fails at its end if the browser logged an error, a warning or a violation."""
    found = Reader(page, live_server)
    page.on("console", found.on_console)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    assert found.complaints == []


@pytest.fixture
def phone(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The size of a phone."""
    return {"width": 390, "height": 844}

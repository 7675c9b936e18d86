"""`python -m benchmarks.first_sight`: what a reader waits for in Chromium, beside plain Dash and a still page.

In each round the pages are opened one after the other, first with an empty cache (cold), then again (warm).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.stores import make_ground
from benchmarks.systems import running
from benchmarks.tables import Measured, Summary, markdown, summary

#: The still page is the embedded chart: the same picture, and no script.
PAGES = {
    "tradedash": ("tradedash", "/charts/turnover", ".js-plotly-plot .point[tabindex]"),
    "plain_dash": ("plain_dash", "/", ".js-plotly-plot .point"),
    "still page": ("tradedash", "/embed/turnover", "svg"),
}
#: Its first paint shows no mark yet: that it is loading.
_EMPTY_AT_FIRST = "plain_dash"
PATIENCE, SETTLED = 60_000, 250
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@click.command()
@click.option("--rounds", default=7, help="How often each page is opened cold and warm.")
def main(rounds: int) -> None:
    """Measure the first marks, the live chart, the work of the page's main thread, and the bytes sent."""
    measured: list[Measured] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tradedash-sight-")))
        ground = make_ground(folder, 0)
        os.environ.update(BENCH_INDICATOR="turnover", BENCH_PAIR=ground.pairs[0])
        ports = {name: stack.enter_context(running(name, ground.file)).port for name in ("tradedash", "plain_dash")}
        playwright = stack.enter_context(sync_playwright())
        program = os.environ.get("CHROMIUM")
        browser = stack.enter_context(playwright.chromium.launch(executable_path=program, args=_FLAGS))
        for number in range(rounds + 1):
            for one in _round(browser, ports):
                if number:  # the first one fills what the servers keep
                    measured.append(one)
                    click.echo(f"{number}/{rounds} {one[0]} {one[1]} {one[2]}")
    tasks = summary(measured)
    click.echo("\n".join(["", markdown(tasks, {"rounds": rounds}), *_ratios(tasks)]))


def _ratios(tasks: Summary) -> Iterator[str]:
    for task, systems in tasks.items():
        for name, own in systems["tradedash"].items():
            others = {other: systems[other][name]["median"] for other in ("plain_dash", "still page")}
            said = [f"{own['median'] / value:.2f} × {other}" for other, value in others.items() if value]
            yield f"- {task}, {name}: {', '.join(said) or own['median']}"


def _round(browser: Browser, ports: dict[str, int]) -> Iterator[Measured]:
    for name, (system, path, live) in PAGES.items():
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        for task in ("Opened cold", "Opened again"):
            found = _opened(context, f"http://127.0.0.1:{ports[system]}{path}", live)
            if name == _EMPTY_AT_FIRST:
                found["marks_ms"] = found["live_ms"]
            yield task, name, found
        context.close()


def _opened(context: BrowserContext, address: str, live: str) -> dict[str, float]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    sent: list[float] = []
    asked: list[str] = []
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.send("Network.enable")
    session.send("Performance.enable")
    started = perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(live, state="attached", timeout=PATIENCE)
    waited = perf_counter() - started
    page.wait_for_timeout(SETTLED)
    work = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.wait_for_load_state("networkidle")
    found: dict[str, Any] = {
        "marks_ms": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"),
        "live_ms": 1000 * waited,
        "cpu_ms": 1000 * work["TaskDuration"],
        "kb": sum(sent) / 1000,
        "dash_requests": sum("/_dash-" in one and "suites" not in one for one in asked),
    }
    page.close()
    return found


if __name__ == "__main__":
    main()

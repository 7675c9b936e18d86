"""What a page loads, and from where."""

import re

import pytest
from flask import Flask

from tradedash.web import scripts

FROM_DASH = "".join(
    f'<script src="{address}"></script>'
    for address in (
        "/_dash-component-suites/dash/deps/polyfill@7.v4_4_1m1.12.1.min.js",
        "/_dash-component-suites/dash/deps/react@18.v4_4_1m1.3.1.min.js",
        "/assets/enter.js?m=1", "/assets/generators.js?m=1", "/assets/paint.js?m=1", "/assets/site.js?m=1",
        "/assets/start.js?m=1", "/assets/takeover.js?m=1",
        "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.v4_4_1m1.min.js",
        "/_dash-component-suites/dash/dcc/dash_core_components-shared.v4_4_1m1.js",
        "/_dash-component-suites/dash/dash_table/bundle.v7_4_1m1.js",
    )
)  # fmt: skip
STYLES = '<link rel="stylesheet" href="/assets/desk.css?m=1"><link rel="stylesheet" href="/assets/style.css?m=1">'


def loaded(head: str) -> list[str]:
    return [re.sub(r"[?.]v?[=\d].*|\?.*", "", found.rpartition("/")[2]) for found in re.findall('src="([^"]+)"', head)]


@pytest.fixture
def served():
    server = Flask("served", static_folder=None)
    scripts.install(server)
    return server.test_client()


def test_a_page_without_a_chart_loads_nothing_of_charts():
    head = scripts.head(FROM_DASH, STYLES, has_chart=False)
    files = ["site.js", "generators.js", "takeover.js", "react@18", "paint.js", "dash_renderer", "start.js"]
    assert loaded(head) == files
    assert head.count("<link") == 1
    assert "/assets/style.css?m=1" in head


def test_a_chart_brings_plotly_before_what_looks_for_it():
    head = scripts.head(FROM_DASH, STYLES, has_chart=True)
    assert loaded(head)[:5] == ["site.js", "generators.js", "takeover.js", "plotly.min.js", "react@18"]
    assert "dash_core_components-shared" in loaded(head)
    assert head.endswith('<script id="_dash-renderer" src="/assets/start.js?m=1" defer></script>')


def test_addresses_follow_the_place_where_the_site_is_mounted():
    head = scripts.head(FROM_DASH.replace('src="', 'src="/trade'), STYLES, has_chart=True)
    assert set(re.findall('(?:src|as="script" href)="(/[a-z_-]+)/', head)) == {"/trade"}


def test_the_basic_plotly_is_served_and_the_whole_one_where_it_is_missing(served):
    basic = served.get(scripts.PLOTLY)
    assert b"plotly.js (basic - minified)" in basic.data[:200]
    path, version = scripts.plotly_file((("mirage", "js/not_there.js"), ("not_there", "x.js"), scripts.BUNDLES[1]))
    assert path.stat().st_size > 3 * len(basic.data)
    assert f'"{version}"' != basic.headers["ETag"]


def test_only_an_address_with_a_version_is_kept_for_good(served):
    assert served.get(f"{scripts.PLOTLY}?v=1").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cache-Control" not in served.get(scripts.PLOTLY).headers

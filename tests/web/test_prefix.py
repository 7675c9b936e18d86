"""A site below a path of its host: inside nothing knows of it, outside every address has it."""

import re
from collections import deque

import pytest
from dash import dcc, html
from flask import Flask, request
from pydantic import SecretStr
from tests.fixtures.store import opened
from tests.web.conftest import SECRET, Browser

from tradedash.application import register
from tradedash.components.masthead import masthead
from tradedash.domain.errors import BadValue
from tradedash.settings import Settings
from tradedash.web.html import render
from tradedash.web.prefix import put_on, put_on_all, take_off
from tradedash.web.server import build
from tradedash.web.site import Site

BASE = "https://example.org/trade"
#: Attributes in HTML and keys in JSON whose value is a path.
PATH = re.compile(r'"?\b([\w-]+)"?[=:]\s*"(/[^"]*)"')


@pytest.fixture
def below(make_site):
    return Browser(make_site(base_url=BASE).server.test_client())


@pytest.fixture(scope="module")
def seeded(seeded_sqlite):
    """The whole site on the seed data, below a path."""
    with opened(f"sqlite:///{seeded_sqlite}") as store:
        settings = Settings(database_url=store.url, secret_key=SecretStr(SECRET), workers=1, base_url=BASE)
        yield build(Site(store, settings), SECRET, masthead, register).server.test_client()


def test_the_path_may_be_handed_on_or_taken_off_by_the_proxy(below):
    handed_on, taken_off = below.get("/trade/data"), below.get("/data")
    assert (handed_on.status_code, taken_off.status_code) == (200, 200)
    assert handed_on.data == taken_off.data


def test_the_bare_path_leads_to_the_overview_and_keeps_the_query(below):
    answer = below.get("/trade?pair=RU-KG")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/trade/?pair=RU-KG")


def test_health_is_asked_without_the_path(below):
    assert below.get("/healthz").status_code == 200


@pytest.mark.usefixtures("accounts")
def test_cookies_stay_below_the_path_and_redirects_lead_there(make_site):
    below = Browser(make_site(base_url="http://localhost/trade").server.test_client())
    answer = below.log_in("ana", path="/trade/login?next=/data")
    assert answer.headers["Location"] == "/trade/data"
    paths = {
        cookie.split("=")[0]: re.search("Path=([^;]*)", cookie)[1] for cookie in answer.headers.getlist("Set-Cookie")
    }
    assert paths["tradedash_session"] == paths["_csrf_token"] == "/trade"
    assert set(paths.values()) == {"/trade", "/trade/login"}


@pytest.mark.usefixtures("accounts")
def test_at_the_root_of_a_host_nothing_changes(make_site):
    browser = Browser(make_site(base_url="http://localhost").server.test_client())
    answer = browser.log_in("ana", path="/login?next=/data")
    assert answer.headers["Location"] == "/data"
    assert all("Path=/;" in cookie or "Path=/login" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(
    ("proxies", "said", "client"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "10.9.8.7, 203.0.113.7", "203.0.113.7"),  # whoever asks may write the first part himself
        (2, "203.0.113.7, 192.0.2.1", "203.0.113.7"),
        (1, "", "127.0.0.1"),
    ],
)
def test_who_asks_is_what_as_many_proxies_as_there_are_have_told(make_site, proxies, said, client):
    def tell(app, site, gate):
        app.layout = html.Div()
        app.server.add_url_rule("/who", "who", lambda: request.remote_addr)

    browser = make_site(tell, proxies=proxies).server.test_client()
    assert browser.get("/who", headers={"X-Forwarded-For": said} if said else {}).text == client


def test_no_public_page_holds_an_address_outside_the_path(seeded):
    waiting, kinds, outside = deque(["/trade/"]), set(), set()
    while waiting:
        address = waiting.popleft()
        kind = re.sub(r"/(figures|sources|statements|speakers|outlets|charts)/[^/?.]+", r"/\1/…", address).split("?")[0]
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = seeded.get(address)
        assert answer.status_code in (200, 303), (address, answer.status_code)
        if answer.mimetype != "text/html":
            continue
        for name, path in PATH.findall(answer.text):
            if not path.startswith("/trade/"):
                outside.add((address, name, path))
            elif name == "href":
                waiting.append(path.replace("&amp;", "&").split("#")[0])
    assert outside == set()
    assert {"/trade/charts/…", "/trade/figures/…", "/trade/mirror", "/trade/login", "/trade/feed.atom"} <= kinds


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/sitemap.xml", "<loc>https://example.org/trade/charts/turnover</loc>"),
        ("/robots.txt", "Disallow: /trade/login"),
        ("/robots.txt", "Sitemap: https://example.org/trade/sitemap.xml"),
        ("/feed.atom", 'href="https://example.org/trade/feed.atom"'),
        ("/api/v1/figures?limit=1", '"permalink": "https://example.org/trade/figures/'),
        ("/api/v1/openapi.json", "https://example.org/trade/api/v1"),
        ("/charts/turnover", '<link rel="canonical" href="https://example.org/trade/charts/turnover">'),
        ("/charts/turnover", '"requests_pathname_prefix": "/trade/"'),
        ("/charts/turnover.csv", ",https://example.org/trade/figures/"),
        ("/embed/turnover", 'href="/trade/assets/style.css"'),
    ],
)
def test_what_leaves_the_site_names_the_whole_address(seeded, address, told):
    assert re.sub(r"\s+", " ", told) in re.sub(r"\s+", " ", seeded.get(f"/trade{address}").text).replace('":"', '": "')


@pytest.fixture
def request_below():
    with Flask("below").test_request_context("/charts", base_url=BASE):
        yield


@pytest.mark.usefixtures("request_below")
def test_only_paths_of_this_site_get_the_path():
    given = ["/charts", "/", "//elsewhere.example", "https://elsewhere.example/a", "?a=b", "#main", ""]
    assert [put_on(one) for one in given] == [
        "/trade/charts", "/trade/", "//elsewhere.example", "https://elsewhere.example/a", "?a=b", "#main", ""
    ]  # fmt: skip
    assert [take_off(one) for one in ("/trade/charts", "/trade/", "/trade", "/trader", "/charts")] == [
        "/charts", "/", "/", "/trader", "/charts"
    ]  # fmt: skip


@pytest.mark.usefixtures("request_below")
def test_components_that_are_shared_between_answers_stay_as_they_were():
    shared = html.Div([html.A("Data", href="/data"), dcc.Store(id="x"), "/words", None])
    moved = put_on_all([shared])
    assert moved[0].children[0].href == "/trade/data"
    assert shared.children[0].href == "/data"
    assert moved[0].children[2:] == ["/words", None]
    assert render(shared) == '<div><a href="/trade/data">Data</a>/words</div>'


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org",
        "https://example.org/?a=b",
        "https://example.org/a b",
        "https://x/../y",
        "/trade",
    ],
)
def test_an_address_that_readers_cannot_use_is_refused(address):
    with pytest.raises(BadValue, match="TRADEDASH_BASE_URL must be the address readers use"):
        Settings.load({"TRADEDASH_BASE_URL": address})

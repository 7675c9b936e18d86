"""Public answers that were given before come again without Flask, and never one that is somebody's own."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from dash import html
from flask import Response, request
from sqlalchemy import event, make_url
from tests.fixtures.publish import add_codes, publisher
from tests.fixtures.store import opened

from tradedash.api.blueprint import make_api
from tradedash.store.engine import Store
from tradedash.web.server import build
from tradedash.web.site import Site

from .conftest import SECRET, masthead, settings_for

SERIES = "/api/v1/series/turnover"
CSV = "/charts/turnover.csv"


@pytest.fixture
def made() -> list[str]:
    """Collect the addresses that views had to answer."""
    return []


@pytest.fixture
def client(store: Store, made: list[str]) -> Any:
    add_codes(store)
    publisher(store)(value="4.1")

    def register(app: Any, site: Site, _gate: Any) -> None:
        app.layout = html.Div()
        app.server.before_request(lambda: made.append(request.full_path))
        app.server.register_blueprint(make_api(site))
        app.server.add_url_rule("/cookie", "cookie", lambda: public("ana's own", cookie="name=ana"))
        app.server.add_url_rule("/secret", "secret", lambda: public("x", control="public, no-store"))
        app.server.add_url_rule("/silent", "silent", lambda: "says nothing of who may keep it")
        app.server.add_url_rule("/by-weather", "by_weather", lambda: public("x", vary="Weather"))
        app.server.add_url_rule("/packed", "packed", lambda: public("x" * 600, kind="application/zip"))
        app.server.add_url_rule("/breaks", "breaks", lambda: public(broken()))

    site = Site(store, settings_for(store.url))
    client = build(site, SECRET, masthead, register).server.test_client()
    made.clear()
    return client


def public(body: Any, cookie: str = "", control: str = "public", vary: str = "", kind: str = "text/plain") -> Response:
    answer = Response(body, content_type=kind, headers={"Cache-Control": control})
    if cookie:
        answer.headers["Set-Cookie"] = cookie
    if vary:
        answer.headers["Vary"] = vary
    return answer


def broken() -> Any:
    yield b"half"
    raise OSError("the rest is lost")


@pytest.mark.parametrize("path", [SERIES, CSV, "/", "/assets/style.css", "/api/v1/openapi.json", "/feed.atom"])
def test_a_public_answer_is_made_once_and_then_the_same_with_its_headers(client, made, path):
    first, second = (client.get(path, buffered=True) for _ in range(2))
    assert (first.status_code, first.data, made) == (200, second.data, [f"{path}?"])
    assert dict(second.headers) == {**first.headers, "Content-Length": str(len(first.data))}


def test_a_figure_that_is_published_is_in_the_next_answer(client, store):
    assert client.get(SERIES).json["data"][0]["obs_value"] == "4.1"
    assert len(client.get(SERIES).json["data"]) == 1
    publisher(store)(value="5.2", period="2023")
    assert [row["obs_value"] for row in client.get(SERIES).json["data"]] == ["4.1", "5.2"]


def test_a_write_past_this_store_is_noticed_at_once_on_sqlite(client, store):
    if store.dialect == "postgresql":
        pytest.skip("PostgreSQL is asked every quarter of a second")
    assert len(client.get(SERIES).json["data"]) == 1
    with opened(store.url) as other:
        publisher(other)(value="5.2", period="2023")
    assert len(client.get(SERIES).json["data"]) == 2


@pytest.mark.parametrize("name", ["tradedash_session", "tradedash_seen", "anything"])
def test_a_request_with_a_cookie_reaches_the_view_and_its_answer_is_given_to_nobody_else(client, made, name):
    client.set_cookie(name, "x")
    for _ in range(2):
        client.get(SERIES)
    assert made == [f"{SERIES}?"] * 2
    client.delete_cookie(name)
    assert "no-store" not in client.get(SERIES).headers["Cache-Control"]
    assert made == [f"{SERIES}?"] * 3
    client.set_cookie(name, "x")
    client.get(SERIES)
    assert made == [f"{SERIES}?"] * 4


def test_a_request_with_a_token_reaches_the_view(client, made):
    client.get(SERIES)
    client.get(SERIES, headers={"Authorization": "Bearer tdt_x"})
    assert made == [f"{SERIES}?"] * 2


@pytest.mark.parametrize("path", ["/cookie", "/secret", "/silent", "/by-weather", "/login", "/_dash-layout"])
def test_what_is_not_public_is_made_for_everybody_anew(client, made, path):
    answers = [client.get(path) for _ in range(2)]
    assert made == [f"{path}?"] * 2
    assert [answer.headers.get("Content-Encoding") for answer in answers] == [None, None]


def test_an_answer_that_broke_off_is_not_kept(client, made):
    for _ in range(2):
        with pytest.raises(OSError, match="the rest is lost"):
            client.get("/breaks", buffered=True)
    assert made == ["/breaks?"] * 2


def test_another_query_string_is_another_answer(client, made):
    for query in ("?from=2024", "?to=2024", "?from=2024&to=2024", "?to=2024&from=2024"):
        client.get(SERIES + query)
    assert len(made) == 4


def test_a_refused_request_is_refused_again_by_the_view(client, made):
    assert [client.get(f"{SERIES}?pair=1").status_code for _ in range(2)] == [400, 400]
    assert len(made) == 2


def test_head_has_the_headers_of_get_and_no_body(client, made):
    got = client.get(SERIES)
    head = client.head(SERIES)
    assert (head.data, head.headers["Content-Length"], made) == (b"", str(len(got.data)), [f"{SERIES}?"])


def test_head_by_itself_keeps_nothing(client, made):
    client.head(SERIES)
    assert (client.get(SERIES).json["data"][0]["obs_value"], made) == ("4.1", [f"{SERIES}?"] * 2)


def test_a_reader_who_has_the_answer_hears_so_without_the_view(client, made):
    first = client.get(SERIES)
    made.clear()
    second = client.get(SERIES, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data, made) == (304, b"", [])
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "Content-Type" not in second.headers
    assert client.get(SERIES, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_each_encoding_is_kept_apart_and_says_so(client, made):
    plain = client.get(SERIES)
    packed = {name: client.get(SERIES, headers={"Accept-Encoding": name}) for name in ("gzip", "br", "gzip, br;q=0")}
    assert brotli.decompress(packed["br"].data) == gzip.decompress(packed["gzip"].data) == plain.data
    assert packed["gzip, br;q=0"].headers["Content-Encoding"] == "gzip"
    assert {answer.headers["Vary"] for answer in (plain, *packed.values())} == {"Accept-Encoding"}
    assert "Content-Encoding" not in plain.headers
    assert len(made) == 3


def test_a_page_is_not_given_by_other_caches_to_people_who_are_logged_in(client):
    for _ in range(2):
        assert client.get("/").headers["Vary"] == "Accept-Language, Accept-Encoding, Cookie"


def test_what_is_packed_already_is_sent_as_it_is(client):
    answer = client.get("/packed", headers={"Accept-Encoding": "br"})
    assert (answer.data, answer.headers.get("Content-Encoding")) == (b"x" * 600, None)


def test_a_strong_tag_becomes_weak_when_the_bytes_are_others(client):
    tag = client.get("/assets/style.css").headers["ETag"]
    packed = client.get("/assets/style.css", headers={"Accept-Encoding": "br"})
    assert packed.headers["ETag"] == f"W/{tag}"
    assert client.get("/assets/style.css", headers={"If-None-Match": f"W/{tag}"}).status_code == 304


def test_kept_answers_are_counted_like_others(client):
    for _ in range(3):
        client.get(SERIES)
    counts = client.get("/metrics").text
    assert 'tradedash_requests_total{method="GET",route="/api/v1/series/<indicator>",status="200"} 3.0' in counts
    assert 'tradedash_request_seconds_count{route="/api/v1/series/<indicator>"} 3.0' in counts


def test_a_kept_answer_costs_no_statement_on_sqlite_and_no_figures_on_postgresql(client, store):
    client.get(SERIES)
    said: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *call: said.append(call[2]))
    client.get(SERIES)
    assert [sql for sql in said if "FROM figure" in sql] == []
    assert store.dialect == "postgresql" or said == []


def test_without_its_file_the_store_is_unavailable_until_it_is_back(sqlite_store: Store, make_site: Callable[..., Any]):
    add_codes(sqlite_store)

    def register(app: Any, site: Site, _gate: Any) -> None:
        app.layout = html.Div()
        app.server.register_blueprint(make_api(site))

    client = make_site(register).server.test_client()
    assert [client.get("/api/v1/indicators").status_code for _ in range(2)] == [200, 200]
    file = Path(make_url(sqlite_store.url).database or "")
    away = file.rename(file.with_name("away.db"))
    assert client.get("/api/v1/indicators").status_code == 503
    assert client.get("/assets/style.css").status_code == 200
    away.rename(file)
    assert client.get("/api/v1/indicators").status_code == 200
    file.write_bytes(b"garbage" * 1000)
    assert client.get("/api/v1/indicators").status_code == 503

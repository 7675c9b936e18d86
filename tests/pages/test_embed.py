"""`/embed/<indicator>`: the only page that other sites may frame; it needs no script and leaves nothing behind."""

import re

import pytest
from tests.fixtures.publish import add_codes, publisher

from tradedash.application import register
from tradedash.components.masthead import masthead
from tradedash.settings import Settings
from tradedash.web.server import build
from tradedash.web.site import Site

SITE = "https://ledger.example"


@pytest.fixture
def client(sqlite_ledger):
    return build(Site(sqlite_ledger, Settings(base_url=SITE)), "k" * 40, masthead, register).server.test_client()


@pytest.fixture
def sqlite_ledger(sqlite_store):
    add_codes(sqlite_store)
    publish = publisher(sqlite_store)
    publish(value="4.10", publisher="Gazette <b>")
    publish(value="4.2", period="2023", basis="AA")
    return sqlite_store


def test_anybody_may_frame_it_and_nothing_else(client):
    embedded, page = client.get("/embed/turnover"), client.get("/charts/turnover")

    assert "X-Frame-Options" not in embedded.headers
    assert embedded.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_it_may_run_nothing_and_sets_no_cookie(client):
    answer = client.get("/embed/turnover")

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self' 'unsafe-inline';")
    assert "script" not in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_it_shows_the_chart_at_two_widths_in_the_colours_of_the_theme(client):
    text = client.get("/embed/turnover?theme=dark").get_data(as_text=True)

    assert re.findall(r'<svg xmlns="[^"]+" viewBox="0 0 (\d+) ', text) == ["780", "358"]
    assert 'data-theme="dark"' in text
    assert "fill:var(--paper)" in text
    assert not re.findall(r"#[0-9a-f]{6}\b", text)


def test_its_words_are_those_of_the_page_and_its_links_leave_the_frame(client):
    text = client.get("/embed/turnover?basis=AA").get_data(as_text=True)
    links = re.findall(r'<a [^>]*href="([^"]+)"([^>]*)>', text)

    assert "Trade turnover: 4.2 bn USD, 2023</a></h1>" in text
    assert "Sources: " in text
    assert {href for href, _ in links} == {f"{SITE}/charts/turnover?pair=BB-AA&amp;basis=AA&amp;rule=preferred"}
    assert all('target="_blank" rel="noopener"' in rest for _, rest in links)


def test_names_of_sources_are_text(client):
    assert "Gazette &lt;b&gt;" in client.get("/embed/turnover").get_data(as_text=True)


def test_a_bad_value_is_a_sentence_and_an_unknown_chart_a_404_that_fits_a_frame(client):
    bad, unknown = client.get("/embed/turnover?basis=EU"), client.get("/embed/<b>")

    assert (bad.status_code, "It is ignored." in bad.get_data(as_text=True)) == (200, True)
    assert (unknown.status_code, unknown.headers.get("X-Frame-Options")) == (404, None)
    assert "<b>" not in unknown.get_data(as_text=True)


def test_it_is_asked_for_again_for_nothing(client):
    tag = client.get("/embed/turnover").headers["ETag"]

    assert client.get("/embed/turnover", headers={"If-None-Match": tag}).status_code == 304

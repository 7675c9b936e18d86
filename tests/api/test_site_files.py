"""The feed, the sitemap, the robots file, and what `changed_since` finds."""

import re
import xml.etree.ElementTree as Xml
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tradedash.commands.life import retract
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.store.schema import figure

ATOM = "{http://www.w3.org/2005/Atom}"
RIA = Actor("ria", Role.REVIEWER, Channel.FORM)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client, query=""):
    answer = client.get(f"/feed.atom{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    found = Xml.fromstring(answer.data).findall(f"{ATOM}entry")
    return [one.findtext(f"{ATOM}id").rpartition("/")[2] for one in found]


def now():
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


@pytest.fixture
def withdraw(api_store):
    def run(figure_id):
        with api_store.write() as conn:
            seen = conn.execute(select(figure.c.journal_seq).where(figure.c.figure_id == figure_id)).scalar_one()
            retract(conn, figure_id, RIA, seen=seen, reason="It was never printed.")

    return run


def test_the_feed_has_what_was_published_last_first_and_no_drafts(client, published):
    published(figure_id="f1", recorded_at="2025-01-01T00:00Z")
    published(figure_id="f2", recorded_at="2024-01-01T00:00Z")
    published(figure_id="f3", status="draft")
    assert entries(client) == ["f2", "f1"]


def test_the_feed_takes_filters_and_refuses_others(client, published):
    published(figure_id="f1")
    published(figure_id="f2", indicator="exports")
    assert entries(client, "?indicator=exports&pair=AA-BB") == ["f2"]
    answer = client.get("/feed.atom?limit=3")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, "limit")


def test_the_feed_ends_after_a_hundred(seeded_client):
    assert len(entries(seeded_client)) == 100


def test_the_feed_names_the_figure_and_its_phrase(client, published):
    published(figure_id="f1", value="4.10", as_printed="рекорд: 4.10", language="ru", speaker="В. Путин")
    [entry] = Xml.fromstring(client.get("/feed.atom").data).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "4.10 bn USD, Trade turnover, 2024, Belandic statistics"
    assert entry.findtext(f"{ATOM}content") == "рекорд: 4.10"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "В. Путин"


def test_changed_since_finds_what_became_public_and_what_changed(client, published, withdraw):
    published(figure_id="f1")
    published(figure_id="f2")
    then = now()
    published(figure_id="f3", recorded_at="2025-01-01T00:00Z")
    withdraw("f1")

    def changed(more=""):
        answer = client.get(f"/api/v1/figures?changed_since={then}{more}").get_json()
        return [one["figure_id"] for one in answer["data"]]

    assert changed() == ["f3"]
    assert changed("&status=retracted") == ["f1"]
    assert entries(client, f"?changed_since={then}") == ["f3"]
    assert entries(client, f"?changed_since={then}&status=retracted") == ["f1"]
    assert client.get(f"/api/v1/figures?changed_since={now()}").get_json()["data"] == []


def test_the_sitemap_names_public_pages_charts_sources_and_figures(client, published):
    published(figure_id="f1")
    published(figure_id="f2", status="draft", indicator="exports")
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    found = {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in Xml.fromstring(answer.data)}
    assert {"https://ledger.example/", "https://ledger.example/method"} <= found.keys()
    assert found["https://ledger.example/figures/f1"] == found["https://ledger.example/charts/turnover"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["https://ledger.example/figures/f1"])
    assert len([url for url in found if "/sources/" in url]) == 1
    assert not {"https://ledger.example/figures/f2", "https://ledger.example/charts/exports"} & found.keys()


def test_robots_are_shown_the_sitemap_and_kept_from_the_desk(client):
    text = client.get("/robots.txt").text
    assert text.startswith("User-agent: *\nDisallow: /_dash\n")
    assert text.endswith("\nSitemap: https://ledger.example/sitemap.xml\n")
    assert "Disallow: /\n" not in text


def test_a_series_as_sdmx_csv_has_the_rows_of_the_json(client, published):
    published(figure_id="f1", period="2023-H1", value="4.10")
    published(figure_id="f2", period=None)
    answer = client.get("/api/v1/series/turnover.sdmx.csv")
    assert answer.headers["Content-Type"] == "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
    head, line = answer.text.splitlines()
    assert head.startswith("STRUCTURE,STRUCTURE_ID,ACTION,")
    assert line.startswith("dataflow,TRADEDASH:FIGURES(1.0),I,S,BB,AA,turnover,BB,f1,2023-S1,4.10,USD,9,A,")
    assert client.get("/api/v1/series/turnover.sdmx.csv?basis=AA").text.count("\n") == 1


@pytest.mark.parametrize("name", ["limit", "cursor", "indicator", "lang"])
def test_sdmx_csv_refuses_what_a_whole_series_has_not(client, name):
    answer = client.get(f"/api/v1/series/turnover.sdmx.csv?{name}=1")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, name)


def test_an_unknown_series_is_404_with_the_nearest(client):
    answer = client.get("/api/v1/series/turnovr.sdmx.csv")
    assert answer.status_code == 404
    assert "Did you mean turnover" in answer.get_json()["detail"]

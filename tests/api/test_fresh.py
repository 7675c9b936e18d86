"""Whoever has an answer asks whether it still holds, and is told so without a body and without reading figures."""

import pytest
from sqlalchemy import event

ADDRESSES = [
    "/api/v1/figures?pair=AA-BB",
    "/api/v1/figures/f1",
    "/api/v1/series/turnover",
    "/api/v1/sources",
    "/api/v1/statements",
    "/api/v1/indicators",
    "/api/v1/contradictions",
    "/api/v1/search?q=turnover",
    "/api/v1/openapi.json",
    "/api/v1/series/turnover.sdmx.csv",
    "/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/charts/turnover.csv",
    "/charts/turnover.xlsx",
    "/charts/turnover.json",
    "/charts/turnover.zip",
    "/charts/turnover.svg",
    "/charts/turnover.png",
    "/charts/turnover.bib",
    "/charts/turnover.ris",
    "/figures/f1.bib",
    "/figures/f1.ris",
    "/figures/f1.json",
    "/figures/f1.jsonld",
]


def asked_again(client, address):
    tag = client.get(address).headers["ETag"]
    return client.get(address, headers={"If-None-Match": tag})


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_still_holds_is_304_without_a_body(client, published, address):
    published(figure_id="f1")
    first, second = client.get(address), asked_again(client, address)
    assert (first.status_code, second.status_code, second.data) == (200, 304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "openapi" not in one and "robots" not in one])
def test_a_change_of_the_ledger_ends_it(client, published, address):
    published(figure_id="f1")
    tag = client.get(address).headers["ETag"]
    published(period="2023")
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_another_address_has_another_tag(client, published):
    published()
    tags = {client.get(f"/charts/turnover.csv{query}").headers["ETag"] for query in ("", "?rule=latest", "?from=2020")}
    assert len(tags) == 3


def test_figures_are_not_read_to_say_that_nothing_changed(client, published, api_store):
    published()
    tag = client.get("/charts/turnover.csv").headers["ETag"]
    said: list[str] = []
    event.listen(api_store._reader, "before_cursor_execute", lambda *call: said.append(call[2]))
    assert client.get("/charts/turnover.csv", headers={"If-None-Match": tag}).status_code == 304
    assert said
    assert [sql for sql in said if "FROM figure" in sql] == []


def test_a_star_is_no_tag_of_something_that_does_not_exist(client):
    assert client.get("/charts/nothing.csv", headers={"If-None-Match": "*"}).status_code == 404


def test_an_error_has_no_tag(client):
    for address in ("/api/v1/figures?pair=1", "/api/v1/figures/none", "/charts/turnover.csv?from=x"):
        answer = client.get(address)
        assert answer.status_code in (400, 404)
        assert "ETag" not in answer.headers


def test_a_reader_who_is_logged_in_keeps_nothing(client, published):
    published()
    client.set_cookie("tradedash_session", "x")
    assert client.get("/charts/turnover.csv").headers["Cache-Control"] == "no-store"


@pytest.mark.postgres
def test_postgresql_gives_304_too(postgres_client):
    assert asked_again(postgres_client, "/api/v1/figures").status_code == 304

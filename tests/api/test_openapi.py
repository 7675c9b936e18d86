"""The OpenAPI document names every address that programs read, and each answers as it says."""

import re

import pytest


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").get_json()


def rules(client):
    """The addresses of the API and of files as the server knows them, in the spelling of OpenAPI."""
    found = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in client.application.url_map.iter_rules()}
    files = {rule for rule in found if "." in rule.rpartition("/")[2] and not rule.startswith("/_dash-")}
    own = files | {rule for rule in found if rule.startswith("/api/v1/")}
    none = {"/api/v1/", "/api/v1/{rest}", "/robots.txt", "/_favicon.ico"}
    return {rule.removeprefix("/api/v1") for rule in own - none if not rule.startswith("/api/v1/{")}


def test_every_address_of_the_server_is_described(client, document):
    assert set(document["paths"]) == rules(client)


def test_files_stand_outside_the_api(document):
    assert document["servers"] == [{"url": "https://ledger.example/api/v1"}]
    outside = {path for path, item in document["paths"].items() if "servers" in item}
    assert {"/charts/{indicator}.zip", "/figures/{figure_id}.jsonld", "/feed.atom", "/sitemap.xml"} <= outside
    assert "/series/{indicator}.sdmx.csv" not in outside


def test_every_reading_answers_as_described(client, document, published):
    published(figure_id="f1")
    for path, item in document["paths"].items():
        address = ("" if "servers" in item else "/api/v1") + path.format(indicator="turnover", figure_id="f1")
        address += "?q=turnover" if path == "/search" else ""
        answer = client.get(address)
        described = item["get"]["responses"]
        assert answer.status_code == 200, address
        assert list(described["200"]["content"]) == [answer.mimetype], address
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert str(client.get(address, headers=tag).status_code) in described, address
        assert {name for name in ("400", "404") if name in described} == refusals(client, item["get"], address), address


def refusals(client, reading, address):
    """What an address answers to a bad value, where it reads a query string, and to a name that is not there."""
    found = set()
    if reading["responses"].get("400"):
        found.add(str(client.get(f"{address.partition('?')[0]}?rule=none&pair=1").status_code))
    if any(one["in"] == "path" for one in reading["parameters"]):
        found.add(str(client.get(address.replace("turnover", "none").replace("f1", "none")).status_code))
    return found

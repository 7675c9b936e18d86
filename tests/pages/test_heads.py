"""What the head of a page tells search engines and those it is shared with."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from tradedash.application import create_app
from tradedash.settings import Settings

BASE = "https://trade.example"
SECRET = SecretStr("kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E")


@pytest.fixture(scope="module")
def client(seeded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    path = tmp_path_factory.mktemp("heads") / "tradedash.db"
    shutil.copy(seeded_sqlite, path)
    return create_app(Settings(database_url=f"sqlite:///{path}", secret_key=SECRET, base_url=BASE)).server.test_client()


def told(page: str, name: str) -> str | None:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    return unescape(found[1]) if found else None


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_a_chart_tells_its_finding_and_shows_its_picture(client):
    page = client.get("/charts/turnover?basis=RU&utm_source=x").text
    assert (
        told(page, "description")
        == "Trade turnover: 4.1 bn USD, 2024. 30 figures, 2006–2025: 30 by Russian statistics."
    )
    assert told(page, "og:image") == f"{BASE}/charts/turnover.png?basis=RU"
    assert told(page, "og:url") == f"{BASE}/charts/turnover"
    assert f'<link rel="canonical" href="{BASE}/charts/turnover">' in page


def test_a_chart_is_a_data_set_with_its_files(client):
    found = linked_data(client.get("/charts/turnover").text)
    assert (found["@type"], found["name"]) == ("Dataset", "Trade turnover, Russia–Kyrgyzstan")
    assert found["temporalCoverage"] == "2006-01-01/2025-12-31"
    files = {item["encodingFormat"]: item["contentUrl"] for item in found["distribution"]}
    assert files["text/csv"] == f"{BASE}/charts/turnover.csv"
    for address in files.values():
        assert client.get(address.removeprefix(BASE)).status_code == 200


def test_all_rows_are_a_data_set_too(client):
    found = linked_data(client.get("/data").text)
    assert found["@type"] == "Dataset"
    assert f"{BASE}/charts/turnover.csv" in [item["contentUrl"] for item in found["distribution"]]


def test_a_figure_is_a_claim_with_where_it_appeared(client):
    row = client.get("/api/v1/figures?indicator=turnover&limit=1").json["data"][0]
    page = client.get(f"/figures/{row['figure_id']}").text
    found = linked_data(page)
    assert (found["@type"], found["text"], found["url"]) == ("Claim", row["as_printed"], row["permalink"])
    assert found["appearance"]["url"] == row["source_url"]
    assert row["as_printed"] in told(page, "description")


@pytest.mark.parametrize("path", ["/", "/charts", "/mirror", "/contradictions", "/sources", "/method", "/search"])
def test_every_page_says_what_it_is(client, path):
    page = client.get(path).text
    assert re.search("<title>[^<]+</title>", page)
    assert len(told(page, "description")) > 20
    assert told(page, "og:url") == f"{BASE}{path}"
    assert told(page, "og:title")


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/charts/turnover")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/charts/turnover", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_that_another_worker_sent_is_not_sent_again_either(client, seeded_sqlite, tmp_path):
    tag = client.get("/method").headers["ETag"]
    shutil.copy(seeded_sqlite, tmp_path / "tradedash.db")
    settings = Settings(database_url=f"sqlite:///{tmp_path}/tradedash.db", secret_key=SECRET, base_url=BASE)
    other = create_app(settings).server.test_client()
    assert other.get("/method", headers={"If-None-Match": tag}).status_code == 304

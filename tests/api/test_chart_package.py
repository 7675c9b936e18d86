"""`/charts/<indicator>.json` and `.zip`: the rows of the page, what follows from them, and what every column means."""

import csv
import json
import re
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from frictionless import Package

from tradedash.frames import COLUMNS

TYPES = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def opened(answer):
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def table(files, name):
    return list(csv.DictReader(StringIO(files[name].decode(), newline=""), strict=True))


def test_the_json_has_the_rows_of_the_csv_and_what_follows_from_them(seeded_client):
    query = "?basis=RU&from=2020&rule=latest"
    whole = json.loads(seeded_client.get(f"/charts/turnover.json{query}").data, parse_float=Decimal)
    rows = list(csv.DictReader(StringIO(seeded_client.get(f"/charts/turnover.csv{query}").text, newline="")))
    assert [one["figure_id"] for one in whole["data"]] == [one["figure_id"] for one in rows]
    assert [one["obs_value"] for one in whole["data"]] == [one["obs_value"] for one in rows]
    assert list(whole["data"][0]) == list(COLUMNS)
    assert (whole["rule"], whole["policy_version"], whole["pair"]) == ("latest", 1, "RU-KG")
    assert whole["selection"] == {"pair": "RU-KG", "basis": "RU", "from": "2020-01-01"}
    assert {one["basis"] for one in whole["derived"]} == {"RU"}
    assert json.loads(seeded_client.get("/charts/turnover.json?derived=0").data)["derived"] == []


def test_the_package_has_five_files_that_fit_their_description(seeded_client):
    answer = seeded_client.get("/charts/turnover.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="turnover_RU-KG.zip"'
    files = opened(answer)
    assert list(files) == ["datapackage.json", "README.txt", "figures.csv", "derived.csv", "sources.csv"]
    described = json.loads(files["datapackage.json"])
    assert re.fullmatch(r"[a-z0-9._-]+", described["name"])
    assert [one["name"] for one in described["resources"]] == ["figures", "derived", "sources"]
    for resource in described["resources"]:
        content, rows = files[resource["path"]], table(files, resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["rowcount"] == len(rows) > 0
        assert_fits(resource["schema"], rows)
    known = {one["source_id"] for one in table(files, "sources.csv")}
    assert {one["source_id"] for one in table(files, "figures.csv")} == known


def assert_fits(schema, rows):
    """Every rule of a Frictionless table schema that the packages use."""
    fields = schema["fields"]
    assert [one["name"] for one in fields] == list(rows[0])
    assert all(one["description"] for one in fields)
    for row in rows:
        for field in fields:
            cell = row[field["name"]]
            assert cell or not field.get("constraints", {}).get("required")
            if cell:
                TYPES[field["type"]](cell)
    if key := schema.get("primaryKey"):
        assert len({row[key] for row in rows}) == len(rows)


def test_the_figures_are_those_of_the_csv(seeded_client):
    query = "?basis=KG&to=2020"
    files = opened(seeded_client.get(f"/charts/turnover.zip{query}"))
    assert files["figures.csv"] == seeded_client.get(f"/charts/turnover.csv{query}").data
    assert "Selection: pair=RU-KG; basis=KG; to=2020-12-31\n" in files["README.txt"].decode()
    assert "https://ledger.example/charts/turnover?pair=RU-KG&basis=KG&to=2020-12-31&rule=preferred\n" in (
        files["README.txt"].decode()
    )


def test_the_same_state_gives_the_same_bytes_and_another_state_others(client, published):
    published(figure_id="f1")
    first, second = (client.get("/charts/turnover.zip").data for _ in range(2))
    assert first == second
    published(period="2023")
    assert client.get("/charts/turnover.zip").data != first


def test_a_chart_without_figures_is_a_package_of_headers(client):
    files = opened(client.get("/charts/turnover.zip"))
    assert files["figures.csv"].decode() == ",".join(COLUMNS) + "\r\n"
    assert table(files, "derived.csv") == []


def test_text_that_a_spreadsheet_would_run_is_harmless_in_every_table(client, published):
    published(publisher="=1+1", as_printed="=2+2 is 4.1", title="@x")
    files = opened(client.get("/charts/turnover.zip"))
    assert table(files, "sources.csv")[0]["source_publisher"] == "'=1+1"
    assert table(files, "figures.csv")[0]["as_printed"] == "'=2+2 is 4.1"


@pytest.mark.parametrize("ending", ["json", "zip"])
def test_bad_values_and_unknown_charts_are_problem_documents(client, ending):
    bad, unknown = client.get(f"/charts/turnover.{ending}?from=x"), client.get(f"/charts/turnovr.{ending}")
    assert (bad.status_code, bad.get_json()["parameter"]) == (400, "from")
    assert (unknown.status_code, unknown.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("query", ["", "?from=1950&to=1951"])
def test_frictionless_finds_nothing_wrong_with_the_package_or_a_cell_of_it(seeded_client, tmp_path, query):
    path = tmp_path / "turnover.zip"
    path.write_bytes(seeded_client.get(f"/charts/turnover.zip{query}").data)
    report = Package(str(path)).validate()
    assert report.flatten(["type", "message"]) == []
    assert [task.name for task in report.tasks] == ["figures", "derived", "sources"]
    with ZipFile(path) as archive:
        assert "README.txt" in archive.namelist()


def test_frictionless_reads_words_that_look_like_syntax(client, published, tmp_path):
    published(as_printed="=1+1, \"4.1\",\u202f«4,1»; 'x'", value="4.1", publisher="=A1", speaker='O\'Brien, "Jr"')
    path = tmp_path / "turnover.zip"
    path.write_bytes(client.get("/charts/turnover.zip").data)
    package = Package(str(path))
    assert package.validate().flatten(["message"]) == []
    [row] = package.get_resource("figures").read_rows()
    assert (row["source_publisher"], row["speaker"]) == ("'=A1", 'O\'Brien, "Jr"')

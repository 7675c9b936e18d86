"""The tables in `data/` themselves: ids, keys and types are what the data package says."""

import json
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package

from tradedash.domain.cells import harmless
from tradedash.domain.figure import figure_id
from tradedash.domain.source import source_id
from tradedash.ingest.columns import print_of
from tradedash.ingest.releases import ALPHA3, MATRICES
from tradedash.ingest.rows import read_rows
from tradedash.ingest.seed import ECONOMIES, EXCHANGE_RATES, FIGURES, INDICATORS, SOURCES

TABLES = {
    "economies": ECONOMIES,
    "indicators": INDICATORS,
    "sources": SOURCES,
    "figures": FIGURES,
    "exchange_rates": EXCHANGE_RATES,
    "alpha3": ALPHA3,
    "matrices": MATRICES,
}


@pytest.fixture
def data(root) -> Path:
    return root / "data"


def test_ids_in_the_tables_are_those_that_the_prints_have(data):
    sources = {cells["source_id"]: cells["url"] for _, cells in rows(data, "sources")}
    for _, cells in rows(data, "figures"):
        assert figure_id(sources[cells["source_id"]], print_of(cells)) == cells["figure_id"]


def rows(data: Path, name: str) -> list:
    found, problems = read_rows((data / f"{name}.csv").read_bytes(), TABLES[name])
    assert problems == []
    return found


def test_the_data_package_describes_the_tables_as_they_are(data):
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    resources = {one["name"]: one for one in package["resources"]}
    assert {
        name: tuple(field["name"] for field in one["schema"]["fields"]) for name, one in resources.items()
    } == TABLES
    for name, one in resources.items():
        table = [cells for _, cells in rows(data, name)]
        for field in one["schema"]["fields"]:
            check_column([cells[field["name"]] for cells in table], field)
        for key in one["schema"].get("foreignKeys", []):
            target = rows(data, key["reference"]["resource"])
            allowed = {cells[key["reference"]["fields"]] for _, cells in target}
            assert {cells[key["fields"]] for cells in table} <= allowed


def check_column(values: list[str], field: dict) -> None:
    rules = field.get("constraints", {})
    given = [value for value in values if value]
    assert not rules.get("required") or len(given) == len(values), field
    assert not rules.get("unique") or len(set(values)) == len(values), field
    assert set(given) <= set(rules.get("enum", given)), field
    if field["type"] == "integer":
        assert all(str(int(value)) == value for value in given), field
    if field["type"] == "date":
        assert all(date.fromisoformat(value).isoformat() == value for value in given), field


def test_sources_have_the_ids_of_their_addresses(data):
    for _, cells in rows(data, "sources"):
        assert source_id(cells["url"]) == cells["source_id"]


def test_no_cell_is_a_formula(data):
    for name in TABLES:
        assert all(harmless(text) == text for _, cells in rows(data, name) for text in cells.values())


def test_every_country_of_iso_3166_is_listed_and_those_that_are_no_more(data):
    codes = {cells["code"]: cells for _, cells in rows(data, "economies")}
    assert len([code for code, cells in codes.items() if len(code) == 2 and cells["kind"] == "economy"]) == 250
    assert {"RU", "KG", "KZ", "XK", "NA", "SUHH", "CSHH", "DDDE", "YUCS", "CSXX", "ANHH", "YDYE", "BLX"} <= set(codes)
    assert {code for code, cells in codes.items() if cells["kind"] != "economy"} == {"EEC", "IMF", "unstated"}
    assert (codes["RU"]["adjective"], codes["KG"]["adjective"]) == ("Russian", "Kyrgyz")


def test_frictionless_finds_nothing_wrong_with_the_folder_or_a_cell_of_it(root):
    report = Package(str(root / "data" / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert {task.name for task in report.tasks} == set(TABLES)

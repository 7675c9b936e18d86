"""`/api/v1/contradictions`: the list of the contract, filtered, and the same that the command line prints."""

import json

import pytest
from click.testing import CliRunner
from tests.api.conftest import client_of

from tradedash.__main__ import main

PATH = "/api/v1/contradictions"
KEYS = ["kind", "dispute", "indicator", "basis", "figure_ids", "sentence"]


@pytest.fixture
def get(seeded_client):
    return lambda query="": seeded_client.get(PATH + query).get_json()


def test_each_entry_has_the_keys_of_the_contract(get):
    answer = get()
    assert list(answer) == ["data", "next"]
    assert answer["next"] is None
    assert [list(one) for one in answer["data"]] == [KEYS] * 27
    assert {one["dispute"] for one in answer["data"]} == set(range(1, 13))
    assert answer["data"][2] == {
        "kind": "arithmetic",
        "dispute": 2,
        "indicator": "turnover_growth",
        "basis": "RU",
        "figure_ids": ["7082666a7f61", "b3a69aa160c8"],
        "sentence": (
            "Growth of trade turnover, Jan–Jun 2023 on Jan–Jun 2022 (a year before, implied): +17.9\u202f% allows "
            "17.85 to 17.95, but +17.4\u202f% (3 prints) allows 17.35 to 17.45; they do not meet."
        ),
    }


def test_filters_narrow_the_list_and_leave_the_numbers(get):
    found = get("?indicator=turnover_growth&basis=KG")["data"]
    assert [(one["dispute"], one["kind"]) for one in found] == [(5, "arithmetic")]
    assert get("?pair=KG-RU")["data"] == get("?pair=RU-KG")["data"] == get()["data"]
    assert {one["basis"] for one in get("?basis=RU,unstated")["data"]} == {"RU", "unstated"}


def test_as_of_a_day_only_what_was_known_then_contradicts(get):
    before = get("?as_of=2025-11-23")
    assert before["left_out_without_day"] > 0
    assert "misprint" not in {one["kind"] for one in before["data"]}
    assert "misprint" in {one["kind"] for one in get("?as_of=2025-11-30")["data"]}
    assert get("?recorded_as_of=2020-01-01T00:00:00Z")["data"] == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?basis=EU", "basis"),
        ("?indicator=turnvoer", "indicator"),
        ("?pair=RU", "pair"),
        ("?pair=RU-XX", "pair"),
        ("?as_of=yesterday", "as_of"),
        ("?recorded_as_of=2025-11-26", "recorded_as_of"),
        ("?limit=5", "limit"),
        ("?source=x", "source"),
        ("?kind=misprint", "kind"),
    ],
)
def test_an_unknown_name_or_bad_value_is_a_problem_that_names_it(seeded_client, query, parameter):
    answer = seeded_client.get(PATH + query)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["parameter"] == parameter


def test_an_empty_store_and_a_pair_without_figures_have_none(client, seeded_client):
    assert client.get(PATH).get_json() == {"data": [], "next": None}
    assert seeded_client.get(f"{PATH}?pair=RU-CN").get_json()["data"] == []


def test_the_command_line_prints_the_same_list(seeded_store, seeded_url, monkeypatch):
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", seeded_url)
    printed = CliRunner().invoke(main, ["contradictions", "--json"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == client_of(seeded_store).get(PATH).get_json()["data"]

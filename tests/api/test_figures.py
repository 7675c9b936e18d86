"""`/api/v1/figures`: keys, exact numbers, filters, pages, and what is refused."""

import json
from decimal import Decimal

import pytest

from tradedash.frames import COLUMNS


def data(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return answer.get_json()["data"]


def refused(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    return answer.get_json()


def test_a_figure_has_the_csv_columns_as_keys(client, published):
    published(figure_id="f1", value="4.10", qualifier="over", source_type="transcript", recorded_at="2025-01-01T00:00Z")
    answer = client.get("/api/v1/figures")
    assert answer.get_json()["next"] is None
    (one,) = answer.get_json()["data"]
    assert tuple(one) == COLUMNS
    expected = {
        "figure_id": "f1",
        "time_period": "2024",
        "period_end": "2024-12-31",
        "comparison_period": None,
        "obs_value": "4.10",
        "unit_mult": 9,
        "value": 4100000000,
        "lower": 4100000000,
        "upper": None,
        "qualifier": "over",
        "flags": "",
        "headline": True,
        "permalink": "https://ledger.example/figures/f1",
        "recorded_at": "2025-01-01T00:00:00.000000Z",
    }
    assert {name: one[name] for name in expected} == expected


def test_numbers_stay_exact(client, published):
    published(indicator="company_count", value="123456789012.123456")
    text = client.get("/api/v1/figures").get_data(as_text=True)
    (one,) = json.loads(text, parse_float=Decimal)["data"]
    assert one["obs_value"] == "123456789012.123456"
    assert one["value"] == Decimal("123456789012.123456")


def test_a_pair_is_the_same_in_both_directions(client, published):
    published()
    published(counterpart_area="CC")
    assert data(client, "figures?pair=AA-BB") == data(client, "figures?pair=BB-AA")
    assert len(data(client, "figures?pair=AA-BB")) == 1
    assert len(data(client, "figures")) == 2


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("indicator=exports", {"3"}),
        ("basis=AA&basis=unstated", {"2", "3"}),
        ("basis=AA,unstated", {"2", "3"}),
        ("from=2024", {"1"}),
        ("to=2023-06-30", {"2"}),
        ("as_of=2025-05-31", {"2"}),
        ("recorded_as_of=2025-01-01T00:00:00Z", {"1"}),
        ("status=retracted", {"4"}),
        ("rule=first", {"1", "2", "3"}),
    ],
)
def test_filters(client, published, query, values):
    published(value="1", recorded_at="2025-01-01T00:00Z")
    published(value="2", basis="AA", period="2023", published_on="2025-05-31", recorded_at="2025-01-02T00:00Z")
    published(value="3", basis="unstated", period=None, indicator="exports", recorded_at="2025-01-03T00:00Z")
    published(value="4", status="retracted")
    published(value="5", status="draft")
    assert {one["obs_value"] for one in data(client, f"figures?{query}")} == values


def test_a_source_filter_takes_its_id(client, published):
    published(value="1")
    published(value="2")
    (first, _) = data(client, "figures")
    assert data(client, f"figures?source={first['source_id']}") == [first]
    assert data(client, "figures?source=nobody") == []


def test_what_as_of_leaves_out_is_counted(client, published):
    published(published_on=None)
    answer = client.get("/api/v1/figures?as_of=2025-01-01").get_json()
    assert answer == {"left_out_without_day": 1, "data": [], "next": None}


def test_the_rule_of_the_request_decides_the_headline(client, published):
    published(value="4.10", published_on="2025-01-01")
    published(value="4", published_on="2025-02-01")
    by_rule = {
        rule: [one["obs_value"] for one in data(client, f"figures?rule={rule}") if one["headline"]]
        for rule in ("preferred", "latest", "first")
    }
    assert by_rule == {"preferred": ["4.10"], "latest": ["4"], "first": ["4.10"]}


def test_pages_lead_through_all_figures(client, published):
    for value in ("1", "2", "3"):
        published(value=value)
    whole = data(client, "figures")
    found, path = [], "/api/v1/figures?limit=2"
    while path:
        answer = client.get(path).get_json()
        found.append(answer["data"])
        path = answer["next"] and f"/api/v1/figures?limit=2&cursor={answer['next']}"
    assert [len(page) for page in found] == [2, 1]
    assert [one for page in found for one in page] == whole


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("basis=EU", "basis", "“basis” has no value “EU”. Use BB, AA, ORG or unstated."),
        ("rule=best", "rule", "“rule” has no value “best”. Use preferred, latest or first."),
        ("status=draft", "status", "“status” has no value “draft”. Use published, superseded or retracted."),
        ("indicator=turnovr", "indicator", "“turnovr” is not a known indicator. Did you mean turnover"),
        ("limit=0", "limit", "“limit” has no value “0”. Use a number from 1 to 5000."),
        ("bais=AA", "bais", "“bais” is not a known filter. Did you mean basis"),
        ("lang=ru", "lang", "“lang” is not a known filter."),
        ("rule=first&rule=latest", "rule", "“rule” is given 2 times; give it once."),
        ("from=", "from", "“from” is empty; give it a value or leave it out."),
        ("from=2025&to=2024", "from", "“from” is later than “to”: give the earlier one first."),
        ("cursor=x", "cursor", "“cursor” is not one that this list gave out"),
    ],
)
def test_a_bad_request_is_a_problem_document_that_names_it(client, published, query, parameter, detail):
    published()
    problem = refused(client, f"figures?{query}")
    assert problem.pop("detail").startswith(detail)
    assert problem == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "instance": "/api/v1/figures",
        "parameter": parameter,
    }


def test_one_figure_is_found_by_its_id(client, published):
    published(figure_id="f1")
    published(figure_id="f2", value="4.10")
    answer = client.get("/api/v1/figures/f1")
    assert tuple(answer.get_json()) == COLUMNS
    assert answer.get_json() == data(client, "figures")[1]
    assert client.get("/api/v1/figures/f1?rule=first").get_json()["headline"] is False


@pytest.mark.parametrize("path", ["f1?basis=AA", "f1?rule=best", "f1?rule="])
def test_a_single_figure_knows_only_the_rule(client, published, path):
    published(figure_id="f1")
    assert client.get(f"/api/v1/figures/{path}").status_code == 400


@pytest.mark.parametrize("figure_id", ["none", "%00", "a%20b", "%F0%9F%87%B7", "x" * 3000, "draft"])
def test_an_unknown_figure_is_a_problem_document(client, published, figure_id):
    published(figure_id="draft", status="draft")
    answer = client.get(f"/api/v1/figures/{figure_id}")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert answer.get_json()["detail"] == (
        "There is no figure under this address; it may have been copied incompletely."
    )


def test_head_answers_as_get_without_a_body(client, published):
    published()
    answer = client.head("/api/v1/figures")
    assert (answer.status_code, answer.content_type, answer.data) == (200, "application/json", b"")


def test_postgresql_gives_the_same_answer(postgres_client):
    (one,) = data(postgres_client, "figures?pair=AA-BB&basis=BB&from=2024&as_of=2025-12-31&limit=3")
    assert (one["obs_value"], one["value"], one["headline"]) == ("4.10", 4100000000, True)

"""Series, sources, statements, indicators; unknown addresses; a store that cannot be read."""

import pytest

UNKNOWN = (
    "There is nothing at this address. The API has figures, series, sources, statements, indicators, contradictions,"
    " search and openapi.json, which describes it."
)


def got(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return answer.get_json()


def test_a_series_is_one_chart_with_its_unit_pair_and_rule(client, published):
    published(value="4.1")
    published(value="4.2", period="2023")
    published(value="7", counterpart_area="CC")
    published(value="9", indicator="exports")
    answer = got(client, "series/turnover?rule=latest")
    assert [one["obs_value"] for one in answer.pop("data")] == ["4.1", "4.2"]
    assert answer == {
        "indicator": "turnover",
        "indicator_label": "Trade turnover",
        "unit_measure": "USD",
        "pair": "BB-AA",
        "rule": "latest",
        "derived": [],
        "next": None,
    }
    assert [one["obs_value"] for one in got(client, "series/turnover?pair=CC-BB")["data"]] == ["7"]


def test_a_series_can_be_read_in_pages(client, published):
    for value in ("1", "2", "3"):
        published(value=value)
    first = got(client, "series/turnover?limit=2")
    second = got(client, f"series/turnover?limit=2&cursor={first['next']}")
    assert [one["obs_value"] for one in first["data"] + second["data"]] == [
        one["obs_value"] for one in got(client, "series/turnover")["data"]
    ]


def test_a_series_of_an_empty_store_is_empty(client):
    assert (got(client, "series/turnover")["data"], got(client, "series/turnover")["pair"]) == ([], None)


def test_an_unknown_series_names_the_nearest(client):
    answer = client.get("/api/v1/series/turnovr")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert answer.get_json()["detail"].startswith("“turnovr” is not a known indicator. Did you mean turnover")


def test_a_series_is_named_once(client):
    answer = client.get("/api/v1/series/turnover?indicator=exports")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, "indicator")


def test_sources_carry_their_figures(client, published):
    published(
        publisher="The News", url="https://news.example/a", published_on="2025-01-01", recorded_at="2025-01-02T00:00Z"
    )
    published(status="draft")
    (one,) = got(client, "sources")["data"]
    assert one.pop("source_id")
    assert one == {
        "source_type": "report",
        "source_title": None,
        "source_publisher": "The News",
        "language": "en",
        "source_published_on": "2025-01-01",
        "published_on_basis": None,
        "source_url": "https://news.example/a",
        "declared_precision": None,
        "recorded_at": one["recorded_at"],
        "figures": 1,
    }


def test_statements_count_their_prints(client, published):
    for _ in range(2):
        published(speaker="A. Speaker", stated_on="2025-01-01")
    (one,) = got(client, "statements?pair=AA-BB")["data"]
    assert (one["speaker"], one["stated_on"], one["figures"], one["prints"]) == ("A. Speaker", "2025-01-01", 2, 2)


@pytest.mark.parametrize("path", ["sources", "statements"])
def test_lists_come_in_pages(client, published, path):
    for _ in range(3):
        published()
    first = got(client, f"{path}?limit=2")
    second = got(client, f"{path}?limit=2&cursor={first['next']}")
    assert first["data"] + second["data"] == got(client, path)["data"]
    assert (len(first["data"]), second["next"]) == (2, None)


def test_indicators_are_the_whole_code_list_with_counts(client, published):
    published()
    published(indicator="exports", status="draft")
    found = got(client, "indicators")["data"]
    assert [(one["indicator"], one["figures"]) for one in found][:4] == [
        ("turnover", 1), ("turnover_growth", 0), ("turnover_target", 0), ("exports", 0),
    ]  # fmt: skip
    assert found[0] == {
        "indicator": "turnover",
        "indicator_label": "Trade turnover",
        "kind": "level",
        "unit_measure": "USD",
        "family": "turnover",
        "direction": "symmetric; written in the pair's canonical order",
        "figures": 1,
        "statements": 1,
        "newest_known_on": "2025-06-01",
    }


@pytest.mark.parametrize("path", ["sources", "statements", "indicators", "series/turnover"])
def test_every_list_refuses_unknown_names_and_bad_values(client, path):
    for query, parameter in (("nonsense=1", "nonsense"), ("basis=EU", "basis"), ("limit=x", "limit")):
        answer = client.get(f"/api/v1/{path}?{query}")
        assert (answer.status_code, answer.get_json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize("path", ["", "nothing", "figures/", "figures/a/b", "series", "%00", "..%2f.."])
def test_an_unknown_address_is_a_problem_document(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert answer.get_json()["detail"] == UNKNOWN


@pytest.mark.parametrize("path", ["figures/f1", "series/turnover", "statements", "indicators", "contradictions"])
def test_all_but_figures_and_sources_can_only_be_read(client, path):
    answer = client.post(f"/api/v1/{path}", json={})
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", ["figures", "figures/f1", "series/turnover", "sources", "statements", "indicators"])
def test_a_store_that_is_gone_is_503(client, store_file, path):
    store_file.unlink()
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert "Retry-After" in answer.headers

"""`series/<indicator>` brings what follows from its figures under a key of its own."""

import json


def series(client, query: str = "") -> dict:
    return json.loads(client.get(f"/api/v1/series/turnover{query}").data)


def test_derived_values_stand_under_their_own_key_with_their_inputs(seeded_client):
    answer = series(seeded_client)
    ids = {figure["figure_id"] for figure in answer["data"]}
    (level,) = [one for one in answer["derived"] if (one["basis"], one["time_period"], one["kind"]) == (
        "RU", "2023", "by_growth")]  # fmt: skip
    assert (round(level["lower"]), round(level["upper"]), level["value"]) == (3_563_572_371, 3_654_777_631, None)
    assert level["how"] == "4.1 ÷ 1.136 = 3.564–3.655 bn USD"
    assert level["figure_ids"][0] in ids
    assert len(level["figure_ids"]) == 2
    (total,) = [one for one in answer["derived"] if (one["basis"], one["time_period"], one["kind"]) == (
        "RU", "2021", "sum")]  # fmt: skip
    assert (total["value"], total["lower"], total["upper"]) == (2_504_000_000, 2_503_000_000, 2_505_000_000)
    assert all(figure["figure_id"] for figure in answer["data"])


def test_filters_narrow_derived_values_as_they_narrow_figures(seeded_client):
    answer = series(seeded_client, "?basis=KG&from=2022&to=2022")
    assert {(one["basis"], one["time_period"][:4]) for one in answer["derived"]} == {("KG", "2022")}


def test_only_the_first_page_brings_them(seeded_client):
    first = series(seeded_client, "?limit=10")
    second = series(seeded_client, f"?limit=10&cursor={first['next']}")
    assert first["derived"]
    assert second["derived"] == []
    assert second["data"]

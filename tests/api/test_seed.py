"""The seed article through the API: its seven figures, and the headlines of the pair as published."""

import csv

SEED = "e2659e7ebb89"


def test_the_seven_figures_of_the_seed_article_come_back(seeded_client):
    found = seeded_client.get(f"/api/v1/figures?source={SEED}").get_json()["data"]
    assert {
        (one["indicator"], one["time_period"], one["basis"], one["obs_value"], one["qualifier"]) for one in found
    } == {
        ("company_count", "2025", "KG", "1800", "exact"),
        ("company_count_growth_factor", "2025", "KG", "3", "exact"),
        ("investment_stock", "2025-11-26", "RU", "2", "about over"),
        ("turnover_growth", "2024", "RU", "13.6", "exact"),
        ("turnover", "2024", "RU", "4.1", "exact"),
        ("turnover_growth", "2025-01/2025-09", "RU", "17", "exact"),
        ("national_currency_share", "2025-11-26", "RU", "97", "about"),
    }


def test_a_plain_request_brings_all_seed_figures(seeded_client, root):
    with (root / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        stored = {line["figure_id"]: line["obs_value"] for line in csv.DictReader(file)}
    answer = seeded_client.get("/api/v1/figures").get_json()
    assert {one["figure_id"]: one["obs_value"] for one in answer["data"]} == stored
    assert (len(stored) > 300, answer["next"]) == (True, None)


def test_the_kyrgyz_headline_for_2024_is_the_one_an_analyst_preferred(seeded_client):
    found = seeded_client.get("/api/v1/series/turnover?from=2024&to=2024").get_json()
    headlines = {(one["basis"], one["time_period"]): one["obs_value"] for one in found["data"] if one["headline"]}
    assert (headlines["KG", "2024"], headlines["RU", "2024"]) == ("3.2", "4.1")
    assert found["pair"] == "RU-KG"


def test_a_bad_basis_is_answered_with_the_bases_of_the_pair(seeded_client):
    assert seeded_client.get("/api/v1/figures?basis=EU").get_json()["detail"] == (
        "“basis” has no value “EU”. Use RU, KG, EEC, IMF or unstated."
    )

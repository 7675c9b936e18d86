"""Citations by address: of a figure in four formats, of a chart with its selection."""

from datetime import UTC, datetime

import pytest


@pytest.mark.parametrize(
    ("ending", "mimetype", "begins"),
    [
        ("bib", "application/x-bibtex", "@misc{tradedash-f1,"),
        ("ris", "application/x-research-info-systems", "TY  - NEWS\r\n"),
        ("json", "application/vnd.citationstyles.csl+json", '[\n  {\n    "id": "tradedash-f1"'),
        ("jsonld", "application/ld+json", '[\n  {\n    "@context": "https://schema.org"'),
    ],
)
def test_a_figure_is_cited_in_each_format(client, published, ending, mimetype, begins):
    published(figure_id="f1", as_printed="рекорд: 4.1", language="ru", speaker="В. Путин")
    answer = client.get(f"/figures/f1.{ending}")
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.text.startswith(begins)
    assert "рекорд: 4.1" in answer.text
    assert "https://ledger.example/figures/f1" in answer.text


def test_the_day_of_access_is_today(client, published):
    published(figure_id="f1")
    before = datetime.now(UTC).date()
    text = client.get("/figures/f1.bib").text
    assert f"urldate = {{{before}}}" in text or f"urldate = {{{datetime.now(UTC).date()}}}" in text


def test_a_figure_is_named_with_number_measure_period_and_basis(client, published):
    published(figure_id="f1", indicator="exports", value="2.50", period="2023")
    [item] = client.get("/figures/f1.json").get_json(force=True)
    assert item["title"] == "2.50 bn USD, Exports of goods (Beland to Aland), 2023, Belandic statistics"


@pytest.mark.parametrize("ending", ["bib", "ris", "json", "jsonld"])
def test_drafts_and_figures_that_are_not_there_are_not_cited(client, published, ending):
    published(figure_id="f2", status="draft")
    for figure_id in ("f2", "none"):
        answer = client.get(f"/figures/{figure_id}.{ending}")
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_chart_is_cited_with_filters_rule_and_clocks_in_its_address(client, published):
    published(value="4.10", publisher="Gazette", speaker="S. Peaker", stated_on="2025-05-31")
    text = client.get("/charts/turnover.bib?basis=BB&from=2020&rule=latest&as_of=2026-01-02&theme=dark").text
    assert "@misc{tradedash-turnover-BB-AA," in text
    url = "https://ledger.example/charts/turnover?pair=BB-AA&basis=BB&from=2020-01-01&as_of=2026-01-02&rule=latest"
    assert f"  url = {{{url}}},\n" in text
    assert (
        "title = {{Trade turnover, Beland and Aland, Belandic statistics, from 1 Jan 2020, as known on 2 Jan 2026,"
        " headline rule “latest”, policy version 1}}" in text
    )
    assert "note = {1 figure, each with its own source; printed in Gazette; said by S. Peaker}" in text


def test_a_bad_value_in_a_chart_citation_is_a_problem_that_names_it(client):
    answer = client.get("/charts/turnover.ris?basis=EU")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, "basis")

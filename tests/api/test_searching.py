"""`/api/v1/search`: figures by their words, with counts by facet, as the page of the same name finds them."""

import pytest


@pytest.fixture
def figures(published):
    published(figure_id="f1", as_printed="trade reached 4.1 billion", publisher="Gazette", stated_on="2025-05-31")
    published(figure_id="f2", as_printed="trade of 4.1 billion", period="2023", stated_on="2025-06-01")
    published(figure_id="f3", as_printed="trade of 9 billion", value="9", status="draft")


def ids(client, query):
    return [one["figure_id"] for one in client.get(f"/api/v1/search?{query}").get_json()["data"]]


@pytest.mark.usefixtures("figures")
def test_figures_that_have_every_word_come_newest_first_with_counts(client):
    found = client.get("/api/v1/search?q=trade+4,1").get_json()
    assert [one["figure_id"] for one in found["data"]] == ["f2", "f1"]
    assert (found["found"], found["more"], found["next"]) == (2, False, None)
    assert found["facets"]["year"] == {"2024": 1, "2023": 1}
    assert found["facets"]["outlet"] == {"Gazette": 1, "News Example": 1}
    assert ids(client, "q=trade+gazette") == ["f1"]
    assert ids(client, "q=nothing+like+it") == []


@pytest.mark.usefixtures("figures")
def test_limit_and_clocks_hold(client):
    assert ids(client, "q=trade&limit=1") == ["f2"]
    assert ids(client, "q=trade&as_of=2025-05-31") == ["f1"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"), ("q=", "q"), ("q=...", "q"), ("q=a&q=b", "q"), (f"q={'x' * 201}", "q"), ("q=a%00b", "q"),
        ("q=a+b+c+d+e+f+g+h+i", "q"), ("q=a&pair=BB-AA", "pair"), ("q=a&limit=0", "limit"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_a_problem_that_names_it(client, query, parameter):
    answer = client.get(f"/api/v1/search?{query}")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, parameter)

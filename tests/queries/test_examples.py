"""Live examples of the method page: real figures, and nothing where there is none."""

from tradedash.queries.examples import TWO_HEDGES, examples


def test_an_empty_store_has_no_examples(ledger):
    with ledger.read() as conn:
        found = examples(conn)
    assert (dict(found.figures), found.reasons) == ({}, ())


def test_each_hedge_has_its_newest_figure_and_drafts_are_none(ledger, publish):
    publish(qualifier="over", value="3", published_on="2025-01-01")
    publish(qualifier="over", value="3.16", published_on="2025-05-01")
    publish(qualifier="about over", value="2", period="2023")
    publish(qualifier="nearly", status="draft")
    with ledger.read() as conn:
        found = examples(conn).figures
    assert {name: row.obs_value for name, row in found.items()} == {"over": "3.16", TWO_HEDGES: "2"}


def test_a_ranked_headline_says_its_reason(ledger, publish):
    publish(value="3.9")
    publish(value="3.2", rank="preferred", rank_reason="names the side")
    with ledger.read() as conn:
        [(row, why)] = examples(conn).reasons
    assert (row.obs_value, why) == ("3.2", "Ranked preferred: names the side.")

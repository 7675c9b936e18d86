"""Small print: what growth compares with, a period that was lost, and why a headline is one."""

from tests.components.trees import words
from tests.fixtures.rows import row

from tradedash.components.reasons import comparison_text, period_notes, reasons
from tradedash.reasoning.headline import Rule, mark


def test_growth_says_its_comparison_and_how_it_is_known():
    stated = row(comparison_period="2024-01/2024-09", comparison_basis="stated")
    assert comparison_text(stated) == "on Jan–Sep 2024, stated"
    assert comparison_text(row(comparison_period="2023", comparison_basis="implied")) == "on 2023, implied"
    assert comparison_text(row(comparison_basis="unstated")) == "on a time not named, unstated"
    assert comparison_text(row()) == ""


def test_a_print_that_lost_its_period_is_marked():
    assert words(period_notes(row(flags="record period_lost"))) == "period lost in this print"
    assert period_notes(row(flags="record")) == []


def test_only_a_headline_with_rivals_needs_a_reason():
    rows = mark([row("f1", source_type="transcript"), row("f2"), row("f3", time_period="2023")])
    assert reasons(rows, Rule.PREFERRED) == {"f1": "A transcript outranks a report."}


def test_the_reason_is_that_of_the_rule_in_force():
    rows = [row("f1", source_published_on="2025-01-01"), row("f2", source_published_on="2025-06-01")]
    assert reasons(mark(rows, Rule.LATEST), Rule.LATEST) == {"f2": "The newest known."}
    assert reasons(mark(rows, Rule.FIRST), Rule.FIRST) == {"f1": "The first known."}

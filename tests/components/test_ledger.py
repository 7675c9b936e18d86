"""The ledger and the table: reprints are counted once, headlines stand out, nothing is left out."""

from decimal import Decimal

from tests.components.test_figure_panel import BASES
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.fixtures.rows import row

from tradedash.components.figure_table import figure_table
from tradedash.components.ledger import entries, ledger
from tradedash.components.roles import role_text

UNDATED = {"time_period": "unstated", "freq": "unstated", "period_start": None, "period_end": None}


def test_reprints_of_one_statement_with_one_value_are_one_entry():
    rows = [row("f1"), row("f2"), row("f3", obs_value="4.10"), row("f4", statement_id="s2")]
    assert [[one.figure_id for one in entry.rows] for entry in entries(rows)] == [["f1", "f2"], ["f3"], ["f4"]]


def test_an_entry_carries_the_ids_of_all_its_prints():
    shown = ledger([row("f1"), row("f2")], BASES, signed=False)
    [item] = with_attribute(shown, "data-figure")
    assert (attribute(item, "data-figure"), attribute(item, "data-also")) == ("f1", "f2")
    assert "2 prints" in words(item)


def test_years_are_counted_in_statements_and_prints():
    shown = ledger([row("f1"), row("f2"), row("f3", **UNDATED)], BASES, signed=False)
    assert "2024 1 statement, 2 prints" in words(shown)
    assert "No period named 1 statement, 1 print" in words(shown)


def test_the_table_has_a_row_for_every_figure_in_the_order_given():
    rows = [row("f2", headline=True), row("f1"), row("f3", **UNDATED)]
    shown = figure_table(rows, BASES, caption="All", signed=False)
    assert [attribute(line, "data-figure") for line in with_attribute(shown, "data-figure")] == ["f2", "f1", "f3"]
    assert [words(head) for head in of_type(shown, "Th") if attribute(head, "scope") == "colgroup"] == [
        "2024",
        "No period named",
    ]


def test_one_unit_stands_in_the_head_and_several_stand_in_the_rows():
    shared = figure_table([row("f1"), row("f2")], BASES, caption="All", signed=False)
    assert "bn USD" in [words(head) for head in of_type(shared, "Th")]
    mixed = figure_table([row("f1"), row("f2", unit_measure="RUB")], BASES, caption="All", signed=False)
    assert "4.1 bn RUB" in words(mixed)
    assert "Value" in [words(head) for head in of_type(mixed, "Th")]


def test_directions_are_named_where_there_are_two():
    rows = [row("f1"), row("f2", ref_area="AA", counterpart_area="BB")]
    shown = figure_table(rows, BASES, caption="All", signed=False)
    assert "Beland → Aland" in words(shown)
    assert "Aland → Beland" in words(shown)
    assert "→" not in words(figure_table(rows[:1], BASES, caption="All", signed=False))


def test_roles_tell_rivals_from_reprints_of_the_headline():
    headline = row("f1", headline=True)
    rival = row("f3", obs_value="3.9", value=Decimal("3900000000"), lower=Decimal("3850000000"), upper=None)
    rows = [headline, row("f2"), rival]
    assert [role_text(one, rows) for one in rows] == ["Headline", "Same value", "Competing"]
    assert role_text(row(rank="deprecated"), rows) == "Deprecated"
    assert role_text(row(status="retracted"), rows) == "Retracted"
    assert role_text(row("f9", flags="forecast", headline=True), rows) == "Headline, forecast"

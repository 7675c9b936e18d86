"""What slips past the checks meets the constraints of the store, and they too answer in a sentence."""

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from tradedash.commands.refusals import _CONFLICTS, _VALUES, in_words
from tradedash.domain.actor import CLI
from tradedash.domain.errors import BadValue, Conflict
from tradedash.store.journal import append
from tradedash.store.schema import figure, metadata, source, statement


def constraints() -> set[str]:
    names = set()
    for table in metadata.tables.values():
        names |= {str(constraint.name) for constraint in table.constraints}
    return names


def test_every_constraint_that_has_a_sentence_exists():
    assert (set(_VALUES) | set(_CONFLICTS)) - constraints() == set()


def write_copy(store, table, **changes) -> None:
    """Write a copy of the stored row past all checks, with a journal row that names it."""
    with store.write() as conn, in_words():
        row = {**conn.execute(table.select()).mappings().one(), **changes}
        row = {name: value for name, value in row.items() if name not in ("id", "pair")}
        if "journal_seq" in row:
            key = row[f"{table.name}_id"]
            row["journal_seq"] = append(
                conn, CLI, action="test", entity=str(table.name), entity_id=key, before=None, after={}
            )
        conn.execute(insert(table), row)


@pytest.mark.parametrize(
    ("table", "changes", "sentence"),
    [
        (figure, {}, "Another figure has this id. Nothing was saved."),
        (source, {"canonical_url": "https://new.example"}, "Another source has this id. Nothing was saved."),
        (source, {"source_id": "new"}, "This address is stored already. Nothing was saved."),
        (statement, {"statement_id": "new"}, "This statement is stored already. Nothing was saved."),
    ],
)
def test_a_row_that_is_there_already_is_a_conflict(ledger, publish, table, changes, sentence):
    publish(speaker="A. Speaker", stated_on="2025-11-26")
    with pytest.raises(Conflict) as caught:
        write_copy(ledger, table, **changes)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"counterpart_area": "BB"}, "counterpart_area", "The two economies must differ."),
        ({"unit_mult": 13}, "unit_mult", "Choose the multiplier from the list, for example million."),
        ({"obs_scale": 7}, "obs_value", "Give at most 6 digits after the point."),
        ({"unit": "bushels"}, "unit_measure", "This unit is not known."),
        ({"status": "lost"}, "status", "This status is not known."),
        ({"rank": "preferred"}, "rank_reason", "Say why this figure is not ranked as normal."),
        ({"period_end": None}, "time_period", "Give the first and the last day of the period, or neither."),
        ({"as_printed": ""}, "as_printed", "Give the phrase with the number, as it is printed."),
    ],
)
def test_a_broken_rule_of_a_figure_names_its_field(ledger, publish, changes, field, sentence):
    publish()
    with pytest.raises(BadValue) as caught:
        write_copy(ledger, figure, figure_id="new", **changes)
    assert (caught.value.field, str(caught.value)) == (field, sentence)


def test_a_rule_without_a_sentence_is_named(ledger, publish):
    publish()
    with pytest.raises(BadValue, match=r"The ledger refuses this \(ck_statement_identity\). Nothing was saved."):
        write_copy(ledger, statement, statement_id="new", speaker="Somebody")


def test_a_code_that_does_not_exist_is_refused(ledger, publish):
    publish()
    with pytest.raises(BadValue, match="The ledger refuses this"):
        write_copy(ledger, figure, figure_id="new", basis="nowhere")


def test_other_errors_stay_what_they_are():
    with pytest.raises(ZeroDivisionError), in_words():
        raise ZeroDivisionError


def test_an_update_past_the_journal_is_refused_by_the_store(ledger, publish):
    publish()
    with pytest.raises(IntegrityError), ledger.write() as conn:
        conn.execute(update(figure).values(rank="normal"))

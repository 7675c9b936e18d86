"""What no constraint can say, the triggers do: history stays, and every change has its journal row."""

from datetime import date

import pytest
from sqlalchemy import Connection, insert, text, update
from sqlalchemy.exc import IntegrityError
from tests.store.ledger import FIGURE, NOON, SOURCE, add_batch, add_report, change_figure, record

from tradedash.store import journal, schema, triggers
from tradedash.store.canonical import GENESIS

FIGURES, SOURCES = schema.figure, schema.source
JOURNAL_ROW = {"at": NOON, "actor": "eve", "channel": "cli", "action": "add", "entity": "note", "entity_id": "n1"}
DELETED = {f"tr_{table}_never_deleted": f"DELETE FROM {table}" for table in triggers.NEVER_DELETED}
CHANGED = {
    "tr_import_batch_never_changed": "UPDATE import_batch SET row_count = 2",
    "tr_journal_never_changed": "UPDATE journal SET reason = 'none' WHERE seq = 1",
    "tr_statement_never_changed": "UPDATE statement SET source_id = 's1'",
}
EMPTIED = {f"tr_{table}_never_emptied": f"TRUNCATE {table} CASCADE" for table in triggers.NEVER_DELETED}
#: A new value for each column of a figure that must keep what it holds.
OTHER_IDENTITY = {
    "id": 99,
    "figure_id": "f2",
    "supersedes": "f0",
    "source_id": "s2",
    "indicator": "turnover_growth",
    "indicator_kind": "growth",
    "ref_area": "KG",
    "counterpart_area": "RU",
    "basis": "KG",
    "period_kind": "range",
    "period_start": date(2023, 1, 1),
    "period_end": date(2025, 12, 31),
    "period_evidence": "as the heading says",
    "comparison_basis": "stated",
    "comparison_start": date(2023, 1, 1),
    "comparison_end": date(2023, 12, 31),
    "obs_digits": 42,
    "obs_scale": 2,
    "unit_mult": 6,
    "unit": "EUR",
    "qualifiers": "about",
    "flags": "record",
    "as_printed": "4.2 billion dollars",
    "speaker": "Minister",
    "speaker_role": "minister",
    "stated_on": date(2025, 11, 24),
    "recorded_at": NOON.replace(year=2024),
    "form_key": "k9",
    "batch_id": "b1",
}


def append(conn: Connection, **facts: object) -> None:
    last, last_hash = journal.head(conn)
    row = {**JOURNAL_ROW, "seq": last + 1, "previous_hash": last_hash, "hash": "a" * 64, **facts}
    conn.execute(insert(schema.journal), row)


def break_journal_follows(conn: Connection) -> None:
    append(conn, seq=journal.head(conn)[0] + 2)


def break_figure_recorded(conn: Connection) -> None:
    of_another = record(conn, "figure", "another")
    conn.execute(insert(FIGURES), {**FIGURE, "figure_id": "f2", "journal_seq": of_another})


def break_figure_named(conn: Connection) -> None:
    of_another = record(conn, "figure", "another")
    conn.execute(update(FIGURES), {"status": "retracted", "journal_seq": of_another})


def break_figure_journaled(conn: Connection) -> None:
    conn.execute(update(FIGURES), {"status": "retracted"})


def break_figure_identity(conn: Connection) -> None:
    conn.execute(update(FIGURES), {"obs_digits": 42, "journal_seq": record(conn, "figure", "f1")})


def break_source_recorded(conn: Connection) -> None:
    row = {**SOURCE, "source_id": "s2", "canonical_url": "https://example.org/2"}
    conn.execute(insert(SOURCES), {**row, "journal_seq": record(conn, "figure", "f1")})


def break_source_named(conn: Connection) -> None:
    conn.execute(update(SOURCES), {"title": "Other", "journal_seq": record(conn, "figure", "f1")})


def break_source_journaled(conn: Connection) -> None:
    conn.execute(update(SOURCES), {"title": "Other"})


def break_figure_dated(conn: Connection) -> None:
    own = record(conn, "figure", "f2")
    conn.execute(insert(FIGURES), {**FIGURE, "figure_id": "f2", "published_at": None, "journal_seq": own})


def break_figure_stays_dated(conn: Connection) -> None:
    own = record(conn, "figure", "f2")
    draft = {**FIGURE, "figure_id": "f2", "status": "draft", "published_at": None}
    conn.execute(insert(FIGURES), {**draft, "journal_seq": own})
    change = {"status": "published", "journal_seq": record(conn, "figure", "f2")}
    conn.execute(update(FIGURES).where(FIGURES.c.figure_id == "f2"), change)


def break_figure_first_published(conn: Connection) -> None:
    conn.execute(
        update(FIGURES), {"published_at": None, "status": "draft", "journal_seq": record(conn, "figure", "f1")}
    )


def break_report_recorded(conn: Connection) -> None:
    add_report(conn, "r2", journal_seq=record(conn, "report", "another"))


def break_report_named(conn: Connection) -> None:
    conn.execute(update(schema.report), {"text": "Other", "journal_seq": record(conn, "report", "another")})


def break_report_journaled(conn: Connection) -> None:
    conn.execute(update(schema.report), {"text": "Other"})


BREAKS = {
    f"tr_{name.removeprefix('break_')}": function for name, function in globals().items() if name.startswith("break_")
}
SENTENCES = {
    "journal_follows": "a journal row must follow the last one",
    "figure_recorded": "a figure needs a journal row that names it or its batch",
    "figure_named": "a changed figure needs a journal row that names it",
    "figure_journaled": "a change of figure needs a new journal row",
    "figure_identity": "what a figure says is never changed",
    "source_recorded": "a source needs a journal row that names it",
    "source_named": "a changed source needs a journal row that names it",
    "source_journaled": "a change of source needs a new journal row",
    "figure_dated": "a published figure says when it was published",
    "figure_stays_dated": "a published figure says when it was published",
    "figure_first_published": "when a figure was first published is never changed",
    "report_recorded": "a report needs a journal row that names it",
    "report_named": "a changed report needs a journal row that names it",
    "report_journaled": "a change of report needs a new journal row",
}


@pytest.fixture
def batched(ledger):
    """Return a store with a figure of its own, f1, and a batch of one, b1."""
    with ledger.write() as conn:
        add_batch(conn, "b1", [{"figure_id": "b1f1"}])
        add_report(conn, "r1")
    return ledger


def refusal(store, action) -> str:
    with pytest.raises(IntegrityError) as refused, store.write() as conn:
        action(conn)
    return str(refused.value.orig).splitlines()[0]


def trigger_names(dialect: str) -> set[str]:
    listed = triggers.statements(dialect)
    return {statement.split()[2] for statement in listed if statement.startswith("CREATE TRIGGER")}


def test_every_trigger_is_broken_by_a_case():
    assert trigger_names("sqlite") == {*DELETED, *CHANGED, *BREAKS}
    assert trigger_names("postgresql") == {*DELETED, *CHANGED, *BREAKS, *EMPTIED}


@pytest.mark.parametrize("trigger", DELETED)
def test_nothing_is_deleted(batched, trigger):
    table = trigger.removeprefix("tr_").removesuffix("_never_deleted")
    assert refusal(batched, lambda conn: conn.execute(text(DELETED[trigger]))) == f"a row of {table} is never deleted"


@pytest.mark.parametrize("trigger", EMPTIED)
def test_postgresql_empties_no_table(postgres_store, trigger):
    with pytest.raises(IntegrityError, match="is never deleted"), postgres_store.write() as conn:
        conn.execute(text(EMPTIED[trigger]))


@pytest.mark.parametrize("trigger", CHANGED)
def test_the_journal_batches_and_statements_are_never_changed(batched, trigger):
    table = trigger.removeprefix("tr_").removesuffix("_never_changed")
    assert refusal(batched, lambda conn: conn.execute(text(CHANGED[trigger]))) == f"a row of {table} is never changed"


@pytest.mark.parametrize("trigger", BREAKS)
def test_a_row_that_the_journal_does_not_cover_is_refused(ledger, trigger):
    if trigger.startswith("tr_report"):
        with ledger.write() as conn:
            add_report(conn, "r1")
    assert refusal(ledger, BREAKS[trigger]) == SENTENCES[trigger.removeprefix("tr_")]


def test_a_new_value_is_tried_for_every_column_that_must_stay():
    assert set(OTHER_IDENTITY) == set(triggers.FIXED)


@pytest.mark.parametrize("column", OTHER_IDENTITY)
def test_no_column_that_says_what_was_printed_can_change(ledger, column):
    def change(conn: Connection) -> None:
        seq = record(conn, "figure", "f2" if column == "figure_id" else "f1")
        conn.execute(update(FIGURES), {column: OTHER_IDENTITY[column], "journal_seq": seq})

    assert refusal(ledger, change) == "what a figure says is never changed"


@pytest.mark.parametrize(
    "state",
    [{"status": "retracted"}, {"rank": "deprecated", "rank_reason": "a typing error"}, {"note": "see the correction"}],
)
def test_the_state_of_a_figure_changes_with_a_journal_row_of_its_own(ledger, state):
    with ledger.write() as conn:
        change_figure(conn, "f1", **state)
    with ledger.read() as conn:
        row = conn.execute(FIGURES.select()).mappings().one()
        assert ({name: row[name] for name in state}, journal.verify(conn)) == (state, [])


def test_a_figure_cannot_borrow_a_batch_it_is_not_recorded_with(batched):
    def borrow(conn: Connection) -> None:
        seq = record(conn, "note", "n1")
        conn.execute(insert(FIGURES), {**FIGURE, "figure_id": "f2", "batch_id": "b1", "journal_seq": seq})

    assert refusal(batched, borrow) == "a figure needs a journal row that names it or its batch"


@pytest.mark.parametrize("facts", [{"seq": 1}, {"previous_hash": GENESIS}, {"previous_hash": "b" * 64}])
def test_a_journal_row_cannot_be_put_in_elsewhere(ledger, facts):
    assert refusal(ledger, lambda conn: append(conn, **facts)) == "a journal row must follow the last one"


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_sqlite_does_not_replace_a_row_past_its_triggers(ledger):
    with pytest.raises(IntegrityError, match="a row of economy is never deleted"), ledger.write() as conn:
        conn.execute(text("INSERT OR REPLACE INTO economy VALUES ('unstated', 'Other', '', 'unstated')"))

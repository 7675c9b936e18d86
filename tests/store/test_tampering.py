"""Whoever changes a stored row behind the triggers' back is found, whichever column it was."""

from collections.abc import Callable

import pytest
from tests.store.ledger import (
    NOON,
    add_batch,
    add_code_lists,
    add_figure,
    add_report,
    add_source,
    change_figure,
    record,
)

from tradedash.store import schema
from tradedash.store.audit import row_with_hash, verify

#: Where a row is kept, not what it says: a number of the store's own, a key of the form it was sent with.
NOT_COVERED = {"figure": {"id", "pair", "form_key"}}
COVERED = {
    table: [one.name for one in schema.metadata.tables[table].columns if one.name not in NOT_COVERED.get(table, ())]
    for table in ("figure", "source", "report", "import_batch", "journal")
}
#: Another value that the column may have, where a letter more is none.
OTHER = {
    "supersedes": "'f0'",
    "source_id": "'s2'",
    "statement_id": "'st2'",
    "indicator": "'imports'",
    "indicator_kind": "'stock'",
    "ref_area": "'unstated'",
    "counterpart_area": "'unstated'",
    "basis": "'KG'",
    "period_kind": "'range'",
    "comparison_basis": "'stated'",
    "unit": "'EUR'",
    "qualifiers": "'about'",
    "status": "'superseded'",
    "rank": "'deprecated'",
    "source_type": "'transcript'",
    "language": "'ky'",
    "merged_into": "'s2'",
    "channel": "'cli'",
    "batch_id": "'b2'",
}
DAYS = {"period_start", "period_end", "comparison_start", "comparison_end", "stated_on", "published_on"}
INSTANTS = {"recorded_at", "published_at", "created_at", "closed_at", "at"}
NUMBERS = {"obs_digits", "obs_scale", "unit_mult", "declared_precision", "journal_seq", "row_count", "seq"}


def other(column: str) -> str:
    """Return SQL for another value of a column."""
    if column in DAYS:
        return "'2019-01-01'"
    if column in INSTANTS:
        return "'2019-01-01T00:00:00.000000Z'"
    if column in NUMBERS:
        return f"coalesce({column}, 0) + 70"
    if column in ("sha256", "hash", "previous_hash"):
        return f"'{'a' * 64}'"
    return OTHER.get(column, f"coalesce({column}, '') || 'x'")


@pytest.fixture
def tampered(history) -> Callable[[str], list[str]]:
    """Return a function that runs one statement behind the guards' back, and gives what `verify` says of it then.

    Guards are dropped and the statement is undone in one transaction, so the next one meets an intact store.
    """

    def run(statement: str) -> list[str]:
        with history.write() as conn, conn.begin_nested() as attempt:
            (unguard_sqlite if history.dialect == "sqlite" else unguard_postgresql)(conn)
            assert conn.exec_driver_sql(statement).rowcount == 1
            found = verify(conn)
            attempt.rollback()
        return found

    return run


def unguard_sqlite(conn) -> None:
    conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    conn.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    for (name,) in conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        conn.exec_driver_sql(f"DROP TRIGGER {name}")


def unguard_postgresql(conn) -> None:
    checks = (
        "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE contype = 'c'"
        " AND connamespace = 'public'::regnamespace"
    )
    for name, table in conn.exec_driver_sql(checks).all():
        conn.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    conn.exec_driver_sql("SET LOCAL session_replication_role = replica")


@pytest.fixture
def history(store):
    """Return a store with figures by themselves and in a batch, a correction, a report, two sources."""
    with store.write() as conn:
        add_code_lists(conn)
        for name in ("s1", "s2"):
            url = f"https://example.org/{name}"
            add_source(conn, source_id=name, url=url, canonical_url=url)
            conn.execute(schema.statement.insert(), {"statement_id": f"st{name[1]}", "source_id": name})
        add_figure(conn, figure_id="f0")
        add_figure(conn, figure_id="f1")
        change_figure(conn, "f1", rank="preferred", rank_reason="a transcript")
        add_batch(conn, "b1", [{"figure_id": name, "as_printed": f"{name}: 4.1 billion"} for name in "abc"])
        add_batch(conn, "b2", [{"figure_id": "z", "as_printed": "z: 4.1 billion"}])
        change_figure(conn, "c", note="a note")
        add_report(conn, "r1")
        record(conn, "option", "publish_own", after={"allowed": True})
    return store


def problems(store) -> list[str]:
    with store.read() as conn:
        return verify(conn)


def test_a_store_with_all_of_it_is_intact(history):
    assert problems(history) == []


@pytest.mark.parametrize("figure_id", ["f1", "a", "c"])
def test_a_changed_column_of_a_figure_is_found(tampered, figure_id):
    for column in COVERED["figure"]:
        found = tampered(f"UPDATE figure SET {column} = {other(column)} WHERE figure_id = '{figure_id}'")
        named = f"{figure_id}x" if column == "figure_id" else figure_id
        wanted = (f"Figure {named} ", "Import batch b")
        assert any(problem.startswith(wanted) for problem in found), (column, found)


@pytest.mark.parametrize(("table", "key"), [("source", "s1"), ("report", "r1"), ("import_batch", "b1")])
def test_a_changed_column_of_what_the_journal_covers_is_found(tampered, table, key):
    own = f"{table.removeprefix('import_')}_id"
    for column in COVERED[table]:
        value = f"'{key}x'" if column == own else other(column)
        found = tampered(f"UPDATE {table} SET {column} = {value} WHERE {own} = '{key}'")
        wanted = f"{table.capitalize().replace('_', ' ')} {key}"
        assert any(problem.startswith(wanted) for problem in found), (column, found)


@pytest.mark.parametrize("seq", [2, 7])
def test_a_changed_column_of_the_journal_is_named_by_its_row(tampered, seq):
    for column in COVERED["journal"]:
        found = tampered(f"UPDATE journal SET {column} = {other(column)} WHERE seq = {seq}")
        changed = f"Journal row {seq} was changed after it was written, or put in: its hash does not fit."
        moved = f"Journal row {seq} is missing: row {seq + 1} stands in its place."
        assert found == [moved if column == "seq" else changed], column


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM report", "Report r1 is gone: journal row 9 names it."),
        (
            "UPDATE figure SET published_at = NULL WHERE figure_id = 'c'",
            "Figure c was changed past the journal: published_at is not what journal row 8 left.",
        ),
        (
            "UPDATE source SET merged_into = 's1' WHERE source_id = 's2'",
            "Source s2 was changed past the journal: merged_into is not what journal row 2 left.",
        ),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(tampered, statement, sentence):
    assert tampered(statement)[0] == sentence


def test_a_draft_that_says_it_was_published_is_found(history, tampered):
    with history.write() as conn:
        add_figure(conn, figure_id="d", status="draft", published_at=None, as_printed="draft: 4.1 billion")
    assert problems(history) == []
    found = tampered(f"UPDATE figure SET published_at = '{NOON.isoformat()}' WHERE figure_id = 'd'")
    assert found == ["Figure d was changed past the journal: published_at is not what journal row 11 left."]


def test_a_code_that_was_described_anew_past_the_journal_is_named(history, tampered):
    with history.write() as conn:
        rows = {row.code: row._asdict() for row in conn.execute(schema.economy.select())}
        record(conn, "code_list", "economy", after=rows)
    assert problems(history) == []
    found = tampered("UPDATE economy SET name = 'Elsewhere' WHERE code = 'KG'")
    assert found == ["Economy KG was changed past the journal: it is not what the journal says of it."]


def test_a_head_that_was_written_down_is_found_again_or_is_not(history):
    with history.read() as conn:
        last = conn.execute(schema.journal.select().order_by(schema.journal.c.seq.desc()).limit(1)).one()
        assert (row_with_hash(conn, last.hash), row_with_hash(conn, "a" * 64)) == (10, None)

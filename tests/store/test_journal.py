"""The journal: canonical rows, an unbroken chain, and a check that finds whatever was changed past it."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import psycopg
import pytest
from sqlalchemy import make_url, select
from tests.store.ledger import AIDA, FIGURE, add_batch, add_figure, add_source, change_figure, record

from tradedash.domain.figure import Rank
from tradedash.store import canonical, journal, schema


@pytest.fixture
def tamper(store, store_url):
    """Return a function that edits the store past its triggers and foreign keys, as an editor of files would."""

    def sqlite(*statements: str) -> None:
        with closing(sqlite3.connect(make_url(store_url).database, isolation_level=None)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)

    def postgresql(*statements: str) -> None:
        with psycopg.connect(store_url.replace("+psycopg", ""), autocommit=True) as raw:
            raw.execute("SET session_replication_role = replica")
            for statement in statements:
                raw.execute(statement.encode())

    return sqlite if store.dialect == "sqlite" else postgresql


@pytest.fixture
def history(ledger):
    """Return a store of seven journal rows: 1 source, 2 figure f1, 3 and 4 changes of it, 5 batch, 6 and 7 changes."""
    with ledger.write() as conn:
        change_figure(conn, "f1", rank="preferred", rank_reason="a transcript")
        change_figure(conn, "f1", status="retracted")
        add_batch(conn, "b1", [{"figure_id": name, "as_printed": f"{name}: 4.1 billion"} for name in "dacb"])
        change_figure(conn, "c", note="first note")
        change_figure(conn, "c", note="second note", rank="deprecated", rank_reason="a copy")
    return ledger


def verify(store) -> list[str]:
    with store.read() as conn:
        return journal.verify(conn)


def rows(store) -> list:
    with store.read() as conn:
        return conn.execute(select(schema.journal).order_by("seq")).all()


def test_an_empty_journal_begins_with_zeros(store):
    with store.read() as conn:
        assert journal.head(conn) == (0, "0" * 64)


def test_a_row_says_who_did_what_when_and_why(store):
    with store.write() as conn:
        before = datetime.now(UTC)
        seq = journal.append(
            conn,
            AIDA,
            action="retract",
            entity="figure",
            entity_id="f1",
            before={"status": "published"},
            after={"status": "retracted"},
            reason="the office withdrew it",
        )
    (row,) = rows(store)
    assert (seq, row.seq, row.actor, row.channel, row.action) == (1, 1, "aida", "form", "retract")
    assert (row.entity, row.entity_id, row.reason) == ("figure", "f1", "the office withdrew it")
    assert (row.before, row.after) == ('{"status":"published"}', '{"status":"retracted"}')
    assert before <= row.at <= before + timedelta(seconds=10)


def test_the_hash_of_a_row_can_be_computed_by_anyone(store):
    with store.write() as conn:
        record(conn, "note", "n1", after={"text": "Товарооборот"})
        record(conn, "note", "n2")
    first, second = rows(store)
    own = {
        "seq": 1,
        "at": first.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": "aida",
        "channel": "form",
        "action": "add",
        "entity": "note",
        "entity_id": "n1",
        "before": None,
        "after": '{"text":"Товарооборот"}',
        "reason": None,
    }
    text = json.dumps(own, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert (first.previous_hash, first.hash) == ("0" * 64, sha256(("0" * 64 + text).encode()).hexdigest())
    assert second.previous_hash == first.hash
    with store.read() as conn:
        assert journal.head(conn) == (2, second.hash)


def test_a_row_that_was_rolled_back_leaves_no_gap(store):
    with store.write() as conn:
        record(conn, "note", "n1")
        conn.rollback()
    with store.write() as conn:
        assert record(conn, "note", "n2") == 1


def test_canonical_json_is_sorted_dense_and_exact():
    content = {"z": date(2025, 1, 31), "a": 12345678901234567, "ы": None, "rank": Rank.NORMAL, "list": ("x", True)}
    assert canonical.to_json(content) == (
        '{"a":12345678901234567,"list":["x",true],"rank":"normal","z":"2025-01-31","ы":null}'
    )


def test_canonical_json_holds_instants_in_utc_to_the_microsecond():
    bishkek = datetime(2025, 11, 24, 18, 0, 0, 5, timezone(timedelta(hours=6)))
    assert canonical.to_json({"at": bishkek}) == '{"at":"2025-11-24T12:00:00.000005Z"}'


@pytest.mark.parametrize("value", [4.1, Decimal("4.1"), b"4.1", object(), {4.1}])
def test_what_has_no_exact_form_is_refused(value):
    with pytest.raises(TypeError, match="has no exact form"):
        canonical.to_json({"value": [value]})


def test_the_canonical_form_covers_every_column_that_says_something():
    kept_elsewhere = {"id", "pair", "form_key", "batch_id", "journal_seq", "published_at"}
    assert {*canonical.IDENTITY, *canonical.STATE} == set(schema.figure.columns.keys()) - kept_elsewhere
    assert set(canonical.SOURCE) == set(schema.source.columns.keys()) - {"journal_seq", "merged_into"}
    assert set(canonical.REPORT) == set(schema.report.columns.keys()) - {"journal_seq"}


def test_a_batch_has_one_hash_in_whatever_order_it_comes():
    first, second = {**FIGURE, "figure_id": "a"}, {**FIGURE, "figure_id": "b"}
    lines = f"{canonical.canonical(first)}\n{canonical.canonical(second)}\n"
    assert canonical.batch_sha256([second, first]) == sha256(lines.encode()).hexdigest()


def test_an_empty_store_is_intact(store):
    assert verify(store) == []


def test_a_store_with_changes_and_batches_is_intact(history):
    assert (len(rows(history)), verify(history)) == (7, [])


def test_a_superseded_figure_and_its_correction_are_intact(history):
    with history.write() as conn:
        add_figure(conn, figure_id="f3", supersedes="a", obs_digits=42)
        change_figure(conn, "a", status="superseded")
    assert verify(history) == []


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            "UPDATE journal SET reason = 'none' WHERE seq = 3",
            "Journal row 3 was changed after it was written, or put in: its hash does not fit.",
        ),
        (
            "UPDATE journal SET after = replace(after, '41', '91') WHERE seq = 2",
            "Journal row 2 was changed after it was written, or put in: its hash does not fit.",
        ),
        (
            f"UPDATE journal SET previous_hash = '{'a' * 64}' WHERE seq = 5",
            "Journal row 5 was changed after it was written, or put in: its hash does not fit.",
        ),
        ("DELETE FROM journal WHERE seq = 1", "Journal row 1 is missing: row 2 stands in its place."),
        ("DELETE FROM journal WHERE seq IN (4, 5)", "Journal row 4 is missing: row 6 stands in its place."),
        (
            "UPDATE figure SET obs_digits = 91 WHERE figure_id = 'f1'",
            "Figure f1 was changed past the journal: obs_digits is not what journal row 4 left.",
        ),
        (
            "UPDATE figure SET status = 'published', note = 'x' WHERE figure_id = 'f1'",
            "Figure f1 was changed past the journal: status, note is not what journal row 4 left.",
        ),
        (
            "UPDATE figure SET period_end = '2024-11-30' WHERE figure_id = 'f1'",
            "Figure f1 was changed past the journal: period_end is not what journal row 4 left.",
        ),
        (
            "UPDATE figure SET note = 'x' WHERE figure_id = 'c'",
            "Figure c was changed past the journal: note is not what journal row 7 left.",
        ),
        (
            "UPDATE figure SET journal_seq = 3 WHERE figure_id = 'f1'",
            "Figure f1 rests on journal row 3, which is missing or is not the last to name it.",
        ),
        (
            "UPDATE source SET publisher = 'Else' WHERE source_id = 's1'",
            "Source s1 was changed past the journal: publisher is not what journal row 1 left.",
        ),
        ("DELETE FROM figure WHERE figure_id = 'f1'", "Figure f1 is gone: journal row 2 names it."),
    ],
)
def test_what_was_changed_past_the_journal_is_named(history, tamper, edit, sentence):
    tamper(edit)
    assert verify(history)[0] == sentence


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        ("UPDATE figure SET obs_digits = 91 WHERE figure_id = 'a'", "sha256"),
        ("UPDATE figure SET status = 'draft' WHERE figure_id = 'b'", "sha256"),
        ("UPDATE figure SET obs_digits = 91 WHERE figure_id = 'c'", "sha256"),
        ("DELETE FROM figure WHERE figure_id = 'd'", "row_count, sha256"),
        ("DELETE FROM figure WHERE batch_id = 'b1'", "row_count, sha256"),
        ("UPDATE import_batch SET row_count = 5", "row_count"),
        (f"UPDATE import_batch SET sha256 = '{'a' * 64}'", "sha256"),
    ],
)
def test_a_batch_that_was_changed_past_the_journal_is_named(history, tamper, edit, what):
    tamper(edit)
    sentence = f"Import batch b1 was changed past the journal: {what} is not what journal row 5 left."
    assert sentence in verify(history)


def test_a_figure_put_in_past_the_journal_is_named(history, tamper):
    own = ("id", "figure_id", "pair", "journal_seq")
    listed = ", ".join(column.name for column in schema.figure.columns if column.name not in own)
    tamper(
        f"INSERT INTO figure (id, figure_id, journal_seq, {listed}) SELECT 99, 'f9', 2, {listed} FROM figure"
        " WHERE figure_id = 'f1'"
    )
    assert verify(history) == ["Figure f9 rests on journal row 2, which is missing or is not the last to name it."]


def test_a_journal_whose_end_was_cut_off_is_noticed_by_what_rested_on_it(history, tamper):
    tamper("DELETE FROM journal WHERE seq > 6")
    assert verify(history)[-1] == "Figure c rests on journal row 7, which is missing or is not the last to name it."


def test_a_store_without_its_journal_is_noticed_by_all_that_rested_on_it(history, tamper):
    tamper("DELETE FROM journal")
    assert sorted(sentence.partition(",")[0] for sentence in verify(history)) == [
        "Figure c rests on journal row 7",
        "Figure f1 rests on journal row 4",
        "Import batch b1 rests on journal row 5",
        "Source s1 rests on journal row 1",
    ]


def test_a_flipped_byte_in_the_file_is_named(sqlite_store):
    with sqlite_store.write() as conn:
        conn.execute(schema.economy.insert(), {"code": "RU", "name": "Russia", "adjective": "", "kind": "economy"})
        add_source(conn, publisher="4.1 News")
    sqlite_store.close()
    path = make_url(sqlite_store.url).database
    with open(path, "rb+") as file:  # noqa: PTH123
        content = file.read()
        at = content.index(b"Trade grows4.1 News")
        file.seek(at + len(b"Trade grows"))
        file.write(b"9")
    assert verify(sqlite_store) == ["Source s1 was changed past the journal: publisher is not what journal row 1 left."]


def test_bytes_that_are_no_text_are_reported_and_do_not_stop_the_check(sqlite_store):
    with sqlite_store.write() as conn:
        add_source(conn, publisher="4.1 News")
    sqlite_store.close()
    with closing(sqlite3.connect(make_url(sqlite_store.url).database, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER tr_source_named")
        raw.execute("DROP TRIGGER tr_source_journaled")
        raw.execute("UPDATE source SET recorded_at = '4 November', publisher = CAST(x'ff' AS TEXT)")
    (problem,) = verify(sqlite_store)
    assert problem.startswith("The database is damaged and cannot be read to the end:")


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # PostgreSQL itself refuses a day that is none
def test_a_day_that_is_no_day_is_named(history, tamper):
    tamper("UPDATE figure SET period_end = '2024-99-99' WHERE figure_id = 'f1'")
    assert verify(history) == ["Figure f1 was changed past the journal: period_end is not what journal row 4 left."]


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_row_that_breaks_a_rule_of_the_schema_is_reported(history, tamper):
    tamper("PRAGMA ignore_check_constraints = ON", "UPDATE statement SET speaker = 'Minister'")
    assert verify(history) == ["The database file is damaged: CHECK constraint failed in statement."]

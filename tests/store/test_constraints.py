"""Every constraint of the schema refuses, on both engines, a row that breaks it and it alone."""

import shutil
from datetime import date
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint, insert
from sqlalchemy.exc import IntegrityError
from tests.fixtures.store import opened
from tests.store.ledger import (
    FIGURE,
    INDICATORS,
    NOON,
    SOURCE,
    STATEMENT,
    add_batch,
    add_figure,
    add_ground,
    add_source,
)

from tradedash.store import schema
from tradedash.store.canonical import GENESIS

TABLES = schema.metadata.tables
HASH = "a" * 64
#: A valid new row of each table, beside what `stocked` holds.
NEW: dict[str, dict[str, Any]] = {
    "economy": {"code": "KZ", "name": "Kazakhstan", "adjective": "Kazakh", "kind": "economy"},
    "indicator": {**INDICATORS[0], "code": "exports", "position": 3},
    "journal": {
        "seq": 9,
        "at": NOON,
        "actor": "aida",
        "channel": "form",
        "action": "add",
        "entity": "note",
        "entity_id": "n1",
        "previous_hash": "b" * 64,
        "hash": HASH,
    },
    "import_batch": {"batch_id": "b2", "row_count": 1, "sha256": HASH, "journal_seq": 1},
    "source": {**SOURCE, "source_id": "s3", "canonical_url": "https://example.org/3", "journal_seq": 1},
    "statement": {**STATEMENT, "statement_id": "st2", "source_id": "s2"},
    "figure": {**FIGURE, "figure_id": "f9", "journal_seq": 1},
    "exchange_rate": {
        "currency": "RUB",
        "year": 2022,
        "per_usd_digits": 67839,
        "per_usd_scale": 3,
        "publisher": "Central Bank",
    },
    "account": {"name": "bek", "role": "analyst", "password_hash": "…", "created_at": NOON},
    "session": {
        "token_hash": HASH,
        "account_id": 1,
        "csrf_token": "…",
        "created_at": NOON,
        "expires_at": NOON,
    },
    "source_check": {
        "source_id": SOURCE["source_id"],
        "archive_url": "https://archive.example/1",
        "status": "answers",
        "checked_at": NOON,
        "answered_at": NOON,
        "journal_seq": 1,
    },
    "report": {
        "report_id": "r9",
        "figure_id": "f1",
        "text": "This is misprinted.",
        "status": "open",
        "created_at": NOON,
        "journal_seq": 1,
    },
    "api_token": {
        "token_hash": HASH,
        "account_id": 1,
        "name": "robot",
        "scopes": "figures",
        "created_at": NOON,
        "expires_at": NOON,
    },
    "upload": {
        "upload_id": "u2",
        "account_id": 1,
        "name": "figures.csv",
        "kind": "csv",
        "size": 10,
        "state": "failed",
        "done": 0,
        "only_good": 0,
        "created_at": NOON,
    },
    "upload_chunk": {"upload_id": "u1", "position": 1, "content": b"indicator"},
    "upload_row": {
        "upload_id": "u1",
        "position": 2,
        "line": 3,
        "mark": "new",
        "field": "",
        "message": "",
        "content": "{}",
    },
    "column_plan": {"account_id": 1, "signature": HASH, "plan": "{}"},
}
NO_DAYS = {"period_start": None, "period_end": None}
SPAN = {"comparison_start": date(2023, 1, 1), "comparison_end": date(2023, 12, 31)}
#: constraint: what must change in the new row so that this constraint, and no other, is broken.
BREAKS: dict[str, list[dict[str, Any]]] = {
    "pk_economy": [{"code": "RU"}],
    "ck_economy_code": [{"code": ""}, {"code": "NINELONGS"}],
    "ck_economy_name": [{"name": ""}, {"name": "n" * 121}],
    "ck_economy_kind": [{"kind": "planet"}],
    "pk_indicator": [{"code": "turnover", "kind": "stock"}],
    "ck_indicator_code": [{"code": ""}, {"code": "c" * 61}],
    "ck_indicator_label": [{"label": ""}, {"label": "l" * 121}],
    "ck_indicator_kind": [{"kind": "guess"}],
    "ck_indicator_unit": [{"unit": "XAU"}],
    "ck_indicator_growth_unit": [{"kind": "growth", "unit": "USD"}],
    "uq_indicator_code_kind": [{"code": "turnover"}],
    "uq_indicator_position": [{"position": 1}],
    "pk_journal": [{"seq": 1}],
    "ck_journal_seq": [{"seq": 0}, {"seq": -1}],
    "ck_journal_actor": [{"actor": ""}, {"actor": "a" * 81}],
    "ck_journal_channel": [{"channel": "fax"}],
    "ck_journal_action": [{"action": ""}, {"action": "a" * 41}],
    "ck_journal_hash": [{"hash": "a" * 63}],
    "ck_journal_previous_hash": [{"previous_hash": "b" * 65}],
    "uq_journal_hash": [{"hash": "c" * 64}],
    "uq_journal_previous_hash": [{"previous_hash": GENESIS}],
    "pk_import_batch": [{"batch_id": "b1"}],
    "ck_import_batch_batch_id": [{"batch_id": ""}, {"batch_id": "b" * 65}],
    "ck_import_batch_row_count": [{"row_count": 0}],
    "ck_import_batch_sha256": [{"sha256": "abc"}],
    "fk_import_batch_journal_seq": [{"journal_seq": 99}],
    "uq_import_batch_journal_seq": [{"journal_seq": 4}],
    "pk_source": [{"source_id": "s1"}],
    "ck_source_source_id": [{"source_id": ""}, {"source_id": "s" * 65}],
    "ck_source_source_type": [{"source_type": "rumour"}],
    "ck_source_url": [{"url": "https://" + "u" * 1993}],
    "ck_source_url_scheme": [{"url": "javascript:alert(1)"}, {"url": "example.org"}],
    "ck_source_publisher": [{"publisher": ""}, {"publisher": "p" * 121}],
    "ck_source_language": [{"language": "e"}, {"language": "l" * 13}],
    "ck_source_declared_precision": [{"declared_precision": 0}],
    "fk_source_journal_seq": [{"journal_seq": 99}],
    "fk_source_merged_into": [{"merged_into": "none"}],
    "uq_source_canonical_url": [{"canonical_url": "https://example.org/news/1"}],
    "pk_statement": [{"statement_id": "st1"}],
    "ck_statement_statement_id": [{"statement_id": ""}, {"statement_id": "s" * 65}],
    "ck_statement_identity": [
        {"source_id": None},
        {"speaker": "Minister"},
        {"stated_on": date(2025, 1, 1)},
        {"speaker": "Minister", "stated_on": date(2025, 1, 1)},
        {"speaker": "Minister", "source_id": None},
    ],
    "fk_statement_source_id": [{"source_id": "none"}],
    "uq_statement_source_id": [{"source_id": "s1"}],
    "uq_statement_speaker_stated_on": [
        {"speaker": "Premier", "stated_on": date(2025, 11, 24), "source_id": None},
    ],
    "pk_figure": [{"id": 1}],
    "uq_figure_figure_id": [{"figure_id": "f1"}],
    "uq_figure_supersedes": [{"supersedes": "f1"}],
    "uq_figure_form_key": [{"form_key": "k1"}],
    "fk_figure_supersedes": [{"supersedes": "none"}],
    "fk_figure_source_id": [{"source_id": "none"}],
    "fk_figure_statement_id": [{"statement_id": "none"}],
    "fk_figure_indicator_indicator_kind": [{"indicator": "none"}, {"indicator_kind": "stock"}],
    "fk_figure_ref_area": [{"ref_area": "XX"}],
    "fk_figure_counterpart_area": [{"counterpart_area": "XX"}],
    "fk_figure_basis": [{"basis": "XX"}],
    "fk_figure_batch_id": [{"batch_id": "none"}],
    "fk_figure_journal_seq": [{"journal_seq": 99}],
    "ck_figure_figure_id": [{"figure_id": ""}, {"figure_id": "f" * 65}],
    "ck_figure_supersedes": [{"supersedes": "f9"}],
    "ck_figure_areas": [{"counterpart_area": "RU"}],
    "ck_figure_period_kind": [{"period_kind": "decade"}],
    "ck_figure_period": [
        NO_DAYS,
        {"period_start": None},
        {"period_end": None},
        {"period_end": date(2023, 12, 31)},
        {"period_kind": "unstated"},
    ],
    "ck_figure_comparison_basis": [{"comparison_basis": "guessed"}],
    "ck_figure_comparison": [
        SPAN,
        {**SPAN, "comparison_basis": "unstated"},
        {**SPAN, "comparison_basis": "stated", "comparison_end": None},
        {**SPAN, "comparison_basis": "stated", "comparison_start": None},
        {**SPAN, "comparison_basis": "stated", "comparison_end": date(2022, 12, 31)},
    ],
    "ck_figure_obs_digits": [{"obs_digits": 10**18}, {"obs_digits": -(10**18)}],
    "ck_figure_obs_scale": [{"obs_scale": -1}, {"obs_scale": 7}],
    "ck_figure_unit_mult": [{"unit_mult": -1}, {"unit_mult": 13}],
    "ck_figure_unit": [{"unit": "XAU"}],
    "ck_figure_growth_unit": [{"indicator": "turnover_growth", "indicator_kind": "growth"}],
    "ck_figure_qualifiers": [{"qualifiers": ""}, {"qualifiers": "q" * 61}],
    "ck_figure_as_printed": [{"as_printed": ""}, {"as_printed": "p" * 301}],
    "ck_figure_status": [{"status": "rumoured"}],
    "ck_figure_rank": [{"rank": "best", "rank_reason": "why not"}],
    "ck_figure_rank_reason": [{"rank": "preferred"}, {"rank": "deprecated", "rank_reason": ""}],
    "pk_exchange_rate": [{"year": 2021}],
    "ck_exchange_rate_currency": [{"currency": "USD"}, {"currency": "XAU"}],
    "ck_exchange_rate_year": [{"year": 1899}, {"year": 2101}],
    "ck_exchange_rate_per_usd_digits": [{"per_usd_digits": 0}, {"per_usd_digits": -1}, {"per_usd_digits": 10**18}],
    "ck_exchange_rate_per_usd_scale": [{"per_usd_scale": -1}, {"per_usd_scale": 16}],
    "ck_exchange_rate_publisher": [{"publisher": ""}, {"publisher": "p" * 121}],
    "pk_account": [{"account_id": 1}],
    "ck_account_name": [{"name": ""}, {"name": "n" * 81}],
    "ck_account_role": [{"role": "king"}],
    "uq_account_name": [{"name": "aida"}],
    "pk_session": [{"token_hash": "d" * 64}],
    "ck_session_token_hash": [{"token_hash": "short"}],
    "fk_session_account_id": [{"account_id": 99}],
    "pk_source_check": [{"source_id": "s2"}],
    "ck_source_check_archive_url": [{"archive_url": "ftp://a.example"}, {"archive_url": "https://a/" + "a" * 1991}],
    "ck_source_check_status": [{"status": "lost"}],
    "ck_source_check_checked": [{"checked_at": None}, {"status": None}],
    "ck_source_check_answered": [{"answered_at": None}],
    "fk_source_check_source_id": [{"source_id": "none"}],
    "fk_source_check_journal_seq": [{"journal_seq": 99}],
    "pk_report": [{"report_id": "r1"}],
    "ck_report_report_id": [{"report_id": ""}, {"report_id": "r" * 65}],
    "ck_report_text": [{"text": ""}, {"text": "t" * 2001}],
    "ck_report_status": [
        {"status": "lost"},
        {"closed_at": NOON},
        {"answer": "Yes"},
        {"status": "closed"},
        {"status": "closed", "closed_at": NOON, "answer": ""},
        {"status": "closed", "closed_at": NOON, "answer": "a" * 2001},
        {"status": "closed", "answer": "Yes"},
    ],
    "fk_report_figure_id": [{"figure_id": "none"}],
    "fk_report_journal_seq": [{"journal_seq": 99}],
    "pk_api_token": [{"token_hash": "d" * 64}],
    "ck_api_token_token_hash": [{"token_hash": "short"}],
    "ck_api_token_name": [{"name": ""}, {"name": "n" * 81}],
    "ck_api_token_scopes": [{"scopes": "everything"}, {"scopes": ""}],
    "fk_api_token_account_id": [{"account_id": 99}],
    "uq_api_token_account_id_name": [{"name": "key"}],
    "pk_upload": [{"upload_id": "u1"}],
    "ck_upload_upload_id": [{"upload_id": ""}, {"upload_id": "u" * 65}],
    "ck_upload_name": [{"name": ""}, {"name": "n" * 201}],
    "ck_upload_kind": [{"kind": "docx"}],
    "ck_upload_state": [{"state": "lost"}],
    "ck_upload_size": [{"size": -1}],
    "ck_upload_done": [{"done": -1}],
    "ck_upload_only_good": [{"only_good": 2}],
    "ck_upload_holder": [{"holder": "w1"}, {"beat_at": NOON}],
    "fk_upload_account_id": [{"account_id": 99}],
    "fk_upload_batch_id": [{"batch_id": "none"}],
    "pk_upload_chunk": [{"position": 0}],
    "ck_upload_chunk_position": [{"position": -1}],
    "ck_upload_chunk_content": [{"content": b""}, {"content": b"x" * (1024 * 1024 + 1)}],
    "fk_upload_chunk_upload_id": [{"upload_id": "none"}],
    "pk_upload_row": [{"position": 1}],
    "ck_upload_row_position": [{"position": 0}],
    "ck_upload_row_line": [{"line": -1}],
    "ck_upload_row_mark": [{"mark": "odd"}],
    "fk_upload_row_upload_id": [{"upload_id": "none"}],
    "pk_column_plan": [{"signature": "d" * 64}],
    "ck_column_plan_signature": [{"signature": "short"}],
    "fk_column_plan_account_id": [{"account_id": 99}],
}
#: No row can break the first without the second; it is there for a foreign key to point at.
FIRST_BROKEN = {"uq_indicator_code_kind": "pk_indicator"}
CASES = [(name, changes) for name, cases in BREAKS.items() for changes in cases]
CONSTRAINTS = {
    str(constraint.name): constraint
    for table in TABLES.values()
    for constraint in table.constraints
    if isinstance(constraint, CheckConstraint | UniqueConstraint | ForeignKeyConstraint | PrimaryKeyConstraint)
}
REQUIRED = [
    column for table in TABLES.values() for column in table.columns if not column.nullable and not column.primary_key
]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def stocked(request, tmp_path_factory):
    """Return a store with rows to collide with, and without triggers: constraints must hold by themselves.

    All tests of this module share it, for none of their rows stays.
    """
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("stocked") / "tradedash.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        url = f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = server.create(template=request.getfixturevalue("migrated_postgres"))
    with opened(url) as store:
        with store.write() as conn:
            stock(conn)
        yield store
    if request.param == "postgresql":
        server.drop(url)


def stock(conn: Connection) -> None:
    add_ground(conn)
    add_source(conn, source_id="s2", canonical_url="https://example.org/news/2")
    add_figure(conn, figure_id="f1", form_key="k1")
    add_batch(conn, "b1", [{"figure_id": "f2", "supersedes": "f1"}])
    said = {"statement_id": "st0", "speaker": "Premier", "stated_on": date(2025, 11, 24)}
    conn.execute(insert(schema.statement), said)
    conn.execute(insert(schema.exchange_rate), {**NEW["exchange_rate"], "year": 2021})
    conn.execute(insert(schema.account), {**NEW["account"], "name": "aida"})
    conn.execute(insert(schema.session), {**NEW["session"], "token_hash": "d" * 64})
    conn.execute(insert(schema.api_token), {**NEW["api_token"], "token_hash": "d" * 64, "name": "key"})
    conn.execute(insert(schema.upload), {**NEW["upload"], "upload_id": "u1", "state": "mapping"})
    conn.execute(insert(schema.upload_chunk), {**NEW["upload_chunk"], "position": 0})
    conn.execute(insert(schema.upload_row), {**NEW["upload_row"], "position": 1})
    conn.execute(insert(schema.column_plan), {**NEW["column_plan"], "signature": "d" * 64})
    conn.execute(insert(schema.source_check), {**NEW["source_check"], "source_id": "s2"})
    drop_triggers(conn)
    conn.execute(insert(schema.report), {**NEW["report"], "report_id": "r1"})
    conn.execute(insert(schema.journal), {**NEW["journal"], "seq": 7, "hash": "c" * 64, "previous_hash": "e" * 64})


def drop_triggers(conn: Connection) -> None:
    if conn.dialect.name == "sqlite":
        names = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            conn.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        for table in TABLES:
            conn.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def refused(store, table: str, row: dict[str, Any]) -> IntegrityError:
    with pytest.raises(IntegrityError) as refusal, store.write() as conn:
        conn.execute(insert(TABLES[table]), row)
    return refusal.value


def expected_words(name: str) -> str:
    """Return what SQLite says: it names a CHECK, the columns of a UNIQUE, and nothing of a foreign key."""
    constraint = CONSTRAINTS[name]
    if isinstance(constraint, CheckConstraint):
        return f"CHECK constraint failed: {name}"
    if isinstance(constraint, ForeignKeyConstraint):
        return "FOREIGN KEY constraint failed"
    return "UNIQUE constraint failed: " + ", ".join(f"{constraint.table.name}.{c.name}" for c in constraint.columns)


@pytest.mark.parametrize("table", NEW)
def test_the_new_row_that_the_cases_start_from_is_accepted(stocked, table):
    with stocked.write() as conn:
        conn.execute(insert(TABLES[table]), NEW[table])
        conn.rollback()


def test_every_constraint_is_broken_by_a_case():
    assert set(BREAKS) == set(CONSTRAINTS)


@pytest.mark.parametrize(("name", "changes"), CASES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(CASES)])
def test_a_row_that_breaks_a_constraint_is_refused_by_it(stocked, name, changes):
    table = CONSTRAINTS[name].table.name
    error = refused(stocked, table, {**NEW[table], **changes})
    if stocked.dialect == "postgresql":
        assert error.orig.diag.constraint_name == FIRST_BROKEN.get(name, name)
    else:
        assert str(error.orig) == expected_words(name)


@pytest.mark.parametrize("column", REQUIRED, ids=str)
def test_a_row_without_a_required_value_is_refused(stocked, column):
    error = refused(stocked, column.table.name, {**NEW[column.table.name], column.name: None})
    said = error.orig.diag.column_name if stocked.dialect == "postgresql" else str(error.orig)
    assert said in (column.name, f"NOT NULL constraint failed: {column}")


def test_an_account_has_one_open_upload(stocked):
    error = refused(stocked, "upload", {**NEW["upload"], "state": "receiving"})
    said = error.orig.diag.constraint_name if stocked.dialect == "postgresql" else str(error.orig)
    assert said in ("ix_upload_open", "UNIQUE constraint failed: upload.account_id")

"""The ledger: economies, indicators, sources, statements, figures, the journal over them, accounts and sessions.

Why:  the first schema; numbers are exact integers, every constraint has a name, triggers keep the journal append-only.
Rows: none exist yet.
Undo: drops every table with all that is in it; make a backup first.

Revision ID: 0001
Revises:
Create Date: 2026-11-24 13:45:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("economy", "indicator", "journal", "import_batch", "source", "statement", "figure", "account", "session")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

NEVER_DELETED = ("economy", "figure", "import_batch", "indicator", "journal", "source", "statement")
NEVER_CHANGED = ("import_batch", "journal", "statement")
#: Columns of a figure that no one may change.
FIXED = (
    "id", "figure_id", "supersedes", "source_id", "indicator", "indicator_kind", "ref_area", "counterpart_area",
    "basis", "period_kind", "period_start", "period_end", "period_evidence", "comparison_basis", "comparison_start",
    "comparison_end", "obs_digits", "obs_scale", "unit_mult", "unit", "qualifiers", "flags", "as_printed", "speaker",
    "speaker_role", "stated_on", "recorded_at", "form_key", "batch_id",
)  # fmt: skip
FOLLOWS = (
    "NEW.seq = coalesce((SELECT max(seq) FROM journal), 0) + 1"
    " AND NEW.previous_hash = coalesce((SELECT hash FROM journal WHERE seq = NEW.seq - 1),"
    " '0000000000000000000000000000000000000000000000000000000000000000')"
)
FIGURE_NAMED = (
    "EXISTS (SELECT 1 FROM journal WHERE seq = NEW.journal_seq AND entity = 'figure' AND entity_id = NEW.figure_id)"
)
SOURCE_NAMED = (
    "EXISTS (SELECT 1 FROM journal WHERE seq = NEW.journal_seq AND entity = 'source' AND entity_id = NEW.source_id)"
)
IN_BATCH = "EXISTS (SELECT 1 FROM import_batch WHERE batch_id = NEW.batch_id AND journal_seq = NEW.journal_seq)"
FIGURE_RECORDED = f"CASE WHEN NEW.batch_id IS NULL THEN {FIGURE_NAMED} ELSE {IN_BATCH} END"
#: What must hold before a row is written: trigger, event, table, condition, sentence.
CONDITIONS = (
    ("journal_follows", "INSERT", "journal", FOLLOWS, "a journal row must follow the last one"),
    ("figure_recorded", "INSERT", "figure", FIGURE_RECORDED, "a figure needs a journal row that names it or its batch"),
    ("figure_named", "UPDATE", "figure", FIGURE_NAMED, "a changed figure needs a journal row that names it"),
    ("source_recorded", "INSERT", "source", SOURCE_NAMED, "a source needs a journal row that names it"),
    ("source_named", "UPDATE", "source", SOURCE_NAMED, "a changed source needs a journal row that names it"),
)


def upgrade() -> None:
    """Make the tables, then the triggers of the engine at hand."""
    code_lists()
    journal()
    sources()
    figures()
    accounts()
    (sqlite_triggers if op.get_bind().dialect.name == "sqlite" else postgresql_triggers)()


def downgrade() -> None:
    """Drop all tables; their triggers and indexes go with them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in ("refuse", *(condition[0] for condition in CONDITIONS)):
            op.execute(f"DROP FUNCTION {function}()")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(name))


def code_lists() -> None:
    op.create_table(
        "economy",
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("adjective", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        check("ck_economy_kind", "kind IN ('economy', 'organisation', 'unstated')"),
        check("ck_economy_code", "length(code) BETWEEN 1 AND 8"),
        check("ck_economy_name", "length(name) BETWEEN 1 AND 120"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_economy")),
        sqlite_strict=True,
    )
    op.create_table(
        "indicator",
        sa.Column("code", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("family", TEXT, nullable=False),
        sa.Column("direction", TEXT, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        check("ck_indicator_growth_unit", "kind <> 'growth' OR unit IN ('percent', 'ratio')"),
        check(
            "ck_indicator_kind",
            "kind IN ('level', 'growth', 'change', 'ratio', 'share', 'stock', 'count', 'amount', 'target')",
        ),
        check("ck_indicator_unit", "unit IN ('USD', 'RUB', 'EUR', 'KGS', 'percent', 'ratio', 'count', 'tonnes', 'm3')"),
        check("ck_indicator_code", "length(code) BETWEEN 1 AND 60"),
        check("ck_indicator_label", "length(label) BETWEEN 1 AND 120"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", "kind", name=op.f("uq_indicator_code_kind")),
        sa.UniqueConstraint("position", name=op.f("uq_indicator_position")),
        sqlite_strict=True,
    )


def journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", BIGINT, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("before", TEXT),
        sa.Column("after", TEXT),
        sa.Column("reason", TEXT),
        sa.Column("previous_hash", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        check("ck_journal_channel", "channel IN ('form', 'import', 'api', 'cli')"),
        check("ck_journal_action", "length(action) BETWEEN 1 AND 40"),
        check("ck_journal_actor", "length(actor) BETWEEN 1 AND 80"),
        check("ck_journal_hash", "length(hash) = 64"),
        check("ck_journal_previous_hash", "length(previous_hash) = 64"),
        check("ck_journal_seq", "seq > 0"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_journal_previous_hash")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_journal_entity_entity_id"), "journal", ["entity", "entity_id"])
    op.create_table(
        "import_batch",
        sa.Column("batch_id", TEXT, nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("journal_seq", BIGINT, nullable=False),
        check("ck_import_batch_batch_id", "length(batch_id) BETWEEN 1 AND 64"),
        check("ck_import_batch_sha256", "length(sha256) = 64"),
        check("ck_import_batch_row_count", "row_count > 0"),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name=op.f("fk_import_batch_journal_seq")),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("journal_seq", name=op.f("uq_import_batch_journal_seq")),
        sqlite_strict=True,
    )


def sources() -> None:
    op.create_table(
        "source",
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("source_type", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("canonical_url", TEXT, nullable=False),
        sa.Column("title", TEXT),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("published_on", DAY),
        sa.Column("published_on_basis", TEXT),
        sa.Column("declared_precision", BIGINT),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("journal_seq", BIGINT, nullable=False),
        check("ck_source_url_scheme", "lower(url) LIKE 'http://%' OR lower(url) LIKE 'https://%'"),
        check("ck_source_source_type", "source_type IN ('release', 'transcript', 'report')"),
        check("ck_source_declared_precision", "declared_precision IS NULL OR declared_precision > 0"),
        check("ck_source_language", "length(language) BETWEEN 2 AND 12"),
        check("ck_source_publisher", "length(publisher) BETWEEN 1 AND 120"),
        check("ck_source_source_id", "length(source_id) BETWEEN 1 AND 64"),
        check("ck_source_url", "length(url) BETWEEN 1 AND 2000"),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name=op.f("fk_source_journal_seq")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source")),
        sa.UniqueConstraint("canonical_url", name=op.f("uq_source_canonical_url")),
        sqlite_strict=True,
    )
    op.create_table(
        "statement",
        sa.Column("statement_id", TEXT, nullable=False),
        sa.Column("speaker", TEXT),
        sa.Column("stated_on", DAY),
        sa.Column("source_id", TEXT),
        check(
            "ck_statement_identity",
            "(speaker IS NOT NULL AND stated_on IS NOT NULL AND source_id IS NULL) OR (speaker IS NULL AND "
            "stated_on IS NULL AND source_id IS NOT NULL)",
        ),
        check("ck_statement_statement_id", "length(statement_id) BETWEEN 1 AND 64"),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_statement_source_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_statement")),
        sa.UniqueConstraint("source_id", name=op.f("uq_statement_source_id")),
        sa.UniqueConstraint("speaker", "stated_on", name=op.f("uq_statement_speaker_stated_on")),
        sqlite_strict=True,
    )


def figures() -> None:
    op.create_table(
        "figure",
        sa.Column("id", BIGINT, nullable=False),
        sa.Column("figure_id", TEXT, nullable=False),
        sa.Column("supersedes", TEXT),
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("statement_id", TEXT, nullable=False),
        sa.Column("indicator", TEXT, nullable=False),
        sa.Column("indicator_kind", TEXT, nullable=False),
        sa.Column("ref_area", TEXT, nullable=False),
        sa.Column("counterpart_area", TEXT, nullable=False),
        sa.Column(
            "pair",
            TEXT,
            sa.Computed(
                "CASE WHEN ref_area < counterpart_area THEN ref_area || '-' || counterpart_area"
                " ELSE counterpart_area || '-' || ref_area END",
                persisted=True,
            ),
        ),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("period_kind", TEXT, nullable=False),
        sa.Column("period_start", DAY),
        sa.Column("period_end", DAY),
        sa.Column("period_evidence", TEXT),
        sa.Column("comparison_basis", TEXT),
        sa.Column("comparison_start", DAY),
        sa.Column("comparison_end", DAY),
        sa.Column("obs_digits", BIGINT, nullable=False),
        sa.Column("obs_scale", sa.Integer, nullable=False),
        sa.Column("unit_mult", sa.Integer, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("qualifiers", TEXT, nullable=False),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("as_printed", TEXT, nullable=False),
        sa.Column("speaker", TEXT),
        sa.Column("speaker_role", TEXT),
        sa.Column("stated_on", DAY),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("rank", TEXT, nullable=False),
        sa.Column("rank_reason", TEXT),
        sa.Column("note", TEXT),
        sa.Column("form_key", TEXT),
        sa.Column("batch_id", TEXT),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("journal_seq", BIGINT, nullable=False),
        check(
            "ck_figure_comparison",
            "(comparison_start IS NULL AND comparison_end IS NULL) OR (comparison_start IS NOT NULL AND "
            "comparison_end IS NOT NULL AND comparison_start <= comparison_end AND comparison_basis IS NOT NULL "
            "AND comparison_basis <> 'unstated')",
        ),
        check(
            "ck_figure_period",
            "(period_kind = 'unstated' AND period_start IS NULL AND period_end IS NULL) OR (period_kind <> "
            "'unstated' AND period_start IS NOT NULL AND period_end IS NOT NULL AND period_start <= period_end)",
        ),
        check(
            "ck_figure_comparison_basis",
            "comparison_basis IS NULL OR comparison_basis IN ('stated', 'implied', 'unstated')",
        ),
        check("ck_figure_growth_unit", "indicator_kind <> 'growth' OR unit IN ('percent', 'ratio')"),
        check("ck_figure_period_kind", "period_kind IN ('A', 'H', 'Q', 'M', 'YTD', 'range', 'point', 'unstated')"),
        check("ck_figure_rank_reason", "rank = 'normal' OR coalesce(length(rank_reason), 0) > 0"),
        check("ck_figure_rank", "rank IN ('preferred', 'normal', 'deprecated')"),
        check("ck_figure_status", "status IN ('draft', 'in_review', 'published', 'retracted', 'superseded')"),
        check("ck_figure_unit", "unit IN ('USD', 'RUB', 'EUR', 'KGS', 'percent', 'ratio', 'count', 'tonnes', 'm3')"),
        check("ck_figure_as_printed", "length(as_printed) BETWEEN 1 AND 300"),
        check("ck_figure_figure_id", "length(figure_id) BETWEEN 1 AND 64"),
        check("ck_figure_qualifiers", "length(qualifiers) BETWEEN 1 AND 60"),
        check("ck_figure_obs_digits", "obs_digits BETWEEN -999999999999999999 AND 999999999999999999"),
        check("ck_figure_obs_scale", "obs_scale BETWEEN 0 AND 6"),
        check("ck_figure_areas", "ref_area <> counterpart_area"),
        check("ck_figure_supersedes", "supersedes <> figure_id"),
        check("ck_figure_unit_mult", "unit_mult BETWEEN 0 AND 12"),
        sa.ForeignKeyConstraint(["basis"], ["economy.code"], name=op.f("fk_figure_basis")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.batch_id"], name=op.f("fk_figure_batch_id")),
        sa.ForeignKeyConstraint(["counterpart_area"], ["economy.code"], name=op.f("fk_figure_counterpart_area")),
        sa.ForeignKeyConstraint(
            ["indicator", "indicator_kind"],
            ["indicator.code", "indicator.kind"],
            name=op.f("fk_figure_indicator_indicator_kind"),
        ),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name=op.f("fk_figure_journal_seq")),
        sa.ForeignKeyConstraint(["ref_area"], ["economy.code"], name=op.f("fk_figure_ref_area")),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_figure_source_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.statement_id"], name=op.f("fk_figure_statement_id")),
        sa.ForeignKeyConstraint(["supersedes"], ["figure.figure_id"], name=op.f("fk_figure_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("figure_id", name=op.f("uq_figure_figure_id")),
        sa.UniqueConstraint("form_key", name=op.f("uq_figure_form_key")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_figure_supersedes")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_figure_pair_indicator_basis_period_start_period_end"),
        "figure",
        ["pair", "indicator", "basis", "period_start", "period_end"],
    )
    op.create_index(op.f("ix_figure_recorded_at_id"), "figure", ["recorded_at", "id"])
    op.create_index(op.f("ix_figure_source_id"), "figure", ["source_id"])
    op.create_index(op.f("ix_figure_statement_id"), "figure", ["statement_id"])


def accounts() -> None:
    op.create_table(
        "account",
        sa.Column("account_id", BIGINT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("password_hash", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("disabled_at", INSTANT),
        check("ck_account_role", "role IN ('analyst', 'reviewer', 'admin')"),
        check("ck_account_name", "length(name) BETWEEN 1 AND 80"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "session",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("account_id", BIGINT, nullable=False),
        sa.Column("csrf_token", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        check("ck_session_token_hash", "length(token_hash) = 64"),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_session_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"])


def refusals(differs):
    """What is refused by a look at the row alone: trigger, event, table, WHEN, sentence."""
    newer = "WHEN (NEW.journal_seq <= OLD.journal_seq) "
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in FIXED)
    return [
        *((f"{t}_never_deleted", "DELETE", t, "", f"a row of {t} is never deleted") for t in NEVER_DELETED),
        *((f"{t}_never_changed", "UPDATE", t, "", f"a row of {t} is never changed") for t in NEVER_CHANGED),
        ("figure_journaled", "UPDATE", "figure", newer, "a change of figure needs a new journal row"),
        ("source_journaled", "UPDATE", "source", newer, "a change of source needs a new journal row"),
        ("figure_identity", "UPDATE", "figure", f"WHEN ({changed}) ", "what a figure says is never changed"),
    ]


def sqlite_triggers() -> None:
    for name, event, table, when, sentence in refusals("IS NOT"):
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    for name, event, table, condition, sentence in CONDITIONS:
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN NOT ({condition}) "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )


def postgresql_triggers() -> None:
    raised = "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation'"
    op.execute(f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raised}; END $$")
    for name, event, table, when, sentence in refusals("IS DISTINCT FROM"):
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION refuse('{sentence}')"
        )
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER tr_{table}_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION refuse('a row of {table} is never deleted')"
        )
    for name, event, table, condition, sentence in CONDITIONS:
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NOT ({condition}) THEN {raised}; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}('{sentence}')"
        )

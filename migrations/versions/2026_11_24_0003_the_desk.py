"""The analysts' desk: review before publication, merged sources, readers' reports, keys for the API.

Why:  figures are entered by one person and published by another, so a row must say when it was first published.
Rows: every figure so far was published when it was recorded; `published_at` is filled in from the journal.
Undo: drops reports, keys, merges and days of publication; drafts stay drafts, which an older program shows to nobody.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-24 16:40:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

DATED = "NEW.status <> 'published' OR NEW.published_at IS NOT NULL"
REPORT_NAMED = (
    "EXISTS (SELECT 1 FROM journal WHERE seq = NEW.journal_seq AND entity = 'report' AND entity_id = NEW.report_id)"
)
WITHOUT_DATE = "a published figure says when it was published"
#: What must hold before a row is written: trigger, event, table, condition, sentence.
CONDITIONS = (
    ("figure_dated", "INSERT", "figure", DATED, WITHOUT_DATE),
    ("figure_stays_dated", "UPDATE", "figure", DATED, WITHOUT_DATE),
    ("report_recorded", "INSERT", "report", REPORT_NAMED, "a report needs a journal row that names it"),
    ("report_named", "UPDATE", "report", REPORT_NAMED, "a changed report needs a journal row that names it"),
)
FILL = (
    "UPDATE figure SET published_at = (SELECT at FROM journal WHERE seq = coalesce("
    "(SELECT journal_seq FROM import_batch WHERE import_batch.batch_id = figure.batch_id),"
    "(SELECT min(seq) FROM journal WHERE entity = 'figure' AND entity_id = figure.figure_id)))"
    " WHERE status NOT IN ('draft', 'in_review')"
)


def upgrade() -> None:
    """Add the columns and tables; the rule that a change needs a journal row rests while the days are filled in."""
    op.add_column("figure", sa.Column("published_at", INSTANT))
    if is_sqlite():
        journaled = (
            op.get_bind()
            .exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'figure'")
            .all()
        )
        for name, _ in journaled:
            op.execute(f"DROP TRIGGER {name}")
        op.execute(FILL)
        for _, sql in journaled:
            op.get_bind().exec_driver_sql(sql)
    else:
        op.execute("ALTER TABLE figure DISABLE TRIGGER USER")
        op.execute(FILL)
        op.execute("ALTER TABLE figure ENABLE TRIGGER USER")
    waiting = sa.text("status IN ('draft', 'in_review')")
    op.create_index("ix_figure_waiting", "figure", ["status", "id"], sqlite_where=waiting, postgresql_where=waiting)
    public = sa.text("published_at IS NOT NULL")
    op.create_index("ix_figure_public", "figure", ["journal_seq"], sqlite_where=public, postgresql_where=public)
    op.create_index(op.f("ix_journal_entity_seq"), "journal", ["entity", "seq"])
    op.create_index(op.f("ix_figure_batch_id"), "figure", ["batch_id"])
    collation = "" if is_sqlite() else ' COLLATE "C"'
    op.execute(
        f"ALTER TABLE source ADD COLUMN merged_into TEXT{collation}"
        " CONSTRAINT fk_source_merged_into REFERENCES source (source_id)"
    )
    op.add_column("account", sa.Column("oidc_subject", TEXT))
    op.create_index(op.f("ix_account_oidc_subject"), "account", ["oidc_subject"], unique=True)
    reports()
    tokens()
    (sqlite_triggers if is_sqlite() else postgresql_triggers)()


def downgrade() -> None:
    """Take all of it away again."""
    for name, _, table, _, _ in CONDITIONS:
        drop_trigger(f"tr_{name}", table)
    drop_trigger("tr_figure_first_published", "figure")
    op.drop_table("api_token")
    op.drop_table("report")
    op.drop_index("ix_account_oidc_subject", "account")
    op.drop_column("account", "oidc_subject")
    op.drop_column("source", "merged_into")
    op.drop_index("ix_figure_batch_id", "figure")
    op.drop_index("ix_figure_waiting", "figure")
    op.drop_index("ix_figure_public", "figure")
    op.drop_index("ix_journal_entity_seq", "journal")
    op.drop_column("figure", "published_at")
    if not is_sqlite():
        for name, *_ in CONDITIONS:
            op.execute(f"DROP FUNCTION {name}()")


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def reports() -> None:
    op.create_table(
        "report",
        sa.Column("report_id", TEXT, nullable=False),
        sa.Column("figure_id", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("answer", TEXT),
        sa.Column("journal_seq", BIGINT, nullable=False),
        check("ck_report_report_id", "length(report_id) BETWEEN 1 AND 64"),
        check("ck_report_text", "length(text) BETWEEN 1 AND 2000"),
        check(
            "ck_report_status",
            "(status = 'open' AND closed_at IS NULL AND answer IS NULL)"
            " OR (status = 'closed' AND closed_at IS NOT NULL AND length(answer) BETWEEN 1 AND 2000)",
        ),
        sa.ForeignKeyConstraint(["figure_id"], ["figure.figure_id"], name=op.f("fk_report_figure_id")),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name=op.f("fk_report_journal_seq")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_report_status_created_at"), "report", ["status", "created_at"])
    op.create_index(op.f("ix_report_figure_id"), "report", ["figure_id"])


def tokens() -> None:
    op.create_table(
        "api_token",
        sa.Column("token_hash", TEXT, nullable=False),
        sa.Column("account_id", BIGINT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT),
        sa.Column("revoked_at", INSTANT),
        check("ck_api_token_token_hash", "length(token_hash) = 64"),
        check("ck_api_token_name", "length(name) BETWEEN 1 AND 80"),
        check("ck_api_token_scopes", "scopes IN ('figures', 'sources', 'figures sources')"),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_api_token_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_api_token")),
        sa.UniqueConstraint("account_id", "name", name=op.f("uq_api_token_account_id_name")),
        sqlite_strict=True,
    )


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(name))


def refusals(differs):
    """What is refused by a look at the row alone: trigger, event, table, WHEN, sentence."""
    first = f"WHEN (OLD.published_at IS NOT NULL AND OLD.published_at {differs} NEW.published_at) "
    newer = "WHEN (NEW.journal_seq <= OLD.journal_seq) "
    return (
        ("report_never_deleted", "DELETE", "report", "", "a row of report is never deleted"),
        ("report_journaled", "UPDATE", "report", newer, "a change of report needs a new journal row"),
        ("figure_first_published", "UPDATE", "figure", first, "when a figure was first published is never changed"),
    )


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
    for name, event, table, when, sentence in refusals("IS DISTINCT FROM"):
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION refuse('{sentence}')"
        )
    op.execute(
        "CREATE TRIGGER tr_report_never_emptied BEFORE TRUNCATE ON report FOR EACH STATEMENT "
        "EXECUTE FUNCTION refuse('a row of report is never deleted')"
    )
    for name, event, table, condition, sentence in CONDITIONS:
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NOT ({condition}) THEN {raised}; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}('{sentence}')"
        )


def drop_trigger(name: str, table: str) -> None:
    op.execute(f"DROP TRIGGER {name}" if is_sqlite() else f"DROP TRIGGER {name} ON {table}")

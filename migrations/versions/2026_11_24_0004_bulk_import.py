"""Bulk import in the browser: files on their way into the ledger, and what their columns mean.

Why:  a file is read, shown row by row and only then written; only the store is shared between workers.
Rows: none; the tables begin empty.
Undo: drops the tables; what was imported stays, what was not is sent again.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 16:50:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
OPEN = sa.text("state IN ('receiving', 'mapping', 'checking', 'checked', 'writing')")


def upgrade() -> None:
    """Add the tables."""
    uploads()
    chunks()
    rows()
    plans()


def downgrade() -> None:
    """Take them away again."""
    for table in ("column_plan", "upload_row", "upload_chunk", "upload"):
        op.drop_table(table)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("upload_id", TEXT, nullable=False),
        sa.Column("account_id", BIGINT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("size", BIGINT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("header", TEXT),
        sa.Column("plan", TEXT),
        sa.Column("tally", TEXT),
        sa.Column("message", TEXT),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("holder", TEXT),
        sa.Column("beat_at", INSTANT),
        sa.Column("only_good", sa.Integer(), nullable=False),
        sa.Column("batch_id", TEXT),
        sa.Column("created_at", INSTANT, nullable=False),
        check("upload", "upload_id", "length(upload_id) BETWEEN 1 AND 64"),
        check("upload", "name", "length(name) BETWEEN 1 AND 200"),
        check("upload", "kind", "kind IN ('csv', 'xlsx', 'jsonl')"),
        check(
            "upload",
            "state",
            "state IN ('receiving', 'mapping', 'checking', 'checked', 'writing', 'written', 'failed',"
            " 'discarded', 'expired')",
        ),
        check("upload", "size", "size >= 0"),
        check("upload", "done", "done >= 0"),
        check("upload", "only_good", "only_good IN (0, 1)"),
        check("upload", "holder", "(holder IS NULL) = (beat_at IS NULL)"),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_upload_account_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.batch_id"], name=op.f("fk_upload_batch_id")),
        sa.PrimaryKeyConstraint("upload_id", name=op.f("pk_upload")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_upload_account_id_created_at"), "upload", ["account_id", "created_at"])
    op.create_index("ix_upload_open", "upload", ["account_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)


def chunks() -> None:
    op.create_table(
        "upload_chunk",
        sa.Column("upload_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        check("upload_chunk", "position", "position >= 0"),
        check("upload_chunk", "content", "length(content) BETWEEN 1 AND 1048576"),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.upload_id"], name=op.f("fk_upload_chunk_upload_id")),
        sa.PrimaryKeyConstraint("upload_id", "position", name=op.f("pk_upload_chunk")),
        sqlite_strict=True,
    )


def rows() -> None:
    op.create_table(
        "upload_row",
        sa.Column("upload_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("mark", TEXT, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        check("upload_row", "position", "position > 0"),
        check("upload_row", "line", "line >= 0"),
        check("upload_row", "mark", "mark IN ('new', 'reprint', 'conflict', 'same', 'changed', 'error')"),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.upload_id"], name=op.f("fk_upload_row_upload_id")),
        sa.PrimaryKeyConstraint("upload_id", "position", name=op.f("pk_upload_row")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_upload_row_upload_id_mark_position"), "upload_row", ["upload_id", "mark", "position"])


def plans() -> None:
    op.create_table(
        "column_plan",
        sa.Column("account_id", BIGINT, nullable=False, autoincrement=False),
        sa.Column("signature", TEXT, nullable=False),
        sa.Column("plan", TEXT, nullable=False),
        check("column_plan", "signature", "length(signature) = 64"),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"], name=op.f("fk_column_plan_account_id")),
        sa.PrimaryKeyConstraint("account_id", "signature", name=op.f("pk_column_plan")),
        sqlite_strict=True,
    )

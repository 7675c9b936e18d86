"""Links: whether the address of a source still answers, and where a copy of it is kept.

Why:  articles vanish, and a reader must be told when one was last there and where it can still be read.
Rows: none are changed; the new table is empty.
Undo: drops the table: archive addresses and days are lost, the journal keeps what was written of them.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24 21:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "source_check",
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("archive_url", TEXT),
        sa.Column("status", TEXT),
        sa.Column("checked_at", INSTANT),
        sa.Column("answered_at", INSTANT),
        sa.Column("journal_seq", BIGINT, nullable=False),
        check(
            "ck_source_check_archive_url",
            "archive_url IS NULL OR (length(archive_url) <= 2000"
            " AND (lower(archive_url) LIKE 'http://%' OR lower(archive_url) LIKE 'https://%'))",
        ),
        check("ck_source_check_status", "status IS NULL OR status IN ('answers', 'gone', 'silent')"),
        check(
            "ck_source_check_checked",
            "(status IS NULL AND checked_at IS NULL AND answered_at IS NULL)"
            " OR (status IS NOT NULL AND checked_at IS NOT NULL)",
        ),
        check("ck_source_check_answered", "status IS NULL OR status <> 'answers' OR answered_at IS NOT NULL"),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_source_check_source_id")),
        sa.ForeignKeyConstraint(["journal_seq"], ["journal.seq"], name=op.f("fk_source_check_journal_seq")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_check")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("source_check")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(name))

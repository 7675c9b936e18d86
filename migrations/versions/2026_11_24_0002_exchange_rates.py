"""Yearly average exchange rates, so that an amount in roubles can be shown in dollars beside its own.

Why:  conversions are made on request and never stored; the rate of a year is the one thing they need.
Rows: none exist yet; no other table is touched.
Undo: drops the rates; the seed data brings them back.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-24 15:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIGINT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table. Nothing of the application is imported here: it will have moved on."""
    op.create_table(
        "exchange_rate",
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("per_usd_digits", BIGINT, nullable=False),
        sa.Column("per_usd_scale", sa.Integer(), nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        check("currency", "currency IN ('RUB', 'EUR', 'KGS')"),
        check("year", "year BETWEEN 1900 AND 2100"),
        check("per_usd_digits", "per_usd_digits BETWEEN 1 AND 999999999999999999"),
        check("per_usd_scale", "per_usd_scale BETWEEN 0 AND 15"),
        check("publisher", "length(publisher) BETWEEN 1 AND 120"),
        sa.PrimaryKeyConstraint("currency", "year", name=op.f("pk_exchange_rate")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("exchange_rate")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_exchange_rate_{name}"))

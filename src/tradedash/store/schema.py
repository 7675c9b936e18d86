"""The tables. Nothing is deleted: a correction supersedes, a withdrawal retracts, and the journal covers both.

Numbers are exact: `obs_digits` / 10^`obs_scale` × 10^`unit_mult`. Every constraint has a name; `migrations/` repeats
this schema and a test holds the two equal on both engines. Rules that no constraint can say are in `triggers`.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from tradedash.domain.economy import EconomyKind
from tradedash.domain.figure import ComparisonBasis, Rank, Status
from tradedash.domain.indicator import IndicatorKind, Unit
from tradedash.domain.period import PeriodKind
from tradedash.domain.source import SourceType
from tradedash.store.types import Instant, IsoDate

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
ROLES = ("analyst", "reviewer", "admin")
CHANNELS = ("form", "import", "api", "cli")
#: 64 bits on both engines; a STRICT table of SQLite knows only the name INTEGER.
_BigInt = BigInteger().with_variant(Integer(), "sqlite")


def _one_of(column: str, values: object, name: str | None = None) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def _text(column: str, most: int, name: str | None = None) -> CheckConstraint:
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {most}", name=name or column)


economy = Table(
    "economy",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("adjective", Text, nullable=False),
    Column("kind", Text, nullable=False),
    _text("code", 8),
    _text("name", 120),
    _one_of("kind", EconomyKind),
    sqlite_strict=True,
)

indicator = Table(
    "indicator",
    metadata,
    Column("code", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("position", Integer, nullable=False),
    _text("code", 60),
    _text("label", 120),
    _one_of("kind", IndicatorKind),
    _one_of("unit", Unit),
    CheckConstraint("kind <> 'growth' OR unit IN ('percent', 'ratio')", name="growth_unit"),
    UniqueConstraint("code", "kind"),
    UniqueConstraint("position"),
    sqlite_strict=True,
)

journal = Table(
    "journal",
    metadata,
    Column("seq", _BigInt, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
    _text("actor", 80),
    _one_of("channel", CHANNELS),
    _text("action", 40),
    CheckConstraint("length(hash) = 64", name="hash"),
    CheckConstraint("length(previous_hash) = 64", name="previous_hash"),
    UniqueConstraint("hash"),
    UniqueConstraint("previous_hash"),
    Index(None, "entity", "entity_id"),
    sqlite_strict=True,
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("batch_id", Text, primary_key=True),
    Column("row_count", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("journal_seq", _BigInt, ForeignKey("journal.seq"), nullable=False),
    _text("batch_id", 64),
    CheckConstraint("row_count > 0", name="row_count"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    UniqueConstraint("journal_seq"),
    sqlite_strict=True,
)

source = Table(
    "source",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("source_type", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("canonical_url", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published_on", IsoDate),
    Column("published_on_basis", Text),
    Column("declared_precision", _BigInt),
    Column("recorded_at", Instant, nullable=False),
    Column("journal_seq", _BigInt, ForeignKey("journal.seq"), nullable=False),
    _text("source_id", 64),
    _one_of("source_type", SourceType),
    _text("url", 2000),
    CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url_scheme"),
    _text("publisher", 120),
    CheckConstraint("length(language) BETWEEN 2 AND 12", name="language"),
    CheckConstraint("declared_precision IS NULL OR declared_precision > 0", name="declared_precision"),
    UniqueConstraint("canonical_url"),
    sqlite_strict=True,
)

statement = Table(
    "statement",
    metadata,
    Column("statement_id", Text, primary_key=True),
    Column("speaker", Text),
    Column("stated_on", IsoDate),
    Column("source_id", Text, ForeignKey("source.source_id")),
    _text("statement_id", 64),
    CheckConstraint(
        "(speaker IS NOT NULL AND stated_on IS NOT NULL AND source_id IS NULL)"
        " OR (speaker IS NULL AND stated_on IS NULL AND source_id IS NOT NULL)",
        name="identity",
    ),
    UniqueConstraint("speaker", "stated_on"),
    UniqueConstraint("source_id"),
    sqlite_strict=True,
)

figure = Table(
    "figure",
    metadata,
    Column("id", _BigInt, primary_key=True),
    Column("figure_id", Text, nullable=False),
    Column("supersedes", Text, ForeignKey("figure.figure_id")),
    Column("source_id", Text, ForeignKey("source.source_id"), nullable=False),
    Column("statement_id", Text, ForeignKey("statement.statement_id"), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("indicator_kind", Text, nullable=False),
    Column("ref_area", Text, ForeignKey("economy.code"), nullable=False),
    Column("counterpart_area", Text, ForeignKey("economy.code"), nullable=False),
    Column(
        "pair",
        Text,
        Computed(
            "CASE WHEN ref_area < counterpart_area THEN ref_area || '-' || counterpart_area"
            " ELSE counterpart_area || '-' || ref_area END",
            persisted=True,
        ),
    ),
    Column("basis", Text, ForeignKey("economy.code"), nullable=False),
    Column("period_kind", Text, nullable=False),
    Column("period_start", IsoDate),
    Column("period_end", IsoDate),
    Column("period_evidence", Text),
    Column("comparison_basis", Text),
    Column("comparison_start", IsoDate),
    Column("comparison_end", IsoDate),
    Column("obs_digits", _BigInt, nullable=False),
    Column("obs_scale", Integer, nullable=False),
    Column("unit_mult", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("qualifiers", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("as_printed", Text, nullable=False),
    Column("speaker", Text),
    Column("speaker_role", Text),
    Column("stated_on", IsoDate),
    Column("status", Text, nullable=False),
    Column("rank", Text, nullable=False),
    Column("rank_reason", Text),
    Column("note", Text),
    Column("form_key", Text),
    Column("recorded_at", Instant, nullable=False),
    Column("journal_seq", _BigInt, ForeignKey("journal.seq"), nullable=False),
    ForeignKeyConstraint(["indicator", "indicator_kind"], ["indicator.code", "indicator.kind"]),
    UniqueConstraint("figure_id"),
    UniqueConstraint("supersedes"),
    UniqueConstraint("form_key"),
    _text("figure_id", 64),
    CheckConstraint("supersedes <> figure_id", name="supersedes"),
    CheckConstraint("ref_area <> counterpart_area", name="areas"),
    _one_of("period_kind", PeriodKind),
    CheckConstraint(
        "(period_kind = 'unstated' AND period_start IS NULL AND period_end IS NULL)"
        " OR (period_kind <> 'unstated' AND period_start IS NOT NULL AND period_end IS NOT NULL"
        " AND period_start <= period_end)",
        name="period",
    ),
    CheckConstraint(
        "comparison_basis IS NULL OR comparison_basis IN ("
        + ", ".join(f"'{basis}'" for basis in ComparisonBasis)
        + ")",
        name="comparison_basis",
    ),
    CheckConstraint(
        "(comparison_start IS NULL AND comparison_end IS NULL)"
        " OR (comparison_start IS NOT NULL AND comparison_end IS NOT NULL AND comparison_start <= comparison_end"
        " AND comparison_basis IS NOT NULL AND comparison_basis <> 'unstated')",
        name="comparison",
    ),
    CheckConstraint("obs_digits BETWEEN -999999999999999999 AND 999999999999999999", name="obs_digits"),
    CheckConstraint("obs_scale BETWEEN 0 AND 6", name="obs_scale"),
    CheckConstraint("unit_mult BETWEEN 0 AND 12", name="unit_mult"),
    _one_of("unit", Unit),
    CheckConstraint("indicator_kind <> 'growth' OR unit IN ('percent', 'ratio')", name="growth_unit"),
    _text("qualifiers", 60),
    _text("as_printed", 300),
    _one_of("status", Status),
    _one_of("rank", Rank),
    CheckConstraint("rank = 'normal' OR length(rank_reason) > 0", name="rank_reason"),
    Index(None, "pair", "indicator", "basis", "period_start", "period_end"),
    Index(None, "recorded_at", "id"),
    Index(None, "source_id"),
    Index(None, "statement_id"),
    sqlite_strict=True,
)

account = Table(
    "account",
    metadata,
    Column("account_id", _BigInt, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    _text("name", 80),
    _one_of("role", ROLES),
    UniqueConstraint("name"),
    sqlite_strict=True,
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("account_id", _BigInt, ForeignKey("account.account_id"), nullable=False),
    Column("csrf_token", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    CheckConstraint("length(token_hash) = 64", name="token_hash"),
    Index(None, "account_id"),
    sqlite_strict=True,
)

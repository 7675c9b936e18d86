"""The tables. Nothing is deleted: a correction supersedes, a withdrawal retracts, and the journal covers both.

Numbers are exact: `obs_digits` / 10^`obs_scale` × 10^`unit_mult`. Every constraint has a name; `migrations/` repeats
this schema and a test holds the two equal on both engines. Rules that no constraint can say are in `triggers`.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from tradedash.domain.economy import EconomyKind
from tradedash.domain.figure import ComparisonBasis, Rank, Status
from tradedash.domain.indicator import IndicatorKind, Unit
from tradedash.domain.period import PeriodKind
from tradedash.domain.source import SourceType
from tradedash.store.conditions import one_of as _one_of
from tradedash.store.conditions import text_between as _text
from tradedash.store.types import BigInt, Instant, IsoDate, Words
from tradedash.store.uploads import upload_tables

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

economy = Table(
    "economy",
    metadata,
    Column("code", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("adjective", Words, nullable=False),
    Column("kind", Words, nullable=False),
    _text("code", 8),
    _text("name", 120),
    _one_of("kind", EconomyKind),
    sqlite_strict=True,
)

indicator = Table(
    "indicator",
    metadata,
    Column("code", Words, primary_key=True),
    Column("label", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("family", Words, nullable=False),
    Column("direction", Words, nullable=False),
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
    Column("seq", BigInt, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("entity", Words, nullable=False),
    Column("entity_id", Words, nullable=False),
    Column("before", Words),
    Column("after", Words),
    Column("reason", Words),
    Column("previous_hash", Words, nullable=False),
    Column("hash", Words, nullable=False),
    CheckConstraint("seq > 0", name="seq"),
    _text("actor", 80),
    _one_of("channel", CHANNELS),
    _text("action", 40),
    CheckConstraint("length(hash) = 64", name="hash"),
    CheckConstraint("length(previous_hash) = 64", name="previous_hash"),
    UniqueConstraint("hash"),
    UniqueConstraint("previous_hash"),
    Index(None, "entity", "entity_id"),
    Index(None, "entity", "seq"),
    sqlite_strict=True,
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("batch_id", Words, primary_key=True),
    Column("row_count", Integer, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("journal_seq", BigInt, ForeignKey("journal.seq"), nullable=False),
    _text("batch_id", 64),
    CheckConstraint("row_count > 0", name="row_count"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    UniqueConstraint("journal_seq"),
    sqlite_strict=True,
)

source = Table(
    "source",
    metadata,
    Column("source_id", Words, primary_key=True),
    Column("source_type", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("canonical_url", Words, nullable=False),
    Column("title", Words),
    Column("publisher", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("published_on", IsoDate),
    Column("published_on_basis", Words),
    Column("declared_precision", BigInt),
    Column("recorded_at", Instant, nullable=False),
    Column("journal_seq", BigInt, ForeignKey("journal.seq"), nullable=False),
    Column("merged_into", Words, ForeignKey("source.source_id")),
    _text("source_id", 64),
    _one_of("source_type", SourceType),
    _text("url", 2000),
    CheckConstraint("lower(url) LIKE 'http://%' OR lower(url) LIKE 'https://%'", name="url_scheme"),
    _text("publisher", 120),
    CheckConstraint("length(language) BETWEEN 2 AND 12", name="language"),
    CheckConstraint("declared_precision IS NULL OR declared_precision > 0", name="declared_precision"),
    UniqueConstraint("canonical_url"),
    sqlite_strict=True,
)

statement = Table(
    "statement",
    metadata,
    Column("statement_id", Words, primary_key=True),
    Column("speaker", Words),
    Column("stated_on", IsoDate),
    Column("source_id", Words, ForeignKey("source.source_id")),
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
    Column("id", BigInt, primary_key=True),
    Column("figure_id", Words, nullable=False),
    Column("supersedes", Words, ForeignKey("figure.figure_id")),
    Column("source_id", Words, ForeignKey("source.source_id"), nullable=False),
    Column("statement_id", Words, ForeignKey("statement.statement_id"), nullable=False),
    Column("indicator", Words, nullable=False),
    Column("indicator_kind", Words, nullable=False),
    Column("ref_area", Words, ForeignKey("economy.code"), nullable=False),
    Column("counterpart_area", Words, ForeignKey("economy.code"), nullable=False),
    Column(
        "pair",
        Words,
        Computed(
            "CASE WHEN ref_area < counterpart_area THEN ref_area || '-' || counterpart_area"
            " ELSE counterpart_area || '-' || ref_area END",
            persisted=True,
        ),
    ),
    Column("basis", Words, ForeignKey("economy.code"), nullable=False),
    Column("period_kind", Words, nullable=False),
    Column("period_start", IsoDate),
    Column("period_end", IsoDate),
    Column("period_evidence", Words),
    Column("comparison_basis", Words),
    Column("comparison_start", IsoDate),
    Column("comparison_end", IsoDate),
    Column("obs_digits", BigInt, nullable=False),
    Column("obs_scale", Integer, nullable=False),
    Column("unit_mult", Integer, nullable=False),
    Column("unit", Words, nullable=False),
    Column("qualifiers", Words, nullable=False),
    Column("flags", Words, nullable=False),
    Column("as_printed", Words, nullable=False),
    Column("speaker", Words),
    Column("speaker_role", Words),
    Column("stated_on", IsoDate),
    Column("status", Words, nullable=False),
    Column("rank", Words, nullable=False),
    Column("rank_reason", Words),
    Column("note", Words),
    Column("form_key", Words),
    Column("batch_id", Words, ForeignKey("import_batch.batch_id")),
    Column("recorded_at", Instant, nullable=False),
    Column("journal_seq", BigInt, ForeignKey("journal.seq"), nullable=False),
    #: When it was first published; None for drafts, and for versions that never were.
    Column("published_at", Instant),
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
    CheckConstraint("rank = 'normal' OR coalesce(length(rank_reason), 0) > 0", name="rank_reason"),
    Index(None, "pair", "indicator", "basis", "period_start", "period_end"),
    Index(None, "recorded_at", "id"),
    Index(None, "source_id"),
    Index(None, "statement_id"),
    #: What waits for somebody: the few rows that are neither published nor replaced.
    Index(
        "ix_figure_waiting",
        "status",
        "id",
        sqlite_where=text("status IN ('draft', 'in_review')"),
        postgresql_where=text("status IN ('draft', 'in_review')"),
    ),
    Index(None, "batch_id"),
    #: The newest change of anything public: what kept answers are known by.
    Index(
        "ix_figure_public",
        "journal_seq",
        sqlite_where=text("published_at IS NOT NULL"),
        postgresql_where=text("published_at IS NOT NULL"),
    ),
    sqlite_strict=True,
)

#: What a reader without an account says about a figure, until somebody of the desk has answered.
report = Table(
    "report",
    metadata,
    Column("report_id", Words, primary_key=True),
    Column("figure_id", Words, ForeignKey("figure.figure_id"), nullable=False),
    Column("text", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("answer", Words),
    Column("journal_seq", BigInt, ForeignKey("journal.seq"), nullable=False),
    _text("report_id", 64),
    _text("text", 2000),
    CheckConstraint(
        "(status = 'open' AND closed_at IS NULL AND answer IS NULL)"
        " OR (status = 'closed' AND closed_at IS NOT NULL AND length(answer) BETWEEN 1 AND 2000)",
        name="status",
    ),
    Index(None, "status", "created_at"),
    Index(None, "figure_id"),
    sqlite_strict=True,
)

#: Whether the address of a source still answers, as operators last looked, and where a copy of it is kept.
source_check = Table(
    "source_check",
    metadata,
    Column("source_id", Words, ForeignKey("source.source_id"), primary_key=True),
    Column("archive_url", Words),
    Column("status", Words),
    Column("checked_at", Instant),
    Column("answered_at", Instant),
    Column("journal_seq", BigInt, ForeignKey("journal.seq"), nullable=False),
    CheckConstraint(
        "archive_url IS NULL OR (length(archive_url) <= 2000"
        " AND (lower(archive_url) LIKE 'http://%' OR lower(archive_url) LIKE 'https://%'))",
        name="archive_url",
    ),
    CheckConstraint("status IS NULL OR status IN ('answers', 'gone', 'silent')", name="status"),
    CheckConstraint(
        "(status IS NULL AND checked_at IS NULL AND answered_at IS NULL)"
        " OR (status IS NOT NULL AND checked_at IS NOT NULL)",
        name="checked",
    ),
    CheckConstraint("status IS NULL OR status <> 'answers' OR answered_at IS NOT NULL", name="answered"),
    sqlite_strict=True,
)

#: What one US dollar cost on the average of a year: `per_usd_digits` / 10^`per_usd_scale`, as published.
exchange_rate = Table(
    "exchange_rate",
    metadata,
    Column("currency", Words, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("per_usd_digits", BigInt, nullable=False),
    Column("per_usd_scale", Integer, nullable=False),
    Column("publisher", Words, nullable=False),
    CheckConstraint("currency IN ('RUB', 'EUR', 'KGS')", name="currency"),
    CheckConstraint("year BETWEEN 1900 AND 2100", name="year"),
    CheckConstraint("per_usd_digits BETWEEN 1 AND 999999999999999999", name="per_usd_digits"),
    CheckConstraint("per_usd_scale BETWEEN 0 AND 15", name="per_usd_scale"),
    _text("publisher", 120),
    sqlite_strict=True,
)

account = Table(
    "account",
    metadata,
    Column("account_id", BigInt, primary_key=True),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("password_hash", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    Column("oidc_subject", Words),
    _text("name", 80),
    _one_of("role", ROLES),
    UniqueConstraint("name"),
    Index(None, "oidc_subject", unique=True),
    sqlite_strict=True,
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Words, primary_key=True),
    Column("account_id", BigInt, ForeignKey("account.account_id"), nullable=False),
    Column("csrf_token", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    CheckConstraint("length(token_hash) = 64", name="token_hash"),
    Index(None, "account_id"),
    sqlite_strict=True,
)

#: Keys of the write API: the table holds their SHA-256, so a stolen table opens nothing.
api_token = Table(
    "api_token",
    metadata,
    Column("token_hash", Words, primary_key=True),
    Column("account_id", BigInt, ForeignKey("account.account_id"), nullable=False),
    Column("name", Words, nullable=False),
    Column("scopes", Words, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("last_used_at", Instant),
    Column("revoked_at", Instant),
    CheckConstraint("length(token_hash) = 64", name="token_hash"),
    _text("name", 80),
    CheckConstraint("scopes IN ('figures', 'sources', 'figures sources')", name="scopes"),
    UniqueConstraint("account_id", "name"),
    sqlite_strict=True,
)

upload, upload_chunk, upload_row, column_plan = upload_tables(metadata)

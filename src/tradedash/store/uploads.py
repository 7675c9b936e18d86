"""The tables of bulk imports. None of it is the ledger's: rows here may be changed, and are deleted after a week."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, text

from tradedash.domain.upload import CHUNK_BYTES, OPEN, Mark, UploadKind, UploadState
from tradedash.store.conditions import listed, one_of, text_between
from tradedash.store.types import BigInt, Instant, Words

_OPEN_UPLOAD = text(f"state IN ({listed(OPEN)})")


def upload_tables(metadata: MetaData) -> tuple[Table, Table, Table, Table]:
    """Add the tables and return them: the upload, pieces of its file, its rows, what columns mean to an account."""
    return _upload(metadata), _chunk(metadata), _row(metadata), _plan(metadata)


def _upload(metadata: MetaData) -> Table:
    """A file, or pasted rows, on the way into the ledger."""
    return Table(
        "upload",
        metadata,
        Column("upload_id", Words, primary_key=True),
        Column("account_id", BigInt, ForeignKey("account.account_id"), nullable=False),
        Column("name", Words, nullable=False),
        Column("kind", Words, nullable=False),
        Column("size", BigInt, nullable=False),
        Column("state", Words, nullable=False),
        #: JSON: the header with samples, what each of them means, how many rows have which mark.
        Column("header", Words),
        Column("plan", Words),
        Column("tally", Words),
        Column("message", Words),
        Column("done", Integer, nullable=False),
        #: Whoever works at it, and its last sign of life.
        Column("holder", Words),
        Column("beat_at", Instant),
        Column("only_good", Integer, nullable=False),
        Column("batch_id", Words, ForeignKey("import_batch.batch_id")),
        Column("created_at", Instant, nullable=False),
        text_between("upload_id", 64),
        text_between("name", 200),
        one_of("kind", UploadKind),
        one_of("state", UploadState),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("done >= 0", name="done"),
        CheckConstraint("only_good IN (0, 1)", name="only_good"),
        CheckConstraint("(holder IS NULL) = (beat_at IS NULL)", name="holder"),
        Index(None, "account_id", "created_at"),
        Index(
            "ix_upload_open",
            "account_id",
            unique=True,
            sqlite_where=_OPEN_UPLOAD,
            postgresql_where=_OPEN_UPLOAD,
        ),
        sqlite_strict=True,
    )


def _chunk(metadata: MetaData) -> Table:
    """A piece of the file as it was sent."""
    return Table(
        "upload_chunk",
        metadata,
        Column("upload_id", Words, ForeignKey("upload.upload_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("content", LargeBinary, nullable=False),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint(f"length(content) BETWEEN 1 AND {CHUNK_BYTES}", name="content"),
        sqlite_strict=True,
    )


def _row(metadata: MetaData) -> Table:
    """What one row would do; `content` is JSON, what the page shows of it."""
    return Table(
        "upload_row",
        metadata,
        Column("upload_id", Words, ForeignKey("upload.upload_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("line", Integer, nullable=False),
        Column("mark", Words, nullable=False),
        Column("field", Words, nullable=False),
        Column("message", Words, nullable=False),
        Column("content", Words, nullable=False),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("line >= 0", name="line"),
        one_of("mark", Mark),
        Index(None, "upload_id", "mark", "position"),
        sqlite_strict=True,
    )


def _plan(metadata: MetaData) -> Table:
    """What an account last said the columns of a table with this header mean."""
    return Table(
        "column_plan",
        metadata,
        Column("account_id", BigInt, ForeignKey("account.account_id"), primary_key=True, autoincrement=False),
        Column("signature", Words, primary_key=True),
        Column("plan", Words, nullable=False),
        CheckConstraint("length(signature) = 64", name="signature"),
        sqlite_strict=True,
    )

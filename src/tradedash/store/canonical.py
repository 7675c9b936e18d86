"""The one text form of stored content: what the journal keeps and what every hash is taken of.

A figure's content is its identity, which never changes, and its state, which later journal rows may change. A batch
is hashed over the figures as they were when it was recorded: `verify` winds later changes back to get there. `id`,
`pair`, `form_key`, `batch_id` and `journal_seq` say where a figure is kept, not what it is, and stay outside.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from tradedash.store.types import INSTANT_FORMAT

Row = Mapping[Any, object]  # by column name; the keys of SQLAlchemy's own row mappings have no narrower type
#: What stands before the first row of the journal.
GENESIS = "0" * 64
#: The columns of a journal row that its hash covers, after the hash of the row before it.
HASHED = ("seq", "at", "actor", "channel", "action", "entity", "entity_id", "before", "after", "reason")
#: The columns of a figure that no one may change.
IDENTITY = (
    "figure_id", "supersedes", "source_id", "indicator", "indicator_kind", "ref_area", "counterpart_area", "basis",
    "period_kind", "period_start", "period_end", "period_evidence", "comparison_basis", "comparison_start",
    "comparison_end", "obs_digits", "obs_scale", "unit_mult", "unit", "qualifiers", "flags", "as_printed", "speaker",
    "speaker_role", "stated_on", "recorded_at",
)  # fmt: skip
#: The columns of a figure that change with a journal row of its own.
STATE = ("statement_id", "status", "rank", "rank_reason", "note")
SOURCE = (
    "source_id", "source_type", "url", "canonical_url", "title", "publisher", "language", "published_on",
    "published_on_basis", "declared_precision", "recorded_at",
)  # fmt: skip

REPORT = ("report_id", "figure_id", "text", "status", "created_at", "closed_at", "answer")


def figure_content(row: Row) -> dict[str, object]:
    """Return what the journal keeps `after` a figure is recorded. `row` has the columns of `figure`; absent is None."""
    return {name: plain(row.get(name)) for name in (*IDENTITY, *STATE)}


def figure_state(row: Row) -> dict[str, object]:
    """Return what the journal keeps `before` and `after` a figure changes."""
    return {name: plain(row.get(name)) for name in STATE}


def source_content(row: Row) -> dict[str, object]:
    """Return what the journal keeps of a source. `row` has the columns of `source`; absent is None.

    `merged_into` is there only once it is set: journals that are older than the column stay readable.
    """
    merged = {"merged_into": plain(row["merged_into"])} if row.get("merged_into") is not None else {}
    return {name: plain(row.get(name)) for name in SOURCE} | merged


def report_content(row: Row) -> dict[str, object]:
    """Return what the journal keeps of a reader's report. `row` has the columns of `report`; absent is None."""
    return {name: plain(row.get(name)) for name in REPORT}


def canonical(row: Row) -> str:
    """Return a figure's content as canonical JSON."""
    return to_json({name: row.get(name) for name in (*IDENTITY, *STATE)})


def batch_sha256(rows: Iterable[Row]) -> str:
    """Return the SHA-256 of an import batch: its figures' canonical forms in the order of `figure_id`, a line each."""
    digest = sha256()
    for row in sorted(rows, key=lambda row: str(row["figure_id"])):
        digest.update(batch_line(row))
    return digest.hexdigest()


def batch_line(row: Row) -> bytes:
    """Return what one figure adds to the SHA-256 of its batch."""
    return f"{canonical(row)}\n".encode()


def hash_of(row: Row, previous_hash: str) -> str:
    """Return the hash of a journal row that follows `previous_hash`."""
    own = to_json({name: row[name] for name in HASHED})
    return sha256((previous_hash + own).encode()).hexdigest()


def to_json(content: Row) -> str:
    """Return canonical JSON: sorted keys, no spaces, text as it is, days and instants in ISO form.

    Raises: TypeError for a float and whatever else has no exact form.
    """
    plain_content = {name: plain(value) for name, value in content.items()}
    return json.dumps(plain_content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: object) -> object:
    """Return a value as JSON holds it exactly. Raises: TypeError."""
    if value is None or type(value) in (str, int, bool):  # nearly always, and a batch asks a million times
        return value
    match value:
        case Enum():
            return plain(value.value)
        case datetime():
            return value.astimezone(UTC).strftime(INSTANT_FORMAT)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no exact form to be kept in the journal")

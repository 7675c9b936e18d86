"""Rows for the tests of the store: valid as they come, so that a test names only the facts it is about."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from tradedash.domain.actor import Actor, Channel, Role
from tradedash.store import journal, schema
from tradedash.store.canonical import batch_sha256, figure_content, figure_state, report_content, source_content

AIDA = Actor("aida", Role.ANALYST, Channel.FORM)
NOON = datetime(2025, 11, 24, 12, 0, 0, 123456, UTC)

ECONOMIES = [
    {"code": "RU", "name": "Russia", "adjective": "Russian", "kind": "economy"},
    {"code": "KG", "name": "Kyrgyzstan", "adjective": "Kyrgyz", "kind": "economy"},
    {"code": "unstated", "name": "Not stated", "adjective": "", "kind": "unstated"},
]
INDICATORS = [
    {
        "code": "turnover",
        "label": "Turnover",
        "kind": "level",
        "unit": "USD",
        "family": "turnover",
        "direction": "symmetric",
        "position": 1,
    },
    {
        "code": "turnover_growth",
        "label": "Growth of turnover",
        "kind": "growth",
        "unit": "percent",
        "family": "turnover",
        "direction": "symmetric",
        "position": 2,
    },
]
SOURCE = {
    "source_id": "s1",
    "source_type": "report",
    "url": "https://example.org/news/1",
    "canonical_url": "https://example.org/news/1",
    "title": "Trade grows",
    "publisher": "Example",
    "language": "en",
    "published_on": date(2025, 11, 24),
    "recorded_at": NOON,
}
STATEMENT = {"statement_id": "st1", "speaker": None, "stated_on": None, "source_id": "s1"}
FIGURE = {
    "figure_id": "f1",
    "source_id": "s1",
    "statement_id": "st1",
    "indicator": "turnover",
    "indicator_kind": "level",
    "ref_area": "RU",
    "counterpart_area": "KG",
    "basis": "RU",
    "period_kind": "A",
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 12, 31),
    "obs_digits": 41,
    "obs_scale": 1,
    "unit_mult": 9,
    "unit": "USD",
    "qualifiers": "exact",
    "flags": "",
    "as_printed": "4.1 billion dollars",
    "status": "published",
    "rank": "normal",
    "recorded_at": NOON,
    "published_at": NOON,
}


def add_code_lists(conn: Connection) -> None:
    """Insert two economies, the unstated basis and two indicators."""
    conn.execute(insert(schema.economy), ECONOMIES)
    conn.execute(insert(schema.indicator), INDICATORS)


def add_source(conn: Connection, **facts: Any) -> None:
    """Insert a source with its journal row."""
    row = {**SOURCE, **facts}
    seq = record(conn, "source", row["source_id"], after=source_content(row))
    conn.execute(insert(schema.source), {**row, "journal_seq": seq})


def add_ground(conn: Connection) -> None:
    """Insert what a figure needs: code lists, a source, its statement."""
    add_code_lists(conn)
    add_source(conn)
    conn.execute(insert(schema.statement), STATEMENT)


def add_figure(conn: Connection, **facts: Any) -> None:
    """Insert a figure with its journal row."""
    row = {**FIGURE, **facts}
    seq = record(conn, "figure", row["figure_id"], after=figure_content(row))
    conn.execute(insert(schema.figure), {**row, "journal_seq": seq})


def add_batch(conn: Connection, batch_id: str, figures: Sequence[Mapping[str, Any]]) -> None:
    """Insert figures under one journal row."""
    rows = [{**FIGURE, **facts} for facts in figures]
    covered = {"row_count": len(rows), "sha256": batch_sha256(rows)}
    seq = record(conn, "import_batch", batch_id, after=covered)
    conn.execute(insert(schema.import_batch), {"batch_id": batch_id, "journal_seq": seq, **covered})
    conn.execute(insert(schema.figure), [{**row, "batch_id": batch_id, "journal_seq": seq} for row in rows])


def add_report(conn: Connection, report_id: str, **facts: Any) -> None:
    """Insert a reader's report about the figure f1 with its journal row."""
    row = {"report_id": report_id, "figure_id": "f1", "text": "Misprinted.", "status": "open", "created_at": NOON}
    seq = facts.get("journal_seq") or record(conn, "report", report_id, after=report_content(row))
    conn.execute(insert(schema.report), {**row, "journal_seq": seq})


def change_figure(conn: Connection, figure_id: str, **state: Any) -> None:
    """Change the state of a figure with a journal row of its own, written now."""
    this = schema.figure.c.figure_id == figure_id
    old = conn.execute(schema.figure.select().where(this)).mappings().one()
    before, after = figure_state(old), figure_state({**old, **state})
    seq = record(conn, "figure", figure_id, at=datetime.now(UTC), before=before, after=after)
    conn.execute(update(schema.figure).where(this), {**state, "journal_seq": seq})


def record(
    conn: Connection, entity: str, entity_id: str, at: datetime = NOON, **contents: Mapping[str, object] | None
) -> int:
    """Append a journal row of Aida's, written at noon unless told otherwise."""
    return journal.append(
        conn,
        AIDA,
        action="change" if contents.get("before") else "add",
        entity=entity,
        entity_id=entity_id,
        before=contents.get("before"),
        after=contents.get("after"),
        at=at,
    )

"""Does the store still hold what the journal says? Each answer is a sentence that names the first thing that is wrong.

The rows are read as they lie there, without the column types: a damaged day must be reported, not fail to parse. What
the chain cannot show is the loss of its last rows where nothing that is left in the store rests on them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, select, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from tradedash.domain.figure import Status
from tradedash.store.canonical import (
    GENESIS,
    Row,
    batch_line,
    figure_content,
    hash_of,
    plain,
    report_content,
    source_content,
)
from tradedash.store.schema import economy, exchange_rate, figure, import_batch, indicator, journal, report, source

#: How many sentences `verify` gives at most; one is enough to restore a backup.
MOST = 100
_ROWS_AT_ONCE = 1000
#: Lists that one journal row may change in many places: their name in the journal, and how it names a row.
_LISTS = (
    (economy, "code_list", "economy", lambda row: row["code"]),
    (indicator, "code_list", "indicator", lambda row: row["code"]),
    (exchange_rate, "exchange_rate", "per_usd", lambda row: f"{row['currency']} {row['year']}"),
)


class _Entry(NamedTuple):
    """A journal row that names a figure, source or report, its contents read."""

    seq: int
    at: object
    before: Row
    after: Row


def verify(conn: Connection) -> list[str]:
    """Return what is wrong with the journal and with what it covers, in sentences; nothing if all is intact.

    Finds a journal row, figure, source or import batch that was edited, removed or put in past the journal. Where the
    chain is broken only the chain is judged: nothing can be measured by it then. The rows are streamed.
    """
    try:
        return list(islice(_problems(conn), MOST))
    except DBAPIError as error:
        return [f"The database is damaged and cannot be read to the end: {error.orig}."]


def _problems(conn: Connection) -> Iterator[str]:
    yield from _damage(conn)
    broken = _broken_chain(conn)
    if broken:
        yield broken
        return
    yield from _figures(conn)
    for table, content in ((source, source_content), (report, report_content)):
        for now, entries in _with_entries(conn, table, table.c[f"{table.name}_id"]):
            yield from _problem(now, entries, table.name, content(now), None)
    for table in (figure, source, report, import_batch):
        name = table.name.removeprefix("import_")
        yield from _lost(conn, table, table.c[f"{name}_id"])
    for listed in _LISTS:
        yield from _listed(conn, *listed)
    yield from _orphans(conn)


def row_with_hash(conn: Connection, wanted: str) -> int | None:
    """Return which row of the journal has a hash, None if none has: rows were lost then, or rewritten."""
    return conn.execute(select(journal.c.seq).where(journal.c.hash == wanted)).scalar()


def _damage(conn: Connection) -> Iterator[str]:
    if conn.dialect.name == "sqlite":
        for (finding,) in conn.exec_driver_sql("PRAGMA integrity_check(5)"):
            if finding != "ok":
                yield f"The database file is damaged: {finding}."


def _orphans(conn: Connection) -> Iterator[str]:
    """Name the first row that refers to nothing; what rests on a lost row of the journal has been told already."""
    if conn.dialect.name == "sqlite":
        for name, _, referred, _ in conn.exec_driver_sql("PRAGMA foreign_key_check"):
            if referred != "journal":
                yield f"A row of {name} refers to a row of {referred} that is missing."
                return


def _broken_chain(conn: Connection) -> str | None:
    previous_hash, expected = GENESIS, 1
    for row in _stream(conn, select(*_raw(journal)).order_by(journal.c.seq)):
        seq = row["seq"]
        if seq != expected:
            return f"Journal row {expected} is missing: row {seq} stands in its place."
        if row["previous_hash"] != previous_hash or row["hash"] != hash_of(row, previous_hash):
            return f"Journal row {seq} was changed after it was written, or put in: its hash does not fit."
        previous_hash, expected = row["hash"], seq + 1
    return None


def _figures(conn: Connection) -> Iterator[str]:
    recorded = select(*_raw(import_batch), type_coerce(journal.c.at, NullType()).label("at"))
    recorded = recorded.outerjoin(journal, journal.c.seq == import_batch.c.journal_seq)
    batches = {row["batch_id"]: row for row in _stream(conn, recorded)}
    for batch_id, rows in groupby(_with_entries(conn, figure, figure.c.figure_id), lambda pair: pair[0]["batch_id"]):
        batch = batches.pop(batch_id, None)
        digest, count = sha256(), 0
        for now, entries in rows:
            is_now = figure_content(now) | {"published_at": plain(now["published_at"])}
            yield from _problem(now, entries, "figure", is_now, batch)
            if batch:
                digest.update(batch_line(_wound_back(now, entries)))
                count += 1
        if batch:
            yield from _batch_problem(conn, batch, count, digest.hexdigest())
    for batch in batches.values():
        yield from _batch_problem(conn, batch, 0, "")


def _problem(now: Row, entries: Sequence[_Entry], entity: str, is_now: Row, batch: Row | None) -> Iterator[str]:
    """Compare a row with what its journal rows say; of a batch's figure they need say only what changed since."""
    name = f"{entity.capitalize()} {now[f'{entity}_id']}"
    last = entries[-1].seq if entries else batch["journal_seq"] if batch else None
    if now["journal_seq"] != last:
        yield f"{name} rests on journal row {now['journal_seq']}, which is missing or is not the last to name it."
        return
    told: dict[str, object] = {}
    for entry in entries:
        told = told | dict(entry.after) if entity == "figure" else dict(entry.after)
    if entity == "figure":
        told["published_at"] = _published_at(now, entries, batch)
    wrong = [key for key in dict.fromkeys((*is_now, *told)) if _differs(key, told, is_now, whole=not batch)]
    if wrong:
        yield f"{name} was changed past the journal: {', '.join(wrong)} is not what journal row {last} left."


def _differs(key: str, told: Row, is_now: Row, *, whole: bool) -> bool:
    return told.get(key, ...) != is_now.get(key, ...) if whole or key in told else False


def _published_at(now: Row, entries: Sequence[_Entry], batch: Row | None) -> object:
    """Return when a figure was first published, as the journal tells it; None if it never was."""
    waiting = (Status.DRAFT, Status.IN_REVIEW)
    if _wound_back(now, entries)["status"] not in waiting:
        at = batch["at"] if batch else entries[0].at
        return plain(at if at is not None else now["published_at"])  # a batch whose row is lost is told by itself
    return next((plain(entry.at) for entry in entries if entry.after.get("status") == Status.PUBLISHED), None)


def _wound_back(now: Row, entries: Sequence[_Entry]) -> Row:
    """Return a figure as it was when its batch was recorded."""
    then = dict(now)
    for entry in reversed(entries):
        then |= entry.before
    return then


def _batch_problem(conn: Connection, batch: Row, count: int, digest: str) -> Iterator[str]:
    told = conn.execute(select(journal).where(journal.c.seq == batch["journal_seq"])).mappings().first()
    name = f"Import batch {batch['batch_id']}"
    if not told or (told["entity"], told["entity_id"]) != ("import_batch", batch["batch_id"]):
        yield f"{name} rests on journal row {batch['journal_seq']}, which is missing or does not name it."
        return
    recorded = _read(told["after"])
    wrong = [
        key for key, found in (("row_count", count), ("sha256", digest)) if {recorded.get(key), batch[key]} != {found}
    ]
    if wrong:
        yield f"{name} was changed past the journal: {', '.join(wrong)} is not what journal row {told['seq']} left."


def _lost(conn: Connection, table: Table, key: ColumnElement[str]) -> Iterator[str]:
    named = and_(journal.c.entity == table.name, journal.c.entity_id == key)
    lost = select(journal.c.seq, journal.c.entity_id).outerjoin(table, named)
    name = table.name.capitalize().replace("_", " ")
    for row in _stream(conn, lost.where(journal.c.entity == table.name, key.is_(None)).order_by(journal.c.seq)):
        yield f"{name} {row['entity_id']} is gone: journal row {row['seq']} names it."


def _listed(
    conn: Connection, table: Table, entity: str, entity_id: str, name_of: Callable[[Row], str]
) -> Iterator[str]:
    """Compare a list with what the journal says of its rows; a list that it never names is not judged."""
    named = select(journal.c.after).where(journal.c.entity == entity, journal.c.entity_id == entity_id)
    told: dict[str, object] = {}
    for row in _stream(conn, named.order_by(journal.c.seq)):
        told |= _read(row["after"])
    found = {name_of(row): dict(row) for row in _stream(conn, select(*_raw(table)))} if told else {}
    wrong = sorted(name for name in told.keys() | found.keys() if told.get(name) != found.get(name))
    if wrong:
        title = table.name.capitalize().replace("_", " ")
        yield f"{title} {wrong[0]} was changed past the journal: it is not what the journal says of it."


def _with_entries(conn: Connection, table: Table, key: ColumnElement[str]) -> Iterator[tuple[RowMapping, list[_Entry]]]:
    """Stream the rows of a table, each with the journal rows that name it, batch by batch in the order of the key."""
    named = and_(journal.c.entity == table.name, journal.c.entity_id == key)
    wanted = [*_raw(table), *(journal.c[name].label(f"entry_{name}") for name in ("seq", "before", "after"))]
    wanted.append(type_coerce(journal.c.at, NullType()).label("entry_at"))
    batch = [table.c.batch_id] if "batch_id" in table.c else []
    rows = _stream(conn, select(*wanted).outerjoin(journal, named).order_by(*batch, key, journal.c.seq))
    for _, group in groupby(rows, lambda row: row[f"{table.name}_id"]):
        found = list(group)
        yield found[0], list(_entries(found))


def _entries(rows: Iterable[RowMapping]) -> Iterator[_Entry]:
    for row in rows:
        if row["entry_seq"] is not None:
            yield _Entry(row["entry_seq"], row["entry_at"], _read(row["entry_before"]), _read(row["entry_after"]))


def _read(text: str | None) -> Row:
    return json.loads(text) if text else {}


def _raw(table: Table) -> list[ColumnElement[Any]]:
    return [type_coerce(column, NullType()).label(column.name) for column in table.columns]


def _stream(conn: Connection, query: Select[Any]) -> Iterator[RowMapping]:
    with conn.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE}) as rows:
        yield from rows.mappings()

"""The journal as a list, newest first: what matches, a page at a time, or all of it as a stream."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from tradedash.domain.actor import Actor, Channel
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.queries.changes import changes, read, words_for
from tradedash.queries.codelists import CodeLists
from tradedash.queries.history import Entry
from tradedash.queries.seen import readable_by
from tradedash.store.schema import figure, journal

#: The columns of the journal, as its CSV has them.
COLUMNS = tuple(column.name for column in journal.columns)
NAMES = ("actor", "channel", "action", "entity", "id", "from", "to", "batch", "before")
PAGE = 50
AT_ONCE = 1000
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the journal; `before` is the row below which the next page begins."""

    actor: str = ""
    channel: str = ""
    action: str = ""
    entity: str = ""
    id: str = ""
    since: date | None = None
    until: date | None = None
    batch: str = ""
    before: int | None = None

    def query(self) -> list[tuple[str, str]]:
        """Return the filters as parameters of an address, without the page."""
        days = {"from": self.since, "to": self.until}
        given = {name: getattr(self, name) for name in ("actor", "channel", "action", "entity", "id", "batch")}
        return [
            *((name, value) for name, value in given.items() if value),
            *((name, day.isoformat()) for name, day in days.items() if day),
        ]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Some rows in words, newest first; `next` is the `before` of the page after, None at the end."""

    entries: Sequence[Entry]
    next: int | None


def parse_filters(given: Mapping[str, str]) -> Filters:
    """Read the parameters of an address; unknown names are ignored. Raises: BadValue naming the parameter."""
    text = {name: given.get(name, "").strip() for name in NAMES}
    for name, value in text.items():
        if len(value) > _LONGEST or "\0" in value:
            raise BadValue(f"“{name}” is too long, or holds what no journal holds.", name)
    known = [channel.value for channel in Channel]
    if text["channel"] and text["channel"] not in known:
        raise UnknownName("channel", text["channel"], known, "channel")
    if text["before"] and not (text["before"].isascii() and text["before"].isdigit() and len(text["before"]) < 19):
        raise BadValue("“before” is the number of a row of the journal.", "before")
    return Filters(
        **{name: text[name] for name in ("actor", "channel", "action", "entity", "id", "batch")},
        since=_day("from", text["from"]),
        until=_day("to", text["to"]),
        before=int(text["before"]) if text["before"] else None,
    )


def journal_page(conn: Connection, filters: Filters, reader: Actor, lists: CodeLists) -> JournalPage:
    """Return the rows that the reader may see, `PAGE` of them."""
    rows = _rows(conn, filters, reader, PAGE + 1)
    shown = rows[:PAGE]
    words = words_for(conn, lists, [read(row[name]) for row in shown for name in ("before", "after")])
    entries = []
    for row in shown:
        changed = tuple(changes(row["entity"], read(row["before"]), read(row["after"]), words))
        names = ("seq", "at", "actor", "channel", "action", "entity", "entity_id", "reason")
        entries.append(Entry(**{name: row[name] for name in names}, changes=changed, version=None))
    return JournalPage(entries, shown[-1]["seq"] if len(rows) > PAGE else None)


def journal_rows(conn: Connection, filters: Filters, reader: Actor) -> list[Mapping[str, Any]]:
    """Return the next `AT_ONCE` rows, every column as it is stored."""
    return _rows(conn, filters, reader, AT_ONCE)


def after(filters: Filters, rows: Sequence[Mapping[str, Any]]) -> Filters | None:
    """Return the filters that go on behind these rows, None if there are no more."""
    return replace(filters, before=rows[-1]["seq"]) if len(rows) == AT_ONCE else None


def _rows(conn: Connection, filters: Filters, reader: Actor, most: int) -> list[Mapping[str, Any]]:
    query: Select[Any] = select(journal).where(readable_by(reader), *_conditions(filters))
    found = conn.execute(query.order_by(journal.c.seq.desc()).limit(most)).mappings()
    return [dict(row) for row in found]


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    for name in ("actor", "channel", "action", "entity"):
        if value := getattr(filters, name):
            yield journal.c[name] == value
    if filters.id:
        yield journal.c.entity_id == filters.id
    if filters.since:
        yield journal.c.at >= datetime.combine(filters.since, time(), UTC)
    if filters.until:
        yield journal.c.at < datetime.combine(filters.until + timedelta(days=1), time(), UTC)
    if filters.before is not None:
        yield journal.c.seq < filters.before
    if filters.batch:
        of_batch = select(figure.c.figure_id).where(figure.c.batch_id == filters.batch)
        yield or_(
            and_(journal.c.entity == "import_batch", journal.c.entity_id == filters.batch),
            and_(journal.c.entity == "figure", journal.c.entity_id.in_(of_batch)),
        )


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        raise BadValue(f"Write “{name}” as a day, for example 2025-11-26.", name)
    return day

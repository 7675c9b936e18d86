"""The life of one figure: its versions, and every row of the journal about them, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from tradedash.domain.actor import Actor
from tradedash.domain.errors import NotFound
from tradedash.queries.changes import Change, Content, Words, changes, read, value_words, words_for
from tradedash.queries.codelists import CodeLists
from tradedash.queries.figures import NO_FIGURE
from tradedash.queries.seen import AUTHOR, DECIDE
from tradedash.store.canonical import figure_content
from tradedash.store.schema import figure, import_batch, journal

Stored = Mapping[str, Any]
#: So many rows are shown; a figure that was changed more often has its whole life in the journal.
MOST = 500


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a figure; `published_at` is None where it never was public."""

    figure_id: str
    number: int
    value: str
    status: str
    recorded_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal in words; `version` is the number of the version it is about, None for its source."""

    seq: int
    at: datetime
    actor: str
    channel: str
    action: str
    entity: str
    entity_id: str
    reason: str | None
    changes: tuple[Change, ...]
    version: int | None


@dataclass(frozen=True, slots=True)
class History:
    """What may be read of a figure's life: `versions` oldest first, `entries` newest first."""

    content: Content
    versions: tuple[Version, ...]
    entries: tuple[Entry, ...]

    def version(self, figure_id: str) -> Version:
        return next(version for version in self.versions if version.figure_id == figure_id)


def history(conn: Connection, figure_id: str, lists: CodeLists, reader: Actor | None) -> History:
    """Return the life of a figure as somebody may see it; None is the public.

    The public sees nothing from before the first publication and no version that never was published; who is logged in
    sees that too where the work is their own, or theirs to decide. Raises: NotFound.
    """
    rows = [row for row in _chain(conn, figure_id) if _may_see(conn, row, reader)]
    if figure_id not in {row["figure_id"] for row in rows}:
        raise NotFound(NO_FIGURE)
    told = _told(conn, rows)
    contents = [figure_content(row) for row in rows]
    words = words_for(conn, lists, [*contents, *(read(row[name]) for row in told for name in ("before", "after"))])
    shown = [row for row in told if reader is not None or _is_public(row, rows)]
    births = {row["figure_id"]: _birth(row, told) for row in rows}
    entries = tuple(_entry(row, _Line(rows, births, shown), words) for row in shown)
    versions = tuple(_version(row, number, words) for number, row in enumerate(rows, 1))
    return History(figure_content(next(row for row in rows if row["figure_id"] == figure_id)), versions, entries)


def _chain(conn: Connection, figure_id: str) -> list[Stored]:
    """Return all versions of a figure, the first one first."""
    start = _row(conn, figure.c.figure_id == figure_id) if "\0" not in figure_id else None
    if start is None:
        return []
    chain = [start]
    while chain[0]["supersedes"] is not None:
        chain.insert(0, _row(conn, figure.c.figure_id == chain[0]["supersedes"]) or start)
    while (after := _row(conn, figure.c.supersedes == chain[-1]["figure_id"])) is not None:
        chain.append(after)
    return chain


def _row(conn: Connection, condition: Any) -> Stored | None:
    found = conn.execute(select(figure).where(condition)).mappings().first()
    return dict(found) if found else None


def _may_see(conn: Connection, row: Stored, reader: Actor | None) -> bool:
    if row["published_at"] is not None or (reader and reader.role in DECIDE):
        return True
    if reader is None:
        return False
    wrote = select(AUTHOR).where(figure.c.figure_id == row["figure_id"])
    return conn.execute(wrote).scalar() == reader.name


def _told(conn: Connection, rows: Sequence[Stored]) -> list[Stored]:
    """Return the rows of the journal about these versions, their batches and their sources, newest first."""
    named = [
        and_(journal.c.entity == "figure", journal.c.entity_id.in_([row["figure_id"] for row in rows])),
        and_(journal.c.entity == "source", journal.c.entity_id.in_({row["source_id"] for row in rows})),
        journal.c.seq.in_(
            select(import_batch.c.journal_seq).where(
                import_batch.c.batch_id.in_({row["batch_id"] for row in rows} - {None})
            )
        ),
    ]
    wanted = select(journal).where(or_(*named)).order_by(journal.c.seq.desc()).limit(MOST)
    return [dict(row) for row in conn.execute(wanted).mappings()]


def _is_public(told: Stored, rows: Sequence[Stored]) -> bool:
    """Tell whether a row is from after the publication of what it is about."""
    match told["entity"]:
        case "figure":
            since = [row["published_at"] for row in rows if row["figure_id"] == told["entity_id"]]
        case "import_batch":
            since = [row["published_at"] for row in rows if row["batch_id"] == told["entity_id"]]
        case _:
            since = [row["published_at"] for row in rows if row["source_id"] == told["entity_id"]]
    return bool(told["at"] >= min(since))


@dataclass(frozen=True, slots=True)
class _Birth:
    """The row that brought a version, why, and what it said then."""

    seq: int
    reason: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class _Line:
    """The versions of a figure, how each began, and the rows of the journal that are shown of them."""

    rows: Sequence[Stored]
    births: Mapping[str, _Birth]
    shown: Sequence[Stored]

    def about(self, told: Stored) -> Stored | None:
        """Return the version that a row is about: by its id, or because its batch brought it; None for a source."""
        key = {"figure": "figure_id", "import_batch": "batch_id"}.get(told["entity"])
        return next((row for row in self.rows if key and row[key] == told["entity_id"]), None)

    def begins(self, told: Stored, row: Stored) -> bool:
        """Tell whether a version begins with a row for whoever reads: its first one, or the one that published it."""
        birth = self.births[row["figure_id"]]
        hidden = birth.seq not in {one["seq"] for one in self.shown}
        return told["seq"] == birth.seq or (hidden and told["at"] == row["published_at"])

    def earlier(self, row: Stored) -> Content:
        """Return the version before, of those that are shown, as it was left; nothing for the first."""
        at = list(self.rows).index(row)
        return figure_content(self.rows[at - 1]) if at else {}


def _birth(row: Stored, told: Sequence[Stored]) -> _Birth:
    own = [one for one in reversed(told) if (one["entity"], one["entity_id"]) == ("figure", row["figure_id"])]
    if own and not own[0]["before"]:
        return _Birth(own[0]["seq"], own[0]["reason"], read(own[0]["after"]))
    batch = next((one for one in told if one["entity"] == "import_batch" and one["entity_id"] == row["batch_id"]), None)
    content = {**figure_content(row), **(read(own[0]["before"]) if own else {})}
    return _Birth(batch["seq"] if batch else 0, None, content)


def _entry(told: Stored, line: _Line, words: Words) -> Entry:
    before, after, reason = read(told["before"]), read(told["after"]), told["reason"]
    about = line.about(told)
    if about and line.begins(told, about):
        birth = line.births[about["figure_id"]]
        new = after if told["entity"] == "figure" else {}
        before, after, reason = line.earlier(about), {**birth.content, **new}, reason or birth.reason
        before = {**before, "status": after["status"]} if before else {}
    changed = changes("figure" if about else told["entity"], before, after, words)
    names = ("seq", "at", "actor", "channel", "action", "entity", "entity_id")
    number = None if about is None else 1 + list(line.rows).index(about)
    return Entry(**{name: told[name] for name in names}, reason=reason, changes=tuple(changed), version=number)


def _version(row: Stored, number: int, words: Words) -> Version:
    value = value_words(row, words)
    return Version(row["figure_id"], number, value, row["status"], row["recorded_at"], row["published_at"])

"""What waits at the desk: figures in review, batches of them, and somebody's own work. Who may see it, pages check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from heapq import nsmallest
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from tradedash.domain.figure import Status
from tradedash.frames import FigureRow
from tradedash.queries.codelists import code_lists
from tradedash.queries.rows import COLUMNS, FIGURES, figure_row, in_other_currency
from tradedash.queries.seen import AUTHOR
from tradedash.store.schema import figure, import_batch, journal, upload

PAGE = 50
#: Nobody counts further than this; a page says "more than".
MOST_COUNTED = 1000
#: What somebody entered lately is looked for among so many last rows of the journal.
LATELY = 20_000
MOST_OWN = 100

_last = journal.alias("last")
_IN_REVIEW = figure.c.status == Status.IN_REVIEW.value
_ITEMS = select(
    *COLUMNS,
    figure.c.id.label("position"),
    figure.c.journal_seq.label("seen"),
    figure.c.batch_id,
    figure.c.supersedes,
    figure.c.published_at,
    AUTHOR.label("author"),
    *(_last.c[name].label(f"last_{name}") for name in ("action", "actor", "at", "reason")),
).select_from(FIGURES.join(_last, figure.c.journal_seq == _last.c.seq))


@dataclass(frozen=True, slots=True)
class Step:
    """The last thing that happened to a figure."""

    action: str
    actor: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A figure as the desk sees it. `seen` is its version; `position` its place in the order of entry."""

    row: FigureRow
    position: int
    seen: int
    batch_id: str | None
    supersedes: str | None
    published_at: datetime | None
    author: str
    last: Step

    @property
    def is_waiting(self) -> bool:
        return self.row.status == Status.IN_REVIEW

    @property
    def is_draft(self) -> bool:
        return self.row.status == Status.DRAFT


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the waiting figures: all, those of one author, or those of all others; behind a position."""

    author: str | None = None
    not_by: str | None = None
    after: int = 0

    def conditions(self, author: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """Return what the filters say about a column with the author's name."""
        wanted = [author == self.author] if self.author else []
        return [*wanted, author != self.not_by] if self.not_by else wanted


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, the oldest first; `next` is the position to go on behind, None at the end."""

    items: list[Item]
    next: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Batch:
    """An import with what became of its figures. `name` is the file's, where it was uploaded in the browser."""

    batch_id: str
    author: str
    at: datetime
    channel: str
    figures: int
    name: str | None
    waiting: int
    published: int
    drafts: int


def waiting_count() -> Any:
    """Return the SQL that counts what waits for a reviewer, at most 100: the masthead asks with every page."""
    few = select(figure.c.id).where(_IN_REVIEW).limit(100).subquery("few")
    return select(func.count()).select_from(few).scalar_subquery()


def queue(conn: Connection, asked: Asked, base_url: str) -> Queue:
    """Return single figures that wait for review, those of batches left out. Two statements."""
    single = and_(_IN_REVIEW, figure.c.batch_id.is_(None), *asked.conditions(AUTHOR))
    found = _items(
        conn, _ITEMS.where(single, figure.c.id > asked.after).order_by(figure.c.id).limit(PAGE + 1), base_url
    )
    counted = select(figure.c.id).where(single).limit(MOST_COUNTED + 1).subquery()
    total = int(conn.execute(select(func.count()).select_from(counted)).scalar_one())
    onward = found[PAGE - 1].position if len(found) > PAGE else None
    return Queue(found[:PAGE], onward, total)


def authors_waiting(conn: Connection) -> list[str]:
    """Return the names of those whose single figures wait."""
    some = select(AUTHOR.label("name")).where(_IN_REVIEW, figure.c.batch_id.is_(None)).limit(MOST_COUNTED).subquery()
    return list(conn.execute(select(some.c.name).distinct().order_by(some.c.name)).scalars())


def next_waiting(conn: Connection, reader: str, after: int) -> str | None:
    """Return the next single figure in review that somebody else entered; after the last one the first again."""
    wanted = select(figure.c.figure_id).where(_IN_REVIEW, figure.c.batch_id.is_(None), AUTHOR.not_in([reader]))
    for behind in (after, 0):
        found = conn.execute(wanted.where(figure.c.id > behind).order_by(figure.c.id).limit(1)).scalar()
        if found is not None:
            return str(found)
    return None


def item(conn: Connection, figure_id: str, base_url: str) -> Item | None:
    """Return one figure, whatever its status; None if there is none."""
    found = _items(conn, _ITEMS.where(figure.c.figure_id == figure_id), base_url) if "\0" not in figure_id else []
    return found[0] if found else None


def own_unpublished(conn: Connection, name: str, base_url: str) -> list[Item]:
    """Return somebody's drafts and waiting figures, batches left out, the newest first."""
    mine = and_(
        figure.c.status.in_([Status.DRAFT.value, Status.IN_REVIEW.value]),
        figure.c.batch_id.is_(None),
        AUTHOR.in_([name]),
    )
    return _items(conn, _ITEMS.where(mine).order_by(figure.c.id.desc()).limit(MOST_OWN), base_url)


def own_published(conn: Connection, name: str, base_url: str, most: int = 10) -> list[Item]:
    """Return what somebody entered lately and others have published, the newest first."""
    head = conn.execute(select(func.max(journal.c.seq))).scalar() or 0
    entered = select(journal.c.entity_id).where(
        journal.c.seq > head - LATELY,
        journal.c.actor == name,
        journal.c.entity == "figure",
        journal.c.before.is_(None),
    )
    wanted = and_(figure.c.figure_id.in_(entered), figure.c.status == Status.PUBLISHED.value)
    return _items(conn, _ITEMS.where(wanted).order_by(figure.c.published_at.desc()).limit(most), base_url)


def batches_waiting(conn: Connection, asked: Asked) -> list[Batch]:
    """Return the imports of which something waits or is a draft, the oldest first."""
    unpublished = figure.c.status.in_([Status.DRAFT.value, Status.IN_REVIEW.value])
    some = select(figure.c.batch_id).where(unpublished, figure.c.batch_id.is_not(None)).distinct()
    listed = _batches(*asked.conditions(journal.c.actor)).where(import_batch.c.batch_id.in_(some))
    return [Batch(*found) for found in conn.execute(listed)]


def batch(conn: Connection, batch_id: str) -> Batch | None:
    """Return one import, None if there is none."""
    found = conn.execute(_batches(import_batch.c.batch_id == batch_id)).first() if "\0" not in batch_id else None
    return Batch(*found) if found else None


def batch_page(conn: Connection, batch_id: str, after: int, base_url: str, most: int = 100) -> Queue:
    """Return some figures of an import in the order of its rows, whatever became of them."""
    wanted = _ITEMS.where(figure.c.batch_id == batch_id, figure.c.id > after).order_by(figure.c.id).limit(most + 1)
    found = _items(conn, wanted, base_url)
    return Queue(found[:most], found[most - 1].position if len(found) > most else None, len(found))


def batch_sample(conn: Connection, batch_id: str, size: int, base_url: str) -> list[Item]:
    """Return waiting figures that lie all over an import: chance chose them, and always chooses the same.

    The draw hangs on the hash of the journal row of the import, which nobody knew who wrote the file.
    """
    drawn = (
        select(figure.c.figure_id, journal.c.hash)
        .join(import_batch, import_batch.c.batch_id == figure.c.batch_id)
        .join(journal, journal.c.seq == import_batch.c.journal_seq)
        .where(figure.c.batch_id == batch_id, _IN_REVIEW)
    )
    lots = ((sha256(f"{seed}{figure_id}".encode()).digest(), figure_id) for figure_id, seed in conn.execute(drawn))
    chosen = [figure_id for _, figure_id in nsmallest(size, lots)]
    return _items(conn, _ITEMS.where(figure.c.figure_id.in_(chosen)).order_by(figure.c.id), base_url)


def corrected(conn: Connection, items: Sequence[Item], base_url: str) -> dict[str, Item]:
    """Return for each figure that corrects one the version that readers see now, by the id of the new one."""
    found: dict[str, Item] = {}
    wanted = {one.row.figure_id: one.supersedes for one in items if one.supersedes}
    while wanted:
        ids = sorted(set(wanted.values()))
        earlier = {one.row.figure_id: one for one in _items(conn, _ITEMS.where(figure.c.figure_id.in_(ids)), base_url)}
        found |= {new: earlier[old] for new, old in wanted.items() if earlier[old].row.status == Status.PUBLISHED}
        onward = {new: earlier[old].supersedes for new, old in wanted.items() if new not in found}
        wanted = {new: old for new, old in onward.items() if old is not None}
    return found


def following(conn: Connection, figure_id: str, base_url: str) -> list[Item]:
    """Return the versions after a figure, the next one first."""
    found: list[Item] = []
    last = figure_id
    while more := _items(conn, _ITEMS.where(figure.c.supersedes == last), base_url):
        found += more
        last = more[0].row.figure_id
    return found


def _items(conn: Connection, wanted: Select[Any], base_url: str) -> list[Item]:
    found = list(conn.execute(wanted))
    indicators = code_lists(conn).indicators if found else {}
    return [
        Item(
            row=in_other_currency(figure_row(one, base_url), indicators),
            position=one.position,
            seen=one.seen,
            batch_id=one.batch_id,
            supersedes=one.supersedes,
            published_at=one.published_at,
            author=one.author,
            last=Step(one.last_action, one.last_actor, one.last_at, one.last_reason),
        )
        for one in found
    ]


def _batches(*conditions: ColumnElement[bool]) -> Select[Any]:
    named = select(func.max(upload.c.name)).where(upload.c.batch_id == import_batch.c.batch_id).scalar_subquery()

    def counted(status: Status) -> Any:
        among = (figure.c.batch_id == import_batch.c.batch_id, figure.c.status == status.value)
        return select(func.count()).where(*among).scalar_subquery()

    return (
        select(
            import_batch.c.batch_id,
            journal.c.actor,
            journal.c.at,
            journal.c.channel,
            import_batch.c.row_count,
            named,
            counted(Status.IN_REVIEW),
            counted(Status.PUBLISHED),
            counted(Status.DRAFT),
        )
        .join(journal, import_batch.c.journal_seq == journal.c.seq)
        .where(*conditions)
        .order_by(journal.c.seq)
    )

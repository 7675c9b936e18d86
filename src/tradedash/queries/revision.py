"""The store's revision, and answers that are computed once for each."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from tradedash.store.schema import economy, figure, indicator, journal

T = TypeVar("T")
_CHANGED_AT = select(journal.c.at).order_by(journal.c.seq.desc()).limit(1)
_SEQ = select(func.coalesce(func.max(journal.c.seq), 0))
_PUBLIC = select(func.max(figure.c.journal_seq)).where(figure.c.published_at.is_not(None))
#: Code lists and rates, which no figure's row tells of.
_LISTS = ("code_list", "exchange_rate")
#: The hash names everything before it, also after a restore into a running site. Code lists may be loaded without a
#: journal row, so their sizes belong to it too.
_STATE = select(
    select(journal.c.hash).where(journal.c.seq == _PUBLIC.scalar_subquery()).scalar_subquery(),
    *(select(func.max(journal.c.seq)).where(journal.c.entity == name).scalar_subquery() for name in _LISTS),
    select(func.count()).select_from(economy).scalar_subquery(),
    select(func.count()).select_from(indicator).scalar_subquery(),
)

_WHOLE = select(
    select(journal.c.hash).order_by(journal.c.seq.desc()).limit(1).scalar_subquery(),
    select(func.count()).select_from(economy).scalar_subquery(),
    select(func.count()).select_from(indicator).scalar_subquery(),
)


def revision(conn: Connection) -> int:
    """Return the number of the newest journal row this transaction sees; it grows with every change."""
    return int(conn.execute(_SEQ).scalar_one())


def state(conn: Connection) -> tuple[object, ...]:
    """Return what names everything public that this transaction sees: equal only while none of it has changed.

    Drafts and what is in review do not count, so people at work do not take the kept answers from readers.
    """
    return tuple(conn.execute(_STATE).one())


def whole(conn: Connection) -> tuple[object, ...]:
    """Return what names everything that this transaction sees, sources and unpublished work included.

    For answers that others keep: it asks no figure, and rather changes once too often than not.
    """
    return tuple(conn.execute(_WHOLE).one())


def changed_at(conn: Connection) -> datetime | None:
    """Return the moment of the newest journal row that this transaction sees; None in an empty store."""
    return conn.execute(_CHANGED_AT).scalar_one_or_none()


def once_per_revision(read: Callable[[Connection], T]) -> Callable[[Connection], T]:
    """Keep what `read` returns until the store changes: for small answers that every page needs.

    The value must not depend on who asks. The check costs one statement on three small indexes.
    """
    kept: WeakKeyDictionary[Engine, tuple[tuple[object, ...], T]] = WeakKeyDictionary()

    def current(conn: Connection) -> T:
        now = state(conn)
        found = kept.get(conn.engine)
        if found is None or found[0] != now:
            found = kept[conn.engine] = (now, read(conn))
        return found[1]

    return current

"""The store's revision, and answers that are computed once for each."""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from tradedash.store.schema import economy, indicator, journal

T = TypeVar("T")
_SEQ = select(func.coalesce(func.max(journal.c.seq), 0))
#: The head of the chain names everything before it, also after a restore into a running site. Code lists may be
#: loaded without a journal row, so their sizes belong to it too.
_STATE = select(
    select(journal.c.hash).order_by(journal.c.seq.desc()).limit(1).scalar_subquery(),
    select(func.count()).select_from(economy).scalar_subquery(),
    select(func.count()).select_from(indicator).scalar_subquery(),
)


def revision(conn: Connection) -> int:
    """Return the number of the newest journal row this transaction sees; it grows with every change."""
    return int(conn.execute(_SEQ).scalar_one())


def state(conn: Connection) -> tuple[object, ...]:
    """Return what names everything this transaction sees: equal only while nothing has changed."""
    return tuple(conn.execute(_STATE).one())


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

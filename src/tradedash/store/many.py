"""Tens of thousands of figures in one transaction, on SQLite without a price for each row that one question can pay.

A trigger costs as much as the row it judges, and the index of words ten times as much row by row as at once. So inside
the transaction these triggers are taken off, what they ask is asked of all new rows in one query, and they are put
back as they were. Nobody else writes meanwhile, and whatever ends the transaction early brings them back.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tradedash.store.engine import Store
from tradedash.store.search import words_behind
from tradedash.store.triggers import recorded_wrongly

#: What SQLite may hold of the file while it writes, in KiB; by itself it holds 2 MB and reads most pages many times.
CACHE = 128 * 1024
_ON_INSERT = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'figure'"
    " AND sql LIKE '% INSERT ON figure %' ORDER BY name"
)


@contextmanager
def writing_many(store: Store) -> Iterator[Connection]:
    """Open the only writing transaction with room for many changed pages. Raises: as `store.write`."""
    with store.write() as conn:
        if store.dialect != "sqlite":
            yield conn
            return
        usual = conn.exec_driver_sql("PRAGMA cache_size").scalar_one()
        conn.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
        try:
            yield conn
        finally:
            conn.exec_driver_sql(f"PRAGMA cache_size = {usual}")


@contextmanager
def judged_at_once(conn: Connection) -> Iterator[None]:
    """Write many figures inside, which are judged and indexed when the block ends.

    Raises: IntegrityError with the sentence of a trigger. The transaction must end with the error, whatever it was.
    """
    if conn.dialect.name != "sqlite":
        yield
        return
    last = conn.exec_driver_sql("SELECT coalesce(max(id), 0) FROM figure").scalar_one()
    triggers = conn.exec_driver_sql(_ON_INSERT).all()
    for trigger in triggers:
        conn.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    yield
    for wrong, sentence in recorded_wrongly("figure"):
        if conn.execute(text(wrong), {"last": last}).first():
            raise IntegrityError(wrong, {"last": last}, ValueError(sentence))
    conn.execute(text(words_behind()), {"last": last})
    for trigger in triggers:
        conn.exec_driver_sql(trigger.sql)

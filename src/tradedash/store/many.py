"""A writing transaction for tens of thousands of rows: the pages that it changes stay in memory until it commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tradedash.store.engine import Store

#: What SQLite may hold of the file while it writes, in KiB; by itself it holds 2 MB and reads most pages many times.
CACHE = 128 * 1024


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

"""Counting what a query costs: pages have a budget of statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import Connection, event

from tradedash.store.engine import Store

Counted = Callable[[Store], AbstractContextManager[tuple[Connection, list[str]]]]


@pytest.fixture
def statements() -> Counted:
    """Open a read transaction together with the list of SQL statements it has run so far."""

    @contextmanager
    def opened(store: Store) -> Iterator[tuple[Connection, list[str]]]:
        seen: list[str] = []
        with store.read() as conn:
            event.listen(conn, "before_cursor_execute", lambda *call: seen.append(call[2]))
            yield conn, seen

    return opened

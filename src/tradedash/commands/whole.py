"""Fill an empty store with the whole content of another: all of it, checked by its own journal, or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Column, Connection, Table
from sqlalchemy.exc import DataError, IntegrityError

from tradedash.commands.refusals import refusal
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict
from tradedash.store.audit import verify
from tradedash.store.journal import head
from tradedash.store.whole import RESOURCES, PlainRow, is_empty, pour

#: A table's columns as they come, and its rows.
Content = tuple[Sequence[Column[object]], Iterable[PlainRow]]
NOT_EMPTY = (
    "This store holds figures, codes or a journal already, and two journals cannot be joined."
    " Name a new one in TRADEDASH_DATABASE_URL, run “tradedash migrate”, and nothing else, then try again."
)


def take_over(
    conn: Connection, contents: Iterable[tuple[Table, Content]], promised: tuple[int, str], actor: Actor
) -> Mapping[str, int]:
    """Write the content of another store into this empty one and return how many rows of each table.

    The journal must end in the head that was `promised` and cover all that is there. On an error the caller rolls back.
    Raises: Forbidden, Conflict if the store is not empty, BadValue naming the first thing that is wrong.
    """
    actor.must_be(Role.ADMIN)
    if not is_empty(conn):
        raise Conflict(NOT_EMPTY)
    counts = dict.fromkeys((table.name for table in RESOURCES.values()), 0)
    for table, (columns, rows) in contents:
        with _naming(table):
            counts[table.name] = pour(conn, table, columns, rows)
    problem = next(iter(verify(conn)), None)
    if problem:
        raise BadValue(problem)
    if head(conn) != promised:
        raise BadValue(
            f"The journal ends in row {head(conn)[0]}, not in row {promised[0]} with the hash {promised[1]}."
        )
    return counts


@contextmanager
def _naming(table: Table) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise BadValue(f"The store refuses a row of {table.name}: {refusal(error)}") from error

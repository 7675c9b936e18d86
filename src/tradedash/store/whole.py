"""The whole store as plain rows, out of one store and into an empty one: what `export` and `copy` are made of.

A plain row holds text, whole numbers and None, days and instants in ISO form: the same on both engines, so nothing is
converted on the way. Accounts, sessions and tokens belong to one installation and stay there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, select, type_coerce, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from tradedash.store.canonical import plain
from tradedash.store.schema import (
    economy,
    exchange_rate,
    figure,
    import_batch,
    indicator,
    journal,
    report,
    source,
    source_check,
    statement,
)

Plain = str | int | None
PlainRow = tuple[Plain, ...]
#: Every table that is the store's content, by its name in a data package, each after those that it refers to.
RESOURCES = {
    "economies": economy,
    "indicators": indicator,
    "exchange_rates": exchange_rate,
    "journal": journal,
    "import_batches": import_batch,
    "sources": source,
    "source_checks": source_check,
    "statements": statement,
    "figures": figure,
    "reports": report,
}
#: The file that describes a data package, and the form of such packages that this program writes and reads.
DESCRIPTOR, FORMAT = "datapackage.json", 1
_AT_ONCE = 1000
_MOVE = update(figure).where(figure.c.figure_id == bindparam("wanted")).values(journal_seq=bindparam("seq"))


def columns(table: Table) -> list[Column[Any]]:
    """Return the stored columns of a table; what the engine computes is computed again."""
    return [column for column in table.columns if column.computed is None]


def shared_columns(table: Table) -> list[Column[Any]]:
    """Return the columns that may leave the installation: not the key of the form that a figure was sent with."""
    return [column for column in columns(table) if column is not figure.c.form_key]


def is_empty(conn: Connection) -> bool:
    """Tell whether a store holds nothing: no code, no figure, no journal row."""
    return all(conn.execute(select(table).limit(1)).first() is None for table in RESOURCES.values())


def stream(conn: Connection, table: Table, wanted: Sequence[Column[Any]]) -> Iterator[PlainRow]:
    """Yield the rows of a table as they lie there, in the order of its key, never many at a time."""
    raw = [type_coerce(column, NullType()).label(column.name) for column in wanted]
    query = select(*raw).order_by(*table.primary_key.columns)
    with conn.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for row in rows:
            yield tuple(plain(value) for value in row)  # type: ignore[misc]


def pour(conn: Connection, table: Table, into: Sequence[Column[Any]], rows: Iterable[PlainRow]) -> int:
    """Write plain rows into an empty table and return how many; triggers and constraints judge each.

    Raises: IntegrityError or DataError for a row that the store refuses.
    """
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a merged source may stand before the one it went into
    if table is not figure:
        return write_rows(conn, table, into, rows)
    count, rest = 0, iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        count += _pour_figures(conn, into, some)
    if conn.dialect.name == "postgresql":
        last = select(func.coalesce(func.max(figure.c.id), 1)).scalar_subquery()
        conn.execute(select(func.setval(func.pg_get_serial_sequence("figure", "id"), last, count > 0)))
    return count


def _pour_figures(conn: Connection, into: Sequence[Column[Any]], rows: Sequence[PlainRow]) -> int:
    """Write figures; one of a batch that changed since enters by its batch's journal row, then moves to its own."""
    names = [column.name for column in into]
    at, key, batch = (names.index(name) for name in ("journal_seq", "figure_id", "batch_id"))
    batches = {row[batch] for row in rows if row[batch] is not None}
    recorded: dict[Plain, int] = {
        one.batch_id: one.journal_seq
        for one in conn.execute(select(import_batch).where(import_batch.c.batch_id.in_(batches)))
    }
    entering = [(*row[:at], recorded.get(row[batch], row[at]), *row[at + 1 :]) for row in rows]
    moved = [
        {"wanted": row[key], "seq": row[at]} for row, first in zip(rows, entering, strict=True) if row[at] != first[at]
    ]
    count = write_rows(conn, figure, into, entering)
    if moved:
        conn.execute(_MOVE, moved)
    return count


def write_rows(conn: Connection, table: Table, into: Sequence[Column[Any]], rows: Iterable[PlainRow]) -> int:
    """Write plain rows into these columns of a table, as fast as the driver takes them, and return how many.

    Triggers and constraints judge each. Raises: IntegrityError or DataError for a row that the store refuses.
    """
    names = ", ".join(conn.dialect.identifier_preparer.format_column(column) for column in into)
    if conn.dialect.name == "postgresql":
        return _copy(conn, f"COPY {table.name} ({names}) FROM STDIN", rows)
    places = ", ".join("?" * len(into))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - names of the schema only
    count, rest = 0, iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        conn.exec_driver_sql(statement, some)
        count += len(some)
    return count


def _copy(conn: Connection, statement: str, rows: Iterable[PlainRow]) -> int:
    """Send rows by PostgreSQL's COPY, the errors of the driver in the words of SQLAlchemy."""
    count = 0
    driver: Any = conn.connection.driver_connection
    refused: type[Exception] = conn.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as sent:
            for row in rows:
                sent.write_row(row)
                count += 1
    except refused as error:
        raise DBAPIError.instance(statement, None, error, refused, dialect=conn.dialect) from error
    return count

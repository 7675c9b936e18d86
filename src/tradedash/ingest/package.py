"""A data package of `tradedash export`, folder or zip, into an empty store: whole and unchanged, or not at all."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Column, Integer, Table

from tradedash.commands.whole import take_over
from tradedash.domain.actor import Actor
from tradedash.domain.cells import optional_text, restored
from tradedash.domain.errors import BadValue
from tradedash.ingest.rows import check_header
from tradedash.ingest.unpacked import Files, opened, read_descriptor
from tradedash.store.engine import Store
from tradedash.store.types import INSTANT_FORMAT, Instant, IsoDate
from tradedash.store.whole import RESOURCES, Plain, PlainRow, shared_columns

#: The longest cell: a journal row may hold a whole code list.
_LONGEST_CELL = 64 * 1024 * 1024
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a package held: rows by table, and the head of its journal."""

    counts: Mapping[str, int]
    head: tuple[int, str]
    written: bool

    @property
    def text(self) -> str:
        """The report as lines of a terminal."""
        held = f"{self.counts['figure']:,} figures of {self.counts['source']:,} sources"
        seq, last_hash = self.head
        done = "Imported the whole store" if self.written else "Nothing was written; the package is whole"
        return f"{done}: {held}, {seq:,} journal rows.\nHead of the journal: row {seq}, {last_hash}."


class _Rehearsed(Exception):
    """A dry run is through: everything rolls back."""


def is_package(path: Path) -> bool:
    """Tell whether a path is a package rather than a file of figures."""
    return path.is_dir() or path.suffix.lower() == ".zip"


def import_package(store: Store, path: Path, actor: Actor, *, dry_run: bool = False) -> PackageReport:
    """Make the store that was exported: same ids, versions, clocks, and the same head of the journal.

    Raises: BadValue if the package is damaged, was changed or is of another kind, Conflict if the store is not empty,
    Forbidden, StoreUnavailable; nothing is written then.
    """
    with opened(path) as files, _long_cells():
        promised = read_descriptor(files)
        contents = ((table, (shared_columns(table), _rows(files, name, table))) for name, table in RESOURCES.items())
        counts: Mapping[str, int] = {}
        try:
            with store.write() as conn:
                counts = take_over(conn, contents, promised, actor)
                if dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            pass
    return PackageReport(counts, promised, written=not dry_run)


def _rows(files: Files, name: str, table: Table) -> Iterator[PlainRow]:
    columns = shared_columns(table)
    values = [_value(column) for column in columns]
    header = [column.name for column in columns]
    number = 0
    try:
        with files.read(f"{name}.csv") as file:
            for number, cells in enumerate(_cells(file), start=1):
                if number == 1:
                    check_header(cells, header)
                    continue
                if len(cells) != len(header):
                    raise BadValue(f"It has {len(cells)} cells where the header has {len(header)}.")
                yield tuple(value(cell) for value, cell in zip(values, cells, strict=True))
        if not number:
            raise BadValue("The file is empty.")
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadValue(f"{name}.csv row {number + 1} cannot be read: {error}.") from error
    except BadValue as error:
        raise BadValue(f"{name}.csv row {number}: {error}") from error


def _cells(file: BinaryIO) -> Iterator[list[str]]:
    with TextIOWrapper(file, encoding="utf-8", newline="") as text:
        yield from csv.reader(text, strict=True)


def _value(column: Column[Any]) -> Callable[[str], Plain]:
    """Return how the cells of a column are read; they must stand there exactly as `export` writes them."""
    read: Callable[[str], Plain]
    match column.type:
        case Integer():
            read = _number
        case IsoDate():
            read = _day
        case Instant():
            read = _instant
        case _:
            return _optional_text if column.nullable else _text
    return lambda cell: read(cell) if cell else None


def _number(cell: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell):
        raise BadValue(f"“{cell[:40]}” is not a whole number.")
    return int(cell)


def _day(cell: str) -> str:
    try:
        if date.fromisoformat(cell).isoformat() == cell:
            return cell
    except ValueError:
        pass
    raise BadValue(f"“{cell[:40]}” is not a day.")


def _instant(cell: str) -> str:
    try:
        if datetime.fromisoformat(cell).astimezone(UTC).strftime(INSTANT_FORMAT) == cell:
            return cell
    except ValueError:
        pass
    raise BadValue(f"“{cell[:40]}” is not an instant.")


def _text(cell: str) -> str:
    return restored(_without_nul(cell))


def _optional_text(cell: str) -> str | None:
    return optional_text(_without_nul(cell))


def _without_nul(cell: str) -> str:
    if "\0" in cell:
        raise BadValue("It holds a NUL character.")
    return cell


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)

"""Any table as lines of cells: CSV with whichever separator, rows pasted from a spreadsheet, or a workbook."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from tradedash.domain.cells import restored
from tradedash.domain.errors import BadValue
from tradedash.domain.upload import UploadKind
from tradedash.ingest.parsed import MOST_ROWS
from tradedash.ingest.pieces import text_lines
from tradedash.ingest.workbook import workbook_rows

MOST_COLUMNS = 200
_SEPARATORS = "\t;,"
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. Row 1 is the first of the file, as a spreadsheet counts."""

    row: int
    cells: list[str]


def sheet_lines(kind: UploadKind, pieces: Iterable[bytes]) -> Iterator[Line]:
    """Return the rows that hold anything, the header first.

    Raises: BadValue where the file cannot be read any further, after the rows before; `row` of the error is in words.
    """
    rows = workbook_rows(pieces) if kind is UploadKind.XLSX else _delimited(pieces)
    some = False
    for row, cells in rows:
        if row > MOST_ROWS:
            raise BadValue(f"The file has more than {MOST_ROWS:,} rows; split it.")
        if len(cells) > MOST_COLUMNS:
            raise BadValue(f"Row {row} has more than {MOST_COLUMNS} columns; leave out what is not needed.")
        if any(cell.strip() for cell in cells):
            some = True
            yield Line(row, cells)
    if not some:
        raise BadValue("The file is empty; the first row names the columns.")


def _delimited(pieces: Iterable[bytes]) -> Iterator[tuple[int, list[str]]]:
    lines = text_lines(pieces)
    first = next(lines, None)
    if first is None:
        return
    reader = csv.reader(chain([first], lines), delimiter=_separator(first), strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            yield row, [restored(cell) for cell in cells]
    except csv.Error as error:
        raise BadValue(f"Row {row + 1} is not CSV ({error}); export the table again.") from None


def _separator(line: str) -> str:
    """Return what separates the names of the columns: whichever of tab, semicolon and comma there is most of."""
    bare = _QUOTED.sub("", line)
    return max(_SEPARATORS, key=bare.count) if any(sign in bare for sign in _SEPARATORS) else ","

"""Rows of the journal as CSV, every column as it is stored; what a spreadsheet would run is made harmless."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from tradedash.exports.cells import cell_text
from tradedash.queries.journal import COLUMNS


def stream(parts: Iterable[Iterable[Mapping[str, Any]]]) -> Iterator[bytes]:
    """Yield the file piece by piece, the header with the first rows."""
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(COLUMNS)
    for rows in parts:
        for row in rows:
            write([cell_text(row[name]) for name in COLUMNS])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()

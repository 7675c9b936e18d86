"""Rows as CSV: UTF-8, RFC 4180, the columns of the contract in their order."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from tradedash.exports.cells import cell_text
from tradedash.frames import COLUMNS, FigureRow

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
#: Rows encoded at a time: large enough to be quick, small enough to begin at once.
_CHUNK = 500


def stream(rows: Iterable[FigureRow]) -> Iterator[bytes]:
    """Yield the file piece by piece, the header first; an empty selection is a header alone."""
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(COLUMNS)
    for number, row in enumerate(rows, 1):
        write([cell_text(getattr(row, name)) for name in COLUMNS])
        if number % _CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece

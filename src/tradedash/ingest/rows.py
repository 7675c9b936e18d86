"""Rows of a CSV file: UTF-8, one strict header, every row as wide as it. Text comes back as it was exported."""

import csv
import io
from collections.abc import Sequence

from tradedash.domain.cells import restored
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.ingest.parsed import MOST_ROWS
from tradedash.ingest.report import Problem, problem_of

Cells = dict[str, str]
_BOM = b"\xef\xbb\xbf"


def read_rows(content: bytes, header: Sequence[str]) -> tuple[list[tuple[int, Cells]], list[Problem]]:
    """Return the rows below the header with their numbers, and what is wrong with the others.

    The header is row 1. A file that cannot be read to its end yields its problem and no rows.
    """
    rows: list[tuple[int, Cells]] = []
    problems: list[Problem] = []
    number = 0
    try:
        reader = csv.reader(io.StringIO(_text(content), newline=""), strict=True)
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                check_header(cells, header)
            elif number > MOST_ROWS:
                raise BadValue(f"The file has more than {MOST_ROWS} rows; split it.")
            elif len(cells) == len(header):
                rows.append((number, dict(zip(header, map(restored, cells), strict=True))))
            elif cells:
                found = f"The row has {len(cells)} cells where the header has {len(header)}."
                problems.append(Problem(number, "", found))
        if not number:
            raise BadValue("The file is empty; the first row names the columns.")
    except BadValue as error:
        return [], [problem_of(error, number)]
    except csv.Error as error:
        return [], [Problem(number + 1, "", f"This is not CSV from here on ({error}); export the table again.")]
    return rows, problems


def _text(content: bytes) -> str:
    try:
        return content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadValue(f"Line {line} is not UTF-8; save the file as UTF-8.") from None


def check_header(found: Sequence[str], wanted: Sequence[str]) -> None:
    """Raise BadValue or UnknownName unless a header has the wanted columns in their order."""
    if list(found) == list(wanted):
        return
    for name in found:
        if name not in wanted:
            raise UnknownName("column", name, list(wanted), "header")
    missing = [name for name in wanted if name not in found]
    if missing:
        raise BadValue(f"Columns are missing: {', '.join(missing)}.", "header")
    raise BadValue(f"Put the columns in this order, each once: {', '.join(wanted)}.", "header")

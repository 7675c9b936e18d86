"""Rows as a workbook: figures on one sheet, what they are and how they were chosen on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from tradedash.domain.cells import harmless
from tradedash.exports.cells import Value, plain_text
from tradedash.frames import COLUMNS, FigureRow

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LICENCE = "The figures are facts and free to use; the short quotations belong to their sources. Cite both addresses."
#: A cell holds what it is given: never a formula, a link or a number made out of text.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE, _NARROW = 40, 14


@dataclass(frozen=True, slots=True)
class About:
    """What the second sheet says: the title of the download, its filters by name, the rule and when it was made."""

    title: str
    filters: Sequence[tuple[str, str]]
    rule: str
    generated_at: datetime


def workbook(rows: Sequence[FigureRow], about: About) -> bytes:
    """Return the file. `obs_value` stays text ("4.10"); other numbers are numbers where a double holds them exactly."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": about.title, "created": about.generated_at.astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet("Figures")
        write = _writer(sheet, book)
        _write_head(sheet, book, len(rows))
        for at, row in enumerate(rows, 1):
            for column, name in enumerate(COLUMNS):
                write(at, column, getattr(row, name))
        _write_about(book, about, len(rows))
    return file.getvalue()


def exact_double(number: Decimal | int) -> float | None:
    """Return the number as a double if the file's 16 digits give it back exactly, else None."""
    written = f"{float(number):.16G}"
    return float(written) if Decimal(written) == number else None


def _write_head(sheet: Any, book: Any, rows: int) -> None:
    bold = book.add_format({"bold": True})
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _WIDE if name == "as_printed" else _NARROW)
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, rows, len(COLUMNS) - 1)


def _writer(sheet: Any, book: Any) -> Any:
    """Return `write(row, column, value)`, which gives each value the cell type that keeps it as it is."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    # As if typed with an apostrophe before it: editing the cell does not start the formula either.
    quoted = book.add_format({"quote_prefix": True})

    def text(at: int, column: int, value: str) -> None:
        sheet.write_string(at, column, value, None if harmless(value) == value else quoted)

    def write(at: int, column: int, value: Value) -> None:
        match value:
            case None | "":
                return  # an empty cell
            case bool():
                sheet.write_boolean(at, column, value)
            case Decimal() | int() if (double := exact_double(value)) is not None:
                sheet.write_number(at, column, double)
            case date() if not isinstance(value, datetime):
                sheet.write_datetime(at, column, value, day)
            case _:
                text(at, column, plain_text(value))

    return write


def _write_about(book: Any, about: About, rows: int) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, _NARROW + 6)
    sheet.set_column(1, 1, 2 * _WIDE)
    bold = book.add_format({"bold": True})
    lines = [
        ("Title", about.title),
        ("Figures", str(rows)),
        *((f"Filter: {name}", value) for name, value in about.filters),
        ("Headline rule", about.rule),
        ("Made", plain_text(about.generated_at)),
        ("Licence", LICENCE),
    ]
    for at, (name, value) in enumerate(lines):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, value)

"""The first sheet of an .xlsx workbook as rows of text, read as a stream with every limit checked on the way.

Cells count as they are placed (`C7`), so a cell at the far corner costs nothing: rows in between do not exist, and
what is farther right than the limit is refused.
"""

import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from tradedash.domain.errors import BadValue

MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200
MOST_FILES = 2000
MOST_SHARED = 64 * 1024 * 1024
MOST_CELLS = 12_000_000
LAST_COLUMN = 200
#: What one row or one text may hold, and what may be read before anything ends.
MOST_IN_ONE = 20_000
MOST_IN_ONE_TEXT = 1024 * 1024
MOST_WHOLE = 4 * 1024 * 1024
#: A file this small may be packed as tightly as it likes.
_SMALL = 4 * 1024 * 1024
_READ = 64 * 1024
_IN_MEMORY = 4 * 1024 * 1024
#: A NUL is a way of writing that hides the others.
_DECLARES = re.compile(rb"<!DOCTYPE|<!ENTITY|\x00")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATES_BUILT_IN = frozenset((*range(14, 18), 22))
_NO_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone
NO_WORKBOOK = "This is not an .xlsx workbook, or it is damaged; save it again, or save the sheet as CSV."

Cells = list[str]


def workbook_rows(pieces: Iterable[bytes]) -> Iterator[tuple[int, Cells]]:
    """Return number and cells of the rows that are there. Raises: BadValue for whatever is no workbook, or too much."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        for piece in pieces:
            file.write(piece)
        file.seek(0)
        with _as_sentence():
            yield from _Workbook(file).rows()


@contextmanager
def _as_sentence() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ParseError, NotImplementedError) as error:
        raise BadValue(NO_WORKBOOK) from error
    except (RuntimeError, UnicodeError, ValueError, OSError, OverflowError) as error:
        # A locked member is a RuntimeError of zipfile, a strange encoding a ValueError of expat.
        raise BadValue(NO_WORKBOOK) from error


class _Workbook:
    def __init__(self, file: "IO[bytes] | Any") -> None:
        self._zip = zipfile.ZipFile(file)
        _check_size(self._zip.infolist())
        self._cells = 0

    def rows(self) -> Iterator[tuple[int, Cells]]:
        path, epoch = self._first_sheet()
        shared = self._shared_strings()
        dates = self._date_styles()
        last = 0
        for row in self._elements(path, "row"):
            last = _row_number(row, last)
            cells: Cells = []
            for cell in row:
                if _name(cell) == "c":
                    self._put(cells, cell, lambda one: _text(one, shared, dates, epoch))
            yield last, cells

    def _put(self, cells: Cells, cell: Element, read: Callable[[Element], str]) -> None:
        self._cells += 1
        column = _column(cell.get("r"), len(cells))
        if self._cells > MOST_CELLS or column >= LAST_COLUMN:
            raise BadValue("The sheet has too many cells; keep the columns that are needed, or split it.")
        if column < len(cells):
            raise zipfile.BadZipFile("cells out of order")
        cells.extend([""] * (column - len(cells)))
        cells.append(read(cell))

    def _first_sheet(self) -> tuple[str, datetime]:
        """Return where the first sheet lies, and the day that its dates are counted from."""
        book = self._whole("xl/workbook.xml")
        sheets = [one for one in book.iter() if _name(one) == "sheet"]
        if not sheets:
            raise zipfile.BadZipFile("no sheet")
        wanted = next((value for key, value in sheets[0].attrib.items() if key.endswith("}id")), "")
        links = [one for one in self._whole("xl/_rels/workbook.xml.rels").iter() if one.get("Id") == wanted]
        if not links:
            raise zipfile.BadZipFile("no such sheet")
        target = links[0].get("Target", "")
        settings = next((one for one in book.iter() if _name(one) == "workbookPr"), None)
        old = settings is not None and settings.get("date1904") in ("1", "true")
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}", _EPOCH_1904 if old else _EPOCH

    def _shared_strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return []
        found: list[str] = []
        size = 0
        for item in self._elements("xl/sharedStrings.xml", "si"):
            found.append(_words(item))
            size += len(found[-1])
            if size > MOST_SHARED:
                raise BadValue("The workbook holds too much text; save the sheet as CSV.")
        return found

    def _date_styles(self) -> frozenset[int]:
        """Return the numbers of the cell styles that show a number as a day."""
        if "xl/styles.xml" not in self._zip.namelist():
            return frozenset()
        styles = self._whole("xl/styles.xml")
        formats = set(_DATES_BUILT_IN)
        for one in styles.iter():
            if _name(one) == "numFmt" and _shows_day(one.get("formatCode", "")):
                formats.add(int(one.get("numFmtId", "0")))
        used = next((one for one in styles.iter() if _name(one) == "cellXfs"), None)
        cells = [] if used is None else list(used)
        return frozenset(nth for nth, one in enumerate(cells) if int(one.get("numFmtId", "0")) in formats)

    def _whole(self, path: str) -> Element:
        """Return a small part of the workbook as one element."""
        root: Element | None = None
        for _, element in self._events(path, MOST_WHOLE):
            root = element  # the last one that ends
        if root is None:
            raise zipfile.BadZipFile("nothing there")
        return root

    def _elements(self, path: str, name: str) -> Iterator[Element]:
        """Return the elements of one name; nothing else of the part is kept, and each only until the next."""
        open_now: list[Element] = []
        inside = 0
        for event, element in self._events(path, MOST_UNPACKED):
            if event == "start":
                open_now.append(element)
                inside += bool(inside or _name(element) == name)
                continue
            open_now.pop()
            if _name(element) == name:
                yield element
                inside = 0
            if not inside and open_now:
                open_now[-1].remove(element)
            elif inside > MOST_IN_ONE:
                raise BadValue("The sheet has too many cells; keep the columns that are needed, or split it.")

    def _events(self, path: str, most: int) -> Iterator[tuple[str, Element]]:
        """Parse a part as it is unpacked; what is never closed, and what declares things, is no part of a workbook."""
        parser: Any = XMLPullParser(("start", "end"))
        size, silent, before = 0, 0, b""
        with self._zip.open(path) as part:
            while data := part.read(_READ):
                size, silent = size + len(data), silent + len(data)
                if size > most:
                    raise BadValue("The workbook unpacks to too much; save the sheet as CSV.")
                if silent > MOST_IN_ONE_TEXT or _DECLARES.search(before + data):
                    raise zipfile.BadZipFile("no part of a workbook")
                before = data[-16:]
                parser.feed(data)
                for event, element in parser.read_events():
                    silent = 0
                    yield event, element
        parser.close()
        for event, element in parser.read_events():
            yield event, element


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST_FILES or unpacked > MOST_UNPACKED:
        raise BadValue("The workbook unpacks to too much; save the sheet as CSV.")
    if unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1):
        raise BadValue("The workbook is packed more tightly than any table is; save the sheet as CSV.")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _row_number(row: Element, last: int) -> int:
    given = row.get("r")
    if given is None:
        return last + 1
    if not re.fullmatch(r"[1-9][0-9]{0,6}", given) or int(given) <= last:
        raise zipfile.BadZipFile("rows out of order")
    return int(given)


def _column(place: str | None, following: int) -> int:
    if place is None:
        return following
    found = _PLACE.fullmatch(place)
    if not found:
        raise zipfile.BadZipFile("a cell without a place")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _words(item: Element) -> str:
    """Return the text of a cell or shared string, without the reading aids of East Asian scripts."""
    parts: list[str] = []
    for child in item:
        if _name(child) == "t":
            parts.append(child.text or "")
        elif _name(child) == "r":
            parts += [one.text or "" for one in child if _name(one) == "t"]
    return "".join(parts)


def _text(cell: Element, shared: list[str], dates: frozenset[int], epoch: datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_words(one) for one in cell if _name(one) == "is")
    value = next((one.text or "" for one in cell if _name(one) == "v"), "")
    match kind:
        case "s":
            place = int(value)
            if not 0 <= place < len(shared):
                raise zipfile.BadZipFile("no such text")
            return shared[place]
        case "b":
            return "true" if value == "1" else "false"
        case "n" if value:
            return _number(value, int(cell.get("s", "0")) in dates, epoch)
        case "d":
            return value.removesuffix("T00:00:00")
    return value


def _number(value: str, is_day: bool, epoch: datetime) -> str:
    """Return a number as it is typed: workbooks keep 4.1 as 4.0999999999999996, and whole numbers as 2024.0."""
    number = float(value)
    if is_day and 0 < number < 2_958_466:
        at = epoch + timedelta(days=number)
        return at.date().isoformat() if number == int(number) else at.isoformat(timespec="seconds")
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    return text if "e" not in text else value


def _shows_day(code: str) -> bool:
    """Tell whether a number format shows a day; text in quotes and colours do not count."""
    bare = _NO_DATE.sub("", code.lower())
    return "d" in bare or "y" in bare

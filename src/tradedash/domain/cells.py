"""Cells of a table file: text that a spreadsheet would run as a formula carries a mark that comes off again."""

import re

MARK = "'"
#: Spreadsheets skip spaces, BOM and zero-width space before they look for a formula.
_STARTS_FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@|%＝＋－＠\t\r\n]")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def harmless(text: str) -> str:
    """Return the text as it may stand in a cell: marked if it would start a formula, otherwise as it is."""
    return MARK + text if _needs_mark(text) else text


def restored(text: str) -> str:
    """Return the text that `harmless` was given: exactly its mark is removed and no other apostrophe."""
    return text[1:] if text.startswith(MARK) and _needs_mark(text[1:]) else text


def optional_cell(text: str | None) -> str:
    """Return a text that may be missing as a cell: nothing where it is missing, a lone mark where it is empty."""
    if text is None:
        return ""
    return harmless(text) if text.strip(MARK) else MARK + text


def optional_text(cell: str) -> str | None:
    """Return the text that `optional_cell` was given."""
    if not cell:
        return None
    return restored(cell) if cell.strip(MARK) else cell[1:]


def _needs_mark(text: str) -> bool:
    """Tell whether text starts a formula, with apostrophes before it or without.

    Marking `'=1` as well makes the way back certain: an apostrophe before a formula is always ours or after ours.
    """
    bare = text.lstrip(MARK)
    return _STARTS_FORMULA.match(bare) is not None and _PLAIN_NUMBER.fullmatch(bare) is None

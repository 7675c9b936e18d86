"""Numbers in digits: where they stand in a phrase and what each may mean."""

import re
import unicodedata
from dataclasses import dataclass

_SPACE = "[ \u00a0\u2007\u2008\u2009\u202f]"
_POINT = ".,\u066b\uff0e"
_GROUP = ".,'’\u066c\uff0c"
#: Groups of three behind spaces, else digits with points and commas; as long as possible, so that 3 is not in 13.
_RUN = re.compile(
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+(?:[{_POINT}]\d+)?(?![{_POINT}]?\d)"
    rf"|\d+(?:[{_POINT}{_GROUP}]\d+)*"
)
_LETTERS_BEFORE = re.compile(r"[A-Za-zА-Яа-яЁё]+\Z")
_CODES = {"usd", "us", "rub", "rur", "eur", "kgs", "rs"}
#: 2-го, 1st: an order, not an amount. 2-х and 5-ти are amounts.
_ORDINAL = re.compile(r"-?(?:го|ого|й|ый|ой|ая|му)\b|(?:st|nd|rd|th)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-\u2212\u2013]\Z|\u2212\Z")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits. `readings` are its digits with a decimal point: "1,800" may be 1800 or 1.800."""

    start: int
    end: int
    readings: tuple[str, ...]
    is_negative: bool


def numeral_at(phrase: str, position: int) -> Numeral | None:
    """Return the number whose first digit stands at `position`; None for ordinals, dates and codes such as Q1."""
    found = _RUN.match(phrase, position)
    if not found:
        return None
    before = _LETTERS_BEFORE.search(phrase, 0, position)
    if before and before.group().lower() not in _CODES:
        return None
    readings = _readings(found.group())
    if not readings or _ORDINAL.match(phrase, found.end()):
        return None
    return Numeral(position, found.end(), readings, bool(_MINUS.search(phrase, 0, position)))


def run_end(phrase: str, position: int) -> int:
    """Return where the digits at `position` end, readable or not."""
    found = _RUN.match(phrase, position)
    return found.end() if found else position + 1


def _readings(run: str) -> tuple[str, ...]:
    parts = re.split(r"\D", run)
    digits = ["".join(str(unicodedata.decimal(figure)) for figure in part) for part in parts]
    separators = re.findall(r"\D", run)
    if not separators:
        return (digits[0],)
    if any(not part for part in digits):
        return ()
    readings = []
    if _are_groups(digits, separators):
        readings.append("".join(digits))
    *whole, fraction = digits
    *signs, last = separators
    if last in _POINT and last not in signs and (not signs or _are_groups(whole, signs)):
        readings.append(f"{''.join(whole)}.{fraction}")
    return tuple(readings)


def _are_groups(parts: list[str], separators: list[str]) -> bool:
    """Tell whether these are groups of three, all behind one kind of sign: 12,345,678."""
    first, *others = parts
    same = len({"space" if sign.isspace() else sign for sign in separators}) == 1
    is_sign = all(sign in _GROUP or sign.isspace() for sign in separators)
    return same and is_sign and 1 <= len(first) <= 3 and first != "0" and all(len(part) == 3 for part in others)

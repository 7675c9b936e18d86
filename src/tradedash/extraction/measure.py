"""The unit that stands beside a number: a sign, a word, or nothing that is known."""

import re

from tradedash.domain.indicator import Unit
from tradedash.extraction.lexicon import units
from tradedash.extraction.located import Located

_GAP = r"[\s\u00a0\u202f.'’(-]{0,3}"
_FLAGS = re.IGNORECASE
_AFTER = {
    unit: re.compile(rf"{_GAP}{units.ADJECTIVES}(?:{words})", _FLAGS)
    for unit, words in {Unit.PERCENT: units.PERCENT_AFTER, **units.WORDS}.items()
}
_BEFORE = {
    unit: re.compile(rf"(?:{words})[\s\u00a0]{{0,2}}\Z", _FLAGS)
    for unit, words in {Unit.PERCENT: units.PERCENT_BEFORE, **units.BEFORE}.items()
}
_FOREIGN_AFTER = re.compile(rf"{_GAP}(?:{units.FOREIGN})", _FLAGS)
_FOREIGN_BEFORE = re.compile(r"(?:[£¥]|\b(?:GBP|CNY|JPY|KZT))\s?\Z")
#: Words between the number and its unit that look back that far.
_WINDOW = 24


def unit_beside(phrase: str, start: int, end: int) -> Located[Unit] | None:
    """Return the unit that stands directly behind or before `phrase[start:end]`, with where it stands."""
    for unit, pattern in _AFTER.items():
        if found := pattern.match(phrase, end):
            return Located(unit, start, found.end())
    for unit, pattern in _BEFORE.items():
        if found := pattern.search(phrase, max(0, start - _WINDOW), start):
            return Located(unit, found.start(), end)
    return None


def has_other_unit(phrase: str, start: int, end: int) -> bool:
    """Tell whether a number is measured in something that no indicator has: points, yuan, years."""
    low = max(0, start - _WINDOW)
    return bool(_FOREIGN_AFTER.match(phrase, end) or _FOREIGN_BEFORE.search(phrase, low, start))

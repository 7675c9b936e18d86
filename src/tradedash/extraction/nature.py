"""What sort of number stands in a phrase: step or level, growth or share, goal or fact, rising or falling."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tradedash.domain.indicator import IndicatorKind, Unit
from tradedash.extraction.candidates import Candidate
from tradedash.extraction.lexicon import change, topics
from tradedash.extraction.located import Located
from tradedash.extraction.notation import base

_CLAUSE = re.compile(r"[;:،，；]|[,.](?![0-9])")
_SHARE = re.compile(topics.TOPICS["share"], re.IGNORECASE)
_MOVEMENT = re.compile(change.MOVEMENT, re.IGNORECASE)
_BETWEEN = r"(?:\s|\w+\s){0,3}"  # "by (more than) ", "на (почти) "
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Nature:
    """The kinds of indicator that a number may belong to, the likeliest first; the words of a growth, if it is one."""

    kinds: tuple[IndicatorKind, ...]
    growth: Located[bool] | None  # True for a rise, False for a fall
    has_goal: bool


def nature(phrase: str, number: Candidate, language: str, *, has_period: bool) -> Nature:
    """Return what sort of number this is. Without a period a sum that was invested or lent is rather a stock."""
    movement = _movement(phrase, number, language)
    is_step = _stands_behind("BY", phrase, number, language)
    is_end = _stands_behind("TO", phrase, number, language)
    has_goal = bool(_search("GOAL", phrase, language))
    if number.is_percent:
        growth = _percent_growth(phrase, number, movement, is_step=is_step, is_end=is_end)
        return Nature(_percent_kinds(growth, has_goal), growth, has_goal)
    if number.is_ratio:
        falls = movement is not None and not movement.value  # "fell 2.3 times" is no growth of 2.3 times
        kinds = () if falls else (IndicatorKind.GROWTH, IndicatorKind.RATIO)
        return Nature(kinds, None if falls else movement or _whole(number), has_goal)
    step = movement if is_step and not is_end else None
    first = (IndicatorKind.CHANGE,) if step else (IndicatorKind.TARGET, IndicatorKind.AMOUNT) if has_goal else ()
    return Nature((*first, *_amount_kinds(number, has_period=has_period)), step, has_goal)


def _percent_growth(
    phrase: str, number: Candidate, movement: Located[bool] | None, *, is_step: bool, is_end: bool
) -> Located[bool] | None:
    """Return the word of the growth that a percentage is; None if it is a share, or where a share came to."""
    is_share = bool(_SHARE.search(phrase))
    if is_end and not is_step:
        is_growth = movement is not None and not is_share and bool(_MOVEMENT.fullmatch(movement.words(phrase)))
        return movement if is_growth else None
    return movement or (_whole(number) if is_step and not is_share else None)


def _percent_kinds(growth: Located[bool] | None, has_goal: bool) -> tuple[IndicatorKind, ...]:
    if growth is None:
        return (IndicatorKind.SHARE,)
    kinds = (IndicatorKind.GROWTH, IndicatorKind.TARGET)
    return kinds[::-1] if has_goal else kinds


def _amount_kinds(number: Candidate, *, has_period: bool) -> tuple[IndicatorKind, ...]:
    if number.unit is not None and number.unit.value is Unit.COUNT:
        return (IndicatorKind.COUNT,)
    kinds = (IndicatorKind.LEVEL, IndicatorKind.STOCK, IndicatorKind.AMOUNT)
    return kinds if has_period else (IndicatorKind.STOCK, IndicatorKind.LEVEL, IndicatorKind.AMOUNT)


def _whole(number: Candidate) -> Located[bool]:
    return Located(True, number.start, number.end)


def _movement(phrase: str, number: Candidate, language: str) -> Located[bool] | None:
    """Return the word of rising or falling nearest to the number; one of its own clause first."""
    found = []
    for table, rises in (("RISE", True), ("FALL", False)):
        pattern = _pattern(table, language)
        found += [Located(rises, one.start(), one.end()) for one in (pattern.finditer(phrase) if pattern else ())]
    return min(found, key=lambda word: _distance(phrase, word, number), default=None)


def _distance(phrase: str, word: Located[bool], number: Candidate) -> tuple[bool, int]:
    first, last = sorted([(word.start, word.end), (number.start, number.end)])
    between = phrase[first[1] : last[0]]
    return bool(_CLAUSE.search(between)), len(between)


def _stands_behind(table: str, phrase: str, number: Candidate, language: str) -> bool:
    pattern = _near(table, language)
    return bool(pattern and pattern.search(phrase, max(0, number.start - _LOOK_BACK), number.start))


def _search(table: str, phrase: str, language: str) -> re.Match[str] | None:
    pattern = _pattern(table, language)
    return pattern.search(phrase) if pattern else None


def _words(table: str, language: str) -> str:
    words: Mapping[str, str] = getattr(change, table)
    return words.get(base(language), "")


@lru_cache(maxsize=128)
def _pattern(table: str, language: str) -> re.Pattern[str] | None:
    words = _words(table, language)
    return re.compile(words, re.IGNORECASE) if words else None


@lru_cache(maxsize=128)
def _near(table: str, language: str) -> re.Pattern[str] | None:
    words = _words(table, language)
    edge = "" if base(language) == "zh" else r"(?!\w)"
    return re.compile(rf"(?:{words}){edge}\s?{_BETWEEN}\Z", re.IGNORECASE) if words else None

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
_BETWEEN = r"(?:\s|\w+\s){0,3}"  # "by (more than) ", "на (почти) "
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Nature:
    """The kinds of indicator that a number may belong to, the likeliest first; the words of a growth, if it is one."""

    kinds: tuple[IndicatorKind, ...]
    growth: Located[bool] | None  # True for a rise, False for a fall
    has_goal: bool


def nature(phrase: str, number: Candidate, language: str) -> Nature:
    """Return what sort of number this is."""
    movement = _movement(phrase, number, language)
    is_step = _stands_behind("BY", phrase, number, language)
    is_end = _stands_behind("TO", phrase, number, language)
    has_goal = bool(_search("GOAL", phrase, language))
    if number.is_percent:
        grows = _percent_grows(phrase, movement, is_step=is_step, is_end=is_end)
        return Nature(_percent_kinds(grows, has_goal), (movement or _whole(number)) if grows else None, has_goal)
    if number.is_ratio:
        return Nature((IndicatorKind.GROWTH, IndicatorKind.RATIO), movement or _whole(number), has_goal)
    steps = movement is not None and is_step and not is_end
    return Nature(_amount_kinds(number, steps=steps, has_goal=has_goal), movement if steps else None, has_goal)


def _percent_grows(phrase: str, movement: Located[bool] | None, *, is_step: bool, is_end: bool) -> bool:
    if is_end and not is_step:
        return (
            movement is not None
            and not _SHARE.search(phrase)
            and movement.value is not None
            and _is_noun(movement, phrase)
        )
    return is_step or movement is not None


def _is_noun(movement: Located[bool], phrase: str) -> bool:
    """Tell "the rise totalled 19 %" from "the share rose to 97 %": the movement itself is what came to so much."""
    return (
        re.fullmatch(
            r"(?:rise|increase|growth|decline|decrease|fall|drop|рост|прирост|падение|снижение|сокращение)",
            movement.words(phrase),
            re.IGNORECASE,
        )
        is not None
    )


def _percent_kinds(grows: bool, has_goal: bool) -> tuple[IndicatorKind, ...]:
    if grows:
        return (
            (IndicatorKind.GROWTH, IndicatorKind.TARGET)
            if not has_goal
            else (IndicatorKind.TARGET, IndicatorKind.GROWTH)
        )
    return (IndicatorKind.SHARE,)


def _amount_kinds(number: Candidate, *, steps: bool, has_goal: bool) -> tuple[IndicatorKind, ...]:
    if number.unit is not None and number.unit.value is Unit.COUNT:
        return (IndicatorKind.COUNT,)
    first = (IndicatorKind.CHANGE,) if steps else (IndicatorKind.TARGET, IndicatorKind.AMOUNT) if has_goal else ()
    return (*first, IndicatorKind.LEVEL, IndicatorKind.STOCK, IndicatorKind.AMOUNT)


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
    return re.compile(rf"(?:{words})\s?{_BETWEEN}\Z", re.IGNORECASE) if words else None

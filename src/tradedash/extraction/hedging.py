"""The hedges that stand beside a number, and the flags of its phrase."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tradedash.domain.hedges import Flag, Qualifier
from tradedash.extraction.lexicon import hedges
from tradedash.extraction.located import Located
from tradedash.extraction.notation import base

_MOST_HEDGES = 3
_LOOK_BACK = 60


def hedges_beside(phrase: str, start: int, end: int, language: str) -> tuple[Located[Qualifier], ...]:
    """Return the hedges directly before and behind the number at `phrase[start:end]`, in the order of the vocabulary.

    None at all means that the number is printed as exact.
    """
    found = {each.value: each for each in [*_before(phrase, start, language), *_behind(phrase, end, language)]}
    return tuple(found[word] for word in Qualifier if word in found)


def flags_in(phrase: str, language: str) -> tuple[Located[Flag], ...]:
    """Return the flags that words of the phrase raise."""
    found = []
    for flag, pattern in _flag_patterns(base(language)):
        if one := pattern.search(phrase):
            found.append(Located(flag, one.start(), one.end()))
    return tuple(found)


def _before(phrase: str, start: int, language: str) -> Iterator[Located[Qualifier]]:
    """Yield hedges going left; each may be followed only by small words, or by the hedge found before it."""
    position = start
    for _ in range(_MOST_HEDGES):
        found = [
            Located(word, match.start(), match.end("hedge"))
            for word, pattern in _patterns(base(language), behind=False)
            if (match := pattern.search(phrase, max(0, position - _LOOK_BACK), position))
        ]
        if not found:
            return
        nearest = min(found, key=lambda each: (each.start, -each.end))
        closest = max(found, key=lambda each: each.end)
        chosen = nearest if nearest.end >= closest.end else closest
        yield chosen
        position = chosen.start


def _behind(phrase: str, end: int, language: str) -> Iterator[Located[Qualifier]]:
    for word, pattern in _patterns(base(language), behind=True):
        if match := pattern.match(phrase, end):
            yield Located(word, match.start("hedge"), match.end())
            return


@lru_cache(maxsize=64)
def _patterns(language: str, *, behind: bool) -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    table: Mapping[str, Mapping[Qualifier, str]] = hedges.AFTER if behind else hedges.BEFORE
    fillers = hedges.FILLERS.get(language, "")
    space = r"\s*" if language == "zh" else r"\s+"
    edge = r"(?!\w)" if language not in ("zh", "ar", "ky", "tr", "uz") else ""
    small = rf"(?:{space}(?:{fillers}))*" if fillers else ""
    made = []
    for word, words in table.get(language, {}).items():
        behind_number = rf"[\s\u00a0.)-]{{0,2}}(?P<hedge>{words}){edge}"
        before_number = rf"(?P<hedge>{words}){'' if words.endswith('~') else edge}{small}[\s\u00a0-]*\Z"
        made.append((word, re.compile(behind_number if behind else before_number, re.IGNORECASE)))
    return tuple(made)


@lru_cache(maxsize=64)
def _flag_patterns(language: str) -> tuple[tuple[Flag, re.Pattern[str]], ...]:
    return tuple((flag, re.compile(words, re.IGNORECASE)) for flag, words in hedges.FLAGS.get(language, {}).items())

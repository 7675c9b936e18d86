"""Which indicators of a code list a number may belong to: by the topics that the phrase and their labels name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tradedash.domain.indicator import CURRENCIES, Indicator
from tradedash.extraction.candidates import Candidate
from tradedash.extraction.lexicon.topics import TOPICS
from tradedash.extraction.located import Located
from tradedash.extraction.nature import Nature

_SHARED, _MISSED, _LEFT_OVER, _KIND = 3.0, 1.0, 1.5, 2.0
_PLACEHOLDERS = re.compile(r"(?:ref_area|counterpart_area)(?:'s)?|with capital of", re.IGNORECASE)
#: Topics that say which kind a number is, not what it is about.
_KINDS_OF = {"share"}


@dataclass(frozen=True, slots=True)
class _Judged:
    indicator: Indicator
    score: float
    shared: frozenset[str]


def indicators_for(
    phrase: str, number: Candidate | None, kind: Nature | None, indicators: Mapping[str, Indicator], most: int
) -> tuple[Located[str], ...]:
    """Return the codes that fit best, each with the word of the phrase that speaks for it.

    An empty stretch means that no word does: it only has the right unit and kind.
    """
    named = topics_in(phrase)
    judged = [_judge(one, number, kind, frozenset(named)) for one in indicators.values() if _fits(one, number)]
    judged.sort(key=lambda each: (-each.score, each.indicator.position))
    return tuple(Located(each.indicator.code, *_evidence(each, named)) for each in judged[:most])


def topics_in(phrase: str) -> dict[str, tuple[int, int]]:
    """Return the topics that a phrase names, each with where it first does."""
    found = {}
    for topic, pattern in _topics().items():
        if one := pattern.search(phrase):
            found[topic] = (one.start(), one.end())
    return found


def _judge(indicator: Indicator, number: Candidate | None, kind: Nature | None, named: frozenset[str]) -> _Judged:
    about = topics_of(indicator.label)
    named = named - _KINDS_OF
    shared = about & named
    score = _SHARED * len(shared) - _MISSED * len(about - named) - _LEFT_OVER * len(named - about)
    if kind and indicator.kind in kind.kinds:
        score += _KIND * (1 + 1 / (1 + kind.kinds.index(indicator.kind)))
    return _Judged(indicator, score, shared)


def _fits(indicator: Indicator, number: Candidate | None) -> bool:
    if number is None or number.unit is None:
        return number is None or number.power is None or indicator.unit in CURRENCIES or number.power < 6
    unit = number.unit.value
    return unit == indicator.unit or (unit in CURRENCIES and indicator.unit in CURRENCIES)


def _evidence(judged: _Judged, named: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return min((named[topic] for topic in judged.shared), default=(0, 0))


@cache
def topics_of(label: str) -> frozenset[str]:
    """Return the topics of an indicator by its label."""
    return frozenset(topics_in(_PLACEHOLDERS.sub(" ", label))) - _KINDS_OF


@cache
def _topics() -> Mapping[str, re.Pattern[str]]:
    return {topic: re.compile(words, re.IGNORECASE) for topic, words in TOPICS.items()}

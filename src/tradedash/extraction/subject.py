"""Which indicators of a code list a number may belong to: by the topics that the phrase and their labels name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tradedash.domain.indicator import CURRENCIES, Indicator, IndicatorKind
from tradedash.extraction.candidates import Candidate
from tradedash.extraction.lexicon.topics import TOPICS
from tradedash.extraction.located import Located
from tradedash.extraction.nature import Nature

_SHARED, _MISSED, _NEEDED, _LEFT_OVER = 3.0, 1.0, 3.0, 1.5
_LIKELY, _POSSIBLE, _FIRST = 3.0, 2.0, 0.5  # kinds: one of the first two, another one, and a bit for the first
_PLACEHOLDERS = re.compile(r"(?:ref_area|counterpart_area)(?:'s)?|with capital of", re.IGNORECASE)
#: Topics that say which kind a number is, not what it is about.
_OF_THE_KIND = frozenset(("growth", "increase", "target", "times", "accumulated"))
#: An indicator about one of these is meant only where the phrase names it.
_NARROW = frozenset(("eaeu", "wfp", "all countries", "hydropower", "oil", "planned"))
#: A name within a label ("Investment by Gazprom") is a topic of its own, in whatever code list.
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]{2,}")


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
    if kind is not None and not kind.kinds:
        return ()
    named = topics_in(phrase)
    topics, words = frozenset(named), frozenset(re.findall(r"\w+", phrase.lower()))
    judged = [_judge(one, kind, topics, words) for one in indicators.values() if _fits(one, number)]
    judged.sort(key=lambda each: (-each.score, each.indicator.position))
    return tuple(Located(each.indicator.code, *_evidence(each, named)) for each in judged[:most])


def topics_in(phrase: str) -> dict[str, tuple[int, int]]:
    """Return the topics that a phrase names, each with where it first does."""
    found = {}
    for topic, pattern in _topics().items():
        if one := pattern.search(phrase):
            found[topic] = (one.start(), one.end())
    return found


def _judge(indicator: Indicator, kind: Nature | None, named: frozenset[str], words: frozenset[str]) -> _Judged:
    names = _names_of(indicator.label)
    named = named | {name for name in names if name in words}
    plain = _OF_THE_KIND | ({"share"} if kind and IndicatorKind.SHARE in kind.kinds else set())
    about, said = (topics_of(indicator.label) | names) - plain, named - plain
    shared, missed = about & said, about - said
    narrow = missed & (_NARROW | names)
    score = _SHARED * len(shared) - _MISSED * len(missed - narrow) - _NEEDED * len(narrow)
    score -= _LEFT_OVER * len(said - about)
    if kind and indicator.kind in kind.kinds:
        place = kind.kinds.index(indicator.kind)
        score += (_LIKELY if place < 2 else _POSSIBLE) + (_FIRST if place == 0 and shared else 0)
    return _Judged(indicator, score, frozenset(shared))


def _fits(indicator: Indicator, number: Candidate | None) -> bool:
    if number is None or number.unit is None:
        return number is None or number.power is None or indicator.unit in CURRENCIES or number.power < 6
    unit = number.unit.value
    return unit == indicator.unit or (unit in CURRENCIES and indicator.unit in CURRENCIES)


def _evidence(judged: _Judged, named: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return min((named[topic] for topic in judged.shared if topic in named), default=(0, 0))


@cache
def topics_of(label: str) -> frozenset[str]:
    """Return the topics of an indicator by its label."""
    return frozenset(topics_in(_PLACEHOLDERS.sub(" ", label)))


@cache
def _names_of(label: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(label))


@cache
def _topics() -> Mapping[str, re.Pattern[str]]:
    return {topic: re.compile(words, re.IGNORECASE) for topic, words in TOPICS.items()}

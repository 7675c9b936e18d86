"""What a phrase says about its figure, offered to whoever enters it; each part with the words that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import Period
from tradedash.extraction.candidates import Candidate, candidates
from tradedash.extraction.hedging import flags_in, hedges_beside
from tradedash.extraction.located import Located
from tradedash.extraction.nature import Nature, nature
from tradedash.extraction.periods import Timing, compared_with, period_of, timing
from tradedash.extraction.subject import indicators_for

#: Longer text is no phrase; what stands behind this is not read.
LONGEST = 600
MOST_INDICATORS = 5
MOST_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class NumberProposal:
    """One number of the phrase and what stands beside it.

    `value` is its digits with a point, a fall with its minus; `others` are further readings of the same digits.
    `time_period` is the one that the phrase gives this number. `indicators` are ranked; one with an empty stretch
    rests on no word. A comparison is given for a growth only.
    """

    value: Located[str]
    others: tuple[str, ...]
    unit_mult: Located[int] | None
    unit_measure: Located[Unit] | None
    in_words: bool
    qualifiers: tuple[Located[Qualifier], ...]
    time_period: Located[Period] | None
    indicators: tuple[Located[str], ...]
    comparison_basis: Located[ComparisonBasis] | None
    comparison_period: Located[Period] | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a phrase says. `numbers` are ranked, the likeliest first; the properties speak of the first one."""

    phrase: str
    numbers: tuple[NumberProposal, ...]
    flags: tuple[Located[Flag], ...]
    phrase_period: Located[Period] | None
    topics: tuple[Located[str], ...]

    @property
    def number(self) -> NumberProposal | None:
        return self.numbers[0] if self.numbers else None

    @property
    def time_period(self) -> Located[Period] | None:
        """The period of the first number, or of the phrase if it has none."""
        return self.numbers[0].time_period if self.numbers else self.phrase_period

    @property
    def period_evidence(self) -> str | None:
        """The words that give the period."""
        return self.time_period.words(self.phrase) if self.time_period else None

    @property
    def indicators(self) -> tuple[Located[str], ...]:
        """The ranked codes for the first number, or for the phrase if it has none."""
        return self.numbers[0].indicators if self.numbers else self.topics

    def with_value(self, digits: str) -> NumberProposal | None:
        """Return the number that has these digits, with or without a minus; None if none has."""
        wanted = digits.removeprefix("-")
        for number in self.numbers:
            if wanted in (number.value.value.removeprefix("-"), *(one.removeprefix("-") for one in number.others)):
                return number
        return None


def propose(
    phrase: str,
    language: str,
    *,
    said_on: date | None,
    published_on: date | None,
    indicators: Mapping[str, Indicator],
) -> Proposal:
    """Return what a phrase says about its figure. What the phrase does not say is left out, never guessed.

    `language` is the source's code, empty if unknown. "Last year" counts from `said_on`, else from `published_on`.
    """
    text = phrase[:LONGEST]
    when = timing(text, language, said_on or published_on)
    found = candidates(text, language, when.stretches)[:MOST_NUMBERS]
    places = [(each.start, each.end) for each in found]
    numbers = tuple(_number(text, each, when, places, indicators) for each in found)
    topics = () if numbers else indicators_for(text, None, None, indicators, MOST_INDICATORS)
    named = tuple(each for each in topics if each.end > each.start)
    return Proposal(phrase, numbers, flags_in(text, language), period_of(when, None, places), named)


def _number(
    phrase: str,
    number: Candidate,
    when: Timing,
    places: Sequence[tuple[int, int]],
    indicators: Mapping[str, Indicator],
) -> NumberProposal:
    start, end = number.start, number.end
    period = period_of(when, (start, end), places)
    kind = nature(phrase, number, when.language, has_period=period is not None)
    basis, compared = _comparison(kind, number, when, period)
    return NumberProposal(
        value=Located(_signed(number, kind), start, end),
        others=number.others,
        unit_mult=None if number.power is None else Located(number.power, start, end),
        unit_measure=number.unit,
        in_words=number.in_words,
        qualifiers=hedges_beside(phrase, start, end, when.language),
        time_period=period,
        indicators=indicators_for(phrase, number, kind, indicators, MOST_INDICATORS),
        comparison_basis=basis,
        comparison_period=compared,
    )


def _signed(number: Candidate, kind: Nature) -> str:
    falls = number.is_percent and kind.growth is not None and not kind.growth.value
    return f"-{number.digits}" if falls and not number.digits.startswith("-") else number.digits


def _comparison(
    kind: Nature, number: Candidate, when: Timing, period: Located[Period] | None
) -> tuple[Located[ComparisonBasis] | None, Located[Period] | None]:
    """Return what a growth compares with. A percentage without a named base means the year before."""
    if kind.growth is None or IndicatorKind.GROWTH not in kind.kinds:
        return None, None
    if when.basis:
        return when.basis, compared_with(when, period.value if period else None)
    if not number.is_percent or kind.has_goal:
        return None, None
    growth = kind.growth
    implied = Located(ComparisonBasis.IMPLIED, growth.start, growth.end)
    if period is None:
        return implied, None
    return implied, Located(period.value.year_before(), period.start, period.end)

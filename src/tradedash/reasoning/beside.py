"""Remarks beside the sums: figures that could all be true and yet tell of a mistake. No solver is needed.

A period that was lost or became another one, a target that became a level, a unit that slipped, a total that shrank.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations

from tradedash.domain.figure import Status
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import UNSTATED, Period
from tradedash.domain.source import SourceType
from tradedash.formatting import listed
from tradedash.frames import FigureRow
from tradedash.i18n.told import Told
from tradedash.reasoning import relations, remarked
from tradedash.reasoning.claims import Claim
from tradedash.reasoning.headline import preference
from tradedash.reasoning.remarked import ONE_SOURCE, Tie
from tradedash.reasoning.subjects import Shape
from tradedash.reasoning.verdicts import Kind

NEAR_IN_VALUE = Fraction(2, 100)
NEAR_IN_DAYS = 31
OUT_OF_LINE = Fraction(115, 100)
CLEARLY_LESS = Fraction(9, 10)
SLIPS = ((Fraction(500), Fraction(2_000)), (Fraction(500_000), Fraction(2_000_000)))
LEAST_SLIP = 500
SLIP_DAYS = 731
Indicators = Mapping[str, Indicator]


@dataclass(frozen=True, slots=True)
class Remark:
    """`groups` are the prints of each number it is about, preferred first; equal `links` make one dispute."""

    kind: Kind
    groups: tuple[tuple[FigureRow, ...], ...]
    sentence: str
    links: frozenset[Hashable]


@dataclass(frozen=True, eq=False)
class Saying:
    """One number of one period, with all its prints."""

    rows: tuple[FigureRow, ...]
    number: Fraction
    period: Period

    @property
    def row(self) -> FigureRow:
        return self.rows[0]

    @property
    def sources(self) -> set[str]:
        return {row.source_id for row in self.rows}


def remarks(rows: Iterable[FigureRow], claims: Sequence[Claim], indicators: Indicators) -> list[Remark]:
    """Return every remark on a pair's published statements; `claims` are what the same rows claim."""
    told = [row for row in rows if row.status == Status.PUBLISHED and row.source_type != SourceType.RELEASE]
    flows = [row for row in told if _is_of_a_flow(row, indicators)]
    return [
        *_period_lost(_sayings(flows, _basis), indicators),
        *_other_period(flows, indicators),
        *_target_as_level(told, indicators),
        *_unit_slip(claims, indicators),
        *_weaker_claim(claims, indicators),
    ]


def _period_lost(sayings: Sequence[Saying], indicators: Indicators) -> Iterator[Remark]:
    """One number for a period and for a part of it, by one speaker within a month or in one source."""
    for a, b in _near_in_value(sayings):
        wide, narrow = sorted((a, b), key=lambda saying: saying.period.months, reverse=True)
        if not _is_inside(narrow.period, wide.period) or not (tie := _tie(wide, narrow)):
            continue
        sentence = Told(partial(remarked.period_lost, wide, narrow, tie, indicators))
        links = frozenset({id(wide), id(narrow)})
        yield Remark(Kind.PERIOD_LOST, (wide.rows, narrow.rows), sentence, links)


def _other_period(rows: Sequence[FigureRow], indicators: Indicators) -> Iterator[Remark]:
    """One number of one statement, printed for two periods of one length by sources that do not print both."""
    said = [row for row in rows if row.speaker and row.stated_on]
    for a, b in _near_in_value(_sayings(said, _statement)):
        same = (a.row.speaker, a.row.stated_on, a.number) == (b.row.speaker, b.row.stated_on, b.number)
        apart = a.period != b.period and a.period.months == b.period.months > 0
        if not same or not apart or a.sources & b.sources:
            continue
        odd, main = sorted((a, b), key=lambda saying: (len(saying.rows), saying.period.code))
        sentence = Told(partial(remarked.other_period, odd, main, _publishers(odd), len(main.rows), indicators))
        yield Remark(Kind.OTHER_PERIOD, (odd.rows, main.rows), sentence, frozenset(odd.sources))


def _target_as_level(rows: Sequence[FigureRow], indicators: Indicators) -> Iterator[Remark]:
    """A level equal to a target of the pair, and well above the highest other level."""
    for target_code, level_code in sorted(relations.TARGET_OF.items()):
        targets = _sayings([row for row in rows if row.indicator == target_code], _basis)
        levels = [row for row in rows if row.indicator == level_code and not row.has_flag(Flag.FORECAST)]
        for level in _sayings(levels, _basis):
            unit = level.row.unit_measure
            equal = [t for t in targets if t.number == level.number and t.row.unit_measure == unit]
            if not equal:
                continue
            others = [row for row in levels if row.unit_measure == unit and Fraction(row.value) != level.number]
            if not others:
                continue
            highest = max(others, key=lambda row: (row.value, row.figure_id))
            if level.number < OUT_OF_LINE * Fraction(highest.value):
                continue
            ratio = float(level.number / Fraction(highest.value))
            sentence = Told(partial(remarked.target_as_level, level.row, highest, ratio, indicators))
            targets_rows = tuple(sorted((row for t in equal for row in t.rows), key=preference))
            yield Remark(Kind.TARGET_AS_LEVEL, (level.rows, targets_rows), sentence, frozenset({equal[0].number}))


def _unit_slip(claims: Sequence[Claim], indicators: Indicators) -> Iterator[Remark]:
    """About a thousand or a million times a neighbour in time of the same length."""
    by_line: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        subject = claim.subject
        if subject.shape is Shape.LEVEL and claim.row.value > 0 and claim.row.unit_measure != "percent":
            by_line[claim.world, claim.indicator, subject.measure, subject.period.months].append(claim)
    for line in by_line.values():
        pairs = [pair for pair in combinations(line, 2) if _slipped(*pair)]
        while pairs:
            odd = max(line, key=lambda claim: (sum(claim in pair for pair in pairs), claim.key))
            mine = [pair for pair in pairs if odd in pair]
            beside = min((a if b is odd else b for a, b in mine), key=lambda c: (_days_apart(c, odd), c.key))
            pairs = [pair for pair in pairs if odd not in pair]
            yield _slip(odd, beside, indicators)


def _slip(odd: Claim, beside: Claim, indicators: Indicators) -> Remark:
    low, high = sorted((odd, beside), key=lambda claim: claim.row.value)
    ratio = round(Fraction(high.row.value) / Fraction(low.row.value))
    sentence = Told(partial(remarked.unit_slip, odd, low, high, ratio, indicators))
    return Remark(Kind.UNIT_SLIP, (odd.rows, beside.rows), sentence, frozenset({id(odd)}))


def _weaker_claim(claims: Sequence[Claim], indicators: Indicators) -> Iterator[Remark]:
    """A total since the beginning said to be "over v", when more had been said before."""
    by_line: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.indicator in relations.CUMULATIVE and claim.bounds.lower is not None:
            by_line[claim.world, claim.subject.measure].append(claim)
    for line in by_line.values():
        for claim in line:
            lower = claim.bounds.lower or Fraction(0)
            before = [
                other
                for other in line
                if other.subject.period.code < claim.subject.period.code
                and lower <= CLEARLY_LESS * (other.bounds.lower or Fraction(0))
            ]
            if claim.bounds.upper is None and before:
                most = max(before, key=lambda other: (other.bounds.lower, other.key))
                yield _weaker(claim, most, indicators)


def _weaker(claim: Claim, before: Claim, indicators: Indicators) -> Remark:
    sentence = Told(partial(remarked.weaker_claim, claim, before, indicators))
    return Remark(Kind.WEAKER_CLAIM, (claim.rows, before.rows), sentence, frozenset({id(before)}))


def _sayings(rows: Iterable[FigureRow], also: Callable[[FigureRow], tuple[Hashable, ...]]) -> list[Saying]:
    """Group prints of one number, hedge and period, and of what `also` asks to be equal."""
    groups: dict[tuple[Hashable, ...], list[FigureRow]] = defaultdict(list)
    for row in rows:
        key = (row.indicator, row.ref_area, row.counterpart_area, row.unit_measure, row.time_period)
        groups[*key, row.value, row.qualifier, *also(row)].append(row)
    said = [
        Saying(tuple(sorted(group, key=preference)), Fraction(group[0].value), Period.parse(group[0].time_period))
        for group in groups.values()
    ]
    return sorted(said, key=lambda saying: (_line(saying), saying.number, saying.period.code, saying.row.figure_id))


def _basis(row: FigureRow) -> tuple[Hashable, ...]:
    return (row.basis,)


def _statement(row: FigureRow) -> tuple[Hashable, ...]:
    return row.basis, row.speaker, row.stated_on


def _near_in_value(sayings: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of one indicator, direction and unit whose numbers are within two percent; `sayings` are sorted so."""
    for place, low in enumerate(sayings):
        for high in sayings[place + 1 :]:
            if _line(high) != _line(low):
                break
            if high.number - low.number > NEAR_IN_VALUE * max(abs(low.number), abs(high.number)):
                break
            if UNSTATED not in (low.period, high.period) and low.number:
                yield low, high


def _line(saying: Saying) -> tuple[str, ...]:
    row = saying.row
    return row.indicator, row.ref_area, row.counterpart_area, row.unit_measure


def _is_of_a_flow(row: FigureRow, indicators: Indicators) -> bool:
    """Only where a longer time means another number: a stock of the year and one of its last day are one."""
    grown = relations.GROWTH_OF.get(row.indicator) or relations.INCREASE_OF.get(row.indicator) or row.indicator
    indicator = indicators.get(grown)
    return indicator is not None and indicator.kind is IndicatorKind.LEVEL


def _is_inside(narrow: Period, wide: Period) -> bool:
    if narrow == wide or not (narrow.start and narrow.end and wide.start and wide.end):
        return False
    return wide.start <= narrow.start and narrow.end <= wide.end


def _tie(a: Saying, b: Saying) -> Tie | None:
    """What makes two sayings one; None if nothing does."""
    if a.sources & b.sources:
        return ONE_SOURCE
    days = sorted(
        (abs((one.stated_on - other.stated_on).days), one.speaker)
        for one in a.rows
        for other in b.rows
        if one.speaker and one.speaker == other.speaker and one.stated_on and other.stated_on
    )
    if not days or days[0][0] > NEAR_IN_DAYS:
        return None
    number, speaker = days[0]
    return speaker, number


def _publishers(saying: Saying) -> str:
    return listed(sorted({row.source_publisher for row in saying.rows}))


def _slipped(a: Claim, b: Claim) -> bool:
    if not a.row.value * LEAST_SLIP <= b.row.value and not b.row.value * LEAST_SLIP <= a.row.value:
        return False
    low, high = sorted((Fraction(a.row.value), Fraction(b.row.value)))
    apart = _days_apart(a, b)
    return 0 < apart <= SLIP_DAYS and any(least <= high / low <= most for least, most in SLIPS)


def _days_apart(a: Claim, b: Claim) -> int:
    first, second = a.subject.period.start, b.subject.period.start
    return abs((first - second).days) if first and second else 0

"""Derived values: what two or three figures give together that is not printed. Always an interval with its inputs.

Never stored, never a headline, and never made of two bases, of two unstated sources, of two publishers, or of a
statement and a release. Of competing figures the one the headline rule prefers is used.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator, Unit
from tradedash.domain.period import UNSTATED, Period
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.reasoning import relations
from tradedash.reasoning.claims import Claim, as_counted, as_printed, read, row_bounds
from tradedash.reasoning.headline import preference
from tradedash.reasoning.intervals import added, divided, times
from tradedash.reasoning.subjects import Measure, Shape, Subject, measured, subject_of

Indicators = Mapping[str, Indicator]


class Method(StrEnum):
    """How a value was derived."""

    BASE_OF_GROWTH = N_("level and growth give the level before")
    AFTER_GROWTH = N_("level before and growth give the level")
    GROWTH = N_("two levels give the growth")
    SUM = N_("exports and imports give the turnover")
    PART = N_("part and total give the share")


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows from figures; `bounds` in units of `value`, percent for a growth or share."""

    indicator: str
    ref_area: str
    counterpart_area: str
    basis: str
    unit: str
    period: Period
    base: Period
    bounds: Bounds
    figure_ids: tuple[str, ...]
    method: Method


class _Known:
    """The claims of one world, one for each subject, and what can be made of them."""

    def __init__(self, claims: Iterable[Claim], indicators: Indicators, pair: Pair) -> None:
        self.by_subject: dict[Subject, Claim] = {}
        for claim in sorted(claims, key=lambda claim: preference(claim.row)):
            self.by_subject.setdefault(claim.subject, claim)
        self.indicators, self.pair = indicators, pair

    def level(self, measure: Measure, period: Period) -> Claim | None:
        return self.by_subject.get(Subject(Shape.LEVEL, measure, period))

    def all_derived(self) -> Iterator[Derived]:
        for claim in list(self.by_subject.values()):
            if claim.subject.shape is Shape.RATIO:
                yield from self._levels(claim)
            elif claim.subject.shape is Shape.LEVEL:
                yield from self._growth(claim)
                yield from self._turnover(claim)
                yield from self._parts(claim)

    def _levels(self, growth: Claim) -> Iterator[Derived]:
        subject = growth.subject
        now, before = self.level(subject.measure, subject.period), self.level(subject.measure, subject.base)
        if now and not before:
            found = divided(now.bounds, growth.bounds)
            yield self._made(now, subject.base, found, (now, growth), Method.BASE_OF_GROWTH)
        elif before and not now:
            found = times(before.bounds, growth.bounds)
            yield self._made(before, subject.period, found, (before, growth), Method.AFTER_GROWTH)

    def _growth(self, level: Claim) -> Iterator[Derived]:
        """The growth on the year before, in percent, where no growth is printed."""
        subject = level.subject
        before = self.level(subject.measure, subject.period.year_before())
        code = next((code for code, grown in sorted(relations.GROWTH_OF.items()) if grown == level.indicator
                     and code in self.indicators and self.indicators[code].unit is Unit.PERCENT), None)  # fmt: skip
        if before is None or code is None or not subject.measure.is_flow:
            return
        asked = Subject(Shape.RATIO, subject.measure, subject.period, before.subject.period)
        if asked not in self.by_subject:
            percent = as_printed(divided(level.bounds, before.bounds), Shape.RATIO, Unit.PERCENT)
            yield self._of_another(level, code, percent, (level, before), Method.GROWTH)

    def _turnover(self, exports: Claim) -> Iterator[Derived]:
        measure, period = exports.subject.measure, exports.subject.period
        turnover = self.indicators.get(relations.TURNOVER)
        if measure.code != relations.EXPORTS or turnover is None or measure.ref_area != self.pair.first:
            return
        back = Measure(measure.code, measure.counterpart_area, measure.ref_area, measure.unit, True)
        imports = self.level(back, period)
        whole = measured(turnover, (self.pair.first, self.pair.second), self.pair, measure.unit)
        if imports and not self.level(whole, period):
            found = added([exports.bounds, imports.bounds])
            yield self._of_another(exports, turnover.code, found, (exports, imports), Method.SUM)

    def _parts(self, part: Claim) -> Iterator[Derived]:
        for code, (part_code, total_code) in sorted(relations.PART_AND_TOTAL.items()):
            share, total_indicator = self.indicators.get(code), self.indicators.get(total_code)
            if part.indicator != part_code or share is None or total_indicator is None:
                continue
            row, subject = part.row, part.subject
            whole = measured(
                total_indicator, (row.ref_area, row.counterpart_area), self.pair, total_indicator.unit.value
            )
            total = self.level(whole, subject.period)
            printed = Subject(Shape.PART, subject.measure, subject.period, total=whole)
            if total and printed not in self.by_subject:
                found = as_printed(divided(part.bounds, total.bounds), Shape.PART, share.unit)
                yield self._of_another(part, code, found, (part, total), Method.PART)

    def _made(self, like: Claim, period: Period, bounds: Bounds, inputs: Sequence[Claim], method: Method) -> Derived:
        """A level of the same indicator and direction at another time."""
        row, ids = like.row, tuple(claim.figure_id for claim in inputs)
        return Derived(
            row.indicator, row.ref_area, row.counterpart_area, row.basis, row.unit_measure,
            period, UNSTATED, bounds, ids, method,
        )  # fmt: skip

    def _of_another(self, like: Claim, code: str, bounds: Bounds, inputs: Sequence[Claim], method: Method) -> Derived:
        """Another indicator at the same time; symmetric ones are written in the pair's order."""
        row, indicator, ids = like.row, self.indicators[code], tuple(claim.figure_id for claim in inputs)
        areas = (self.pair.first, self.pair.second) if indicator.is_symmetric else (row.ref_area, row.counterpart_area)
        base = inputs[1].subject.period if method is Method.GROWTH else UNSTATED
        unit = row.unit_measure if method is Method.SUM else indicator.unit.value
        return Derived(code, *areas, row.basis, unit, like.subject.period, base, bounds, ids, method)


def derived(rows: Sequence[FigureRow], indicators: Indicators, pair: Pair) -> list[Derived]:
    """Return everything that follows from two published figures of one basis and provenance, and is not printed.

    In the order of basis, indicator, direction and period.
    """
    reading = read(rows, indicators, pair)
    worlds: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        worlds[claim.world].append(claim)
    for row in reading.releases:
        subject = subject_of(row, indicators, pair)
        if isinstance(subject, Subject):
            day = row.source_published_on.isoformat() if row.source_published_on else ""
            # The reporter is part of the world: the two sides of a mirror are never added up.
            worlds[row.basis, row.source_publisher, day, row.ref_area].append(_as_claim(row, subject))
    found = [one for world in sorted(worlds) for one in _Known(worlds[world], indicators, pair).all_derived()]
    return sorted(found, key=_order)


def _as_claim(row: FigureRow, subject: Subject) -> Claim:
    bounds = as_counted(row_bounds(row), subject.shape, row.unit_measure)
    return Claim(row.basis, row.source_id, row.indicator, subject, bounds, False, (row,))


def _order(one: Derived) -> tuple[str, ...]:
    return (
        one.basis, one.indicator, one.ref_area, one.counterpart_area, one.unit, one.period.code, one.base.code,
        *one.figure_ids,
    )  # fmt: skip

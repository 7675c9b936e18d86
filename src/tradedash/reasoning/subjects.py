"""What a figure speaks of: a quantity at a time, a ratio of two times, a difference, a part of a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tradedash.domain.economy import Pair
from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import CURRENCIES, Indicator, IndicatorKind
from tradedash.domain.period import UNSTATED, Period, PeriodKind
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.reasoning import relations

NO_PERIOD = N_("names no period")
ASSUMED_PERIOD = N_("its period is only assumed from the day it was said")
LOST_PERIOD = N_("its period was lost")
TARGET = N_("is a target")
FORECAST = N_("is a forecast")
ONE_OFF = N_("is a one-off amount: several may be true in one year")
UNKNOWN_INDICATOR = N_("is not in the code list")
NOT_RELATED = N_("says nothing about another quantity of the code list")
NO_BASE = N_("does not name the period it compares with")
UNLIKE_BASE = N_("compares periods that differ in length or overlap")
NOT_DATED = N_("is a total since the beginning, given without its day or month")
NO_DAY = N_("is a stock of an unknown day")
LONG_STOCK = N_("is a stock given for a span of years")
_ASSUMED_WORDS = ("assumed", "date of statement")
_DATED = (PeriodKind.POINT, PeriodKind.MONTH)


class Shape(StrEnum):
    """How a number hangs on the unknown true values."""

    LEVEL = "level"
    RATIO = "ratio"
    CHANGE = "change"
    PART = "part"


@dataclass(frozen=True, order=True)
class Measure:
    """One measured quantity with its direction and unit. Currencies are apart: no rate links them."""

    code: str
    ref_area: str
    counterpart_area: str
    unit: str
    is_flow: bool


@dataclass(frozen=True)
class Subject:
    """What a claim bounds. `base` is the comparison period of a ratio or change, `total` the whole of a part."""

    shape: Shape
    measure: Measure
    period: Period
    base: Period = UNSTATED
    total: Measure | None = None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Sorts and identifies: equal for two figures that bound one and the same expression."""
        m, t = self.measure, self.total
        whole = (t.code, t.ref_area, t.counterpart_area, t.unit) if t else ()
        return (
            self.shape, m.code, m.ref_area, m.counterpart_area, m.unit, self.period.code, self.base.code, *whole,
        )  # fmt: skip

    @property
    def periods(self) -> tuple[Period, ...]:
        return (self.period,) if self.base == UNSTATED else (self.period, self.base)


def subject_of(row: FigureRow, indicators: Mapping[str, Indicator], pair: Pair) -> Subject | str:
    """Return what the figure bounds, or the reason (a clause that follows its number) why it bounds nothing.

    A growth counts in the currency it is measured in, where its source names one: the same trade may fall in dollars
    and rise in roubles.
    """
    indicator = indicators.get(row.indicator)
    if indicator is None:
        return UNKNOWN_INDICATOR
    if reason := _set_aside(row, indicator):
        return reason
    match indicator.kind:
        case IndicatorKind.LEVEL:
            return _flow(row, indicator, pair)
        case IndicatorKind.STOCK | IndicatorKind.COUNT:
            return _stock(row, measure(row, indicator, pair), cumulative=_is_cumulative(indicator))
        case IndicatorKind.GROWTH | IndicatorKind.CHANGE:
            return _compared(row, indicators, pair)
        case IndicatorKind.SHARE | IndicatorKind.RATIO:
            return _part(row, indicators, pair)
        case _:
            return ONE_OFF


def measure(row: FigureRow, indicator: Indicator, pair: Pair, *, unit: str | None = None) -> Measure:
    """Return the quantity that an indicator names in the row's direction."""
    return measured(indicator, (row.ref_area, row.counterpart_area), pair, unit or row.unit_measure)


def measured(indicator: Indicator, areas: tuple[str, str], pair: Pair, unit: str) -> Measure:
    """Return the quantity that an indicator names between two areas; exports and imports are one flow."""
    (ref, counterpart), code = areas, indicator.code
    if indicator.is_symmetric and pair.has(ref, counterpart):
        ref, counterpart = pair.first, pair.second
    if code == relations.IMPORTS:
        ref, counterpart, code = counterpart, ref, relations.EXPORTS
    return Measure(code, ref, counterpart, unit, indicator.kind is IndicatorKind.LEVEL)


def base_period(row: FigureRow) -> Period:
    """Return what a growth or change compares with; the same months a year before where the print implies it."""
    if row.comparison_basis == ComparisonBasis.UNSTATED:
        return UNSTATED
    base = Period.parse(row.comparison_period)
    if base == UNSTATED and row.comparison_basis == ComparisonBasis.IMPLIED:
        return Period.parse(row.time_period).year_before()
    return base


def _set_aside(row: FigureRow, indicator: Indicator) -> str:
    if indicator.kind is IndicatorKind.TARGET:
        return TARGET
    if row.has_flag(Flag.FORECAST):
        return FORECAST
    if indicator.kind is IndicatorKind.AMOUNT or indicator.code in relations.ONE_OFF_COUNTS:
        return ONE_OFF
    return LOST_PERIOD if row.has_flag(Flag.PERIOD_LOST) else ""


def _flow(row: FigureRow, indicator: Indicator, pair: Pair) -> Subject | str:
    period = Period.parse(row.time_period)
    return _no_span(row, period) or Subject(Shape.LEVEL, measure(row, indicator, pair), period)


def _no_span(row: FigureRow, period: Period) -> str:
    """Say why the period is none that a flow can be measured over."""
    if period == UNSTATED:
        return NO_PERIOD
    evidence = (row.period_evidence or "").casefold()
    if period.kind is PeriodKind.POINT or any(word in evidence for word in _ASSUMED_WORDS):
        return ASSUMED_PERIOD
    return ""


def _stock(row: FigureRow, stock: Measure, *, cumulative: bool) -> Subject | str:
    """A stock stands on a day and is compared by calendar month.

    Given for a year that is not over, or without a date, it is as of the month it was said; given for a year that is
    over, it belongs to that year.
    """
    period, said = Period.parse(row.time_period), row.known_on
    if period.kind in _DATED and period.start:
        return Subject(Shape.LEVEL, stock, month_of(period))
    if cumulative:
        return NOT_DATED
    if period.end is None or (said is not None and period.end >= said):
        return Subject(Shape.LEVEL, stock, month_of(Period.of(said, said))) if said else NO_DAY
    return LONG_STOCK if period.kind is PeriodKind.RANGE else Subject(Shape.LEVEL, stock, period)


def month_of(period: Period) -> Period:
    """Return the calendar month in which the period begins."""
    return Period.parse(f"{period.start:%Y-%m}") if period.start else UNSTATED


def _compared(row: FigureRow, indicators: Mapping[str, Indicator], pair: Pair) -> Subject | str:
    shape = Shape.RATIO if indicators[row.indicator].kind is IndicatorKind.GROWTH else Shape.CHANGE
    table = relations.GROWTH_OF if shape is Shape.RATIO else relations.INCREASE_OF
    grown = indicators.get(table.get(row.indicator, ""))
    if grown is None:
        return NOT_RELATED
    period, base = Period.parse(row.time_period), base_period(row)
    if base == UNSTATED:
        return NO_BASE
    unit = row.unit_measure if shape is Shape.CHANGE else _counted_in(grown, row.measured_in)
    what = measure(row, grown, pair, unit=unit)
    if not what.is_flow:
        if period.kind not in _DATED or base.kind not in _DATED:
            return NO_DAY
        period, base = month_of(period), month_of(base)
    elif reason := _no_span(row, period):
        return reason
    if period.months != base.months or not period.months or period.overlaps(base.start, base.end):
        return UNLIKE_BASE
    return Subject(shape, what, period, base)


def other_currency(grown: Indicator | None, named: str) -> str:
    """Return the currency that a growth names, empty if that is the one its quantity is usually given in, or no money.

    Where nobody knows what grew, any currency is another one.
    """
    return named if grown is None or (grown.unit in CURRENCIES and grown.unit != named) else ""


def _counted_in(grown: Indicator, named: str) -> str:
    """A growth that names no currency is meant in the one its quantity is usually given in."""
    return other_currency(grown, named) or grown.unit.value


def _part(row: FigureRow, indicators: Mapping[str, Indicator], pair: Pair) -> Subject | str:
    """A share of a total that is measured too divides the two; any other share is an unknown of its own."""
    indicator = indicators[row.indicator]
    part, total = (indicators.get(code) for code in relations.PART_AND_TOTAL.get(row.indicator, ("", "")))
    period = Period.parse(row.time_period)
    if part is None or total is None:
        if indicator.kind is IndicatorKind.RATIO:
            return NOT_RELATED
        own = measure(row, indicator, pair)
        if indicator.code in relations.DATED_SHARES:
            return _stock(row, own, cumulative=False)
        return _no_span(row, period) or Subject(Shape.LEVEL, own, period)
    what = measure(row, part, pair, unit=part.unit.value)
    if what.is_flow:
        if reason := _no_span(row, period):
            return reason
    elif period.kind in _DATED:
        period = month_of(period)
    else:
        return NOT_DATED
    return Subject(Shape.PART, what, period, total=measure(row, total, pair, unit=total.unit.value))


def _is_cumulative(indicator: Indicator) -> bool:
    return indicator.family == relations.CUMULATIVE_FAMILY

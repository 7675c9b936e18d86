"""Two sides of one trade: what each economy's statistics say of a flow in a year, and by how much they differ.

Pure and in exact fractions. The difference is the second side's figure less the first's; as a share it is taken of the
mean of the two, so that neither side is the measure of the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Bounds, Flag, Qualifier
from tradedash.domain.indicator import Unit
from tradedash.domain.period import PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.reasoning import headline
from tradedash.reasoning.claims import row_bounds
from tradedash.reasoning.headline import Rule
from tradedash.reasoning.intervals import ZERO, added, minus
from tradedash.reasoning.relations import EXPORTS, IMPORTS, TURNOVER

#: The indicators that a mirror is made of.
CODES = (TURNOVER, EXPORTS, IMPORTS)
_HUNDRED = Fraction(100)
#: What a share of the mean tends to while one side grows without end.
_MOST = 2 * _HUNDRED


class Flow(StrEnum):
    """What both sides count: everything, or what goes from one economy to the other."""

    TURNOVER = "turnover"
    OUT = "first to second"
    BACK = "second to first"


@dataclass(frozen=True, slots=True)
class Reading:
    """One side's figure: one printed or released row, or the sum of two rows of one release."""

    rows: tuple[FigureRow, ...]
    value: Fraction
    bounds: Bounds
    step: Fraction

    @property
    def is_derived(self) -> bool:
        return len(self.rows) > 1

    @property
    def is_release(self) -> bool:
        return self.rows[0].source_type == SourceType.RELEASE

    @property
    def is_exact(self) -> bool:
        return all(row.qualifiers == (Qualifier.EXACT,) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Gap:
    """Second side less first, in units and in percent of the mean.

    `value` is rounded to the digits of the coarser side (`step`); `value` and `percent` are None where a hedge leaves
    no point, only an interval.
    """

    step: Fraction
    bounds: Bounds
    percent_bounds: Bounds
    value: Fraction | None
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one side has for a year: the office's own release, and what somebody stated on its basis."""

    released: Reading | None
    stated: Reading | None


@dataclass(frozen=True, slots=True)
class Year:
    """Both sides of one flow in one year; `first`, `second` are the readings that are set against each other."""

    year: int
    sides: tuple[Side, Side]
    first: Reading | None
    second: Reading | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Mirror:
    """One flow, its years oldest first. `left_out` counts figures that cannot speak for a whole past year."""

    flow: Flow
    years: tuple[Year, ...]
    left_out: int

    @property
    def compared(self) -> tuple[Year, ...]:
        return tuple(year for year in self.years if year.gap)


def mirrors(rows: Sequence[FigureRow], pair: Pair, rule: Rule = Rule.PREFERRED) -> tuple[Mirror, ...]:
    """Return turnover and both directions of a pair from published figures of its two bases.

    Whole years in dollars. Where a side released exports and imports and no turnover, their sum is its turnover.
    A release is set against a release and a statement against a statement where that is possible.
    """
    directions = {flow: _direction(rows, pair, flow, rule) for flow in (Flow.OUT, Flow.BACK)}
    whole = _direction(rows, pair, Flow.TURNOVER, rule)
    for side in (0, 1):
        for year in {*directions[Flow.OUT][side], *directions[Flow.BACK][side]}:
            parts = [directions[flow][side].get(year) for flow in (Flow.OUT, Flow.BACK)]
            total = _total([part.released for part in parts if part])
            found = whole[side].get(year, Side(None, None))
            if total and not found.released:
                whole[side][year] = Side(total, found.stated)
    return tuple(
        _mirror(flow, sides, _left_out(rows, pair, flow))
        for flow, sides in ((Flow.TURNOVER, whole), *directions.items())
    )


def gap(first: Reading, second: Reading) -> Gap:
    """Return by how much the second side differs from the first."""
    step = max(first.step, second.step)
    both_exact = first.is_exact and second.is_exact
    percent = _of_the_mean(first.value, second.value)
    return Gap(
        step,
        minus(second.bounds, first.bounds),
        _share_bounds(first.bounds, second.bounds),
        _rounded(second.value - first.value, step) if both_exact else None,
        percent if both_exact else None,
    )


Years = dict[int, Side]


def _direction(rows: Iterable[FigureRow], pair: Pair, flow: Flow, rule: Rule) -> tuple[Years, Years]:
    found: tuple[dict[int, list[FigureRow]], dict[int, list[FigureRow]]] = ({}, {})
    for row in rows:
        side = _side_of(row, pair, flow)
        if side is not None and _speaks_for_its_year(row) and row.period_start:
            found[side].setdefault(row.period_start.year, []).append(row)
    first, second = ({year: _side(of_year, rule) for year, of_year in side.items()} for side in found)
    return first, second


def _side_of(row: FigureRow, pair: Pair, flow: Flow) -> int | None:
    """Return 0 or 1 for a figure of this flow on the first's or the second's basis, else None."""
    bases = (pair.first, pair.second)
    if row.basis not in bases or not pair.has(row.ref_area, row.counterpart_area) or row.freq != PeriodKind.YEAR:
        return None
    if row.unit_measure != Unit.USD or _flow_of(row, pair) is not flow:
        return None
    return bases.index(row.basis)


def _flow_of(row: FigureRow, pair: Pair) -> Flow | None:
    """Imports of the second from the first are what goes from the first to the second, whoever counts it."""
    match row.indicator:
        case code if code == TURNOVER:
            return Flow.TURNOVER
        case code if code == EXPORTS:
            return Flow.OUT if row.ref_area == pair.first else Flow.BACK
        case code if code == IMPORTS:
            return Flow.OUT if row.ref_area == pair.second else Flow.BACK
        case _:
            return None


def _speaks_for_its_year(row: FigureRow) -> bool:
    early = row.known_on is not None and row.period_end is not None and row.known_on < row.period_end
    return not early and not row.has_flag(Flag.FORECAST)


def _left_out(rows: Iterable[FigureRow], pair: Pair, flow: Flow) -> int:
    return sum(_side_of(row, pair, flow) is not None and not _speaks_for_its_year(row) for row in rows)


def _side(rows: Sequence[FigureRow], rule: Rule) -> Side:
    released = [row for row in rows if row.source_type == SourceType.RELEASE]
    stated = [row for row in rows if row.source_type != SourceType.RELEASE]
    return Side(*(_reading(headline.best(found, rule)) if found else None for found in (released, stated)))


def _reading(row: FigureRow) -> Reading:
    bounds = row_bounds(row)
    quantity = Quantity.parse(row.obs_value, row.unit_mult)
    step = quantity.last_digit(zeros_count=row.source_type == SourceType.RELEASE)
    if row.source_type == SourceType.RELEASE and bounds.lower is not None and bounds.upper is not None:
        step = max(step, bounds.upper - bounds.lower)
    return Reading((row,), quantity.exact, bounds, step)


def _total(parts: Sequence[Reading | None]) -> Reading | None:
    """Return the sum of exports and imports if one office released both for the year."""
    found = [part for part in parts if part]
    if len(found) != 2 or len({part.rows[0].source_publisher for part in found}) > 1:
        return None
    value = sum((part.value for part in found), ZERO)
    bounds = added([part.bounds for part in found])
    rows = tuple(row for part in found for row in part.rows)
    return Reading(rows, value, bounds, max(part.step for part in found))


def _mirror(flow: Flow, sides: tuple[Years, Years], left_out: int) -> Mirror:
    none = Side(None, None)
    years = sorted({*sides[0], *sides[1]})
    return Mirror(
        flow, tuple(_year(year, sides[0].get(year, none), sides[1].get(year, none)) for year in years), left_out
    )


def _year(year: int, first: Side, second: Side) -> Year:
    one, other = _set_against(first, second)
    return Year(year, (first, second), one, other, gap(one, other) if one and other else None)


def _set_against(first: Side, second: Side) -> tuple[Reading | None, Reading | None]:
    """Take both sides' releases, else both sides' statements, else one of each; hedged prints only if nothing else is.

    Where one side has nothing, the other's release stands alone, else its statement.
    """
    choices = [
        (one, other)
        for one, other in (
            (first.released, second.released),
            (first.stated, second.stated),
            (first.released, second.stated),
            (first.stated, second.released),
        )
        if one and other
    ]
    if choices:
        return min(choices, key=lambda both: not (both[0].is_exact and both[1].is_exact))
    return first.released or first.stated, second.released or second.stated


def _of_the_mean(first: Fraction, second: Fraction) -> Fraction | None:
    return (second - first) / (first + second) * _MOST if first + second else None


def _share_bounds(first: Bounds, second: Bounds) -> Bounds:
    """The share falls as the first side grows and rises with the second: its ends lie at the ends of both."""
    lower, lower_open = _end(first.upper, second.lower or ZERO)
    upper, upper_open = _end(first.lower or ZERO, second.upper)
    return Bounds(
        lower,
        upper,
        lower_open or first.upper_open or second.lower_open,
        upper_open or first.lower_open or second.upper_open,
    )


def _end(first: Fraction | None, second: Fraction | None) -> tuple[Fraction, bool]:
    """A side without an end takes the share towards ±200 %, which it never reaches."""
    if first is None:
        return -_MOST, True
    if second is None:
        return _MOST, True
    return _of_the_mean(max(first, ZERO), max(second, ZERO)) or ZERO, False


def _rounded(value: Fraction, step: Fraction) -> Fraction:
    """Round half away from zero to a whole number of steps."""
    steps = (abs(value) / step + Fraction(1, 2)).__floor__()
    return (steps if value >= 0 else -steps) * step

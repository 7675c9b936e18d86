"""What a contradiction sets against each other, as numbers: the intervals to draw and the sums that show the gap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tradedash.components.number_line import Interval, gap_between
from tradedash.components.words import who
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Unit
from tradedash.domain.quantity import plain_decimal
from tradedash.formatting import MINUS, number_text, size_text, value_text
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning.claims import row_bounds
from tradedash.reasoning.verdicts import REMARKS, Contradiction

THE_OTHERS = N_("the others leave")
_SIZES = (12, 9, 6, 3)
_DIGITS, _MOST_DIGITS = 4, 12
_ONE, _HUNDRED = Fraction(1), Fraction(100)
Rows = Mapping[str, FigureRow]


@dataclass(frozen=True, slots=True)
class Against:
    """The intervals that do not meet, counted in 10^`size`; `unit` names what is counted, size included."""

    intervals: tuple[Interval, ...]
    size: int
    unit: str
    sums: tuple[str, ...]


def against(one: Contradiction, rows: Rows, css: str, *, signed: bool) -> Against | None:
    """Return what to draw of a contradiction; None where no two intervals tell it."""
    if one.kind in REMARKS:
        return None
    if one.left:
        about = rows[one.left.figure_id]
        left = Interval(_(THE_OTHERS), _rounded(one.left.bounds, row_bounds(about)), None, css)
        intervals = (left, _printed(about, css, signed=signed))
    elif len(one.figure_ids) == 2:
        intervals = _two(rows[one.figure_ids[0]], rows[one.figure_ids[1]], css, signed=signed)
    else:
        return None
    about = rows[one.left.figure_id if one.left else one.figure_ids[0]]
    size = _size(intervals, about)
    in_times = len({rows[figure_id].unit_measure for figure_id in one.figure_ids}) > 1 and not one.left
    unit = size_text(size, Unit.RATIO if in_times else about.unit_measure)
    return Against(intervals, size, unit, (*_quotients(one, rows, size), *_difference(intervals, size)))


def _two(a: FigureRow, b: FigureRow, css: str, *, signed: bool) -> tuple[Interval, Interval]:
    """A growth in percent beside one in times is drawn in times."""
    first, second = _printed(a, css, signed=signed), _printed(b, css, signed=signed)
    if a.unit_measure != b.unit_measure:
        return _in_times(first, a), _in_times(second, b)
    return first, second


def _printed(row: FigureRow, css: str, *, signed: bool) -> Interval:
    label = f"{value_text(row, signed=signed and row.unit_measure != Unit.RATIO)}, {who(row)}"
    return Interval(label, row_bounds(row), Fraction(row.value), css)


def _in_times(one: Interval, row: FigureRow) -> Interval:
    if row.unit_measure != Unit.PERCENT or one.value is None:
        return one
    b = one.bounds
    ends = [None if end is None else _ONE + end / _HUNDRED for end in (b.lower, b.upper)]
    return Interval(
        one.label, Bounds(ends[0], ends[1], b.lower_open, b.upper_open), _ONE + one.value / _HUNDRED, one.css
    )


def _size(intervals: tuple[Interval, ...], row: FigureRow) -> int:
    ends = [abs(end) for one in intervals for end in (one.bounds.lower, one.bounds.upper) if end is not None]
    if row.unit_measure in (Unit.PERCENT, Unit.RATIO) or not ends:
        return 0
    return next((size for size in _SIZES if max(ends) >= 10**size), 0)


def _difference(intervals: tuple[Interval, ...], size: int) -> list[str]:
    """What lies between the two; intervals that only exclude each other's end differ by nothing."""
    gap = gap_between(intervals)
    if gap is None:
        return []
    return [f"{_text(gap[1], size)} {MINUS} {_text(gap[0], size)} = {_text(gap[1] - gap[0], size)}"]


def _quotients(one: Contradiction, rows: Rows, size: int) -> list[str]:
    """ "3.15 ÷ 1.1665 ≈ 2.700", where a level and its growth leave the level before."""
    others = [rows[figure_id] for figure_id in one.figure_ids if not one.left or figure_id != one.left.figure_id]
    growth = next((row for row in others if row.unit_measure == Unit.PERCENT), None)
    level = next((row for row in others if row is not growth), None)
    if not one.left or len(others) != 2 or growth is None or level is None:
        return []
    found = []
    amounts, factors = row_bounds(level), row_bounds(growth)
    for end, amount, percent in (
        (one.left.bounds.lower, amounts.lower, factors.upper),
        (one.left.bounds.upper, amounts.upper, factors.lower),
    ):
        if end is None or amount is None or percent is None or percent <= -_HUNDRED:
            continue
        factor = _ONE + percent / _HUNDRED
        if abs(amount / factor - end) <= abs(end) / 10**6:
            found.append(
                f"{_text(amount, size)} ÷ {_text(factor, 0)} ≈ {_text(_outwards(end, _DIGITS, round) or end, size)}"
            )
    return found


def _rounded(left: Bounds, printed: Bounds) -> Bounds:
    """A computed interval with few digits, rounded outwards, and apart from the printed one as long as it is."""
    for digits in range(_DIGITS, _MOST_DIGITS):
        lower, upper = _outwards(left.lower, digits, floor), _outwards(left.upper, digits, ceil)
        found = Bounds(lower, upper, left.lower_open, left.upper_open)
        if found.meet(printed).is_empty:
            return found
    return left


def _outwards(end: Fraction | None, digits: int, to_whole: Callable[[Fraction], int]) -> Fraction | None:
    if not end:
        return end
    step = Fraction(10) ** (len(str(int(abs(end)))) - digits)
    return step * to_whole(end / step)


def _text(value: Fraction, size: int) -> str:
    try:
        number = plain_decimal(value / 10**size)
    except ArithmeticError:
        number = Decimal(float(value / 10**size)).quantize(Decimal("0.0001"))
    text = format(number.normalize(), "f")
    return number_text("0" if text in ("-0", "0") else text)

"""The value axis: where it starts, which lines it draws, and how its numbers read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from tradedash import formatting
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.frames import FigureRow

HEADROOM = 26
MOST_TICKS = 6
_FROM_ZERO = (IndicatorKind.GROWTH, IndicatorKind.CHANGE, IndicatorKind.SHARE, IndicatorKind.AMOUNT)
#: Lines and dots may start above zero when the lowest stands higher than this share of the highest.
_MAY_START_ABOVE = 0.25
_LOW_PANEL = 150
#: Plotly leaves out a grid line that lies on the edge of the plot.
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `low` to `high` over `pixels`; `base` is where stems begin, None without a baseline."""

    low: float
    high: float
    pixels: int
    ticks: tuple[float, ...]
    base: float | None
    size: int
    unit: str
    signed: bool

    def px(self, value: float) -> float:
        """Return pixels below the panel's top edge."""
        return (self.high - value) / (self.high - self.low) * self.pixels

    def tick_texts(self) -> list[str]:
        """Return the tick labels; the unit stands once, at the top."""
        texts = [self.text(tick) for tick in self.ticks]
        return [*texts[:-1], self.with_unit(texts[-1])]

    def text(self, value: float) -> str:
        """Return a number counted in the axis' unit."""
        plus = "+" if self.signed and value > 0 else ""
        return plus + formatting.axis_number(value, self.size)

    def with_unit(self, number: str) -> str:
        unit = formatting.size_text(self.size, self.unit)
        space = formatting.NARROW_SPACE if unit == "%" else " "
        return f"{number}{space}{unit}" if unit else number

    @property
    def starts_above_zero(self) -> bool:
        return self.ticks[0] > 0


def scale_of(
    rows: Iterable[FigureRow], indicator: Indicator, unit: str, pixels: int, also: Sequence[float] = ()
) -> Scale:
    """Return the axis that holds every value, every whisker, and `also` these."""
    values = [end for row in rows for end in _ends(row)] + list(also) or [0.0, 1.0]
    lowest, highest = min(values), max(values)
    base = _base(indicator, unit)
    if base is not None:
        lowest, highest = min(lowest, base), max(highest, base)
    elif lowest > 0 and _starts_at_zero(lowest, highest, indicator):
        lowest = 0.0
    if unit == Unit.PERCENT and indicator.kind is IndicatorKind.SHARE:
        highest = 100.0 if highest > 80 else highest
    step = _step(lowest, highest, MOST_TICKS if pixels > _LOW_PANEL else 3)
    first = floor(lowest / step + 1e-9)
    last = max(ceil(highest / step - 0.45), first + 1)
    low, top = first * step, max(last * step, highest)
    high = top + (top - low) * HEADROOM / (pixels - HEADROOM)
    ticks = tuple(round(at * step, 9) for at in range(first, last + 1))
    size = _size(max(abs(tick) for tick in ticks), unit)
    signed = formatting.is_signed(indicator.kind) and unit != Unit.RATIO
    room = (high - low) * (10 if low < 0 else _EDGE) / pixels
    return Scale(low - room, high, pixels, ticks, 0.0 if base is None and low == 0 else base, size, unit, signed)


def _ends(row: FigureRow) -> list[float]:
    """A bound that is far away is no part of the drawing: only whiskers that are drawn count."""
    drawn = [row.value]
    if {"about", "nearly"} & set(row.qualifiers):
        drawn += [end for end in (row.lower, row.upper) if end is not None]
    return [float(end) for end in drawn]


def _base(indicator: Indicator, unit: str) -> float | None:
    if unit == Unit.RATIO and indicator.kind in (IndicatorKind.GROWTH, IndicatorKind.RATIO):
        return 1.0
    return 0.0 if indicator.kind in _FROM_ZERO else None


def _starts_at_zero(lowest: float, highest: float, indicator: Indicator) -> bool:
    is_target = indicator.kind is IndicatorKind.TARGET
    return is_target or lowest < _MAY_START_ABOVE * highest or lowest == highest


def _step(low: float, high: float, most: int) -> float:
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    for factor in (1, 2, 2.5, 5, 10, 20):
        step = factor * power
        if ceil(high / step - 0.45) - floor(low / step + 1e-9) + 1 <= most:
            return step
    return 50 * power


def _size(largest: float, unit: str) -> int:
    if unit in (Unit.PERCENT, Unit.RATIO):
        return 0
    return next((size for size in (12, 9, 6) if largest >= 10**size), 0)

"""Intervals on one number line with the gap between them in wash: why two numbers cannot both be true."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10

from tradedash.components.elements import attributes
from tradedash.components.native import Circle, G, Line, Path, Rect, Svg, Text
from tradedash.domain.hedges import Bounds
from tradedash.formatting import axis_number

WIDTH = 392
_LEFT, _RIGHT, _ROW, _TOP, _AXIS = 148.0, 378.0, 26, 16, 28
_LONGEST_LABEL = 22
_SIDE = 9.0


@dataclass(frozen=True, slots=True)
class Interval:
    """One row of the line. `value` is what is printed, None where an interval only follows from others."""

    label: str
    bounds: Bounds
    value: Fraction | None
    css: str = ""


def gap_between(intervals: Sequence[Interval]) -> tuple[Fraction, Fraction] | None:
    """Return the stretch that none of two groups reaches: between the highest low end and the lowest high one."""
    lowers = [one.bounds.lower for one in intervals if one.bounds.lower is not None]
    uppers = [one.bounds.upper for one in intervals if one.bounds.upper is not None]
    if not lowers or not uppers or min(uppers) >= max(lowers):
        return None
    return min(uppers), max(lowers)


def number_line(intervals: Sequence[Interval], size: int, unit: str, *, label: str) -> Svg:
    """Return the drawing; numbers on its axis are counted in 10^`size`, which `unit` names in words."""
    scale = _Scale.of(intervals)
    bottom = _ROW * len(intervals) + 4
    shapes: list[object] = []
    gap = gap_between(intervals)
    if gap:
        left, right = scale.at(gap[0]), scale.at(gap[1])
        shapes.append(Rect(className="gap", x=left, y=2, width=round(right - left, 1), height=bottom - 2))
    for tick in scale.ticks:
        x = scale.at(tick)
        shapes.append(Line(className="base", x1=x, x2=x, y1=2, y2=bottom))
        shapes.append(Text(axis_number(float(tick), size), className="ax", x=x, y=bottom + 18, textAnchor="middle"))
    shapes.append(Text(unit, className="ax", x=0, y=bottom + 18, textAnchor="start"))
    for place, one in enumerate(intervals):
        y = _TOP + _ROW * place
        shapes.append(Text(_short(one.label), x=0, y=y + 4, textAnchor="start"))
        shapes.append(G(_marks(one, scale, y), className=one.css or None))
    return Svg(
        shapes,
        viewBox=f"0 0 {WIDTH} {bottom + _AXIS}",
        className="numberline",
        role="img",
        **attributes(aria_label=label),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Fraction
    high: Fraction
    ticks: tuple[Fraction, ...]

    @classmethod
    def of(cls, intervals: Sequence[Interval]) -> "_Scale":
        ends = [end for one in intervals for end in (one.bounds.lower, one.bounds.upper, one.value) if end is not None]
        low, high = (min(ends), max(ends)) if ends else (Fraction(0), Fraction(1))
        room = (high - low or abs(high) or Fraction(1)) * Fraction(12, 100)
        low, high = low - room, high + room
        step = _step((high - low) / 4)
        first = -(-low // step)
        return cls(low, high, tuple(step * number for number in range(int(first), int(high // step) + 1)))

    def at(self, value: Fraction) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(_LEFT + float(share) * (_RIGHT - _LEFT), 1)


def _step(least: Fraction) -> Fraction:
    """Return the least of 1, 2 and 5 times a power of ten that is not below."""
    power = Fraction(10) ** floor(log10(float(least)))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def _marks(one: Interval, scale: _Scale, y: int) -> list[object]:
    """A cap closes an end that is reached, an arrow leads on where there is none, a tick stands at a hedged number."""
    bounds = one.bounds
    left = scale.at(bounds.lower) if bounds.lower is not None else _LEFT
    right = scale.at(bounds.upper) if bounds.upper is not None else _RIGHT
    path = f"M{left},{y}H{right}"
    path += f"M{left},{y - 4}v8" if bounds.lower is not None else f"M{left + 5},{y - 4}l-5,4l5,4"
    path += f"M{right},{y - 4}v8" if bounds.upper is not None else f"M{right - 5},{y - 4}l5,4l-5,4"
    whisker = Path(className="whisker", d=path)
    if one.value is None:
        return [whisker, _mark((left + right) / 2, y, "hollow", one.css)]
    x = scale.at(one.value)
    if bounds.lower_open or bounds.upper_open:
        return [whisker, Path(className="tick", d=f"M{x},{y - 7}v14")]
    return [whisker, _mark(x, y, "solid", one.css)]


def _mark(x: float, y: int, css: str, basis: str) -> object:
    if basis == "b-second":
        return Rect(className=css, x=round(x - _SIDE / 2, 1), y=y - _SIDE / 2, width=_SIDE, height=_SIDE)
    return Circle(className=css, cx=round(x, 1), cy=y, r=5)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip(' ,')}…"

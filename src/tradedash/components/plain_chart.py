"""Small charts that need no script: hollow derived values with their intervals over years, and bars over months.

Each is drawn twice, wide and for a phone; the style sheet shows the one that fits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.native import Circle, G, Line, Path, Rect, Svg, Text
from tradedash.formatting import EN_DASH, axis_number

WIDE, PHONE = 1216, 358
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 280, 4, 84, 20, 26
_TICKS, _LETTER = 4, 7


@dataclass(frozen=True, slots=True)
class Point:
    """One derived value: where it stands in time, its middle, and the ends of its interval where it has two."""

    x: float
    middle: float
    ends: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one basis: its class for the colour, its name, and a square for the pair's second economy."""

    css: str
    name: str
    square: bool
    points: Sequence[Point]


def values_over_years(series: Sequence[Series], size: int, unit: str, label: str) -> html.Div:
    """Return hollow marks joined by a line over the years they stand in; the ink line is zero."""
    return _both(lambda width: _values(series, size, unit, width), label)


def bars_over_months(bars: Sequence[tuple[float, int]], label: str) -> html.Div:
    """Return one bar for each (year and share of it, number); years are named below."""
    return _both(lambda width: _bars(bars, width), label)


def _both(draw: Callable[[int], list[object]], label: str) -> html.Div:
    drawn: list[Child] = []
    for width, css in ((WIDE, "plain wide-only"), (PHONE, "plain phone-only")):
        about = attributes(aria_label=label)
        drawn.append(Svg(draw(width), className=css, viewBox=f"0 0 {width} {_HEIGHT}", role="img", **about))
    return html.Div(drawn)


def _values(series: Sequence[Series], size: int, unit: str, width: int) -> list[object]:
    points = [point for one in series for point in one.points]
    ends = [end for point in points for end in (point.middle, *(point.ends or ()))]
    step = _step(max(*ends, 0.0) - min(*ends, 0.0))
    low, high = floor(min(*ends, 0.0) / step) * step, -floor(-max(*ends, 0.0) / step) * step
    up = _scale(low, high, _HEIGHT - _BOTTOM, _TOP)
    years = [point.x for point in points]
    across = _scale(min(years) - 0.5, max(years) + 0.5, _LEFT + 44, width - _RIGHT)
    shapes: list[object] = []
    ticks = [low + step * number for number in range(round((high - low) / step) + 1)]
    for tick in ticks:
        css = "zero" if abs(tick) < step / 1000 else "base"
        shapes.append(Line(className=css, x1=_LEFT, x2=width - _RIGHT, y1=up(tick), y2=up(tick)))
        text = axis_number(tick, size)
        shapes.append(Text(f"{text} {unit}" if tick == ticks[-1] else text, className="tick", x=_LEFT, y=up(tick) - 4))
    shapes += _years(int(min(years)), int(max(years)), across, width)
    for one in series:
        shapes.append(G(_line(one, across, up), className=one.css))
    return shapes


def _line(one: Series, across: Callable[[float], float], up: Callable[[float], float]) -> list[object]:
    """A line joins neighbouring years only; the last value has the name of its basis."""
    shapes: list[object] = []
    ordered = sorted(one.points, key=lambda point: point.x)
    for before, after in pairwise(ordered):
        if after.x - before.x <= 1:
            ends = (across(before.x), up(before.middle), across(after.x), up(after.middle))
            shapes.append(Path(className="whisker", d="M{},{}L{},{}".format(*ends)))
    for point in ordered:
        x, y = across(point.x), up(point.middle)
        if point.ends:
            shapes.append(Line(className="whisker", x1=x, x2=x, y1=up(point.ends[0]), y2=up(point.ends[1])))
        mark = Rect(className="hollow", x=x - 4, y=y - 4, width=8, height=8) if one.square else None
        shapes.append(mark or Circle(className="hollow", cx=x, cy=y, r=4.5))
    if ordered:
        last = ordered[-1]
        shapes.append(Text(one.name, className="name", x=across(last.x) + 10, y=up(last.middle) + 4))
    return shapes


def _bars(bars: Sequence[tuple[float, int]], width: int) -> list[object]:
    first, last = min(x for x, _ in bars), max(x for x, _ in bars) + 1 / 12
    across = _scale(first, last, _LEFT + 30, width - _LEFT)
    most = max(number for _, number in bars)
    step = max(1.0, _step(most))
    high = -floor(-most / step) * step
    up = _scale(0, high, _HEIGHT - _BOTTOM, _TOP)
    shapes: list[object] = []
    for number in range(round(high / step) + 1):
        y = up(number * step)
        shapes.append(Line(className="base" if number else "zero", x1=_LEFT, x2=width - _LEFT, y1=y, y2=y))
        shapes.append(Text(axis_number(number * step, 0), className="tick", x=_LEFT, y=y - 4))
    thick = max(1.0, (across(first + 1 / 12) - across(first)) * 0.8)
    for x, number in bars:
        shapes.append(
            Rect(className="bar", x=across(x), y=up(number), width=round(thick, 1), height=up(0) - up(number))
        )
    return shapes + _years(int(first), int(last), lambda year: across(min(max(year, first), last)), width)


def _years(first: int, last: int, across: Callable[[float], float], width: int) -> list[object]:
    """As many years as have room, so that no two names touch."""
    room = max(1, int((width - _LEFT - _RIGHT - 44) / (6 * _LETTER)))
    every = max(1, -(-(last - first + 1) // room))
    texts = [(year, str(year)) for year in range(first, last + 1) if (last - year) % every == 0]
    places = [(text, min(across(year), width - 2.5 * _LETTER)) for year, text in texts]
    return [Text(text, className="tick", x=x, y=_HEIGHT - 6, textAnchor="middle") for text, x in places]


def _step(span: float) -> float:
    """A round step: about four of them."""
    raw = (span or 1) / _TICKS
    ten = 10 ** floor(log10(raw))
    return float(next(ten * by for by in (1, 2, 5, 10) if raw <= ten * by * 1.0000001))


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = (high - low) or 1.0
    return lambda value: round(start + (value - low) / span * (end - start), 1)


def years_text(first: int, last: int) -> str:
    """Return a span of years."""
    return f"{first}" if first == last else f"{first}{EN_DASH}{last}"

"""Derived values on a chart: hollow, nobody's words. Sums of a release on a line, intervals as boxes, bands behind all.

Their traces carry no customdata: whatever has a figure_id there is a figure. Each point has its own name in `ids`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tradedash.charts.places import Ruler, lane_width, slot
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Figure
from tradedash.charts.theme import LIGHT, Style, style_of
from tradedash.charts.timeline import Stand, Timeline, stand_of_period
from tradedash.domain.economy import UNSTATED_BASIS, Pair
from tradedash.i18n import gettext as _
from tradedash.queries.derived import Derived, Kind

BOX_WIDTH = 26.0
#: Below so many pixels a year a mark on the line is a dot.
_ROOMY = 18.0
_TALLEST = 0.5
_LEAST_BAND = 3.0
_YEAR_SHARE = 0.8
#: Parts of years are told apart only from so many pixels a year on; below they are left to the table.
PARTS_FROM = 40.0
Hover = Callable[[Derived], str]


@dataclass(frozen=True, slots=True)
class Aside:
    """A derived value with its place: `x` and `ends` on the time axis, the rest in pixels of its panel.

    `thicker` is what a band of almost no height is drawn higher at either end, in units of its value.
    """

    one: Derived
    style: Style
    stand: Stand
    x: float
    px: float
    py: float
    ends: tuple[float, float]
    top: float
    bottom: float
    half: float
    thicker: float = 0.0

    @property
    def is_sum(self) -> bool:
        return self.one.kind is Kind.SUM and bool(self.one.publisher)

    @property
    def is_band(self) -> bool:
        return self.one.kind is Kind.IMPLIED

    @property
    def has_box(self) -> bool:
        """An exact arithmetic on released figures has an interval too thin to be drawn."""
        return not self.is_band and not self.one.publisher and self.one.kind is not Kind.CONVERTED

    @property
    def left(self) -> float:
        return self.px - self.half

    @property
    def right(self) -> float:
        return self.px + self.half


def drawable(derived: Iterable[Derived], first: int | None, *, bands: bool = True) -> list[Derived]:
    """Return what can be drawn: dated, of a stated basis, with two ends, and no level where a release's sum stands.

    Sums before `first`, an ordinal day, are left to the table: the figures that people state begin there.
    """
    found = [one for one in derived if one.middle is not None and one.period.start and one.basis != UNSTATED_BASIS]
    found = [one for one in found if bands or one.kind is not Kind.IMPLIED]
    late = [one for one in found if first is None or (one.period.end and one.period.end.toordinal() >= first)]
    sums = {(one.basis, one.period) for one in late if one.kind is Kind.SUM}
    return [one for one in late if one.kind is not Kind.BY_GROWTH or (one.basis, one.period) not in sums]


def stands(derived: Iterable[Derived]) -> list[Stand]:
    return [stand for one in derived if (stand := stand_of_period(one.period))]


def placed(
    derived: Iterable[Derived], timeline: Timeline, ruler: Ruler, scale: Scale, *, pair: Pair, several: bool
) -> list[Aside]:
    """Return each derived value at its place; intervals taller than half the panel would hide the figures."""
    found = []
    for one in derived:
        stand, middle = stand_of_period(one.period), one.middle
        if stand is None or middle is None or one.lower is None or one.upper is None:
            continue
        style = style_of(one.basis, pair)
        start, end = timeline.at(stand.start), timeline.at(stand.end)
        x = (start + end) / 2 + (_offset(one, style, ruler.per_unit, several=several) if stand.is_year else 0.0)
        top, bottom = scale.px(float(one.upper)), scale.px(float(one.lower))
        is_part = stand.is_span and ruler.per_unit < PARTS_FROM and one.kind is not Kind.CONVERTED
        if is_part or bottom - top > _TALLEST * scale.pixels:
            continue
        wide = (end - start) * ruler.per_unit * _YEAR_SHARE
        half = min(BOX_WIDTH, max(wide, 8.0)) / 2 if stand.is_year or not stand.is_span else wide / _YEAR_SHARE / 2
        if one.kind is Kind.IMPLIED:
            x, half = (start + end) / 2, max(wide / _YEAR_SHARE, 16.0) / 2
        ends = (ruler.position(ruler.px(x) - half), ruler.position(ruler.px(x) + half))
        missing = max(0.0, _LEAST_BAND - (bottom - top)) / 2
        thicker = missing * (scale.high - scale.low) / scale.pixels
        found.append(Aside(one, style, stand, x, ruler.px(x), scale.px(middle), ends, top, bottom, half, thicker))
    return found


def runs(asides: Iterable[Aside]) -> list[tuple[Aside, ...]]:
    """Return the lines: sums of consecutive years of one release, oldest first."""
    series: dict[tuple[str, str], list[Aside]] = {}
    for aside in sorted(asides, key=lambda aside: aside.x):
        if aside.is_sum and aside.stand.is_year:
            series.setdefault((aside.one.basis, aside.one.publisher), []).append(aside)
    found: list[tuple[Aside, ...]] = []
    for points in series.values():
        part: list[Aside] = []
        for aside in points:
            if part and aside.stand.start - part[-1].stand.start > 1:
                found.append(tuple(part))
                part = []
            part.append(aside)
        found.append(tuple(part))
    return [part for part in found if len(part) > 1]


def traces(asides: Sequence[Aside], axes: tuple[str, str], per_year: float, hover: Hover) -> list[Figure]:
    """Return bands, then lines, then marks; none of them is a figure."""
    found = [_band(aside, axes, hover) for aside in asides if aside.is_band]
    found += [_line(run, axes) for run in runs(asides)]
    groups: dict[tuple[str, str], list[Aside]] = {}
    for aside in asides:
        if not aside.is_band:
            groups.setdefault((aside.one.kind.value, aside.one.basis), []).append(aside)
    return found + [_marks(group, axes, hover, per_year) for group in groups.values()]


def boxes(asides: Iterable[Aside], axes: tuple[str, str]) -> list[Figure]:
    """Return the tinted boxes: as high as the interval, as wide as pixels say or as the months are long."""
    return [_box(aside, axes) for aside in asides if aside.has_box]


def _box(aside: Aside, axes: tuple[str, str]) -> Figure:
    low, high = (float(end) for end in (aside.one.lower or 0, aside.one.upper or 0))
    place: Figure = {"x0": -aside.half, "x1": aside.half, "xsizemode": "pixel", "xanchor": aside.x}
    if aside.stand.is_span:
        place = {"x0": aside.ends[0], "x1": aside.ends[1]}
    return {
        "type": "rect", "xref": axes[0], "yref": axes[1], **place, "y0": low, "y1": high, "layer": "below",
        "fillcolor": aside.style.tint, "line": {"color": aside.style.colour, "width": 1},
    }  # fmt: skip


def _band(aside: Aside, axes: tuple[str, str], hover: Hover) -> Figure:
    one = aside.one
    low, high = (float(end) for end in (one.lower or 0, one.upper or 0))
    return {
        "type": "bar", "name": _("Implied"), "meta": {"derived": one.kind.value, "basis": one.basis},
        "x": [(aside.ends[0] + aside.ends[1]) / 2], "width": [aside.ends[1] - aside.ends[0]],
        "base": [low - aside.thicker], "y": [high - low + 2 * aside.thicker], "ids": [one.key],
        "marker": {
            "color": aside.style.faint, "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": aside.style.tint, "size": 5, "solidity": 0.3},
        },
        "hoverinfo": "text", "hovertext": [hover(one)], "xaxis": axes[0], "yaxis": axes[1], "textposition": "none",
    }  # fmt: skip


def _line(run: Sequence[Aside], axes: tuple[str, str]) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "meta": {"aux": "sums", "basis": run[0].one.basis},
        "x": [aside.x for aside in run], "y": [aside.one.middle for aside in run], "hoverinfo": "skip",
        "line": {"color": run[0].style.colour, "width": 2.25}, "xaxis": axes[0], "yaxis": axes[1],
    }  # fmt: skip


def _marks(group: Sequence[Aside], axes: tuple[str, str], hover: Hover, per_year: float) -> Figure:
    """A circle that is filled with paper, so that the line does not show through; dotted where converted."""
    first = group[0]
    roomy, kind = per_year >= _ROOMY, first.one.kind
    small = bool(first.one.publisher)
    size = (7.0 if roomy else 4.0) if small else 9.0
    symbol = first.style.symbol if first.style.symbol != "cross" else "cross"
    trace: Figure = {
        "type": "scatter", "mode": "markers", "name": f"{first.one.basis}, {kind.value.replace('_', ' ')}",
        "meta": {"derived": kind.value, "basis": first.one.basis},
        "x": [aside.x for aside in group], "y": [aside.one.middle for aside in group],
        "ids": [aside.one.key for aside in group],
        "hoverinfo": "text", "hovertext": [hover(aside.one) for aside in group],
        "marker": {
            "symbol": f"{symbol}-dot" if kind is Kind.CONVERTED else symbol, "size": size, "color": LIGHT["paper"],
            "opacity": 1, "line": {"color": first.style.colour, "width": 1.75 if roomy else 1.25},
        },
        "cliponaxis": False, "xaxis": axes[0], "yaxis": axes[1],
    }  # fmt: skip
    if kind is Kind.CONVERTED:
        ends = [(float(a.one.upper or 0) - (a.one.middle or 0), (a.one.middle or 0) - float(a.one.lower or 0))
                for a in group]  # fmt: skip
        trace["error_y"] = {
            "type": "data", "symmetric": False, "array": [up for up, _ in ends],
            "arrayminus": [down for _, down in ends], "color": first.style.colour, "thickness": 1.5, "width": 4,
        }  # fmt: skip
    return trace


def _offset(one: Derived, style: Style, per_year: float, *, several: bool) -> float:
    """On the side of its basis, where a headline would stand; what is converted or unstated one lane further out."""
    first = slot(per_year, several=several)
    outer = one.kind is Kind.CONVERTED or style.role not in ("first", "second")
    return style.side * (first + (lane_width(per_year) if outer and several else 0.0))


def lanes_taken(asides: Iterable[Aside]) -> Mapping[tuple[float, int], list[tuple[float, float]]]:
    """Return by year and side what stands where a headline would: top and bottom in pixels."""
    found: dict[tuple[float, int], list[tuple[float, float]]] = {}
    for aside in asides:
        if aside.stand.is_year and not aside.is_band:
            half = 3.6 if aside.one.publisher else 5.5
            top, bottom = (aside.top, aside.bottom) if aside.has_box else (aside.py, aside.py)
            found.setdefault((aside.stand.middle, aside.style.side), []).append(
                (min(top, aside.py - half), max(bottom, aside.py + half))
            )
    return found

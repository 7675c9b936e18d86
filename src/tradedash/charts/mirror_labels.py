"""The labels of a mirror: each side's newest value beside its mark, clear of every mark and of the other label."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tradedash import formatting
from tradedash.charts.labels import Box, Label, Wish, place
from tradedash.charts.mirror_gap import ALONE
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Figure
from tradedash.charts.theme import Style, text_font
from tradedash.reasoning.mirror import Reading, Year

#: Half the size of a mark with its edge, half the width of a tick with its cap, the length of an arrow.
_HALF, _TICK, _ARROW = 6.5, 9.0, 22.0
#: Pixels between the boxes that a line is taken for.
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Point:
    """One side's figure at its year."""

    year: int
    reading: Reading

    @property
    def value(self) -> float:
        return float(self.reading.value)

    @property
    def line(self) -> str:
        """What a line may join: one publisher's releases, or statements."""
        return self.reading.rows[0].source_publisher if self.reading.is_release else ""


def points_of(years: Iterable[Year], side: int) -> list[Point]:
    """Return all readings of one side, the release before the statement where it has both."""
    return [
        Point(year.year, reading)
        for year in years
        for reading in (year.sides[side].released, year.sides[side].stated)
        if reading
    ]


@dataclass(frozen=True, slots=True)
class Panel:
    """Where one flow is drawn: its years, the pixels of its plot and of the margin at right, and its axis of values."""

    span: tuple[float, float]
    width: float
    right: float
    scale: Scale

    def at(self, point: Point) -> tuple[float, float]:
        first, last = self.span
        return (point.year - first) / (last - first) * self.width, self.scale.px(point.value)

    @property
    def bounds(self) -> Box:
        return Box(0, -20, self.width + self.right, self.scale.pixels)


def newest_values(
    sides: Sequence[Sequence[Point]], styles: Sequence[Style], panel: Panel, crossed: Sequence[Box]
) -> list[Label]:
    """Return the placed label of each side's newest value, the higher one first; `crossed` is lain on in need only."""
    found = [(of_side[-1], style) for of_side, style in zip(sides, styles, strict=True) if of_side]
    found.sort(key=lambda one: -one[0].value)
    wishes = [_wish(point, style, panel) for point, style in found]
    marks = [box for of_side in sides for point in of_side for box in _boxes(point, panel)]
    return place(wishes, marks, crossed, {False: panel.bounds})


def line_boxes(runs: Iterable[Sequence[Point]], panel: Panel) -> list[Box]:
    """Return what lines cover."""
    return [box for run in runs for before, after in pairwise(run) for box in _along(before, after, panel)]


def gap_box(year: Year, panel: Panel) -> Box:
    """Return what the hatching of a year covers at most."""
    both = [Point(year.year, reading) for reading in (year.first, year.second) if reading]
    (x, top), (_, bottom) = sorted((panel.at(point) for point in both), key=lambda at: at[1])
    half = ALONE / (panel.span[1] - panel.span[0]) * panel.width
    return Box(x - half, top, x + half, bottom)


def annotation(label: Label, axes: tuple[str, str]) -> Figure:
    """Return a label as Plotly draws it."""
    across, up = label.shift
    return {
        "text": label.text, "x": label.wish.axis_x, "y": label.wish.value, "xref": axes[0], "yref": axes[1],
        "xanchor": label.xanchor, "yanchor": label.yanchor, "xshift": round(across, 1), "yshift": round(up, 1),
        "showarrow": False, "borderpad": 0, "font": text_font(label.wish.colour, bold=True),
    }  # fmt: skip


def _wish(point: Point, style: Style, panel: Panel) -> Wish:
    x, y = panel.at(point)
    text, around = value_label(point.reading, panel.scale), _boxes(point, panel)[0]
    return Wish((text,), x, y, around, style.colour, True, (style.colour,), point.year, point.value, in_lane=False)


def _boxes(point: Point, panel: Panel) -> list[Box]:
    """What the mark of a figure covers: the mark itself first, then its whiskers or its arrow."""
    (x, y), bounds = panel.at(point), point.reading.bounds
    if point.reading.is_derived or point.reading.is_release or point.reading.is_exact:
        return [Box(x - _HALF, y - _HALF, x + _HALF, y + _HALF)]
    top = y - _ARROW if bounds.upper is None else panel.scale.px(float(bounds.upper))
    bottom = y if bounds.lower is None else panel.scale.px(float(bounds.lower))
    return [Box(x - _TICK, y - 3, x + _TICK, y + 3), Box(x - 5, min(y, top), x + 5, max(y, bottom))]


def _along(before: Point, after: Point, panel: Panel) -> Iterator[Box]:
    (x, y), (to_x, to_y) = panel.at(before), panel.at(after)
    steps = max(1, round(max(abs(to_x - x), abs(to_y - y)) / _STEP))
    for step in range(steps + 1):
        at_x, at_y = x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
        yield Box(at_x - 2, at_y - 2, at_x + 2, at_y + 2)


def value_label(reading: Reading, scale: Scale) -> str:
    """Return a value with its hedge in three digits: that is what a reader of a chart can hold."""
    value = float(reading.value)
    text = scale.text(float(f"{value:.3g}") if scale.size else value)
    return formatting.hedged(text, reading.rows[0].qualifier)

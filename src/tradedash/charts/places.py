"""Where each mark stands. Sideways only: a mark never leaves its value, and a day moves by pixels, not by months."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tradedash.charts.marks import Mark
from tradedash.charts.scale import Scale
from tradedash.charts.timeline import Timeline

HEADLINE_OFFSET, LANE = 0.09, 0.15
_HEADLINE_PIXELS, _LANE_PIXELS = 6.0, 12.0
_YEAR_EDGE = 0.45
_APART = 10.0


@dataclass(frozen=True, slots=True)
class Ruler:
    """Axis positions to pixels right of the plot's left edge, and back; nothing dodges beyond `edge`."""

    zero: float
    per_unit: float
    edge: float

    def px(self, position: float) -> float:
        return self.zero + position * self.per_unit

    def position(self, pixels: float) -> float:
        return (pixels - self.zero) / self.per_unit


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place: `x` on its axis, `px` and `py` in pixels from the panel's top left corner.

    `ends` are the axis positions between which a bar is drawn and `bar` the same in pixels, None without width.
    """

    mark: Mark
    x: float
    px: float
    py: float
    ends: tuple[float, float] | None = None
    bar: tuple[float, float] | None = None

    @property
    def in_lane(self) -> bool:
        return self.mark.stand is None


#: What already stands in a year, by its middle and side (-1 left, 1 right): top and bottom in pixels.
Taken = Mapping[tuple[float, int], Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Company:
    """What marks share their years with: whether several bases stand in them, and what stands there already."""

    several: bool
    taken: Taken


def slot(pixels_a_year: float, *, several: bool) -> float:
    """Return how far from the middle of its year a headline stands, in years."""
    return min(0.2, max(HEADLINE_OFFSET, _HEADLINE_PIXELS / pixels_a_year)) if several else 0.0


def lane_width(pixels_a_year: float) -> float:
    return max(LANE, _LANE_PIXELS / pixels_a_year)


def placed_on_time(
    marks: Sequence[Mark], timeline: Timeline, ruler: Ruler, scale: Scale, company: Company | None = None
) -> list[Placed]:
    """Return every mark that has a time, in the order given: years in lanes, days dodging, part-years as bars."""
    annual = [mark for mark in marks if mark.stand and mark.stand.is_year]
    spans = [mark for mark in marks if mark.is_span]
    days = [mark for mark in marks if mark.stand and not mark.stand.is_year and not mark.is_span]
    company = company or Company(several_bases(annual), {})
    years = _annual(annual, timeline, ruler, scale, company)
    points = [(mark, ruler.px(timeline.at(mark.stand.middle))) for mark in days if mark.stand]
    return [*_spans(spans, timeline, ruler, scale), *years, *_swarm(points, ruler, scale, years)]


def placed_in_lane(
    marks: Sequence[Mark], middle_of: Callable[[Mark], float], ruler: Ruler, scale: Scale
) -> list[Placed]:
    """Return marks that name no period at their value, dodging around the middles given (axis positions)."""
    return _swarm([(mark, ruler.px(middle_of(mark))) for mark in marks], ruler, scale)


def extent(mark: Mark, scale: Scale) -> tuple[float, float]:
    """Return top and bottom of a mark with its whiskers and arrow, in pixels below the panel's top edge."""
    up, down = mark.whiskers
    half = 2.0 if mark.is_tick else mark.radius
    middle = scale.px(mark.value)
    top = min(middle - half, scale.px(mark.value + up)) - max(0, mark.arrow)
    return top, max(middle + half, scale.px(mark.value - down)) - min(0, mark.arrow)


def several_bases(marks: Iterable[Mark], others: Iterable[str] = ()) -> bool:
    """Tell whether years must be shared between two bases."""
    return len({mark.row.basis for mark in marks if mark.stand and mark.stand.is_year} | set(others)) > 1


def _annual(marks: Sequence[Mark], timeline: Timeline, ruler: Ruler, scale: Scale, company: Company) -> list[Placed]:
    years: dict[float, list[Mark]] = {}
    for mark in marks:
        if mark.stand:
            years.setdefault(mark.stand.middle, []).append(mark)
    placed = []
    for middle, group in years.items():
        there = {side: company.taken.get((middle, side), ()) for side in (-1, 1)}
        offsets = _year_offsets(group, scale, ruler.per_unit, there, several=company.several)
        for mark, offset in zip(group, offsets, strict=True):
            x = timeline.at(middle) + offset
            placed.append(Placed(mark, x, ruler.px(x), scale.px(mark.value)))
    return placed


def _year_offsets(
    marks: Sequence[Mark],
    scale: Scale,
    pixels_a_year: float,
    there: Mapping[int, Sequence[tuple[float, float]]],
    *,
    several: bool,
) -> list[float]:
    """Headlines at ±0.09 year, competing ones outwards in lanes; narrow years get wider shares, full ones shrink."""
    first = slot(pixels_a_year, several=several)
    offsets: dict[int, float] = {}
    for side in (-1, 1):
        numbers = _lane_numbers([mark for mark in marks if mark.style.side == side], scale, there[side])
        deepest = max([1, *numbers.values()])
        lane = min(lane_width(pixels_a_year), (_YEAR_EDGE - first) / deepest)
        offsets |= {key: side * (first + number * lane) for key, number in numbers.items()}
    return [offsets[id(mark)] for mark in marks]


def _lane_numbers(marks: Sequence[Mark], scale: Scale, there: Sequence[tuple[float, float]]) -> dict[int, int]:
    """Lane 0 is for the headline of the side's own economy; the rest takes the first lane with room at its value."""
    lanes: list[list[tuple[float, float]]] = [[*there]] if there else []
    is_first = True
    numbers = {}
    for mark in marks:
        top, bottom = extent(mark, scale)
        number = 0 if mark.headline and is_first and mark.style.role in ("first", "second") else 1
        is_first = False
        while number < len(lanes) and any(top < below + 3 and bottom > above - 3 for above, below in lanes[number]):
            number += 1
        while len(lanes) <= number:
            lanes.append([])
        lanes[number].append((top, bottom))
        numbers[id(mark)] = number
    if numbers and not there and min(numbers.values()) == 1 and len({mark.style.role for mark in marks}) == 1:
        return {key: number - 1 for key, number in numbers.items()}
    return numbers


def _spans(marks: Sequence[Mark], timeline: Timeline, ruler: Ruler, scale: Scale) -> list[Placed]:
    """The bar lies over its months; only the mark on it gives way where two would coincide."""
    placed: list[Placed] = []
    for mark in marks:
        if not mark.stand:
            continue
        start, end = timeline.at(mark.stand.start), timeline.at(mark.stand.end)
        middle, py = (start + end) / 2, scale.px(mark.value)
        taken = [_box(other, scale) for other in placed]
        px = _free(ruler.px(middle), (py - 4, py + 4), mark, taken, ruler.edge)
        bar = ruler.px(start), ruler.px(end)
        px = min(max(px, bar[0]), bar[1])
        placed.append(Placed(mark, ruler.position(px), px, py, (start, end), bar))
    return placed


def _swarm(
    wanted: Iterable[tuple[Mark, float]], ruler: Ruler, scale: Scale, there: Sequence[Placed] = ()
) -> list[Placed]:
    placed: list[Placed] = []
    for mark, middle in sorted(wanted, key=lambda pair: not pair[0].headline):
        taken = [_box(other, scale) for other in (*there, *placed)]
        px = _free(middle, extent(mark, scale), mark, taken, ruler.edge)
        placed.append(Placed(mark, ruler.position(px), px, scale.px(mark.value)))
    return placed


def _box(placed: Placed, scale: Scale) -> tuple[float, float, float]:
    return placed.px, *extent(placed.mark, scale)


def _free(
    middle: float,
    rows: tuple[float, float],
    mark: Mark,
    taken: Sequence[tuple[float, float, float]],
    edge: float,
) -> float:
    """Return the nearest free place, on the basis' own side first, and not beyond the edge."""
    for step in range(12):
        for side in (mark.style.side, -mark.style.side):
            px = middle + side * step * _APART
            if px <= max(edge, middle) and all(
                abs(px - at) >= _APART or rows[0] > below or rows[1] < above for at, above, below in taken
            ):
                return px
    return middle

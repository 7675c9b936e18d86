"""Small drawings under a number: how often it was printed, or which other values were."""

from collections.abc import Sequence

from tradedash.components.elements import attributes
from tradedash.components.native import Circle, G, Line, Path, Rect, Svg, Text
from tradedash.components.words import value_beside
from tradedash.formatting import unit_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _

WIDTH, HEIGHT = 280, 40
_AXIS, _LABEL = 12, 34
_TICK, _STEP, _GAP = 3, 6, 14
_LETTER = 6.6


def print_strip(prints: Sequence[int]) -> Svg:
    """Return one tick per print, grouped by statement, the most printed first."""
    counts = sorted(prints, reverse=True)
    needed = sum(counts) * _STEP + len(counts) * _GAP
    step = min(_STEP, _STEP * WIDTH / needed)
    shapes: list[object] = []
    x = 2.0
    for count in counts:
        shapes.append(Text(str(count), x=round(x, 1), y=_LABEL))
        for _print in range(count):
            shapes.append(Rect(className="print", x=round(x, 1), y=5, width=min(_TICK, step / 2), height=14))
            x += step
        x += min(_GAP, _GAP * step / _STEP)
    return _strip(shapes, _("Prints per statement: %(counts)s") % {"counts": ", ".join(map(str, counts))})


def value_strip(rows: Sequence[FigureRow], *, signed: bool, square: bool) -> Svg:
    """Return the different values on one line, the headline (the first) large, in the shape of their basis."""
    ends = [float(end) for row in rows for end in (float(row.value), *_whisker(row))]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return round(24 + (value - low) / span * (WIDTH - 80), 1)

    shapes: list[object] = [Line(className="base", x1=0, x2=WIDTH, y1=_AXIS, y2=_AXIS)]
    taken: list[tuple[float, float]] = []
    for row in rows:
        x = at(float(row.value))
        whisker = [at(end) for end in _whisker(row)]
        shapes += _mark(row, x, whisker, radius=5.0 if row is rows[0] else 3.5, square=square)
        text = value_beside(row, unit_text(rows[0]), signed=signed)
        middle = _free(x, len(text) * _LETTER / 2, taken)
        if middle is not None:
            shapes.append(Text(text, x=round(middle, 1), y=_LABEL, textAnchor="middle"))
    words = ", ".join(with_unit(row, signed=signed) for row in rows)
    return _strip(shapes, _("Values printed: %(values)s") % {"values": words})


def _free(x: float, half: float, taken: list[tuple[float, float]]) -> float | None:
    """Take the place of a label under its mark, else just right of what is in the way, else none."""
    beside = max((right for left, right in taken if left < x + half and right > x - half), default=x - half) + half
    for middle in (x, beside + _LETTER):
        kept = min(max(middle, half), WIDTH - half)
        if all(kept + half <= left or kept - half >= right for left, right in taken):
            taken.append((kept - half, kept + half))
            return kept
    return None


def target_strip() -> Svg:
    """Return the dotted line of a target."""
    line = Line(className="target", x1=2, x2=240, y1=_AXIS, y2=_AXIS)
    ring = G([Circle(className="hollow", cx=248, cy=_AXIS, r=6), Circle(className="print", cx=248, cy=_AXIS, r=2)])
    return Svg([line, ring], viewBox=f"0 0 {WIDTH} {HEIGHT}", className="strip", **attributes(aria_hidden="true"))


def _whisker(row: FigureRow) -> list[float]:
    """The ends that the mark grammar draws: those of "almost" and "about"."""
    if not {"nearly", "about"} & set(row.qualifiers):
        return []
    return [float(end) for end in (row.lower, row.upper) if end is not None]


def _mark(row: FigureRow, x: float, ends: Sequence[float], *, radius: float, square: bool) -> list[object]:
    whisker = [Path(className="whisker", d=f"M{min(ends)},{_AXIS}H{max(ends)}")] if ends else []
    if {"nearly", "over"} & set(row.qualifiers):
        open_end = Path(className="whisker", d=f"M{x},{_AXIS}h16m-4,-4l4,4l-4,4")
        return [*whisker, Path(className="tick", d=f"M{x},6v12"), *([open_end] if "over" in row.qualifiers else [])]
    css = "tint" if "about" in row.qualifiers else "solid"
    if square:
        side = round(1.8 * radius, 1)
        return [*whisker, Rect(className=css, x=x - side / 2, y=_AXIS - side / 2, width=side, height=side)]
    return [*whisker, Circle(className=css, cx=x, cy=_AXIS, r=radius)]


def _strip(shapes: list[object], label: str) -> Svg:
    return Svg(
        shapes,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        className="strip",
        role="img",
        **attributes(aria_label=label),
    )

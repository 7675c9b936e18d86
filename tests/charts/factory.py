"""Rows and scenes for chart tests, and how to read a figure back: marks, lines and label boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.fixtures.rows import PLAIN

from tradedash.charts.draw import Drawing, Scene, draw
from tradedash.charts.labels import HEIGHT, Box, text_width
from tradedash.domain.economy import Economy, EconomyKind, Pair
from tradedash.domain.hedges import bounds, parse_qualifiers
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.frames import FigureRow, bounds_columns

PAIR = Pair("AA", "BB")
ECONOMIES = {
    "AA": Economy("AA", "Aland", "Alandic", EconomyKind.ECONOMY),
    "BB": Economy("BB", "Borduria", "Bordurian", EconomyKind.ECONOMY),
    "EEC": Economy("EEC", "Eurasian Economic Commission", "EEC", EconomyKind.ORGANISATION),
    "unstated": Economy("unstated", "unstated", "", EconomyKind.UNSTATED),
}
SYMMETRIC = "symmetric; written in the pair's canonical order"
INDICATORS = {
    "turnover": ("Trade turnover", IndicatorKind.LEVEL, Unit.USD, SYMMETRIC),
    "turnover_growth": ("Growth of trade turnover", IndicatorKind.GROWTH, Unit.PERCENT, SYMMETRIC),
    "turnover_target": ("Target for trade turnover", IndicatorKind.TARGET, Unit.USD, SYMMETRIC),
    "national_currency_share": ("Payments in national currencies", IndicatorKind.SHARE, Unit.PERCENT, SYMMETRIC),
    "company_count": ("Companies with capital of ref_area", IndicatorKind.COUNT, Unit.COUNT, "in counterpart_area"),
    "exports": ("Exports of goods", IndicatorKind.LEVEL, Unit.USD, "ref_area exports to counterpart_area"),
    "aid": ("Aid and grants", IndicatorKind.AMOUNT, Unit.USD, "ref_area gives, counterpart_area receives"),
    "imports_to_exports": ("Imports to exports", IndicatorKind.RATIO, Unit.RATIO, "ref_area's imports"),
}
_SIZES = {Unit.USD: 9}
_ids = iter(range(1, 10**9))


def indicator(code: str) -> Indicator:
    """Return one of the indicators that the tests speak of."""
    label, kind, unit, direction = INDICATORS[code]
    return Indicator(code, label, kind, unit, "", direction, 1)


def row(
    value: str, period: str | None = "2024", *, hedge: str = "exact", said: str | None = "2026-06-01", **facts: Any
) -> FigureRow:
    """Return a headline figure of `AA` with bounds by the policy; `said` is the day, other facts are columns."""
    measured = indicator(facts.get("indicator", "turnover"))
    unit, time = facts.get("unit_measure", measured.unit), Period.parse(period)
    quantity = Quantity.parse(value, facts.pop("unit_mult", _SIZES.get(unit, 0)))
    hedges = parse_qualifiers(hedge.split())
    lower, upper = bounds_columns(bounds(quantity, hedges, unit=unit, kind=measured.kind))
    number = next(_ids)
    made = {
        "figure_id": f"f{number:06}", "indicator": measured.code, "ref_area": "AA", "counterpart_area": "BB",
        "basis": "AA", "freq": time.kind.value, "time_period": time.code, "period_start": time.start,
        "period_end": time.end, "obs_value": value, "unit_measure": unit, "unit_mult": quantity.unit_mult,
        "value": quantity.value, "lower": lower, "upper": upper, "qualifier": " ".join(hedges), "headline": True,
        "stated_on": date.fromisoformat(said) if said else None, "source_published_on": None,
    }  # fmt: skip
    return replace(PLAIN, **{**made, **facts})


def drawing(rows: Sequence[FigureRow], code: str = "turnover", **scene: Any) -> Drawing:
    """Draw rows of one indicator for the pair of the tests."""
    return draw(rows, indicator(code), Scene(PAIR, ECONOMIES, "preferred", **scene))


@dataclass(frozen=True)
class Point:
    """One mark point as a reader of the figure sees it."""

    figure_id: str
    x: float
    y: float
    xaxis: str
    yaxis: str
    kind: str
    trace: dict[str, Any]
    at: int

    @property
    def months(self) -> tuple[float, float]:
        """Start and end of the bar, rounded to hundredths of a year."""
        bar = self.trace["error_x"]
        return round(self.x - bar["arrayminus"][self.at], 2), round(self.x + bar["array"][self.at], 2)

    @property
    def whisker(self) -> tuple[float, float]:
        bar = self.trace["error_y"]
        return round(self.y - bar["arrayminus"][self.at], 6), round(self.y + bar["array"][self.at], 6)


def points(drawn: Drawing) -> list[Point]:
    """Return every point that carries customdata."""
    return [
        Point(
            custom[0], trace["x"][at], trace["y"][at], trace["xaxis"], trace["yaxis"], trace["meta"]["mark"], trace, at
        )
        for trace in drawn.figure["data"]
        for at, custom in enumerate(trace.get("customdata", []))
    ]


def point(drawn: Drawing, figure: FigureRow) -> Point:
    """Return the one point of a row."""
    (found,) = [point for point in points(drawn) if point.figure_id == figure.figure_id]
    return found


def aux(drawn: Drawing, name: str) -> list[dict[str, Any]]:
    """Return the traces that carry no rows, by their name: line, stems, target, baseline, selected."""
    return [trace for trace in drawn.figure["data"] if trace["meta"].get("aux") == name]


def joined(drawn: Drawing) -> list[list[float]]:
    """Return what each line joins, as values in billions."""
    return [[round(y / 1e9, 3) for y in trace["y"]] for trace in aux(drawn, "line")]


def label_texts(drawn: Drawing) -> list[str]:
    return [note["text"] for note in labels(drawn)]


def labels(drawn: Drawing) -> list[dict[str, Any]]:
    """Return the labels on marks; headings and captions have no name."""
    return [note for note in drawn.figure["layout"]["annotations"] if "name" in note]


def label_boxes(drawn: Drawing, width: int) -> list[Box]:
    """Return the pixels that labels take, found from the figure alone."""
    layout = drawn.figure["layout"]
    return [_label_box(note, layout, width) for note in labels(drawn)]


def mark_boxes(drawn: Drawing, width: int) -> list[Box]:
    """Return the pixels of the middle of each mark, 3 px each way."""
    layout = drawn.figure["layout"]
    middles = [_pixels(p.x, p.y, p.xaxis, p.yaxis, layout, width) for p in points(drawn)]
    return [Box(x - 3, y - 3, x + 3, y + 3) for x, y in middles]


def overlaps(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(box, other) for at, box in enumerate(boxes) for other in boxes[at + 1 :] if _overlap(box, other)]


def touching(boxes: Iterable[Box], others: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(box, other) for box in boxes for other in others if _overlap(box, other)]


def _overlap(a: Box, b: Box) -> bool:
    """Half a pixel of rounding is no overlap."""
    return min(a.right, b.right) - max(a.left, b.left) > 0.5 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5


def _label_box(note: dict[str, Any], layout: dict[str, Any], width: int) -> Box:
    x, y = _pixels(note["x"], note["y"], note["xref"], note["yref"], layout, width)
    x, y = x + note["xshift"], y - note["yshift"]
    wide = text_width(note["text"], bold=note["font"]["weight"] > 400)
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[note["xanchor"]]
    top = {"top": y, "middle": y - HEIGHT / 2, "bottom": y - HEIGHT}[note["yanchor"]]
    return Box(left, top, left + wide, top + HEIGHT)


def _pixels(x: float, y: float, xref: str, yref: str, layout: dict[str, Any], width: int) -> tuple[float, float]:
    margin = layout["margin"]
    across, up = layout[f"xaxis{xref[1:]}"], layout[f"yaxis{yref[1:]}"]
    plot = width - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    return _along(x, across) * plot[0], (1 - _along(y, up)) * plot[1]


def _along(value: float, axis: dict[str, Any]) -> float:
    (start, end), (low, high) = axis["domain"], axis["range"]
    return float(start + (end - start) * (value - low) / (high - low))

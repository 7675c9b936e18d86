"""The layout of the figure: axes, grid, bands, hairlines, arrows and words set on it."""

from collections.abc import Sequence
from datetime import date

from tradedash.charts.frame import GAP, Frame
from tradedash.charts.labels import Label
from tradedash.charts.marks import MarkKind
from tradedash.charts.places import Placed
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Canvas, Figure
from tradedash.charts.theme import FONT, FONT_SIZE, LIGHT, text_font
from tradedash.charts.timeline import month_labels, year_labels
from tradedash.charts.words import plotly_text
from tradedash.formatting import day_over_year
from tradedash.i18n import gettext as _

TIME, LANE = "x", "x2"
_DAY_FROM, _WIDE_FROM = 54, 500
_FORECAST_RADIUS = 8


def axes(number: int) -> dict[bool, tuple[str, str]]:
    """Return the axes of a panel's traces, by whether they stand in the lane."""
    value = "y" if number == 0 else f"y{number + 1}"
    return {False: (TIME, value), True: (LANE, value)}


def base_layout(canvas: Canvas) -> Figure:
    """Return the keys that every chart has."""
    paper = LIGHT["paper"]
    return {
        "paper_bgcolor": paper,
        "plot_bgcolor": paper,
        "font": {"family": FONT, "size": FONT_SIZE, "color": LIGHT["ink2"]},
        "height": canvas.height,
        "margin": {
            "l": canvas.margin_left, "r": canvas.margin_right, "t": canvas.margin_top, "b": canvas.margin_bottom,
            "pad": 0,
        },
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 20,
        "hoverlabel": {
            "bgcolor": paper, "bordercolor": LIGHT["control"], "align": "left", "font": {"color": LIGHT["ink"]},
        },
        "dragmode": False,
        # no "transition": with one, even of no length, plotly.js 4.1 cannot go to a figure that has other axes
        "shapes": [],
        "annotations": [],
    }  # fmt: skip


def axes_layout(frame: Frame, scales: Sequence[Scale], *, by_known_day: bool) -> Figure:
    """Return all axes: time, the lane, and one value axis per panel."""
    lowest = axes(len(scales) - 1)[False][1]
    found: Figure = {}
    if frame.time:
        found["xaxis"] = _time_axis(frame, lowest)
    if frame.lane:
        found["xaxis2"] = _lane_axis(frame, lowest, by_known_day=by_known_day)
    for number, scale in enumerate(scales):
        found[f"yaxis{number + 1 if number else ''}"] = {
            "domain": list(frame.canvas.domain(number)),
            "range": [scale.low, scale.high],
            "anchor": TIME if frame.time else LANE,
            "tickmode": "array",
            "tickvals": list(scale.ticks),
            "ticktext": scale.tick_texts(),
            "ticklabelposition": "inside top",
            "tickfont": {"color": LIGHT["ink3"]},
            "ticks": "",
            "gridcolor": LIGHT["grid"],
            "zeroline": False,
            "showline": False,
            "fixedrange": True,
        }
    return found


def bands(frame: Frame) -> list[Figure]:
    """Return alternate years in wash, so that the width of a part-year can be read."""
    if not frame.time:
        return []
    at = frame.time.at
    return [_band(at(year), at(year) + 1) for year in frame.time.years() if year % 2 == 0]


def hairlines(frame: Frame) -> list[Figure]:
    """Return what separates: the lane, and the narrowed years."""
    found = []
    if frame.time and frame.lane:
        x = (frame.lane.left - GAP / 2) / frame.canvas.plot_width
        found.append(_line({"xref": "paper", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}, "rule"))
    for start, end in frame.time.runs if frame.time else ():
        for x in (frame.time.at(start), frame.time.at(end + 1)) if frame.time else ():
            line = _line({"xref": TIME, "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1}, "rule")
            found.append({**line, "line": {**line["line"], "dash": "dot"}})
    return found


def spans_of_axes(frame: Frame) -> dict[bool, tuple[float, float]]:
    """Return the range of each axis that is there: time (False) and the lane (True)."""
    found = {}
    if frame.time:
        found[False] = (frame.ruler.position(0), frame.ruler.position(frame.time_width))
    if frame.lane:
        found[True] = ((0.0 if not frame.time else frame.lane.left) - frame.lane.left, frame.lane.width)
    return found


def mark_shapes(placed: Sequence[Placed], number: int) -> list[Figure]:
    """Return arrows of pixel length (they claim no end value) and the dashed rings of forecasts."""
    found = []
    for one in placed:
        x, y = axes(number)[one.in_lane]
        place = {
            "xref": x, "yref": y, "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": one.x,
            "yanchor": one.mark.value, "layer": "above",
        }  # fmt: skip
        colour = one.mark.style.colour
        if one.mark.arrow:
            path = _arrow_path(one.mark.arrow)
            found.append({"type": "path", "path": path, **place, "line": {"color": colour, "width": 1.5}})
        if one.mark.kind is MarkKind.FORECAST:
            ring = {"x0": -_FORECAST_RADIUS, "x1": _FORECAST_RADIUS, "y0": -_FORECAST_RADIUS, "y1": _FORECAST_RADIUS}
            found.append(
                {"type": "circle", **place, **ring, "line": {"color": colour, "width": 1.5, "dash": "2px,2px"}}
            )
    return found


def label_annotations(labels: Sequence[Label], number: int) -> list[Figure]:
    """Return the labels of one panel, hung on their marks by pixels."""
    found = []
    for label in labels:
        wish = label.wish
        x, y = axes(number)[wish.in_lane]
        across, up = label.shift
        found.append(
            {
                "name": wish.keys[0], "text": plotly_text(label.text), "x": label.hook[0], "y": wish.value, "xref": x,
                "yref": y, "xanchor": label.xanchor, "yanchor": label.yanchor, "xshift": round(across, 1),
                "yshift": round(up, 1), "showarrow": False, "borderpad": 0,
                "font": text_font(wish.colour, bold=wish.bold),
            }
        )  # fmt: skip
    return found


def heading(text: str, canvas: Canvas, number: int) -> Figure:
    """Return a panel's heading above its top left corner."""
    return _words(text, {"x": 0, "y": canvas.domain(number)[1], "xanchor": "left", "yanchor": "bottom", "yshift": 6})


def lane_caption(frame: Frame, *, by_known_day: bool) -> list[Figure]:
    """Return what the lane is, above it, where its columns are days."""
    if not frame.lane or not frame.lane.columns:
        return []
    text = _("Stated on no known day") if by_known_day else _("No period named; by the day known")
    place = {"x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom", "yshift": 6}
    return [_words(text, place)]


def sentence(text: str) -> Figure:
    """Return one sentence in the middle of an empty chart."""
    return _words(text, {"x": 0.5, "y": 0.5, "xanchor": "center", "yanchor": "middle"})


def _time_axis(frame: Frame, lowest: str) -> Figure:
    ruler, timeline, width = frame.ruler, frame.time, frame.time_width
    spans = spans_of_axes(frame)
    if timeline is None:
        return {}
    short = frame.canvas.width < _WIDE_FROM
    months, years = month_labels(timeline, ruler.per_unit), year_labels(timeline, ruler.per_unit, short=short)
    labels = months + [(x, f"<br>{text}" if months else text) for x, text in years]
    return {
        **_quiet_axis(lowest),
        "domain": [0, width / frame.canvas.plot_width],
        "range": list(spans[False]),
        "tickvals": [x for x, _ in labels],
        "ticktext": [text for _, text in labels],
    }


def _lane_axis(frame: Frame, lowest: str, *, by_known_day: bool) -> Figure:
    lane, canvas = frame.lane, frame.canvas
    if lane is None:
        return {}
    if lane.columns:
        middles = [lane.column_middle(number) for number in range(len(lane.columns))]
        texts = _column_texts(lane.columns, lane.width / len(lane.columns))
    else:
        middles = [lane.middle_of_all]
        texts = [_("day not<br>known") if by_known_day else _("no period<br>named")]
    left = lane.left if frame.time else 0.0
    return {
        **_quiet_axis(lowest),
        "domain": [left / canvas.plot_width, 1],
        "range": list(spans_of_axes(frame)[True]),
        "tickvals": middles,
        "ticktext": texts,
    }


def _column_texts(columns: Sequence[date | None], width: float) -> list[str]:
    """Day over year; only the year, once, where columns are narrow."""
    texts, shown = [], 0
    for day in columns:
        if day is None:
            texts.append(day_over_year(None))
        elif width >= _DAY_FROM:
            texts.append(day_over_year(day))
        else:
            texts.append(f"{day.year}" if day.year != shown else "")
            shown = day.year
    return texts


def _quiet_axis(anchor: str) -> Figure:
    return {
        "anchor": anchor, "tickmode": "array", "tickangle": 0, "ticks": "", "showgrid": False, "zeroline": False,
        "showline": False, "fixedrange": True, "tickfont": {"color": LIGHT["ink3"]},
        "ticklabeloverflow": "allow",
    }  # fmt: skip


def _band(start: float, end: float) -> Figure:
    return {
        "type": "rect", "xref": TIME, "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 1, "layer": "below",
        "fillcolor": LIGHT["wash"], "line": {"width": 0},
    }  # fmt: skip


def _line(place: Figure, token: str) -> Figure:
    return {"type": "line", "layer": "below", **place, "line": {"color": LIGHT[token], "width": 1}}


def _arrow_path(length: int) -> str:
    """An open arrow from the mark; pixels count upwards."""
    head = 5 if length > 0 else -5
    return f"M0,0L0,{length}M-4,{length - head}L0,{length}L4,{length - head}"


def _words(text: str, place: Figure) -> Figure:
    return {
        "text": plotly_text(text), "xref": "paper", "yref": "paper", "showarrow": False, "borderpad": 0,
        "font": text_font(LIGHT["ink2"]), **place,
    }  # fmt: skip

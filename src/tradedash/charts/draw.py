"""Draw one indicator: rows in, a plain Plotly figure and its words out."""

from collections.abc import Sequence

from tradedash.charts import labels, layout, lines, panels, traces, words
from tradedash.charts.frame import GAP, Frame, frame_of
from tradedash.charts.marks import Mark, marks_of
from tradedash.charts.panels import Panel
from tradedash.charts.places import Placed, placed_in_lane, placed_on_time
from tradedash.charts.scale import Scale, scale_of
from tradedash.charts.scene import GRAPH_CONFIG, Canvas, Drawing, Figure, Scene, canvas_for
from tradedash.charts.theme import LIGHT
from tradedash.charts.wishes import Sight, line_boxes, obstacles, wishes
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.formatting import basis_text
from tradedash.frames import FigureRow

__all__ = ["GRAPH_CONFIG", "Drawing", "Scene", "draw"]


def draw(rows: Sequence[FigureRow], indicator: Indicator, scene: Scene) -> Drawing:
    """Return the chart of these rows.

    Each row is one point whose customdata is `[figure_id]`; all other traces carry none. Colours are the light tokens:
    repaint with `theme.DARK_OF`. `headline` of the rows is taken as given.
    """
    split = panels.split(rows, indicator, scene)
    marks = [marks_of(panel.rows, indicator.kind, scene.pair) for panel in split]
    all_marks = [mark for group in marks for mark in group]
    canvas = _canvas(split, all_marks, scene)
    scales = [scale_of(panel.rows, indicator, panel.unit, canvas.heights[number]) for number, panel in enumerate(split)]
    frame = frame_of(all_marks, canvas, scales, indicator, scene)
    sights = [_sight(group, frame, scale, indicator, scene) for group, scale in zip(marks, scales, strict=True)]
    heading = words.title(split, indicator, scene)
    return Drawing(
        figure=_figure(split, sights, frame, by_known_day=indicator.kind is IndicatorKind.TARGET),
        title=heading,
        subtitle=words.subtitle(split, scales, indicator, scene),
        foot=words.foot(split, all_marks, sights, frame),
        text_summary=words.text_summary(heading, split, indicator, scene),
    )


def _canvas(split: Sequence[Panel], marks: Sequence[Mark], scene: Scene) -> Canvas:
    main = sum(panel.is_main for panel in split) or 1
    return canvas_for(scene, main, max(0, len(split) - main), has_lane=any(mark.stand is None for mark in marks))


def _figure(split: Sequence[Panel], sights: Sequence[Sight], frame: Frame, *, by_known_day: bool) -> Figure:
    found = layout.base_layout(frame.canvas)
    if not split:
        return {"data": [], "layout": found | _empty_axes() | {"annotations": [layout.sentence(words.NOTHING)]}}
    found |= layout.axes_layout(frame, [sight.scale for sight in sights], by_known_day=by_known_day)
    if any(one.mark.is_span for sight in sights for one in sight.placed):
        found["shapes"] += layout.bands(frame)
    found["shapes"] += layout.hairlines(frame)
    found["annotations"] += layout.lane_caption(frame, by_known_day=by_known_day)
    for number, (panel, sight) in enumerate(zip(split, sights, strict=True)):
        found["shapes"] += layout.mark_shapes(sight.placed, number)
        found["annotations"] += layout.label_annotations(_labels(sight, number, frame), number)
        if panel.heading:
            found["annotations"].append(layout.heading(panel.heading, frame.canvas, number))
    data = [trace for number, sight in enumerate(sights) for trace in _traces(sight, number, frame)]
    return {"data": data, "layout": found}


def _sight(marks: Sequence[Mark], frame: Frame, scale: Scale, indicator: Indicator, scene: Scene) -> Sight:
    placed = _placed(marks, frame, scale)
    return Sight(placed, lines.runs(placed, indicator.kind), scale, frame.ruler.per_unit, indicator, scene)


def _placed(marks: Sequence[Mark], frame: Frame, scale: Scale) -> list[Placed]:
    dated = [mark for mark in marks if mark.stand is not None]
    undated = [mark for mark in marks if mark.stand is None]
    on_time = placed_on_time(dated, frame.time, frame.ruler, scale) if frame.time else []
    return on_time + (placed_in_lane(undated, frame.lane.middle, frame.lane.ruler, scale) if frame.lane else [])


def _traces(sight: Sight, number: int, frame: Frame) -> list[Figure]:
    """Stems and lines lie below the marks, the ring around the selected one on top."""
    axes, kind, scene = layout.axes(number), sight.indicator.kind, sight.scene
    base = sight.scale.base
    spans = layout.spans_of_axes(frame)
    found = []
    if base is not None:
        found = lines.base_traces(base, spans, axes) + lines.stem_traces(sight.placed, kind, base, axes)
    found += lines.line_traces(sight.runs, kind, axes[False])
    if kind is IndicatorKind.TARGET and frame.time:
        found += lines.target_traces(sight.placed, spans[False][1], axes[False])
    found += traces.mark_traces(
        sight.placed,
        axes,
        lambda basis: words.plotly_text(basis_text(scene.economies, basis)),
        lambda row: words.hover_text(row, sight.indicator, scene),
    )
    chosen = [one for one in sight.placed if any(row.figure_id == scene.selected for row in one.mark.rows)]
    return found + [lines.selected_trace(one, axes[one.in_lane]) for one in chosen]


def _labels(sight: Sight, number: int, frame: Frame) -> list[labels.Label]:
    canvas = frame.canvas
    above = canvas.margin_top - 4 if number == 0 and not (frame.lane and frame.lane.columns) else 0
    right = canvas.plot_width + canvas.margin_right - 2
    edge = frame.lane.left - GAP / 2 if frame.lane and frame.time else 0.0
    in_the_way, lines_there = obstacles(sight), line_boxes(sight, frame.time_width)
    low = canvas.heights[number]
    bounds = {False: labels.Box(0, -above, edge or right, low), True: labels.Box(edge, -above, right, low)}
    return labels.place(wishes(sight), in_the_way, lines_there, bounds)


def _empty_axes() -> Figure:
    quiet = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True, "range": [0, 1]}
    return {"xaxis": quiet, "yaxis": {**quiet, "showgrid": True, "gridcolor": LIGHT["grid"]}}

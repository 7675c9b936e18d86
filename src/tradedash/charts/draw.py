"""Draw one indicator: rows in, a plain Plotly figure and its words out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tradedash.charts import beside, labels, layout, lines, panels, rings, traces, words
from tradedash.charts.derived import boxes, drawable, lanes_taken, placed, stands
from tradedash.charts.frame import GAP, Frame, frame_of
from tradedash.charts.marks import Mark, marks_of
from tradedash.charts.panels import Panel
from tradedash.charts.places import Company, Placed, placed_in_lane, placed_on_time, several_bases
from tradedash.charts.scale import Scale, scale_of
from tradedash.charts.scene import GRAPH_CONFIG, Canvas, Drawing, Figure, Scene, canvas_for
from tradedash.charts.theme import LIGHT
from tradedash.charts.timeline import NARROWED_FROM
from tradedash.charts.wishes import Sight, line_boxes, mark_obstacles, obstacles, wishes
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import PeriodKind
from tradedash.formatting import basis_text
from tradedash.frames import FigureRow
from tradedash.queries.derived import Derived

__all__ = ["GRAPH_CONFIG", "Drawing", "Scene", "draw"]


def draw(rows: Sequence[FigureRow], indicator: Indicator, scene: Scene, derived: Sequence[Derived] = ()) -> Drawing:
    """Return the chart of these rows, and of values derived from figures as hollow marks beside them.

    Each row is one point whose customdata is `[figure_id]`; all other traces carry none. Colours are the light tokens:
    repaint with `theme.DARK_OF`. `headline` of the rows is taken as given.
    """
    beside_them = drawable(derived, _first_day(rows, scene), bands=not scene.compact)
    split = panels.split(rows, indicator, scene, beside_them)
    marks = [marks_of(panel.rows, indicator.kind, scene.pair) for panel in split]
    all_marks = [mark for group in marks for mark in group]
    canvas = _canvas(split, all_marks, scene)
    scales = [
        scale_of(panel.rows, indicator, panel.unit, canvas.heights[number], _ends(panel))
        for number, panel in enumerate(split)
    ]
    drawn = [one for panel in split for one in panel.derived]
    frame = frame_of(all_marks, canvas, scales, indicator, scene, also=stands(drawn))
    sights = [
        _sight(group, panel, frame, scale, _Ground(indicator, scene))
        for group, panel, scale in zip(marks, split, scales, strict=True)
    ]
    sights = [_ringed(sight, number, frame) for number, sight in enumerate(sights)]
    heading = words.title(split, indicator, scene)
    return Drawing(
        figure=_figure(split, sights, frame, by_known_day=indicator.kind is IndicatorKind.TARGET),
        title=heading,
        subtitle=words.subtitle(split, scales, indicator, scene),
        foot=beside.foot(derived, drawn, sights, scene) + words.foot(split, all_marks, sights, frame),
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
    if any(one.is_band for sight in sights for one in sight.asides):
        found["barmode"] = "overlay"
    if any(one.mark.is_span for sight in sights for one in sight.placed):
        found["shapes"] += layout.bands(frame)
    found["shapes"] += layout.hairlines(frame)
    found["annotations"] += layout.lane_caption(frame, by_known_day=by_known_day)
    for number, (panel, sight) in enumerate(zip(split, sights, strict=True)):
        found["shapes"] += boxes(sight.asides, layout.axes(number)[False])
        found["shapes"] += layout.mark_shapes(sight.placed, number) + rings.shapes(sight.rings, layout.axes(number))
        found["annotations"] += rings.annotations(sight.rings, layout.axes(number))
        found["annotations"] += layout.label_annotations(_labels(sight, number, frame), number)
        if panel.heading:
            found["annotations"].append(layout.heading(panel.heading, frame.canvas, number))
    data = [trace for number, sight in enumerate(sights) for trace in _traces(sight, number, frame)]
    return {"data": data, "layout": found}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all panels of a drawing share."""

    indicator: Indicator
    scene: Scene


def _first_day(rows: Sequence[FigureRow], scene: Scene) -> int | None:
    """The day on which stated figures begin: what releases say of earlier years is drawn only on request.

    A phone has room for fewer years: there it is the day after the last run of years that no figure speaks of.
    """
    starts = sorted({row.period_start for row in rows if row.period_start})
    if scene.whole or not starts:
        return None
    first = starts[0]
    for before, after in pairwise(starts):
        if scene.is_phone and after.year - before.year > NARROWED_FROM:
            first = after
    return first.toordinal()


def _ends(panel: Panel) -> list[float]:
    return [float(end) for one in panel.derived for end in (one.lower, one.upper) if end is not None]


def _sight(marks: Sequence[Mark], panel: Panel, frame: Frame, scale: Scale, ground: _Ground) -> Sight:
    indicator, scene = ground.indicator, ground.scene
    annual = [one.basis for one in panel.derived if one.period.kind is PeriodKind.YEAR]
    several = several_bases(marks, annual)
    asides = (
        placed(panel.derived, frame.time, frame.ruler, scale, pair=scene.pair, several=several) if frame.time else []
    )
    found = _placed(marks, frame, scale, Company(several, lanes_taken(asides)))
    released = {(aside.one.basis, aside.stand.middle) for aside in asides if aside.is_sum}
    joined = lines.runs(found, indicator.kind, released)
    return Sight(found, joined, scale, frame.ruler.per_unit, indicator, scene, asides)


def _ringed(sight: Sight, number: int, frame: Frame) -> Sight:
    """Give the marks in dispute their numbers. Names and headlines have their place first."""
    scene = sight.scene
    if scene.compact or not scene.disputes:
        return sight
    derived = {aside.one.key for aside in sight.asides}
    kept = [label.box for label in _labels(sight, number, frame) if label.wish.bold or label.wish.keys[0] in derived]
    obstacles = [*mark_obstacles(sight), *kept]
    edges = {False: (0.0, frame.time_width), True: (frame.lane.left if frame.lane else 0.0, frame.canvas.plot_width)}
    found = rings.rings(sight.placed, scene.disputes, sight.scale, obstacles, edges, sparing=scene.is_phone)
    return replace(sight, rings=found)


def _placed(marks: Sequence[Mark], frame: Frame, scale: Scale, company: Company) -> list[Placed]:
    dated = [mark for mark in marks if mark.stand is not None]
    undated = [mark for mark in marks if mark.stand is None]
    on_time = placed_on_time(dated, frame.time, frame.ruler, scale, company) if frame.time else []
    return on_time + (placed_in_lane(undated, frame.lane.middle, frame.lane.ruler, scale) if frame.lane else [])


def _traces(sight: Sight, number: int, frame: Frame) -> list[Figure]:
    """Stems and lines lie below the marks, the ring around the selected one on top."""
    axes, kind, scene = layout.axes(number), sight.indicator.kind, sight.scene
    base = sight.scale.base
    spans = layout.spans_of_axes(frame)
    found = beside.traces_of(sight, axes[False])
    if base is not None:
        found = found + lines.base_traces(base, spans, axes) + lines.stem_traces(sight.placed, kind, base, axes)
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

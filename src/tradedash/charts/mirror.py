"""Draw a mirror: for each flow both sides' yearly figures, and the space between them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tradedash import formatting
from tradedash.charts import layout
from tradedash.charts.lines import base_traces
from tradedash.charts.mirror_gap import washes
from tradedash.charts.mirror_labels import Panel, Point, annotation, gap_box, line_boxes, newest_values, points_of
from tradedash.charts.mirror_words import MirrorWords, covered, reading_text
from tradedash.charts.scale import Scale, scale_of
from tradedash.charts.scene import Canvas, Drawing, Figure, Scene
from tradedash.charts.theme import LIGHT, Style, style_of, text_font
from tradedash.charts.words import hover_text, plotly_text, rule_text
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.quantity import plain_decimal
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.reasoning.mirror import Mirror, Reading

#: Pixels that a bold letter of a heading takes.
_LETTER = 6.8
_MEASURE = Indicator("", "", IndicatorKind.LEVEL, Unit.USD, "", "", 0)
_FAR = 10_000


def draw_mirror(found: Sequence[Mirror], scene: Scene) -> Drawing:
    """Return one panel for each flow that has figures.

    A mark that stands for one stored figure carries its id as customdata; a sum of two is hollow and carries none.
    """
    words = MirrorWords(scene.economies, scene.pair)
    shown = [mirror for mirror in found if mirror.years]
    heading = "; ".join(words.finding(mirror) for mirror in shown[:1]) or _("No yearly figures to compare")
    years = covered(shown) if shown else ""
    rule = rule_text(scene.rule)
    return Drawing(
        figure=_figure(shown, scene, words),
        title=heading,
        subtitle=_("USD a year, %(years)s. The hatched space is the difference. %(rule)s")
        % {"years": years, "rule": rule}
        if years
        else rule,
        foot=_foot(shown),
        text_summary=". ".join(words.finding(mirror) for mirror in shown),
    )


def _figure(shown: Sequence[Mirror], scene: Scene, words: MirrorWords) -> Figure:
    canvas = _canvas(scene, len(shown))
    figure = layout.base_layout(canvas)
    span = _span(shown, scene)
    data: list[Figure] = []
    for number, mirror in enumerate(shown):
        suffix = str(number + 1) if number else ""
        axes = (f"x{suffix}", f"y{suffix}")
        points = (points_of(mirror.years, 0), points_of(mirror.years, 1))
        scale = scale_of(_measured(points[0] + points[1]), _MEASURE, Unit.USD, canvas.heights[number])
        figure[f"xaxis{suffix}"] = _years_axis(axes[1], span, scene)
        figure[f"yaxis{suffix}"] = _value_axis(axes[0], canvas.domain(number), scale)
        styles = (style_of(scene.pair.first, scene.pair), style_of(scene.pair.second, scene.pair))
        figure["annotations"].append(_heading(mirror, words, styles, canvas, number))
        runs = [run for of_side in points for run in _runs(of_side)]
        panel = Panel(span, canvas.plot_width, canvas.margin_right, scale)
        gaps = [gap_box(year, panel) for year in mirror.compared]
        labels = newest_values(points, styles, panel, [*line_boxes(runs, panel), *gaps])
        figure["annotations"] += [annotation(one, axes) for one in labels]
        data += washes(mirror, axes)
        if scale.base is not None:
            data += base_traces(scale.base, {False: span}, {False: axes})
        for side, style in enumerate(styles):
            data += [_line(run, style, axes) for run in _runs(points[side])]
            data += _marks(points[side], style, axes, scene)
            figure["shapes"] += _arrows(points[side], style, axes)
    return {"data": data, "layout": figure}


def _canvas(scene: Scene, panels: int) -> Canvas:
    height, width, right = (190, 358, 56) if scene.is_phone else (250, 780, 92)
    return Canvas(width, 4, right, 34, 30, 74, (height,) * max(1, panels))


def _span(shown: Sequence[Mirror], scene: Scene) -> tuple[float, float]:
    years = [year.year for mirror in shown for year in mirror.years] or [0]
    room = max(0.6, (max(years) - min(years)) * 0.06)
    first = max(room, (max(years) - min(years)) * 0.14) if scene.is_phone else room
    return min(years) - first, max(years) + room * 0.6


def _measured(points: Iterable[Point]) -> list[FigureRow]:
    """The values as rows, for the scale: it looks at values and drawn whiskers only."""
    return [
        replace(point.reading.rows[0], value=plain_decimal(point.reading.value)) if point.reading.is_derived
        else point.reading.rows[0]
        for point in points
    ]  # fmt: skip


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """What lines join: consecutive years of one publisher's releases, or of statements."""
    series: dict[str, list[Point]] = {}
    for point in points:
        series.setdefault(point.line, []).append(point)
    return [run for of_one in series.values() for run in _unbroken(of_one) if len(run) > 1]


def _unbroken(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.year - runs[-1][-1].year == 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _line(run: Sequence[Point], style: Style, axes: tuple[str, str]) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "name": "line", "meta": {"aux": "line"}, "hoverinfo": "skip",
        "x": [point.year for point in run], "y": [point.value for point in run], "xaxis": axes[0], "yaxis": axes[1],
        "line": {"color": style.colour, "width": 2.25}, "connectgaps": False,
    }  # fmt: skip


def _marks(points: Sequence[Point], style: Style, axes: tuple[str, str], scene: Scene) -> list[Figure]:
    """One trace for each look: hollow sums, releases, plain statements, hedged ones."""
    kinds: dict[str, list[Point]] = {}
    for point in points:
        kinds.setdefault(_look(point.reading), []).append(point)
    return [_mark_trace(look, found, style, axes, scene) for look, found in kinds.items()]


def _look(reading: Reading) -> str:
    if reading.is_derived:
        return "derived"
    if reading.is_release:
        return "release"
    return "stated" if reading.is_exact else "hedged"


def _mark_trace(look: str, points: Sequence[Point], style: Style, axes: tuple[str, str], scene: Scene) -> Figure:
    paper = LIGHT["paper"]
    small = 5 if scene.is_phone else 7
    marker: Figure = {"symbol": style.symbol, "size": 11 if look == "stated" else small, "color": style.colour,
                      "line": {"color": paper, "width": 1.5 if look == "stated" else 1}}  # fmt: skip
    if look == "derived":
        marker |= {"color": paper, "line": {"color": style.colour, "width": 1.5}}
    if look == "hedged":
        marker |= {"symbol": "line-ew-open", "size": 14, "line": {"color": style.colour, "width": 3}}
    trace: Figure = {
        "type": "scatter", "mode": "markers", "name": look, "meta": {"kind": look}, "xaxis": axes[0],
        "yaxis": axes[1], "x": [point.year for point in points], "y": [point.value for point in points],
        "marker": marker, "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [_hover(point, scene) for point in points],
    }  # fmt: skip
    if look == "hedged":
        trace["error_y"] = _whiskers(points, style)
    if look != "derived":
        trace["customdata"] = [[point.reading.rows[0].figure_id] for point in points]
    return trace


def _whiskers(points: Sequence[Point], style: Style) -> Figure:
    """A side of an interval that is open to the sky gets no whisker but an arrow."""
    bounds = [(point.value, point.reading.bounds) for point in points]
    return {
        "type": "data", "symmetric": False, "thickness": 1.5, "width": 4, "color": style.colour,
        "array": [0 if one.upper is None else float(one.upper) - value for value, one in bounds],
        "arrayminus": [0 if one.lower is None else value - float(one.lower) for value, one in bounds],
    }  # fmt: skip


def _arrows(points: Sequence[Point], style: Style, axes: tuple[str, str]) -> list[Figure]:
    return [
        {
            "type": "path", "path": "M0,0L0,20M-4,15L0,20L4,15", "xref": axes[0], "yref": axes[1],
            "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": point.year, "yanchor": point.value,
            "layer": "above", "line": {"color": style.colour, "width": 1.5},
        }
        for point in points
        if point.reading.bounds.upper is None
    ]  # fmt: skip


def _hover(point: Point, scene: Scene) -> str:
    if not point.reading.is_derived:
        return hover_text(point.reading.rows[0], _MEASURE, scene)
    basis = formatting.basis_text(scene.economies, point.reading.rows[0].basis)
    lines = (f"{reading_text(point.reading)}, {point.year}", basis, _("exports + imports of one release, derived"))
    return "<br>".join(plotly_text(line) for line in lines)


def _heading(mirror: Mirror, words: MirrorWords, styles: tuple[Style, Style], canvas: Canvas, number: int) -> Figure:
    """The flow, and each side's name in its colour: there is no legend. Where they are too long, the sides alone."""
    names = [words.side(mirror.flow, side) for side in (0, 1)]
    if len("   ".join([words.flow(mirror.flow), *names])) * _LETTER > canvas.width - canvas.margin_left:
        names = [words.word(side) for side in (0, 1)]
    sides = " · ".join(
        f'<span style="color:{style.colour}"><b>{plotly_text(name)}</b></span>'
        for name, style in zip(names, styles, strict=True)
    )
    return {
        "text": f"<b>{plotly_text(words.flow(mirror.flow))}</b>   {sides}", "xref": "paper", "yref": "paper", "x": 0,
        "y": canvas.domain(number)[1], "xanchor": "left", "yanchor": "bottom", "yshift": 10, "showarrow": False,
        "borderpad": 0, "align": "left", "font": text_font(LIGHT["ink"]),
    }  # fmt: skip


def _years_axis(anchor: str, span: tuple[float, float], scene: Scene) -> Figure:
    first, last = round(span[0] + 0.5), int(span[1])
    steps = ((1, 6), (2, 12), (5, _FAR)) if scene.is_phone else ((1, 12), (5, _FAR))
    step = next(step for step, most in steps if last - first < most)
    years = [year for year in range(first, last + 1) if year % step == 0]
    return {
        "anchor": anchor, "range": list(span), "tickmode": "array", "tickvals": years, "fixedrange": True,
        "ticktext": [str(year) for year in years], "ticks": "", "tickangle": 0, "showgrid": False, "zeroline": False,
        "showline": False, "tickfont": {"color": LIGHT["ink3"]}, "ticklabeloverflow": "allow",
    }  # fmt: skip


def _value_axis(anchor: str, domain: tuple[float, float], scale: Scale) -> Figure:
    return {
        "anchor": anchor, "domain": list(domain), "range": [scale.low, scale.high], "tickmode": "array",
        "tickvals": list(scale.ticks), "ticktext": scale.tick_texts(), "ticklabelposition": "inside top",
        "tickfont": {"color": LIGHT["ink3"]}, "ticks": "", "gridcolor": LIGHT["grid"], "zeroline": False,
        "showline": False, "fixedrange": True,
    }  # fmt: skip


def _foot(shown: Sequence[Mirror]) -> tuple[str, ...]:
    found = [_("Lines join consecutive years of one publisher’s releases, or of statements; a missing year is a gap.")]
    sides = [side for mirror in shown for year in mirror.years for side in year.sides]
    if any(side.released and side.released.is_derived for side in sides):
        found.append(_("The turnover of a release is exports + imports: a derived value, drawn hollow."))
    left_out = sum(mirror.left_out for mirror in shown)
    if left_out:
        what = formatting.count_text(left_out, "figure")
        found.append(_("Not drawn: %(what)s said before the year had ended, or as a forecast.") % {"what": what})
    return tuple(found)

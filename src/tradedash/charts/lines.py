"""Lines, steps, stems and dots: what joins marks, and what must not. None of them can be pointed at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tradedash.charts.marks import Mark, MarkKind
from tradedash.charts.places import Placed
from tradedash.charts.scene import Figure
from tradedash.charts.theme import LIGHT
from tradedash.domain.economy import UNSTATED_BASIS
from tradedash.domain.indicator import IndicatorKind
from tradedash.domain.source import SourceType

_JOINED = (IndicatorKind.LEVEL, IndicatorKind.SHARE)
_STEPPED = (IndicatorKind.STOCK, IndicatorKind.COUNT)
STEMMED = (IndicatorKind.GROWTH, IndicatorKind.CHANGE, IndicatorKind.AMOUNT)
_NEVER_JOINED = (MarkKind.FORECAST, MarkKind.DEPRECATED, MarkKind.TARGET)


@dataclass(frozen=True, slots=True)
class Run:
    """Marks that one line joins, oldest first: one basis, one provenance."""

    placed: tuple[Placed, ...]
    provenance: str


def runs(placed: Sequence[Placed], kind: IndicatorKind, released: Collection[tuple[str, float]] = ()) -> list[Run]:
    """Return the lines of one panel: whole years, or dated stocks, without a year missing between them.

    Nothing joins two years of which a release's own line (basis and middle of the year in `released`) tells already.
    """
    if kind in _STEPPED:
        fit = [one for one in placed if _may_step(one.mark)]
    elif kind in _JOINED:
        fit = [one for one in placed if _may_join(one.mark) and one.mark.stand and one.mark.stand.is_year]
    else:
        return []
    series: dict[tuple[str, str], list[Placed]] = {}
    for one in sorted(fit, key=lambda one: one.x):
        series.setdefault((one.mark.row.basis, _provenance(one.mark)), []).append(one)
    return [
        Run(tuple(part), provenance)
        for (_, provenance), points in series.items()
        for part in _unbroken(points, released)
        if len(part) > 1
    ]


def was_premature(mark: Mark) -> bool:
    """Tell whether a flow was stated before its period had ended: it cannot yet speak for the whole of it."""
    row = mark.row
    return row.known_on is not None and row.period_end is not None and row.known_on < row.period_end


def line_traces(found: Iterable[Run], kind: IndicatorKind, axes: tuple[str, str]) -> list[Figure]:
    """Return the traces of the lines."""
    stepped = kind in _STEPPED
    return [
        _trace(
            "line",
            [one.x for one in run.placed],
            [one.mark.value for one in run.placed],
            axes,
            {
                "color": run.placed[0].mark.style.colour,
                "width": 1.25 if stepped else 2.25,
                "shape": "hv" if stepped else "linear",
            },
        )
        for run in found
    ]


def base_traces(
    base: float, spans: Mapping[bool, tuple[float, float]], axes: Mapping[bool, tuple[str, str]]
) -> list[Figure]:
    """Return the 1 px baseline: zero, or one for ratios. A trace, because grid lines would cover a shape."""
    look = {"color": LIGHT["ink"], "width": 1}
    return [_trace("baseline", span, (base, base), axes[in_lane], look) for in_lane, span in spans.items()]


def stem_traces(
    placed: Sequence[Placed], kind: IndicatorKind, base: float, axes: Mapping[bool, tuple[str, str]]
) -> list[Figure]:
    """Return thin lines from the baseline to each mark but bars; `axes` by whether a mark stands in the lane."""
    if kind not in STEMMED:
        return []
    groups: dict[tuple[bool, str], list[Placed]] = {}
    for one in placed:
        if not one.mark.is_span:
            groups.setdefault((one.in_lane, one.mark.style.colour), []).append(one)
    traces = []
    for (in_lane, colour), group in groups.items():
        x: list[float | None] = [at for one in group for at in (one.x, one.x, None)]
        y: list[float | None] = [at for one in group for at in (base, one.mark.value, None)]
        traces.append(_trace("stems", x, y, axes[in_lane], {"color": colour, "width": 1.25}))
    return traces


def target_traces(placed: Sequence[Placed], edge: float, axes: tuple[str, str]) -> list[Figure]:
    """Return for each target a dotted line from the day it was first stated to the right edge of the time axis."""
    first: dict[float, float] = {}
    for one in placed:
        if not one.in_lane and one.mark.kind is not MarkKind.DEPRECATED:
            first[one.mark.value] = min(one.x, first.get(one.mark.value, one.x))
    look = {"color": LIGHT["ink2"], "width": 1.5, "dash": "dot"}
    return [_trace("target", [x, edge], [value, value], axes, look) for value, x in sorted(first.items())]


def selected_trace(one: Placed, axes: tuple[str, str]) -> Figure:
    """Return the ring around the selected mark: a trace of its own, because Plotly's own selection fades the rest."""
    ring = _trace("selected", [one.x], [one.mark.value], axes, {})
    marker = {"symbol": "circle-open", "size": 18, "color": LIGHT["ink"], "line": {"width": 2}}
    return {**ring, "mode": "markers", "line": {}, "marker": marker}


def _may_join(mark: Mark) -> bool:
    """Figures without a stated basis are never joined: each may rest on other statistics than the next."""
    if mark.row.basis == UNSTATED_BASIS or not mark.headline:
        return False
    return mark.kind not in _NEVER_JOINED and not mark.is_span and not _unfinished_year(mark)


def _may_step(mark: Mark) -> bool:
    """A stock that is only bounded from one side claims no height: a step down to "over 2.5" would be no fall."""
    return _may_join(mark) and not mark.arrow and mark.stand is not None and not mark.stand.is_year


def _unfinished_year(mark: Mark) -> bool:
    return mark.stand is not None and mark.stand.is_year and was_premature(mark)


def _provenance(mark: Mark) -> str:
    """Releases of one publisher are one series; statements are another, whoever speaks."""
    row = mark.row
    return row.source_publisher if row.source_type == SourceType.RELEASE else "statements"


def _unbroken(points: Sequence[Placed], released: Collection[tuple[str, float]]) -> list[list[Placed]]:
    parts: list[list[Placed]] = []
    for one in points:
        year = _year(one)
        told = bool(parts) and _is_told(parts[-1][-1], released) and _is_told(one, released)
        if parts and year - _year(parts[-1][-1]) <= 1 and not told:
            parts[-1].append(one)
        else:
            parts.append([one])
    return parts


def _is_told(one: Placed, released: Collection[tuple[str, float]]) -> bool:
    return one.mark.stand is not None and (one.mark.row.basis, one.mark.stand.middle) in released


def _year(one: Placed) -> int:
    return int(one.mark.stand.start) if one.mark.stand else 0


def _trace(
    name: str, x: Sequence[float | None], y: Sequence[float | None], axes: tuple[str, str], line: dict[str, object]
) -> Figure:
    """An auxiliary trace: no customdata, nothing to hover."""
    return {
        "type": "scatter", "mode": "lines", "name": name, "meta": {"aux": name}, "x": list(x),
        "y": list(y), "xaxis": axes[0], "yaxis": axes[1], "line": line, "hoverinfo": "skip", "connectgaps": False,
    }  # fmt: skip

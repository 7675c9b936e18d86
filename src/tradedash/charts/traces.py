"""Mark traces: every row is exactly one point, with its figure_id as customdata."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tradedash.charts.marks import Mark, MarkKind
from tradedash.charts.places import Placed
from tradedash.charts.scene import Figure
from tradedash.charts.theme import LIGHT, Style
from tradedash.frames import FigureRow

HOLLOW_EDGE, SOLID_EDGE = 1.75, 1.5
#: Plotly gives these symbols less area for the same size.
_LARGER = {"diamond": 2.0, "triangle-up": 2.0, "cross": 1.0, "hexagon": 1.0}


@dataclass(frozen=True, slots=True)
class _Group:
    """What one trace has in common."""

    in_lane: bool
    basis: str
    kind: MarkKind
    headline: bool
    is_span: bool

    @property
    def depth(self) -> tuple[bool, bool]:
        """Bars lie below marks, competing figures below headlines."""
        return not self.is_span, self.headline


def mark_traces(
    placed: Iterable[Placed],
    axes: dict[bool, tuple[str, str]],
    basis_name: Callable[[str], str],
    hover: Callable[[FigureRow], str],
) -> list[Figure]:
    """Return the traces of one panel, lowest first; `axes` by whether a mark stands in the lane."""
    groups: dict[_Group, list[tuple[Placed, FigureRow]]] = {}
    for one in placed:
        for row in one.mark.rows:
            group = _Group(one.in_lane, row.basis, one.mark.kind, row.headline, one.mark.is_span)
            groups.setdefault(group, []).append((one, row))
    ordered = sorted(groups.items(), key=lambda item: item[0].depth)
    return [_trace(group, points, axes[group.in_lane], basis_name, hover) for group, points in ordered]


def _trace(
    group: _Group,
    points: list[tuple[Placed, FigureRow]],
    axes: tuple[str, str],
    basis_name: Callable[[str], str],
    hover: Callable[[FigureRow], str],
) -> Figure:
    first = points[0][0].mark
    trace: Figure = {
        "type": "scatter",
        "mode": "markers",
        "name": f"{basis_name(group.basis)}, {group.kind.replace('_', ' ')}",
        "meta": {"mark": group.kind.value, "basis": group.basis, "headline": group.headline, "span": group.is_span},
        "x": [one.x for one, _ in points],
        "y": [float(row.value) for _, row in points],
        "customdata": [[row.figure_id] for _, row in points],
        "hoverinfo": "text",
        "hovertext": [hover(row) for _, row in points],
        "marker": _marker(first, first.style, headline=group.headline),
        "cliponaxis": False,
        "xaxis": axes[0],
        "yaxis": axes[1],
    }
    if group.is_span:
        trace["error_x"] = _bar(points, first.style, group)
    if any(sum(one.mark.whiskers) for one, _ in points):
        trace["error_y"] = _whiskers(points, first.style, group)
    return trace


def _marker(mark: Mark, style: Style, *, headline: bool) -> Figure:
    paper, large = LIGHT["paper"], _LARGER.get(style.symbol, 0.0)
    size = 2 * mark.radius if headline or mark.kind in (MarkKind.RELEASE, MarkKind.FORECAST) else _small(mark)
    match mark.kind:
        case MarkKind.ABOUT:
            edge = {"color": style.colour, "width": HOLLOW_EDGE}
            return {"symbol": style.symbol, "size": size + large - 0.5, "color": style.tint, "line": edge, "opacity": 1}
        case MarkKind.OVER | MarkKind.NEARLY | MarkKind.RANGE:
            return _open("line-ew-open", size, style.colour, 2 if mark.is_span else 3)
        case MarkKind.TARGET:
            edge = {"color": style.colour, "width": HOLLOW_EDGE}
            return {"symbol": "circle-dot", "size": size, "color": paper, "line": edge, "opacity": 1}
        case MarkKind.DEPRECATED:
            return _open("x-thin-open", size, LIGHT["ink3"], SOLID_EDGE)
        case MarkKind.FORECAST:
            edge = {"color": style.colour, "width": 1.25}
            return {"symbol": style.symbol, "size": 6, "color": paper, "line": edge, "opacity": 1}
    edge = {"color": paper, "width": 1.0 if mark.is_span or mark.kind is MarkKind.RELEASE else SOLID_EDGE}
    return {"symbol": style.symbol, "size": size + large, "color": style.colour, "line": edge, "opacity": 1}


def _small(mark: Mark) -> float:
    """A competing row behind a headline of the same value keeps its own size and disappears behind it."""
    if mark.is_span:
        return 5.5
    return {True: 11.0, False: 8.0}[mark.is_tick]


def _open(symbol: str, size: float, colour: str, width: float) -> Figure:
    return {"symbol": symbol, "size": size, "color": colour, "line": {"color": colour, "width": width}, "opacity": 1}


def _bar(points: list[tuple[Placed, FigureRow]], style: Style, group: _Group) -> Figure:
    """The months covered, with end ticks; the mark need not be in their middle."""
    ends = [one.ends or (one.x, one.x) for one, _ in points]
    at = [one.x for one, _ in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": [end - x for (_, end), x in zip(ends, at, strict=True)],
        "arrayminus": [x - start for (start, _), x in zip(ends, at, strict=True)],
        "color": LIGHT["ink3"] if group.kind is MarkKind.DEPRECATED else style.colour,
        "thickness": 2 if group.headline else 1.25,
        "width": 4 if group.headline else 3,
    }


def _whiskers(points: list[tuple[Placed, FigureRow]], style: Style, group: _Group) -> Figure:
    both = [one.mark.whiskers_of(row) if sum(one.mark.whiskers) else (0.0, 0.0) for one, row in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": [up for up, _ in both],
        "arrayminus": [down for _, down in both],
        "color": style.colour,
        "thickness": 1.5,
        "width": 6 if group.kind is MarkKind.RANGE else 4,
    }

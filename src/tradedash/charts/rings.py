"""The numbers of contradictions: one ring for each dispute at each mark, beside it and clear of other marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradedash.charts.labels import Box
from tradedash.charts.places import Placed, extent
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Figure
from tradedash.charts.theme import FONT, LIGHT
from tradedash.i18n import gettext as _

RADIUS = 8
_TEXT_SIZE = 11
_CLEAR = 3
_APART = 34
#: What an annotation that leads to a dispute is called; the browser script looks for it.
PREFIX = "dispute:"


@dataclass(frozen=True, slots=True)
class Ring:
    """One number at one mark, as pixels right and down from it."""

    at: Placed
    number: int
    right: float
    down: float

    @property
    def box(self) -> Box:
        x, y = self.at.px + self.right, self.at.py + self.down
        return Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)


def rings(
    placed: Sequence[Placed],
    disputes: Mapping[str, int],
    scale: Scale,
    obstacles: Sequence[Box],
    edges: Mapping[bool, tuple[float, float]],
    *,
    sparing: bool,
) -> list[Ring]:
    """Return the rings of one panel, within the left and right edges of the time axis or (True) of the lane.

    One that finds no free place is left out: it would lie on a figure and take its clicks. A chart that is `sparing`
    gives each dispute one ring only.
    """
    found: list[Ring] = []
    for one in placed:
        left, right = edges[one.in_lane]
        for number in sorted({disputes[row.figure_id] for row in one.mark.rows if row.figure_id in disputes}):
            taken = [*obstacles, *(ring.box for ring in found)]
            tries = [Ring(one, number, right, down) for right, down in _spots(one, scale)]
            tries = [ring for ring in tries if ring.box.within(Box(left, -20, right, scale.pixels))] or tries
            free = next((ring for ring in tries if not any(ring.box.wider(_CLEAR).touches(box) for box in taken)), None)
            if free and not (sparing and any(ring.number == number for ring in found)):
                found.append(free)
    return found


def shapes(found: Sequence[Ring], axes: Mapping[bool, tuple[str, str]]) -> list[Figure]:
    """Return the circles, of pixel size, and a hairline to the mark where a circle stands apart from it."""
    return [line for ring in found if abs(ring.right) + abs(ring.down) > _APART for line in [_leader(ring, axes)]] + [
        {
            "type": "circle", "xref": axes[ring.at.in_lane][0], "yref": axes[ring.at.in_lane][1],
            "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": ring.at.x, "yanchor": ring.at.mark.value,
            "x0": ring.right - RADIUS, "x1": ring.right + RADIUS, "y0": -ring.down - RADIUS, "y1": -ring.down + RADIUS,
            "fillcolor": LIGHT["paper"], "line": {"color": LIGHT["ink"], "width": 1}, "layer": "above",
        }
        for ring in found
    ]  # fmt: skip


def _leader(ring: Ring, axes: Mapping[bool, tuple[str, str]]) -> Figure:
    return {
        "type": "line", "xref": axes[ring.at.in_lane][0], "yref": axes[ring.at.in_lane][1], "xsizemode": "pixel",
        "ysizemode": "pixel", "xanchor": ring.at.x, "yanchor": ring.at.mark.value, "x0": 0, "y0": 0,
        "x1": ring.right, "y1": -ring.down, "line": {"color": LIGHT["ink3"], "width": 0.75}, "layer": "below",
    }  # fmt: skip


def annotations(found: Sequence[Ring], axes: Mapping[bool, tuple[str, str]]) -> list[Figure]:
    """Return the numbers; a click on one is told to the page, which leads to the dispute."""
    return [
        {
            "name": f"{PREFIX}{ring.number}", "text": f"{ring.number}", "x": ring.at.x, "y": ring.at.mark.value,
            "xref": axes[ring.at.in_lane][0], "yref": axes[ring.at.in_lane][1], "xanchor": "center",
            "yanchor": "middle", "xshift": round(ring.right, 1), "yshift": round(-ring.down, 1), "showarrow": False,
            "borderpad": 2, "captureevents": True,
            "hovertext": _("Contradiction %(number)s: does not add up") % {"number": ring.number},
            "font": {"color": LIGHT["ink"], "size": _TEXT_SIZE, "family": FONT, "weight": 600},
        }
        for ring in found
    ]  # fmt: skip


def _spots(one: Placed, scale: Scale) -> list[tuple[float, float]]:
    """Above, then right and left, then below, then further up."""
    top, bottom = extent(one.mark, scale)
    up, down = top - one.py - RADIUS - 3, bottom - one.py + RADIUS + 3
    aside = max(one.mark.radius, 4.0) + RADIUS + 3
    if one.bar:
        aside = (one.bar[1] - one.bar[0]) / 2 + RADIUS + 4
    near = [
        (0.0, up),
        (aside, 0.0),
        (-aside, 0.0),
        (0.0, down),
        (aside, up),
        (-aside, up),
        (aside, down),
        (-aside, down),
    ]
    further = [
        (across * far, down_by * far)
        for far in (26.0, 36.0, 48.0, 60.0, 74.0)
        for across, down_by in ((0, -1), (0.7, -0.7), (-0.7, -0.7), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0, 1))
    ]
    return [*near, *further]

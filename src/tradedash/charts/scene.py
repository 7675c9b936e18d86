"""What a chart is drawn for, what it is drawn on, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tradedash.domain.economy import Economy, Pair
from tradedash.formatting import economy_name

Figure = dict[str, Any]
#: For the browser: no toolbar, and the chart follows the width of its place.
GRAPH_CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}


@dataclass(frozen=True, slots=True)
class Scene:
    """For whom and where: `compact` is the small chart of the overview, `selected` a figure_id.

    `disputes` gives figures the number of the dispute they stand in, as `/contradictions` counts them.
    `whole` draws the sums of releases also before the first stated figure.
    """

    pair: Pair
    economies: Mapping[str, Economy]
    rule: str
    width: Literal["wide", "phone"] = "wide"
    selected: str | None = None
    compact: bool = False
    disputes: Mapping[str, int] = field(default_factory=dict)
    whole: bool = False

    @property
    def is_phone(self) -> bool:
        return self.width == "phone"

    def name(self, code: str) -> str:
        """Return an economy's name, or its code where the list does not know it."""
        return economy_name(self.economies, code)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as JSON, and the words that stand around it."""

    figure: Figure
    title: str
    subtitle: str
    foot: tuple[str, ...]
    text_summary: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """Pixels. The width is the narrowest place a figure is meant for: wider ones only move labels apart."""

    width: int
    margin_left: int
    margin_right: int
    margin_top: int
    margin_bottom: int
    gap: int
    heights: tuple[int, ...]

    @property
    def plot_width(self) -> int:
        return self.width - self.margin_left - self.margin_right

    @property
    def plot_height(self) -> int:
        return sum(self.heights) + self.gap * (len(self.heights) - 1)

    @property
    def height(self) -> int:
        return self.plot_height + self.margin_top + self.margin_bottom

    def domain(self, number: int) -> tuple[float, float]:
        """Return bottom and top of a panel as shares of the plot's height; panel 0 is on top."""
        top = sum(self.heights[:number]) + self.gap * number
        return 1 - (top + self.heights[number]) / self.plot_height, 1 - top / self.plot_height


def canvas_for(scene: Scene, main_panels: int, side_panels: int, *, has_lane: bool) -> Canvas:
    """Return the pixels for so many panels: full ones per direction, low ones for other units."""
    if scene.is_phone:
        one, further, low, width, right = 318, 220, 84, 358, 8 if has_lane else 30
    else:
        one, further, low, width, right = (318 if scene.compact else 398), 260, 96, 780, 8 if has_lane else 92
    main = (one,) if main_panels == 1 else (further + 20,) * main_panels
    return Canvas(width, 4, right, 28, 34, 44, main + (low,) * side_panels)

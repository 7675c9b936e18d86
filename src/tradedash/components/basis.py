"""Whose statistics, in colour, shape and word; the three always stand together somewhere on the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from dash import html

from tradedash.charts.theme import style_of
from tradedash.components.elements import attributes
from tradedash.components.native import Circle, Path, Rect, Svg
from tradedash.domain.economy import Economy, Pair
from tradedash.domain.indicator import Indicator
from tradedash.formatting import basis_text, basis_word, economy_name, indicator_text, with_names
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _

_NONE = "b-none"
_CROSS = "M5.1,1.5h3.8v3.6h3.6v3.8h-3.6v3.6h-3.8v-3.6h-3.6v-3.8h3.6z"


@dataclass(frozen=True, slots=True)
class Bases:
    """How the bases of one pair are named and coloured: coloured as in the charts."""

    economies: Mapping[str, Economy]
    pair: Pair | None

    def css(self, code: str | None) -> str:
        """Return the class that sets the basis colour of everything inside."""
        return f"b-{style_of(code, self.pair).role}" if code and self.pair else _NONE

    def statistics(self, code: str) -> str:
        return basis_text(self.economies, code)

    def word(self, code: str) -> str:
        return basis_word(self.economies, code)

    def name(self, code: str) -> str:
        """Return the name of an economy or organisation, or its code where the list has none."""
        return economy_name(self.economies, code)

    def direction(self, ref_area: str, counterpart_area: str) -> str:
        """Return from whom to whom: "Aland → Beland"."""
        return f"{self.name(ref_area)} → {self.name(counterpart_area)}"

    @property
    def pair_name(self) -> str:
        return f"{self.name(self.pair.first)}–{self.name(self.pair.second)}" if self.pair else _("two economies")

    def label(self, indicator: Indicator, row: FigureRow | None = None) -> str:
        """Return the indicator's label with the economies' names where the code list speaks of areas."""
        pair = Pair(row.ref_area, row.counterpart_area) if row else self.pair
        label = indicator_text(indicator)
        return with_names(label, self.name(pair.first), self.name(pair.second)) if pair else label

    def tag(self, code: str, *, short: bool = False) -> html.Span:
        """Return the basis in its colour, in words."""
        text = self.word(code) if short else self.statistics(code)
        return html.Span(text, className=f"basis {self.css(code)}")

    def glyph(self, code: str) -> Svg:
        """Return the mark of a basis as the chart draws it."""
        shape = {
            "b-second": Rect(className="solid", x=2.5, y=2.5, width=9, height=9),
            "b-eec": Path(className="solid", d="M7,1L13,7L7,13L1,7Z"),
            "b-imf": Path(className="solid", d="M7,1L12.75,11L1.25,11Z"),
            "b-unstated": Path(className="solid", d=_CROSS),
            "b-other": Path(className="solid", d="M3.5,2h7l3,5l-3,5h-7l-3,-5z"),
        }.get(self.css(code), Circle(className="solid", cx=7, cy=7, r=5))
        return Svg(shape, className=self.css(code), viewBox="0 0 14 14", **attributes(aria_hidden="true"))

"""The place of a chart: two drawings of it (wide and phone) for the browser to choose from, and the words around it."""

from collections.abc import Sequence
from typing import Any, cast

from dash import dcc, html

from tradedash.charts.scene import GRAPH_CONFIG, Drawing
from tradedash.charts.theme import DARK_OF
from tradedash.components.elements import Child, attributes
from tradedash.i18n import N_
from tradedash.i18n import gettext as _

GRAPH, FIGURES, SELECTED, SCREEN, WANTED = "graph", "figures", "selected", "screen", "wanted"
BELOW = "below-the-marks"
WITHOUT_SCRIPT = N_(
    "Without JavaScript marks cannot be selected: the figures, with their words and sources, stand below."
)
#: Pixels across of the place on a desk: beside the words, and beside the other half of the overview; on a phone.
ACROSS, HALF_ACROSS, PHONE_ACROSS = 820, 780, 358
#: What stands in the place before the browser has chosen: nothing that could flash.
_BLANK: dict[str, Any] = {
    "data": [],
    "layout": {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    },
}


def chart(
    code: str, wide: Drawing, phone: Drawing, *, label: str, selected: str | None = None, across: int = ACROSS
) -> html.Div:
    """Return the chart of an indicator with everything the scripts need; one per page.

    `across` is how many pixels wide its place is on a desk: the picture of it in the first answer fits there.
    """
    sent = {"wide": wide.figure, "phone": phone.figure, "dark": DARK_OF, "across": across}
    graph = dcc.Graph(id=GRAPH, figure=_BLANK, config=cast(Any, GRAPH_CONFIG), responsive=True)
    heights = {"--wide": f"{_height(wide)}px", "--phone": f"{_height(phone)}px"}
    parts: list[Child] = [
        dcc.Store(id=FIGURES, data=sent),
        dcc.Store(id=SELECTED, data=selected),
        html.P(f"{label} {wide.text_summary}", className="unseen"),
        html.A(_("Skip the marks"), href=f"#{BELOW}", className="skip"),
        html.Noscript(html.P(_(WITHOUT_SCRIPT), className="notice")),
        html.Div(graph, className="plot", style=heights),
        html.Div(id=BELOW, tabIndex="-1"),
    ]
    return html.Div(parts, role="group", **attributes(data_chart=code, aria_label=label))


def foot(sentences: Sequence[str]) -> html.Div:
    """Return the sentences below a chart: sources, and what is not drawn and why."""
    return html.Div([html.P(sentence) for sentence in sentences], className="foot")


def _height(drawing: Drawing) -> int:
    return int(drawing.figure["layout"].get("height", 0)) or 420

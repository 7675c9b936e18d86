"""Two small charts of a series, as readers see it and as they would: the real drawing, painted by the browser."""

import json
from dataclasses import replace

from dash import html

from tradedash.charts.draw import Scene, draw
from tradedash.charts.theme import DARK_OF
from tradedash.components.elements import attributes
from tradedash.domain.economy import Pair
from tradedash.frames import FigureRow
from tradedash.pages.desk.told import bases_of
from tradedash.queries.codelists import CodeLists
from tradedash.queries.prospect import Prospect
from tradedash.reasoning.headline import Rule

#: The painter of the public charts, and what calls it without Dash.
SCRIPTS = '<script src="/assets/paint.js" defer></script><script src="/assets/picture.js" defer></script>'


def before_and_after(change: Prospect, lists: CodeLists) -> html.Div:
    """Return both pictures; without script there is the table above them, which says the same."""
    old = change.replaced.figure_id if change.replaced else None
    return html.Div(
        [
            _picture("Now", change.before, old, change.candidate, lists),
            _picture("After", change.after, change.candidate.figure_id, change.candidate, lists),
        ],
        className="pictures only-with-script",
    )


def _picture(title: str, rows: list[FigureRow], chosen: str | None, of: FigureRow, lists: CodeLists) -> html.Div:
    pair = lists.canonical(Pair(of.ref_area, of.counterpart_area))
    scene = Scene(pair, lists.economies, Rule.PREFERRED.value, width="phone", compact=True, selected=chosen)
    drawing = draw(rows, lists.indicators[of.indicator], replace(scene, selected=None))
    sent = {"wide": drawing.figure, "phone": drawing.figure, "dark": DARK_OF, "selected": chosen}
    height = int(drawing.figure["layout"].get("height", 0)) or 380
    name = bases_of(of, lists).label(lists.indicators[of.indicator], of)
    about = attributes(data_picture=json.dumps(sent, ensure_ascii=False), aria_label=f"{title}: {drawing.text_summary}")
    canvas = html.Div(role="img", style={"height": f"{height}px"}, **about)
    return html.Div([html.H3(f"{title}: {name}"), html.P(drawing.title, className="meta"), canvas], className="picture")

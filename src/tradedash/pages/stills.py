"""Pictures of a page's chart for its first answer: a wide and a narrow one, of which the style sheet shows one."""

import json
from functools import lru_cache
from typing import Any

from dash import dcc

from tradedash.charts.theme import with_tokens
from tradedash.components.chart import FIGURES, GRAPH, PHONE_ACROSS
from tradedash.components.elements import walk
from tradedash.exports.still import NotDrawn, svg

#: Pictures that a process keeps, some 20 kB each: most charts stay as they are when something is entered.
_KEPT = 400


def stills(tree: object) -> tuple[dict[str, str], bool]:
    """Return what stands in the place of the chart, by the id of its graph, and whether a later try may give more.

    Nothing where the page has no chart, or a chart that is no picture.
    """
    sent = _sent(tree)
    if sent is None:
        return {}, False
    try:
        wide = _drawn(json.dumps(sent["wide"]), sent["across"])
        phone = _drawn(json.dumps(sent["phone"]), PHONE_ACROSS)
    except NotDrawn as error:
        return {}, error.again
    pictures = f'<div class="on-desk">{wide}</div><div class="on-phone">{phone}</div>'
    return {GRAPH: f'<div class="meanwhile" aria-hidden="true">{pictures}</div>'}, False


def has_chart(tree: object) -> bool:
    """Tell whether a page has a chart."""
    return _sent(tree) is not None


def _sent(tree: object) -> dict[str, Any] | None:
    stores: list[Any] = [found for found in walk(tree) if isinstance(found, dcc.Store)]
    return next((store.data for store in stores if store.id == FIGURES), None)


@lru_cache(maxsize=_KEPT)
def _drawn(figure: str, across: int) -> str:
    read = json.loads(figure)
    return with_tokens(svg(read, across, read["layout"]["height"]))

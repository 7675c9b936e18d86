"""Pictures of a page's chart for its first answer: a wide and a narrow one, of which the style sheet shows one."""

import json
import re
from functools import lru_cache
from typing import Any

from dash import dcc

from tradedash.charts.theme import FAINT, LIGHT, ROLES, TINT
from tradedash.components.chart import FIGURES, GRAPH, PHONE_ACROSS
from tradedash.components.elements import walk
from tradedash.exports.still import NotDrawn, svg

#: Pictures that a process keeps, some 20 kB each: most charts stay as they are when something is entered.
_KEPT = 400


def stills(tree: object) -> tuple[dict[str, str], bool]:
    """Return what stands in the place of the chart, by the id of its graph, and whether a later try may give more.

    Nothing where the page has no chart, or a chart that is no picture.
    """
    stores: list[Any] = [found for found in walk(tree) if isinstance(found, dcc.Store)]
    sent = next((store.data for store in stores if store.id == FIGURES), None)
    if sent is None:
        return {}, False
    try:
        wide = _drawn(json.dumps(sent["wide"]), sent["across"])
        phone = _drawn(json.dumps(sent["phone"]), PHONE_ACROSS)
    except NotDrawn as error:
        return {}, error.again
    pictures = f'<div class="on-desk">{wide}</div><div class="on-phone">{phone}</div>'
    return {GRAPH: f'<div class="meanwhile" aria-hidden="true">{pictures}</div>'}, False


@lru_cache(maxsize=_KEPT)
def _drawn(figure: str, across: int) -> str:
    read = json.loads(figure)
    return _by_token(svg(read, across, read["layout"]["height"]))


def _by_token(picture: str) -> str:
    """Return a drawing in the light colours with the names of the page's colours instead: it follows the theme."""
    return re.sub("#[0-9a-f]{6}(?![0-9a-f])", lambda found: _TOKENS.get(found[0], found[0]), picture)


def _mixed(role: str, share: float) -> str:
    return f"color-mix(in srgb,var(--{role}) {share:.0%},var(--paper))"


_SHARES = {"tint": TINT, "faint": FAINT}
_TOKENS = {colour: f"var(--{name})" for name, colour in LIGHT.items()} | {
    LIGHT[f"{role}-{name}"]: _mixed(role, share) for role in ROLES for name, share in _SHARES.items()
}

"""The choice between light and dark for readers without script: two links to the same page."""

from urllib.parse import parse_qsl, urlencode

from dash import html

from tradedash.components.carried import LOOKS
from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.i18n import N_
from tradedash.i18n import gettext as _

_LONGEST = 2_000
_LABELS = {"light": N_("Light"), "dark": N_("Dark")}


def theme_links(search: str) -> html.Span:
    """Return the links; the rest of the query string stays as it is, one that is far too long is left out."""
    given = parse_qsl(search.removeprefix("?")) if len(search) <= _LONGEST else []
    kept = [item for item in given if item[0] != "theme"]
    links: list[Child] = []
    for name in LOOKS["theme"]:
        links += [" " if links else "", inside(_(_LABELS[name]), f"?{urlencode([*kept, ('theme', name)])}")]
    return html.Span([_("Theme"), ": ", *links], className="only-without-script")

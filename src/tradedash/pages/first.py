"""The first answer of every public page: drawn from the same layout function as the live page."""

from collections.abc import Iterator
from urllib.parse import quote

from dash.development.base_component import Component
from flask import after_this_request, request
from plotly.io.json import to_json_plotly
from werkzeug.wrappers import Response

from tradedash.components.elements import Child, walk
from tradedash.components.links import with_query
from tradedash.i18n import LANGUAGES, language
from tradedash.pages.frame import drawn, shell
from tradedash.pages.router import Router, parameters
from tradedash.pages.stills import stills
from tradedash.queries.revision import whole
from tradedash.queries.verdicts import times_missed
from tradedash.web.answers import note_seen
from tradedash.web.first import FirstPage
from tradedash.web.html import render
from tradedash.web.prefix import put_on_all
from tradedash.web.site import Site

#: What a browser leaves as it is in the path of an address.
_PLAIN = "/:@!$&'()*+,;=~-._"
_LONGEST_DESCRIPTION = 300


def first_page(router: Router, site: Site) -> FirstPage:
    """Return the page that the current request asks for.

    Whoever keeps answers may keep it unless it says that findings are still to come: those come without a change of
    the store.
    """
    path = quote(request.path, safe=_PLAIN)
    query = request.query_string.decode("ascii", "replace")
    search = f"?{query}" if query else ""
    missed = times_missed()
    with site.store.read() as conn:
        note_seen(whole(conn))
        children, title = drawn(router, conn, path, search)
    pictures, may_come = stills(children)
    if may_come or times_missed() != missed:
        after_this_request(_not_kept)
    asked = parameters(search)
    pair, theme, chosen = (asked.get(name, [""])[0] for name in ("pair", "theme", "lang"))
    same = [("pair", pair), ("lang", chosen if chosen in LANGUAGES else "")]
    page = f"{site.base_url}{with_query(path, ('pair', pair))}"
    joint = "&" if pair else "?"
    return FirstPage(
        title,
        _description(children) or title,
        f"{site.base_url}{with_query(path, *same)}",
        render(children, pictures),
        str(to_json_plotly(shell(put_on_all(children), title))),
        theme,
        language(),
        {**{code: f"{page}{joint}lang={code}" for code in LANGUAGES}, "x-default": page},
    )


def _not_kept(response: Response) -> Response:
    response.cache_control.no_store = True
    return response


def _description(children: list[Child]) -> str:
    """Return the first words of a page: those under its title."""
    lede = next((found for found in walk(children) if "lede" in str(getattr(found, "className", "")).split()), None)
    words = " ".join("".join(_texts(lede)).split())
    return words if len(words) <= _LONGEST_DESCRIPTION else f"{words[: _LONGEST_DESCRIPTION - 1]}…"


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, (str, int, float)):
        yield str(tree)
    elif isinstance(tree, Component):
        yield from _texts(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _texts(one)

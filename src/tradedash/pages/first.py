"""The first answer of every public page: drawn from the same layout function as the live page."""

import json
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from dash.development.base_component import Component
from flask import after_this_request, request
from plotly.io.json import to_json_plotly
from werkzeug.wrappers import Response

from tradedash.components.elements import Child, walk
from tradedash.components.links import with_query
from tradedash.i18n import LANGUAGES, language
from tradedash.pages.frame import Drawn, drawn, shell
from tradedash.pages.router import Router, parameters
from tradedash.pages.stills import has_chart, stills
from tradedash.queries.revision import whole
from tradedash.queries.verdicts import times_missed
from tradedash.web.answers import note_seen
from tradedash.web.first import FirstPage, Head
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
        page = drawn(router, conn, path, search)
    pictures, may_come = stills(page.children)
    after_this_request(_not_kept if may_come or times_missed() != missed else _may_be_asked_again)
    about = _head(page, site.base_url, path, search)
    html = render(page.children, pictures)
    layout = str(to_json_plotly(shell(put_on_all(page.children), page.title)))
    theme = parameters(search).get("theme", [""])[0]
    return FirstPage(about, html, layout, theme, has_chart=has_chart(page.children))


def _head(page: Drawn, base_url: str, path: str, search: str) -> Head:
    asked = parameters(search)
    pair, lang = ((name, asked.get(name, [""])[0]) for name in ("pair", "lang"))
    spoken = {code: f"{base_url}{with_query(path, pair, ('lang', code))}" for code in LANGUAGES}
    spoken["x-default"] = f"{base_url}{with_query(path, pair)}"
    return Head(
        page.title,
        _shortened(page.about.description) or _description(page.children) or page.title,
        f"{base_url}{with_query(path, pair, lang if lang[1] in LANGUAGES else ('lang', ''))}",
        f"{base_url}{page.about.image}" if page.about.image else "",
        json.dumps(page.about.data, ensure_ascii=False) if page.about.data else "",
        language(),
        spoken,
    )


def _not_kept(response: Response) -> Response:
    response.cache_control.no_store = True
    return response


def _may_be_asked_again(response: Response) -> Response:
    """Let a browser keep the page and ask whether it is still so: where it is, nothing is sent."""
    response.cache_control.public = True
    response.cache_control.max_age = 0
    response.cache_control.must_revalidate = True
    response.set_etag(sha256(response.get_data()).hexdigest()[:32], weak=True)
    return response


def _description(children: list[Child]) -> str:
    """Return the first words of a page: those under its title."""
    lede = next((found for found in walk(children) if "lede" in str(getattr(found, "className", "")).split()), None)
    return _shortened("".join(_texts(lede)))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_DESCRIPTION else f"{words[: _LONGEST_DESCRIPTION - 1]}…"


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, (str, int, float)):
        yield str(tree)
    elif isinstance(tree, Component):
        yield from _texts(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _texts(one)

"""`/embed/<indicator>`: a chart for other people's pages. It works without script, sets no cookie and may be framed."""

from html import escape

import flask
from flask import Flask, Response

from tradedash.charts.scene import Drawing
from tradedash.charts.theme import with_tokens
from tradedash.domain.errors import NotFound
from tradedash.exports import still
from tradedash.exports.still import NotDrawn
from tradedash.i18n import gettext as _
from tradedash.i18n import language
from tradedash.pages.beside import unrated_sentence
from tradedash.pages.chart import drawings_of, subject_of
from tradedash.pages.pictures import sources
from tradedash.pages.router import Request, parameters
from tradedash.queries.cited import chart_url
from tradedash.web.frame import THEMES
from tradedash.web.fresh import fresh
from tradedash.web.headers import FRAMED
from tradedash.web.prefix import put_on_files
from tradedash.web.site import Site

WIDE, PHONE = 780, 358
_PAGE = """\
<!doctype html>
<html lang="{language}"{theme}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<meta name="robots" content="noindex"><link rel="canonical" href="{address}">
<link rel="icon" href="/assets/favicon.svg"><link rel="stylesheet" href="/assets/style.css"></head>
<body class="embed"><main>{main}</main></body></html>
"""


def register(server: Flask, site: Site) -> None:
    """Add the page to the server: it stands beside Dash, which would bring its scripts."""

    def embed(indicator: str) -> Response:
        return fresh(site, lambda conn: _answer(Request(f"/charts/{indicator}", indicator, _asked(), conn, site)))

    server.add_url_rule("/embed/<indicator>", FRAMED, embed)


def _asked() -> dict[str, list[str]]:
    return parameters(flask.request.query_string.decode("ascii", "replace"))


def _answer(request: Request) -> Response:
    try:
        subject = subject_of(request)
        wide, phone = drawings_of(subject)
    except NotFound as error:
        return Response(_page(request, "tradedash", f"<p>{escape(str(error))}</p>", request.site.base_url), 404)
    address = chart_url(subject.asked.selection, request.site.base_url)
    foot = [*subject.asked.problems, *wide.foot, unrated_sentence(subject.beside), sources(subject.rows)]
    words = _("Every figure with its words and source on tradedash")
    parts = [
        f'<h1><a class="plain" {_opens(address)}>{escape(wide.title)}</a></h1>',
        f'<p class="sub">{escape(wide.subtitle)}</p>',
        f'<figure data-chart="{escape(subject.indicator.code)}" role="img" aria-label="{escape(wide.text_summary)}">',
        _still(wide, WIDE, "wide"), _still(phone, PHONE, "phone"), "</figure>",
        f'<div class="foot">{"".join(f"<p>{escape(one)}</p>" for one in foot if one)}</div>',
        f'<p class="meta"><a {_opens(address)}>{escape(words)}</a></p>',
    ]  # fmt: skip
    return Response(_page(request, wide.title, "".join(parts), address))


def _still(drawing: Drawing, width: int, name: str) -> str:
    """The drawing at one width; the stylesheet shows the one that fits, in the theme of the reader."""
    try:
        picture = still.svg(drawing.figure, width, int(drawing.figure["layout"]["height"]))
    except NotDrawn as error:
        return f'<p class="held {name}">{escape(str(error))}</p>'
    return f'<div class="held {name}">{with_tokens(picture)}</div>'


def _opens(address: str) -> str:
    """A link leaves the frame: the page it stands in is somebody else's."""
    return f'href="{escape(address)}" target="_blank" rel="noopener"'


def _page(request: Request, title: str, main: str, address: str) -> str:
    theme = request.one("theme")
    chosen = f' data-theme="{theme}"' if theme in THEMES else ""
    return put_on_files(_PAGE).format(
        language=language(), theme=chosen, title=escape(title), address=escape(address), main=main
    )

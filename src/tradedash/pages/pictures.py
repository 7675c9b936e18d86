"""A chart as a picture: what the page shows, without its controls."""

from collections import Counter
from collections.abc import Callable, Sequence

import flask
from sqlalchemy import Connection

from tradedash.charts.theme import DARK, LIGHT, in_dark
from tradedash.exports.sheet import Sheet
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages.beside import unrated_sentence
from tradedash.pages.chart import drawings_of, subject_of
from tradedash.pages.router import Request, parameters
from tradedash.queries.cited import chart_url
from tradedash.web.site import Site

#: There may be hundreds, and the address leads to all.
MOST_NAMED = 12


def sheets(site: Site) -> Callable[[Connection, str], Sheet]:
    """Return what draws the chart that the current request asks for, by the code of its indicator."""

    def sheet_of(conn: Connection, code: str) -> Sheet:
        asked = parameters(flask.request.query_string.decode("ascii", "replace"))
        return sheet(Request(f"/charts/{code}", code, asked, conn, site))

    return sheet_of


def sheet(request: Request) -> Sheet:
    """Return the picture of the chart that a request asks for, in its theme. Raises: NotFound."""
    subject = subject_of(request)
    wide = drawings_of(subject)[0]
    dark = request.one("theme") == "dark"
    unrated = unrated_sentence(subject.beside)
    return Sheet(
        figure=in_dark(wide.figure) if dark else wide.figure,
        height=int(wide.figure["layout"]["height"]),
        title=wide.title,
        subtitle=wide.subtitle,
        foot=[*wide.foot, *([unrated] if unrated else [])],
        sources=sources(subject.rows),
        address=chart_url(subject.asked.selection, request.site.base_url),
        summary=wide.text_summary,
        colours=DARK if dark else LIGHT,
    )


def sources(rows: Sequence[FigureRow]) -> str:
    """Return who printed these figures as a sentence, the most often named first; empty without figures."""
    counted = Counter(row.source_publisher for row in rows)
    names = sorted(counted, key=lambda name: (-counted[name], name.casefold()))
    named = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return _("Sources: %(names)s.") % {"names": named} if names else ""
    return _("Sources: %(names)s and %(number)s more, all at the address below.") % {
        "names": named,
        "number": len(names) - MOST_NAMED,
    }

"""What stands below every page: how much there is, as of when, and how numbers are treated."""

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.formatting import count_text, day_text, number_text
from tradedash.i18n import gettext as _
from tradedash.queries.overview import Counts


def footer(counts: Counts, *more: Child) -> html.Footer:
    """Return the closing line of a page."""
    stock = [(counts.figures, "figure"), (counts.sources, "source"), (counts.languages, "language")]
    parts: list[Child] = [
        html.Span(", ".join(count_text(number, noun) for number, noun in stock)),
        inside(_("How numbers are treated"), "/method"),
        inside(_("Downloads and API"), "/data"),
    ]
    if counts.recorded_at:
        newest = _("Revision %(revision)s, newest entry %(day)s, %(time)s UTC") % {
            "revision": number_text(str(counts.revision)),
            "day": day_text(counts.recorded_at.date()),
            "time": f"{counts.recorded_at:%H:%M}",
        }
        parts.insert(0, html.Span(newest))
    return html.Footer(html.Div([*parts, *more], className="colophon"), className="wrap")

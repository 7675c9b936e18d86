"""What stands below every page: how much there is, as of when, and how numbers are treated."""

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.formatting import count_text, day_text
from tradedash.queries.overview import Counts


def footer(counts: Counts, *more: Child) -> html.Footer:
    """Return the closing line of a page."""
    stock = [(counts.figures, "figure"), (counts.sources, "source"), (counts.languages, "language")]
    parts: list[Child] = [
        html.Span(", ".join(count_text(number, noun) for number, noun in stock)),
        inside("How numbers are treated", "/method"),
        inside("Downloads and API", "/data"),
    ]
    if counts.recorded_at:
        day, time = day_text(counts.recorded_at.date()), f"{counts.recorded_at:%H:%M} UTC"
        parts.insert(0, html.Span(f"Revision {counts.revision:,}, newest entry {day}, {time}"))
    return html.Footer(html.Div([*parts, *more], className="colophon"), className="wrap")

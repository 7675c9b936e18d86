"""Links: inside the site, and out to a source that somebody typed."""

from typing import Any
from urllib.parse import quote, urlencode

from dash import html

from tradedash.components.elements import Content, attributes
from tradedash.domain.errors import BadValue
from tradedash.domain.source import checked_url

#: The form that every page has for buttons which open a figure or close it: without script they send it.
OPEN = "open"


def inside(children: Content, path: str, **attrs: Any) -> html.A:
    """Return a link to a page of this site; the script opens it without a reload, without script it just works."""
    return html.A(children, href=path, **{"data-go": "", **attrs})


def outside(children: Content, url: str, **attrs: Any) -> html.A | html.Span:
    """Return a link to somebody else's site, or the plain words if the address is not a safe http(s) one."""
    try:
        address = checked_url(url)
    except BadValue:
        return html.Span(children, **attrs)
    return html.A(children, href=address, target="_blank", rel="noopener noreferrer", **attrs)


def short_address(url: str, most: int = 60) -> str:
    """Return an address as words for a link: no scheme, not longer than a line."""
    words = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return words if len(words) <= most else f"{words[:most]}…"


def with_query(path: str, *parameters: tuple[str, str]) -> str:
    """Return the path with the parameters that have a value."""
    query = urlencode([(name, value) for name, value in parameters if value])
    return f"{path}?{query}" if query else path


def speaker_page(name: str) -> str:
    """Return the address of what somebody has said."""
    return f"/speakers/{quote(name, safe='')}"


def outlet_page(name: str) -> str:
    """Return the address of what an outlet has printed."""
    return f"/outlets/{quote(name, safe='')}"


def statement_page(statement_id: str) -> str:
    """Return the address of one statement with all its prints."""
    return f"/statements/{quote(statement_id, safe='')}"


def opener(text: str, figure_id: str, label: str) -> html.Button:
    """Return the button that opens a figure beside the chart; without script it leads to the figure's page."""
    to = f"/figures/{quote(figure_id, safe='')}"
    return html.Button(text, type="submit", form=OPEN, formAction=to, className="open", **attributes(aria_label=label))

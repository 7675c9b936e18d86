"""The view that a reader has chosen goes along: links to other figures keep its pair, its clocks and its rule."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dash import html
from dash.development.base_component import Component

#: What means the same on every page that shows figures. A basis or a span of years is of one chart and stays there.
NAMES = ("pair", "rule", "as_of", "recorded_as_of", "derived", "currency")
#: The pages that show figures: these, and all below them.
_PLACES = (
    "charts", "figures", "mirror", "contradictions", "sources", "statements", "speakers", "outlets", "search", "",
)  # fmt: skip
T = TypeVar("T")
Query = Sequence[tuple[str, str]]


def carry(tree: T, query: Query, own: str | None = None) -> T:
    """Add to every inner link what it does not name itself, and return the tree.

    Links to `own`, the page itself, are left alone: they exist to change the view, as “Show today’s” does.
    """
    kept = [(name, value) for name, value in query if name in NAMES and value]
    for link in _links(tree) if kept else ():
        link.href = carried(link.href, kept, own)
    return tree


def carried(address: str, query: Query, own: str | None = None) -> str:
    """Return an address of this site with the parameters it does not name itself, if it leads to figures."""
    parts = urlsplit(address)
    if not parts.path or parts.path == own or parts.path[1:].split("/")[0] not in _PLACES:
        return address
    given = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _ in given}
    whole = urlencode([*given, *(item for item in query if item[0] not in named)])
    return urlunsplit(parts._replace(query=whole))


def _links(tree: object) -> Iterator[Any]:
    if isinstance(tree, Component):
        if isinstance(tree, html.A) and hasattr(tree, "data-go"):
            yield tree
        yield from _links(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _links(one)

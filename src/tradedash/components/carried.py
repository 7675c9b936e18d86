"""The view that a reader has chosen goes along: links to other figures keep its pair, its clocks and its rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dash import html
from dash.development.base_component import Component

from tradedash.components.native import Input
from tradedash.i18n import LANGUAGES

#: What means the same on every page that shows figures. A basis or a span of years is of one chart and stays there.
NAMES = ("pair", "rule", "as_of", "recorded_as_of", "policy", "derived", "currency")
#: How a reader wants to see every page, as far as the address says so, with the values there are.
LOOKS = {"theme": ("light", "dark"), "lang": tuple(LANGUAGES)}
#: The pages that show figures: these, and all below them.
_PLACES = (
    "charts", "figures", "mirror", "contradictions", "sources", "statements", "speakers", "outlets", "search",
    "compare", "balance", "targets", "coverage", "",
)  # fmt: skip
T = TypeVar("T")
Query = Sequence[tuple[str, str]]


def carry(tree: T, query: Query, own: str | None = None) -> T:
    """Add to every inner link what it does not name itself, and return the tree.

    Links to `own`, the page itself, keep the looks alone: they exist to change the view, as “Show today’s” does.
    Forms that make an address keep the looks too.
    """
    kept = [(name, value) for name, value in query if (name in NAMES or name in LOOKS) and value]
    seen = [item for item in kept if item[0] in LOOKS]
    for link in _links(tree) if kept else ():
        link.href = carried(link.href, kept, own)
    for form in _forms(tree) if seen else ():
        form.children = [*form.children, *(Input(type="hidden", name=name, value=value) for name, value in seen)]
    return tree


def looks(args: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return the looks that an address asks for, those that are none left out."""
    first = {name: next(iter(args.get(name, ())), "") for name in LOOKS}
    return [(name, value) for name, value in first.items() if value in LOOKS[name]]


def carried(address: str, query: Query, own: str | None = None) -> str:
    """Return an address of this site with the parameters it does not name itself, if it leads to figures."""
    parts = urlsplit(address)
    if not parts.path:
        return address
    if parts.path == own or parts.path[1:].split("/")[0] not in _PLACES:
        query = [item for item in query if item[0] in LOOKS]
        if not query:
            return address
    given = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _ in given}
    whole = urlencode([*given, *(item for item in query if item[0] not in named)])
    return urlunsplit(parts._replace(query=whole))


def _links(tree: object) -> Iterator[Any]:
    return (one for one in _components(tree) if isinstance(one, html.A) and hasattr(one, "data-go"))


def _forms(tree: object) -> Iterator[Any]:
    return (one for one in _components(tree) if isinstance(one, html.Form) and getattr(one, "method", "") == "get")


def _components(tree: object) -> Iterator[Component]:
    if isinstance(tree, Component):
        yield tree
        yield from _components(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _components(one)

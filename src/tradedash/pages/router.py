"""Addresses and their pages. State lives in the address, so one answer draws every page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy import Connection
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tradedash.components.carried import NAMES, Query, carry, looks
from tradedash.components.elements import Child
from tradedash.components.sections import head, nothing
from tradedash.domain.errors import NotFound
from tradedash.i18n import gettext as _
from tradedash.pages.asked import ask
from tradedash.queries.codelists import code_lists
from tradedash.web.site import Site

MOST_PARAMETERS, LONGEST_SEARCH = 100, 8_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a page is drawn from: its path with the part that names something, the query string, and the store."""

    path: str
    name: str
    args: Mapping[str, Sequence[str]]
    conn: Connection
    site: Site

    def one(self, parameter: str) -> str | None:
        """Return the first value of a parameter, None if it is empty or missing."""
        values = self.args.get(parameter, ())
        return values[0] if values and values[0] else None


@dataclass(frozen=True, slots=True)
class About:
    """What the head says of a page: a description (else its first words), the path of a picture, schema.org's JSON."""

    description: str = ""
    image: str = ""
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows in `main`, and its title for the browser's tab.

    `carries` is what its links take along; None: what the address asks for.
    """

    title: str
    children: Sequence[Child]
    status: int = 200
    carries: Query | None = None
    about: About = About()


Layout = Callable[[Request], View]
#: Raises NotFound unless the store has what an address names.
Lookup = Callable[[Connection, str], object]


@dataclass(frozen=True, slots=True)
class Page:
    """One rule of the address, as werkzeug writes it, and the function that draws it. `<name>` is the only variable."""

    rule: str
    layout: Layout
    lookup: Lookup | None = None


class Router:
    """All public pages by their address."""

    def __init__(self, site: Site, pages: Sequence[Page]) -> None:
        self._site = site
        self._pages = {page.rule: page for page in pages}
        rules = [Rule(page.rule, endpoint=page.rule, strict_slashes=False) for page in pages]
        self._map = Map(rules, redirect_defaults=False, merge_slashes=False).bind("page")

    def is_page(self, path: str) -> bool:
        """Tell whether an address is one of ours. Raises: NotFound if it names what the store does not have."""
        found = self._match(path)
        if found is None:
            return False
        rule, name = found
        if lookup := self._pages[rule].lookup:
            with self._site.store.read() as conn:
                lookup(conn, name)
        return True

    def view(self, path: str, search: str, conn: Connection) -> View:
        """Draw the page at an address; what does not exist becomes a page that says so."""
        found = self._match(path)
        if found is None:
            return missing(_("There is no page at this address."))
        rule, name = found
        try:
            request = Request(path, name, parameters(search), conn, self._site)
            return _carrying(self._pages[rule].layout(request), request)
        except NotFound as error:
            return missing(_(str(error)))

    def _match(self, path: str) -> tuple[str, str] | None:
        if not path.startswith("/") or path.startswith("//"):
            return None
        try:
            rule, variables = self._map.match(path)
        except HTTPException:
            return None
        return str(rule), str(variables.get("name", ""))


def parameters(search: str) -> dict[str, list[str]]:
    """Read a query string; one that is far too long is read as none."""
    text = search.removeprefix("?")
    if len(text) > LONGEST_SEARCH:
        return {}
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return {}


def _carrying(view: View, request: Request) -> View:
    """Let the links of a view take along what the address asks for, unless the view knows better."""
    taken = view.carries
    if taken is None:
        named = any(name in request.args for name in NAMES)
        taken = [] if not named else ask(request.args, code_lists(request.conn)).carried
    taken = [*taken, *looks(request.args)]
    return replace(view, children=carry(view.children, taken, request.path.rstrip("/") or "/"), carries=taken)


def missing(sentence: str) -> View:
    """Return the page for an address that leads nowhere."""
    ways = nothing(sentence, (_("Overview"), "/"), (_("All charts"), "/charts"))
    return View(_("Not found"), [head(_("Nothing is here")), ways], 404)

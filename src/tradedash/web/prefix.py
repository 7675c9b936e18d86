"""A site that stands below a path of its host, as its public address says (`https://example.org/trade`).

Inside, every address is one of the site (`/charts`). The path before it is taken off where a request comes in and put
on where an address leaves: in redirects, cookies, HTML and the layouts of live pages. No page needs to know of it.
"""

import re
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from dash.development.base_component import Component
from flask import Flask, has_request_context, request
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Attributes that hold an address in HTML, and those that hold one for our scripts.
IN_HTML = frozenset({"href", "src", "action", "formaction", "poster", "cite"})
ADDRESSES = IN_HTML | {"data-path", "data-look", "formAction"}
_COOKIE_PATH = re.compile(r"(; Path=)/([^;]*)", re.IGNORECASE)
_OWN_FILE = re.compile(r'((?:src|href)=")(?=/assets/)')
Tree = TypeVar("Tree")


def prefix() -> str:
    """Return the path before every address of this request's site: `/trade`, or nothing."""
    return request.script_root if has_request_context() else ""


def put_on(address: str) -> str:
    """Return an address as a browser must ask for it; only paths of this site change."""
    return f"{prefix()}{address}" if address.startswith("/") and not address.startswith("//") else address


def take_off(path: str) -> str:
    """Return a path of the browser's address bar as one of the site."""
    before = prefix()
    if path == before:
        return "/"
    return path.removeprefix(before) if path.startswith(f"{before}/") else path


def put_on_all(tree: Tree) -> Tree:
    """Return components whose addresses are those that a browser must ask for; what was given stays as it is."""
    return _moved(tree) if prefix() else tree


def put_on_files(text: str, before: str | None = None) -> str:
    """Return HTML of our own in which the files of `/assets/` are found; `before` is the prefix outside a request."""
    return _OWN_FILE.sub(rf"\g<1>{prefix() if before is None else before}", text)


def _moved(tree: Any) -> Any:
    if isinstance(tree, (list, tuple)):
        return type(tree)(_moved(one) for one in tree)
    if not isinstance(tree, Component):
        return tree
    moved = copy(tree)
    for name in ADDRESSES:
        address = getattr(moved, name, None)
        if isinstance(address, str):
            setattr(moved, name, put_on(address))
    if (children := getattr(moved, "children", None)) is not None:
        moved.children = _moved(children)
    return moved


class Server(Flask):
    """Flask, whose redirects to a path of the site lead there from outside."""

    def redirect(self, location: str, code: int = 302) -> Response:
        """Return a redirect; `flask.redirect` comes here."""
        return super().redirect(put_on(location), code)


class Mounted:
    """The WSGI application in front of all others of a site below `prefix`.

    The proxy hands the path on as it came. One that takes the prefix off is served too, unless the site has a page
    of the prefix's name.
    """

    def __init__(self, app: "WSGIApplication", prefix: str) -> None:
        self._app, self._prefix = app, prefix

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer as the site would at the root of its host; cookies stay below the prefix."""
        path = environ.get("PATH_INFO", "")
        if path == self._prefix:
            query = environ.get("QUERY_STRING", "")
            start_response("308 PERMANENT REDIRECT", [("Location", f"{path}/{'?' if query else ''}{query}")])
            return []
        if path.startswith(f"{self._prefix}/"):
            path = path[len(self._prefix) :]
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = self._prefix, path or "/"

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [(name, self._at_home(name, value)) for name, value in headers], *error)

        return self._app(environ, start)

    def _at_home(self, name: str, value: str) -> str:
        """Keep a cookie to the site: others may stand on the same host."""
        if name.lower() != "set-cookie":
            return value
        return _COOKIE_PATH.sub(lambda found: f"{found[1]}{self._prefix}{'/' if found[2] else ''}{found[2]}", value)

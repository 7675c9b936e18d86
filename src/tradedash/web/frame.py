"""The frame of pages that the server writes by itself: masthead, main, and the site they belong to.

The masthead is a component, and components stand beside `web`: `application` hands the function over.
"""

from collections.abc import Callable
from typing import Protocol, cast

from dash import html
from dash.development.base_component import Component
from flask import Flask, current_app, g, request

from tradedash.i18n import language
from tradedash.web.html import document
from tradedash.web.site import Site

_SITE = "tradedash.site"
_MASTHEAD = "tradedash.masthead"
THEMES = ("light", "dark")


class Reader(Protocol):
    """What the masthead may know of who reads."""

    @property
    def name(self) -> str:
        """The account's name."""

    @property
    def role(self) -> str:
        """The account's role."""

    @property
    def waiting(self) -> int:
        """How much waits for review."""


#: Takes the path that is open and who reads; returns everything above `main`, the link that skips to it included.
Masthead = Callable[[str, Reader | None], Component]


def install(server: Flask, site: Site, masthead: Masthead) -> None:
    """Tie the site and its masthead to the Flask server."""
    server.extensions[_SITE] = site
    server.extensions[_MASTHEAD] = masthead


def current_site() -> Site:
    """Return the site that this request is for."""
    return cast(Site, current_app.extensions[_SITE])


def page(title: str, *content: Component, description: str = "", head: str = "") -> str:
    """Return a whole page: the masthead above, `content` in `main`. The theme is the one that the address asks for.

    `head` is put into the head as it is: it must not hold anything a reader wrote.
    """
    masthead = cast(Masthead, current_app.extensions[_MASTHEAD])
    login = g.get("tradedash_login")  # who reads, if this request has asked the store: an error page asks nothing
    theme = request.args.get("theme")
    return document(
        f"{title} · tradedash",
        [
            masthead(request.path, login.account if login else None),
            html.Main([*content], id="main", className="wrap"),
        ],
        description=description,
        theme=theme if theme in THEMES else None,
        head=head,
        language=language(),
    )

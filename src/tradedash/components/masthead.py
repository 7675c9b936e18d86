"""What stands above every page: the name, the way around, and who is logged in."""

from typing import Any, Protocol

from dash import html

from tradedash.components.desknav import desknav
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.i18n import N_
from tradedash.i18n import gettext as _

#: Path and label of the public pages, in the order of the masthead.
PLACES = (
    ("/", N_("Overview")),
    ("/charts", N_("Charts")),
    ("/mirror", N_("Mirror")),
    ("/contradictions", N_("Contradictions")),
    ("/compare", N_("Compare")),
    ("/sources", N_("Sources")),
    ("/search", N_("Search")),
    ("/data", N_("Data")),
    ("/method", N_("Method")),
)
ENTER, LOGIN, LOGOUT = "/enter", "/login", "/logout"


class Reader(Protocol):
    """Who reads: name and role of an account, and how much waits for review."""

    @property
    def name(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def waiting(self) -> int: ...


def masthead(path: str, reader: Reader | None) -> html.Div:
    """Return everything above `main` for the page at `path`, the link that skips to it included."""
    places: list[Child] = [inside(_(label), place, **_current(place, path)) for place, label in PLACES]
    header = html.Header(
        html.Div(
            [
                inside("tradedash", "/", className="home"),
                html.Nav(places, **attributes(aria_label=_("Main"))),
                html.Div(_aside(path, reader), className="aside"),
            ],
            className="wrap",
        ),
        className="mast",
    )
    desk = desknav(path, reader.role, reader.waiting) if reader else None
    return html.Div([html.A(_("Skip to content"), href="#main", className="skip"), header, desk])


def _aside(path: str, reader: Reader | None) -> list[Child]:
    theme = html.Button(_("Theme"), type="button", title=_("Light or dark"), **attributes(data_theme_toggle=""))
    enter = html.A(_("Add a figure"), href=ENTER, **_current(ENTER, path))
    if reader is None:
        return [enter, theme, html.A(_("Log in"), href=LOGIN, className="wide", **_current(LOGIN, path))]
    leave = html.Form(
        html.Button(_("Log out"), type="submit"), action=LOGOUT, method="post", **attributes(data_token="")
    )
    return [enter, theme, html.Span(reader.name, className="wide"), leave]


def _current(place: str, path: str) -> dict[str, Any]:
    if path == place:
        return attributes(aria_current="page")
    return attributes(aria_current="true" if place != "/" and path.startswith(f"{place}/") else None)

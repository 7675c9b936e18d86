"""The second row of the masthead: the ways around the desk, for people who are logged in."""

from dash import html

from tradedash.components.elements import Child, attributes

REVIEW, DECIDE = "/review", ("reviewer", "admin")
#: From this number on nobody counts further.
MOST = 100
#: Path and label of the desk's pages, and the roles that see them; an empty set means everybody who is logged in.
PLACES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("/enter", "Add a figure", frozenset()),
    ("/import", "Import", frozenset()),
    (REVIEW, "Review", frozenset()),
    ("/journal", "Journal", frozenset()),
    ("/account", "Account", frozenset()),
    ("/admin/accounts", "Accounts", frozenset({"admin"})),
)


def desknav(path: str, role: str, waiting: int = 0) -> html.Nav:
    """Return the row of links for the page at `path`; those who decide are told how much waits."""
    places: list[Child] = [
        html.A(_label(place, label, role, waiting), href=place, **attributes(aria_current=_current(place, path)))
        for place, label, roles in PLACES
        if not roles or role in roles
    ]
    return html.Nav(places, className="desknav wrap", **attributes(aria_label="Desk"))


def _label(place: str, label: str, role: str, waiting: int) -> str:
    if place != REVIEW or role not in DECIDE or not waiting:
        return label
    return f"{label} ({waiting if waiting < MOST else f'{MOST - 1}+'})"


def _current(place: str, path: str) -> str | None:
    if path == place:
        return "page"
    return "true" if path.startswith(f"{place}/") else None

"""The second row of the masthead: the ways around the desk, for people who are logged in."""

from dash import html

from tradedash.components.elements import Child, attributes

#: Path and label of the desk's pages, and the roles that see them; an empty set means everybody who is logged in.
PLACES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("/enter", "Add a figure", frozenset()),
    ("/import", "Import", frozenset()),
    ("/review", "Review", frozenset()),
    ("/journal", "Journal", frozenset()),
    ("/account", "Account", frozenset()),
    ("/admin/accounts", "Accounts", frozenset({"admin"})),
)


def desknav(path: str, role: str) -> html.Nav:
    """Return the row of links for the page at `path`."""
    places: list[Child] = [
        html.A(label, href=place, **attributes(aria_current=_current(place, path)))
        for place, label, roles in PLACES
        if not roles or role in roles
    ]
    return html.Nav(places, className="desknav wrap", **attributes(aria_label="Desk"))


def _current(place: str, path: str) -> str | None:
    if path == place:
        return "page"
    return "true" if path.startswith(f"{place}/") else None

"""The analysts' desk: server-rendered forms for people who are logged in, and what the public may send them."""

from dash import Dash

from tradedash.pages.desk import (
    account,
    accounts,
    batch,
    correct,
    decide,
    history,
    imports,
    journal,
    merge,
    report,
    review,
    tokens,
)
from tradedash.web.gate import Gate
from tradedash.web.site import Site


def register(app: Dash, site: Site, gate: Gate) -> None:
    """Add the views of the desk; each module registers its own."""
    for view in (account, tokens, accounts, history, journal, review, decide, batch, correct, merge, report):
        view.register(app.server, site)
    imports.register(app.server, site, gate)

"""What every live page stands in: the shell that Dash starts with, and masthead, main and footer around a view."""

from dataclasses import dataclass

from dash import dcc, html
from sqlalchemy import Connection

from tradedash.components.carried import carry
from tradedash.components.chart import SCREEN, WANTED
from tradedash.components.elements import Child, Content, attributes, tidied
from tradedash.components.footer import footer
from tradedash.components.languages import language_links
from tradedash.components.links import OPEN
from tradedash.components.masthead import masthead
from tradedash.components.native import Input
from tradedash.components.themes import theme_links
from tradedash.i18n import gettext as _
from tradedash.pages.router import About, Router, parameters
from tradedash.queries.overview import counts
from tradedash.web.errors import NOTICE
from tradedash.web.sessions import current_account
from tradedash.web.site import Site

URL, PAGE, TITLE, MAIN = "url", "page", "title", "main"
NAME = "tradedash"
INDEX = """<!doctype html>
<html lang="en">
  <head>
    {%metas%}
    <!--about-->
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    {%scripts%}
  </head>
  <body>
    <div id="shell"><!--page--><div id="live">{%app_entry%}</div></div>
    <!--seed-->
    {%config%}
  </body>
</html>
"""


def shell(content: Content = None, title: str | None = None) -> html.Div:
    """Return the first layout: the address, what the browser knows of itself, and a page or the room for one."""
    parts: list[Child] = [
        dcc.Location(id=URL, refresh=False),
        dcc.Store(id=TITLE, data=title),
        dcc.Store(id=SCREEN),
        dcc.Store(id=WANTED),
        html.Div(content, id=PAGE),
    ]
    return html.Div(parts)


def page(router: Router, site: Site, path: object, search: object) -> tuple[list[Child], str]:
    """Return the whole page at an address and its title. Whatever the browser sends is taken as text or as nothing."""
    at = path if isinstance(path, str) else "/"
    query = search if isinstance(search, str) else ""
    with site.store.read() as conn:
        found = drawn(router, conn, at, query)
    return found.children, found.title


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole page: what stands in it, the title of its tab, and what its head says of it."""

    children: list[Child]
    title: str
    about: About


def drawn(router: Router, conn: Connection, at: str, query: str) -> Drawn:
    """Return the whole page at an address, from what `conn` sees."""
    view = router.view(at, query, conn)
    stock = counts(conn)
    lost = attributes(data_unreachable=_("The site cannot be reached at the moment; what you see is still right."))
    notice = html.P(id=NOTICE, className="notice error", role="status", hidden=True, **lost)
    about = attributes(data_path=at, data_search=query)
    main = html.Main([notice, *view.children], id=MAIN, className="wrap", tabIndex="-1", **about)
    tidied(main)
    title = NAME if at == "/" else f"{view.title} · {NAME}"
    around = carry(
        [masthead(at, current_account()), footer(stock, theme_links(query), language_links(query))], view.carries or ()
    )
    return Drawn([around[0], main, _opening(query), around[1]], title, view.about)


def _opening(query: str) -> html.Form:
    """Return the form of the buttons that open and close figures: without script it leads back to this very view."""
    kept = [(name, value) for name, values in parameters(query).items() if name != "figure" for value in values]
    fields = [Input(type="hidden", name=name, value=value) for name, value in kept]
    return html.Form(fields, id=OPEN, method="get", hidden=True)

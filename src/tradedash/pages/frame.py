"""What every live page stands in: the shell that Dash starts with, and masthead, main and footer around a view."""

from dash import dcc, html

from tradedash.components.carried import carry
from tradedash.components.chart import SCREEN, WANTED
from tradedash.components.elements import Child, attributes
from tradedash.components.footer import footer
from tradedash.components.masthead import masthead
from tradedash.components.themes import theme_links
from tradedash.pages.router import Router
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
    <title>{%title%}</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <script src="/assets/site.js"></script>
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <noscript><p class="wrap">This page needs JavaScript; the figures are also at /api/v1/figures.</p></noscript>
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>
"""


def shell() -> html.Div:
    """Return the first layout: the address, what the browser knows of itself, and room for a page."""
    parts: list[Child] = [
        dcc.Location(id=URL, refresh=False),
        dcc.Store(id=TITLE),
        dcc.Store(id=SCREEN),
        dcc.Store(id=WANTED),
        html.Div(id=PAGE),
    ]
    return html.Div(parts)


def page(router: Router, site: Site, path: object, search: object) -> tuple[list[Child], str]:
    """Return the whole page at an address and its title. Whatever the browser sends is taken as text or as nothing."""
    at = path if isinstance(path, str) else "/"
    query = search if isinstance(search, str) else ""
    with site.store.read() as conn:
        view = router.view(at, query, conn)
        stock = counts(conn)
    notice = html.P(id=NOTICE, className="notice error", role="status", hidden=True)
    about = attributes(data_path=at, data_search=query)
    main = html.Main([notice, *view.children], id=MAIN, className="wrap", tabIndex="-1", **about)
    title = NAME if at == "/" else f"{view.title} · {NAME}"
    around = carry([masthead(at, current_account()), footer(stock, theme_links(query))], view.carries or ())
    return [around[0], main, around[1]], title

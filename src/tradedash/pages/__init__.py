"""Pages: each module reads the store for one address and hands components to the browser."""

from dash import ClientsideFunction, Input, Output, State

from tradedash.components import chart as chart_parts
from tradedash.components.elements import Content, tidied
from tradedash.pages import (
    balance,
    chart,
    charts,
    compare,
    contradictions,
    coverage,
    data,
    figure,
    first,
    frame,
    method,
    mirror,
    overview,
    people,
    search,
    shelf,
    sources,
    statements,
    targets,
)
from tradedash.pages.router import Page, Router
from tradedash.queries.browse import statement as known_statement
from tradedash.queries.codelists import known_indicator
from tradedash.queries.figures import figure as find_figure
from tradedash.queries.sources import source_by_id
from tradedash.web.gate import Gate
from tradedash.web.language import speaking
from tradedash.web.prefix import put_on_all, take_off
from tradedash.web.server import SiteApp
from tradedash.web.site import Site

PAGES = (
    Page("/", overview.layout),
    Page("/charts", charts.layout),
    Page("/charts/<name>", chart.layout, known_indicator),
    Page("/figures/<name>", figure.layout, lambda conn, name: find_figure(conn, name, "")),
    Page("/mirror", mirror.layout),
    Page("/contradictions", contradictions.layout),
    Page("/sources", shelf.layout),
    Page("/sources/<name>", sources.layout, source_by_id),
    Page("/statements/<path:name>", statements.layout, known_statement),
    Page("/speakers", people.all_layout(people.SPEAKERS)),
    Page("/speakers/<path:name>", people.one_layout(people.SPEAKERS), people.find(people.SPEAKERS)),
    Page("/outlets", people.all_layout(people.OUTLETS)),
    Page("/outlets/<path:name>", people.one_layout(people.OUTLETS), people.find(people.OUTLETS)),
    Page("/search", search.layout),
    Page("/compare", compare.layout),
    Page("/balance", balance.layout),
    Page("/targets", targets.layout),
    Page("/coverage", coverage.layout),
    Page("/data", data.layout),
    Page("/method", method.layout),
)


def register(app: SiteApp, site: Site, gate: Gate) -> None:
    """Give the app its layout, its pages and its callbacks; each is open to everybody and shows what all may see."""
    router = Router(site, PAGES)
    gate.is_page = router.is_page
    app.layout = frame.shell()
    app.first = lambda: first.first_page(router, site)
    app.index_string = frame.INDEX
    app.config.suppress_callback_exceptions = True

    @gate.callback(
        Output(frame.PAGE, "children"),
        Output(frame.TITLE, "data"),
        Input(frame.URL, "pathname"),
        Input(frame.URL, "search"),
    )
    def show_page(path: object, search: object) -> tuple[Content, str]:
        with speaking(search):
            at = take_off(path) if isinstance(path, str) else path
            return put_on_all(frame.page(router, site, at, search))

    @gate.callback(
        Output(chart.PANEL, "children"),
        Input(chart_parts.WANTED, "data"),
        State(frame.URL, "search"),
        prevent_initial_call=True,
    )
    def show_figure(wanted: object, search: object) -> object:
        with speaking(search):
            return put_on_all(tidied(figure.panel_for(site, wanted, search)))

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("tradedash", "paint"),
        Output(chart_parts.GRAPH, "figure"),
        Input(chart_parts.FIGURES, "data"),
        Input(chart_parts.SCREEN, "data"),
        Input(chart_parts.SELECTED, "data"),
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("tradedash", "title"),
        Output(frame.TITLE, "modified_timestamp"),
        Input(frame.TITLE, "data"),
        prevent_initial_call=True,
    )

"""`/`: the newest headline figures with their words, the chart, the newest statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.charts.draw import Scene, draw
from tradedash.components.basis import Bases
from tradedash.components.card import Headline, card
from tradedash.components.chart import chart, foot
from tradedash.components.elements import Child
from tradedash.components.figure_panel import chart_address
from tradedash.components.links import inside, with_query
from tradedash.components.roles import shows_sign
from tradedash.components.sections import bar, head, nothing, notices
from tradedash.components.words import known_text, outlet, quote, who
from tradedash.domain.indicator import Indicator
from tradedash.formatting import count_text, day_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.pages import leading
from tradedash.pages.asked import ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.overview import Counts, StatementCount, counts, newest_statements, recently_recorded
from tradedash.queries.selection import Selection

STATEMENTS, CHANGES = 6, 5


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview is made of."""

    request: Request
    lists: CodeLists
    selection: Selection
    bases: Bases
    counts: Counts

    @property
    def base_url(self) -> str:
        return self.request.site.base_url


def layout(request: Request) -> View:
    """Return the overview of a pair: of the one with most figures, unless the address names another."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    pair = asked.selection.pair
    overview = Overview(request, lists, asked.selection, Bases(lists.economies, pair), counts(request.conn))
    title = f"What is said about {overview.bases.pair_name} trade"
    parts: list[Child] = [head(title, lede=_lede(overview.counts)), *notices(asked.problems)]
    leads = leading.leads(request.conn, lists, pair, request.site.base_url)
    if leads is None:
        return View(title, [*parts, nothing("No figures are stored yet.", ("Method", "/method"), ("Data", "/data"))])
    cards: list[Child] = [card(headline, overview.bases) for headline in leads.headlines]
    parts.append(html.Div(cards, className="cards"))
    parts.append(html.Section([_chart(overview, leads.indicator, leads.rows), _also(overview)], className="two"))
    parts.append(html.Section([_statements(overview), _changes(overview)], className="two"))
    return View(title, parts)


def _lede(stock: Counts) -> str:
    return (
        f"{count_text(stock.figures, 'figure')} from {count_text(stock.sources, 'source')} in "
        f"{count_text(stock.languages, 'language')}, each with the words it was printed in. "
        "The two countries’ statistics are never mixed."
    )


def _chart(overview: Overview, indicator: Indicator, rows: Sequence[FigureRow]) -> html.Div:
    pair = overview.selection.pair
    if pair is None:
        return html.Div()
    scene = Scene(pair, overview.lists.economies, overview.selection.rule.value, compact=True)
    wide, phone = draw(rows, indicator, scene), draw(rows, indicator, replace(scene, width="phone"))
    path = with_query(f"/charts/{indicator.code}", ("pair", overview.request.one("pair") or ""))
    parts: list[Child] = [
        bar(wide.title, inside("Full chart", path)),
        html.P(wide.subtitle, className="sub"),
        chart(indicator.code, wide, phone, label=f"{indicator.label}, chart."),
        foot(wide.foot),
    ]
    return html.Div(parts, className="chart")


def _also(overview: Overview) -> html.Div:
    found = leading.also_stated(overview.request.conn, overview.selection.pair, overview.base_url)
    items: list[Child] = [_stated(headline, overview.bases) for headline in found]
    return html.Div([bar("Also stated", inside("All charts", "/charts")), html.Ul(items, className="short")])


def _stated(headline: Headline, bases: Bases) -> html.Li:
    row = headline.row
    said = f". {who(row)}, {known_text(row)}, {row.source_publisher}. "
    value = inside(with_unit(row, signed=headline.signed), chart_address(row))
    meta: list[Child] = [bases.tag(row.basis), said, count_text(len(headline.rivals), "print")]
    return html.Li(
        [
            html.H3([f"{bases.label(headline.indicator, row)}, {period_text(row.time_period)}: ", value]),
            html.P(quote(row)),
            html.P(meta, className="meta"),
        ]
    )


def _statements(overview: Overview) -> html.Div:
    found = newest_statements(overview.request.conn, overview.base_url, overview.selection.pair, STATEMENTS)
    items: list[Child] = [_statement(one, overview) for one in found]
    return html.Div([bar("Newest statements", inside("All sources", "/sources")), html.Ol(items, className="news")])


def _statement(one: StatementCount, overview: Overview) -> html.Li:
    row = one.example
    indicator = overview.lists.indicators[row.indicator]
    when = html.Span(day_text(one.day), className="when")
    words = html.Div([html.P(quote(row)), html.P([f"{who(row, role=True)} · ", outlet(row)], className="meta")])
    figure = inside(f"{overview.bases.label(indicator, row)}, {period_text(row.time_period)}", chart_address(row))
    prints = f" · {count_text(one.figures, 'figure')} in {count_text(one.prints, 'print')}"
    side: list[Child] = [overview.bases.tag(row.basis), html.Br(), figure, prints]
    return html.Li([when, words, html.P(side, className="side")])


def _changes(overview: Overview) -> html.Div:
    rows = recently_recorded(overview.request.conn, overview.base_url, overview.selection.pair, CHANGES)
    items: list[Child] = [_change(row, overview) for row in rows]
    return html.Div([bar("Entered last"), html.Ul(items, className="short")])


def _change(row: FigureRow, overview: Overview) -> html.Li:
    indicator = overview.lists.indicators[row.indicator]
    value = inside(with_unit(row, signed=shows_sign(indicator)), f"/figures/{row.figure_id}")
    recorded = f". {row.source_publisher}, entered {day_text(row.recorded_at.date())}"
    return html.Li(
        [
            html.H3([f"{overview.bases.label(indicator, row)}, {period_text(row.time_period)}: ", value]),
            html.P([overview.bases.tag(row.basis), recorded], className="meta"),
        ]
    )

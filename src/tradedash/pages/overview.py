"""`/`: the newest headline figures with their words, the chart, the newest statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.charts.draw import Scene, draw
from tradedash.components.basis import Bases
from tradedash.components.card import Headline, card
from tradedash.components.chart import HALF_ACROSS, chart, foot
from tradedash.components.elements import Child
from tradedash.components.figure_panel import chart_address
from tradedash.components.filters import clock_bar
from tradedash.components.links import inside, with_query
from tradedash.components.roles import shows_sign
from tradedash.components.sections import bar, head, nothing, notices, section
from tradedash.components.verdict import Case, brief, contradictions_address
from tradedash.components.words import known_text, outlet, quote, short_value, who
from tradedash.domain.indicator import Indicator
from tradedash.formatting import count_text, day_text, period_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages import known, leading
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import About, Request, View
from tradedash.queries.asof import days_known
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.derived import derived_values
from tradedash.queries.figures import left_out_without_day
from tradedash.queries.overview import Counts, StatementCount, counts_of, newest_statements, recently_recorded
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import Findings, at_hand

STATEMENTS, CHANGES, DISPUTES = 6, 5, 4


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview is made of."""

    request: Request
    lists: CodeLists
    selection: Selection
    bases: Bases
    counts: Counts
    findings: Findings | None

    @property
    def base_url(self) -> str:
        return self.request.site.base_url


def layout(request: Request) -> View:
    """Return the overview of a pair: of the one with most figures, unless the address names another."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    # An overview is of everything about a pair: of the filters only the clocks and the rule count here.
    selection = replace(asked.selection, basis=(), since=None, until=None)
    stock = counts_of(request.conn, selection)
    judged = at_hand(request.conn, selection, request.site.base_url)
    overview = Overview(request, lists, selection, Bases(lists.economies, selection.pair), stock, judged)
    title = _("What is said about %(pair_name)s trade") % {"pair_name": overview.bases.pair_name}
    parts: list[Child] = [head(title, lede=_lede(overview.counts)), *notices(asked.problems), *_clocks(overview, asked)]
    leads = leading.leads(request.conn, selection, request.site.base_url)
    if leads is None:
        return View(
            title, [*parts, nothing(_("No figures are stored yet."), (_("Method"), "/method"), (_("Data"), "/data"))]
        )
    cards: list[Child] = [card(headline, overview.bases) for headline in leads.headlines]
    parts += [html.H2(_("Newest headline figures"), className="unseen"), html.Div(cards, className="cards")]
    parts.append(html.Section([_chart(overview, leads.indicator, leads.rows), _disagree(overview)], className="two"))
    parts.append(
        html.Section([_statements(overview), html.Div([_also(overview), _changes(overview)])], className="two")
    )
    picture = with_query(f"/charts/{leads.indicator.code}.png", ("pair", request.one("pair") or ""))
    return View(title, [*parts, _further()], about=About(image=picture))


def _further() -> html.Section:
    """The pages that show the same figures in another way, each with what it answers."""
    places = (
        ("/targets", _("Targets"), _("How far each side’s newest year is from what was promised.")),
        ("/balance", _("Balance of trade"), _("Exports less imports, by each economy’s own statistics.")),
        ("/compare", _("Compare"), _("Two indicators or two pairs side by side.")),
        ("/coverage", _("Coverage"), _("Who wrote about it when, month by month.")),
    )
    items: list[Child] = [
        html.Li([inside(label, path), html.Span(words, className="meta")]) for path, label, words in places
    ]
    return section(_("Look closer"), html.Ul(items, className="index"))


def _clocks(overview: Overview, asked: Asked) -> list[Child]:
    """When this is: the sentences about the past, and the slider over the days of the whole coverage."""
    conn, selection = overview.request.conn, overview.selection
    past = known.past_of(conn, selection, left_out_without_day(conn, selection))
    return [known.notice("/", asked, past), clock_bar("/", days_known(conn, selection), selection.as_of)]


def _lede(stock: Counts) -> str:
    return _(
        "%(figures)s from %(sources)s in %(languages)s, each with the words it was printed in. "
        "The two countries’ statistics are never mixed."
    ) % {
        "figures": count_text(stock.figures, "figure"),
        "sources": count_text(stock.sources, "source"),
        "languages": count_text(stock.languages, "language"),
    }


def _chart(overview: Overview, indicator: Indicator, rows: Sequence[FigureRow]) -> html.Div:
    pair = overview.selection.pair
    if pair is None:
        return html.Div()
    scene = Scene(pair, overview.lists.economies, overview.selection.rule.value, compact=True)
    scene = replace(scene, disputes=overview.findings.verdicts.numbers if overview.findings else {})
    asked = replace(overview.selection, indicator=indicator.code)
    derived = derived_values(overview.request.conn, asked, overview.base_url)
    wide, phone = (draw(rows, indicator, one, derived) for one in (scene, replace(scene, width="phone")))
    path = with_query(f"/charts/{indicator.code}", ("pair", overview.request.one("pair") or ""))
    parts: list[Child] = [
        bar(wide.title, inside(_("Full chart"), path)),
        html.P(wide.subtitle, className="sub"),
        chart(
            indicator.code,
            wide,
            phone,
            label=_("%(label)s, chart.") % {"label": overview.bases.label(indicator)},
            across=HALF_ACROSS,
        ),
        foot(wide.foot),
    ]
    return html.Div(parts, className="chart")


def _disagree(overview: Overview) -> html.Div:
    """The first disputes, each as a question with its sentence."""
    found, selection = overview.findings, overview.selection
    clocks = Selection(as_of=selection.as_of, recorded_as_of=selection.recorded_as_of)
    query = [("pair", overview.request.one("pair") or ""), *clocks.query()]
    if found is None:
        words: list[Child] = [
            inside(_("Work it out"), contradictions_address(query)),
            _(": so many figures take a while."),
        ]
        return html.Div([bar(_("Figures that disagree")), html.P(words)])
    disputes = found.verdicts.disputes
    if not disputes:
        return html.Div([bar(_("Figures that disagree")), html.P(_("None: all of them can be true."))])
    case = Case(found.rows, overview.lists.indicators, overview.bases)
    items: list[Child] = [brief(dispute, case, query) for dispute in disputes[:DISPUTES]]
    every = inside(_("All %(count)s") % {"count": len(disputes)}, contradictions_address(query))
    return html.Div([bar(_("Figures that disagree"), every), html.Ul(items, className="short")])


def _also(overview: Overview) -> html.Div:
    found = leading.also_stated(overview.request.conn, overview.selection, overview.base_url)
    items: list[Child] = [_stated(headline, overview.bases) for headline in found]
    return html.Div([bar(_("Also stated"), inside(_("All charts"), "/charts")), html.Ul(items, className="short")])


def _stated(headline: Headline, bases: Bases) -> html.Li:
    row = headline.row
    said = f". {who(row)}, {known_text(row)}, {row.source_publisher}. "
    value = inside(short_value(row, signed=headline.signed), chart_address(row))
    meta: list[Child] = [bases.tag(row.basis), said, count_text(len(headline.rivals), "print")]
    return html.Li(
        [
            html.H3([f"{bases.label(headline.indicator, row)}, {period_text(row.time_period)}: ", value]),
            html.P(quote(row)),
            html.P(meta, className="meta"),
        ]
    )


def _statements(overview: Overview) -> html.Div:
    found = newest_statements(overview.request.conn, overview.base_url, overview.selection, STATEMENTS)
    items: list[Child] = [_statement(one, overview) for one in found]
    return html.Div(
        [bar(_("Newest statements"), inside(_("All sources"), "/sources")), html.Ol(items, className="news")]
    )


def _statement(one: StatementCount, overview: Overview) -> html.Li:
    row = one.example
    indicator = overview.lists.indicators[row.indicator]
    when = html.Span(day_text(one.day), className="when")
    words = html.Div([html.P(quote(row)), html.P([f"{who(row, role=True)} · ", outlet(row)], className="meta")])
    figure = inside(f"{overview.bases.label(indicator, row)}, {period_text(row.time_period)}", chart_address(row))
    prints = _(" · %(figures)s in %(prints)s") % {
        "figures": count_text(one.figures, "figure"),
        "prints": count_text(one.prints, "print"),
    }
    side: list[Child] = [overview.bases.tag(row.basis), html.Br(), figure, prints]
    return html.Li([when, words, html.P(side, className="side")])


def _changes(overview: Overview) -> html.Div:
    rows = recently_recorded(overview.request.conn, overview.base_url, overview.selection, CHANGES)
    items: list[Child] = [_change(row, overview) for row in rows]
    return html.Div([bar(_("Entered last")), html.Ul(items, className="short")])


def _change(row: FigureRow, overview: Overview) -> html.Li:
    indicator = overview.lists.indicators[row.indicator]
    value = inside(short_value(row, signed=shows_sign(indicator)), f"/figures/{row.figure_id}")
    recorded = _(". %(outlet)s, entered %(day)s") % {
        "outlet": row.source_publisher,
        "day": day_text(row.recorded_at.date()),
    }
    return html.Li(
        [
            html.H3([f"{overview.bases.label(indicator, row)}, {period_text(row.time_period)}: ", value]),
            html.P([overview.bases.tag(row.basis), recorded], className="meta"),
        ]
    )

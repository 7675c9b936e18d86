"""`/coverage`: when was written about the trade: articles by month and outlet, and what they stated."""

from collections.abc import Sequence

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, with_query
from tradedash.components.plain_chart import bars_over_months
from tradedash.components.sections import head, nothing, notices, section
from tradedash.domain.economy import Pair
from tradedash.formatting import count_text, month_text
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.coverage import Month, coverage
from tradedash.queries.figures import left_out_without_day
from tradedash.queries.selection import Selection

PATH = "/coverage"
_OUTLETS, _STATED = 6, 5


def layout(request: Request) -> View:
    """Return the months of a pair's coverage under the filters and clocks of the address."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    selection: Selection = asked.selection
    bases = Bases(lists.economies, selection.pair)
    months = coverage(request.conn, selection)
    past = known.past_of(request.conn, selection, left_out_without_day(request.conn, selection))
    title = _("Coverage")
    heading = _("When was written about %(pair)s trade") % {"pair": bases.pair_name}
    top: list[Child] = [head(heading, lede=_lede(months)), *notices(asked.problems), known.notice(PATH, asked, past)]
    if not months:
        none = _("No source fits this address.")
        return View(title, [*top, nothing(none, (_("Sources"), "/sources"), (_("Overview"), "/"))])
    return View(title, [*top, _chart(months), _table(months, lists, bases)])


def _lede(months: Sequence[Month]) -> str:
    sources = sum(month.sources for month in months)
    outlets = {name for month in months for name, _number in month.outlets}
    dated = [month for month in months if month.first]
    pieces = {
        "sources": count_text(sources, "source"),
        "outlets": count_text(len(outlets), "outlet"),
        "months": count_text(len(dated), "month"),
    }
    return _("%(sources)s of %(outlets)s in %(months)s, by the day they were published.") % pieces


def _chart(months: Sequence[Month]) -> html.Section:
    dated = [month for month in months if month.first]
    if not dated:
        return html.Section()
    bars = [(month.first.year + (month.first.month - 1) / 12, month.sources) for month in dated if month.first]
    most = max(dated, key=lambda month: month.sources)
    label = _("Sources by month, %(first)s to %(last)s; most, %(number)s, in %(most)s.") % {
        "first": month_text(dated[-1].first) if dated[-1].first else "",
        "last": month_text(dated[0].first) if dated[0].first else "",
        "number": most.sources,
        "most": month_text(most.first) if most.first else "",
    }
    foot = html.P(label, className="meta")
    return html.Section(
        [html.H2(_("Articles and releases a month")), bars_over_months(bars, label), foot], className="chart"
    )


def _table(months: Sequence[Month], lists: CodeLists, bases: Bases) -> html.Section:
    labels = [(_("Month"), ""), (_("Sources"), "n"), (_("By whom"), ""), (_("What was stated"), "")]
    header = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in labels]))
    lines: list[Child] = [_line(month, lists, bases) for month in months]
    caption = html.Caption(_("Months with a source, newest first; figures in brackets."))
    table = html.Table([caption, header, html.Tbody(lines)], className="stack list")
    return section(_("Month by month"), html.Div(table, className="tablewrap"))


def _line(month: Month, lists: CodeLists, bases: Bases) -> html.Tr:
    outlets: list[Child] = []
    for name, number in month.outlets[:_OUTLETS]:
        outlets += [inside(name, outlet_page(name)), f" {number}, " if number > 1 else ", "]
    stated: list[Child] = []
    for code, number in month.stated[:_STATED]:
        address = _chart_address(code, bases.pair)
        stated += [inside(bases.label(lists.indicators[code]), address), f" ({number}), "]
    return html.Tr(
        [
            html.Td(html.B(month_text(month.first) if month.first else _("Day not known")), className="nowrap"),
            html.Td(count_text(month.sources, "source"), className="n"),
            html.Td(_ended(outlets, len(month.outlets) - _OUTLETS), className="words"),
            html.Td(_ended(stated, len(month.stated) - _STATED), className="words"),
        ]
    )


def _chart_address(code: str, pair: Pair | None) -> str:
    return with_query(f"/charts/{code}", ("pair", pair.code if pair else ""))


def _ended(parts: list[Child], rest: int) -> list[Child]:
    """The last comma goes, or what is left out is counted."""
    if rest > 0:
        return [*parts, _("%(number)s more") % {"number": rest}]
    return [*parts[:-1], str(parts[-1]).removesuffix(", ")] if parts else []

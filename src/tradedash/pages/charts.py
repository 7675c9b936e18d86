"""`/charts`: every indicator that has figures, by family, with its newest headline."""

from collections.abc import Callable
from itertools import groupby

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, with_query
from tradedash.components.roles import shows_sign
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.words import short_value
from tradedash.domain.indicator import Indicator
from tradedash.formatting import count_text, period_text
from tradedash.frames import FigureRow
from tradedash.i18n import N_, pgettext
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import ask
from tradedash.pages.leading import facts
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figures
from tradedash.queries.overview import IndicatorCount, indicator_counts

_OTHER = N_("Other")


def layout(request: Request) -> View:
    """Return the index of charts for a pair."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    bases = Bases(lists.economies, asked.selection.pair)
    found = indicator_counts(request.conn, asked.selection)
    answer = figures(request.conn, asked.selection, request.site.base_url)
    newest = _newest_headlines(answer.rows)
    past = known.past_of(request.conn, asked.selection, answer.left_out_without_day)
    total = sum(count.figures for count in found)
    lede = _("%(figures)s about %(pair_name)s under %(indicators)s.") % {
        "figures": count_text(total, "figure"),
        "pair_name": bases.pair_name,
        "indicators": count_text(len(found), "indicator"),
    }
    parts: list[Child] = [head(_("Charts"), lede=lede), *notices(asked.problems), known.notice("/charts", asked, past)]
    if not found:
        return View(
            _("Charts"), [*parts, nothing(_("No figures are stored yet."), (_("Overview"), "/"), (_("Data"), "/data"))]
        )
    pair = ("pair", request.one("pair") or "")
    for family, counts in groupby(sorted(found, key=_family_first(found)), key=lambda one: _family(one.indicator)):
        items: list[Child] = [_item(count, newest.get(count.indicator.code), bases, pair) for count in counts]
        parts.append(section(family, html.Ul(items, className="index")))
    return View(_("Charts"), parts)


def _item(count: IndicatorCount, row: FigureRow | None, bases: Bases, pair: tuple[str, str]) -> html.Li:
    indicator = count.indicator
    link = inside(bases.label(indicator, row), with_query(f"/charts/{indicator.code}", pair))
    number = f"{count_text(count.figures, 'figure')}, {count_text(count.statements, 'statement')}"
    if row is None:
        return html.Li([link, html.Span(number, className="meta")])
    value = html.Span(short_value(row, signed=shows_sign(indicator)), className="value")
    words: list[Child] = [f"{period_text(row.time_period)}, ", bases.tag(row.basis), f" · {number}"]
    return html.Li([link, value, html.Span(words, className="meta")])


def _newest_headlines(rows: list[FigureRow]) -> dict[str, FigureRow]:
    """The rows come newest period first; what was said too early leads only where there is nothing else."""
    newest: dict[str, FigureRow] = {}
    for row in (*facts(rows), *(row for row in rows if row.headline)):
        newest.setdefault(row.indicator, row)
    return newest


def _family(indicator: Indicator) -> str:
    return pgettext("family", indicator.family.replace("_", " ").capitalize()) if indicator.family else _(_OTHER)


def _family_first(found: list[IndicatorCount]) -> Callable[[IndicatorCount], tuple[int, int]]:
    """Keep families together, in the order in which the code list first names them; indicators without one last."""
    order: dict[str, int] = {}
    for count in found:
        order.setdefault(_family(count.indicator), len(order))
    order[_OTHER] = len(order)
    return lambda count: (order[_family(count.indicator)], count.indicator.position)

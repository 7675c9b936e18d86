"""`/targets`: every target beside the newest whole year of the same measure: what share of it each basis has."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.figure_panel import chart_address
from tradedash.components.filters import clock_bar
from tradedash.components.links import inside
from tradedash.components.native import Circle, G, Line, Rect, Svg, Text
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.words import quote, said_text, short_value
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator, Unit
from tradedash.formatting import count_text, period_text, span_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import ask
from tradedash.pages.router import Request, View
from tradedash.queries.asof import days_known
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figures, left_out_without_day
from tradedash.queries.overview import indicators_with_figures
from tradedash.queries.selection import Selection
from tradedash.reasoning.targets import Progress, measure_of, progress, targets

PATH = "/targets"
_WIDTH, _HEIGHT, _AXIS = 358, 56, 18


def layout(request: Request) -> View:
    """Return the targets of a pair with how far each basis is."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    selection = replace(asked.selection, basis=(), since=None, until=None)
    bases = Bases(lists.economies, selection.pair)
    past = known.past_of(request.conn, selection, left_out_without_day(request.conn, selection))
    stored = [count.indicator for count in indicators_with_figures(request.conn, selection.pair)]
    parts: list[Child] = []
    for indicator in stored:
        if measured := measure_of(indicator, stored):
            parts += _targets(request, selection, (indicator, measured), bases)
    title = _("Targets")
    lede = _(
        "Every target beside the newest whole year of the same measure. The share is derived, nobody’s words; a target "
        "is taken at its number, and one that names no statistics is measured on each."
    )
    top = [head(f"{title}, {bases.pair_name}", lede=lede), *notices(asked.problems), known.notice(PATH, asked, past)]
    top.append(clock_bar(PATH, days_known(request.conn, selection), selection.as_of))
    if not parts:
        none = _("No target is stored that a figure of the same measure stands beside.")
        parts = [nothing(none, (_("All charts"), "/charts"), (_("Overview"), "/"))]
    return View(title, [*top, *parts])


def _targets(
    request: Request, selection: Selection, indicators: tuple[Indicator, Indicator], bases: Bases
) -> list[Child]:
    rows, levels = (
        figures(request.conn, replace(selection, indicator=one.code), request.site.base_url).rows for one in indicators
    )
    return [_target(row, rows, progress(row, levels), bases) for row in targets(rows)]


def _target(row: FigureRow, rows: Sequence[FigureRow], found: Sequence[Progress], bases: Bases) -> html.Section:
    named = _(" for %(period)s") % {"period": period_text(row.time_period)} if row.period_end else ""
    prints = len([one for one in rows if (one.value, one.time_period) == (row.value, row.time_period)])
    said: list[Child] = [
        html.P(quote(row), className="lede"),
        html.P([said_text(row, role=True), ", ", row.source_publisher, f". {count_text(prints, 'print')}. ",
                inside(_("The figure"), chart_address(row))], className="meta"),
    ]  # fmt: skip
    sentences: list[Child] = [html.Li(html.P(_sentence(one, bases))) for one in found]
    if not found:
        sentences = [html.Li(_("No whole year of the same measure is stored to set beside it."))]
    drawn = _line(row, found, bases) if found else None
    return section(f"{with_unit(row)}{named}", *said, html.Ul(sentences, className="short"), drawn)


def _sentence(one: Progress, bases: Bases) -> list[Child]:
    """ "4.1 bn USD in 2024, Russian statistics, is 82 % of 5 bn USD (80–84 %)." """
    share = span_text(one.share, Unit.PERCENT, digits=2)
    middle = span_text(Bounds(one.value, one.value), Unit.PERCENT, digits=2) if one.value is not None else share
    value = inside(short_value(one.level), f"/figures/{one.level.figure_id}")
    words = _(" in %(period)s is %(share)s of %(target)s") % {
        "period": period_text(one.level.time_period),
        "share": middle,
        "target": with_unit(one.target),
    }
    may_be = _(" (may be %(share)s)") % {"share": share} if share != middle else ""
    return [bases.tag(one.level.basis), ": ", value, f"{words}{may_be}."]


def _line(target: FigureRow, found: Sequence[Progress], bases: Bases) -> Svg:
    """From nothing to the target, or to what is beyond it; marks are the newest years, the ring is the target."""
    goal = float(target.value)
    most = max([goal, *(float(one.level.value) for one in found)]) or 1.0

    def at(value: float) -> float:
        return round(8 + value / most * (_WIDTH - 24), 1)

    shapes: list[object] = [Line(className="base", x1=8, x2=_WIDTH - 16, y1=_AXIS, y2=_AXIS)]
    shapes.append(Line(className="target", x1=8, x2=at(goal), y1=_AXIS, y2=_AXIS))
    for number, one in enumerate(found):
        x, square = at(float(one.level.value)), bases.css(one.level.basis) == "b-second"
        mark = Rect(className="solid", x=x - 5, y=_AXIS - 5, width=10, height=10) if square else None
        below = Text(bases.word(one.level.basis), x=x, y=_AXIS + (20 if number % 2 == 0 else 34), textAnchor="middle")
        shapes.append(
            G([mark or Circle(className="solid", cx=x, cy=_AXIS, r=5), below], className=bases.css(one.level.basis))
        )
    shapes += [Circle(className="ring", cx=at(goal), cy=_AXIS, r=6)]
    label = _("From 0 to %(target)s: %(values)s") % {
        "target": with_unit(target),
        "values": ", ".join(f"{bases.word(one.level.basis)} {short_value(one.level)}" for one in found),
    }
    about = attributes(aria_label=label)
    return Svg(shapes, className="strip goal", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", **about)

"""`/compare`: two indicators, or one of two pairs, side by side: chart, the rows they share, and each one's figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.charts.draw import Scene, draw
from tradedash.charts.joined import joined
from tradedash.charts.scene import Drawing
from tradedash.components.basis import Bases
from tradedash.components.chart import ACROSS, chart, foot
from tradedash.components.compared import common_table, compare_form
from tradedash.components.elements import Child
from tradedash.components.figure_table import figure_table
from tradedash.components.links import inside, with_query
from tradedash.components.roles import shows_sign
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.words import short_value
from tradedash.domain.economy import Pair
from tradedash.domain.errors import BadValue
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.formatting import count_text, period_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages import figure, known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import figures, left_out_without_day
from tradedash.queries.overview import indicators_with_figures
from tradedash.reasoning.common import Common, common

PATH, PANEL = "/compare", "panel"
#: The parameters that only this page has: the two indicators, and the pair of the second where it is another one.
FIRST, SECOND, PAIR = "a", "b", "pair_b"
_LONGEST = 60
#: Pixels across while no panel stands beside the charts.
WHOLE = 1216


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two: an indicator of a pair, with its rows as the filters have them."""

    indicator: Indicator
    pair: Pair
    bases: Bases
    rows: Sequence[FigureRow]
    csv: str

    @property
    def label(self) -> str:
        return self.bases.label(self.indicator, self.rows[0] if self.rows else None)

    @property
    def name(self) -> str:
        return f"{self.label}, {self.bases.pair_name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both halves, and what could not be read of the address."""

    halves: tuple[Half, Half]
    asked: Asked
    lists: CodeLists
    problems: tuple[str, ...]

    @property
    def common(self) -> list[Common]:
        first, second = self.halves
        return common(first.rows, second.rows, (first.pair, second.pair))


def layout(request: Request) -> View:
    """Return the page; what the address does not say is chosen from the store, what it says wrong is explained."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    title = _("Compare")
    chosen = _chosen(request, asked, lists)
    if chosen is None:
        ways = nothing(_("No figures are stored yet."), (_("Method"), "/method"), (_("Data"), "/data"))
        return View(title, [head(title), *notices(asked.problems), ways])
    past = known.past_of(request.conn, asked.selection, left_out_without_day(request.conn, asked.selection))
    top: list[Child] = [
        head(_title(chosen), lede=_lede(chosen)),
        *notices([*asked.problems, *chosen.problems]),
        known.notice(PATH, asked, past),
        _form(chosen),
    ]
    if not any(half.rows for half in chosen.halves):
        none = nothing(_("Neither has a figure that fits this address."), (_("All charts"), "/charts"))
        return View(title, [*top, none])
    return View(title, [*top, _desk(chosen, request), *_tables(chosen)])


def _chosen(request: Request, asked: Asked, lists: CodeLists) -> Comparison | None:
    pair = asked.selection.pair
    if pair is None:
        return None
    problems: list[str] = []
    other = _pair(request.one(PAIR), lists, problems) or pair
    stored = [count.indicator for count in indicators_with_figures(request.conn, pair)]
    usual = [one for one in stored if one.kind is IndicatorKind.LEVEL] or list(lists.indicators.values())
    first = _indicator(request, FIRST, lists, problems) or usual[0]
    second = _indicator(request, SECOND, lists, problems)
    if second is None:
        second = first if other != pair else next((one for one in usual if one != first), first)
    halves = (_half(request, asked, lists, first, pair), _half(request, asked, lists, second, other))
    return Comparison(halves, asked, lists, tuple(problems))


def _indicator(request: Request, name: str, lists: CodeLists, problems: list[str]) -> Indicator | None:
    code = request.one(name)
    if code is None or code in lists.indicators:
        return lists.indicators[code] if code else None
    problems.append(_ignored(name, code, _("There is no such indicator.")))
    return None


def _pair(text: str | None, lists: CodeLists, problems: list[str]) -> Pair | None:
    if text is None:
        return None
    try:
        found = lists.canonical(Pair.parse(text))
    except BadValue as error:
        problems.append(_ignored(PAIR, text, str(error)))
        return None
    if lists.figures(found):
        return found
    problems.append(_ignored(PAIR, text, _("No figures of this pair are stored.")))
    return None


def _ignored(name: str, value: str, why: str) -> str:
    said = _("The address asks for %(name)s=%(value)s. %(why)s It is ignored.")
    return said % {"name": name, "value": value[:_LONGEST], "why": why}


def _half(request: Request, asked: Asked, lists: CodeLists, indicator: Indicator, pair: Pair) -> Half:
    basis = asked.selection.basis if pair == asked.selection.pair else ()
    selection = replace(asked.selection, pair=pair, indicator=indicator.code, basis=basis)
    rows = figures(request.conn, selection, request.site.base_url).rows
    csv = with_query(f"/charts/{indicator.code}.csv", *replace(selection, indicator=None).query())
    return Half(indicator, pair, Bases(lists.economies, pair), rows, csv)


def _title(chosen: Comparison) -> str:
    """The newest period that both speak of, with its two numbers; else what is compared."""
    first, second = chosen.halves
    shared = next(iter(chosen.common), None)
    if shared is None:
        return _("%(first)s and %(second)s") % {"first": first.name, "second": second.name}
    pieces = {
        "period": period_text(shared.period),
        "first": f"{_called(chosen, first)} {short_value(shared.first, signed=shows_sign(first.indicator))}",
        "second": f"{_called(chosen, second)} {short_value(shared.second, signed=shows_sign(second.indicator))}",
        "basis": first.bases.statistics(shared.first.basis),
    }
    if first.pair == second.pair:
        return _("%(period)s: %(first)s, %(second)s in %(basis)s") % pieces
    return _("%(period)s: %(first)s, %(second)s") % pieces


def _called(chosen: Comparison, half: Half) -> str:
    first, second = chosen.halves
    if first.pair == second.pair:
        return half.label
    return half.bases.pair_name if first.indicator == second.indicator else half.name


def _lede(chosen: Comparison) -> str:
    first, second = chosen.halves
    number = len({one.period for one in chosen.common})
    if not number:
        words = _("No period has a headline of both on the same side’s statistics, so no rows stand side by side.")
    else:
        words = _("%(periods)s with a headline of both on the same side’s statistics.") % {
            "periods": count_text(number, "period")
        }
    if first.indicator.unit != second.indicator.unit:
        words += " " + _("The two are counted in different units: compare their course, not their size.")
    return words


def _offered(chosen: Comparison) -> list[Pair]:
    """Return the pairs to suggest for both halves."""
    return list(dict.fromkeys(pair for half in chosen.halves for pair in chosen.lists.offered(half.pair)))


def _form(chosen: Comparison) -> html.Form:
    first, second = chosen.halves
    pairs = [(pair.code, Bases(chosen.lists.economies, pair).pair_name) for pair in _offered(chosen)]
    named = [(code, first.bases.label(one)) for code, one in chosen.lists.indicators.items()]
    kept = [item for item in chosen.asked.query if item[0] != "pair"]
    values = {
        FIRST: first.indicator.code,
        SECOND: second.indicator.code,
        "pair": first.pair.code,
        PAIR: second.pair.code,
    }
    return compare_form(PATH, named, pairs, values, kept)


def _desk(chosen: Comparison, request: Request) -> html.Div:
    wide, phone = (_drawing(chosen, across=across) for across in (True, False))
    panel = figure.open_panel(request, chosen.asked.selection)
    names = " · ".join(half.name for half in chosen.halves)
    label = _("%(names)s, chart.") % {"names": names}
    across = ACROSS if panel.figure_id else WHOLE
    drawn = chart("compare", wide, phone, label=label, selected=panel.figure_id, across=across)
    left: list[Child] = [drawn, foot(wide.foot)]
    beside = html.Div([html.Div(panel.children, id=PANEL)], className="evidence", tabIndex="-1")
    return html.Div([html.Div(left, className="chart"), beside], className="chartpage compared")


def _drawing(chosen: Comparison, *, across: bool) -> Drawing:
    drawn = []
    for half in chosen.halves:
        scene = Scene(half.pair, chosen.lists.economies, chosen.asked.selection.rule.value, width="phone")
        drawn.append(draw(half.rows, half.indicator, scene))
    first, second = drawn
    names = (chosen.halves[0].name, chosen.halves[1].name)
    return Drawing(
        joined(first.figure, second.figure, names, across=across),
        first.title,
        "",
        tuple(f"{name}: {sentence}" for name, one in zip(names, drawn, strict=True) for sentence in one.foot),
        f"{first.text_summary} {second.text_summary}",
    )


def _tables(chosen: Comparison) -> list[Child]:
    shared = chosen.common
    parts: list[Child] = []
    if shared:
        columns = (_called(chosen, chosen.halves[0]), _called(chosen, chosen.halves[1]))
        indicators = (chosen.halves[0].indicator, chosen.halves[1].indicator)
        bases = (chosen.halves[0].bases, chosen.halves[1].bases)
        parts.append(section(_("The same rows side by side"), common_table(shared, columns, indicators, bases)))
    return [*parts, *(_figures(half, chosen) for half in chosen.halves)]


def _figures(half: Half, chosen: Comparison) -> html.Section:
    full = with_query(f"/charts/{half.indicator.code}", ("pair", half.pair.code))
    ways = html.P([inside(_("Full chart"), full), html.A("CSV", href=half.csv)], className="ways")
    if not half.rows:
        return section(half.name, html.P(_("No figure fits this address.")), ways)
    caption = _("%(figures)s, newest period first. Headlines are bold.") % {
        "figures": count_text(len(half.rows), "figure")
    }
    rule = chosen.asked.selection.rule
    table = figure_table(half.rows, half.bases, caption=caption, signed=shows_sign(half.indicator), rule=rule)
    return section(half.name, ways, html.Details([html.Summary(_("All its figures")), table]))

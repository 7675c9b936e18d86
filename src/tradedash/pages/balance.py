"""`/balance`: exports less imports of each economy by its own statistics, year by year, derived and nobody's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dash import html

from tradedash.components.asof import Past
from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.filters import Offer, filter_bar
from tradedash.components.links import inside
from tradedash.components.plain_chart import Point, Series, values_over_years
from tradedash.components.sections import head, nothing, notices, section
from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Unit
from tradedash.formatting import count_text, listed, size_text, span_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.asof import thinned
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.mirror import Both, both_sides
from tradedash.reasoning.balance import Balance, balances
from tradedash.reasoning.mirror import Reading

PATH = "/balance"
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """The balances of a pair as a reader asked for them."""

    lists: CodeLists
    asked: Asked
    pair: Pair
    both: Both
    everything: Sequence[FigureRow]
    found: Sequence[Balance]

    @property
    def bases(self) -> Bases:
        return Bases(self.lists.economies, self.pair)


def layout(request: Request) -> View:
    """Return the balances of a pair: of the one with most figures, unless the address names another."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    pair, title = asked.selection.pair, _("Balance of trade")
    if pair is None:
        ways = nothing(_("No figures are stored yet."), (_("Method"), "/method"), (_("Data"), "/data"))
        return View(title, [head(title), *notices(asked.problems), ways])
    base_url = request.site.base_url
    both = both_sides(request.conn, asked.selection, base_url)
    whole = replace(asked.selection, basis=(), since=None, until=None, as_of=None, recorded_as_of=None)
    everything = both_sides(request.conn, whole, base_url).rows
    subject = Subject(lists, asked, pair, both, everything, balances(both.rows, pair, asked.selection.rule))
    parts = [head(_title(subject), lede=_lede(subject)), *notices(asked.problems), *_clocks(subject)]
    if not subject.found:
        none = _("No year has exports and imports of one economy from one source that fit this address.")
        return View(title, [*parts, nothing(none, (_("Mirror"), "/mirror"), (_("All charts"), "/charts"))])
    return View(title, [*parts, _chart(subject), _table(subject)])


def _title(subject: Subject) -> str:
    """The newest year with a balance, with its numbers."""
    bases, found = subject.bases, subject.found
    newest = [one for one in found if one.year == found[0].year] if found else []
    if not newest:
        return _("Balance of trade, %(pair)s") % {"pair": bases.pair_name}
    told = [
        _("%(balance)s in %(basis)s") % {"balance": _value(one), "basis": bases.statistics(one.basis)} for one in newest
    ]
    pieces = {"pair": bases.pair_name, "year": newest[0].year, "balances": listed(told)}
    return _("Balance of trade, %(pair)s %(year)s: %(balances)s") % pieces


def _lede(subject: Subject) -> str:
    counted = count_text(len(subject.found), "derived value")
    return _(
        "Exports less imports of each economy, by its own statistics: a plus is more sold than bought. %(counted)s, "
        "nobody’s words: each follows from two figures of one source, as an interval."
    ) % {"counted": counted}


def _clocks(subject: Subject) -> list[Child]:
    selection = subject.asked.selection
    past = Past(selection.as_of, selection.recorded_as_of, subject.both.later, subject.both.left_out_without_day)
    years = sorted({row.period_start.year for row in subject.everything if row.period_start})
    offer = Offer(
        path=PATH,
        pairs=subject.lists.offered(subject.pair),
        bases=(),
        years=list(range(years[0], years[-1] + 1)) if years else [],
        pair=subject.pair,
        basis=(),
        since=subject.asked.text("from"),
        until=subject.asked.text("to"),
        rule=selection.rule,
        days=thinned(sorted({row.known_on for row in subject.everything if row.known_on})),
        as_of=selection.as_of,
    )
    return [known.notice(PATH, subject.asked, past), filter_bar(offer, subject.bases)]


def _chart(subject: Subject) -> html.Section:
    bases, found = subject.bases, subject.found
    series = [
        Series(bases.css(basis), bases.word(basis), basis == subject.pair.second, points)
        for basis in (subject.pair.first, subject.pair.second)
        if (points := [point for one in found if one.basis == basis and (point := _point(one))])
    ]
    years = [one.year for one in found]
    summary = _("Balance of trade by year, %(first)s to %(last)s: %(series)s.") % {
        "first": min(years),
        "last": max(years),
        "series": listed([f"{one.name}, {count_text(len(one.points), 'year')}" for one in series]),
    }
    foot = _(
        "Hollow: derived, nobody said these numbers. Lines join neighbouring years of one basis. The ink line is 0."
    )
    drawn = values_over_years(series, 9, size_text(9, Unit.USD), summary) if series else None
    return html.Section([html.H2(_("Exports less imports")), drawn, html.P(foot, className="meta")], className="chart")


def _point(one: Balance) -> Point | None:
    lower, upper = one.bounds.lower, one.bounds.upper
    if one.value is not None:
        middle = float(one.value)
    elif lower is not None and upper is not None:
        middle = float((lower + upper) / 2)
    else:
        return None
    return Point(one.year, middle, None if lower is None or upper is None else (float(lower), float(upper)))


def _table(subject: Subject) -> html.Section:
    labels = [(_("Year"), ""), (_("Basis"), ""), (_("Balance"), "n"), (_("May be"), "n"), (_("Follows from"), "")]
    header = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in labels]))
    lines: list[Child] = [_row(one, subject.bases) for one in subject.found]
    caption = html.Caption(_("Derived values, newest first, with the figures they follow from."))
    table = html.Table([caption, header, html.Tbody(lines)], className="stack")
    return section(_("The same values as a table"), html.Div(table, className="tablewrap"))


def _row(one: Balance, bases: Bases) -> html.Tr:
    words: list[Child] = [
        inside(_("exports %(value)s") % {"value": _reading(one.exports)}, _figure(one.exports)),
        " − ",
        inside(_("imports %(value)s") % {"value": _reading(one.imports)}, _figure(one.imports)),
        f" ({one.exports.rows[0].source_publisher})",
    ]
    return html.Tr(
        [
            html.Td(str(one.year)),
            html.Td(bases.tag(one.basis, short=True)),
            html.Td(_value(one), className="n"),
            html.Td(span_text(one.bounds, Unit.USD, digits=_DIGITS, signed=True), className="n quiet"),
            html.Td(words, className="words meta"),
        ],
        className="derived",
    )


def _value(one: Balance) -> str:
    if one.value is None:
        return span_text(one.bounds, Unit.USD, digits=_DIGITS, signed=True)
    return span_text(Bounds(one.value, one.value), Unit.USD, digits=_DIGITS, signed=True)


def _reading(reading: Reading) -> str:
    return span_text(Bounds(Fraction(reading.value), Fraction(reading.value)), Unit.USD, digits=_DIGITS)


def _figure(reading: Reading) -> str:
    return f"/figures/{reading.rows[0].figure_id}"

"""Derived values as a table of their own: what follows, from which figures, by what arithmetic."""

from collections.abc import Sequence

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import OPEN, inside
from tradedash.domain.indicator import Unit
from tradedash.formatting import amount_text, count_text, label_text, period_text, size_text, span_text, with_unit
from tradedash.formatting import inside as inside_sentence
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.queries.derived import Derived, Kind

_ROLES = {
    Kind.SUM: N_("Derived: sum of a release"),
    Kind.IMPLIED: N_("Derived: all figures together"),
    Kind.CONVERTED: N_("Converted"),
}
_DERIVED = N_("Derived")
_SHORT = 3
_CLOSES = attributes(data_close_panel="")


def derived_table(derived: Sequence[Derived], bases: Bases) -> html.Details:
    """Return the derived values, folded up below the figures: they are nobody's words and no rows of the downloads."""
    directed = len({(one.ref_area, one.counterpart_area) for one in derived}) > 1
    columns = (
        (_("Period"), ""),
        (_("Basis"), ""),
        (_("Value"), "n"),
        (_("May be"), "n"),
        (_("Follows from"), ""),
        (_("How"), ""),
    )
    head = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in columns]))
    lines: list[Child] = [_line(one, bases, directed=directed) for one in derived]
    table = html.Table([head, html.Tbody(lines)], className="stack")
    summary = html.Summary(_("%(values)s, nobody’s words") % {"values": count_text(len(derived), "derived value")})
    return html.Details([summary, html.Div(table, className="tablewrap")])


def derived_panel(one: Derived, bases: Bases, label: str) -> html.Section:
    """Return the panel of one derived value: its interval, how it follows, and the figures it follows from."""
    signed = one.kind is Kind.GROWTH
    period = period_text(one.period.code)
    value, span = _value(one, signed=signed), span_text(one.bounds, one.unit, signed=signed)
    may_be: list[Child] = [" ", html.Small(_("may be %(bounds)s") % {"bounds": span})] if span != value else []
    top: list[Child] = [
        html.Span(f"{_(_ROLES.get(one.kind, _DERIVED))}, {period}"),
        html.Button(_("Close"), type="submit", form=OPEN, **_CLOSES),
    ]
    inputs: list[Child] = [html.Li(inside(_input_text(row, one), f"/figures/{row.figure_id}")) for row in one.inputs]
    parts: list[Child] = [
        html.Div(top, className="top"),
        html.P([value, *may_be], className="num"),
        html.P([f"{label}, {period}. ", bases.tag(one.basis)], className="meta"),
        html.P([_("Nobody said this number: it is computed."), " ", here(one.how)], className="standing"),
        html.H3(_("Follows from %(figures)s") % {"figures": count_text(len(one.inputs), "figure")}),
        html.Ul(inputs, className="inputs"),
    ]
    about = attributes(
        data_panel="derived",
        data_id=one.key,
        aria_label=_("Derived value: %(value)s, %(period)s") % {"value": value, "period": period},
    )
    return html.Section(parts, className=f"panel {bases.css(one.basis)}", tabIndex="-1", **about)


def _line(one: Derived, bases: Bases, *, directed: bool) -> html.Tr:
    """A derived value is no figure: it has no id and no words, only links to its figures."""
    signed = one.kind is Kind.GROWTH
    direction = bases.direction(one.ref_area, one.counterpart_area) if directed else ""
    cells = [
        html.Td([period_text(one.period.code), html.Div(direction, className="meta") if direction else None]),
        html.Td(bases.tag(one.basis, short=True)),
        html.Td(_value(one, signed=signed), className="n"),
        html.Td(span_text(one.bounds, one.unit, signed=signed), className="n quiet"),
        html.Td([html.Div([_("From:"), " ", *_inputs(one)]), html.Div(here(one.how))], className="words meta"),
        html.Td(_(_ROLES.get(one.kind, _DERIVED)), className="quiet"),
    ]
    return html.Tr(cells, className="derived", tabIndex="-1", **attributes(data_derived=one.key))


def _value(one: Derived, *, signed: bool) -> str:
    """Three digits are enough beside the interval; an exact sum shows itself."""
    if one.value is None or one.kind is Kind.CONVERTED:
        return span_text(one.bounds, one.unit, digits=_SHORT, signed=signed)
    size = next((size for size in (9, 6, 3) if abs(one.value) >= 10**size), 0) if one.unit != Unit.RATIO else 0
    return f"{amount_text(one.value, size, _SHORT if size == 9 else 0)} {size_text(size, one.unit)}".strip()


def _inputs(one: Derived) -> list[Child]:
    links: list[Child] = []
    for number, row in enumerate(one.inputs):
        if number:
            links.append(_(" and ") if number == len(one.inputs) - 1 else ", ")
        links.append(inside(_input_text(row, one), f"/figures/{row.figure_id}"))
    return links


def _input_text(row: FigureRow, one: Derived) -> str:
    label = inside_sentence(label_text(row.indicator_label))
    what = "" if row.indicator == one.indicator else f"{label}, "
    return f"{what}{with_unit(row)}, {period_text(row.time_period)} ({row.source_publisher})"

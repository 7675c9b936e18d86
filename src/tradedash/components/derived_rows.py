"""Derived values among the figures of a table: what follows, from which figures, by what arithmetic."""

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.domain.indicator import Unit
from tradedash.formatting import amount_text, period_text, size_text, span_text, with_unit
from tradedash.frames import FigureRow
from tradedash.queries.derived import Derived, Kind

_ROLES = {
    Kind.SUM: "Derived: sum of a release",
    Kind.IMPLIED: "Derived: all figures together",
    Kind.CONVERTED: "Converted",
}
_SHORT = 3


def derived_line(one: Derived, bases: Bases, period: str | list[Child]) -> html.Tr:
    """Return the line of a derived value. It is no figure: it has no id and no words, only links to its figures."""
    signed = one.kind is Kind.GROWTH
    cells = [
        html.Td(period),
        html.Td(bases.tag(one.basis, short=True)),
        html.Td(_value(one, signed=signed), className="n"),
        html.Td(span_text(one.bounds, one.unit, signed=signed), className="n quiet"),
        html.Td([html.Div(["From ", *_inputs(one)]), html.Div(one.how)], className="words meta"),
        html.Td(_ROLES.get(one.kind, "Derived"), className="quiet"),
    ]
    return html.Tr(cells, className="derived", tabIndex="-1", **attributes(data_derived=one.key))


def year_of_derived(one: Derived) -> str:
    """Return the year under which a derived value is listed."""
    return str(one.period.end.year) if one.period.end else "No period named"


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
            links.append(" and " if number == len(one.inputs) - 1 else ", ")
        links.append(inside(_input_text(row, one), f"/figures/{row.figure_id}"))
    return links


def _input_text(row: FigureRow, one: Derived) -> str:
    what = "" if row.indicator == one.indicator else f"{row.indicator_label.lower()}, "
    return f"{what}{with_unit(row)}, {period_text(row.time_period)} ({row.source_publisher})"

"""Two series beside each other: the form that chooses them, and the rows they share."""

from collections.abc import Mapping, Sequence

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.components.native import Input, Select
from tradedash.components.pairs import pair_field
from tradedash.components.roles import shows_sign
from tradedash.components.words import short_value
from tradedash.domain.indicator import Indicator
from tradedash.formatting import period_text, span_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.reasoning.claims import row_bounds
from tradedash.reasoning.common import Common

Choices = Sequence[tuple[str, str]]


def compare_form(path: str, indicators: Choices, pairs: Choices, values: Mapping[str, str], kept: Choices) -> html.Form:
    """Return the GET form; a pair is asked for only where there is more than one. `kept` goes along unseen."""
    parts: list[Child] = [
        _select(_("First"), "a", indicators, values),
        pair_field(_("Of the pair"), "pair", pairs, values["pair"]) if len(pairs) > 1 else None,
        _select(_("Second"), "b", indicators, values),
        pair_field(_("Of the pair"), "pair_b", pairs, values["pair_b"]) if len(pairs) > 1 else None,
        *(Input(type="hidden", name=name, value=value) for name, value in kept),
        html.Button(_("Compare"), type="submit", className="btn"),
    ]
    about = attributes(aria_label=_("What is compared"))
    return html.Form(parts, action=path, method="get", className="filters choose", **about)


def common_table(
    shared: Sequence[Common],
    columns: tuple[str, str],
    indicators: tuple[Indicator, Indicator],
    bases: tuple[Bases, Bases],
) -> html.Div:
    """Return the rows that both series have; each value leads to its figure."""
    heads = [(_("Period"), ""), (columns[0], ""), (columns[1], "")]
    header = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in heads]))
    lines: list[Child] = [
        html.Tr(
            [
                html.Th(period_text(one.period), scope="row"),
                _cell(one.first, indicators[0], bases[0]),
                _cell(one.second, indicators[1], bases[1]),
            ]
        )
        for one in shared
    ]
    caption = html.Caption(_("Headline figures of one period on the same side’s statistics, newest first."))
    return html.Div(html.Table([caption, header, html.Tbody(lines)], className="pairs"), className="tablewrap")


def _cell(row: FigureRow, indicator: Indicator, bases: Bases) -> html.Td:
    signed, directed = shows_sign(indicator), not indicator.is_symmetric
    value = inside(short_value(row, signed=signed), f"/figures/{row.figure_id}")
    words: list[Child] = [bases.tag(row.basis)]
    if directed:
        words.append(f", {bases.direction(row.ref_area, row.counterpart_area)}")
    span = span_text(row_bounds(row), row.unit_measure, signed=signed)
    if span != short_value(row, signed=signed):
        words.append(f", {_('may be %(bounds)s') % {'bounds': span}}")
    return html.Td([html.B(value), html.Div(words, className="meta")])


def _select(label: str, name: str, choices: Choices, values: Mapping[str, str]) -> html.Label:
    options = [html.Option(text, value=value) for value, text in choices]
    return html.Label([html.Span(label), Select(options, name=name, defaultValue=values[name])], className="field")

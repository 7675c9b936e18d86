"""The cards of the overview: one headline figure each, with its words and what else is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.figure_panel import chart_address
from tradedash.components.ledger import entries
from tradedash.components.links import inside
from tradedash.components.roles import shows_sign
from tradedash.components.strip import print_strip, target_strip, value_strip
from tradedash.components.words import quote, said_text, value_beside
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.formatting import (
    count_text,
    hedged,
    listed,
    number_text,
    period_text,
    unit_text,
    value_text,
)
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline figure with all figures of its key, itself among them."""

    row: FigureRow
    rivals: Sequence[FigureRow]
    indicator: Indicator

    @property
    def signed(self) -> bool:
        return shows_sign(self.indicator)

    @property
    def values(self) -> list[FigureRow]:
        """One row for each different value and hedge, the headline first, then by value."""
        found = {(row.value, row.qualifier): row for row in reversed([self.row, *self.rivals])}
        return [self.row, *sorted((row for row in found.values() if row is not self.row), key=lambda row: row.value)]


def card(headline: Headline, bases: Bases) -> html.Article:
    """Return the card; its number leads to the figure in its chart."""
    row = headline.row
    number = inside(number_text(row.obs_value, signed=headline.signed), chart_address(row), className="plain")
    before, _number, behind = hedged("\0", row.qualifier).partition("\0")
    return html.Article(
        [
            html.H3(_title(headline, bases)),
            html.P(
                [
                    *([html.Small(before)] if before else []),
                    number,
                    " ",
                    html.Small(f"{_unit(row)}{behind}"),
                ],
                className="num",
            ),
            html.P(quote(row)),
            html.Div(_strip(headline, bases)),
            html.P(_meta(headline), className="meta"),
        ],
        className=f"card {bases.css(None if headline.indicator.kind is IndicatorKind.TARGET else row.basis)}",
    )


def _title(headline: Headline, bases: Bases) -> str:
    row, label = headline.row, bases.label(headline.indicator, headline.row)
    if headline.indicator.kind is IndicatorKind.TARGET:
        named = {"label": label, "period": period_text(row.time_period)}
        return _("%(label)s, for %(period)s") % named if row.period_end else label
    return f"{label} {period_text(row.time_period)}, {bases.statistics(row.basis)}"


def _unit(row: FigureRow) -> str:
    if row.comparison_period:
        return _("%(unit)s on %(period)s") % {"unit": unit_text(row), "period": period_text(row.comparison_period)}
    return unit_text(row)


def _strip(headline: Headline, bases: Bases) -> Child:
    if headline.indicator.kind is IndicatorKind.TARGET:
        return target_strip()
    if len(headline.values) > 1:
        return value_strip(headline.values, signed=headline.signed, square=bases.css(headline.row.basis) == "b-second")
    return print_strip([len(entry.rows) for entry in entries(headline.rivals)])


def _meta(headline: Headline) -> str:
    row = headline.row
    said = f"{said_text(row)}, {row.source_publisher}"
    statements = entries(headline.rivals)
    number = len({entry.first.statement_id for entry in statements})
    counted = _("%(prints)s of %(statements)s") % {
        "prints": count_text(len(headline.rivals), "print"),
        "statements": count_text(number, "statement"),
    }
    others = [value_beside(other, unit_text(row), signed=headline.signed) for other in headline.values[1:]]
    rival = _("also named") if headline.indicator.kind is IndicatorKind.TARGET else _("competing")
    same = _(", all %(value)s") % {"value": value_text(row, signed=headline.signed)}
    rest = f"; {rival}: {listed(others)}" if others else same
    forecast = _(" A forecast.") if row.has_flag(Flag.FORECAST) else ""
    return f"{said}. {counted}{rest if len(headline.rivals) > 1 else ''}.{forecast}"

"""The rows of a chart as a table: the same figures in the same order, grouped by year."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import opener
from tradedash.components.reasons import period_notes, reasons
from tradedash.components.roles import role_text, year_of
from tradedash.components.words import outlet, quote, said_text, shared_unit, value_beside
from tradedash.formatting import bounds_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.reasoning.headline import Rule

_COLUMNS = 6


def figure_table(
    rows: Sequence[FigureRow],
    bases: Bases,
    *,
    caption: str,
    signed: bool,
    rule: Rule = Rule.PREFERRED,
) -> html.Div:
    """Return the table; each row opens its figure, and on phones stands as two lines. A headline says why it is one."""
    directions = {(row.ref_area, row.counterpart_area) for row in rows}
    shared = shared_unit(rows)
    head = html.Tr(
        [
            _th(_("Period")),
            _th(_("Basis")),
            _th(shared or _("Value"), "n"),
            _th(_("May be"), "n"),
            _th(_("As printed")),
            _th(_("Role")),
        ]
    )
    view = _View(rows, bases, shared, signed=signed, directed=len(directions) > 1)
    view.reasons = reasons(rows, rule)
    bodies = [html.Tbody([_year(year), *lines]) for year, lines in view.by_year()]
    parts: list[Child] = [html.Caption(caption), html.Thead(head), *bodies]
    table = html.Table(parts, className="stack", **attributes(data_figures=""))
    return html.Div(table, className="tablewrap")


class _View:
    """How the lines of one table are written."""

    def __init__(
        self, rows: Sequence[FigureRow], bases: Bases, unit: str | None, *, signed: bool, directed: bool
    ) -> None:
        self.rows, self.bases, self.unit = rows, bases, unit
        self.signed, self.directed = signed, directed
        self.reasons: Mapping[str, str] = {}

    def by_year(self) -> list[tuple[str, list[Child]]]:
        """Return the lines of each year, newest first and the undated last, as the rows come."""
        return [(year, [self.line(row) for row in found]) for year, found in groupby(self.rows, key=year_of)]

    def line(self, row: FigureRow) -> html.Tr:
        role = role_text(row, self.rows)
        value = value_beside(row, self.unit, signed=self.signed)
        words: list[Child] = [
            quote(row),
            " ",
            outlet(row, className="meta"),
            html.Div(said_text(row), className="meta"),
        ]
        label = _("%(value)s, %(period)s: open") % {
            "value": with_unit(row, signed=self.signed),
            "period": period_text(row.time_period),
        }
        button = opener(value, row.figure_id, label)
        cells = [
            html.Td([period_text(row.time_period), *self._direction(row), *period_notes(row)]),
            html.Td(self.bases.tag(row.basis, short=True)),
            html.Td(button, className="n"),
            html.Td(bounds_text(row), className="n quiet"),
            html.Td(words, className="words"),
            html.Td([role, *self._reason(row)], className="quiet"),
        ]
        return html.Tr(
            cells, className="head1" if row.headline else "", **attributes(data_figure=row.figure_id, data_role=role)
        )

    def _reason(self, row: FigureRow) -> list[Child]:
        reason = self.reasons.get(row.figure_id)
        return [html.Div(reason, className="meta why")] if reason else []

    def _direction(self, row: FigureRow) -> list[Child]:
        if not self.directed:
            return []
        return [html.Div(self.bases.direction(row.ref_area, row.counterpart_area), className="meta")]


def _year(year: str) -> html.Tr:
    return html.Tr(html.Th(year, colSpan=_COLUMNS, scope="colgroup"), className="group")


def _th(label: str, css: str = "") -> html.Th:
    return html.Th(label, scope="col", className=css)

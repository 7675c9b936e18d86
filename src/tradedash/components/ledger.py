"""The ledger beside the chart: the printed phrases, one row per statement and value, newest period first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import attributes
from tradedash.components.links import opener
from tradedash.components.roles import role_text, year_of
from tradedash.components.words import language_name, outlets, quote, said_text, shared_unit, value_beside
from tradedash.domain.period import PeriodKind
from tradedash.formatting import count_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Entry:
    """Reprints of one statement with one value; the first speaks for all."""

    rows: tuple[FigureRow, ...]

    @property
    def first(self) -> FigureRow:
        return self.rows[0]


def entries(rows: Sequence[FigureRow]) -> list[Entry]:
    """Group reprints: the same statement, key, value and hedge. The order of the rows stays."""
    groups: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in rows:
        same = (row.statement_id, *row.key, row.obs_value, str(row.unit_mult), row.qualifier)
        groups.setdefault(same, []).append(row)
    return [Entry(tuple(found)) for found in groups.values()]


def ledger(rows: Sequence[FigureRow], bases: Bases, *, signed: bool) -> html.Div:
    """Return the list; rows carry `data-figure` so that the script can tie them to marks and panel."""
    items: list[html.Li] = []
    unit = shared_unit(rows)
    for year, of_year in groupby(entries(rows), key=lambda entry: year_of(entry.first)):
        found = list(of_year)
        prints = sum(len(entry.rows) for entry in found)
        statements = len({entry.first.statement_id for entry in found})
        count = f"{count_text(statements, 'statement')}, {count_text(prints, 'print')}"
        items.append(html.Li([f"{year} ", html.Span(count, className="meta")], className="year"))
        items += [_item(entry, rows, bases, unit, signed=signed) for entry in found]
    order = _("%(unit)s, newest first") % {"unit": unit} if unit else _("newest first")
    title = html.Div([html.H2(_("The words")), html.Span(order, className="meta")], className="sec")
    return html.Div([title, html.Ul(items, className="ledger")], className="ledgerbox")


def _item(entry: Entry, rows: Sequence[FigureRow], bases: Bases, unit: str | None, *, signed: bool) -> html.Li:
    row = entry.first
    label = _("%(value)s, %(statistics)s, %(period)s: open") % {
        "value": with_unit(row, signed=signed),
        "statistics": bases.statistics(row.basis),
        "period": period_text(row.time_period),
    }
    text = value_beside(row, unit, signed=signed)
    button = opener(text, row.figure_id, label)
    value = html.Div([button, bases.tag(row.basis, short=True), *_part(row)], className="value")
    words = html.Div([quote(row), html.Div(_said(entry), className="meta")])
    also = " ".join(other.figure_id for other in entry.rows[1:])
    return html.Li(
        [value, words],
        className=f"row {bases.css(row.basis)}{' head1' if row.headline else ''}",
        title=role_text(row, rows),
        **attributes(data_figure=row.figure_id, data_also=also),
    )


def _part(row: FigureRow) -> list[html.Span]:
    if row.freq == PeriodKind.YEAR or row.period_end is None:
        return []
    return [html.Span(period_text(row.time_period), className="meta")]


def _said(entry: Entry) -> str:
    row = entry.first
    copies = f" · {count_text(len(entry.rows), 'print')}" if len(entry.rows) > 1 else ""
    where = (
        outlets(list(entry.rows))
        if len(entry.rows) <= 2
        else _("%(outlet)s and others") % {"outlet": row.source_publisher}
    )
    return f"{said_text(row)} · {where} · {language_name(row.language)}{copies}"

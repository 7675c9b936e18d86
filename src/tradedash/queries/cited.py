"""What a citation calls a figure or a chart, and the address that leads back to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import Connection

from tradedash.domain.hedges import POLICY_VERSION
from tradedash.formatting import (
    basis_text,
    day_text,
    is_signed,
    listed,
    measured_text,
    period_text,
    with_names,
    with_unit,
)
from tradedash.frames import FigureRow
from tradedash.queries import figures
from tradedash.queries.asof import lists_then
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.selection import Selection


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure and what it is in words: "4.1 bn USD, Trade turnover, 2024, Russian statistics"."""

    row: FigureRow
    what: str


@dataclass(frozen=True, slots=True)
class CitedChart:
    """What a chart shows in words, its address, and the figures it rests on."""

    what: str
    url: str
    rows: Sequence[FigureRow]


def figure(conn: Connection, figure_id: str, base_url: str) -> CitedFigure:
    """Return a figure that was published. Raises: NotFound."""
    row = figures.figure(conn, figure_id, base_url)
    return CitedFigure(row, figure_words(row, code_lists(conn)))


def chart(conn: Connection, selection: Selection, base_url: str) -> CitedChart:
    """Return what the chart of a selection shows; the selection names an indicator."""
    rows = figures.figures(conn, selection, base_url).rows
    lists = lists_then(conn, code_lists(conn), selection.recorded_as_of)
    return CitedChart(chart_words(selection, rows, lists), chart_url(selection, base_url), rows)


def figure_words(row: FigureRow, lists: CodeLists) -> str:
    """Return a figure in words, with its status where it is not in use any more."""
    indicator = lists.indicators[row.indicator]
    measured = measured_text(indicator, _name(lists, row.ref_area), _name(lists, row.counterpart_area))
    words = [with_unit(row, signed=is_signed(indicator.kind)), measured, period_text(row.time_period)]
    words.append(basis_text(lists.economies, row.basis))
    return ", ".join(words) if row.status == "published" else f"{', '.join(words)} ({row.status})"


def chart_words(selection: Selection, rows: Sequence[FigureRow], lists: CodeLists) -> str:
    """Return indicator, pair, filters, rule and clocks in words; which area is which is told by the first row."""
    pair = selection.pair
    names = listed([_name(lists, pair.first), _name(lists, pair.second)]) if pair else ""
    words = [
        _label(selection, rows, lists),
        names,
        listed([basis_text(lists.economies, code) for code in selection.basis]),
    ]
    words.append(f"from {day_text(selection.since)}" if selection.since else "")
    words.append(f"to {day_text(selection.until)}" if selection.until else "")
    words.append(f"as known on {day_text(selection.as_of)}" if selection.as_of else "")
    then = dict(selection.query()).get("recorded_as_of")
    words.append(f"as recorded at {then}" if then else "")
    words.append(f"headline rule “{selection.rule}”, policy version {POLICY_VERSION}")
    return ", ".join(word for word in words if word)


def chart_url(selection: Selection, base_url: str) -> str:
    """Return the chart's address with pair, filters, rule and clocks, the usual ones named too.

    What is usual may change, and a citation must not.
    """
    given = [item for item in selection.query() if item[0] not in ("indicator", "rule")]
    given.append(("rule", selection.rule.value))
    if not selection.derived:
        given.append(("derived", "0"))
    if selection.currency:
        given.append(("currency", selection.currency.value))
    return f"{base_url}/charts/{selection.indicator}?{urlencode(given)}"


def frozen_url(selection: Selection, moment: datetime, base_url: str) -> str:
    """Return an address of the chart that shows for ever what the store held at a moment, under the policy of today."""
    then = replace(selection, recorded_as_of=selection.recorded_as_of or moment)
    return f"{chart_url(then, base_url)}&policy={POLICY_VERSION}"


def _label(selection: Selection, rows: Sequence[FigureRow], lists: CodeLists) -> str:
    label = lists.indicators[selection.indicator].label if selection.indicator else ""
    pair = selection.pair
    areas = (rows[0].ref_area, rows[0].counterpart_area) if rows else (pair.first, pair.second) if pair else None
    return with_names(label, _name(lists, areas[0]), _name(lists, areas[1])) if areas else label


def _name(lists: CodeLists, code: str) -> str:
    return lists.economies[code].name if code in lists.economies else code

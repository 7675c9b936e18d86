"""A series as SDMX-CSV 2.0. Codes of the standard stand here and nowhere else: `S1` for a half year, durations.

Competing figures share all but their id, so FIGURE_ID is a dimension. Figures that name no period are not in it:
without TIME_PERIOD there is no observation.
"""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from io import StringIO

from tradedash.domain.economy import UNSTATED_BASIS
from tradedash.domain.period import MONTHS_A_YEAR, Period, PeriodKind
from tradedash.exports.cells import Value, cell_text
from tradedash.frames import FigureRow

CONTENT_TYPE = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
STRUCTURE, STRUCTURE_ID = "dataflow", "TRADEDASH:FIGURES(1.0)"
#: I is the action “information”: what is there, without saying what changed.
ACTION = "I"
COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "COUNTERPART_AREA", "INDICATOR", "BASIS", "FIGURE_ID",
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMPARISON_PERIOD", "LOWER", "UPPER",
    "QUALIFIER", "HEADLINE", "COMMENT_OBS", "SOURCE_URL",
)  # fmt: skip
#: CL_FREQ has no spans from January and no other spans: they are “other”.
_FREQ = {
    PeriodKind.YEAR: "A",
    PeriodKind.HALF: "S",
    PeriodKind.QUARTER: "Q",
    PeriodKind.MONTH: "M",
    PeriodKind.POINT: "D",
    PeriodKind.YEAR_TO_DATE: "_O",
    PeriodKind.RANGE: "_O",
}
_UNKNOWN = "_U"


def table(rows: Iterable[FigureRow]) -> bytes:
    """Return the rows that have a period, in their order, the header first."""
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(COLUMNS)
    for row in rows:
        if row.period_start is not None:
            write([cell_text(value) for value in _cells(row)])
    return buffer.getvalue().encode()


def time_period(period: Period) -> str:
    """Return a period in the standard's own codes; the unstated one has none and is empty."""
    if period.start is None or period.end is None:
        return ""
    match period.kind:
        case PeriodKind.HALF:
            return period.code.replace("-H", "-S")
        case PeriodKind.YEAR_TO_DATE | PeriodKind.RANGE:
            return f"{period.start.isoformat()}/{_duration(period, period.start, period.end)}"
        case _:
            return period.code


def _duration(period: Period, start: date, end: date) -> str:
    """Return how long a span is from its first day: in years, else in months, else in days."""
    months = period.months
    if months and months % MONTHS_A_YEAR == 0:
        return f"P{months // MONTHS_A_YEAR}Y"
    return f"P{months}M" if months else f"P{(end - start + timedelta(days=1)).days}D"


def _cells(row: FigureRow) -> list[Value]:
    period, comparison = Period.parse(row.time_period), Period.parse(row.comparison_period)
    basis = _UNKNOWN if row.basis == UNSTATED_BASIS else row.basis
    return [
        STRUCTURE, STRUCTURE_ID, ACTION, _FREQ[period.kind], row.ref_area, row.counterpart_area, row.indicator, basis,
        row.figure_id, time_period(period), row.obs_value, row.unit_measure, row.unit_mult, _status(row),
        time_period(comparison), row.lower, row.upper, row.qualifier, row.headline, row.as_printed, row.source_url,
    ]  # fmt: skip


def _status(row: FigureRow) -> str:
    """Return the code of CL_OBS_STATUS: forecast, estimated or normal."""
    if row.has_flag("forecast"):
        return "F"
    return "E" if row.has_flag("estimated") else "A"

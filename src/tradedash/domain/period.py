"""Periods: a kind, a first and a last day. Never a single date for a span.

The text form is the `time_period` of the public contract: `2024`, `2023-H1`, `2017-Q1`, `2025-11`, `2025-11-26`,
`2025-01/2025-09`, `2012/2019`, `unstated`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tradedash.domain.errors import BadValue

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS_A_YEAR = 12
_DECEMBER_LAST = 31
_PART = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|([0-9]{2})(?:-([0-9]{2}))?))?")
HOW_TO_WRITE = "Write a year (2024), 2023-H1, 2017-Q1, 2025-11, a day (2025-11-26) or a span (2025-01/2025-09)."


class PeriodKind(StrEnum):
    """FREQ of the contract: what sort of time a figure speaks of."""

    YEAR = "A"
    HALF = "H"
    QUARTER = "Q"
    MONTH = "M"
    YEAR_TO_DATE = "YTD"
    RANGE = "range"
    POINT = "point"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A time with its kind; `start` and `end` are inclusive, both None exactly when the kind is unstated."""

    start: date | None
    end: date | None
    kind: PeriodKind

    @classmethod
    def parse(cls, text: str | None) -> "Period":
        """Read the text form; None, empty and `unstated` are the unstated period.

        Any spelling of one span gives one period: `2024-01/2024-12` is the year 2024.
        Raises: BadValue naming how to write a period.
        """
        if text is None or text.strip() in ("", PeriodKind.UNSTATED):
            return UNSTATED
        first, slash, last = text.strip().partition("/")
        start, end = _span(first)
        if slash:
            end = _span(last)[1]
            if end < start:
                raise BadValue(f"The period ends before it begins. {HOW_TO_WRITE}", "period")
        return cls.of(start, end)

    @classmethod
    def of(cls, start: date, end: date) -> "Period":
        """Return the period from `start` to `end`, both included, with the kind that the days imply."""
        return cls(start, end, _kind(start, end))

    @property
    def code(self) -> str:
        """The text form, in its shortest spelling."""
        if self.start is None or self.end is None:
            return PeriodKind.UNSTATED.value
        year, month = self.start.year, self.start.month
        match self.kind:
            case PeriodKind.YEAR:
                return f"{year}"
            case PeriodKind.HALF:
                return f"{year}-H{1 if month == 1 else 2}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{(month + 2) // 3}"
            case PeriodKind.MONTH:
                return f"{year}-{month:02}"
            case PeriodKind.POINT:
                return self.start.isoformat()
            case _:
                return _span_code(self.start, self.end)

    @property
    def months(self) -> int:
        """How many whole months the period covers; 0 for days and for the unstated period."""
        if self.start is None or self.end is None or not _whole_months(self.start, self.end):
            return 0
        years = self.end.year - self.start.year
        return MONTHS_A_YEAR * years + self.end.month - self.start.month + 1

    @property
    def is_part_year(self) -> bool:
        """True for a span of less than a year: drawn over its months and never joined to a year."""
        if self.start is None or self.end is None or self.kind in (PeriodKind.YEAR, PeriodKind.POINT):
            return False
        return self.end < _shifted(self.start, years=1) - timedelta(days=1)

    def year_before(self) -> "Period":
        """Return the same months (or day) one year earlier: the comparison period that `growth` implies."""
        if self.start is None or self.end is None:
            return UNSTATED
        start, end = _shifted(self.start, years=-1), _shifted(self.end, years=-1)
        if self.kind is not PeriodKind.POINT and _is_month_end(self.end):
            end = _month_end(end.year, end.month)
        return Period.of(start, end)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Tell whether any day lies in [first, last]; an unstated period overlaps only the unlimited window."""
        if self.start is None or self.end is None:
            return first is None and last is None
        return (first is None or self.end >= first) and (last is None or self.start <= last)

    def __str__(self) -> str:
        return self.code


UNSTATED = Period(None, None, PeriodKind.UNSTATED)


def parse_day(text: str, field: str = "") -> date:
    """Read an ISO day. Raises: BadValue if there is no such day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()):
        raise BadValue("Write the day as year-month-day, for example 2025-11-26.", field)
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise BadValue(f"There is no day {text.strip()}; write a real one such as 2025-11-26.", field) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue(f"Give a day between {FIRST_YEAR} and {LAST_YEAR}.", field)
    return day


def parse_edge(text: str, *, last: bool, field: str = "") -> date:
    """Read `YYYY[-MM[-DD]]` as its first day, or as its last day if `last`. Raises: BadValue."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise BadValue("Write a year, a month or a day: 2024, 2024-06 or 2024-06-30.", field)
    try:
        return _span(text)[1 if last else 0]
    except BadValue as error:
        raise BadValue(str(error), field) from None


def _span(text: str) -> tuple[date, date]:
    """First and last day of one part of a period's text."""
    found = _PART.fullmatch(text.strip())
    if not found:
        raise BadValue(f"“{text.strip()[:40]}” is not a period. {HOW_TO_WRITE}", "period")
    year, half, quarter, month, day = (int(part) if part else 0 for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue(f"Give a period between {FIRST_YEAR} and {LAST_YEAR}.", "period")
    if day or found.group(5):
        only = parse_day(text, "period")
        return only, only
    if found.group(4):
        if not 1 <= month <= MONTHS_A_YEAR:
            raise BadValue(f"There is no month {month}; months run from 01 to 12.", "period")
        return date(year, month, 1), _month_end(year, month)
    if half:
        return date(year, 6 * half - 5, 1), _month_end(year, 6 * half)
    if quarter:
        return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)
    return date(year, 1, 1), date(year, MONTHS_A_YEAR, _DECEMBER_LAST)


def _kind(start: date, end: date) -> PeriodKind:
    if start == end:
        return PeriodKind.POINT
    if start.year != end.year or not _whole_months(start, end):
        return PeriodKind.RANGE
    length = end.month - start.month + 1
    exact = {12: PeriodKind.YEAR, 6: PeriodKind.HALF, 3: PeriodKind.QUARTER, 1: PeriodKind.MONTH}.get(length)
    if exact and (start.month - 1) % length == 0:
        return exact
    return PeriodKind.YEAR_TO_DATE if start.month == 1 else PeriodKind.RANGE


def _span_code(start: date, end: date) -> str:
    if (start.month, start.day, end.month, end.day) == (1, 1, MONTHS_A_YEAR, _DECEMBER_LAST):
        return f"{start.year}/{end.year}"
    if _whole_months(start, end):
        return f"{start:%Y-%m}/{end:%Y-%m}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and _is_month_end(end)


def _is_month_end(day: date) -> bool:
    return day == _month_end(day.year, day.month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _shifted(day: date, *, years: int) -> date:
    """Return the same day of another year; 29 February becomes 28 where there is none."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))

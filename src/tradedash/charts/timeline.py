"""The time axis: numeric, in years, because Plotly's date axes cannot put a label in the middle of a year.

A run of years that no figure speaks of stands as narrow as one year. No line ever crosses such a run, so no slope
is bent by it; years after the last run keep their true decimal number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tradedash.domain.period import Period, PeriodKind
from tradedash.frames import FigureRow
from tradedash.i18n import customs

NARROWED_FROM = 3
_MONTH_ROOM = 32
_SPANS = (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE, PeriodKind.RANGE)


@dataclass(frozen=True, slots=True)
class Stand:
    """When a row speaks of, in decimal years; `is_span` where it is drawn as a bar over that time."""

    start: float
    end: float
    is_span: bool
    is_year: bool

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def stand_of(row: FigureRow, *, by_known_day: bool) -> Stand | None:
    """Return where a row stands in time; None keeps it off the time axis.

    `by_known_day` is for targets: they stand on the day they were stated, whatever year they name.
    """
    if by_known_day:
        return _day(row.known_on) if row.known_on else None
    return stand_of_period(Period(row.period_start, row.period_end, PeriodKind(row.freq)))


def stand_of_period(period: Period) -> Stand | None:
    """Return where a period stands in time, None for the unstated one."""
    if period.start is None or period.end is None:
        return None
    if period.kind is PeriodKind.POINT:
        return _day(period.start)
    return Stand(
        decimal_year(period.start),
        decimal_year(period.end, after=True),
        period.kind in _SPANS,
        period.kind is PeriodKind.YEAR,
    )


def decimal_year(day: date, *, after: bool = False) -> float:
    """Return a day as a decimal year: its first moment, or the moment after it."""
    first, following = date(day.year, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()
    return day.year + (day.toordinal() + after - first) / (following - first)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Years from `first` to `last`; each of `runs` (first and last empty year) is one band wide."""

    first: int
    last: int
    runs: tuple[tuple[int, int], ...]

    def at(self, moment: float) -> float:
        """Return the axis position of a moment; years after the last run are their own position."""
        for start, end in reversed(self.runs):
            if moment >= end + 1:
                return moment + self._saved(end)
            if moment > start:
                inside = (moment - start) / (end + 1 - start)
                return end + self._saved(end) + inside
        return moment + self._saved(self.first)

    @property
    def start(self) -> float:
        return self.at(self.first)

    @property
    def end(self) -> float:
        return self.at(self.last + 1)

    @property
    def bands(self) -> int:
        return round(self.end - self.start)

    def years(self) -> list[int]:
        """Return the years that have a band of their own."""
        hidden = {year for start, end in self.runs for year in range(start, end + 1)}
        return [year for year in range(self.first, self.last + 1) if year not in hidden]

    def _saved(self, year: int) -> int:
        """How far a year is moved right by the runs that come after it."""
        return sum(end - start for start, end in self.runs if start > year)


def timeline_of(stands: Iterable[Stand], *, may_narrow: bool) -> Timeline | None:
    """Return the axis that holds all stands, None if there is none."""
    covered: set[int] = set()
    for stand in stands:
        last = int(stand.end) - (stand.end == int(stand.end) and stand.end > stand.start)
        covered.update(range(int(stand.start), last + 1))
    if not covered:
        return None
    return Timeline(min(covered), max(covered), tuple(_empty_runs(sorted(covered))) if may_narrow else ())


def year_labels(timeline: Timeline, pixels_a_year: float, *, short: bool) -> list[tuple[float, str]]:
    """Return positions and texts of the year labels, each in the middle of its year."""
    needed = 24 if short else 34
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if step * pixels_a_year >= needed)
    years = [year for year in timeline.years() if step == 1 or year % step == 0]
    labels = [(timeline.at(year + 0.5), f"’{year % 100:02}" if short else f"{year}") for year in years]
    labels += [(timeline.at((start + end + 1) / 2), _run_text(start, end, short=short)) for start, end in timeline.runs]
    return sorted(labels)


def month_labels(timeline: Timeline, pixels_a_year: float) -> list[tuple[float, str]]:
    """Return quarterly month labels for an axis of one or two years, where days would else float; none for others."""
    if timeline.bands > 2 or pixels_a_year < 4 * _MONTH_ROOM:
        return []
    months = [(month, customs.month(month)) for month in (1, 4, 7, 10)]
    return [(year + (month - 0.5) / 12, name) for year in timeline.years() for month, name in months]


def _run_text(start: int, end: int, *, short: bool) -> str:
    return "…" if short else f"{start}–<br>{end}"


def _day(day: date) -> Stand:
    middle = (decimal_year(day) + decimal_year(day, after=True)) / 2
    return Stand(middle, middle, False, False)


def _empty_runs(years: Sequence[int]) -> list[tuple[int, int]]:
    pairs = pairwise(years)
    return [(before + 1, after - 1) for before, after in pairs if after - before > NARROWED_FROM]

"""Marks: what one place on the chart says. Prints of one basis, period, value and hedge share a mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tradedash.charts.theme import Style, style_of
from tradedash.charts.timeline import Stand, stand_of
from tradedash.domain.economy import Pair
from tradedash.domain.figure import Rank, Status
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.indicator import IndicatorKind
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow

ARROW = 20


class MarkKind(StrEnum):
    """The shapes of the mark grammar: how sure the number is."""

    EXACT = "exact"
    RELEASE = "release"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"
    TARGET = "target"
    FORECAST = "forecast"
    DEPRECATED = "deprecated"


_TICKS = (MarkKind.OVER, MarkKind.NEARLY, MarkKind.RANGE)
_WHISKERS = (MarkKind.ABOUT, MarkKind.NEARLY, MarkKind.RANGE)
_OPEN_ENDED = (MarkKind.OVER, MarkKind.AT_LEAST, MarkKind.UP_TO)
_FLOORS, _CEILINGS = (MarkKind.OVER, MarkKind.AT_LEAST), (MarkKind.NEARLY, MarkKind.UP_TO)
_RADIUS = {MarkKind.RELEASE: 3.6, MarkKind.FORECAST: 8.0, MarkKind.TARGET: 6.0, MarkKind.DEPRECATED: 4.0}


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the chart with the rows that stand there, the headline first.

    `stand` is None for figures that name no period: they never reach the time axis.
    """

    rows: tuple[FigureRow, ...]
    kind: MarkKind
    style: Style
    stand: Stand | None

    @property
    def row(self) -> FigureRow:
        return self.rows[0]

    @property
    def is_pair(self) -> bool:
        """Two figures of one sentence that meet as one range: "over 1.8, almost 2"."""
        return self.kind is MarkKind.RANGE and len({row.value for row in self.rows}) > 1

    @property
    def headline(self) -> bool:
        return self.row.headline

    @property
    def value(self) -> float:
        return float(self.row.value)

    @property
    def is_span(self) -> bool:
        return self.stand is not None and self.stand.is_span

    @property
    def is_tick(self) -> bool:
        return self.kind in _TICKS

    @property
    def radius(self) -> float:
        """Pixels from the middle to the edge."""
        if self.is_span:
            return 3.5 if self.headline else 2.75
        if self.is_tick:
            return 7.0 if self.headline else 5.5
        return _RADIUS.get(self.kind, 5.5 if self.headline else 4.0)

    @property
    def whiskers(self) -> tuple[float, float]:
        """Up and down from the value, in units of the value; only where the grammar draws them."""
        if self.kind not in _WHISKERS:
            return 0.0, 0.0
        return self.whiskers_of(self.row)

    def whiskers_of(self, row: FigureRow) -> tuple[float, float]:
        """Up and down from one row; from the two of a range that two figures make, to one another."""
        lower, upper = row.lower, row.upper
        if self.is_pair:
            lower, upper = min(row.value for row in self.rows), max(row.value for row in self.rows)
        up = upper - row.value if upper is not None else Decimal(0)
        down = row.value - lower if lower is not None else Decimal(0)
        return max(0.0, float(up)), max(0.0, float(down))

    @property
    def arrow(self) -> int:
        """Pixels of the arrow that claims no end: up, down (negative) or none."""
        if self.kind not in _OPEN_ENDED:
            return 0
        outward = 1 if self.row.value >= 0 else -1
        return ARROW * (-outward if self.kind is MarkKind.UP_TO else outward)


def kind_of(row: FigureRow, indicator_kind: IndicatorKind) -> MarkKind:
    """Return the mark of one row. What it is not (a fact in force) outranks how sure it is."""
    if row.rank == Rank.DEPRECATED or row.status in (Status.RETRACTED, Status.SUPERSEDED):
        return MarkKind.DEPRECATED
    if row.has_flag(Flag.FORECAST):
        return MarkKind.FORECAST
    if indicator_kind is IndicatorKind.TARGET and row.period_start is not None:
        return MarkKind.TARGET
    hedges = [word for word in row.qualifiers if word != Qualifier.EXACT]
    if len(hedges) > 1 and row.lower is not None and row.upper is not None:
        return MarkKind.RANGE
    if hedges:
        return MarkKind(hedges[-1])
    return MarkKind.RELEASE if row.source_type == SourceType.RELEASE else MarkKind.EXACT


def marks_of(rows: Iterable[FigureRow], kind: IndicatorKind, pair: Pair) -> list[Mark]:
    """Return the marks in a fixed order; every row is in exactly one of them."""
    by_known_day = kind is IndicatorKind.TARGET
    places: dict[tuple[object, ...], list[FigureRow]] = {}
    given = list(rows)
    ranges = _ranges(given, kind)
    for row in given:
        said = row.known_on if by_known_day or row.period_start is None else None
        number = ranges.get(row.figure_id) or (row.value, row.lower, row.upper, kind_of(row, kind))
        places.setdefault((row.time_period, said, row.basis, number, row.status), []).append(row)
    marks = [_mark(group, kind, pair, by_known_day=by_known_day) for group in places.values()]
    return sorted(marks, key=_order)


def _mark(group: Sequence[FigureRow], kind: IndicatorKind, pair: Pair, *, by_known_day: bool) -> Mark:
    rows = tuple(sorted(group, key=lambda row: (not row.headline, row.figure_id)))
    drawn = kind_of(rows[0], kind) if len({row.value for row in rows}) == 1 else MarkKind.RANGE
    return Mark(rows, drawn, style_of(rows[0].basis, pair), stand_of(rows[0], by_known_day=by_known_day))


def _ranges(rows: Iterable[FigureRow], kind: IndicatorKind) -> dict[str, tuple[Decimal, Decimal]]:
    """Return by figure_id the two ends of ranges: a floor and a ceiling of one source, speaker and key that meet."""
    sentences: dict[tuple[object, ...], list[FigureRow]] = {}
    for row in rows:
        if kind_of(row, kind) in (*_FLOORS, *_CEILINGS):
            sentences.setdefault((row.source_id, row.speaker, row.stated_on, row.status, row.key), []).append(row)
    found = {}
    for group in sentences.values():
        floors = {row.value for row in group if kind_of(row, kind) in _FLOORS}
        ceilings = {row.value for row in group if kind_of(row, kind) in _CEILINGS}
        if len(floors) == len(ceilings) == 1 and min(floors) < min(ceilings):
            found.update({row.figure_id: (min(floors), min(ceilings)) for row in group})
    return found


def _order(mark: Mark) -> tuple[object, ...]:
    """Headlines stand nearest the middle of their period, then what more prints say."""
    middle = mark.stand.middle if mark.stand else 0.0
    return middle, mark.style.order, mark.row.basis, not mark.headline, -len(mark.rows), mark.value, mark.row.figure_id

"""How far it is to a target: the newest whole year on each basis as a share of the target. Derived, an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradedash.domain.economy import UNSTATED_BASIS
from tradedash.domain.hedges import Bounds, Flag, Qualifier
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import PeriodKind
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import row_bounds
from tradedash.reasoning.intervals import divided

_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Progress:
    """One target beside the newest headline of the same measure on one basis.

    `share` is the headline in percent of the target, `value` its middle where the headline is exact. A goal is no
    measurement: it is taken at its number.
    """

    target: FigureRow
    level: FigureRow
    share: Bounds
    value: Fraction | None


def measure_of(target: Indicator, indicators: Sequence[Indicator]) -> Indicator | None:
    """Return what a target is a target for: the first level of its family that is counted in its unit."""
    if target.kind is not IndicatorKind.TARGET:
        return None
    fits = (one for one in indicators if one.family == target.family and one.unit == target.unit)
    return next((one for one in fits if one.kind is IndicatorKind.LEVEL), None)


def targets(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return one row for each different target, the one stated last first: the newest print stands for the others."""
    newest: dict[tuple[object, ...], FigureRow] = {}
    for row in sorted(rows, key=lambda row: (str(row.known_on or ""), row.figure_id), reverse=True):
        newest.setdefault((row.value, row.unit_measure, row.time_period, row.basis), row)
    return list(newest.values())


def progress(target: FigureRow, levels: Sequence[FigureRow]) -> list[Progress]:
    """Return how far each basis is, in the order of the rows; a target on a basis is measured on that one alone."""
    newest: dict[str, FigureRow] = {}
    for row in levels:
        if row.headline and _is_past_year(row) and row.unit_measure == target.unit_measure:
            kept = newest.get(row.basis)
            if kept is None or _end(row) > _end(kept):
                newest[row.basis] = row
    wanted = [row for row in newest.values() if target.basis in (UNSTATED_BASIS, row.basis)]
    return [_progress(target, row) for row in wanted]


def _progress(target: FigureRow, level: FigureRow) -> Progress:
    goal = Fraction(target.value)
    share = divided(row_bounds(level), Bounds(goal, goal))
    percent = Bounds(_percent(share.lower), _percent(share.upper), share.lower_open, share.upper_open)
    exact = level.qualifiers == (Qualifier.EXACT,) and goal
    return Progress(target, level, percent, Fraction(level.value) / goal * _HUNDRED if exact else None)


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * _HUNDRED


def _is_past_year(row: FigureRow) -> bool:
    early = row.known_on is not None and row.period_end is not None and row.known_on < row.period_end
    return row.freq == PeriodKind.YEAR and not early and not row.has_flag(Flag.FORECAST)


def _end(row: FigureRow) -> int:
    return row.period_end.toordinal() if row.period_end else 0

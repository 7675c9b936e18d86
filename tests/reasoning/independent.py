"""A second opinion for the tests: the same questions, answered by other code.

One unknown for each calendar month and direction, bounds by formulas written here again, scipy's solver. It shares no
line with the code under test, so the two can only agree by both being right or by both being wrong in the same way.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

import numpy as np
from scipy.optimize import linprog

from tradedash.frames import FigureRow

FLOWS = {"turnover": "both", "exports": "out", "imports": "in", "remittances": "remittances"}
GROWN = {
    "turnover_growth": "turnover",
    "turnover_growth_factor": "turnover",
    "exports_growth": "exports",
    "imports_growth": "imports",
    "remittances_growth": "remittances",
    "turnover_increase": "turnover",
}
Vector = dict[tuple[object, ...], float]
Rows = list[tuple[Vector, float]]
CLEAR = 2e-9
EXACTLY = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10, "presolve": False}


class Answer(Enum):
    """`UNCLEAR` is closer to the edge than the numbers of this solver can tell."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNCLEAR = "unclear"


def judge(rows: Sequence[FigureRow]) -> Answer:
    """Tell whether figures of one world can all be true."""
    size = max((abs(float(row.value)) for row in rows if row.unit_measure == "USD"), default=1.0)
    inequalities = [one for row in rows for one in _inequalities(row, rows, size)]
    columns = {key: place for place, key in enumerate(sorted({k for v, _ in inequalities for k in v}, key=repr))}
    matrix, limits = np.zeros((len(inequalities), len(columns) + 1)), np.zeros(len(inequalities))
    for place, (vector, limit) in enumerate(inequalities):
        biggest = max(abs(factor) for factor in vector.values())
        for key, factor in vector.items():
            matrix[place, columns[key]] = factor / biggest
        matrix[place, -1], limits[place] = -1.0, limit / biggest
    cost = np.zeros(len(columns) + 1)
    cost[-1] = 1.0
    # The least t by which every inequality must give way; it may be below zero, when there is room.
    found = linprog(
        cost,
        A_ub=matrix,
        b_ub=limits,
        bounds=[(0, None)] * len(columns) + [(-1, None)],
        method="highs",
        options=EXACTLY,
    )
    assert found.status == 0, found.message
    if abs(found.fun) <= CLEAR:
        return Answer.UNCLEAR
    return Answer.IMPOSSIBLE if found.fun > 0 else Answer.POSSIBLE


def is_smallest(rows: Sequence[FigureRow]) -> bool:
    """Tell whether the figures clash and no longer do when any one of them is left out."""
    fewer = [[row for row in rows if row is not left] for left in rows]
    return judge(rows) is not Answer.POSSIBLE and all(judge(some) is not Answer.IMPOSSIBLE for some in fewer if some)


def bounds(row: FigureRow) -> tuple[float, float]:
    """Return the interval of a print, ends included, in units of its value."""
    step = 10.0 ** (row.unit_mult - len(row.obs_value.partition(".")[2]))
    if "." not in row.obs_value and row.unit_measure != "percent":
        step *= 10 ** (len(row.obs_value) - len(row.obs_value.rstrip("0")))
    v, low, high = float(row.value), -np.inf, np.inf
    for word in row.qualifiers:
        match word:
            case "exact":
                ends = (v - step / 2, v + step / 2)
            case "about":
                wide = max(step / 2, abs(v) * 0.05)
                ends = (v - wide, v + wide)
            case "over" | "at_least":
                ends = (v, np.inf) if v >= 0 else (-np.inf, v)
            case "up_to":
                ends = (-np.inf, v) if v >= 0 else (v, np.inf)
            case "nearly":
                ends = (0.9 * v, v) if v >= 0 else (v, 0.9 * v)
        low, high = max(low, ends[0]), min(high, ends[1])
    return low, high


def _inequalities(row: FigureRow, rows: Iterable[FigureRow], size: float) -> Rows:
    low, high = bounds(row)
    flow = GROWN.get(row.indicator, row.indicator)
    if flow not in FLOWS:
        return _between({_stock(row): 1.0}, low / (100 if row.unit_measure == "percent" else size), high / size)
    value = _sum(flow, row, row.time_period)
    if row.indicator not in GROWN:
        found = _between(value, low / size, high / size)
        return found + (_record(row, rows, flow, value) if row.has_flag("record") else [])
    base = _sum(flow, row, row.comparison_period or "")
    if row.unit_measure == "USD":
        return _between(_plus(value, base, -1.0), low / size, high / size)
    if row.unit_measure == "percent":
        low, high = 1 + low / 100, 1 + high / 100
    at_most = [(_plus(value, base, -high), 0.0)] if np.isfinite(high) else []
    at_least = [(_plus({k: -f for k, f in value.items()}, base, low), 0.0)] if np.isfinite(low) else []
    return [*at_most, *at_least, ({k: -f for k, f in base.items()}, -1e-6)]


def _record(row: FigureRow, rows: Iterable[FigureRow], flow: str, value: Vector) -> Rows:
    found: Rows = []
    own = months(row.time_period)
    for other in rows:
        for period in (other.time_period, other.comparison_period or ""):
            if GROWN.get(other.indicator, other.indicator) not in FLOWS or not period:
                continue
            named, back = months(period), own[0] - months(period)[0]
            theirs = _sum(GROWN.get(other.indicator, other.indicator), other, period)
            if len(named) == len(own) and back > 0 and back % 12 == 0 and theirs == _sum(flow, row, period):
                found.append((_plus(theirs, value, -1.0), 0.0))
    return found


def _sum(flow: str, row: FigureRow, period: str) -> Vector:
    ways = [(row.ref_area, row.counterpart_area), (row.counterpart_area, row.ref_area)]
    names = {"both": [("goods", w) for w in ways], "out": [("goods", ways[0])], "in": [("goods", ways[1])]}
    parts = names.get(FLOWS[flow], [(flow, ways[0])])
    return {(name, way, month): 1.0 for name, way in parts for month in months(period)}


def months(period: str) -> list[int]:
    """Return the months of a year, half, quarter, month or span of months, counted from year 0."""
    first, _, last = period.partition("/")
    start, end = _span(first)
    return list(range(start, _span(last)[1] + 1 if last else end + 1))


def _span(text: str) -> tuple[int, int]:
    year, _, part = text.partition("-")
    begin = int(year) * 12
    if not part:
        return begin, begin + 11
    if part.startswith("H"):
        return begin + 6 * int(part[1]) - 6, begin + 6 * int(part[1]) - 1
    if part.startswith("Q"):
        return begin + 3 * int(part[1]) - 3, begin + 3 * int(part[1]) - 1
    return begin + int(part) - 1, begin + int(part) - 1


def _stock(row: FigureRow) -> tuple[object, ...]:
    day = row.period_start if row.freq in ("point", "M") else row.stated_on
    assert isinstance(day, date)
    return (row.indicator, row.ref_area, row.counterpart_area, day.year, day.month)


def _between(vector: Vector, low: float, high: float) -> Rows:
    found: Rows = [(vector, high)] if np.isfinite(high) else []
    return [*found, ({k: -f for k, f in vector.items()}, -low)] if np.isfinite(low) else found


def _plus(a: Vector, b: Vector, factor: float) -> Vector:
    total = dict(a)
    for key, value in b.items():
        total[key] = total.get(key, 0.0) + factor * value
    return total

"""The solver for linear programs, HiGHS: can these inequalities all hold, and how far does a quantity then reach.

The only module that knows HiGHS. Numbers are floats here; a clash or a range is reported only after `proof` has worked
it out in fractions.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tradedash.reasoning.model import Inequality

if TYPE_CHECKING:
    from highspy._core import HighsLp, _Highs

TOLERANCE = 1e-9


class Grip(NamedTuple):
    """How far the base of a growth stands above zero, in parts of the median level, and strict rows inward.

    Both are stand-ins for "more than nothing", which floats do not know: a clash that is only as wide as they are fails
    its proof and is asked for again with a looser grip.
    """

    floor: float
    margin: float


#: From the most to the least telling. A margin is at least ten times the tolerance, or nothing.
GRIPS = (Grip(1e-3, 1e-8), Grip(1e-5, 1e-8), Grip(1e-7, 1e-8), Grip(1e-3, 0.0), Grip(1e-7, 0.0))
NO_GRIP = Grip(0.0, 0.0)
#: A row belongs to a clash if its weight is more than this part of the greatest.
NEGLIGIBLE = 1e-9
_DUAL_SIMPLEX, _PRIMAL_SIMPLEX = 1, 4
#: A lower and an upper end as floats see them; None is unbounded.
Seen = tuple[float | None, float | None]


class SolverFailed(RuntimeError):
    """The solver ended without an answer. Never to be read as "can all hold"."""


class Program:
    """Inequalities that can be switched on and off; warm from one question to the next."""

    def __init__(self, rows: Sequence[Inequality], scales: Sequence[float]) -> None:
        used = sorted({unknown for row in rows for unknown, _ in row.terms})
        self._column = {unknown: column for column, unknown in enumerate(used)}
        self._scales = {unknown: scales[unknown] for unknown in used}
        self._floors = {place for place, row in enumerate(rows) if row.is_floor}
        self._strict = {place for place, row in enumerate(rows) if row.strict and not row.is_floor}
        self._entries: list[list[tuple[int, float]]] = []
        self._limits: list[float] = []
        for row in rows:
            terms = [(self._column[u], float(factor) * self._scales[u]) for u, factor in row.terms]
            size = max((abs(factor) for _, factor in terms), default=1.0)
            self._entries.append([(column, factor / size) for column, factor in terms])
            self._limits.append(float(row.limit) / size)
        self._grip = NO_GRIP
        self._on: set[int] = set()
        #: The rows that fixed the lower and the upper end of the last `reach`.
        self.binding: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self._highs = _load(self._entries, len(used))

    def clash(self, on: Iterable[int], grip: Grip = GRIPS[0]) -> frozenset[int] | None:
        """Return rows among `on` that cannot all hold; None if all of `on` can. Raises: SolverFailed."""
        status = self._run(on, grip)
        if status == "kOptimal":
            return None
        if status != "kInfeasible":
            raise SolverFailed(f"HiGHS ended with {status} for {len(self._on)} rows")
        _, found, ray = self._highs.getDualRay()  # type: ignore[attr-defined]  # the stubs of highspy lack it
        weights = {place: abs(float(ray[place])) for place in self._on} if found else dict.fromkeys(self._on, 1.0)
        most = max(weights.values(), default=0.0)
        return frozenset(place for place, weight in weights.items() if weight > NEGLIGIBLE * most)

    def reach(self, on: Iterable[int], terms: Mapping[int, Fraction]) -> Seen:
        """Return how low and how high `terms` can be while all of `on`, which can, hold. Raises: SolverFailed."""
        from highspy._core import ObjSense  # noqa: PLC0415 - see _load

        costs = {self._column[u]: float(f) * self._scales[u] for u, f in terms.items() if f and u in self._column}
        free = [factor for unknown, factor in terms.items() if unknown not in self._column and factor]
        self._highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        size = max((abs(cost) for cost in costs.values()), default=1.0)
        for column, cost in costs.items():
            self._highs.changeColCost(column, cost / size)
        lower = upper = None
        below = above = frozenset[int]()
        if not any(factor < 0 for factor in free):
            lower, below = self._extreme(on, ObjSense.kMinimize, size)
        if not any(factor > 0 for factor in free):
            upper, above = self._extreme(on, ObjSense.kMaximize, size)
        self.binding = (below, above)
        for column in costs:
            self._highs.changeColCost(column, 0.0)
        self._highs.changeObjectiveSense(ObjSense.kMinimize)
        self._highs.setOptionValue("simplex_strategy", _DUAL_SIMPLEX)
        return lower, upper

    def _extreme(self, on: Iterable[int], sense: object, size: float) -> tuple[float | None, frozenset[int]]:
        """Return an end and the rows that fix it."""
        self._highs.changeObjectiveSense(sense)  # type: ignore[arg-type]
        status = self._run(on, NO_GRIP)  # a grip is a means to find clashes and would show in the ends
        if status == "kModelEmpty":
            return 0.0, frozenset()  # no unknown is bounded by anything: a sum of nothing
        if status == "kUnbounded":
            return None, frozenset()
        if status != "kOptimal":
            raise SolverFailed(f"HiGHS ended with {status} for a range over {len(self._on)} rows")
        duals = self._highs.getSolution().row_dual
        binding = frozenset(place for place in self._on if abs(duals[place]) > TOLERANCE)
        return float(self._highs.getInfo().objective_function_value) * size, binding

    def _run(self, on: Iterable[int], grip: Grip) -> str:
        wanted = set(on)
        changed = self._on ^ wanted
        if grip != self._grip:
            self._grip = grip
            changed |= wanted & (self._floors | self._strict)
        for place in sorted(changed):
            self._highs.changeRowBounds(place, -_INFINITY, self._limit(place) if place in wanted else _INFINITY)
        self._on = wanted
        self._highs.run()
        return self._highs.getModelStatus().name

    def _limit(self, place: int) -> float:
        if place in self._floors:
            return -self._grip.floor
        return self._limits[place] - (self._grip.margin if place in self._strict else 0.0)


_INFINITY = float("inf")


def _load(entries: Sequence[Sequence[tuple[int, float]]], columns: int) -> "_Highs":
    """Hand the rows to a new solver, all switched off.

    highspy and numpy are imported here and not at start: they load in a tenth of a second and no page that only draws
    figures needs them. The inner class is used because the outer one greets on standard output before it can be told
    to be quiet.
    """
    import numpy as np  # noqa: PLC0415
    from highspy._core import HighsLp, MatrixFormat, _Highs  # noqa: PLC0415

    lp = HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(entries)
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.full(columns, _INFINITY)
    lp.row_lower_ = np.full(len(entries), -_INFINITY)
    lp.row_upper_ = np.full(len(entries), _INFINITY)
    lp.a_matrix_.format_ = MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in entries)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([column for row in entries for column, _ in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([factor for row in entries for _, factor in row], dtype=np.float64)
    return _configured(_Highs(), lp)


def _configured(highs: "_Highs", lp: "HighsLp") -> "_Highs":
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "presolve": "off",
        "threads": 1,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(lp)
    return highs

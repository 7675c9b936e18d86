"""Exact proof, in fractions, that inequalities cannot all hold: what the solver found by floats, done again exactly.

A proof is a weight, zero or more, for each row, such that the weighted sum asks for the impossible: no unknown keeps a
factor below zero (unknowns are never negative), and the weighted limits add up to less than zero, or to zero with a
strict row among them. Whoever doubts a contradiction can check that by hand.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tradedash.reasoning.model import NO_CLAIM, Inequality

ZERO, ONE = Fraction(0), Fraction(1)
Weights = dict[int, Fraction]
_Row = list[Fraction]
#: A lower and an upper end, both proved; None is unbounded.
Reach = tuple[Fraction | None, Fraction | None]
#: How far below the end that floats see an impossible value is asked for, in parts of the size of the quantity.
_GAPS = (Fraction(1, 10**7), Fraction(1, 10**5), Fraction(1, 10**3))


class NotProved(ArithmeticError):
    """The solver saw an end that exact arithmetic does not confirm. Never to be shown."""


def prove(rows: Sequence[Inequality]) -> Weights | None:
    """Return weights (by place in `rows`, all above zero) that prove the clash; None if the rows can all hold.

    Meant for the few rows of one set: an exact simplex whose work grows fast with their number.
    """
    found = _Simplex(rows).weights()
    if found is None:
        return None
    if not proves(rows, found):
        raise ArithmeticError("the exact simplex returned weights that prove nothing")
    return found


def proves(rows: Sequence[Inequality], weights: Weights) -> bool:
    """Tell whether the weighted sum of the rows is impossible for unknowns that are never negative."""
    if any(weight < 0 for weight in weights.values()):
        return False
    factors: dict[int, Fraction] = {}
    for place, weight in weights.items():
        for unknown, factor in rows[place].terms:
            factors[unknown] = factors.get(unknown, ZERO) + weight * factor
    if any(factor < 0 for factor in factors.values()):
        return False
    limit = sum((weight * rows[place].limit for place, weight in weights.items()), ZERO)
    strict = any(weight > 0 and rows[place].strict for place, weight in weights.items())
    return limit < 0 or (limit == 0 and strict)


def least(rows: Sequence[Inequality], terms: Mapping[int, Fraction], seen: float, size: float) -> Fraction:
    """Return a proved lower end of `terms`, as near to the end `seen` by the solver as that is right.

    That a little less is impossible beside the rows is proved; the weights of that proof are those of the end itself:
    rows weighted so say that `terms` is no less than minus their weighted limits. `rows` should be few, those that fix
    the end; leaving some out can only lower it. `size` is that of the quantity. Raises: NotProved.
    """
    factors = tuple(sorted((unknown, factor) for unknown, factor in terms.items() if factor))
    for gap in _GAPS:
        below = Fraction(f"{seen:.12g}") - gap * Fraction(f"{max(abs(seen), size):.12g}")
        weights = prove([*rows, Inequality(factors, below, False, NO_CLAIM)]) or {}
        if own := weights.pop(len(rows), None):
            return -sum((weight * rows[place].limit for place, weight in weights.items()), ZERO) / own
    raise NotProved(f"no proof that the quantity is at least {seen}")


class _Simplex:
    """Phase one of the simplex method: the least u for which all rows hold when their limits are raised by u.

    A strict row lowers its limit by something infinitely small, carried as a second right-hand side. Bland's rule
    picks the pivots, so it ends.
    """

    def __init__(self, rows: Sequence[Inequality]) -> None:
        columns = sorted(set(_columns(rows)))
        self._width, self._height = len(columns), len(rows)
        # Columns: unknowns, u, one slack a row; then the limit and its infinitely small part.
        self._table: list[_Row] = []
        for place, row in enumerate(rows):
            slacks = [ONE if other == place else ZERO for other in range(self._height)]
            factors = [column[place] for column in columns]
            self._table.append([*factors, -ONE, *slacks, row.limit, -ONE if row.strict else ZERO])
        self._basis = [self._width + 1 + place for place in range(self._height)]
        self._cost: _Row = [ZERO] * (self._width + 1 + self._height + 2)
        self._cost[self._width] = ONE

    def weights(self) -> Weights | None:
        """Return the weights that prove u > 0, or None if u can be zero."""
        worst = min(range(self._height), key=lambda place: self._table[place][-2:], default=None)
        if worst is None or self._table[worst][-2:] >= [ZERO, ZERO]:
            return None
        self._pivot(worst, self._width)
        while (entering := self._entering()) is not None:
            self._pivot(self._leaving(entering), entering)
        # The cost row now holds minus the least u.
        if self._cost[-2:] >= [ZERO, ZERO]:
            return None
        found = self._cost[self._width + 1 : self._width + 1 + self._height]
        return {place: weight for place, weight in enumerate(found) if weight}

    def _entering(self) -> int | None:
        return next((column for column, cost in enumerate(self._cost[:-2]) if cost < 0), None)

    def _leaving(self, entering: int) -> int:
        """The row that bounds the entering unknown most; u itself bounds any, so there always is one."""
        ratios = [
            ([end / row[entering] for end in row[-2:]], self._basis[place], place)
            for place, row in enumerate(self._table)
            if row[entering] > 0
        ]
        return min(ratios)[2]

    def _pivot(self, place: int, column: int) -> None:
        chosen = self._table[place]
        factor = chosen[column]
        chosen = self._table[place] = [value / factor if value else ZERO for value in chosen]
        for other, row in enumerate(self._table):
            if other != place and row[column]:
                self._table[other] = _minus(row, chosen, row[column])
        self._cost = _minus(self._cost, chosen, self._cost[column])
        self._basis[place] = column


def _columns(rows: Sequence[Inequality]) -> list[tuple[Fraction, ...]]:
    """One column for each unknown; unknowns that stand in all rows alike are one, as far as a clash goes."""
    found: dict[int, dict[int, Fraction]] = {}
    for place, row in enumerate(rows):
        for unknown, factor in row.terms:
            found.setdefault(unknown, {})[place] = factor
    return [tuple(column.get(place, ZERO) for place in range(len(rows))) for column in found.values()]


def _minus(row: _Row, other: _Row, factor: Fraction) -> _Row:
    return [a - factor * b if b else a for a, b in zip(row, other, strict=True)] if factor else row

"""The balance of trade: an economy's exports less its imports in a year, as its own statistics have both.

Derived, so an interval with its inputs: never stored, never a headline, never of two bases, and never of a release and
a statement, or of two offices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Bounds
from tradedash.frames import FigureRow
from tradedash.reasoning.headline import Rule
from tradedash.reasoning.intervals import minus
from tradedash.reasoning.mirror import Flow, Reading, Side, mirrors

_NONE = Side(None, None)


@dataclass(frozen=True, slots=True)
class Balance:
    """One economy's balance in one year on its own basis. `value` is None where a hedge leaves only an interval."""

    basis: str
    year: int
    exports: Reading
    imports: Reading
    bounds: Bounds
    value: Fraction | None

    @property
    def is_release(self) -> bool:
        return self.exports.is_release


def balances(rows: Sequence[FigureRow], pair: Pair, rule: Rule = Rule.PREFERRED) -> tuple[Balance, ...]:
    """Return every balance that follows from figures of a pair, newest year first, the pair's first economy first.

    A release goes before what was stated. Whole years in dollars.
    """
    sides = {mirror.flow: {year.year: year.sides for year in mirror.years} for mirror in mirrors(rows, pair, rule)}
    out, back = sides[Flow.OUT], sides[Flow.BACK]
    found = []
    for year in sorted({*out, *back}, reverse=True):
        sold, bought = out.get(year, (_NONE, _NONE)), back.get(year, (_NONE, _NONE))
        for basis, exports, imports in ((pair.first, sold[0], bought[0]), (pair.second, bought[1], sold[1])):
            if made := _balance(basis, year, exports, imports):
                found.append(made)
    return tuple(found)


def _balance(basis: str, year: int, exports: Side, imports: Side) -> Balance | None:
    for one, other in ((exports.released, imports.released), (exports.stated, imports.stated)):
        if one and other and (not one.is_release or _office(one) == _office(other)):
            exact = one.is_exact and other.is_exact
            value = one.value - other.value if exact else None
            return Balance(basis, year, one, other, minus(one.bounds, other.bounds), value)
    return None


def _office(reading: Reading) -> str:
    return reading.rows[0].source_publisher

"""What all claims of one basis together allow for a quantity that may be printed nowhere.

Claims that can all be true are taken as they are; of those that cannot, the ones that stand in no smallest
contradictory set. Only for quantities that are asked for: the search is dear, so keep answers by store revision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradedash.domain.economy import UNSTATED_BASIS, Pair
from tradedash.domain.indicator import Indicator
from tradedash.domain.period import Period, PeriodKind
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import read
from tradedash.reasoning.model import Terms, build
from tradedash.reasoning.proof import NotProved, Reach
from tradedash.reasoning.search import Oracle, search
from tradedash.reasoning.subjects import Measure, measured, month_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One quantity at one time on one basis; the indicator is a level, stock, count or share."""

    indicator: str
    ref_area: str
    counterpart_area: str
    basis: str
    period: Period


@dataclass(frozen=True, slots=True)
class Implied:
    """Between what ends a quantity lies, in units of `value`; None is unbounded.

    `figure_ids` are the figures that fix the ends. `disputed` tells that claims of that basis had to be left out. Both
    ends are proved in fractions; where the solver saw some and no proof confirms them, `proved` is false and they are
    None.
    """

    asked: Asked
    lower: Fraction | None
    upper: Fraction | None
    figure_ids: tuple[str, ...]
    disputed: bool
    proved: bool = True


def implied(
    rows: Sequence[FigureRow],
    indicators: Mapping[str, Indicator],
    pair: Pair,
    asked: Sequence[Asked],
) -> list[Implied]:
    """Return what is implied for each quantity asked for, in the order asked.

    A basis that is not stated implies nothing: its figures may rest on different statistics. Raises: SolverFailed.
    """
    claims = [claim for claim in read(rows, indicators, pair).claims if claim.basis != UNSTATED_BASIS]
    found: dict[Asked, Implied] = {}
    for basis in sorted({one.basis for one in asked}):
        wanted = [one for one in asked if one.basis == basis]
        quantities = {one: _quantity(one, indicators[one.indicator], pair) for one in wanted}
        model = build([claim for claim in claims if claim.basis == basis], list(quantities.values()))
        disputed = frozenset[int]().union(*search(model).sets)
        kept = [place for place in range(len(model.claims)) if place not in disputed]
        oracle = Oracle(model, kept)
        for one in wanted:
            reach = _proved(oracle, kept, model.terms(*quantities[one]) or {})
            lower, upper = reach or (None, None)
            ids = tuple(sorted({model.claims[place].figure_id for place in oracle.binding()}))
            found[one] = Implied(one, lower or None, upper, ids, bool(disputed), reach is not None)
    return [found[one] for one in asked]


def _proved(oracle: Oracle, claims: Sequence[int], terms: Terms) -> Reach | None:
    try:
        return oracle.reach(claims, terms)
    except NotProved:
        return None


def _quantity(asked: Asked, indicator: Indicator, pair: Pair) -> tuple[Measure, Period]:
    what = measured(indicator, (asked.ref_area, asked.counterpart_area), pair, indicator.unit.value)
    is_a_day = asked.period.kind is PeriodKind.POINT and not what.is_flow
    return what, month_of(asked.period) if is_a_day else asked.period

"""What all claims of one basis together allow for a quantity that may be printed nowhere.

Claims that can all be true are taken as they are; of those that cannot, the ones that stand in no smallest
contradictory set. Only for quantities that are asked for: the search is dear, so keep answers by store revision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradedash.domain.economy import UNSTATED_BASIS, Pair
from tradedash.domain.indicator import Indicator
from tradedash.domain.period import Period, PeriodKind
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import Currencies, read
from tradedash.reasoning.model import build
from tradedash.reasoning.search import Oracle, search
from tradedash.reasoning.subjects import Measure, measured, month_of

#: Less than this is zero with the noise of the solver.
NOTHING = 1e-6


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

    `figure_ids` are the figures that fix the ends. `disputed` tells that claims of that basis had to be left out.
    """

    asked: Asked
    lower: float | None
    upper: float | None
    figure_ids: tuple[str, ...]
    disputed: bool


def implied(
    rows: Sequence[FigureRow],
    indicators: Mapping[str, Indicator],
    pair: Pair,
    asked: Sequence[Asked],
    currencies: Currencies | None = None,
) -> list[Implied]:
    """Return what is implied for each quantity asked for, in the order asked.

    A basis that is not stated implies nothing: its figures may rest on different statistics. Raises: SolverFailed.
    """
    claims = [claim for claim in read(rows, indicators, pair, currencies).claims if claim.basis != UNSTATED_BASIS]
    found: dict[Asked, Implied] = {}
    for basis in sorted({one.basis for one in asked}):
        wanted = [one for one in asked if one.basis == basis]
        quantities = {one: _quantity(one, indicators[one.indicator], pair) for one in wanted}
        model = build([claim for claim in claims if claim.basis == basis], list(quantities.values()))
        disputed = frozenset[int]().union(*search(model).sets)
        kept = [place for place in range(len(model.claims)) if place not in disputed]
        oracle = Oracle(model, kept)
        for one in wanted:
            lower, upper = oracle.reach(kept, model.terms(*quantities[one]) or {})
            ids = tuple(sorted({model.claims[place].figure_id for place in oracle.binding()}))
            found[one] = Implied(one, lower if lower and lower > NOTHING else None, upper, ids, bool(disputed))
    return [found[one] for one in asked]


def _quantity(asked: Asked, indicator: Indicator, pair: Pair) -> tuple[Measure, Period]:
    what = measured(indicator, (asked.ref_area, asked.counterpart_area), pair, indicator.unit.value)
    is_a_day = asked.period.kind is PeriodKind.POINT and not what.is_flow
    return what, month_of(asked.period) if is_a_day else asked.period

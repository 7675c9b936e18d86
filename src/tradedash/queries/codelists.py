"""The code lists: economies, indicators, and the pairs that have figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from sqlalchemy import Connection, case, func, select

from tradedash.domain.economy import Economy, EconomyKind, Pair
from tradedash.domain.errors import NotFound, UnknownName
from tradedash.domain.figure import Status
from tradedash.domain.indicator import SYMMETRIC, Indicator, IndicatorKind, Unit
from tradedash.queries.revision import once_per_revision
from tradedash.store.schema import economy, figure, indicator


@dataclass(frozen=True, slots=True)
class PairCount:
    """A pair in its canonical order, and how many published figures it has."""

    pair: Pair
    figures: int


#: How many pairs are offered of the whole store, and of each economy.
MOST_OFFERED = 60


@dataclass(frozen=True)
class CodeLists:
    """All codes that a reader may name. `pairs` holds those with published figures, most figures first."""

    economies: Mapping[str, Economy]
    indicators: Mapping[str, Indicator]
    pairs: tuple[PairCount, ...]

    @property
    def default_pair(self) -> Pair | None:
        """The pair with most figures; None while nothing is published."""
        return self.pairs[0].pair if self.pairs else None

    def canonical(self, pair: Pair) -> Pair:
        """Return the pair in the order in which it is written and drawn."""
        found = self._places.get(_key(pair))
        return pair if found is None else self.pairs[found].pair

    def figures(self, pair: Pair) -> int:
        """Return how many published figures a pair has, in whichever order it is written."""
        found = self._places.get(_key(pair))
        return 0 if found is None else self.pairs[found].figures

    def offered(self, pair: Pair | None) -> list[Pair]:
        """Return the pairs to choose from: all while they are few, else the largest, and the largest of its economies.

        The default pair comes first.
        """
        every = [count.pair for count in self.pairs]
        if len(every) <= MOST_OFFERED or pair is None:
            return every[:MOST_OFFERED]
        sides = [[one for one in every if code in (one.first, one.second)] for code in (pair.first, pair.second)]
        return list(dict.fromkeys(one for some in (every, *sides) for one in some[:MOST_OFFERED]))

    @cached_property
    def _places(self) -> Mapping[frozenset[str], int]:
        return {_key(count.pair): place for place, count in enumerate(self.pairs)}

    def bases(self, pair: Pair | None) -> tuple[str, ...]:
        """Return the bases to offer for a pair: its economies, the organisations, unstated."""
        own = (pair.first, pair.second) if pair else ()
        of_kind = {kind: [e.code for e in self.economies.values() if e.kind is kind] for kind in EconomyKind}
        economies = [code for code in own if code in self.economies] or of_kind[EconomyKind.ECONOMY]
        return (*economies, *of_kind[EconomyKind.ORGANISATION], *of_kind[EconomyKind.UNSTATED])


_ECONOMIES = select(economy.c.code, economy.c.name, economy.c.adjective, economy.c.kind).order_by(economy.c.code)
_INDICATORS = select(
    indicator.c.code,
    indicator.c.label,
    indicator.c.kind,
    indicator.c.unit,
    indicator.c.family,
    indicator.c.direction,
    indicator.c.position,
).order_by(indicator.c.position)
#: A symmetric indicator is written in the pair's canonical order; where it is not one order only, the commoner one.
_ASCENDING = figure.c.ref_area < figure.c.counterpart_area
_SYMMETRIC = indicator.c.direction.startswith(SYMMETRIC)
_PAIRS = (
    select(
        figure.c.pair,
        func.count().label("figures"),
        func.sum(case((_SYMMETRIC & _ASCENDING, 1), (_SYMMETRIC & ~_ASCENDING, -1), else_=0)).label("ascending"),
    )
    .join(indicator, figure.c.indicator == indicator.c.code)
    .where(figure.c.status == Status.PUBLISHED.value)
    .group_by(figure.c.pair)
    .order_by(func.count().desc(), figure.c.pair)
)


@once_per_revision
def code_lists(conn: Connection) -> CodeLists:
    """Return the code lists as this transaction sees them. Mappings are in the lists' own order."""
    economies = {
        found.code: Economy(found.code, found.name, found.adjective, EconomyKind(found.kind))
        for found in conn.execute(_ECONOMIES)
    }
    indicators = {
        found.code: Indicator(
            found.code,
            found.label,
            IndicatorKind(found.kind),
            Unit(found.unit),
            found.family,
            found.direction,
            found.position,
        )
        for found in conn.execute(_INDICATORS)
    }
    pairs = tuple(PairCount(_written(found.pair, found.ascending), found.figures) for found in conn.execute(_PAIRS))
    return CodeLists(MappingProxyType(economies), MappingProxyType(indicators), pairs)


def known_indicator(conn: Connection, code: str) -> Indicator:
    """Return one indicator of the code list. Raises: NotFound naming the nearest ones."""
    indicators = code_lists(conn).indicators
    if code not in indicators:
        raise NotFound(str(UnknownName("indicator", code, list(indicators))))
    return indicators[code]


def _key(pair: Pair) -> frozenset[str]:
    return frozenset((pair.first, pair.second))


def _written(stored: str, ascending: int) -> Pair:
    low, high = stored.split("-")
    return Pair(low, high) if ascending >= 0 else Pair(high, low)

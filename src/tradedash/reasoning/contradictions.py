"""Everything that a pair's figures cannot, or should not, all be: the public door of this stage's judgement.

Policy version 1. Exact numbers allow half a unit of their last digit each way, both ends included; hedges as the
bounds say. One constraint for each claim, not for each print. Flows share a timeline, stocks stand by calendar month.
Bases, currencies and, where no basis is stated, sources never meet. Implied comparison periods are used. Targets,
forecasts, one-off amounts and figures without a period constrain nothing. Releases are compared, never disputed.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tradedash.domain.economy import UNSTATED_BASIS, Economy, Pair
from tradedash.domain.indicator import Indicator
from tradedash.frames import FigureRow
from tradedash.i18n.told import Told
from tradedash.reasoning import telling
from tradedash.reasoning.beside import Remark, remarks
from tradedash.reasoning.claims import Claim, Reading, World, read
from tradedash.reasoning.kinds import Judged, judge
from tradedash.reasoning.model import Model, build
from tradedash.reasoning.notes import release_notes, unstated_notes
from tradedash.reasoning.search import ClaimSet, Found, disputes, search, smallest_ways_out
from tradedash.reasoning.verdicts import Contradiction, Dispute, Kind, Left, Verdicts

Indicators = Mapping[str, Indicator]
__all__ = ["Contradiction", "Dispute", "Kind", "Verdicts", "contradictions", "disputes_of"]


#: Worlds whose search is kept: those of a few pairs, each as it is and with one figure more.
_KEPT_WORLDS = 128


class _Claims(tuple[Claim, ...]):
    """The claims of one world, equal to those that say the same by the same prints."""

    __slots__ = ()

    @property
    def _said(self) -> tuple[object, ...]:
        return tuple((claim.key, claim.rows) for claim in self)

    def __hash__(self) -> int:
        return hash(tuple(claim.key for claim in self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Claims) and self._said == other._said


@dataclass(frozen=True, slots=True)
class _Searched:
    """One world with what was found in it: the sets in groups that share claims, each judged."""

    model: Model
    found: Found
    judged: tuple[tuple[list[ClaimSet], list[Judged]], ...]


@dataclass(frozen=True, slots=True)
class _Disputed:
    """What the statements of a pair are found to be, before anything is noted beside it."""

    reading: Reading
    worlds: Mapping[World, _Searched]
    disputes: tuple[Dispute, ...]


def contradictions(
    rows: Sequence[FigureRow], indicators: Indicators, pair: Pair, economies: Mapping[str, Economy] | None = None
) -> Verdicts:
    """Return disputes, remarks and notes on the published figures of a pair.

    Sentences say what is measured in the words of the rows' `indicator_label`: give labels that name the direction.
    Notes name a basis as `economies` do, and by its code where they do not know it.

    Figures of other pairs and unpublished ones are passed over. The answer depends on the set of rows, not on their
    order. Raises: SolverFailed if the solver gives no answer.
    """
    found = _disputed(rows, indicators, pair)
    reading, worlds = found.reading, sorted(found.worlds.items())
    undisputed = {world: _undisputed(searched) for world, searched in worlds if world[0] != UNSTATED_BASIS}
    judged = [one for _, searched in worlds for _, group in searched.judged for one in group]
    return Verdicts(
        disputes=found.disputes,
        notes=unstated_notes(reading, undisputed, indicators, economies or {}),
        release_notes=release_notes(reading, indicators),
        set_aside=reading.set_aside,
        complete=all(searched.found.complete for _, searched in worlds),
        unproved=tuple(
            tuple(searched.model.claims[place].figure_id for place in sorted(one))
            for _, searched in worlds
            for one in searched.found.unproved
        ),
        vague=tuple(tuple(claim.figure_id for claim in one.claims) for one in judged if not one.proved),
    )


def disputes_of(rows: Sequence[FigureRow], indicators: Indicators, pair: Pair) -> tuple[Dispute, ...]:
    """Return the disputes and remarks of `contradictions` and not its notes, which take longer than one world."""
    return _disputed(rows, indicators, pair).disputes


def _disputed(rows: Sequence[FigureRow], indicators: Indicators, pair: Pair) -> _Disputed:
    reading, known = read(rows, indicators, pair), frozenset(indicators.items())
    worlds = {world: _searched(_Claims(claims), known) for world, claims in reading.worlds.items()}
    found: list[Dispute] = []
    for world in sorted(worlds, key=lambda world: _basis_order(world, pair)):
        for group, judged in worlds[world].judged:
            found.append(_dispute(len(found) + 1, worlds[world].model, group, judged, indicators))
    found += _remarked(remarks(_of_pair(rows, pair), reading.claims, indicators), len(found))
    return _Disputed(reading, worlds, tuple(found))


@lru_cache(_KEPT_WORLDS)
def _searched(claims: _Claims, known: frozenset[tuple[str, Indicator]]) -> _Searched:
    """Search a world; a figure more or less changes one world, and the others need not be searched again."""
    model, indicators = build(claims), dict(known)
    found = search(model)
    groups = disputes(found.sets)
    return _Searched(model, found, tuple((group, [judge(model, one, indicators) for one in group]) for group in groups))


def _dispute(
    number: int, model: Model, group: Sequence[ClaimSet], judged: Sequence[Judged], indicators: Indicators
) -> Dispute:
    ways = [[model.claims[place] for place in sorted(way)] for way in smallest_ways_out(group)]
    return Dispute(
        number,
        tuple(_contradiction(number, one) for one in sorted(judged, key=_headline_first)),
        tuple(tuple(claim.figure_id for claim in way) for way in ways),
        Told(lambda: telling.way_out(ways, indicators)),
    )


def _headline_first(judged: Judged) -> tuple[int, int, list[tuple[object, ...]]]:
    """The smallest set leads; of equally small ones the one whose mistake is plainest."""
    return len(judged.claims), list(Kind).index(judged.kind), [claim.key for claim in judged.claims]


def _contradiction(number: int, judged: Judged) -> Contradiction:
    return Contradiction(
        kind=judged.kind,
        dispute=number,
        indicator=judged.about.indicator,
        basis=judged.about.basis,
        figure_ids=tuple(claim.figure_id for claim in judged.claims),
        printed=tuple(tuple(row.figure_id for row in claim.rows) for claim in judged.claims),
        sentence=judged.sentence,
        left=Left(judged.about.figure_id, judged.left) if judged.left else None,
    )


def _remarked(found: Sequence[Remark], taken: int) -> list[Dispute]:
    """Number the remarks after the disputes; remarks of one kind that share a link are one."""
    groups: list[tuple[set[Hashable], list[Remark]]] = []
    for remark in found:
        links = {(remark.kind, link) for link in remark.links}
        same = next((group for group in groups if group[0] & links), None)
        if same is None:
            groups.append((set(links), [remark]))
        else:
            same[0].update(links)
            same[1].append(remark)
    return [
        Dispute(number, tuple(_as_contradiction(number, one) for one in members), (), "")
        for number, (_, members) in enumerate(groups, taken + 1)
    ]


def _as_contradiction(number: int, remark: Remark) -> Contradiction:
    row = remark.groups[0][0]
    return Contradiction(
        kind=remark.kind,
        dispute=number,
        indicator=row.indicator,
        basis=row.basis,
        figure_ids=tuple(group[0].figure_id for group in remark.groups),
        printed=tuple(tuple(row.figure_id for row in group) for group in remark.groups),
        sentence=remark.sentence,
    )


def _undisputed(searched: _Searched) -> list[Claim]:
    disputed = frozenset[int]().union(*searched.found.sets)
    return [claim for place, claim in enumerate(searched.model.claims) if place not in disputed]


def _of_pair(rows: Sequence[FigureRow], pair: Pair) -> list[FigureRow]:
    return sorted((row for row in rows if pair.has(row.ref_area, row.counterpart_area)), key=lambda row: row.figure_id)


def _basis_order(world: World, pair: Pair) -> tuple[int, World]:
    """The pair's own statistics first, those of nobody in particular last."""
    basis = world[0]
    order = (pair.first, pair.second)
    return (order.index(basis) if basis in order else 3 if basis == UNSTATED_BASIS else 2), world

"""The search for smallest sets of claims of one world that cannot all be true.

First what needs no solver: two claims about one quantity whose intervals do not meet. Then, for each component of
claims that share unknowns: sets that have no claim in common, until the rest can hold, so that every separate dispute
is found; then every further set, by trying each smallest way out of the known ones and asking whether the rest holds.
The caps keep a ledger full of errors from taking forever; then the answer says that it is not complete.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from tradedash.reasoning import proof
from tradedash.reasoning.claims import Claim
from tradedash.reasoning.model import NO_CLAIM, Inequality, Model, Terms, equal_to_one
from tradedash.reasoning.solver import GRIPS, Grip, Program
from tradedash.reasoning.subjects import Shape

MOST_SETS = 50
MOST_QUESTIONS = 1_000
MOST_WAYS = 2_000
#: Places of claims in their model.
ClaimSet = frozenset[int]


@dataclass(frozen=True, slots=True)
class Found:
    """Every set is smallest over claims and proved. `unproved` are clashes that no exact proof confirmed."""

    sets: tuple[ClaimSet, ...]
    complete: bool
    unproved: tuple[ClaimSet, ...] = ()


def search(model: Model) -> Found:
    """Return the smallest contradictory sets among the claims of the model, small ones first."""
    impossible = {place for place, claim in enumerate(model.claims) if _is_impossible(claim)}
    alone = [frozenset({place}) for place in sorted(impossible)]
    pairs = _disjoint_pairs(model.claims, impossible)
    sets, unproved, complete = list(alone), list[ClaimSet](), True
    for component in model.components():
        members = [place for place in component if place not in impossible]
        if len(members) > 1:
            found = _in_component(model, members, [pair for pair in pairs if pair <= set(members)])
            sets += found.sets
            unproved += found.unproved
            complete = complete and found.complete
    return Found(tuple(sorted(sets, key=_small_first)), complete, tuple(unproved))


def smallest_ways_out(sets: Sequence[ClaimSet]) -> list[ClaimSet]:
    """Return the smallest sets of claims without which none of `sets` is left, of the least size only."""
    ways = _ways_out(sets) or []
    least = min((len(way) for way in ways), default=0)
    return sorted((way for way in ways if len(way) == least), key=_small_first)


def disputes(sets: Sequence[ClaimSet]) -> list[list[ClaimSet]]:
    """Return the sets in groups that share claims, each group and the groups in the order of their first set."""
    groups: list[tuple[set[int], list[ClaimSet]]] = []
    for one in sets:
        touched = [group for group in groups if group[0] & one]
        merged = (
            set(one).union(*(places for places, _ in touched)),
            [s for _, known in touched for s in known] + [one],
        )
        groups = [group for group in groups if group not in touched] + [merged]
    return sorted((sorted(known, key=_small_first) for _, known in groups), key=lambda group: _small_first(group[0]))


def _in_component(model: Model, members: Sequence[int], pairs: Sequence[ClaimSet]) -> Found:
    oracle = Oracle(model, members)
    rest, sets = set(members), list[ClaimSet]()
    for pair in pairs:
        if pair <= rest:
            sets.append(pair)
            rest -= pair
    while (core := oracle.core(rest)) is not None:
        sets.append(core)
        rest -= core
    sets += [pair for pair in pairs if pair not in sets][: max(0, MOST_SETS - len(sets))]
    complete = set(pairs) <= set(sets) and _further(oracle, members, sets)
    return Found(tuple(sets), complete and not oracle.unproved, tuple(oracle.unproved))


def _further(oracle: "Oracle", members: Sequence[int], sets: list[ClaimSet]) -> bool:
    """Add to `sets` what else there is; tell whether that is all.

    If the rest can hold after every smallest way out, any other contradictory set would hold one of the known sets.
    """
    holds: list[ClaimSet] = []
    asked = 0
    while (ways := _all_ways_out(sets)) is not None:
        for way in ways:
            if any(known <= way for known in holds):
                continue
            if asked == MOST_QUESTIONS or len(sets) >= MOST_SETS:
                return False
            asked += 1
            core = oracle.core(set(members) - way)
            if core is not None:
                sets.append(core)
                break
            holds.append(way)
        else:
            return True
    return False


def _all_ways_out(sets: Sequence[ClaimSet]) -> Iterator[ClaimSet] | None:
    """Every smallest way out: one of each dispute, in all combinations. None if one dispute has too many."""
    by_dispute = [_ways_out(group) for group in disputes(sets)]
    if any(ways is None for ways in by_dispute):
        return None
    choices = product(*(ways for ways in by_dispute if ways is not None))
    return (frozenset().union(*choice) for choice in choices)


def _ways_out(sets: Sequence[ClaimSet]) -> list[ClaimSet] | None:
    """Minimal hitting sets, one set after the other (Berge); None if there are too many to list."""
    ways: list[ClaimSet] = [frozenset()]
    for one in sorted(sets, key=_small_first):
        hit = [way for way in ways if way & one]
        longer = {way | {place} for way in ways if not way & one for place in one}
        ways = hit + [way for way in longer if not any(other <= way for other in hit)]
        if len(ways) > MOST_WAYS:
            return None
    return sorted(ways, key=_small_first)


class Oracle:
    """Answers, for claims of one model, whether they can all be true, and if not, why.

    `one` is a sum of unknowns that shall be one: the measure of everything where no claim gives a size.
    """

    def __init__(self, model: Model, members: Sequence[int], one: Terms | None = None) -> None:
        wanted = set(members)
        self.rows = [row for row in model.rows if row.claim in wanted]
        unknowns = {u for row in self.rows for u, _ in row.terms}
        self.rows += [row for row in model.rows if row.claim == NO_CLAIM and any(u in unknowns for u, _ in row.terms)]
        if one:
            self.rows += equal_to_one(one)
        self._of_claim: dict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            self._of_claim[row.claim].append(place)
        self._scales = model.scales
        self.program = Program(self.rows, model.scales)
        self.unproved: list[ClaimSet] = []

    def on(self, claims: Iterable[int]) -> list[int]:
        """The rows that hold once these claims are made."""
        made = set(claims)
        rows = [place for claim in (*made, NO_CLAIM) for place in self._of_claim.get(claim, ())]
        return [place for place in rows if not (seen := self.rows[place].witnesses) or not made.isdisjoint(seen)]

    def possible(self, claims: Iterable[int]) -> bool:
        """Tell, by the solver alone, whether the claims can all be true."""
        return any(self.program.clash(self.on(claims), grip) is None for grip in GRIPS if grip.margin)

    def reach(self, claims: Iterable[int], terms: Terms) -> proof.Reach:
        """Return between what ends, proved, the claims, which can all be true, keep a sum of unknowns.

        Raises: NotProved.
        """
        low, high = self.program.reach(self.on(claims), terms)
        below, above = self.program.binding
        size = max((abs(float(factor)) * self._scales[unknown] for unknown, factor in terms.items()), default=1.0)
        turned = {unknown: -factor for unknown, factor in terms.items()}
        lower = None if low is None else proof.least(self._at(below), terms, low, size)
        upper = None if high is None else -proof.least(self._at(above), turned, -high, size)
        return lower, upper

    def binding(self) -> ClaimSet:
        """Return the claims that fix the ends of the last `reach`."""
        return self._claims(frozenset().union(*self.program.binding), self._of_claim)

    def core(self, claims: Iterable[int]) -> ClaimSet | None:
        """Return a smallest contradictory set among the claims, proved; None if they can all be true."""
        claims, core = sorted(claims), frozenset[int]()
        for grip in GRIPS:
            clash = self.program.clash(self.on(claims), grip)
            if clash is None:
                return None
            core = self._shrunk(self._claims(clash, claims), grip)
            proved = self._proved(core, grip)
            if proved:
                return proved
        self.unproved.append(core)
        return None

    def _shrunk(self, core: ClaimSet, grip: Grip) -> ClaimSet:
        """Leave out one claim after the other; keep it only if the rest can hold without it."""
        for claim in sorted(core):
            if claim in core and (clash := self.program.clash(self.on(core - {claim}), grip)) is not None:
                core = self._claims(clash, core - {claim})
        return core

    def _at(self, places: Iterable[int]) -> list[Inequality]:
        return [self.rows[place] for place in sorted(places)]

    def _proved(self, core: ClaimSet, grip: Grip) -> ClaimSet:
        """Return the claims that an exact proof needs, or none. The rows of the clash usually do, else all rows."""
        clash = self.program.clash(self.on(core), grip) or frozenset()
        for places in (sorted(clash), self.on(core)):
            rows = [self.rows[place] for place in places]
            found = proof.prove(rows)
            if found is not None:
                return self._claims((places[place] for place in found), core)
        return frozenset()

    def _claims(self, places: Iterable[int], made: Iterable[int]) -> ClaimSet:
        """The claims behind some rows, and one witness among `made` for each row that needs one."""
        rows = [self.rows[place] for place in places]
        found = {row.claim for row in rows} - {NO_CLAIM}
        known = set(made)
        for witnesses in sorted(row.witnesses for row in rows if row.witnesses):
            if found.isdisjoint(witnesses):
                found.add(min(known.intersection(witnesses), default=witnesses[0]))
        return frozenset(found)


def _disjoint_pairs(claims: Sequence[Claim], impossible: set[int]) -> list[ClaimSet]:
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        if place not in impossible:
            by_key[claim.subject.key].append(place)
    return [
        frozenset({a, b})
        for places in by_key.values()
        for a, b in combinations(places, 2)
        if claims[a].bounds.meet(claims[b].bounds).is_empty
    ]


def _is_impossible(claim: Claim) -> bool:
    """Less than nothing: no level, share or factor is negative."""
    upper = claim.bounds.upper
    if upper is None or claim.subject.shape is Shape.CHANGE:
        return False
    return upper < 0 or (upper == 0 and claim.bounds.upper_open)


def _small_first(one: ClaimSet) -> tuple[int, list[int]]:
    return len(one), sorted(one)

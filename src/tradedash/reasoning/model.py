"""Claims of one world as inequalities over unknown true values, in exact fractions.

Flows live on a timeline that is cut at every start and end of a period in use: one unknown, never negative, for each
stretch and direction. The value of a period is the sum of its stretches, so nested periods, halves and quarters need no
rules of their own. Turnover is both directions. A stock or share has one unknown for each time it is given for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

from tradedash.domain.hedges import Bounds
from tradedash.domain.period import Period
from tradedash.reasoning import relations
from tradedash.reasoning.claims import Claim
from tradedash.reasoning.subjects import Measure, Shape

ONE = Fraction(1)
NO_CLAIM = -1
Terms = dict[int, Fraction]
Unknown = tuple[Measure, int, int]
#: The periods of each flow that have figures, and the places of the claims that name them.
Peers = dict[Measure, dict[Period, list[int]]]


@dataclass(frozen=True, slots=True)
class Inequality:
    """`terms` · unknowns ≤ `limit`, or < if `strict`.

    `claim` is the place of the claim that asks for it, NO_CLAIM for what holds anyway. If there are `witnesses`, one of
    these claims must be made as well: a record beats a period only where that period has a figure.

    A floor says that the base of a growth is more than zero: without it two growths that differ agree on nothing.
    """

    terms: tuple[tuple[int, Fraction], ...]
    limit: Fraction
    strict: bool
    claim: int
    is_floor: bool = False
    witnesses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """Everything said in one world. `scales` are the sizes the unknowns are counted in, for the solver only."""

    claims: tuple[Claim, ...]
    unknowns: tuple[Unknown, ...]
    scales: tuple[float, ...]
    rows: tuple[Inequality, ...]
    timeline: "Timeline"

    def terms(self, measure: Measure, period: Period) -> Terms | None:
        """Return the value of a measure in a period as a sum of unknowns; None if the period is not on the line."""
        return self.timeline.terms(measure, period)

    def components(self) -> list[tuple[int, ...]]:
        """Return the claims that hang together by shared unknowns, as places in `claims`, in their order."""
        parent = list(range(len(self.unknowns)))
        for row in self.rows:
            first = _root(parent, row.terms[0][0]) if row.terms else 0
            for unknown, _ in row.terms:
                parent[_root(parent, unknown)] = first
        groups: dict[int, set[int]] = defaultdict(set)
        for row in self.rows:
            if row.terms and row.claim != NO_CLAIM:
                groups[_root(parent, row.terms[0][0])].add(row.claim)
        return sorted(tuple(sorted(group)) for group in groups.values())


class Timeline:
    """Which unknowns a measure and a period are made of."""

    def __init__(self, used: Iterable[tuple[Measure, Period]]) -> None:
        cuts: dict[Measure, set[int]] = defaultdict(set)
        spans: dict[Measure, set[tuple[int, int]]] = defaultdict(set)
        for measure, period in used:
            start, end = _days(period)
            for flow in parts(measure):
                key = _line(flow)
                spans[flow].add((start, end))
                cuts[key] |= {start, end} if flow.is_flow else set()
        self._cuts = {line: sorted(days) for line, days in cuts.items()}
        found: set[Unknown] = set()
        for flow, pairs in spans.items():
            for start, end in pairs:
                found.update((flow, first, last) for first, last in self._stretches(flow, start, end))
        self.unknowns: tuple[Unknown, ...] = tuple(sorted(found))
        self._places = {unknown: place for place, unknown in enumerate(self.unknowns)}

    def terms(self, measure: Measure, period: Period) -> Terms | None:
        start, end = _days(period)
        found: Terms = {}
        for flow in parts(measure):
            days = self._cuts.get(_line(flow), [])
            if flow.is_flow and not (start in days and end in days):
                return None
            for first, last in self._stretches(flow, start, end):
                place = self._places.get((flow, first, last))
                if place is None:
                    return None
                found[place] = ONE
        return found

    def _stretches(self, flow: Measure, start: int, end: int) -> Iterator[tuple[int, int]]:
        if not flow.is_flow:
            yield start, end
            return
        inside = [day for day in self._cuts[_line(flow)] if start <= day <= end]
        yield from pairwise(inside)


def build(claims: Sequence[Claim], asked: Sequence[tuple[Measure, Period]] = ()) -> Model:
    """Return the inequalities of claims that share one world; `asked` are further quantities to have terms for."""
    timeline = Timeline([*(used for claim in claims for used in quantities(claim)), *asked])
    rows = list(_background(timeline.unknowns))
    peers = _peers(claims, asked)
    for place, claim in enumerate(claims):
        rows += _rows(place, claim, timeline, peers)
    return Model(tuple(claims), timeline.unknowns, _scales(claims, timeline.unknowns), tuple(rows), timeline)


def quantities(claim: Claim) -> list[tuple[Measure, Period]]:
    """Return every measure and period whose value the claim speaks of."""
    subject = claim.subject
    found = [(subject.measure, period) for period in subject.periods]
    return [*found, (subject.total, subject.period)] if subject.total else found


def parts(measure: Measure) -> tuple[Measure, ...]:
    """Return the flows a measure adds up: turnover is exports both ways, anything else is itself."""
    if measure.code != relations.TURNOVER:
        return (measure,)
    a, b = measure.ref_area, measure.counterpart_area
    return tuple(Measure(relations.EXPORTS, x, y, measure.unit, True) for x, y in sorted(((a, b), (b, a))))


def equal_to_one(terms: Terms) -> tuple[Inequality, Inequality]:
    """Return the rows, of the background, that make a sum of unknowns one."""
    return (
        _inequality(terms, ONE, False, NO_CLAIM),
        _inequality(_plus({}, terms, -ONE), -ONE, False, NO_CLAIM),
    )


def _rows(place: int, claim: Claim, timeline: Timeline, peers: Peers) -> Iterator[Inequality]:
    subject, allowed = claim.subject, claim.bounds
    value = timeline.terms(subject.measure, subject.period) or {}
    match subject.shape:
        case Shape.LEVEL:
            yield from _between(value, allowed, place)
            if claim.record:
                yield from _record(place, claim, timeline, peers[subject.measure])
        case Shape.CHANGE:
            base = timeline.terms(subject.measure, subject.base) or {}
            yield from _between(_plus(value, base, -ONE), allowed, place)
        case Shape.RATIO:
            yield from _times(value, timeline.terms(subject.measure, subject.base) or {}, allowed, place)
        case Shape.PART if subject.total:
            yield from _times(value, timeline.terms(subject.total, subject.period) or {}, allowed, place)


def _between(value: Terms, allowed: Bounds, claim: int) -> Iterator[Inequality]:
    if allowed.upper is not None:
        yield _inequality(value, allowed.upper, allowed.upper_open, claim)
    if allowed.lower is not None:
        yield _inequality(_plus({}, value, -ONE), -allowed.lower, allowed.lower_open, claim)


def _times(value: Terms, base: Terms, allowed: Bounds, claim: int) -> Iterator[Inequality]:
    """lower · base ≤ value ≤ upper · base, with base above zero."""
    if allowed.upper is not None:
        yield _inequality(_plus(value, base, -allowed.upper), Fraction(0), allowed.upper_open, claim)
    if allowed.lower is not None:
        yield _inequality(
            _plus({k: -v for k, v in value.items()}, base, allowed.lower), Fraction(0), allowed.lower_open, claim
        )
    floor = tuple(sorted((unknown, -factor) for unknown, factor in base.items()))
    yield Inequality(floor, Fraction(0), True, claim, is_floor=True)


def _record(place: int, claim: Claim, timeline: Timeline, peers: dict[Period, list[int]]) -> Iterator[Inequality]:
    """At least every earlier period of the same length and the same months that has a figure.

    That figure is part of the reason, so a claim that names the earlier period bears witness.
    """
    subject = claim.subject
    value = timeline.terms(subject.measure, subject.period) or {}
    for earlier in sorted(peers):
        if _is_earlier_peer(earlier, subject.period):
            below = _plus(timeline.terms(subject.measure, earlier) or {}, value, -ONE)
            asked_about = NO_CLAIM in peers[earlier]
            witnesses = () if asked_about else tuple(peers[earlier])
            yield replace(_inequality(below, Fraction(0), False, place), witnesses=witnesses)


def _peers(claims: Sequence[Claim], asked: Sequence[tuple[Measure, Period]]) -> Peers:
    """Periods with the claims that name them; a period that is asked about needs no claim."""
    found: Peers = defaultdict(lambda: defaultdict(list))
    for measure, period in asked:
        found[measure][period].append(NO_CLAIM)
    for place, claim in enumerate(claims):
        for measure, period in quantities(claim):
            if measure.is_flow:
                found[measure][period].append(place)
    return found


def _is_earlier_peer(earlier: Period, period: Period) -> bool:
    if earlier.start is None or period.start is None or earlier.start >= period.start:
        return False
    same_start = (earlier.start.month, earlier.start.day) == (period.start.month, period.start.day)
    return same_start and earlier.months == period.months > 0


def _background(unknowns: Sequence[Unknown]) -> Iterator[Inequality]:
    """A share within another share is at most that share, at the same time."""
    places = {(m.code, m.ref_area, m.counterpart_area, *days): place for place, (m, *days) in enumerate(unknowns)}
    for place, (m, *days) in enumerate(unknowns):
        whole = places.get((relations.WITHIN.get(m.code, ""), m.ref_area, m.counterpart_area, *days))
        if whole is not None:
            yield _inequality({place: ONE, whole: -ONE}, Fraction(0), False, NO_CLAIM)


def _scales(claims: Sequence[Claim], unknowns: Sequence[Unknown]) -> tuple[float, ...]:
    """The median level of each line, or else of its unit: solvers want numbers near one."""
    levels: dict[Measure, list[float]] = defaultdict(list)
    units: dict[str, list[float]] = defaultdict(list)
    for claim in claims:
        if claim.subject.shape in (Shape.LEVEL, Shape.CHANGE):
            ends = [float(abs(end)) for end in (claim.bounds.lower, claim.bounds.upper) if end]
            for flow in parts(claim.subject.measure)[:1] if ends else ():
                levels[_line(flow)].append(max(ends))
                units[flow.unit].append(max(ends))
    return tuple(median(levels.get(_line(measure)) or units.get(measure.unit) or [1.0]) for measure, _, _ in unknowns)


def _line(measure: Measure) -> Measure:
    """Both directions of a flow share their cuts and their scale."""
    a, b = sorted((measure.ref_area, measure.counterpart_area))
    return Measure(measure.code, a, b, measure.unit, measure.is_flow)


def _days(period: Period) -> tuple[int, int]:
    """First day and the day after the last, as numbers."""
    if period.start is None or period.end is None:
        raise ValueError("an unstated period has no place on a timeline")
    return period.start.toordinal(), (period.end + timedelta(days=1)).toordinal()


def _plus(a: Terms, b: Terms, factor: Fraction) -> Terms:
    total = dict(a)
    for unknown, term in b.items():
        total[unknown] = total.get(unknown, Fraction(0)) + factor * term
    return total


def _inequality(terms: Terms, limit: Fraction, strict: bool, claim: int) -> Inequality:
    kept = tuple(sorted((unknown, factor) for unknown, factor in terms.items() if factor))
    return Inequality(kept, limit, strict, claim)


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place

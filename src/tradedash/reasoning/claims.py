"""Claims: what the figures of one basis say, each once, however often it was printed. And what says nothing, and why.

A claim is one indicator, direction, unit, period, comparison period, bounds and record mark. All prints of all
statements that say the same share it, so that a contradiction names one figure for each claim and counts the rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from tradedash.domain.economy import UNSTATED_BASIS, Pair
from tradedash.domain.figure import Status
from tradedash.domain.hedges import Bounds, Flag, Qualifier
from tradedash.domain.indicator import Indicator, Unit
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.reasoning.headline import preference
from tradedash.reasoning.subjects import Shape, Subject, subject_of

NO_NUMBER_FITS = N_("carries hedges that exclude each other")
_HUNDRED = Fraction(100)
World = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Claim:
    """One thing said. `bounds` count a ratio as a factor and a part as a fraction of one, levels in their unit.

    `source` is empty except where the basis is not stated: then each source is a world of its own, because two
    unstated articles may rest on different statistics. `rows` are the prints, the preferred one first.
    """

    basis: str
    source: str
    indicator: str
    subject: Subject
    bounds: Bounds
    record: bool
    rows: tuple[FigureRow, ...]

    @property
    def world(self) -> World:
        """Whose true values it speaks of; claims of two worlds never contradict each other."""
        return self.basis, self.source

    @property
    def row(self) -> FigureRow:
        return self.rows[0]

    @property
    def figure_id(self) -> str:
        return self.rows[0].figure_id

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Total order that depends on nothing but what is said."""
        b = self.bounds
        ends = (b.lower is None, b.lower or 0, b.lower_open, b.upper is None, b.upper or 0, b.upper_open)
        return (self.basis, self.source, self.subject.key, self.indicator, *ends, self.record)

    @property
    def said_early(self) -> date | None:
        """The day of a flow that every print of it precedes the end of: it may have meant a part of its period."""
        end, days = self.subject.period.end, [row.known_on for row in self.rows]
        if not self.subject.measure.is_flow or end is None or None in days:
            return None
        return day if (day := max(day for day in days if day)) < end else None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A figure that constrains nothing; `reason` is a clause: "names no period"."""

    row: FigureRow
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the published figures of a pair say: statements as claims, releases apart, the rest with its reason."""

    claims: tuple[Claim, ...]
    releases: tuple[FigureRow, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def worlds(self) -> dict[World, list[Claim]]:
        """The claims by basis (and source, where the basis is not stated), in their own order."""
        found: dict[World, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.world].append(claim)
        return dict(found)


def read(rows: Iterable[FigureRow], indicators: Mapping[str, Indicator], pair: Pair) -> Reading:
    """Return the claims of the pair's published figures, in an order that does not depend on that of the rows."""
    groups: dict[tuple[object, ...], list[tuple[FigureRow, Subject, Bounds]]] = defaultdict(list)
    releases: list[FigureRow] = []
    set_aside: list[SetAside] = []
    for row in sorted(rows, key=lambda row: row.figure_id):
        if row.status != Status.PUBLISHED or not pair.has(row.ref_area, row.counterpart_area):
            continue
        if row.source_type == SourceType.RELEASE:
            releases.append(row)
            continue
        subject = subject_of(row, indicators, pair)
        if isinstance(subject, str):
            set_aside.append(SetAside(row, subject))
            continue
        allowed = row_bounds(row)
        if allowed.is_empty:
            set_aside.append(SetAside(row, NO_NUMBER_FITS))
            continue
        source = row.source_id if row.basis == UNSTATED_BASIS else ""
        key = (row.basis, source, row.indicator, subject.key, allowed, _is_record(row, subject))
        groups[key].append((row, subject, allowed))
    claims = [_claim(group) for group in groups.values()]
    return Reading(tuple(sorted(claims, key=lambda claim: claim.key)), tuple(releases), tuple(set_aside))


def row_bounds(row: FigureRow) -> Bounds:
    """Return what the row says its number may be, in units of `value`; an end is open where "over" or "nearly" made it.

    The bounds are taken from the row and not worked out again, so that this stage argues with what readers are shown.
    """
    lower, upper = (None if end is None else Fraction(end) for end in (row.lower, row.upper))
    hedged = not {Qualifier.OVER, Qualifier.NEARLY}.isdisjoint(row.qualifiers)
    return Bounds(lower, upper, hedged and lower == Fraction(row.value), hedged and upper == Fraction(row.value))


def cut_off(claim: Claim) -> Bounds | None:
    """Return what an exact print allows if its further digits were cut off, not rounded; None for words and hedges."""
    row = claim.row
    if row.qualifiers != (Qualifier.EXACT,) or row.has_flag(Flag.IN_WORDS):
        return None
    quantity = Quantity.parse(row.obs_value, row.unit_mult)
    v, step = quantity.exact, quantity.last_digit(zeros_count=row.unit_measure == Unit.PERCENT)
    read_so = Bounds(v, v + step, False, True) if v >= 0 else Bounds(v - step, v, True, False)
    return as_counted(read_so, claim.subject.shape, row.unit_measure)


def as_counted(allowed: Bounds, shape: Shape, unit: str) -> Bounds:
    """Turn bounds in printed units into those of a claim: +13.6 % is the factor 1.136, 97 % of a total is 0.97."""
    if unit != Unit.PERCENT or shape not in (Shape.RATIO, Shape.PART):
        return allowed
    return _mapped(allowed, Fraction(1 if shape is Shape.RATIO else 0), 1 / _HUNDRED)


def as_printed(allowed: Bounds, shape: Shape, unit: str) -> Bounds:
    """Turn bounds of a claim back into printed units; the inverse of `as_counted`."""
    if unit != Unit.PERCENT or shape not in (Shape.RATIO, Shape.PART):
        return allowed
    return _mapped(allowed, -_HUNDRED if shape is Shape.RATIO else Fraction(0), _HUNDRED)


def _claim(group: Sequence[tuple[FigureRow, Subject, Bounds]]) -> Claim:
    row, subject, allowed = group[0]
    return Claim(
        basis=row.basis,
        source=row.source_id if row.basis == UNSTATED_BASIS else "",
        indicator=row.indicator,
        subject=subject,
        bounds=as_counted(allowed, subject.shape, row.unit_measure),
        record=_is_record(row, subject),
        rows=tuple(sorted((row for row, _, _ in group), key=preference)),
    )


def _is_record(row: FigureRow, subject: Subject) -> bool:
    """Only a flow can be a record here: nothing links two months of a stock."""
    return row.has_flag(Flag.RECORD) and subject.shape is Shape.LEVEL and subject.measure.is_flow


def _mapped(allowed: Bounds, shift: Fraction, factor: Fraction) -> Bounds:
    lower = None if allowed.lower is None else allowed.lower * factor + shift
    upper = None if allowed.upper is None else allowed.upper * factor + shift
    return Bounds(lower, upper, allowed.lower_open, allowed.upper_open)

"""Hedges and bounds: what interval a printed number allows. Policy version 1, all in exact fractions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.quantity import Quantity

Word = TypeVar("Word", bound=StrEnum)
POLICY_VERSION = 1
ABOUT = Fraction(5, 100)
ABOUT_A_PART = Fraction(10, 100)
NEARLY_FLOOR = Fraction(9, 10)
SHARE_MOST = Fraction(100)


class Qualifier(StrEnum):
    """How sure the source was. The word stays; `bounds` turns it into an interval."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


class Flag(StrEnum):
    """What else the print says, or lost, about its number."""

    RECORD = "record"
    FORECAST = "forecast"
    ESTIMATED = "estimated"
    IN_WORDS = "in_words"
    PERIOD_LOST = "period_lost"


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval; None is unbounded on that side, an open end excludes its value."""

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    def meet(self, other: "Bounds") -> "Bounds":
        """Return the intersection, ends kept open where the narrower one is."""
        lower, lower_open = _tighter(self.lower, self.lower_open, other.lower, other.lower_open, highest=True)
        upper, upper_open = _tighter(self.upper, self.upper_open, other.upper, other.upper_open, highest=False)
        return Bounds(lower, upper, lower_open, upper_open)

    @property
    def is_empty(self) -> bool:
        """True when no number fits."""
        if self.lower is None or self.upper is None:
            return False
        return self.lower > self.upper or (self.lower == self.upper and (self.lower_open or self.upper_open))


EVERYTHING = Bounds(None, None)


def parse_qualifiers(words: Iterable[str]) -> tuple[Qualifier, ...]:
    """Read hedge words into their fixed order; none is `exact`, and `exact` stands alone.

    Raises: UnknownName for another word, BadValue for `exact` beside a hedge.
    """
    found = _in_order(Qualifier, words, "hedge", "qualifier")
    if len(found) > 1 and Qualifier.EXACT in found:
        raise BadValue("“exact” cannot stand beside a hedge: tick one or the other.", "qualifier")
    return found or (Qualifier.EXACT,)


def parse_flags(words: Iterable[str]) -> tuple[Flag, ...]:
    """Read flags into their fixed order. Raises: UnknownName for another word."""
    return _in_order(Flag, words, "flag", "flags")


def bounds(
    quantity: Quantity,
    qualifiers: Iterable[Qualifier],
    *,
    unit: str,
    kind: str,
    precision: Fraction | None = None,
    part_of_a_whole: bool = False,
) -> Bounds:
    """Return what the true value may be, in units of `quantity.exact`.

    `kind` is the indicator's (`growth` and `change` may be negative, a `share` ends at 100). `precision` is the step
    that a statistical release declares; every digit of a release counts. `part_of_a_whole` says that the print has
    a fraction word ("a third"): that is about ±10 %, whatever decimals were stored for it. An intersection of hedges
    that is empty is returned as it is: the caller refuses it.
    """
    every_digit = unit == "percent" or precision is not None
    half = max(quantity.last_digit(zeros_count=every_digit), precision or Fraction(0)) / 2
    allowed = EVERYTHING
    for qualifier in qualifiers:
        allowed = allowed.meet(_of_one(qualifier, quantity.exact, half, ABOUT_A_PART if part_of_a_whole else None))
    return allowed.meet(_natural(kind, quantity.exact))


def _of_one(qualifier: Qualifier, v: Fraction, half: Fraction, part: Fraction | None) -> Bounds:
    falls = v < 0
    match qualifier:
        case Qualifier.EXACT if part is None:
            return Bounds(v - half, v + half)
        case Qualifier.EXACT | Qualifier.ABOUT:
            around = max(half, abs(v) * (part or ABOUT))
            return Bounds(v - around, v + around)
        case Qualifier.OVER:
            return Bounds(None, v, False, True) if falls else Bounds(v, None, True, False)
        case Qualifier.NEARLY:
            near = v * NEARLY_FLOOR
            return Bounds(v, near, True, False) if falls else Bounds(near, v, False, True)
        case Qualifier.AT_LEAST:
            return Bounds(None, v) if falls else Bounds(v, None)
        case Qualifier.UP_TO:
            return Bounds(v, None) if falls else Bounds(None, v)


def _natural(kind: str, v: Fraction) -> Bounds:
    """Levels, stocks, counts and shares are never negative; a share never exceeds the whole."""
    if kind in ("growth", "change", "target", "amount") or v < 0:
        return EVERYTHING
    return Bounds(Fraction(0), SHARE_MOST if kind == "share" else None)


def _tighter(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, highest: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) == highest else (b, b_open)


def _in_order(vocabulary: type[Word], words: Iterable[str], what: str, field: str) -> tuple[Word, ...]:
    given = {word for word in words if word}
    known = [word.value for word in vocabulary]
    for word in sorted(given):
        if word not in known:
            raise UnknownName(what, word, known, field)
    return tuple(word for word in vocabulary if word.value in given)

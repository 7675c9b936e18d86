"""Sums, differences, products and quotients of intervals, in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction

from tradedash.domain.hedges import Bounds

ZERO, ONE = Fraction(0), Fraction(1)


def added(terms: Sequence[Bounds]) -> Bounds:
    """Return the interval of a sum; the sum of nothing is zero."""
    lowers, uppers = [term.lower for term in terms], [term.upper for term in terms]
    return Bounds(
        None if None in lowers else sum((end for end in lowers if end is not None), ZERO),
        None if None in uppers else sum((end for end in uppers if end is not None), ZERO),
        any(term.lower_open for term in terms),
        any(term.upper_open for term in terms),
    )


def minus(a: Bounds, b: Bounds) -> Bounds:
    """Return the interval of a − b."""
    return Bounds(
        None if a.lower is None or b.upper is None else a.lower - b.upper,
        None if a.upper is None or b.lower is None else a.upper - b.lower,
        a.lower_open or b.upper_open,
        a.upper_open or b.lower_open,
    )


def divided(a: Bounds, b: Bounds) -> Bounds:
    """Return the interval of a / b for a and b that are never negative; b may come close to zero."""
    lower = ZERO if a.lower is None or b.upper is None or not b.upper else max(a.lower, ZERO) / b.upper
    upper = None if a.upper is None or not b.lower or b.lower < 0 else a.upper / b.lower
    return Bounds(lower, upper, a.lower_open or b.upper_open, upper is not None and (a.upper_open or b.lower_open))


def times(a: Bounds, b: Bounds) -> Bounds:
    """Return the interval of a · b for a and b that are never negative."""
    lower = max(a.lower or ZERO, ZERO) * max(b.lower or ZERO, ZERO)
    upper = None if a.upper is None or b.upper is None else a.upper * b.upper
    return Bounds(lower, upper, a.lower_open or b.lower_open, upper is not None and (a.upper_open or b.upper_open))

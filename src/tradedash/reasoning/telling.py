"""Contradictions in words: sentences that write the arithmetic out, generated from intervals."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator
from tradedash.domain.quantity import plain_decimal
from tradedash.formatting import (
    count_text,
    day_text,
    is_signed,
    listed,
    number_text,
    period_text,
    size_text,
    with_unit,
)
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import Claim, as_printed
from tradedash.reasoning.proof import Reach
from tradedash.reasoning.subjects import Shape

_SIZES = (12, 9, 6, 3, 0)
_BESIDE = 10_000
_FINEST = 6
Indicators = Mapping[str, Indicator]


def value(row: FigureRow, indicators: Indicators) -> str:
    """Return the number as printed: "over 3.16 bn USD", "+13.6 %"."""
    indicator = indicators.get(row.indicator)
    return with_unit(row, signed=indicator is not None and is_signed(indicator.kind) and row.unit_measure != "ratio")


def when(*claims: Claim, bare: bool = False) -> str:
    """Return the period the claims share, of a growth with its base: "2024 on 2023 (a year before, implied)"."""
    subject = claims[0].subject
    if subject.shape not in (Shape.RATIO, Shape.CHANGE):
        return period_text(subject.period.code)
    words = "" if bare or not any(map(_is_implied, claims)) else " (a year before, implied)"
    return f"{period_text(subject.period.code)} on {period_text(subject.base.code)}{words}"


def counted(claim: Claim, indicators: Indicators) -> str:
    """Return the number with how often it is printed: "+13.6 % (14 prints)"."""
    said = f"{value(claim.row, indicators)}{', a record' if claim.record else ''}"
    return said if len(claim.rows) == 1 else f"{said} ({count_text(len(claim.rows), 'print')})"


def allowed(claim: Claim, bounds: Bounds | None = None) -> str:
    """Return what a claim allows, in the size it is printed in: "2.85 to 2.95", "more than 2"."""
    row = claim.row
    shown = as_printed(bounds or claim.bounds, claim.subject.shape, row.unit_measure)
    return interval(shown, size_of(row, shown))


def interval(bounds: Bounds, size: int) -> str:
    """Return bounds counted in 10^`size`, in words that say whether an end belongs to them: "1.8 to less than 2"."""
    lower = None if bounds.lower is None else _exact(bounds.lower, size)
    upper = None if bounds.upper is None else _exact(bounds.upper, size)
    return _spoken(lower, upper, lower_open=bounds.lower_open, upper_open=bounds.upper_open)


def _spoken(lower: str | None, upper: str | None, *, lower_open: bool, upper_open: bool) -> str:
    if lower is None and upper is None:
        return "any number"
    if upper is None:
        return f"{'more than' if lower_open else 'no less than'} {lower}"
    if lower is None:
        return f"{'less than' if upper_open else 'no more than'} {upper}"
    if lower_open:
        return f"more than {lower} and {'less than' if upper_open else 'no more than'} {upper}"
    return lower if lower == upper and not upper_open else f"{lower} to {'less than ' if upper_open else ''}{upper}"


def size_of(row: FigureRow, bounds: Bounds) -> int:
    """Return the size that numbers within the bounds are best counted in: the row's, unless they are far from it."""
    most = max((abs(end) for end in (bounds.lower, bounds.upper) if end is not None), default=Fraction(0))
    if row.unit_mult in _SIZES and (not most or 1 <= most / 10**row.unit_mult < _BESIDE):
        return row.unit_mult
    return next((size for size in _SIZES if most >= 10**size), 0)


def do_not_meet(a: Claim, b: Claim, indicators: Indicators) -> str:
    """Tell of two claims about one quantity; the rarer comes first. Percent and times are compared in times."""
    pair = sorted((a, b), key=lambda claim: (len(claim.rows), claim.key))
    in_times = a.row.unit_measure != b.row.unit_measure
    named = [claim for claim in pair if claim.row.unit_measure == "percent"] if in_times else pair
    heads = dict.fromkeys(claim.row.indicator_label for claim in named)
    ranges = [f"a factor of {interval(claim.bounds, 0)}" if in_times else allowed(claim) for claim in pair]
    said = [f"{counted(claim, indicators)} allows {span}" for claim, span in zip(pair, ranges, strict=True)]
    return f"{' and '.join(heads)}, {when(*pair)}: {said[0]}, but {said[1]}; they do not meet."


def cannot_be(claim: Claim, indicators: Indicators) -> str:
    """Tell of a claim that is impossible by itself."""
    return f"{claim.row.indicator_label}, {when(claim)}: {counted(claim, indicators)} is less than nothing."


def puts(others: Sequence[Claim], dropped: Claim, reach: Reach, indicators: Indicators) -> str:
    """Tell what the others leave for one more claim, and what that claim prints instead."""
    row = dropped.row
    printed = as_printed(dropped.bounds, dropped.subject.shape, row.unit_measure)
    left = left_by(reach, dropped)
    size = size_of(row, left)
    unit = size_text(size, row.unit_measure)
    range_text = f"{_apart(left, printed, size)} {unit}".strip()
    own = allowed(dropped)
    if size != (own_size := size_of(row, printed)):
        own = f"{own} {size_text(own_size, row.unit_measure)}"
    tail = f"{counted(dropped, indicators)} is printed, which allows {own}."
    simple = _level_after_growth(others, dropped, indicators)
    if simple:
        return (
            f"{row.indicator_label}: {simple} puts {period_text(dropped.subject.period.code)} at {range_text}; {tail}"
        )
    reasons = [_member(claim, indicators) for claim in others]
    verb = "puts" if len(reasons) == 1 else "put"
    said = f"{listed(reasons)} {verb} {_lower(row.indicator_label)} in {when(dropped)} at {range_text}; {tail}"
    return _capital(said)


def not_together(claims: Sequence[Claim], indicators: Indicators) -> str:
    """Tell of claims of which none is put in an interval by the others."""
    said = f"{listed([_member(claim, indicators) for claim in claims])} cannot all be true."
    return _capital(said)


def reached(reach: Reach, claim: Claim) -> str:
    """Return what a level may be, with its unit: "3.56 to 3.65 bn USD"."""
    left, unit = left_by(reach, claim), claim.subject.measure.unit
    size = next((size for size in _SIZES if (left.upper or Fraction(0)) >= 10**size), 0)
    return f"{_apart(left, None, size)} {size_text(size, unit)}".strip()


def left_by(reach: Reach, claim: Claim) -> Bounds:
    """Return the ends found for the claim's quantity in printed units."""
    return as_printed(Bounds(*reach), claim.subject.shape, claim.row.unit_measure)


def on_condition(claims: Sequence[Claim], indicators: Indicators, sentence: str) -> str:
    """Return the sentence with the "if" of claims that were said before their period had ended."""
    early = [(claim, day) for claim in claims if (day := claim.said_early)]
    words = [
        f"{value(claim.row, indicators)}, said on {day_text(day)}, is meant for the whole of "
        f"{period_text(claim.subject.period.code)}"
        for claim, day in early
    ]
    return f"If {listed(words)}: {_lower(sentence)}" if words else sentence


def if_cut_off(claim: Claim, bounds: Bounds, indicators: Indicators) -> str:
    """Tell that a number fits if its further digits were cut off."""
    printed = _capital(value(claim.row, indicators))
    return f" {printed} fits only if it was cut off instead of rounded: then it allows {allowed(claim, bounds)}."


def only_as(claim: Claim, other: Claim, indicators: Indicators) -> str:
    """Tell that a number fits with the hedge that another print of its statement carries."""
    own, printed = value(claim.row, indicators), value(other.row, indicators)
    return f" {_capital(own)} fits only as “{printed}”, as {other.row.source_publisher} printed it."


def same_statement(speaker: str, day: str) -> str:
    """Tell that both numbers are prints of one statement."""
    return f" Both are printed of what {speaker} said on {day_text(date.fromisoformat(day))}."


def way_out(ways: Sequence[Sequence[Claim]], indicators: Indicators) -> str:
    """Tell the smallest ways out of a dispute: logic, not judgement."""
    texts = [listed([_named(claim, indicators) for claim in way]) for way in ways]
    if not ways:
        return ""
    if len(ways[0]) == 1:
        return f"Vanishes if {listed(texts, 'or')} is set aside."
    number = {2: "two", 3: "three", 4: "four"}.get(len(ways[0]), str(len(ways[0])))
    return f"Needs {number} to be set aside: {'; or '.join(texts)}."


def _member(claim: Claim, indicators: Indicators) -> str:
    """One claim of several: "trade turnover of 2.568 bn USD in Jan–Nov 2023 (2 prints)"."""
    record = ", a record" if claim.record else ""
    prints = f" ({count_text(len(claim.rows), 'print')})" if len(claim.rows) > 1 else ""
    said = f"{_lower(claim.row.indicator_label)} of {value(claim.row, indicators)}"
    return f"{said} in {when(claim)}{record}{prints}"


def _is_implied(claim: Claim) -> bool:
    return all(row.comparison_basis == ComparisonBasis.IMPLIED for row in claim.rows)


def _named(claim: Claim, indicators: Indicators) -> str:
    return f"{value(claim.row, indicators)} ({when(claim, bare=True)})"


def _level_after_growth(others: Sequence[Claim], dropped: Claim, indicators: Indicators) -> str:
    """The commonest case in few words: "3.2 bn USD in 2024 after +16.6 %"."""
    shapes = {claim.subject.shape: claim for claim in others}
    level, growth = shapes.get(Shape.LEVEL), shapes.get(Shape.RATIO)
    if len(others) != 2 or level is None or growth is None or dropped.subject.shape is not Shape.LEVEL:
        return ""
    same = level.subject.measure == growth.subject.measure == dropped.subject.measure
    if not same or level.subject.period != growth.subject.period or dropped.subject.period != growth.subject.base:
        return ""
    period = period_text(level.subject.period.code)
    return f"{counted(level, indicators)} in {period} after {counted(growth, indicators)}"


def _apart(left: Bounds, printed: Bounds | None, size: int) -> str:
    """Three digits, or as many more as it takes to see that the two intervals do not meet."""
    most = max((abs(end) for end in (left.lower, left.upper) if end is not None), default=Fraction(0))
    whole = len(str(int(most / 10**size))) if most else 1
    places = max(0, 3 - whole)
    while printed and places < _FINEST and not _rounded(left, size, places).meet(printed).is_empty:
        places += 1
    lower, upper = _rounded_ends(left, size, places)
    texts = [None if end is None else _sign(end) for end in (lower, upper)]
    return _spoken(*texts, lower_open=False, upper_open=False)


def _rounded(bounds: Bounds, size: int, places: int) -> Bounds:
    lower, upper = _rounded_ends(bounds, size, places)
    unit = Fraction(10) ** size
    return Bounds(
        None if lower is None else Fraction(lower) * unit,
        None if upper is None else Fraction(upper) * unit,
    )


def _rounded_ends(bounds: Bounds, size: int, places: int) -> tuple[Decimal | None, Decimal | None]:
    step = Decimal(1).scaleb(-places)
    ends = (bounds.lower, bounds.upper)
    scaled = [None if end is None else Decimal(float(end / 10**size)).quantize(step, ROUND_HALF_EVEN) for end in ends]
    return scaled[0], scaled[1]


def _exact(end: Fraction, size: int) -> str:
    try:
        return _sign(plain_decimal(end / Fraction(10) ** size))
    except ArithmeticError:
        return _sign(Decimal(float(end / 10**size)).quantize(Decimal("0.0001")))


def _sign(number: Decimal) -> str:
    return number_text("0" if number == 0 else format(number, "f"))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

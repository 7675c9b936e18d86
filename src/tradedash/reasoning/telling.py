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
    inside,
    is_signed,
    listed,
    number_text,
    period_text,
    size_text,
    with_unit,
)
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.i18n import ngettext
from tradedash.i18n.told import here
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
    plain = bare or not any(map(_is_implied, claims))
    pattern = _("%(period)s on %(base)s") if plain else _("%(period)s on %(base)s (a year before, implied)")
    return pattern % {"period": period_text(subject.period.code), "base": period_text(subject.base.code)}


def counted(claim: Claim, indicators: Indicators) -> str:
    """Return the number with how often it is printed: "+13.6 % (14 prints)"."""
    said = f"{value(claim.row, indicators)}{_(', a record') if claim.record else ''}"
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
        return _("any number")
    if upper is None:
        return (_("more than %(lower)s") if lower_open else _("no less than %(lower)s")) % {"lower": lower}
    if lower is None:
        return (_("less than %(upper)s") if upper_open else _("no more than %(upper)s")) % {"upper": upper}
    if lower == upper and not lower_open and not upper_open:
        return lower
    if lower_open:
        more = _("more than %(lower)s and less than %(upper)s")
        pattern = more if upper_open else _("more than %(lower)s and no more than %(upper)s")
    else:
        pattern = _("%(lower)s to less than %(upper)s") if upper_open else _("%(lower)s to %(upper)s")
    return pattern % {"lower": lower, "upper": upper}


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
    heads = dict.fromkeys(_label(claim) for claim in named)
    ranges = [
        _("a factor of %(interval)s") % {"interval": interval(claim.bounds, 0)} if in_times else allowed(claim)
        for claim in pair
    ]
    said = [
        _("%(value)s allows %(span)s") % {"value": counted(claim, indicators), "span": span}
        for claim, span in zip(pair, ranges, strict=True)
    ]
    return _("%(labels)s, %(period)s: %(first)s, but %(second)s; they do not meet.") % {
        "labels": listed(list(heads)),
        "period": when(*pair),
        "first": said[0],
        "second": said[1],
    }


def cannot_be(claim: Claim, indicators: Indicators) -> str:
    """Tell of a claim that is impossible by itself."""
    return _("%(label)s, %(period)s: %(value)s is less than nothing.") % {
        "label": _label(claim),
        "period": when(claim),
        "value": counted(claim, indicators),
    }


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
    tail = _("%(value)s is printed, which allows %(own)s.") % {"value": counted(dropped, indicators), "own": own}
    simple = _level_after_growth(others, dropped, indicators)
    if simple:
        return _("%(label)s: %(simple)s puts %(period)s at %(range)s; %(tail)s") % {
            "label": _label(dropped),
            "simple": simple,
            "period": period_text(dropped.subject.period.code),
            "range": range_text,
            "tail": tail,
        }
    reasons = [_member(claim, indicators) for claim in others]
    put = ngettext(
        "%(claims)s puts %(label)s in %(period)s at %(range)s; %(tail)s",
        "%(claims)s put %(label)s in %(period)s at %(range)s; %(tail)s",
        len(reasons),
    )
    said = put % {
        "claims": listed(reasons),
        "label": inside(_label(dropped)),
        "period": when(dropped),
        "range": range_text,
        "tail": tail,
    }
    return _capital(said)


def not_together(claims: Sequence[Claim], indicators: Indicators) -> str:
    """Tell of claims of which none is put in an interval by the others."""
    said = _("%(claims)s cannot all be true.") % {"claims": listed([_member(claim, indicators) for claim in claims])}
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
        _("%(value)s, said on %(day)s, is meant for the whole of %(period)s")
        % {
            "value": value(claim.row, indicators),
            "day": day_text(day),
            "period": period_text(claim.subject.period.code),
        }
        for claim, day in early
    ]
    return (
        _("If %(conditions)s: %(sentence)s") % {"conditions": listed(words), "sentence": inside(sentence)}
        if words
        else sentence
    )


def if_cut_off(claim: Claim, bounds: Bounds, indicators: Indicators) -> str:
    """Tell that a number fits if its further digits were cut off."""
    printed = _capital(value(claim.row, indicators))
    return _(" %(value)s fits only if it was cut off instead of rounded: then it allows %(interval)s.") % {
        "value": printed,
        "interval": allowed(claim, bounds),
    }


def only_as(claim: Claim, other: Claim, indicators: Indicators) -> str:
    """Tell that a number fits with the hedge that another print of its statement carries."""
    own, printed = value(claim.row, indicators), value(other.row, indicators)
    return _(" %(value)s fits only as “%(printed)s”, as %(outlet)s printed it.") % {
        "value": _capital(own),
        "printed": printed,
        "outlet": other.row.source_publisher,
    }


def same_statement(speaker: str, day: str) -> str:
    """Tell that both numbers are prints of one statement."""
    return _(" Both are printed of what %(speaker)s said on %(day)s.") % {
        "speaker": speaker,
        "day": day_text(date.fromisoformat(day)),
    }


def way_out(ways: Sequence[Sequence[Claim]], indicators: Indicators) -> str:
    """Tell the smallest ways out of a dispute: logic, not judgement."""
    texts = [listed([_named(claim, indicators) for claim in way]) for way in ways]
    if not ways:
        return ""
    if len(ways[0]) == 1:
        return _("Vanishes if %(claims)s is set aside.") % {"claims": listed(texts, "or")}
    number = {2: _("two"), 3: _("three"), 4: _("four")}.get(len(ways[0]), str(len(ways[0])))
    ways_text = _("; or ").join(texts)
    return _("Needs %(number)s to be set aside: %(ways)s.") % {"number": number, "ways": ways_text}


def _member(claim: Claim, indicators: Indicators) -> str:
    """One claim of several: "trade turnover of 2.568 bn USD in Jan–Nov 2023 (2 prints)"."""
    record = _(", a record") if claim.record else ""
    prints = f" ({count_text(len(claim.rows), 'print')})" if len(claim.rows) > 1 else ""
    said = _("%(label)s of %(value)s in %(period)s") % {
        "label": inside(_label(claim)),
        "value": value(claim.row, indicators),
        "period": when(claim),
    }
    return f"{said}{record}{prints}"


def _label(claim: Claim) -> str:
    return here(claim.row.indicator_label)


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
    return _("%(level)s in %(period)s after %(growth)s") % {
        "level": counted(level, indicators),
        "period": period,
        "growth": counted(growth, indicators),
    }


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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

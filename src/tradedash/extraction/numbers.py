"""Where in a phrase the number of a figure is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tradedash.domain.quantity import Quantity
from tradedash.extraction import lexicon
from tradedash.extraction.numerals import Numeral
from tradedash.extraction.spelt import Spelt, spelt_numbers

_SIGN = r"(?:US ?|U\.S\. ?)?[$€£₽¥]|\b(?:USD|RUB|RUR|EUR|KGS)\b"
_PERCENT = (
    r"[%％٪]|per ?cent\b|pct\b|процент[а-я]{0,4}|Prozent|pour ?cent|por ciento|per cento|пайыз[а-я]{0,4}|foiz\w{0,4}"
    r"|(?:ب|في )?(?:ال)?مئة|(?:ب|في )?(?:ال)?مائة|个百分点"
)
_BEFORE = re.compile(rf"(?:(?:{_SIGN}|\byüzde|百分之)\s?|(?<![\w)])[-\u2212+])\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\.?[\s\u00a0\u202f-]{{0,2}}(?:{_SIGN}|{_PERCENT})", re.IGNORECASE)
#: The point of "525 тыс. тонн"; the one that ends a sentence stays outside.
_POINT = re.compile(r"\.(?=\s+[^\W\dA-ZА-ЯЁ])")


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch `phrase[start:end]`; `in_words` where the number is spelt out or put together from words.

    `is_part` where a fraction word was written down in percent ("a third" as 33.3): no such digits were printed.
    """

    start: int
    end: int
    in_words: bool
    is_part: bool = False


def locate(phrase: str, quantity: Quantity, language: str) -> Span | None:
    """Return where `phrase` prints the number of a figure, with its multiplier, currency sign and percent sign.

    Digits match as printed ("4.1" is not "4.10"), in any grouping and at any scale; a multiplier word that makes
    another number of them does not match. A fall is found without its minus sign. Where a number is printed twice,
    the one with the multiplier named wins, then digits over words, then the first. None if it is not there.
    """
    found = [
        (
            replace(span, is_part=bool(spelt.shares)),
            _stated_power(spelt),
            span.end - span.start > spelt.end - spelt.start,
        )
        for spelt, span in _spans(phrase, language)
        if _is(spelt, quantity)
    ]
    if not found:
        return None
    return max(found, key=lambda each: (each[1], not each[0].in_words, each[2], -each[0].start))[0]


def printed_numbers(phrase: str, language: str) -> list[str]:
    """Return the numbers that a phrase prints, as they stand there: what else could be meant."""
    return [phrase[spelt.start : spelt.end] for spelt, _ in _spans(phrase, language)]


def _spans(phrase: str, language: str) -> Iterator[tuple[Spelt, Span]]:
    for spelt in spelt_numbers(phrase, lexicon.of(language)):
        start, end = spelt.start, spelt.end
        if before := _BEFORE.search(phrase, 0, start):
            start = before.start()
        if after := _AFTER.match(phrase, end) or (_POINT.match(phrase, end) if spelt.ends_in_power else None):
            end = after.end()
        yield spelt, Span(start, end, in_words=spelt.numeral is None)


def _stated_power(spelt: Spelt) -> bool:
    return spelt.numeral is not None and bool(spelt.powers)


def _is(spelt: Spelt, quantity: Quantity) -> bool:
    if spelt.numeral:
        return _digits_are(spelt.numeral, spelt.powers, quantity)
    amount = abs(quantity.exact)
    return amount in spelt.amounts or any(_share_is(share, quantity) for share in spelt.shares)


def _digits_are(numeral: Numeral, powers: set[int], quantity: Quantity) -> bool:
    if numeral.is_negative and quantity.digits > 0:
        return False
    printed = quantity.printed.removeprefix("-")
    if printed in numeral.readings and (not powers or quantity.unit_mult in powers):
        return True
    # Another scale: 4,100 million for "4.1 billion", 3.5 thousand for "3,500".
    other_scales = (powers or {0}) - {quantity.unit_mult}
    amounts = {Fraction(digits) * 10**power for digits in numeral.readings for power in other_scales}
    return abs(quantity.exact) in amounts


def _share_is(share: Fraction, quantity: Quantity) -> bool:
    """Tell whether a fraction was written down in percent, rounded or cut off: a third as 33, 33.3 or 33.4?"""
    if quantity.unit_mult:
        return False
    scaled = share * 100 * 10**quantity.scale
    cut_off = scaled.numerator // scaled.denominator
    rounded = cut_off + 1 if 2 * (scaled - cut_off) >= 1 else cut_off
    return abs(quantity.digits) in (cut_off, rounded)

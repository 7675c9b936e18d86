"""The numbers of a phrase that a figure may be about, the likeliest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradedash.domain.errors import BadValue
from tradedash.domain.indicator import CURRENCIES, Unit
from tradedash.domain.quantity import UNIT_MULTIPLIERS, Quantity, plain_decimal
from tradedash.extraction import lexicon
from tradedash.extraction.lexicon import Kind
from tradedash.extraction.located import Located
from tradedash.extraction.measure import has_other_unit, unit_beside
from tradedash.extraction.notation import preferred
from tradedash.extraction.spelt import Spelt, spelt_numbers

_LARGE = 6  # from a million on, the multiplier stays a word: "3 billion 160 million" is 3.16 billion
_BILLION = 9
_RANGE = re.compile(r"\s?(?:to|and|до|и|bis|und|à|et|a|y|e|[-–—~至到])\s?[0-9]", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: "two countries": a number of parties is never the figure.
_PARTIES = re.compile(
    r"[\s\u00a0-]*(?:\w+\s)?(?:countr|nation|state|side|part(?:y|ies)\b|стран|государств|сторон|Länder|Staaten"
    r"|Seiten|pays\b|país|naciones"
    r"|paesi|nazioni|ülke|taraf|өлкө|мамлекет|davlat|давлат|mamlakat|国|方|دول|بلد|دولتين)",
    re.IGNORECASE,
)
_PART_DIGITS = 3  # a third is offered as 33.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number: its digits, power of ten (None if unclear) and unit; `others` are its further readings."""

    digits: str
    power: int | None
    unit: Located[Unit] | None
    start: int
    end: int
    in_words: bool
    others: tuple[str, ...] = ()
    weight: int = 0

    @property
    def is_money(self) -> bool:
        return self.unit is not None and self.unit.value in CURRENCIES

    @property
    def is_percent(self) -> bool:
        return self.unit is not None and self.unit.value is Unit.PERCENT

    @property
    def is_ratio(self) -> bool:
        return self.unit is not None and self.unit.value is Unit.RATIO


def candidates(phrase: str, language: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Candidate, ...]:
    """Return the numbers that a figure may be about, the likeliest first, of equals the one that stands first.

    `taken` are the stretches that name a time: "11 months", "2024". Their numbers are no figures.
    """
    found = []
    for spelt in spelt_numbers(phrase, lexicon.of(language)):
        if any(start < spelt.end and spelt.start < end for start, end in taken):
            continue
        if candidate := _candidate(phrase, spelt, language):
            found.append(candidate)
    return tuple(sorted(found, key=lambda each: (-each.weight, each.start)))


def _candidate(phrase: str, spelt: Spelt, language: str) -> Candidate | None:
    amounts = _amounts(phrase, spelt, language)
    if not amounts:
        return None
    (digits, power), *others = amounts
    unit = _unit(phrase, spelt, digits, power)
    candidate = Candidate(
        digits=digits,
        power=power,
        unit=unit,
        start=min(spelt.start, unit.start if unit else spelt.start),
        end=max(spelt.end, unit.end if unit else spelt.end),
        in_words=spelt.numeral is None,
        others=tuple(other for other, _ in others),
        weight=_weight(spelt, unit),
    )
    return None if _means_no_figure(phrase, spelt, candidate) else candidate


def _amounts(phrase: str, spelt: Spelt, language: str) -> list[tuple[str, int | None]]:
    """Return digits and power of ten, as the print has them; of several readings the likeliest first."""
    if spelt.shares:
        return _fit([(_part_in_percent(share), 0) for share in spelt.shares])
    if spelt.numeral is None:
        return _fit([_composed(amount, spelt) for amount in sorted(spelt.amounts)])
    powers = spelt.powers or {0}
    power = powers.pop() if len(powers) == 1 else None
    printed = phrase[spelt.numeral.start : spelt.numeral.end]
    readings = preferred(spelt.numeral, printed, language, of_billions=power is not None and power >= _BILLION)
    sign = "-" if spelt.numeral.is_negative else ""
    return _fit([(sign + digits, power) for digits in readings])


def _fit(amounts: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Keep what the store can hold."""
    return [(digits, power) for digits, power in amounts if _holds(digits, power)]


def _holds(digits: str, power: int | None) -> bool:
    try:
        Quantity.parse(digits, power or 0)
    except BadValue:
        return False
    return power is None or power in UNIT_MULTIPLIERS


def _part_in_percent(share: Fraction) -> str:
    scaled = round(share * 1000)
    return _plain(Fraction(scaled, 10))


def _composed(amount: Fraction, spelt: Spelt) -> tuple[str, int]:
    """Return an amount put together from words: in millions and more with their word, below that in full."""
    powers = [int(part.values[0]) for part in spelt.parts if part.kind is Kind.POWER]
    power = max((each for each in powers if each >= _LARGE and each in UNIT_MULTIPLIERS), default=0)
    if not powers or amount < 10**power:
        power = max((each for each in (0, _LARGE, 9) if 10**each <= max(amount, 1)), default=0)
    return _plain(amount / 10**power), power


def _plain(number: Fraction) -> str:
    try:
        return f"{plain_decimal(number):f}"
    except ArithmeticError:
        return ""


def _unit(phrase: str, spelt: Spelt, digits: str, power: int | None) -> Located[Unit] | None:
    if spelt.shares:
        return Located(Unit.PERCENT, spelt.start, spelt.end)
    if any(part.kind is Kind.FACTOR for part in spelt.parts):
        return Located(Unit.RATIO, spelt.start, spelt.end)
    if has_other_unit(phrase, spelt.start, spelt.end):
        return None
    if beside := unit_beside(phrase, spelt.start, spelt.end):
        return beside
    if ("." in digits and power == 0) or _RANGE.match(phrase, spelt.end):
        return None
    return Located(Unit.COUNT, spelt.start, spelt.end) if power is not None and power < _LARGE else None


def _weight(spelt: Spelt, unit: Located[Unit] | None) -> int:
    measured = unit is not None and unit.value is not Unit.COUNT
    return 4 * measured + 2 * bool(spelt.powers or len(spelt.parts) > 1) + (spelt.numeral is not None)


def _means_no_figure(phrase: str, spelt: Spelt, candidate: Candidate) -> bool:
    if candidate.weight >= 2:
        return False
    if spelt.numeral is None and spelt.amounts == {1}:  # an article as often as a number
        return True
    if has_other_unit(phrase, spelt.start, spelt.end) or _PARTIES.match(phrase, spelt.end):
        return True
    return spelt.numeral is not None and _YEAR.fullmatch(candidate.digits) is not None and _stands_bare(phrase, spelt)


def _stands_bare(phrase: str, spelt: Spelt) -> bool:
    """Tell whether a number that looks like a year counts nothing: no grouping, no word behind it."""
    printed = phrase[spelt.start : spelt.end]
    return printed.isdecimal() and not re.match(r"\s+\w{3}", phrase[spelt.end :])

"""The part of a form that says what the number is: digits, multiplier, unit, hedge, and whether the phrase has it."""

from dataclasses import dataclass

from tradedash.commands.codes import units_of
from tradedash.domain.errors import BadValue
from tradedash.domain.hedges import Flag, Qualifier, bounds, parse_flags, parse_qualifiers
from tradedash.domain.indicator import Indicator
from tradedash.domain.quantity import UNIT_MULTIPLIERS, Quantity
from tradedash.forms.number import NUMBER_LANGUAGES, number_language, read_number
from tradedash.forms.phrase import spelt_in_words
from tradedash.forms.sheet import Sheet

#: Flags that a person ticks; `in_words` follows from the phrase, `period_lost` is found by comparing prints.
TICKED_FLAGS = (Flag.RECORD, Flag.FORECAST, Flag.ESTIMATED, Flag.PERIOD_LOST)
HEDGES = tuple(word for word in Qualifier if word is not Qualifier.EXACT)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is printed."""

    quantity: Quantity
    unit: str
    qualifiers: tuple[Qualifier, ...]
    flags: tuple[Flag, ...]


def read_amount(sheet: Sheet, phrase: str, language: str, indicator: Indicator | None) -> Amount | None:
    """Return the number, or None if something about it is refused. `language` is the source's, empty if unknown."""
    quantity = read_quantity(sheet, language)
    unit = _unit(sheet, indicator)
    qualifiers = sheet.read("qualifier", lambda: parse_qualifiers(sheet.ticked("qualifier")))
    flags = sheet.read("flags", lambda: _flags(sheet))
    if quantity is None or qualifiers is None or flags is None:
        return None
    if len(qualifiers) > 1 and bounds(quantity, qualifiers, unit=unit, kind="change").is_empty:
        words = " and ".join(word.replace("_", " ") for word in qualifiers)
        sheet.refuse("qualifier", f"No number is {words} the same value: keep the hedge that is printed.")
    if phrase and language:
        confirmed = bool(sheet.ticked("in_words"))
        if spelt_in_words(sheet, phrase, quantity, language, confirmed=confirmed):
            flags = parse_flags([*flags, Flag.IN_WORDS])
    return Amount(quantity, unit, qualifiers, flags)


def read_quantity(sheet: Sheet, source_language: str) -> Quantity | None:
    """Return the digits with their multiplier, read as numbers are written in the source or as the form says."""
    typed = sheet.required("obs_value", "Give the number.")
    language = sheet.text("number_language") or number_language(source_language)
    if language not in NUMBER_LANGUAGES:
        sheet.refuse("number_language", "Choose from the list how the number is written.")
        return None
    if not source_language and not sheet.text("number_language"):  # how to read it is not known before that is chosen
        return None
    digits = sheet.read("obs_value", lambda: read_number(typed, language))
    power = sheet.text("unit_mult") or "0"
    if power not in [str(known) for known in UNIT_MULTIPLIERS]:
        sheet.refuse("unit_mult", "Choose the multiplier from the list, for example million.")
        return None
    return Quantity.parse(digits, int(power)) if digits else None


def _unit(sheet: Sheet, indicator: Indicator | None) -> str:
    unit = sheet.required("unit_measure", "Choose the unit.")
    if unit and indicator and unit not in (fitting := [str(one) for one in units_of(indicator)]):
        sheet.refuse("unit_measure", f"“{indicator.label}” is measured in {' or '.join(fitting)}.")
    return unit


def _flags(sheet: Sheet) -> tuple[Flag, ...]:
    flags = parse_flags(sheet.ticked("flags"))
    if any(flag not in TICKED_FLAGS for flag in flags):
        raise BadValue("Tick what the print calls it, or nothing.", "flags")
    return flags

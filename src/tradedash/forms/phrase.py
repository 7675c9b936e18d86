"""The phrase as evidence: it must hold the number, in digits or, confirmed, in words."""

import re

from tradedash.domain.quantity import UNIT_MULTIPLIERS, Quantity
from tradedash.extraction.numbers import locate, printed_numbers
from tradedash.forms.sheet import Sheet

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def spelt_in_words(sheet: Sheet, phrase: str, quantity: Quantity, language: str, *, confirmed: bool) -> bool:
    """Return whether the phrase spells the number in words; refuse a phrase that does not hold it.

    Where the language's number words are not known, the person who confirms is believed, as long as no other
    number stands in the phrase.
    """
    span = locate(phrase, quantity, language)
    if span is not None:
        if span.in_words and not confirmed:
            words = phrase[span.start : span.end]
            sheet.refuse("in_words", f"The phrase has the number in words, “{words}”: tick this to confirm it.")
        return span.in_words
    printed = [number for number in printed_numbers(phrase, language) if not _YEAR.fullmatch(number)]
    if confirmed and not printed:
        return True
    if _stands_at_another_multiplier(phrase, quantity, language):
        sheet.refuse("unit_mult", f"The phrase has another multiplier: {' and '.join(printed)}.")
    else:
        has = f"It has {' and '.join(printed)}." if printed else "If it is spelt in words, tick that below."
        sheet.refuse("obs_value", f"Not in the phrase. {has}")
    return False


def _stands_at_another_multiplier(phrase: str, quantity: Quantity, language: str) -> bool:
    others = (Quantity(quantity.digits, quantity.scale, power) for power in UNIT_MULTIPLIERS)
    return any(locate(phrase, other, language) for other in others)

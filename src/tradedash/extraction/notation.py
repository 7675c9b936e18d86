"""How a language writes numbers: which of the readings of "1,800" or "2.568" is meant."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from tradedash.extraction.numerals import Numeral

_ARABIC_POINT = "\u066b"


def base(language: str) -> str:
    """Return the language without its region: `pt-BR` is `pt`."""
    return re.split(r"[-_]", language.lower())[0]


def preferred(numeral: Numeral, printed: str, language: str, *, of_billions: bool) -> tuple[str, ...]:
    """Return the readings of a numeral, the one that its language means first.

    "2.568 billion" is a decimal also where the point groups digits: nobody writes thousands of billions.
    """
    readings = numeral.readings
    if len(readings) < 2:
        return readings
    sign = _last_sign(printed)
    is_decimal = sign == _ARABIC_POINT or sign == decimal_sign(language) or (of_billions and sign == ".")
    return tuple(sorted(readings, key=lambda digits: ("." in digits) != is_decimal))


@lru_cache(maxsize=64)
def decimal_sign(language: str) -> str:
    """Return the decimal sign of a language in Western digits, a point where the language is not known."""
    try:
        symbols = Locale.parse(language.replace("-", "_")).number_symbols
        return str(symbols.get("latn", symbols)["decimal"])
    except (ValueError, LookupError, UnknownLocaleError, TypeError):
        return "."


def _last_sign(printed: str) -> str:
    signs = re.findall(r"\D", printed)
    return signs[-1] if signs else ""

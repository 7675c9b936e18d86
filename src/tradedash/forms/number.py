"""Numbers as people type them, read by the habits of a language; never a float, every printed digit kept."""

import re

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberFormatError, parse_decimal

from tradedash.domain.errors import BadValue
from tradedash.domain.quantity import Quantity

#: Ways of writing numbers that the form offers, and how each writes one thousand eight hundred and a half.
NUMBER_LANGUAGES = {"en": "1,800.5", "ru": "1 800,5", "de": "1.800,5", "ky": "1 800,5"}
_LONGEST = 40
_SPACES = re.compile("[ \u00a0\u2007\u2009\u202f]")
_SHAPE = re.compile(r"-?[0-9](?:[0-9.,_]*[0-9])?")
_GROUPS_OF_SPACES = re.compile(r"-?[1-9][0-9]{0,2}(?:_[0-9]{3})+(?:[.,][0-9]+)?")
#: A decimal point that can be no group sign: not three digits behind it, or no group before it.
_PLAIN_POINT = re.compile(r"-?(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|(?:0|[0-9]{4,})\.[0-9]+)")
ADVICE = "Write the number in digits, for example 4.1 or 4,1."


def read_number(text: str, language: str) -> str:
    """Return the printed digits with a decimal point: "4,10" in Russian is "4.10", "1.234" in German is "1234".

    Spaces may stand between groups in every language. A plain "4.1" is read where a comma is usual, unless its point
    could be a group sign. Raises: BadValue (`obs_value`) for all that is not one number.
    """
    typed = text.strip().replace("\u2212", "-")
    marked = _SPACES.sub("_", typed)
    if len(typed) > _LONGEST or "_" in typed or not _SHAPE.fullmatch(marked):
        raise BadValue(ADVICE if typed else "Give the number.", "obs_value")
    if "_" in marked:
        if not _GROUPS_OF_SPACES.fullmatch(marked):
            raise BadValue("Spaces may only stand between groups of three digits, as in 1 234 567.", "obs_value")
        marked = marked.replace("_", "")
        if "." in marked:  # the spaces have done the grouping
            return Quantity.parse(marked, field="obs_value").printed
    return Quantity.parse(_digits(marked, language), field="obs_value").printed


def number_language(source_language: str) -> str:
    """Return the way of writing numbers that goes with the language of a source."""
    code = source_language.split("-", maxsplit=1)[0].lower()
    if code in NUMBER_LANGUAGES:
        return code
    symbols = _symbols(code)
    if symbols is None or symbols["decimal"] == ".":
        return "en"
    return "de" if symbols["group"] == "." else "ru"


def _symbols(code: str) -> dict[str, str] | None:
    try:
        return {name: str(sign) for name, sign in Locale.parse(code).number_symbols["latn"].items()}
    except (ValueError, LookupError, UnknownLocaleError):
        return None


def _digits(text: str, language: str) -> str:
    try:
        number = parse_decimal(text, locale=language, strict=True)
    except NumberFormatError:
        if _PLAIN_POINT.fullmatch(text):
            return text
        written = NUMBER_LANGUAGES[language]
        raise BadValue(
            f"“{text}” is no number where {written} is written so; choose how it is written.", "obs_value"
        ) from None
    if text.lstrip("-").startswith("0") and not re.match(r"-?0(?![0-9])", text):
        raise BadValue("Write the number without zeros in front.", "obs_value")
    return format(number, "f")

"""What a language's own custom prescribes: separators, months, names of places and languages, endings of numbers."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tradedash.i18n import ENGLISH, language

if TYPE_CHECKING:
    from babel import Locale

_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ALONE, _WITH_DAY = "stand-alone", "format"
#: Kyrgyz endings agree with the last word that is spoken, also where that is a digit: "3төн", "16дан".
_ENDING = re.compile(r"([^ ]+)\{(дан|га)\}")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_ONES = ["дөн", "ден", "ден", "төн", "төн", "тен", "дан", "ден", "ден", "дан"]
_TENS = ["дөн", "дон", "дан", "дан", "тан", "дөн", "тан", "тен", "ден", "дон"]
_BACK, _ROUND_BACK, _FRONT, _ROUND_FRONT = "аыя", "оую", "еиэ", "өү"
_VOICELESS = "кпстфхцчшщ"
#: Abbreviations are spoken in full: миллион, триллион, тонна.
_SPOKEN = {"млн": "дон", "трлн": "дон", "т": "дан"}
_TO = str.maketrans("дтн", "гк ")


@lru_cache(maxsize=8)
def _locale(chosen: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - 20 ms at start that English alone does not need

    return Locale.parse(chosen)


@lru_cache(maxsize=8)
def separators(chosen: str) -> tuple[str, str]:
    """Return what stands before the decimals and between the thousands."""
    if chosen == ENGLISH:
        return ".", ","
    symbols = _locale(chosen).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def digits(whole: int, decimals: str = "") -> str:
    """Return a whole number with separated thousands, and its decimals as they are: "1,911.50", "1 911,50"."""
    point, group = separators(language())
    grouped = f"{whole:,}" if group == "," else f"{whole:,}".replace(",", group)
    return f"{grouped}{point}{decimals}" if decimals else grouped


def month(number: int, *, with_day: bool = False) -> str:
    """Return a short name of a month as it stands alone, or beside a day: "май", "12 мая"."""
    return _months(language(), with_day)[number]


@lru_cache(maxsize=16)
def _months(chosen: str, with_day: bool) -> dict[int, str]:
    if chosen == ENGLISH:
        return dict(enumerate(_ENGLISH_MONTHS, 1))
    # The names that CLDR gives German and Kyrgyz for lists have no full stop; in a sentence they need it.
    forms = _locale(chosen).months[_WITH_DAY if with_day or chosen in ("de", "ky") else _ALONE]["abbreviated"]
    return {number: str(name) for number, name in forms.items()}


def territory(code: str) -> str | None:
    """Return the name of a territory by its ISO code, None where the language's data has none."""
    name = _locale(language()).territories.get(code)
    return None if name is None else str(name)


def tongue(code: str) -> str:
    """Return the name of a language, or its code."""
    names = _locale(language()).languages
    return str(names.get(code) or names.get(code.partition("-")[0]) or code)


def inside(text: str) -> str:
    """Return a word that starts a sentence as it stands within one: German nouns keep their capital."""
    return text if language() == "de" else text[:1].lower() + text[1:]


def with_one_stop(text: str) -> str:
    """Return a sentence that ends in an abbreviation with one full stop: "5 млрд долл." has it already."""
    return _TWO_STOPS.sub(".", text)


def with_endings(text: str) -> str:
    """Put the right ending for each mark of a Kyrgyz message: "3{дан} ашык" is "3төн ашык", "4{га}" is "4кө"."""
    return text if language() == ENGLISH or "{" not in text else _ENDING.sub(_ended, text)


def _ended(found: re.Match[str]) -> str:
    word, kind = found.groups()
    ending = _ablative(word)
    if kind == "га":
        ending = ending.translate(_TO).strip()
    return f"{word.removesuffix('ь')}{ending}"


def _ablative(word: str) -> str:
    spoken = re.sub(r"[^0-9]", "", word)
    if word[-1:].isdigit() and spoken:
        return _after_number(spoken)
    if word.endswith("%"):  # пайыз
        return "дан"
    if not word[-1:].isalpha():
        return "ден" if word.endswith("³") else "дан"
    letters = word.lower()
    if letters in _SPOKEN or letters.endswith("ь"):
        return _SPOKEN.get(letters, "ден")
    vowel = next((letter for letter in reversed(letters) if letter in _BACK + _ROUND_BACK + _FRONT + _ROUND_FRONT), "а")
    first = "т" if letters[-1] in _VOICELESS else "д"
    middle = "а" if vowel in _BACK + "ую" else "о" if vowel == "о" else "е" if vowel in _FRONT else "ө"
    return f"{first}{middle}н"


def _after_number(spoken: str) -> str:
    if spoken[-1] != "0":
        return _ONES[int(spoken[-1])]
    if len(spoken) > 1 and spoken[-2] != "0":
        return _TENS[int(spoken[-2])]
    zeros = len(spoken) - len(spoken.rstrip("0"))
    if not spoken.strip("0"):
        return _ONES[0]
    return "дөн" if zeros == 2 else "ден" if zeros < 6 else "дон" if zeros < 9 else "дан"

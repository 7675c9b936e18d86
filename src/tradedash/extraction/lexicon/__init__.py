"""How numbers are spelt, language by language. The tables are data; `of` turns one into matchers."""

import re
from functools import lru_cache

from tradedash.extraction.lexicon.entry import Entry, Kind, Lexicon
from tradedash.extraction.lexicon.germanic import DE, EN
from tradedash.extraction.lexicon.orient import AR, ZH
from tradedash.extraction.lexicon.romance import ES, FR, IT
from tradedash.extraction.lexicon.slavic import RU
from tradedash.extraction.lexicon.turkic import KY, TR, UZ

__all__ = ["Entry", "Kind", "Lexicon", "of"]

LEXICONS = {
    "ar": AR,
    "de": DE,
    "en": EN,
    "es": ES,
    "fr": FR,
    "it": IT,
    "ky": KY,
    "ru": RU,
    "tr": TR,
    "uz": UZ,
    "zh": ZH,
}

#: Spellings that travel between languages. What `billion` means depends on who writes: 10^9 or 10^12.
INTERNATIONAL = Lexicon(
    powers={
        6: r"millions?|mln|mio|mn|млн",
        9: r"milliards?|mlrd|mrd|mld|bln|bn|млрд",
        12: r"trillions?|trln|tn|трлн",
    },
    either=((9, 12), r"billions?"),
)


@lru_cache(maxsize=64)
def of(language: str) -> Lexicon:
    """Return the table of a language (`ru`, `pt-BR`); one that is not known gets the international spellings only."""
    known = LEXICONS.get(re.split(r"[-_]", language.lower())[0])
    return known.with_fallback(INTERNATIONAL) if known else INTERNATIONAL

"""The currency that a growth is measured in, where its phrase names one: "in roubles", "в долларовом выражении".

A sum of money in the phrase ("grew by 13.6 % to 4.1 billion dollars") says nothing of the kind.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tradedash.domain.indicator import Unit

#: Where `{0}` stands, a currency's stem is put; each language has its ways to say "measured in it".
_FORMS: dict[str, tuple[str, ...]] = {
    "ar": (r"\bب(?:ال)?{0}", r"مقوم[اةً]* ب(?:ال)?{0}"),
    "de": (r"\bin (?:US-)?(?:amerikanischen |russischen |kirgisischen )?{0}\b", r"\b(?:US-)?{0}-?basis\b"),
    "en": (
        r"\bin (?:terms of )?(?:the )?(?:US |U\.S\. |American |Russian |Kyrgyz |current |nominal )*{0}",
        r"\b{0}[- ](?:terms|denominated)\b",
    ),
    "es": (r"\ben (?:t[ée]rminos de )?{0}",),
    "fr": (r"\ben (?:termes de )?{0}",),
    "it": (r"\bin (?:termini di )?{0}",),
    "ky": (r"{0}\s+(?:менен|эсебинде|түрүндө|баасында)", r"{0}(?:дык|дик|дук) эсепте"),
    "ru": (
        r"\bв (?:российских |американских |киргизских |кыргызских )?{0}",
        r"\bв (?:пересч[её]те|переводе|эквиваленте)(?: на| в)? {0}",
    ),
    "tr": (r"{0}\s+(?:baz(?:ında|lı)|cinsinden|olarak|üzerinden|karşılığı)",),
    "uz": (r"{0}\s+(?:hisobida|hisobi bilan|ekvivalentida)",),
    "zh": (r"[以按用]{0}(?:计|衡量|结算)?",),
}
_STEMS: dict[str, dict[Unit, str]] = {
    "ar": {Unit.USD: r"دولار", Unit.RUB: r"روبل", Unit.EUR: r"يورو", Unit.KGS: r"سوم\b"},
    "de": {Unit.USD: r"(?:Dollar|USD)", Unit.RUB: r"(?:Rubeln?|RUB)", Unit.EUR: r"(?:Euro|EUR)",
           Unit.KGS: r"(?:Som|KGS)"},
    "en": {Unit.USD: r"(?:dollars?|USD)\b", Unit.RUB: r"(?:ro?ubles?|RUB)\b",
           Unit.EUR: r"(?:euros?|EUR)\b(?! area| zone)", Unit.KGS: r"(?:soms?|KGS)\b"},
    "es": {Unit.USD: r"d[óo]lares\b", Unit.RUB: r"rublos\b", Unit.EUR: r"euros\b", Unit.KGS: r"som(?:s|es)?\b"},
    "fr": {Unit.USD: r"dollars?\b", Unit.RUB: r"roubles?\b", Unit.EUR: r"euros?\b", Unit.KGS: r"soms?\b"},
    "it": {Unit.USD: r"dollari\b", Unit.RUB: r"rubli\b", Unit.EUR: r"euro\b", Unit.KGS: r"som\b"},
    "ky": {Unit.USD: r"доллар", Unit.RUB: r"рубль?", Unit.EUR: r"евро", Unit.KGS: r"\bсом"},
    "ru": {Unit.USD: r"доллар(?:ах|ы|ов[а-яё]+)\b", Unit.RUB: r"рубл(?:ях|и|[её]в[а-яё]+)\b", Unit.EUR: r"евро\b",
           Unit.KGS: r"сом(?:ах|ы|ов[а-яё]+)\b"},
    "tr": {Unit.USD: r"\bdolar", Unit.RUB: r"\bruble", Unit.EUR: r"\b(?:euro|avro)", Unit.KGS: r"\bsom"},
    "uz": {Unit.USD: r"\bdollar", Unit.RUB: r"\brubl", Unit.EUR: r"\bevro"},
    "zh": {Unit.USD: r"美元", Unit.RUB: r"卢布", Unit.EUR: r"欧元", Unit.KGS: r"索姆"},
}  # fmt: skip
#: What ends a clause; a comma or point within a number does not.
_CLAUSE = re.compile(
    r"[;:،，；]|[,.](?!\d)|\b(?:and|but|while|и|а|но|und|aber|et|mais|y|pero|e|ma|ve|ama|va|жана|бирок)\b",
    re.IGNORECASE,
)
#: "4.1 billion in dollars" is a sum of money.
_AMOUNT = re.compile(
    r"(?:\w*ill(?:i[oó]n|iard)\w*|millones|milion\w*|miliard\w*|mil(?:yar|yon)|ml[rn]d?|mrd|bn|mn"
    r"|(?:милл|трилл)и(?:он|ард)[а-я]*|мл[рн]д?|трлн|[万亿]|مليار(?:ات)?|مليون)\.?\s*\Z",
    re.IGNORECASE,
)


def measured_in(phrase: str, language: str, at: int | None = None) -> Unit | None:
    """Return the currency that the phrase says a growth is measured in, None where it names none or several.

    `at` is where the number stands: of several currencies the one in its own clause counts.
    """
    found = list(_named(phrase, language))
    if at is not None and len({unit for _, unit in found}) > 1:
        clause = _clause(phrase, at)
        found = [(place, unit) for place, unit in found if _clause(phrase, place) == clause]
    units = {unit for _, unit in found}
    return units.pop() if len(units) == 1 else None


def names_a_currency(phrase: str, language: str) -> bool:
    """Tell whether the phrase names any; most phrases, and all cells of a release, name none."""
    return next(_named(phrase, language), None) is not None


def _named(phrase: str, language: str) -> Iterator[tuple[int, Unit]]:
    for unit, pattern in _patterns(re.split(r"[-_]", language.lower())[0]):
        for match in pattern.finditer(phrase):
            if not _AMOUNT.search(phrase, 0, match.start()):
                yield match.start(), unit


def _clause(phrase: str, at: int) -> int:
    """Return the number of the clause that a place stands in."""
    return sum(1 for end in _CLAUSE.finditer(phrase) if end.end() <= at)


@lru_cache(maxsize=64)
def _patterns(language: str) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    forms = _FORMS.get(language, ())
    return tuple(
        (unit, re.compile("|".join(form.format(stem) for form in forms), re.IGNORECASE))
        for unit, stem in _STEMS.get(language, {}).items()
    )

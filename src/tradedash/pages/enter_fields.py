"""The numbered parts of the form of `/enter`: each field with label, hint and its own advice."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from babel import Locale
from dash.development.base_component import Component

from tradedash.domain.figure import PHRASE_WORDS, ComparisonBasis
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, Unit
from tradedash.formatting import basis_word, count_text, day_text, number_text
from tradedash.forms.amount import HEDGES, TICKED_FLAGS
from tradedash.forms.known import KnownSource
from tradedash.forms.looked import Look, text_of
from tradedash.forms.meaning import in_direction
from tradedash.forms.number import NUMBER_LANGUAGES
from tradedash.pages.enter_entry import Entry
from tradedash.pages.fields import Fields, Option, fieldset, row
from tradedash.queries.codelists import CodeLists

MULTIPLIERS = {
    0: "none", 2: "hundred", 3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million", 7: "ten million",
    8: "hundred million", 9: "billion", 12: "trillion",
}  # fmt: skip
HEDGE_WORDS = {"nearly": "almost", "at_least": "at least", "up_to": "up to"}
FLAG_WORDS = {flag: str(flag) for flag in TICKED_FLAGS} | {Flag.PERIOD_LOST: "a number of another period"}
LOST_HINT = "The last where months became a year in print: “11 months of 2025” told as “2025”."
COMPARISONS = {
    ComparisonBasis.STATED: "stated in the print",
    ComparisonBasis.IMPLIED: "implied: the same months a year before",
    ComparisonBasis.UNSTATED: "not stated",
}
PERIODS = "Year, 2025-01/2025-11, 2025-H1, 2025-Q1, 2025-11 or a day; “unstated” if the print names none"


def source_hint(known: KnownSource | None) -> str:
    """Return what is known of the typed address."""
    if known is None:
        return "An address that the ledger knows needs no publisher, language or day."
    printed, language = day_text(known.published_on), _languages().get(known.language, known.language)
    count = f"{count_text(known.figures, 'figure')} from it {'is' if known.figures == 1 else 'are'} in the ledger."
    return f"Known source: {known.publisher}, {printed}, {language}. {count}"


def phrase_hint(look: Look) -> str:
    """Return how many words the phrase has."""
    count = len(text_of(look.raw, "as_printed").split())
    return f"{count} of at most {PHRASE_WORDS} words" if count else f"At most {PHRASE_WORDS} words around the number"


def number_hint(look: Look) -> str:
    """Return how the number is read."""
    read = look.meant.quantity.printed if look.meant else ""
    return f"Read as {number_text(read)}" if read else "In the digits of the print: 4,10 is not 4,1"


def where(fields: Fields, entry: Entry) -> Component:
    """Return the part that asks for where it was printed."""
    hint = source_hint(entry.known)
    languages: list[Option] = [("", "Choose"), *sorted(_languages().items(), key=lambda one: one[1])]
    return fieldset(
        "1. Where it was printed",
        row(
            fields.text("source_url", "Address", 12, hint, offers=[""], type="url", inputMode="url", autoComplete="off")
        ),
        row(
            fields.text("source_publisher", "Publisher", 6, offers=entry.publishers),
            fields.select("language", "Language of the article", 6, languages),
        ),
        row(
            fields.text("source_title", "Title (may be left out)", 8),
            fields.text("source_published_on", "Published on (if known)", 4, type="date"),
        ),
    )


def words(fields: Fields, entry: Entry) -> Component:
    """Return the part that asks for its words."""
    hint = phrase_hint(entry.look)
    language = entry.look.language
    focused = entry.focus == "as_printed"
    phrase = fields.area("as_printed", "Phrase, exactly as printed", 12, hint, language, focused=focused)
    return fieldset("2. The words", row(phrase))


def number(fields: Fields, entry: Entry) -> Component:
    """Return the part that asks for the number."""
    hint = number_hint(entry.look)
    written: list[Option] = [("", "as in the article’s language")]
    names = Locale.parse("en").languages
    written += [(code, f"{names[code]}: {example}") for code, example in NUMBER_LANGUAGES.items()]
    return fieldset(
        "3. The number",
        row(
            fields.text("obs_value", "Value as printed", 4, hint, inputMode="decimal", autoComplete="off"),
            fields.select("unit_mult", "Multiplier", 4, _multipliers()),
            fields.select("unit_measure", "Unit", 4, [("", "Choose"), *((str(unit), str(unit)) for unit in Unit)]),
        ),
        row(fields.select("number_language", "How the number is written", 6, written)),
        row(fields.boxes("in_words", "Digits or words", [("yes", "the number is spelt in words")])),
        row(
            fields.boxes(
                "qualifier",
                "Hedge",
                [(str(word), HEDGE_WORDS.get(word, str(word))) for word in HEDGES],
                "None ticked means exact.",
            )
        ),
        row(fields.boxes("flags", "The print calls it", list(FLAG_WORDS.items()), LOST_HINT)),
    )


def measure(fields: Fields, entry: Entry) -> Component:
    """Return the part that asks for what it measures."""
    pair = entry.pair
    economies = entry.lists.economies
    names = {code: economies[code].name for code in (pair.first, pair.second) if code in economies} if pair else {}
    directions: list[Option] = [("", "No direction")]
    if pair:
        first, second = names.get(pair.first, pair.first), names.get(pair.second, pair.second)
        directions += [
            (f"{pair.first}-{pair.second}", f"A is {first}, B is {second}"),
            (f"{pair.second}-{pair.first}", f"A is {second}, B is {first}"),
        ]
    comparisons: list[Option] = [("", "No comparison"), *((str(basis), words) for basis, words in COMPARISONS.items())]
    bases = [(code, basis_word(economies, code)) for code in entry.lists.bases(pair)]
    return fieldset(
        "4. What it measures",
        row(
            fields.select("indicator", "Indicator", 12, [("", "Choose")], groups=_families(entry.lists)),
        ),
        row(
            fields.text("pair", "Pair", 4, "Two codes, such as RU-KG", default=pair.code if pair else ""),
            fields.select("direction", "Direction", 8, directions, "For indicators that speak of A and B"),
        ),
        row(
            fields.text("time_period", "Period", 6, PERIODS, autoComplete="off"),
            fields.text("period_evidence", "Words that say so (may be left out)", 6),
        ),
        row(
            fields.select("comparison_basis", "Growth compares with", 6, comparisons),
            fields.text("comparison_period", "Comparison period", 6, "Left empty, “implied” is a year before"),
        ),
        row(fields.radios("basis", "Whose statistics", bases)),
    )


def speaker(fields: Fields, entry: Entry) -> Component:
    """Return the part that asks for who said it."""
    return fieldset(
        "5. Who said it",
        row(
            fields.text("speaker", "Speaker (if one is named)", 8, offers=entry.speakers),
            fields.text("stated_on", "Said on (if known)", 4, type="date"),
        ),
        row(fields.text("speaker_role", "Role of the speaker (may be left out)", 12)),
        row(fields.area("note", "Note (may be left out)", 12, "For readers: what they should know about this print")),
    )


def stored_words(stored: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what the ledger has in these fields, in the words of the form."""
    said = {name: [_stored_word(name, value) for value in values if value] for name, values in stored.items()}
    return {name: ", ".join(words) or "nothing" for name, words in said.items()}


def _stored_word(name: str, value: str) -> str:
    return MULTIPLIERS.get(int(value), value) if name == "unit_mult" and value.isdigit() else value


def _families(lists: CodeLists) -> list[tuple[str, list[Option]]]:
    """Options by family, in the order in which the code list first names them; those without one last."""
    order: dict[str, int] = {}
    for indicator in lists.indicators.values():
        order.setdefault(indicator.family, len(order))
    order[""] = len(order)
    listed = sorted(lists.indicators.values(), key=lambda one: (order[one.family], one.position))
    return [
        (family.capitalize() or "Other", [(one.code, _indicator_text(one)) for one in indicators])
        for family, indicators in groupby(listed, key=lambda one: one.family)
    ]


def _indicator_text(indicator: Indicator) -> str:
    label = indicator.label.replace("counterpart_area", "B").replace("ref_area", "A")
    direction = in_direction(indicator, "A", "B")
    return f"{label}: {direction}" if direction else label


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Return the English names of the languages that have a code of two letters."""
    return {str(code): str(name) for code, name in Locale.parse("en").languages.items() if len(str(code)) == 2}


def _multipliers() -> list[Option]:
    """ "None" is sent as nothing, so that a form that says nothing of it can be told from one that means none."""
    return [(str(power or ""), word) for power, word in MULTIPLIERS.items()]

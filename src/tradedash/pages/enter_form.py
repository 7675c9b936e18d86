"""The form of `/enter` as components: numbered parts, each field with label, hint and its own advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from babel import Locale
from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.components.sections import head
from tradedash.domain.economy import Pair
from tradedash.domain.errors import BadValue
from tradedash.domain.figure import PHRASE_WORDS, ComparisonBasis
from tradedash.domain.indicator import Indicator, Unit
from tradedash.formatting import basis_word, count_text, day_text, number_text
from tradedash.forms.amount import HEDGES, TICKED_FLAGS, read_quantity
from tradedash.forms.figure import AS_DRAFT, SEND
from tradedash.forms.known import KnownSource
from tradedash.forms.meaning import in_direction
from tradedash.forms.number import NUMBER_LANGUAGES
from tradedash.forms.sheet import Raw, Sheet
from tradedash.pages.fields import Fields, FocusedDiv, Option, fieldset, row
from tradedash.queries.codelists import CodeLists
from tradedash.web.csrf import FIELD as CSRF_FIELD
from tradedash.web.html import Input

MULTIPLIERS = {
    0: "none", 2: "hundred", 3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million", 7: "ten million",
    8: "hundred million", 9: "billion", 12: "trillion",
}  # fmt: skip
HEDGE_WORDS = {"nearly": "almost", "at_least": "at least", "up_to": "up to"}
COMPARISONS = {
    ComparisonBasis.STATED: "stated in the print",
    ComparisonBasis.IMPLIED: "implied: the same months a year before",
    ComparisonBasis.UNSTATED: "not stated",
}
PERIODS = "Year, 2025-01/2025-11, 2025-H1, 2025-Q1, 2025-11 or a day; “unstated” if the print names none"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form comes back: advice about fields, or one sentence about the whole and the figure it is about."""

    messages: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    figure_id: str | None = None

    def __bool__(self) -> bool:
        return bool(self.messages or self.sentence)


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything the form shows: what was typed, what is wrong with it, and what the ledger offers."""

    raw: Raw
    messages: Mapping[str, str]
    lists: CodeLists
    known: KnownSource | None
    publishers: Sequence[str]
    speakers: Sequence[str]
    csrf_token: str
    form_key: str

    @property
    def pair(self) -> Pair | None:
        """The pair that was typed, or the ledger's own."""
        try:
            return self.lists.canonical(Pair.parse(self.raw.get("pair", [""])[0]))
        except (BadValue, IndexError):
            return self.lists.default_pair


def heading() -> Component:
    """Return the head of the page."""
    return head("Add a figure", lede="One number, the words it stands in, and whose statistics it is.")


def form(entry: Entry, refusal: Refusal) -> Component:
    """Return the whole form; a refusal stands above it with links to the fields."""
    fields = Fields(entry.raw, entry.messages)
    parts: list[Child] = [
        Input(type="hidden", name=CSRF_FIELD, value=entry.csrf_token),
        Input(type="hidden", name="form_key", value=entry.form_key),
        _where(fields, entry),
        _words(fields, entry),
        _number(fields, entry),
        _measure(fields, entry),
        _speaker(fields, entry),
        html.P(
            [
                html.Button("Send to review", type="submit", name=SEND, value="review", className="btn primary"),
                html.Button("Save as draft", type="submit", name=SEND, value=AS_DRAFT, className="btn"),
            ],
            className="actions",
        ),
    ]
    summary = [_summary(refusal, fields.labels)] if refusal else []
    return html.Div(
        html.Div([*summary, html.Form(parts, method="post", action="/enter", noValidate=True)]),
        className="form",
    )


def _summary(refusal: Refusal, labels: Mapping[str, str]) -> Component:
    count = len(refusal.messages)
    title = f"{count_text(count, 'thing')} to put right before this can be saved" if count else "Nothing was saved"
    items: list[Child] = [
        html.Li(html.A(f"{labels[name]}: {sentence}", href=f"#{name}") if name in labels else sentence)
        for name, sentence in refusal.messages.items()
    ]
    if refusal.sentence:
        link: Child = inside("See that figure", f"/figures/{refusal.figure_id}") if refusal.figure_id else None
        items.append(html.Li([refusal.sentence, " ", link]))
    return FocusedDiv([html.H2(title), html.Ul(items)], className="errsum", role="alert")


def _where(fields: Fields, entry: Entry) -> Component:
    known = entry.known
    hint = "An address that the ledger knows needs no publisher, language or day."
    if known:
        printed = day_text(known.published_on)
        count = f"{count_text(known.figures, 'figure')} from it {'is' if known.figures == 1 else 'are'} in the ledger."
        hint = (
            f"Known source: {known.publisher}, {printed}, {_languages().get(known.language, known.language)}. {count}"
        )
    languages: list[Option] = [("", "Choose"), *sorted(_languages().items(), key=lambda one: one[1])]
    return fieldset(
        "1. Where it was printed",
        row(fields.text("source_url", "Address", 12, hint, type="url", inputMode="url", autoComplete="off")),
        row(
            fields.text("source_publisher", "Publisher", 6, offers=entry.publishers),
            fields.select("language", "Language of the article", 6, languages),
        ),
        row(
            fields.text("source_title", "Title (may be left out)", 8),
            fields.text("source_published_on", "Published on (if known)", 4, type="date"),
        ),
    )


def _words(fields: Fields, entry: Entry) -> Component:
    count = len(fields.value("as_printed").split())
    hint = f"{count} of at most {PHRASE_WORDS} words" if count else f"At most {PHRASE_WORDS} words around the number"
    language = entry.known.language if entry.known else fields.value("language")
    return fieldset("2. The words", row(fields.area("as_printed", "Phrase, exactly as printed", 12, hint, language)))


def _number(fields: Fields, entry: Entry) -> Component:
    language = entry.known.language if entry.known else fields.value("language")
    read = read_quantity(Sheet(entry.raw), language) if fields.value("obs_value") else None
    hint = f"Read as {number_text(read.printed)}" if read else "In the digits of the print: 4,10 is not 4,1"
    written: list[Option] = [("", "as in the article’s language")]
    names = Locale.parse("en").languages
    written += [(code, f"{names[code]}: {example}") for code, example in NUMBER_LANGUAGES.items()]
    return fieldset(
        "3. The number",
        row(
            fields.text("obs_value", "Value as printed", 4, hint, inputMode="decimal", autoComplete="off"),
            fields.select("unit_mult", "Multiplier", 4, [(str(power), word) for power, word in MULTIPLIERS.items()]),
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
        row(fields.boxes("flags", "The print calls it", [(str(flag), str(flag)) for flag in TICKED_FLAGS])),
    )


def _measure(fields: Fields, entry: Entry) -> Component:
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
            fields.text("period_evidence", "How the period follows from the text (may be left out)", 6),
        ),
        row(
            fields.select("comparison_basis", "Growth compares with", 6, comparisons),
            fields.text("comparison_period", "Comparison period", 6, "Left empty, “implied” is a year before"),
        ),
        row(fields.radios("basis", "Whose statistics", bases)),
    )


def _speaker(fields: Fields, entry: Entry) -> Component:
    return fieldset(
        "5. Who said it",
        row(
            fields.text("speaker", "Speaker (if one is named)", 8, offers=entry.speakers),
            fields.text("stated_on", "Said on (if known)", 4, type="date"),
        ),
        row(fields.text("speaker_role", "Role of the speaker (may be left out)", 12)),
        row(fields.area("note", "Note (may be left out)", 12, "For readers: what they should know about this print")),
    )


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

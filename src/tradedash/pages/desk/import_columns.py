"""The form that asks what the columns of a table mean, and for one value where no column gives any."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child
from tradedash.domain.hedges import Qualifier
from tradedash.domain.indicator import Unit
from tradedash.domain.source import SourceType
from tradedash.formatting import basis_word
from tradedash.forms.sheet import Raw
from tradedash.ingest.plan import CHECKED, DECIMALS, FIELDS, REQUIRED, Plan, plan_of
from tradedash.pages.desk.small_forms import Refused, save, small_form, summary
from tradedash.pages.enter_fields import MULTIPLIERS
from tradedash.pages.fields import Fields, Option, fieldset, row
from tradedash.queries.codelists import CodeLists
from tradedash.queries.uploads import Upload

#: What one value for the whole file makes sense for.
_FOR_ALL = (
    "indicator", "pair", "basis", "time_period", "unit_mult", "unit_measure", "qualifier", "language",
    "source_publisher", "source_url", "source_published_on", "source_type", "speaker", "speaker_role", "stated_on",
)  # fmt: skip
#: The meanings that stand in another one.
_IN_PAIR = ("ref_area", "counterpart_area")
_SAMPLES = 3


def columns_form(upload: Upload, lists: CodeLists, refusal: Refused) -> Component:
    """Return the form, filled in with what was guessed, remembered, or just sent."""
    plan = plan_of(upload.plan) if upload.plan else Plan(("",) * len(upload.header))
    raw = refusal.typed if refusal else _as_typed(plan)
    messages = {_box(name, plan, raw): sentence for name, sentence in refusal.messages.items()}
    fields = Fields(raw, messages)
    parts: list[Child] = [
        fieldset("1. The columns of the file", *_columns(upload, fields)),
        fieldset("2. For the whole file, where no column says it", *_for_all(plan, fields, lists)),
        fieldset("3. How numbers are written", row(fields.select("decimal", "Numbers", 6, list(DECIMALS.items())))),
        save("Look at the rows"),
    ]
    form = small_form("plan", f"/import/{upload.upload_id}", parts)
    told = Refused(refusal.status, raw, messages, refusal.sentence)
    return html.Div([summary(told, fields.labels), form])


def _columns(upload: Upload, fields: Fields) -> list[Component]:
    options: list[Option] = [("", "Leave it out"), *FIELDS.items(), *((name, f"Compared: {name}") for name in CHECKED)]
    return [row(fields.select(f"column-{nth}", name or f"Column {nth + 1}", 12, options, _samples(upload, nth)))
            for nth, name in enumerate(upload.header)]  # fmt: skip


def _samples(upload: Upload, nth: int) -> str:
    values = [cells[nth] for cells in upload.samples[:_SAMPLES] if nth < len(cells) and cells[nth]]
    short = [value if len(value) <= 40 else f"{value[:39]}…" for value in values]
    return " · ".join(dict.fromkeys(short)) or "empty in the first rows"


def _for_all(plan: Plan, fields: Fields, lists: CodeLists) -> list[Component]:
    """Return a field for each meaning that may hold for all; those that rows would lack come first."""
    wanted = [name for name in _FOR_ALL if name not in plan.columns]
    if set(_IN_PAIR) <= set(plan.columns):
        wanted.remove("pair")
    lacking = [name for name in wanted if name in REQUIRED or name in ("pair", "qualifier")]
    others = [name for name in wanted if name not in lacking]
    rows = _pairs([_one(name, fields, lists) for name in lacking])
    more = html.Details(
        [html.Summary("More that may hold for all rows"), *_pairs([_one(name, fields, lists) for name in others])],
        open=any(f"all-{name}" in fields.raw and fields.value(f"all-{name}") for name in others),
    )
    return [*(rows or [html.P("The columns give all that is needed.", className="meta")]), more]


def _pairs(fields: Sequence[Component]) -> list[Component]:
    return [row(*fields[at : at + 2]) for at in range(0, len(fields), 2)]


def _one(name: str, fields: Fields, lists: CodeLists) -> Component:
    box, label = f"all-{name}", FIELDS[name].partition(" (")[0]
    choices = _choices(name, lists)
    if choices:
        return fields.select(box, label, 6, [("", "No one value"), *choices])
    hint = {
        "pair": "Two codes, such as AA-BB",
        "time_period": "2024, 2025-01/2025-11 or unstated",
        "language": "A code, such as en",
    }
    return fields.text(box, label, 6, hint.get(name, ""))


def _choices(name: str, lists: CodeLists) -> list[Option]:
    match name:
        case "indicator":
            return [(code, one.label) for code, one in lists.indicators.items()]
        case "basis":
            return [(code, basis_word(lists.economies, code)) for code in lists.bases(lists.default_pair)]
        case "unit_mult":
            return [(str(power), word) for power, word in MULTIPLIERS.items()]
        case "unit_measure":
            return [(str(unit), str(unit)) for unit in Unit]
        case "qualifier":
            return [(str(word), str(word).replace("_", " ")) for word in Qualifier]
        case "source_type":
            return [(str(word), str(word)) for word in SourceType]
    return []


def _as_typed(plan: Plan) -> Raw:
    typed = {f"column-{nth}": [name] for nth, name in enumerate(plan.columns)}
    return {**typed, **{f"all-{name}": [text] for name, text in plan.constants.items()}, "decimal": [plan.decimal]}


def _box(name: str, plan: Plan, raw: Raw) -> str:
    """Return the field that a refusal is about: the column that means it, or the value for all."""
    for nth in range(len(plan.columns)):
        if raw.get(f"column-{nth}", [""])[0] == name:
            return f"column-{nth}"
    wanted = "pair" if name in _IN_PAIR else name
    return "decimal" if wanted == "decimal" else f"all-{wanted}"

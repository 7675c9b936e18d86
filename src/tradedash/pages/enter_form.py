"""The form of `/enter` as components: what comes back above it, its parts and buttons, and its side.

Corrections use the same form for another `Purpose`.
"""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.components.sections import head
from tradedash.formatting import count_text
from tradedash.forms.figure import SEND
from tradedash.forms.looked import PROPOSED
from tradedash.pages.enter_entry import ENTER, Entry, Purpose, Refusal
from tradedash.pages.enter_fields import measure, number, speaker, where, words
from tradedash.pages.enter_live import FORM, TITLES, live
from tradedash.pages.fields import Fields, FocusedDiv, fieldset, row
from tradedash.queries.entry import EntryWarning
from tradedash.web.csrf import FIELD as CSRF_FIELD
from tradedash.web.html import Input

LEDE = "One number, the words it stands in, and whose statistics it is. A second person publishes it."


def heading() -> Component:
    """Return the head of the page."""
    return head(
        "Add a figure",
        lede=LEDE,
    )


def form(entry: Entry, refusal: Refusal, purpose: Purpose = ENTER) -> Component:
    """Return the whole form with its side; a refusal stands above it with links to the fields."""
    fields = Fields(entry.raw, entry.messages, reasons=entry.look.reasons, stored=purpose.stored)
    parts: list[Child] = [
        *_hidden(entry, purpose),
        where(fields, entry),
        words(fields, entry),
        number(fields, entry),
        measure(fields, entry),
        speaker(fields, entry),
        *([_why(fields)] if purpose.asks_why else []),
        _buttons(purpose),
    ]
    above = [_summary(refusal, fields.labels)] if refusal else []
    above += [_questions(entry.warnings)] if entry.asked else []
    about = attributes(
        data_account=entry.account, data_look="/enter/look", data_proposes="" if purpose.proposes else None
    )
    return html.Div(
        [
            html.Div(
                [*above, html.Form(parts, id=FORM, method="post", action=purpose.action, noValidate=True, **about)]
            ),
            live(entry.look, entry.warnings, entry.stored),
        ],
        className="form",
    )


def _hidden(entry: Entry, purpose: Purpose) -> list[Child]:
    given = [
        (CSRF_FIELD, entry.csrf_token),
        ("form_key", entry.form_key),
        *purpose.hidden,
        *((PROPOSED, one) for one in entry.look.proposed),
        *(("warned", one.key) for one in entry.warnings if entry.asked),
    ]
    return [Input(type="hidden", name=name, value=value) for name, value in given]


def _buttons(purpose: Purpose) -> Component:
    first, *others = purpose.buttons
    buttons: list[Child] = [
        html.Button(first[1], type="submit", name=SEND, value=first[0], className="btn primary"),
        *(html.Button(words, type="submit", name=SEND, value=value, className="btn") for value, words in others),
        html.Button("Check", type="submit", name=SEND, value="check", className="btn"),
    ]
    hint = html.P("Ctrl+Enter sends from any field. Nothing is published before a second person has looked.",
                  className="hint")  # fmt: skip
    return html.Div([html.P(buttons, className="sendrow"), hint])


def _why(fields: Fields) -> Component:
    hint = "Kept in the journal and shown in the history of the figure"
    return fieldset("6. Why it is changed", row(fields.area("reason", "Reason", 12, hint)))


def _questions(warnings: Sequence[EntryWarning]) -> Component:
    """What is asked once before a form with warnings is taken."""
    asking = [one for one in warnings if one.asks]
    items = [html.Li([html.B(f"{TITLES[one.kind]}: "), one.sentence]) for one in asking]
    title = f"{count_text(len(asking), 'thing')} to look at; send it again if it is as printed"
    return FocusedDiv([html.H2(title), html.Ul(items)], className="errsum asksum", role="alert")


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

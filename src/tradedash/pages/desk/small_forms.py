"""Small forms of the desk: one matter each, several on a page, with a summary above of what was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import request

from tradedash.components.elements import Child, attributes
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.formatting import count_text, day_text
from tradedash.forms.sheet import FormErrors, Raw
from tradedash.pages.fields import FocusedDiv
from tradedash.web.csrf import FIELD as CSRF_FIELD
from tradedash.web.html import Input
from tradedash.web.sessions import Session, current_session

#: The hidden field that says which of a page's forms was sent.
DO = "do"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form comes back: what was typed, advice by field, or one sentence about the whole."""

    status: int = 200
    typed: Raw = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.status != 200


def refused(error: FormErrors | BadValue | Conflict | NotFound, typed: Raw) -> Refused:
    """Return what a page shows after a form or a command has refused; `typed` holds no password."""
    match error:
        case FormErrors():
            return Refused(422, error.typed, error.messages)
        case BadValue() if error.field:
            return Refused(422, typed, {error.field: str(error)})
        case BadValue():
            return Refused(422, typed, sentence=str(error))
        case NotFound():
            return Refused(404, typed, sentence=str(error))
    return Refused(409, typed, sentence=str(error))


def sent() -> Raw:
    """Return what the form of this request holds."""
    return request.form.to_dict(flat=False)


def session() -> Session:
    """Return the session that `requires` has seen a moment ago."""
    found = current_session()
    if found is None:
        raise Forbidden("You are no longer logged in; nothing was saved.")
    return found


def small_form(do: str, action: str, children: Sequence[Child], **hidden: str) -> html.Form:
    """Return one form; its button stands among the children. `hidden` are further fields that nobody sees."""
    fields = {CSRF_FIELD: session().csrf_token, DO: do, **hidden}
    unseen: list[Child] = [Input(type="hidden", name=name, value=value) for name, value in fields.items()]
    return html.Form([*unseen, *children], method="post", action=action, noValidate=True, className="small")


def save(label: str) -> html.P:
    """Return the button that sends a form."""
    return html.P(html.Button(label, type="submit", className="btn primary"))


def unseen(text: str) -> html.Span:
    """Return words that only a screen reader meets."""
    return html.Span(text, className="unseen")


def instant_text(moment: datetime) -> str:
    """Return a moment: `24 Nov 2026, 16:05 UTC`."""
    return f"{day_text(moment.date())}, {moment:%H:%M} UTC"


def table(titles: Sequence[str], rows: Sequence[tuple[Sequence[Child], bool]]) -> html.Div:
    """Return a table of accounts or tokens; on a phone each row becomes lines that begin with their title.

    A row is its cells and whether it is about something that is gone. The last title is read out only.
    """
    shown: list[Child] = [*titles[:-1], unseen(titles[-1])]
    header = html.Thead(html.Tr([html.Th(title, scope="col") for title in shown]))
    body = html.Tbody([_line(titles, cells, gone=gone) for cells, gone in rows])
    return html.Div(html.Table([header, body], className="people"), className="tablewrap")


def _line(titles: Sequence[str], cells: Sequence[Child], *, gone: bool) -> html.Tr:
    first, *others, last = cells
    labelled = zip(titles[1:], others, strict=False)
    middle = [html.Td(cell, **attributes(data_label=title)) for title, cell in labelled]
    return html.Tr([html.Th(first, scope="row"), *middle, html.Td(last)], className="gone" if gone else None)


def summary(refusal: Refused, labels: Mapping[str, str]) -> Component | None:
    """Return the box above a page whose form was refused, with links to its fields; it has the focus."""
    if not refusal:
        return None
    count = len(refusal.messages)
    title = f"{count_text(count, 'thing')} to put right before this can be saved" if count else "Nothing was saved"
    items: list[Child] = [
        html.Li(html.A(f"{labels[name]}: {sentence}", href=f"#{name}") if name in labels else sentence)
        for name, sentence in refusal.messages.items()
    ]
    if refusal.sentence:
        items.append(html.Li(refusal.sentence))
    return FocusedDiv([html.H2(title), html.Ul(items)], className="errsum", role="alert")


def still_written(refusal: Refused) -> Component | None:
    """Return the reason of a small form that the page has no longer, so that nobody loses what they wrote."""
    do = next(iter(refusal.typed.get(DO, ())), "")
    written = next(iter(refusal.typed.get(f"{do}_reason", ())), "").strip()
    if not written:
        return None
    box = html.Textarea(written, id="written", rows=2, readOnly="readonly")
    return html.Div([html.Label("What you wrote", htmlFor="written", className="lb"), box], className="fld written")


def done(sentence: str, *more: Child) -> Component:
    """Return the notice that stands above a page after something was saved."""
    return html.Div([html.P(sentence), *more], className="notice saved", role="status")


def secret(label: str, text: str) -> html.P:
    """Return something that is shown only now, apart so that a double click selects it whole."""
    return html.P([html.Span(label, className="lb"), html.Code(text, className="code secret")], className="once")

"""Fields of forms that the server writes: label above, hint below, advice where something is wrong, text kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child, attributes
from tradedash.forms.sheet import Raw
from tradedash.web.html import Input

#: What stands before the reason for a proposal, so that nobody takes it for what was typed.
PROPOSED = "Proposed. "
#: Value and text.
Option = tuple[str, str]


class _Element(Component):
    """An element of HTML with attributes that Dash's own takes not."""

    _namespace = "dash_html_components"
    _children_props: list[str] = []  # noqa: RUF012 - Dash declares it so, here and below
    _base_nodes: list[str] = ["children"]  # noqa: RUF012

    def __init__(self, children: Sequence[Component], **given: object) -> None:
        self._prop_names = self.available_properties = ["children", *given]
        self._valid_wildcard_attributes: list[str] = []
        self.available_wildcard_properties: list[str] = []
        super().__init__(children=list(children), **given)  # type: ignore[no-untyped-call]


class Optgroup(_Element):
    """`<optgroup>`, with its label."""

    _type = "Optgroup"


class FocusedDiv(_Element):
    """A `<div>` that has the focus when the page opens."""

    _type = "Div"

    def __init__(self, children: Sequence[Component], **given: object) -> None:
        super().__init__(children, tabIndex="-1", autoFocus=True, **given)


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes the fields of one form: each keeps what was typed and carries the sentence about it.

    `labels` fills up with the fields that were made. `reasons` says of fields what a proposal in them rests on,
    `stored` what the ledger has where something else was typed.
    """

    raw: Raw
    messages: Mapping[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    stored: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, default: str = "") -> str:
        """Return what was typed into a field."""
        values = self.raw.get(name)
        return values[0] if values else default

    def text(
        self,
        name: str,
        label: str,
        span: int,
        hint: str = "",
        *,
        offers: Sequence[str] = (),
        default: str = "",
        **more: str,
    ) -> Component:
        """Return a line of text; `offers` are names that the browser suggests."""
        offered = f"{name}-offers" if offers else None
        box = Input(
            id=name,
            name=name,
            value=self.value(name, default),
            **attributes(list=offered),
            **more,
            **self._about(name, hint),
        )
        options = [html.Option(value=offer) for offer in offers]
        listed = html.Datalist(options, id=offered) if offers else None
        return self._field(name, label, [box, listed], span, hint)

    def file(self, name: str, label: str, span: int, hint: str = "", *, accept: str = "") -> Component:
        """Return a box for a file; browsers keep no file, so it is empty whenever a form comes back."""
        box = Input(id=name, name=name, type="file", accept=accept, **self._about(name, hint))
        return self._field(name, label, [box], span, hint)

    def area(
        self, name: str, label: str, span: int, hint: str = "", language: str = "", *, focused: bool = False
    ) -> Component:
        """Return some lines of text; a focused one has the focus when the page opens."""
        box = html.Textarea(
            self._kept(self.value(name)),
            id=name,
            name=name,
            rows=2,
            lang=language or None,
            autoFocus=focused or None,
            **self._about(name, hint),
        )
        return self._field(name, label, [box], span, hint)

    def select(
        self,
        name: str,
        label: str,
        span: int,
        options: Sequence[Option],
        hint: str = "",
        *,
        groups: Sequence[tuple[str, Sequence[Option]]] = (),
    ) -> Component:
        """Return a list to choose from; a value that is not in it stays, so that it can be seen and mended."""
        chosen = self.value(name)
        known = {value for value, _ in options} | {value for _, group in groups for value, _ in group}
        strange = [(chosen, chosen)] if chosen and chosen not in known else []
        children: list[Component] = [_option(one, chosen) for one in (*options, *strange)]
        children += [Optgroup([_option(one, chosen) for one in group], label=family) for family, group in groups]
        box = html.Select(children, id=name, name=name, **self._about(name, hint))
        return self._field(name, label, [box], span, hint)

    def boxes(self, name: str, label: str, options: Sequence[Option], hint: str = "") -> Component:
        """Return checkboxes in a row."""
        return self._set(name, label, options, hint, "checkbox")

    def radios(self, name: str, label: str, options: Sequence[Option], hint: str = "") -> Component:
        """Return radio buttons in a row; none is chosen beforehand."""
        return self._set(name, label, options, hint, "radio")

    def _set(self, name: str, label: str, options: Sequence[Option], hint: str, kind: str) -> Component:
        chosen = self.raw.get(name, ())
        choices = [
            html.Label([Input(type=kind, name=name, value=value, checked=value in chosen), text])
            for value, text in options
        ]
        about = self._about(name, hint)
        invalid = about if kind == "radio" else attributes(aria_describedby=about.get("aria-describedby"))
        group = html.Div(
            choices,
            className="opts",
            role="radiogroup" if kind == "radio" else "group",
            id=name,
            tabIndex="-1",
            **attributes(aria_labelledby=f"{name}-label"),
            **invalid,
        )
        return self._field(name, label, [group], 12, hint, is_set=True)

    def _about(self, name: str, hint: str) -> dict[str, Any]:
        described = [f"{name}-error"] * (name in self.messages) + [f"{name}-from"] * (name in self.reasons)
        described += [f"{name}-stored"] * (name in self.stored) + [f"{name}-hint"] * bool(hint)
        return attributes(
            aria_describedby=" ".join(described) or None, aria_invalid="true" if name in self.messages else None
        )

    def _field(
        self, name: str, label: str, box: Sequence[Child], span: int, hint: str, *, is_set: bool = False
    ) -> Component:
        self.labels[name] = label
        named = html.Span(label, id=f"{name}-label", className="lb") if is_set else html.Label(label, htmlFor=name)
        parts: list[Child] = [named, *box]
        if name in self.messages:
            parts.append(html.Span(f"✕ {self.messages[name]}", id=f"{name}-error", className="msg"))
        if name in self.reasons:
            parts.append(html.Span(f"{PROPOSED}{self.reasons[name]}", id=f"{name}-from", className="from"))
        if name in self.stored:
            parts.append(html.Span(f"Stored now: {self.stored[name]}", id=f"{name}-stored", className="stored"))
        if hint:
            parts.append(html.Span(hint, id=f"{name}-hint", className="hint"))
        about = " bad" * (name in self.messages) + " proposed" * (name in self.reasons)
        return html.Div(parts, className=f"fld{about}", style={"gridColumn": f"span {span}"})

    @staticmethod
    def _kept(text: str) -> str:
        """A parser drops the first line break of a textarea: one more keeps the text as it was typed."""
        return f"\n{text}" if text.startswith(("\n", "\r")) else text


def fieldset(legend: str, *rows: Component) -> Component:
    """Return one numbered part of a form."""
    return html.Fieldset([html.Legend(legend), *rows])


def row(*fields: Component) -> Component:
    """Return fields side by side; on a narrow screen they stand below each other."""
    return html.Div(list(fields), className="row")


def _option(option: Option, chosen: str) -> Component:
    value, text = option
    return html.Option(text, value=value, selected=value == chosen)

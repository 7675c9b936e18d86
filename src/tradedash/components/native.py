"""The browser's own elements that `dash.html` lacks: form controls and SVG. `assets/native.js` draws them."""

from dash.development.base_component import Component

_COMMON = ("id", "className", "role")
_DRAWN = (*_COMMON, "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "d", "width", "height", "textAnchor")


class _Native(Component):
    """Props are the element's attributes in React's spelling; the browser draws no others."""

    _children_props: list[str] = []  # noqa: RUF012 - Dash declares it so, here and below
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _namespace = "tradedash"
    _valid_wildcard_attributes: list[str] = ["data-", "aria-"]  # noqa: RUF012
    available_wildcard_properties: list[str] = ["data-", "aria-"]  # noqa: RUF012
    names: tuple[str, ...] = _COMMON

    def __init__(self, children: object = None, **attributes: object) -> None:
        self._prop_names = ["children", *self.names]
        self.available_properties = self._prop_names
        given = {name: value for name, value in attributes.items() if value is not None}
        if children is not None:
            given["children"] = children
        super().__init__(**given)  # type: ignore[no-untyped-call]


class Input(_Native):
    """`<input>`: text, checkbox, radio or hidden."""

    _type = "Input"
    names = (
        *_COMMON, "type", "name", "value", "defaultValue", "defaultChecked", "autoComplete", "form",
        "min", "max", "step", "list",
    )  # fmt: skip


class Select(_Native):
    """`<select>` around `html.Option`s."""

    _type = "Select"
    names = (*_COMMON, "name", "defaultValue", "form")


class Svg(_Native):
    """`<svg>`: give it a `viewBox`, and a `role` with an `aria-label` or `aria-hidden`."""

    _type = "Svg"
    names = (*_DRAWN, "viewBox", "focusable")


class G(_Native):
    """`<g>`."""

    _type = "G"
    names = _DRAWN


class Path(_Native):
    """`<path>`."""

    _type = "Path"
    names = _DRAWN


class Circle(_Native):
    """`<circle>`."""

    _type = "Circle"
    names = _DRAWN


class Rect(_Native):
    """`<rect>`."""

    _type = "Rect"
    names = _DRAWN


class Line(_Native):
    """`<line>`."""

    _type = "Line"
    names = _DRAWN


class Text(_Native):
    """`<text>`."""

    _type = "Text"
    names = _DRAWN

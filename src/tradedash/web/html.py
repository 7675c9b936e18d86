"""HTML text from Dash components, for pages that need no script: everything is escaped, unknown parts are refused."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component

from tradedash.web import prefix


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr"})
#: Elements that may be written. `script`, `iframe`, `embed`, `object`, `base` and their like are missing on purpose.
ELEMENTS = _names(
    "a abbr address area article aside b bdi bdo blockquote br button caption cite code col colgroup data datalist dd"
    " del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i"
    " img ins kbd label legend li main map mark meter nav noscript ol optgroup option output p picture pre progress q"
    " rp rt ruby s samp section select small source span strong sub summary sup table tbody td textarea tfoot th thead"
    " time tr u ul var wbr"
)
_CORE = {"Input": "input", "Textarea": "textarea", "Link": "a"}
#: Parts of Dash's own that show nothing: what they hold is for the browser's Dash.
_UNSEEN = frozenset({"Location", "Store"})
#: Our own elements, which `assets/native.js` draws in the browser.
_OWN = frozenset({"input", "select", "svg", "g", "path", "circle", "rect", "line", "text"})
_RENAMED = {
    "className": "class",
    "htmlFor": "for",
    "acceptCharset": "accept-charset",
    "httpEquiv": "http-equiv",
    "defaultValue": "value",
    "defaultChecked": "checked",
    "textAnchor": "text-anchor",
    "viewBox": "viewBox",
}
#: What only the browser's Dash reads: it means nothing in HTML.
_LIVE_ONLY = _names(
    "children key debounce disable_n_clicks loading_state n_blur n_blur_timestamp n_clicks n_clicks_timestamp n_submit"
    " n_submit_timestamp persisted_props persistence persistence_type refresh setProps valid"
)
_FLAGS = _names(
    "autofocus checked controls disabled hidden loop multiple muted novalidate open readonly required reversed"
    " selected formnovalidate default inert"
)
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|viewBox")
_BLOCKED_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_BLOCKED_IN_STYLE = re.compile(r"[;{}<>\\\"]|url\(|/\*", re.IGNORECASE)
#: React adds `px` to bare numbers except under these names; the walker must draw what the browser would.
_UNITLESS = _names(
    "columnCount columns flex flexGrow flexShrink fontWeight gridArea gridColumn gridRow lineClamp lineHeight opacity"
    " order orphans tabSize widows zIndex zoom fillOpacity strokeOpacity strokeWidth"
)


class Input(Component):
    """A native `<input>` for pages that the server writes: Dash's own takes no `checked`, `lang` or `aria-*`.

    Attributes are named as in `dash.html` (`className`, `autoFocus`, `**{"aria-invalid": "true"}`).
    """

    _type = "Input"
    _namespace = "tradedash"
    _children_props: list[str] = []  # noqa: RUF012 - Dash declares it so
    _base_nodes: list[str] = []  # noqa: RUF012

    def __init__(self, **attributes: object) -> None:
        self._prop_names = self.available_properties = list(attributes)
        self._valid_wildcard_attributes = self.available_wildcard_properties = ["data-", "aria-"]
        super().__init__(**attributes)  # type: ignore[no-untyped-call]


def render(component: object, graphs: Mapping[str, str] | None = None) -> str:
    """Return the HTML of a component tree.

    Takes components of `dash.html`, `dcc.Input`, `dcc.Textarea`, `dcc.Link`, our `Input`, text, numbers, lists, None.
    `dcc.Store` and `dcc.Location` become nothing, a `dcc.Graph` what `graphs` has under its id, as it is: that must
    not hold anything a reader wrote.
    Raises: TypeError for any other component or element, ValueError for an address that is neither http(s) nor a
    path of this site, and for a style that is more than a value.
    """
    return "".join(_pieces(component, graphs or {}))


def document(
    title: str,
    body: object,
    *,
    description: str = "",
    theme: str | None = None,
    head: object = None,
    language: str = "en",
) -> str:
    """Return a whole HTML page around `body` (components, header and `main` included); no script stands in it.

    `head` is text that is put into the head as it is: it must not hold anything a reader wrote.
    """
    about = f'<meta name="description" content="{escape(description)}">' if description else ""
    chosen = f' data-theme="{escape(theme)}"' if theme else ""
    files = (
        '<link rel="icon" href="/assets/favicon.svg"><link rel="stylesheet" href="/assets/style.css">'
        '<link rel="stylesheet" href="/assets/desk.css">'
        f'<script src="/assets/site.js"></script>{head or ""}'
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"{chosen}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{about}"
        f"{prefix.put_on_files(files)}</head><body>{render(body)}</body></html>\n"
    )


def safe_address(address: str) -> str:
    """Return an address that may stand in a link: http(s), or a path, query or fragment of this site.

    Raises: ValueError for everything else, `javascript:` and `//elsewhere` included.
    """
    if _BLOCKED_IN_ADDRESS.search(address) or address.startswith("//"):
        raise ValueError(f"this address may not be linked to: {address[:80]!r}")
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname:
        return address
    if parts.scheme or ":" in re.split("[/?#]", address, maxsplit=1)[0]:
        raise ValueError(f"this address may not be linked to: {address[:80]!r}")
    return address


def _pieces(node: object, graphs: Mapping[str, str]) -> Iterator[str]:
    if node is None or isinstance(node, bool):
        return
    if isinstance(node, (str, int, float)):
        yield escape(str(node))
    elif isinstance(node, (list, tuple)):
        for child in node:
            yield from _pieces(child, graphs)
    elif isinstance(node, Component):
        yield from _element(node, graphs)
    else:
        raise TypeError(f"this cannot be written as HTML: {type(node).__name__}")


def _element(component: Component, graphs: Mapping[str, str]) -> Iterator[str]:
    described = component.to_plotly_json()  # type: ignore[no-untyped-call]
    props = dict(described["props"])
    if described["namespace"] == "dash_core_components":
        if described["type"] == "Graph":
            yield graphs.get(str(props.get("id")), "")
        if described["type"] in _UNSEEN or described["type"] == "Graph":
            return
    tag = _tag(described["namespace"], described["type"])
    children = props.get("children")
    if tag == "textarea":
        children = props.pop("value", children)
    if tag in ("textarea", "pre") and isinstance(children, str) and children.startswith("\n"):
        children = f"\n{children}"  # a parser drops the first line break after the tag
    if tag == "select":
        children = _with_choice(children, props.pop("value", None), props.pop("defaultValue", None))
    yield f"<{tag}{''.join(_attributes(props))}>"
    if tag in VOID:
        if children is not None:
            raise TypeError(f"<{tag}> has no content")
        return
    yield from _pieces(children, graphs)
    yield f"</{tag}>"


def _with_choice(options: object, *values: object) -> object:
    """Return the options of a select with its value marked on one of them, as HTML wants it."""
    value = next((value for value in values if value is not None), None)
    if value is None or not isinstance(options, (list, tuple)):
        return options
    return [
        html.Option(option.children, value=_value(option), selected=_value(option) == str(value))
        if isinstance(option, html.Option)
        else option
        for option in options
    ]


def _value(option: html.Option) -> str:
    return str(getattr(option, "value", option.children))


def _tag(namespace: str, kind: str) -> str:
    if namespace == "dash_core_components" and kind in _CORE:
        return _CORE[kind]
    tag = {"MapEl": "map"}.get(kind, kind.lower())
    known = {"dash_html_components": ELEMENTS, "tradedash": _OWN}.get(namespace, frozenset())
    if tag not in known:
        raise TypeError(f"this component cannot be written as HTML: {namespace}.{kind}")
    return tag


def _attributes(props: dict[str, object]) -> Iterator[str]:
    for prop, value in props.items():
        if value is None or prop in _LIVE_ONLY:
            continue
        name = _RENAMED.get(prop) or (prop if "-" in prop else prop.lower())
        if not _NAME.fullmatch(name) or name.startswith("on"):
            raise TypeError(f"this attribute cannot be written as HTML: {prop!r}")
        if name in _FLAGS or (name == "download" and isinstance(value, bool)):
            if value is not False:
                yield f" {name}"
            continue
        text = _text(name, prop, value)
        yield f' {name}="{escape(text)}"'


def _text(name: str, prop: str, value: object) -> str:
    if name == "style":
        return _style(value)
    if name == "id" and isinstance(value, dict):  # as Dash's renderer writes it
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    if isinstance(value, bool):  # draggable, spellcheck, aria-*: words, not flags
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise TypeError(f"this cannot be the value of an attribute: {prop}={type(value).__name__}")
    text = safe_address(str(value)) if name in prefix.IN_HTML else str(value)
    return prefix.put_on(text) if name in prefix.ADDRESSES else text


def _style(style: object) -> str:
    if not isinstance(style, dict):
        raise TypeError("a style is a dict of CSS properties")
    return ";".join(f"{_css_name(name)}:{_css_value(name, value)}" for name, value in style.items())


def _css_name(name: str) -> str:
    css = name if name.startswith("--") else re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
    if not re.fullmatch(r"-{0,2}[A-Za-z][A-Za-z0-9-]*", css):
        raise ValueError(f"this is not a CSS property: {name[:40]!r}")
    return css


def _css_value(name: str, value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value) if name in _UNITLESS or name.startswith("--") or not value else f"{value}px"
    text = str(value)
    if _BLOCKED_IN_STYLE.search(text):
        raise ValueError(f"this may not be the value of a CSS property: {text[:40]!r}")
    return text

"""A drawing as SVG that cannot do anything: only shapes, text and what they look like are let through, and it is small.

Whatever is not listed here does not come out: scripts, links, styles, foreign content, events, outside addresses.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

SPACE = "http://www.w3.org/2000/svg"
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polygon", "polyline"})
_ELEMENTS = _SHAPES | {"svg", "g", "defs", "clipPath", "pattern", "text", "tspan"}
_PLACES = frozenset(
    {
        "id", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "points", "width",
        "height", "viewBox", "transform", "patternUnits", "patternTransform", "text-anchor",
    }
)  # fmt: skip
_LOOKS = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
        "stroke-miterlimit", "stroke-linejoin", "stroke-linecap", "opacity", "font-family", "font-size", "font-weight",
        "text-shadow", "clip-path",
    }
)  # fmt: skip
#: What an SVG means anyway.
_USUAL = frozenset(
    {
        ("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1"), ("stroke-width", "1px"),
        ("font-weight", "400"), ("fill", "#000000"), ("stroke", "none"), ("stroke-miterlimit", "4"),
    }
)  # fmt: skip
_VALUE = re.compile(r"[\w #%.,()'\"+-]*")
_OWN = re.compile(r"url\(['\"]?(#[\w-]+)['\"]?\)")
_RGB = re.compile(r"rgb\((\d+), ?(\d+), ?(\d+)\)")
_LONG = re.compile(r"-?\d*\.\d{3,}(?:e-?\d+)?")
#: What no XML file can hold.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALO = re.compile(r"text-shadow:[^;\"]*(#[0-9a-f]{6})")


def inert(svg: str) -> str:
    """Return the same picture, whatever was in it. Raises: ValueError for text that is not an SVG."""
    text = UNSEEN.sub("", svg)
    if "<!" in text:
        raise ValueError("a drawing declares nothing")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without declarations there is nothing to expand
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    family = _common_family(root)
    looks = {"font-family": family} if family else {}
    return "".join(_element(root, looks)).replace("<svg", f'<svg xmlns="{SPACE}"', 1)


def with_outlined_text(svg: str) -> str:
    """Return an inert SVG whose text has an outline for a halo: few programs beside browsers know text shadows."""
    return _HALO.sub(r"paint-order:stroke;stroke:\1;stroke-width:3px;stroke-linejoin:round", svg)


def _element(node: ElementTree.Element, above: dict[str, str]) -> Iterator[str]:
    """Yield a node with its children; `above` holds looks that an ancestor has said already."""
    name = _name(node)
    if name not in _ELEMENTS:
        return
    looks = _looks(node)
    is_root = name == "svg" and bool(above)
    said = {key: value for key, value in looks.items() if is_root or above.get(key) != value}
    if name in _SHAPES and _is_unseen(said) and "clip-path" not in said and not above.get("clip"):
        return
    below = {**above, "clip": "yes"} if name == "clipPath" else above
    inside = "".join(_content(node, below))
    if not inside and name in ("g", "defs", "text", "tspan", "clipPath", "pattern"):
        return
    given = {key: _short(value) for key, value in node.attrib.items() if key in _PLACES}
    if name == "svg":
        given = {"viewBox": f"0 0 {given.get('width', '')} {given.get('height', '')}", **given}
        said |= {key: value for key, value in above.items() if key == "font-family"}
    if said:
        given["style"] = ";".join(f"{key}:{value}" for key, value in said.items())
    if name == "g" and not given:
        yield inside
        return
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    yield f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _content(node: ElementTree.Element, above: dict[str, str]) -> Iterator[str]:
    """Yield text only where a reader sees it."""
    is_text = _name(node) in ("text", "tspan")
    if is_text:
        yield escape(node.text or "")
    for child in node:
        yield from _element(child, above)
        if is_text:
            yield escape(child.tail or "")


def _looks(node: ElementTree.Element) -> dict[str, str]:
    """Return how a node looks, from its style and its attributes, without what goes without saying."""
    given = {key: value for key, value in node.attrib.items() if key in _LOOKS}
    for declaration in node.attrib.get("style", "").split(";"):
        key, _, value = declaration.partition(":")
        given[key.strip()] = value.strip()
    found = {key: value for key, raw in given.items() if key in _LOOKS and (value := _value(raw))}
    for paint in ("fill", "stroke"):
        if found.get(f"{paint}-opacity") == "0":
            found[paint] = "none"
            del found[f"{paint}-opacity"]
    if found.get("stroke-width") in ("0px", "0") or found.get("stroke", "none") == "none":
        found = {key: value for key, value in found.items() if not key.startswith("stroke")}
    return {key: value for key, value in found.items() if (key, value) not in _USUAL}


def _value(raw: str) -> str:
    """Return a value of a style, empty if it holds more than colours, numbers, names and addresses of its own."""
    value = _RGB.sub(lambda rgb: "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups()), raw)
    bare = _OWN.sub("", value)
    if "url" in bare.lower() or not _VALUE.fullmatch(bare):
        return ""
    return _short(_OWN.sub(r"url(\1)", value).replace('"', "'"))


def _is_unseen(looks: dict[str, str]) -> bool:
    return looks.get("fill") == "none" and "stroke" not in looks


def _short(value: str) -> str:
    return _LONG.sub(lambda number: f"{float(number.group()):.2f}".rstrip("0").rstrip("."), value)


def _common_family(root: ElementTree.Element) -> str:
    families = {_looks(node).get("font-family", "") for node in root.iter() if _name(node) == "text"}
    return families.pop() if len(families) == 1 else ""


def _name(node: ElementTree.Element) -> str:
    return node.tag.removeprefix(f"{{{SPACE}}}")

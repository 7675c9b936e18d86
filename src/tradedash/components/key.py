"""How to read the marks: each shape beside its meaning."""

from collections.abc import Sequence

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.native import Circle, G, Line, Path, Rect, Svg, Text
from tradedash.i18n import gettext as _

_MIDDLE = {"cx": 22, "cy": 15}
Entry = tuple[str, str, tuple[object, ...]]


def marks_key(bases: Bases, present: Sequence[str]) -> html.Details:
    """Return the folded key of the mark grammar; `present` are the bases that the chart may show."""
    drawn = [*_how_sure(), *_what_time()]
    items: list[Child] = [html.Li([_picture(css, *shapes), html.Span(meaning)]) for meaning, css, shapes in drawn]
    items += [html.Li([bases.glyph(code), html.Span(bases.statistics(code))]) for code in present]
    return html.Details([html.Summary(_("How to read the marks")), html.Ul(items, className="key")])


def _picture(css: str, *shapes: object) -> Svg:
    return Svg(G(list(shapes), className=css), viewBox="0 0 44 30", **attributes(aria_hidden="true"))


def _solid(radius: float) -> Circle:
    return Circle(className="solid", r=radius, **_MIDDLE)


def _tick(y: float) -> Path:
    return Path(className="tick", d=f"M16,{y}h12")


def _whisker(path: str) -> Path:
    return Path(className="whisker", d=path)


def _how_sure() -> list[Entry]:
    about = Circle(className="tint", r=5, **_MIDDLE)
    return [
        (_("Exact, headline"), "b-first", (_solid(5.5),)),
        (_("Exact, competing"), "b-first", (_solid(4),)),
        (_("Over: open upwards"), "b-first", (_tick(24), _whisker("M22,23V7M18.5,11.5L22,7L25.5,11.5"))),
        (_("Almost: not above, not below 0.9 of it"), "b-first", (_tick(6), _whisker("M22,6V26M18,26h8"))),
        (_("About: 5 % either way"), "b-first", (_whisker("M22,4V26M18,4h8M18,26h8"), about)),
        (_("A range between two hedges"), "b-first", (_tick(6), _tick(24), _whisker("M22,6V24"))),
        (_("From a statistical release"), "b-second", (Rect(className="solid", x=18.5, y=11.5, width=7, height=7),)),
        *_nobodys_words(),
    ]


def _nobodys_words() -> list[Entry]:
    hollow = Circle(className="hollow", r=3.6, **_MIDDLE)
    line = Path(className="whisker", d="M4,22L22,15L40,9")
    box = Rect(className="tint", x=9, y=8, width=26, height=14)
    hatch = Path(className="whisker", d="M6,22l8,-14M14,22l8,-14M22,22l8,-14M30,22l8,-14")
    number = Circle(className="count", r=9, **_MIDDLE)
    return [
        (_("Sum of released exports and imports, on the line of its release"), "b-first", (line, hollow)),
        (_("Derived from figures, with its interval: nobody said it"), "b-first", (box, hollow)),
        (_("Implied: what all figures allow together"), "b-second", (hatch,)),
        (
            _("Number of a contradiction"),
            "b-none",
            (number, Text("1", x=22, y=19, className="count", textAnchor="middle")),
        ),
    ]


def _what_time() -> list[Entry]:
    months = Path(className="part", d="M4,15H40M4,11v8M40,11v8")
    dotted = Line(className="target", x1=2, x2=34, y1=15, y2=15)
    return [
        (
            _("Part of a year, over its months"),
            "b-second",
            (months, Rect(className="solid", x=19, y=12, width=6, height=6)),
        ),
        (_("Target, from the day it was stated"), "b-none", (dotted, Circle(className="hollow", cx=37, cy=15, r=5))),
        (_("Forecast"), "b-first", (Circle(className="dashed", r=7, **_MIDDLE), _solid(3))),
        (_("Deprecated, with a reason"), "b-none", (Path(className="cross", d="M18,11l8,8M26,11l-8,8"),)),
        (_("Selected"), "b-first", (_solid(4), Circle(className="ring", r=9, **_MIDDLE))),
    ]

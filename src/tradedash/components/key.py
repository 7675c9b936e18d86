"""How to read the marks: each shape beside its meaning."""

from dash import html

from tradedash.components.elements import attributes
from tradedash.components.native import Circle, G, Line, Path, Rect, Svg

_MIDDLE = {"cx": 22, "cy": 15}


def marks_key() -> html.Details:
    """Return the folded key of the mark grammar."""
    items = [html.Li([_picture(css, *shapes), html.Span(meaning)]) for meaning, css, shapes in _entries()]
    return html.Details([html.Summary("How to read the marks"), html.Ul(items, className="key")])


def _picture(css: str, *shapes: object) -> Svg:
    return Svg(G(list(shapes), className=css), viewBox="0 0 44 30", **attributes(aria_hidden="true"))


def _solid(radius: float) -> Circle:
    return Circle(className="solid", r=radius, **_MIDDLE)


def _tick(y: float) -> Path:
    return Path(className="tick", d=f"M16,{y}h12")


def _entries() -> list[tuple[str, str, tuple[object, ...]]]:
    arrow = Path(className="whisker", d="M22,23V7M18.5,11.5L22,7L25.5,11.5")
    square = Rect(className="solid", x=17, y=10, width=10, height=10)
    cross = Path(className="solid", d="M19.5,9h5v3.5h3.5v5h-3.5v3.5h-5v-3.5h-3.5v-5h3.5z")
    return [
        ("Exact, headline", "b-first", (_solid(5.5),)),
        ("Exact, competing", "b-first", (_solid(4),)),
        ("Over: open upwards", "b-first", (_tick(24), arrow)),
        (
            "Almost: not above, not below 0.9 of it",
            "b-first",
            (_tick(6), Path(className="whisker", d="M22,6V26M18,26h8")),
        ),
        (
            "About: 5 % either way",
            "b-first",
            (Path(className="whisker", d="M22,4V26M18,4h8M18,26h8"), Circle(className="tint", r=5, **_MIDDLE)),
        ),
        (
            "A range: between two hedges",
            "b-first",
            (_tick(6), _tick(24), Path(className="whisker", d="M22,6V24")),
        ),
        ("From a statistical release", "b-second", (Rect(className="solid", x=18.5, y=11.5, width=7, height=7),)),
        (
            "Part of a year, over its months",
            "b-second",
            (
                Path(className="part", d="M4,15H40M4,11v8M40,11v8"),
                Rect(className="solid", x=19, y=12, width=6, height=6),
            ),
        ),
        (
            "Target, from the day it was stated",
            "b-none",
            (Line(className="target", x1=2, x2=34, y1=15, y2=15), Circle(className="hollow", cx=37, cy=15, r=5)),
        ),
        ("Forecast", "b-first", (Circle(className="dashed", r=7, **_MIDDLE), _solid(3))),
        ("Deprecated, with a reason", "b-none", (Path(className="cross", d="M18,11l8,8M26,11l-8,8"),)),
        ("Circle: the first economy’s statistics", "b-first", (_solid(5.5),)),
        ("Square: the second economy’s statistics", "b-second", (square,)),
        ("Diamond: Eurasian Economic Commission", "b-eec", (Path(className="solid", d="M22,9L28,15L22,21L16,15Z"),)),
        ("Cross: basis not stated", "b-unstated", (cross,)),
        ("Selected", "b-first", (_solid(4), Circle(className="ring", r=9, **_MIDDLE))),
    ]

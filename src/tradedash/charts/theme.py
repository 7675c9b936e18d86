"""Colours and shapes: whose statistics a mark shows. Figures carry the light hexes; `DARK_OF` repaints them."""

import re
from dataclasses import dataclass
from typing import Any

from tradedash.domain.economy import UNSTATED_BASIS, Pair

FONT = (
    '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif'
)
FONT_SIZE = 12
TINT, FAINT = 0.28, 0.13


def mixed(colour: str, ground: str, share: float) -> str:
    """Return `share` of a colour over a ground as a hex of its own: opacity would stack where marks coincide."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * below):02x}" for top, below in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


ROLES = ("first", "second", "eec", "imf", "unstated", "other")


_SHARES = {"tint": TINT, "faint": FAINT}


def _with_tints(tokens: dict[str, str]) -> dict[str, str]:
    tints = {
        f"{role}-{name}": mixed(tokens[role], tokens["paper"], share)
        for role in ROLES
        for name, share in _SHARES.items()
    }
    return tokens | tints


LIGHT = _with_tints(
    {
        "paper": "#fdfcf9", "surface": "#ffffff", "wash": "#f5f3ed", "ink": "#16181d", "ink2": "#474c55",
        "ink3": "#656a73", "rule": "#dedad1", "grid": "#e7e4dc", "control": "#85888f",
        "first": "#0b5a9c", "second": "#b84a00", "eec": "#007a64", "imf": "#8f2f73", "unstated": "#464b53",
        "other": "#6a6100",
    }
)  # fmt: skip
DARK = _with_tints(
    {
        "paper": "#14161a", "surface": "#191c21", "wash": "#21252b", "ink": "#f2f0ea", "ink2": "#c1c4ca",
        "ink3": "#9ba0a8", "rule": "#363b43", "grid": "#2a2e35", "control": "#7d838c",
        "first": "#6fb4f4", "second": "#f59b5f", "eec": "#35b795", "imf": "#d97fbc", "unstated": "#cfd2d7",
        "other": "#cfc04a",
    }
)  # fmt: skip

#: What a trace says rather than looks like.
_WORDS = frozenset({"customdata", "hovertext", "ids"})
#: Light hex to dark hex. Every hex in a figure is a key, also inside longer strings such as a text shadow.
DARK_OF = {LIGHT[name]: DARK[name] for name in LIGHT}

_HEX = re.compile(r"#[0-9a-f]{6}\b")


def in_dark(figure: Any) -> Any:
    """Return a figure, or any part of one, with the light colours replaced by the dark ones."""
    if isinstance(figure, str):
        return _HEX.sub(lambda found: DARK_OF.get(found.group(), found.group()), figure)
    if isinstance(figure, dict):
        return {key: part if key in _WORDS else in_dark(part) for key, part in figure.items()}
    return [in_dark(part) for part in figure] if isinstance(figure, list | tuple) else figure


def with_tokens(svg: str) -> str:
    """Return a drawing in the light colours with the tokens of the stylesheet instead: it follows the page's theme."""
    return _HEX.sub(lambda found: _TOKEN_OF.get(found.group(), found.group()), svg)


def _token(name: str) -> str:
    role, _, tint = name.partition("-")
    if not tint:
        return f"var(--{name})"
    return f"color-mix(in srgb,var(--{role}) {round(100 * _SHARES[tint])}%,var(--paper))"


_TOKEN_OF = {colour: _token(name) for name, colour in LIGHT.items()}

_ROLE_OF_BASIS = {"EEC": "eec", "IMF": "imf", UNSTATED_BASIS: "unstated"}
_SYMBOLS = {
    "first": "circle", "second": "square", "eec": "diamond", "imf": "triangle-up", "unstated": "cross",
    "other": "hexagon",
}  # fmt: skip
#: Where marks of one year stand: the first economy left of the middle, unstated outermost left, the others right.
_SIDES = {"first": -1, "unstated": -1, "second": 1, "eec": 1, "imf": 1, "other": 1}


@dataclass(frozen=True, slots=True)
class Style:
    """How one basis looks; `side` and `order` say where it stands among the marks of one year."""

    role: str
    symbol: str
    side: int
    order: int

    @property
    def colour(self) -> str:
        return LIGHT[self.role]

    @property
    def tint(self) -> str:
        return LIGHT[f"{self.role}-tint"]

    @property
    def faint(self) -> str:
        return LIGHT[f"{self.role}-faint"]


def style_of(basis: str, pair: Pair) -> Style:
    """Return the look of a basis: by its place in the pair, or by its known role."""
    if basis in (pair.first, pair.second):
        role = "first" if basis == pair.first else "second"
    else:
        role = _ROLE_OF_BASIS.get(basis, "other")
    order = {"unstated": len(ROLES)}.get(role, ROLES.index(role))
    return Style(role, _SYMBOLS[role], _SIDES[role], order)


def text_font(colour: str, *, bold: bool = False) -> dict[str, object]:
    """Return the font of a label: a paper halo keeps it legible over lines and bands."""
    paper = LIGHT["paper"]
    halo = ", ".join(f"{x}px {y}px 1px {paper}" for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)))
    return {"color": colour, "size": FONT_SIZE, "weight": 600 if bold else 400, "shadow": halo}

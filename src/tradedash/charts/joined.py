"""Two drawings in one figure: beside each other, or on a phone one below the other. Nothing of either is changed."""

import re
from collections.abc import Callable
from typing import Any

from tradedash.charts.scene import Figure
from tradedash.charts.theme import LIGHT, text_font
from tradedash.charts.words import plotly_text

#: Shares of the width and pixels of the height between the two; pixels above each for its name.
_GAP, _BETWEEN, _ABOVE = 0.09, 66, 26
_AXIS = re.compile(r"([xy])(axis)?(\d*)")
Move = Callable[[float], float]


def joined(first: Figure, second: Figure, names: tuple[str, str], *, across: bool) -> Figure:
    """Return both figures as one, each under its name. Values that nobody said lose what would open their panel."""
    heights = [_plot_height(one) for one in (first, second)]
    whole = max(heights) if across else sum(heights) + _BETWEEN
    half = (1 - _GAP) / 2
    moves: list[tuple[Move, Move]] = (
        [
            (lambda x: x * half, lambda y: 1 - (1 - y) * heights[0] / whole),
            (lambda x: 1 - (1 - x) * half, lambda y: 1 - (1 - y) * heights[1] / whole),
        ]
        if across
        else [
            (lambda x: x, lambda y: 1 - (1 - y) * heights[0] / whole),
            (lambda x: x, lambda y: y * heights[1] / whole),
        ]
    )
    further = {letter: _axes(first["layout"], letter) for letter in "xy"}
    parts = [_moved(first, {"x": 0, "y": 0}, *moves[0]), _moved(second, further, *moves[1])]
    layout = {**parts[0]["layout"], **parts[1]["layout"]}
    margin = {**first["layout"]["margin"], "t": first["layout"]["margin"]["t"] + _ABOVE}
    right = [one["layout"]["margin"]["r"] for one in (first, second)]
    layout["margin"] = {**margin, "r": right[1] if across else max(right)}
    layout["height"] = whole + margin["t"] + margin["b"]
    for key in ("shapes", "annotations"):
        layout[key] = [one for part in parts for one in part["layout"].get(key, [])]
    layout["annotations"] += [_name(text, x(0), y(1)) for text, (x, y) in zip(names, moves, strict=True)]
    if "barmode" in first["layout"] or "barmode" in second["layout"]:
        layout["barmode"] = "overlay"
    return {"data": [trace for part in parts for trace in part["data"]], "layout": layout}


def _plot_height(figure: Figure) -> int:
    margin = figure["layout"]["margin"]
    return int(figure["layout"]["height"] - margin["t"] - margin["b"])


def _axes(layout: Figure, letter: str) -> int:
    """How many axes of a letter are taken, counted to the highest."""
    found = [_AXIS.fullmatch(name) for name in layout]
    return max((int(one[3] or 1) for one in found if one and one[2] and one[1] == letter), default=0)


def _moved(figure: Figure, further: dict[str, int], across: Move, up: Move) -> Figure:
    layout: Figure = {}
    for name, value in figure["layout"].items():
        if _AXIS.fullmatch(name):
            layout[_renamed(name, further)] = _axis(value, name[0], further, across, up)
        elif name in ("shapes", "annotations"):
            layout[name] = [_placed(one, further, across, up) for one in value]
        else:
            layout[name] = value
    return {"data": [_trace(trace, further) for trace in figure["data"]], "layout": layout}


def _axis(axis: Figure, letter: str, further: dict[str, int], across: Move, up: Move) -> Figure:
    move = across if letter == "x" else up
    moved = {**axis, "domain": [move(end) for end in axis.get("domain", [0, 1])]}
    return {**moved, "anchor": _renamed(axis["anchor"], further)} if "anchor" in axis else moved


def _placed(one: Figure, further: dict[str, int], across: Move, up: Move) -> Figure:
    """A shape or annotation: what is measured in shares of the paper moves, what hangs on an axis follows it."""
    moved = dict(one)
    for letter, move in (("x", across), ("y", up)):
        ref = one.get(f"{letter}ref", letter)
        if ref != "paper":
            moved[f"{letter}ref"] = _renamed(ref, further)
            continue
        for key in (letter, f"{letter}0", f"{letter}1"):
            if key in one:
                moved[key] = move(one[key])
    return moved


def _trace(trace: Figure, further: dict[str, int]) -> Figure:
    own: dict[str, Any] = {key: value for key, value in trace.items() if key != "meta"}
    axes = {f"{letter}axis": _renamed(trace.get(f"{letter}axis", letter), further) for letter in "xy"}
    return {**own, **axes}


def _renamed(name: str, further: dict[str, int]) -> str:
    found = _AXIS.fullmatch(name)
    if found is None:
        return name
    number = int(found[3] or 1) + further[found[1]]
    return f"{found[1]}{found[2] or ''}{number if number > 1 else ''}"


def _name(text: str, x: float, y: float) -> Figure:
    return {
        "text": plotly_text(text), "x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "yshift": 26, "showarrow": False, "borderpad": 0,
        "font": text_font(LIGHT["ink"], bold=True),
    }  # fmt: skip

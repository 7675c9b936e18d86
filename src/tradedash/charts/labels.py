"""Labels: words beside marks. Placed one after the other, and left out rather than set upon one another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEIGHT = 14
_BOLD = 1.07
#: Two labels on one line read as one unless a space is left between them.
_APART = 6
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;’'|!()[] \u2009\u202f", 3.6),
    **dict.fromkeys("frt-/", 4.9),
    **dict.fromkeys("mwMW%@", 11.0),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&+−", 8.2),
}
_USUAL = 7.0


def text_width(text: str, *, bold: bool = False) -> float:
    """Estimate the width of one line at 12 px, on the wide side of the fonts a reader may have."""
    return sum(_WIDTHS.get(letter, _USUAL) for letter in text) * (_BOLD if bold else 1)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def wider(self, by: float) -> "Box":
        return Box(self.left - by, self.top, self.right + by, self.bottom)

    def within(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that would like a place at `x`, `y` (pixels), clear of `around`; the first text that fits is taken.

    `axis_x` and `value` are the same place on the axes; `ends` are a bar's ends as axis position and pixel. A wish is
    void once another with one of its `keys` has a place. `may_cross` lets it lie on a line if nothing else is free.
    """

    texts: tuple[str, ...]
    x: float
    y: float
    around: Box
    colour: str
    bold: bool
    keys: tuple[str, ...]
    axis_x: float
    value: float
    in_lane: bool
    ends: tuple[tuple[float, float], tuple[float, float]] | None = None
    may_cross: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its place: pixels of its box, and how it hangs on its mark."""

    wish: Wish
    text: str
    box: Box
    xanchor: str
    yanchor: str

    @property
    def hook(self) -> tuple[float, float]:
        """Axis position and pixel it hangs on: beside a bar its end, because a wider chart has longer bars."""
        if self.wish.ends and self.xanchor == "left" and self.box.left >= self.wish.ends[1][1]:
            return self.wish.ends[1]
        if self.wish.ends and self.xanchor == "right" and self.box.right <= self.wish.ends[0][1]:
            return self.wish.ends[0]
        return self.wish.axis_x, self.wish.x

    @property
    def shift(self) -> tuple[float, float]:
        """Pixels right and up from the hook to the label's anchor."""
        across = {"left": self.box.left, "right": self.box.right}.get(
            self.xanchor, (self.box.left + self.box.right) / 2
        )
        down = {"top": self.box.top, "bottom": self.box.bottom}.get(self.yanchor, (self.box.top + self.box.bottom) / 2)
        return across - self.hook[1], self.wish.y - down


def place(
    wishes: Iterable[Wish], obstacles: Sequence[Box], lines: Sequence[Box], bounds: Mapping[bool, Box]
) -> list[Label]:
    """Place labels in the order given, within the bounds of the time axis or (True) of the lane.

    `obstacles` are never touched; `lines` are crossed only if nothing else is free.
    """
    placed: list[Label] = []
    done: set[str] = set()
    for wish in wishes:
        if done.intersection(wish.keys):
            continue
        taken = [*obstacles, *(label.box.wider(_APART) for label in placed)]
        found = _first_free(wish, [*taken, *lines], bounds[wish.in_lane])
        if not found and wish.may_cross:
            found = _first_free(wish, taken, bounds[wish.in_lane])
        if found:
            placed.append(found)
            done.update(wish.keys)
    return placed


def _first_free(wish: Wish, taken: Sequence[Box], bounds: Box) -> Label | None:
    for text in wish.texts:
        for label in _candidates(wish, text):
            if label.box.within(bounds) and not any(label.box.touches(other) for other in taken):
                return label
    return None


def _candidates(wish: Wish, text: str) -> list[Label]:
    """Right, left, above, below, then the corners."""
    width, around = text_width(text, bold=wish.bold), wish.around
    middle, centre = wish.y - HEIGHT / 2, wish.x - width / 2
    right, left = around.right + 3, around.left - 3 - width
    above, below = around.top - HEIGHT - 1, around.bottom + 1
    spots = [
        (right, middle, "left", "middle"),
        (left, middle, "right", "middle"),
        (centre, above, "center", "bottom"),
        (centre, below, "center", "top"),
        (wish.x + 2, above, "left", "bottom"),
        (wish.x - 2 - width, above, "right", "bottom"),
        (wish.x + 2, below, "left", "top"),
        (wish.x - 2 - width, below, "right", "top"),
        (right, middle - 9, "left", "middle"),
        (right, middle + 9, "left", "middle"),
        (left, middle - 9, "right", "middle"),
        (left, middle + 9, "right", "middle"),
    ]
    return [Label(wish, text, Box(x, y, x + width, y + HEIGHT), xanchor, yanchor) for x, y, xanchor, yanchor in spots]

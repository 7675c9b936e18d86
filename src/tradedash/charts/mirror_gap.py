"""The space between the two sides of a mirror: hatched in the colour of the side that counts more."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tradedash.charts.scene import Figure
from tradedash.charts.theme import LIGHT
from tradedash.reasoning.mirror import Mirror, Year

#: Half the width, in years, of the wash of a year whose neighbours are not compared.
ALONE = 0.18


@dataclass(frozen=True, slots=True)
class _At:
    """Both sides at one place of the time axis."""

    x: float
    first: float
    second: float

    @property
    def difference(self) -> float:
        return self.second - self.first


def washes(mirror: Mirror, axes: tuple[str, str]) -> list[Figure]:
    """Return one closed shape for each stretch of years in which one side stays above the other."""
    found: list[Figure] = []
    for run in _runs(mirror.compared):
        points = [_At(year.year, _value(year, 0), _value(year, 1)) for year in run]
        if len(points) == 1:
            points = [_At(points[0].x + by, points[0].first, points[0].second) for by in (-ALONE, ALONE)]
        found += [_wash(part, axes) for part in _same_sign(points)]
    return found


def _value(year: Year, side: int) -> float:
    reading = (year.first, year.second)[side]
    return float(reading.value) if reading else 0.0


def _runs(years: Sequence[Year]) -> list[list[Year]]:
    """Consecutive years whose figures come from the same two offices."""
    runs: list[list[Year]] = []
    for year in years:
        before = runs[-1][-1] if runs else None
        if before and year.year - before.year == 1 and _offices(before) == _offices(year) != ("", ""):
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _offices(year: Year) -> tuple[str, str]:
    first, second = (
        reading.rows[0].source_publisher if reading and reading.is_release else ""
        for reading in (year.first, year.second)
    )
    return first, second


def _same_sign(points: Sequence[_At]) -> list[list[_At]]:
    """Cut where the two lines cross."""
    parts: list[list[_At]] = [[points[0]]]
    for before, after in pairwise(points):
        if before.difference * after.difference < 0:
            share = before.difference / (before.difference - after.difference)
            level = before.first + share * (after.first - before.first)
            crossing = _At(before.x + share * (after.x - before.x), level, level)
            parts[-1].append(crossing)
            parts.append([crossing])
        parts[-1].append(after)
    return parts


def _wash(points: Sequence[_At], axes: tuple[str, str]) -> Figure:
    higher = "second" if sum(point.difference for point in points) > 0 else "first"
    return {
        "type": "scatter", "mode": "lines", "name": "gap", "meta": {"aux": "gap"}, "hoverinfo": "skip",
        "x": [point.x for point in points] + [point.x for point in reversed(points)],
        "y": [point.first for point in points] + [point.second for point in reversed(points)],
        "xaxis": axes[0], "yaxis": axes[1], "fill": "toself", "fillcolor": LIGHT["wash"],
        "fillpattern": {
            "shape": "/" if higher == "second" else "\\", "fgcolor": LIGHT[higher], "bgcolor": LIGHT["wash"],
            "size": 5, "solidity": 0.2,
        },
        "line": {"width": 0},
    }  # fmt: skip

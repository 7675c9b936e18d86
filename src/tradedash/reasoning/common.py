"""What two series have in common: the headlines that stand for the same time and the same side of their pair."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradedash.domain.economy import Pair
from tradedash.frames import FigureRow


@dataclass(frozen=True, slots=True)
class Common:
    """Two headlines of one period: one of each series, on the same side (first, second, or the same basis)."""

    period: str
    first: FigureRow
    second: FigureRow


def common(first: Sequence[FigureRow], second: Sequence[FigureRow], pairs: tuple[Pair, Pair]) -> list[Common]:
    """Return what can be set side by side, in the order of the first series.

    A period that is not stated has no equal. Of one pair the bases are the same; of two pairs the first economy's
    statistics stand beside the other first economy's.
    """
    beside: dict[tuple[str, str], list[FigureRow]] = {}
    for row in second:
        if row.headline and row.period_end:
            beside.setdefault((row.time_period, _side(row, pairs[1])), []).append(row)
    return [
        Common(row.time_period, row, other)
        for row in first
        if row.headline and row.period_end
        for other in beside.get((row.time_period, _side(row, pairs[0])), ())
    ]


def _side(row: FigureRow, pair: Pair) -> str:
    return {pair.first: "1", pair.second: "2"}.get(row.basis, row.basis)

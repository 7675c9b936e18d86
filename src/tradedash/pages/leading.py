"""Which figures lead the overview: chosen by rule from the code list and the store, never by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from tradedash.components.card import Headline
from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import PeriodKind
from tradedash.frames import FigureRow
from tradedash.queries.figures import figures
from tradedash.queries.overview import indicator_counts
from tradedash.queries.selection import Selection
from tradedash.reasoning.headline import key

ALSO = 4
_STANDING = (IndicatorKind.STOCK, IndicatorKind.SHARE, IndicatorKind.COUNT)


@dataclass(frozen=True, slots=True)
class Leads:
    """The leading indicator with all its rows, and the headline figures of its family in the order of the cards."""

    indicator: Indicator
    rows: Sequence[FigureRow]
    headlines: tuple[Headline, ...]


def leads(conn: Connection, asked: Selection, base_url: str) -> Leads | None:
    """Return what leads the overview of a pair as its clocks and rule have it, None while it has no level.

    The leading indicator is the first level of the code list that has figures; with it go the growth and the target
    of its family. Level: the newest year that both economies' statistics have, else the newest of each. Growth: the
    newest period. Target: the one stated last.
    """
    pair = asked.pair
    present = [count.indicator for count in indicator_counts(conn, asked)]
    level = _first(present, IndicatorKind.LEVEL)
    if level is None or pair is None:
        return None
    family = [one for one in present if one.family == level.family]
    rows = _rows(conn, asked, level, base_url)
    found = [Headline(row, _rivals(row, rows), level) for row in _levels(rows, pair)]
    growth, target = _first(family, IndicatorKind.GROWTH), _first(family, IndicatorKind.TARGET)
    if growth:
        of_growth = _rows(conn, asked, growth, base_url)
        found += [Headline(row, _rivals(row, of_growth), growth) for row in facts(of_growth)[:1]]
    if target:
        of_target = _rows(conn, asked, target, base_url)
        newest = sorted(_headlines(of_target), key=lambda row: str(row.known_on or ""), reverse=True)
        found += [Headline(row, of_target, target) for row in newest[:1]]
    return Leads(level, rows, tuple(found))


def also_stated(conn: Connection, asked: Selection, base_url: str) -> list[Headline]:
    """Return the newest headlines of the stocks, shares and counts with most statements."""
    counts = [one for one in indicator_counts(conn, asked) if one.indicator.kind in _STANDING]
    counts.sort(key=lambda one: (-one.statements, one.indicator.position))
    found: list[Headline] = []
    for count in counts[:ALSO]:
        rows = _rows(conn, asked, count.indicator, base_url)
        found += [Headline(row, _rivals(row, rows), count.indicator) for row in facts(rows)[:1]]
    return found


def _rows(conn: Connection, asked: Selection, indicator: Indicator, base_url: str) -> list[FigureRow]:
    return figures(conn, replace(asked, indicator=indicator.code), base_url).rows


def _first(indicators: Iterable[Indicator], kind: IndicatorKind) -> Indicator | None:
    """A ratio says growth in times; percent is the plainer word for it."""
    return next((one for one in indicators if one.kind is kind and one.unit is not Unit.RATIO), None)


def _levels(rows: Sequence[FigureRow], pair: Pair) -> list[FigureRow]:
    """The rows come newest period first, so the first year that is in both is the newest common one."""
    years = [
        {row.time_period: row for row in facts(rows) if row.basis == basis and row.freq == PeriodKind.YEAR}
        for basis in (pair.first, pair.second)
    ]
    common = next((year for year in years[0] if year in years[1]), None)
    if common:
        return [found[common] for found in years]
    return [next(iter(found.values())) for found in years if found]


def facts(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Return the headlines but those that name no period, and those said before their period had ended."""
    return [row for row in _headlines(rows) if row.period_end and not row.has_flag(Flag.FORECAST) and not _early(row)]


def _early(row: FigureRow) -> bool:
    return row.known_on is not None and row.period_end is not None and row.known_on < row.period_end


def _headlines(rows: Sequence[FigureRow]) -> list[FigureRow]:
    return [row for row in rows if row.headline]


def _rivals(row: FigureRow, rows: Sequence[FigureRow]) -> list[FigureRow]:
    return [one for one in rows if key(one) == key(row)]

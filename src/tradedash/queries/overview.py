"""What the overview and the frame of every page need: counts, indicators, newest statements, recent entries."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, distinct, func, select

from tradedash.domain.economy import Pair
from tradedash.domain.indicator import Indicator
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import TODAY, by_id
from tradedash.queries.filters import KNOWN_ON, Shape, clocks, conditions, figures_for, parameters, shape
from tradedash.queries.order import NEWEST_PERIOD
from tradedash.queries.revision import once_per_revision
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, indicator, journal, source

_SOURCED = figure.join(source, figure.c.source_id == source.c.source_id)


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of what is published. `revision` and `recorded_at` are 0 and None while the store is empty."""

    figures: int
    sources: int
    languages: int
    statements: int
    recorded_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """An indicator with how many published figures and statements it has, and the newest day one became known."""

    indicator: Indicator
    figures: int
    statements: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class StatementCount:
    """One statement: who, when, in how many prints (sources) and figures, and the print that stands for it."""

    statement_id: str
    day: date | None
    figures: int
    prints: int
    example: FigureRow


@once_per_revision
def counts(conn: Connection) -> Counts:
    """Return the counts that stand at the top and the foot of every page."""
    given = clocks(TODAY)
    return Counts(*conn.execute(_counts(shape(given)), given).one())


def indicators_with_figures(conn: Connection, pair: Pair | None) -> list[IndicatorCount]:
    """Return the indicators that have published figures for a pair, in the order of the code list."""
    return indicator_counts(conn, Selection(pair=pair))


def indicator_counts(conn: Connection, selection: Selection) -> list[IndicatorCount]:
    """Return the indicators that have figures in a selection, in the order of the code list."""
    given = parameters(selection)
    indicators = code_lists(conn).indicators
    found = conn.execute(_indicators(shape(given)), given)
    return [IndicatorCount(indicators[one.indicator], one.figures, one.statements, one.newest) for one in found]


def counts_of(conn: Connection, selection: Selection) -> Counts:
    """Return the counts of what the clocks of a selection let through; those of today are kept between changes."""
    if not (selection.as_of or selection.recorded_as_of):
        return counts(conn)
    given = clocks(selection)
    return Counts(*conn.execute(_counts(shape(given)), given).one())


def newest_statements(
    conn: Connection, base_url: str, selection: Selection = TODAY, limit: int = 12
) -> list[StatementCount]:
    """Return the statements of a selection that became known last, each with the print that stands for it.

    The print is the first by indicator, transcript before report. Four statements of SQL.
    """
    given: dict[str, object] = {**parameters(selection), "most": limit}
    found = conn.execute(_statements(shape(given)), given).all()
    ids = [one.statement_id for one in found]
    if not ids:
        return []
    wanted = {**given, "statements": ids}
    examples = {one.statement_id: one.figure_id for one in conn.execute(_examples(shape(given)), wanted)}
    rows = {row.figure_id: row for row in by_id(conn, list(examples.values()), base_url, selection)}
    return [
        StatementCount(one.statement_id, one.day, one.figures, one.prints, rows[examples[one.statement_id]])
        for one in found
    ]


def recently_recorded(
    conn: Connection, base_url: str, selection: Selection = TODAY, limit: int = 12
) -> list[FigureRow]:
    """Return the published figures of a selection that were recorded last, newest first."""
    given: dict[str, object] = {**parameters(selection), "most": limit}
    return by_id(conn, list(conn.execute(_recent(shape(given)), given).scalars()), base_url, selection)


@lru_cache(maxsize=16)
def _counts(names: Shape) -> Select[Any]:
    counted = select(figure.c.source_id).select_from(_SOURCED).where(*conditions(names)).distinct()
    return (
        select(
            func.count().label("figures"),
            func.count(distinct(figure.c.source_id)).label("sources"),
            select(func.count(distinct(source.c.language)))
            .where(source.c.source_id.in_(counted))
            .scalar_subquery()
            .label("languages"),
            func.count(distinct(figure.c.statement_id)).label("statements"),
            func.max(figure.c.recorded_at).label("recorded_at"),
            select(func.coalesce(func.max(journal.c.seq), 0)).scalar_subquery().label("revision"),
        )
        .select_from(figures_for(names))
        .where(*conditions(names))
    )


_TRANSCRIPT_FIRST = case((source.c.source_type == SourceType.REPORT.value, 1), else_=0)


@lru_cache(maxsize=64)
def _examples(names: Shape) -> Select[Any]:
    numbered = (
        select(
            figure.c.statement_id,
            figure.c.figure_id,
            func.row_number()
            .over(
                partition_by=figure.c.statement_id,
                order_by=(indicator.c.position, _TRANSCRIPT_FIRST, NEWEST_PERIOD, figure.c.figure_id),
            )
            .label("nth"),
        )
        .select_from(_SOURCED.join(indicator, figure.c.indicator == indicator.c.code))
        .where(*conditions(names), figure.c.statement_id.in_(bindparam("statements", expanding=True)))
        .subquery("numbered")
    )
    return select(numbered.c.statement_id, numbered.c.figure_id).where(numbered.c.nth == 1)


@lru_cache(maxsize=64)
def _indicators(names: Shape) -> Select[Any]:
    return (
        select(
            figure.c.indicator,
            func.count().label("figures"),
            func.count(distinct(figure.c.statement_id)).label("statements"),
            func.max(KNOWN_ON).label("newest"),
        )
        .select_from(_SOURCED.join(indicator, figure.c.indicator == indicator.c.code))
        .where(*conditions(names))
        .group_by(figure.c.indicator, indicator.c.position)
        .order_by(indicator.c.position)
    )


@lru_cache(maxsize=64)
def _statements(names: Shape) -> Select[Any]:
    day = func.max(KNOWN_ON)
    return (
        select(
            figure.c.statement_id,
            day.label("day"),
            func.count().label("figures"),
            func.count(distinct(figure.c.source_id)).label("prints"),
        )
        .select_from(_SOURCED)
        .where(*conditions(names))
        .group_by(figure.c.statement_id)
        .order_by(day.is_(None), day.desc(), figure.c.statement_id)
        .limit(bindparam("most"))
    )


@lru_cache(maxsize=64)
def _recent(names: Shape) -> Select[Any]:
    return (
        select(figure.c.figure_id)
        .select_from(figures_for(names))
        .where(*conditions(names))
        .order_by(figure.c.recorded_at.desc(), figure.c.id.desc())
        .limit(bindparam("most"))
    )

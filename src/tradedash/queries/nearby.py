"""Statements that a print may belong to: what the same speaker said within a week."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from tradedash.domain.figure import Status
from tradedash.frames import FigureRow
from tradedash.queries.filters import KNOWN_ON
from tradedash.store.schema import figure, source

WITHIN = timedelta(days=7)
MOST = 20


@dataclass(frozen=True, slots=True)
class Nearby:
    """A statement with the day it became known, a phrase of it, and how many published prints it has."""

    statement_id: str
    day: date | None
    as_printed: str
    prints: int


def statements_nearby(conn: Connection, row: FigureRow) -> list[Nearby]:
    """Return other statements of the speaker of a figure within seven days of it, the oldest first."""
    if row.speaker is None:
        return []
    day = row.known_on
    near = [KNOWN_ON.between(day - WITHIN, day + WITHIN)] if day else []
    wanted = (
        select(figure.c.statement_id, func.min(KNOWN_ON), func.min(figure.c.as_printed), func.count())
        .join(source, figure.c.source_id == source.c.source_id)
        .where(
            figure.c.speaker == row.speaker,
            figure.c.statement_id != row.statement_id,
            figure.c.status == Status.PUBLISHED.value,
            *near,
        )
        .group_by(figure.c.statement_id)
        .order_by(func.min(KNOWN_ON), figure.c.statement_id)
        .limit(MOST)
    )
    return [Nearby(*found) for found in conn.execute(wanted)]

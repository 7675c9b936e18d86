"""What readers reported and nobody has answered yet. For the desk only: a report's text is never public."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tradedash.store.schema import figure, report

PAGE = 50


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a reader and the figure that it is about."""

    report_id: str
    figure_id: str
    text: str
    created_at: datetime
    as_printed: str
    indicator: str


_OPEN = report.c.status == "open"


def open_reports(conn: Connection) -> list[Report]:
    """Return the open reports, the oldest first, at most a page of them."""
    wanted = (
        select(
            report.c.report_id,
            report.c.figure_id,
            report.c.text,
            report.c.created_at,
            figure.c.as_printed,
            figure.c.indicator,
        )
        .join(figure, figure.c.figure_id == report.c.figure_id)
        .where(_OPEN)
        .order_by(report.c.created_at, report.c.report_id)
        .limit(PAGE)
    )
    return [Report(*found) for found in conn.execute(wanted)]


def open_count(conn: Connection) -> int:
    """Return how many reports nobody has answered."""
    return int(conn.execute(select(func.count()).select_from(report).where(_OPEN)).scalar_one())

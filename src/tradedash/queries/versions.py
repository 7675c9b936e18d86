"""Why a figure is no longer what readers see: the version in its place, or the reason for which it was retracted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tradedash.store.schema import figure, journal


@dataclass(frozen=True, slots=True)
class Standing:
    """The last change of a figure, and the public version that stands in its place, None if there is none."""

    at: datetime
    reason: str | None
    successor: str | None


def standing(conn: Connection, figure_id: str) -> Standing | None:
    """Return why a figure is superseded or retracted; some three statements. None if there is no such figure."""
    told = (
        select(journal.c.at, journal.c.reason)
        .join(figure, figure.c.journal_seq == journal.c.seq)
        .where(figure.c.figure_id == figure_id)
    )
    found = conn.execute(told).first()
    return Standing(found.at, found.reason, _public_successor(conn, figure_id)) if found else None


def _public_successor(conn: Connection, figure_id: str) -> str | None:
    """Versions that were never published exist for no reader: go on to the next one that was."""
    last = figure_id
    following = select(figure.c.figure_id, figure.c.published_at)
    while found := conn.execute(following.where(figure.c.supersedes == last)).first():
        if found.published_at is not None:
            return str(found.figure_id)
        last = found.figure_id
    return None

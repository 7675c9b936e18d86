"""Which figures of the ledger print what somebody is about to add: the same statement, or the same number again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from tradedash.domain.figure import Status
from tradedash.store.schema import figure, source

#: How far apart in time two prints of one utterance may be dated.
WITHIN = timedelta(days=7)
_CHUNK = 500
_SHOWN = (figure.c.status == Status.PUBLISHED.value,)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An utterance in the ledger: its statement, and the day it was said or, where that is unknown, printed."""

    statement_id: str
    source_id: str
    day: date | None


def sources_of_statements(conn: Connection, statement_ids: Iterable[str]) -> dict[str, set[str]]:
    """Return the sources in which published figures print these statements."""
    found: dict[str, set[str]] = {}
    wanted = sorted(set(statement_ids))
    for start in range(0, len(wanted), _CHUNK):
        some = figure.c.statement_id.in_(wanted[start : start + _CHUNK])
        for row in conn.execute(select(figure.c.statement_id, figure.c.source_id).where(some, *_SHOWN).distinct()):
            found.setdefault(row.statement_id, set()).add(row.source_id)
    return found


def published_of_pair(conn: Connection, pair: str) -> int:
    """Return how many published figures a pair has; `pair` is as the column has it."""
    counted = select(func.count()).select_from(figure).where(figure.c.pair == pair, *_SHOWN)
    return int(conn.execute(counted).scalar_one())


def told_of_pair(conn: Connection, pair: str) -> dict[tuple[Any, ...], list[Told]]:
    """Return what named people have said of a pair, by `said_key`."""
    columns = (
        figure.c.statement_id, figure.c.source_id, figure.c.stated_on, source.c.published_on, figure.c.speaker,
        figure.c.indicator, figure.c.period_start, figure.c.period_end, figure.c.obs_digits, figure.c.obs_scale,
        figure.c.unit_mult, figure.c.unit,
    )  # fmt: skip
    wanted = select(*columns).join(source, figure.c.source_id == source.c.source_id)
    found: dict[tuple[Any, ...], list[Told]] = {}
    for row in conn.execute(wanted.where(figure.c.pair == pair, figure.c.speaker.is_not(None), *_SHOWN)):
        one = Told(row.statement_id, row.source_id, row.stated_on or row.published_on)
        found.setdefault(said_key(row._asdict()), []).append(one)
    return found


def said_key(row: Row) -> tuple[Any, ...]:
    """Return what two prints of one utterance share: speaker, what is measured, period and number."""
    return (
        row["speaker"].casefold(), row["indicator"], row["period_start"], row["period_end"],
        row["obs_digits"], row["obs_scale"], row["unit_mult"], row["unit"],
    )  # fmt: skip


def same_utterance(told: Iterable[Told], source_id: str, day: date | None) -> Told | None:
    """Return the one of these that was said within days of `day`, in another source; an unknown day fits any."""
    near = (one for one in told if day is None or one.day is None or abs(one.day - day) <= WITHIN)
    return next((one for one in near if one.source_id != source_id), None)

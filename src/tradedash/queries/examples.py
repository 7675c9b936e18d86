"""Real figures that show what a rule means: for each hedge one, and for what the page on the method speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from tradedash.domain.figure import ComparisonBasis, Rank, Status
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.queries.figures import by_id, dossier
from tradedash.queries.filters import KNOWN_ON
from tradedash.queries.revision import once_per_revision
from tradedash.store.schema import figure, source

TWO_HEDGES = "two_hedges"
_SOURCED = figure.join(source, figure.c.source_id == source.c.source_id)


def _in(*kinds: SourceType) -> ColumnElement[bool]:
    """Look only at sources of these kinds: what people said is some thousand figures, releases are millions."""
    return figure.c.source_id.in_(
        select(source.c.source_id).where(source.c.source_type.in_([kind.value for kind in kinds]))
    )


_SAID = _in(SourceType.REPORT, SourceType.TRANSCRIPT)
_NAMED: Mapping[str, ColumnElement[bool]] = {
    **{word.value: (figure.c.qualifiers == word.value) & _in(SourceType.REPORT) for word in Qualifier},
    TWO_HEDGES: figure.c.qualifiers.like("% %") & _SAID,
    SourceType.RELEASE: _in(SourceType.RELEASE),
    ComparisonBasis.STATED: (figure.c.comparison_basis == ComparisonBasis.STATED.value) & _SAID,
    ComparisonBasis.IMPLIED: (figure.c.comparison_basis == ComparisonBasis.IMPLIED.value) & _SAID,
    ComparisonBasis.UNSTATED: (figure.c.comparison_basis == ComparisonBasis.UNSTATED.value) & _SAID,
    Flag.PERIOD_LOST: figure.c.flags.contains(Flag.PERIOD_LOST.value) & _SAID,
}


@dataclass(frozen=True, slots=True)
class Examples:
    """One figure for each name that the store has one for; `reasons` are headlines with why they are headlines."""

    figures: Mapping[str, FigureRow]
    reasons: tuple[tuple[FigureRow, str], ...]


@once_per_revision
def examples(conn: Connection) -> Examples:
    """Return the newest fitting figure for each name. Links to their pages are made of ids, not of a base address."""
    ids = {name: found for name, wanted in _NAMED.items() if (found := _newest(conn, wanted))}
    rows = {row.figure_id: row for row in by_id(conn, list(dict.fromkeys(ids.values())), "")}
    reasons = [_reason(conn, (figure.c.rank == Rank.PREFERRED.value) & _SAID)]
    reasons.append(_reason(conn, _in(SourceType.TRANSCRIPT)))
    return Examples({name: rows[one] for name, one in ids.items()}, tuple(one for one in reasons if one))


def _newest(conn: Connection, wanted: ColumnElement[bool]) -> str | None:
    query = (
        select(figure.c.figure_id)
        .select_from(_SOURCED)
        .where(figure.c.status == Status.PUBLISHED.value, wanted)
        .order_by(KNOWN_ON.is_(None), KNOWN_ON.desc(), figure.c.figure_id)
        .limit(1)
    )
    return conn.execute(query).scalar_one_or_none()


def _reason(conn: Connection, wanted: ColumnElement[bool]) -> tuple[FigureRow, str] | None:
    """Return a headline that has competitors, and why it is the headline."""
    found = _newest(conn, wanted)
    if found is None:
        return None
    opened = dossier(conn, found, "")
    return (opened.row, opened.why) if opened.row.headline and opened.competing else None

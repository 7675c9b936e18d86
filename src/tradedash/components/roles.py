"""Which part a figure plays among those of its key, in the words of table, ledger and panel."""

from collections.abc import Sequence

from tradedash.domain.figure import Rank, Status
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, Unit
from tradedash.formatting import is_signed
from tradedash.frames import FigureRow
from tradedash.reasoning.headline import key

_STATUS_WORDS = {
    Status.SUPERSEDED: "Superseded",
    Status.RETRACTED: "Retracted",
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "In review",
}


def role_text(row: FigureRow, rivals: Sequence[FigureRow]) -> str:
    """Return "Headline", "Same value", "Competing", "Deprecated", or the status of a figure that is not published.

    `rivals` are figures of any keys; those of the row's own key are looked up in it.
    """
    if row.status != Status.PUBLISHED:
        return _STATUS_WORDS[Status(row.status)]
    if row.rank == Rank.DEPRECATED and not row.headline:
        return "Deprecated"
    forecast = ", forecast" if row.has_flag(Flag.FORECAST) else ""
    if row.headline:
        return f"Headline{forecast}"
    headline = next((rival for rival in rivals if rival.headline and key(rival) == key(row)), None)
    same = headline is not None and says_the_same(row, headline)
    return f"Same value{forecast}" if same else f"Competing{forecast}"


def says_the_same(one: FigureRow, other: FigureRow) -> bool:
    """Tell whether two figures allow exactly the same numbers: "4.1" and "4.1", never "4.1" and "4.10"."""
    return (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper)


def shows_sign(indicator: Indicator) -> bool:
    """Tell whether numbers carry a plus: growth and changes do, growth in times does not."""
    return is_signed(indicator.kind) and indicator.unit is not Unit.RATIO


def year_of(row: FigureRow) -> str:
    """Return the year under which a row is listed: the one its period ends in."""
    return str(row.period_end.year) if row.period_end else "No period named"

"""Which part a figure plays among those of its key, in the words of table, ledger and panel."""

from collections.abc import Sequence

from tradedash.domain.figure import Rank, Status
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import Indicator, Unit
from tradedash.formatting import is_signed
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning.headline import key

_STATUS_WORDS = {
    Status.SUPERSEDED: N_("Superseded"),
    Status.RETRACTED: N_("Retracted"),
    Status.DRAFT: N_("Draft"),
    Status.IN_REVIEW: N_("In review"),
}


def role_text(row: FigureRow, rivals: Sequence[FigureRow]) -> str:
    """Return "Headline", "Same value", "Competing", "Deprecated", or the status of a figure that is not published.

    `rivals` are figures of any keys; those of the row's own key are looked up in it.
    """
    if row.status != Status.PUBLISHED:
        return _(_STATUS_WORDS[Status(row.status)])
    if row.rank == Rank.DEPRECATED and not row.headline:
        return _("Deprecated")
    forecast = row.has_flag(Flag.FORECAST)
    if row.headline:
        return _("Headline, forecast") if forecast else _("Headline")
    headline = next((rival for rival in rivals if rival.headline and key(rival) == key(row)), None)
    same = headline is not None and says_the_same(row, headline)
    if same:
        return _("Same value, forecast") if forecast else _("Same value")
    return _("Competing, forecast") if forecast else _("Competing")


def says_the_same(one: FigureRow, other: FigureRow) -> bool:
    """Tell whether two figures allow exactly the same numbers: "4.1" and "4.1", never "4.1" and "4.10"."""
    return (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper)


def shows_sign(indicator: Indicator) -> bool:
    """Tell whether numbers carry a plus: growth and changes do, growth in times does not."""
    return is_signed(indicator.kind) and indicator.unit is not Unit.RATIO


def year_of(row: FigureRow) -> str:
    """Return the year under which a row is listed: the one its period ends in."""
    return str(row.period_end.year) if row.period_end else _("No period named")

"""The sentences of remarks: each is told of rows and periods that are found already."""

from collections.abc import Mapping
from typing import Protocol

from tradedash.domain.indicator import Indicator
from tradedash.domain.period import Period
from tradedash.formatting import count_text, day_text, number_text, period_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.reasoning.claims import Claim
from tradedash.reasoning.telling import value

Indicators = Mapping[str, Indicator]
#: Who says both on days so far apart; nobody where one source prints both.
Tie = tuple[str, int]
ONE_SOURCE: Tie = ("", 0)


class Said(Protocol):
    """A number for a period, with its prints."""

    @property
    def row(self) -> FigureRow: ...

    @property
    def period(self) -> Period: ...


def period_lost(wide: Said, narrow: Said, tie: Tie, indicators: Indicators) -> str:
    """Tell of one number for a period and for a part of it."""
    return _(
        "%(label)s: %(value)s for %(period)s and %(part_value)s for %(part)s, %(tie)s: one of the two periods was lost."
    ) % {
        "label": here(wide.row.indicator_label),
        "value": value(wide.row, indicators),
        "period": period_text(wide.period.code),
        "part_value": value(narrow.row, indicators),
        "part": period_text(narrow.period.code),
        "tie": _tied(tie),
    }


def other_period(odd: Said, main: Said, publishers: str, prints: int, indicators: Indicators) -> str:
    """Tell of one number of one statement that is printed for two periods."""
    return _(
        "%(label)s: %(value)s is printed for %(period)s by %(publishers)s, for %(other)s in %(prints)s "
        "of what %(speaker)s said on %(day)s."
    ) % {
        "label": here(odd.row.indicator_label),
        "value": value(odd.row, indicators),
        "period": period_text(odd.period.code),
        "publishers": publishers,
        "other": period_text(main.period.code),
        "prints": count_text(prints, "other print"),
        "speaker": odd.row.speaker,
        "day": day_text(odd.row.stated_on),
    }


def target_as_level(level: FigureRow, highest: FigureRow, ratio: float, indicators: Indicators) -> str:
    """Tell of a target that is printed as reached."""
    return _(
        "%(label)s: %(value)s, printed as reached, is the target; the highest other level printed is "
        "%(highest)s (× %(ratio)s)."
    ) % {
        "label": here(level.indicator_label),
        "value": value(level, indicators),
        "highest": value(highest, indicators),
        "ratio": number_text(f"{ratio:.2f}"),
    }


def unit_slip(odd: Claim, low: Claim, high: Claim, ratio: int, indicators: Indicators) -> str:
    """Tell of a number that is about a thousand or a million times its neighbour."""
    return _(
        "%(label)s: %(value)s in %(period)s is %(ratio)s times %(low_value)s in %(low_period)s: a unit slipped."
    ) % {
        "label": here(odd.row.indicator_label),
        "value": value(high.row, indicators),
        "period": period_text(high.subject.period.code),
        "ratio": number_text(str(ratio)),
        "low_value": value(low.row, indicators),
        "low_period": period_text(low.subject.period.code),
    }


def weaker_claim(claim: Claim, before: Claim, indicators: Indicators) -> str:
    """Tell of a total since the beginning that is less than the one before."""
    return _(
        "%(label)s: %(value)s in %(period)s is less than %(before)s in %(before_period)s; a total since the "
        "beginning does not shrink. Both are bounded on one side only, so both may be true."
    ) % {
        "label": here(claim.row.indicator_label),
        "value": value(claim.row, indicators),
        "period": period_text(claim.subject.period.code),
        "before": value(before.row, indicators),
        "before_period": period_text(before.subject.period.code),
    }


def _tied(tie: Tie) -> str:
    speaker, days = tie
    if tie == ONE_SOURCE:
        return _("in one source")
    if days == 0:
        return _("both by %(speaker)s, on one day") % {"speaker": speaker}
    return _("both by %(speaker)s, %(days)s apart") % {"speaker": speaker, "days": count_text(days, "day")}

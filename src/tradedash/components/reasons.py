"""Why a figure stands as it does, in a line of small print: what its growth compares with, why it is the headline."""

from collections.abc import Mapping, Sequence

from dash import html

from tradedash.components.elements import Child
from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.hedges import Flag
from tradedash.formatting import period_text
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning import headline
from tradedash.reasoning.headline import Rule

PERIOD_LOST = N_("period lost in this print")


def comparison_text(row: FigureRow) -> str:
    """Return what a growth compares with and how that is known: "on Jan–Sep 2024, implied"; empty for no growth."""
    if row.comparison_basis is None and not row.comparison_period:
        return ""
    if not row.comparison_period or row.comparison_basis == ComparisonBasis.UNSTATED:
        return _("on a time not named, unstated")
    known = _("on %(period)s, stated")
    if row.comparison_basis == ComparisonBasis.IMPLIED:
        known = _("on %(period)s, implied")
    return known % {"period": period_text(row.comparison_period)}


def period_notes(row: FigureRow) -> list[Child]:
    """Return small print below a period."""
    notes = [comparison_text(row), _(PERIOD_LOST) if row.has_flag(Flag.PERIOD_LOST) else ""]
    return [html.Div(note, className="meta") for note in notes if note]


def reasons(rows: Sequence[FigureRow], rule: Rule) -> Mapping[str, str]:
    """Return for each headline that has rivals why it is the headline. `rows` hold all figures of each key."""
    keys: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in rows:
        keys.setdefault(headline.key(row), []).append(row)
    return {
        row.figure_id: headline.why(row, rivals, rule)
        for rivals in keys.values()
        if len(rivals) > 1
        for row in rivals
        if row.headline
    }

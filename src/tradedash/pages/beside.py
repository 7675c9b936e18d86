"""What a chart shows beside its figures: derived values, and conversions on request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from tradedash.domain.indicator import CURRENCIES, Unit
from tradedash.formatting import listed
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.queries.derived import Derived, derived_values, order
from tradedash.queries.rates import converted, rate_of, rates_at
from tradedash.queries.selection import SHOWN_IN, Selection


@dataclass(frozen=True, slots=True)
class Beside:
    """`derived` passes the filters, what is converted among it; `years` are those of all that could be shown.

    `convertible` tells whether an amount in another currency can be shown in dollars; `unrated` are the other
    currencies of amounts that cannot.
    """

    derived: tuple[Derived, ...]
    years: tuple[int, ...]
    convertible: bool
    unrated: tuple[str, ...]


def beside(conn: Connection, selection: Selection, rows: Sequence[FigureRow], base_url: str) -> Beside:
    """Return what stands beside the rows of one chart, in the order of the table."""
    whole = derived_values(conn, replace(selection, basis=(), since=None, until=None), base_url)
    found = derived_values(conn, selection, base_url)
    foreign = [row for row in rows if row.unit_measure in CURRENCIES and row.unit_measure not in SHOWN_IN]
    known = rates_at(conn, selection.recorded_as_of) if foreign else {}
    in_dollars = converted(foreign, known) if selection.currency is Unit.USD else ()
    return Beside(
        derived=tuple(sorted((*found, *in_dollars), key=order)),
        years=tuple(sorted({one.period.end.year for one in whole if one.period.end})),
        convertible=any(rate_of(row, known) is not None for row in foreign),
        unrated=tuple(sorted({row.unit_measure for row in foreign if rate_of(row, known) is None})),
    )


def unrated_sentence(found: Beside) -> str:
    """Return which amounts no rate is known for; empty if there are none."""
    if not found.unrated:
        return ""
    return _("No average rate of the year is stored for figures in %(list)s: not converted.") % {
        "list": listed(list(found.unrated))
    }

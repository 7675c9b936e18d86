"""Number and period words: the one place where a figure becomes text for a person, in the reader's language."""

from decimal import Decimal

from tradedash.formatting.names import (
    basis_text,
    basis_word,
    count_text,
    direction_words,
    economy_name,
    indicator_text,
    label_text,
    listed,
    measured_text,
    short_name,
    with_names,
)
from tradedash.formatting.numbers import (
    EN_DASH,
    MINUS,
    NARROW_SPACE,
    THIN_SPACE,
    after,
    amount_text,
    axis_number,
    between,
    currency_sign,
    currency_text,
    hedge_text,
    hedged,
    interval_text,
    number_text,
    printed_text,
    scaled,
    size_text,
    sized,
    span_text,
)
from tradedash.formatting.times import day_over_year, day_pattern, day_text, month_names, month_text, period_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.i18n.customs import inside

__all__ = [
    "EN_DASH",
    "MINUS",
    "NARROW_SPACE",
    "THIN_SPACE",
    "after",
    "amount_text",
    "axis_number",
    "basis_text",
    "basis_word",
    "between",
    "bounds_text",
    "count_text",
    "currency_sign",
    "currency_text",
    "day_over_year",
    "day_pattern",
    "day_text",
    "direction_words",
    "economy_name",
    "hedge_text",
    "hedged",
    "indicator_text",
    "inside",
    "interval_text",
    "is_signed",
    "label_text",
    "listed",
    "measured_text",
    "month_names",
    "month_text",
    "number_text",
    "period_text",
    "printed_text",
    "short_name",
    "size_text",
    "span_text",
    "unit_text",
    "value_text",
    "with_names",
    "with_unit",
]
_SIGNED_KINDS = ("growth", "change")


def value_text(row: FigureRow, *, signed: bool = False) -> str:
    """Return the number as printed with its hedge in words: "over 3.16", "4.10", "+13.6".

    `signed` puts a plus before a rise; falls always carry U+2212.
    """
    return hedged(number_text(_counted(row)[0], signed=signed), row.qualifier)


def unit_text(row: FigureRow) -> str:
    """Return the unit with the size it is counted in: "bn USD", "%", "times", "thousand"; a bare count has none."""
    printed, size = _counted(row)
    return size_text(size, row.unit_measure, printed)


def with_unit(row: FigureRow, *, signed: bool = False) -> str:
    """Return value and unit: "over 3.16 bn USD", "about 97 %"; of a growth in another currency "+12 % in RUB"."""
    number = f"{number_text(_counted(row)[0], signed=signed)}{after(unit_text(row))}"
    text = hedged(number, row.qualifier)
    if not row.measured_in:
        return text
    return _("%(value)s in %(currency)s") % {"value": text, "currency": currency_sign(row.measured_in)}


def is_signed(kind: str) -> bool:
    """Tell whether numbers of this indicator kind show a plus: growth and changes do."""
    return kind in _SIGNED_KINDS


def bounds_text(row: FigureRow) -> str:
    """Return what the value may be, counted as the value is: "3.05–3.15", "above 3", "3.6 to below 4", "2 or more"."""
    size = _counted(row)[1]
    opens = {"over", "nearly"} & set(row.qualifiers)
    value = Decimal(row.value)
    opened = bool(opens) and row.lower == value, bool(opens) and row.upper == value
    return between(scaled(row.lower, size), scaled(row.upper, size), opened)


def _counted(row: FigureRow) -> tuple[str, int]:
    """Return the digits as printed and the size they are counted in."""
    return sized(row.obs_value, row.unit_mult, row.value)

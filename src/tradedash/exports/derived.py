"""Derived values as plain records, and as CSV: which columns, in which order, and what they mean."""

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from io import StringIO
from types import MappingProxyType
from typing import Any

from tradedash.exports.cells import cell_text
from tradedash.queries.derived import Derived

#: Most of these numbers are no finite decimal.
_DIGITS = 12
_IN_UNITS = f"in units of unit_measure, to {_DIGITS} digits"
FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "kind": ("string", "How it came about: by_growth growth sum share implied converted"),
        "indicator": ("string", "Code of what is measured"),
        "ref_area": ("string", "Code of the economy that the indicator speaks of"),
        "counterpart_area": ("string", "Code of the other economy"),
        "basis": ("string", "Whose statistics its inputs rest on"),
        "time_period": ("string", "As in the figures"),
        "comparison_period": ("string", "The period a growth is compared with"),
        "unit_measure": ("string", "Unit: a currency code, percent, ratio, count, tonnes or m3"),
        "value": ("number", f"The value, {_IN_UNITS}; empty where only bounds follow"),
        "lower": ("number", f"Lower bound, {_IN_UNITS}; empty is unbounded"),
        "upper": ("number", f"Upper bound, {_IN_UNITS}; empty is unbounded"),
        "how": ("string", "The arithmetic written out"),
        "figure_ids": ("string", "Ids of the figures it follows from, with spaces between them"),
    }
)


def record(one: Derived) -> dict[str, Any]:
    """Return a derived value under the names of `FIELDS`, its figures as a list."""
    return {
        "kind": one.kind.value,
        "indicator": one.indicator,
        "ref_area": one.ref_area,
        "counterpart_area": one.counterpart_area,
        "basis": one.basis,
        "time_period": one.period.code,
        "comparison_period": one.base.code if one.base.start else None,
        "unit_measure": one.unit,
        "value": _shortened(one.value),
        "lower": _shortened(one.lower),
        "upper": _shortened(one.upper),
        "how": one.how,
        "figure_ids": list(one.figure_ids),
    }


def table(values: Iterable[Derived]) -> bytes:
    """Return the values as CSV, the header first."""
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(FIELDS)
    for one in values:
        found = record(one)
        write([cell_text(" ".join(cell) if isinstance(cell, list) else cell) for cell in found.values()])
    return buffer.getvalue().encode()


def _shortened(number: Fraction | None) -> Decimal | None:
    if number is None:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        return (Decimal(number.numerator) / Decimal(number.denominator)).normalize()

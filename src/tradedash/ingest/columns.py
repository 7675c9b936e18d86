"""A print from the cells of a row whose columns have the contract's names."""

import re
from datetime import date

from tradedash.domain.errors import BadValue
from tradedash.domain.figure import ComparisonBasis, Print
from tradedash.domain.hedges import parse_flags, parse_qualifiers
from tradedash.domain.period import Period, parse_day
from tradedash.domain.quantity import Quantity
from tradedash.ingest.parsed import at, one_of
from tradedash.ingest.rows import Cells


def print_of(cells: Cells) -> Print:
    """Return the print that a row holds. Raises: BadValue with `field` the column."""
    basis = cells["comparison_basis"]
    return Print(
        indicator=cells["indicator"],
        ref_area=cells["ref_area"],
        counterpart_area=cells["counterpart_area"],
        basis=cells["basis"],
        period=_period(cells),
        comparison_period=_comparison(cells["comparison_period"]),
        comparison_basis=one_of(ComparisonBasis, basis, "comparison basis", "comparison_basis") if basis else None,
        quantity=Quantity.parse(cells["obs_value"], _power(cells["unit_mult"]), "obs_value"),
        unit=cells["unit_measure"],
        qualifiers=parse_qualifiers(cells["qualifier"].split()),
        flags=parse_flags(cells["flags"].split()),
        as_printed=cells["as_printed"],
        period_evidence=cells["period_evidence"] or None,
        speaker=cells["speaker"] or None,
        speaker_role=cells["speaker_role"] or None,
        stated_on=day_of(cells, "stated_on"),
    )


def day_of(cells: Cells, column: str) -> date | None:
    """Return the day in a cell, None where it is empty. Raises: BadValue."""
    return parse_day(cells[column], column) if cells[column] else None


def _period(cells: Cells) -> Period:
    if not cells["time_period"]:
        raise BadValue("Give the period, or write unstated.", "time_period")
    with at("time_period"):
        return Period.parse(cells["time_period"])


def _comparison(text: str) -> Period:
    with at("comparison_period"):
        return Period.parse(text)


def _power(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise BadValue("Give the multiplier as a power of ten, for example 6 for million.", "unit_mult")
    return int(text)

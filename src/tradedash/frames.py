"""The contract row: one figure as every page, download and API answer shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tradedash.domain.hedges import Bounds
from tradedash.domain.quantity import plain_decimal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure with its source and statement; attribute names and order are the 41 CSV columns of the contract.

    Only `measured_in` is none of them.

    `value`, `lower`, `upper` are in units (dollars, not millions); growth and shares in percent. Missing text is None.
    `period_start` and `period_end` are both None exactly where `time_period` is `unstated`.
    """

    figure_id: str
    statement_id: str
    indicator: str
    indicator_label: str
    ref_area: str
    counterpart_area: str
    basis: str
    freq: str
    time_period: str
    period_start: date | None
    period_end: date | None
    comparison_period: str | None
    obs_value: str
    unit_measure: str
    unit_mult: int
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    qualifier: str
    flags: str
    status: str
    rank: str
    headline: bool
    as_printed: str
    language: str
    speaker: str | None
    speaker_role: str | None
    stated_on: date | None
    source_id: str
    source_title: str | None
    source_publisher: str
    source_published_on: date | None
    source_url: str
    quote_url: str
    permalink: str
    recorded_at: datetime
    note: str | None
    source_type: str
    comparison_basis: str | None
    period_evidence: str | None
    rank_reason: str | None
    #: The currency a growth is measured in, where its phrase names another than its level is counted in. No column: it
    #: is read from `as_printed`.
    measured_in: str = ""

    @property
    def known_on(self) -> date | None:
        """The day this figure became known: said, else published."""
        return self.stated_on or self.source_published_on

    @property
    def key(self) -> tuple[str, ...]:
        """What competing figures share: series, basis, unit, period, comparison period, and a growth's currency."""
        return (
            self.indicator, self.ref_area, self.counterpart_area, self.basis, self.unit_measure,
            self.time_period, self.comparison_period or "", self.measured_in,
        )  # fmt: skip

    @property
    def qualifiers(self) -> tuple[str, ...]:
        return tuple(self.qualifier.split())

    def has_flag(self, flag: str) -> bool:
        return flag in self.flags.split()


#: The CSV columns in the order of the contract.
COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(FigureRow) if field.name != "measured_in")


def bounds_columns(bounds: Bounds) -> tuple[Decimal | None, Decimal | None]:
    """Return `lower` and `upper` of the contract; an unbounded side is None."""
    return _decimal(bounds.lower), _decimal(bounds.upper)


def frame(rows: Iterable[FigureRow]) -> "pd.DataFrame":
    """Return the rows as a DataFrame for analysis: exact numbers as strings, days as dates, in the contract's order.

    pandas is imported here and not at start: serving pages needs none of it.
    """
    import pandas as pd  # noqa: PLC0415

    records: Sequence[tuple[object, ...]] = [tuple(getattr(row, name) for name in COLUMNS) for row in rows]
    return pd.DataFrame.from_records(records, columns=list(COLUMNS))


def _decimal(end: Fraction | None) -> Decimal | None:
    return None if end is None else plain_decimal(end)

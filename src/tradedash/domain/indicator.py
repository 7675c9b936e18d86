"""Indicators: what is measured, in which unit, and how it may be drawn."""

from dataclasses import dataclass
from enum import StrEnum

SYMMETRIC = "symmetric"


class IndicatorKind(StrEnum):
    """The nature of a number; decides chart type, bounds and whether a line may join it."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    RATIO = "ratio"
    SHARE = "share"
    STOCK = "stock"
    COUNT = "count"
    AMOUNT = "amount"
    TARGET = "target"


class Unit(StrEnum):
    """UNIT_MEASURE of the contract."""

    USD = "USD"
    RUB = "RUB"
    EUR = "EUR"
    KGS = "KGS"
    PERCENT = "percent"
    RATIO = "ratio"
    COUNT = "count"
    TONNES = "tonnes"
    CUBIC_METRES = "m3"


CURRENCIES = (Unit.USD, Unit.RUB, Unit.EUR, Unit.KGS)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One code of the code list. `family` groups codes that constrain each other; `position` is the list's order."""

    code: str
    label: str
    kind: IndicatorKind
    unit: Unit
    family: str
    direction: str
    position: int

    @property
    def is_symmetric(self) -> bool:
        """True where both areas play one part, as in turnover: there is only one direction to draw."""
        return self.direction.startswith(SYMMETRIC)

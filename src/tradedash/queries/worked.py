"""The arithmetic of a derived value, written out with the numbers as they were printed: "4.1 ÷ 1.136"."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tradedash.domain.indicator import Unit
from tradedash.formatting import MINUS, amount_text, hedge_text, number_text, unit_text, value_text, with_unit
from tradedash.frames import FigureRow
from tradedash.reasoning.derive import Method

_SIGNS = {
    Method.BASE_OF_GROWTH: "÷",
    Method.AFTER_GROWTH: "×",
    Method.GROWTH: "÷",
    Method.SUM: "+",
    Method.PART: "÷",
}


def arithmetic(method: Method, inputs: Sequence[FigureRow], result: str) -> str:
    """Return the sum, product or quotient of two figures; a growth of +13.6 % is the factor 1.136.

    Numbers stand without their unit where it is the one that `result` ends in.
    """
    first, second = inputs
    sign = _SIGNS[method]
    if method in (Method.BASE_OF_GROWTH, Method.AFTER_GROWTH):
        level = value_text(first) if result.endswith(f" {unit_text(first)}") else with_unit(first)
        return f"{level} {sign} {_factor(second)}"
    alike = unit_text(first) == unit_text(second)
    numbers = [value_text(row) if alike else with_unit(row) for row in inputs]
    return f"{f' {sign} '.join(numbers)}{f' {MINUS} 1' if method is Method.GROWTH else ''}"


def total(value: Fraction | None, inputs: Sequence[FigureRow]) -> str:
    """Return an exact sum counted as its parts are: "2,504 mn USD"; nothing where they are counted differently."""
    size = inputs[0].unit_mult
    if value is None or len({unit_text(row) for row in inputs}) > 1:
        return ""
    places = max(len(row.obs_value.partition(".")[2]) for row in inputs)
    return f"{amount_text(value, size, places)} {unit_text(inputs[0])}".strip()


def _factor(growth: FigureRow) -> str:
    if growth.unit_measure != Unit.PERCENT:
        return value_text(growth)
    factor = number_text(format(1 + Decimal(growth.obs_value) / 100, "f"))
    return f"{hedge_text(growth.qualifier)} {factor}".strip()

"""Exact numbers: the digits as printed, never a float. "4.10" is not "4.1"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tradedash.domain.errors import BadValue

#: ASCII only. No sign but minus, no leading zeros, at most 18 digits: what a 64-bit integer holds exactly.
_PRINTED = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,6}))?")
_MOST_DIGITS = 18
UNIT_MULTIPLIERS = (0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`digits` / 10^`scale` × 10^`unit_mult`: the printed number as integers."""

    digits: int
    scale: int
    unit_mult: int

    @classmethod
    def parse(cls, printed: object, unit_mult: int = 0, field: str = "value") -> "Quantity":
        """Read digits as printed with a decimal point ("4.10") and a power of ten.

        Raises: BadValue for anything but `-?digits[.digits]`, or an unknown power.
        """
        if not isinstance(printed, str) or not (found := _PRINTED.fullmatch(printed)):
            raise BadValue("Write the number in digits with a decimal point, for example 4.1.", field)
        digits = int(printed.replace(".", ""))
        if len(str(abs(digits))) > _MOST_DIGITS:
            raise BadValue(f"Give at most {_MOST_DIGITS} digits.", field)
        if digits == 0 and printed.startswith("-"):
            raise BadValue("Write zero without a minus sign.", field)
        if type(unit_mult) is not int or unit_mult not in UNIT_MULTIPLIERS:  # True is 1, and nobody's power
            raise BadValue("Choose the multiplier from the list, for example million.", "unit_mult")
        return cls(digits, len(found.group(1) or ""), unit_mult)

    @property
    def printed(self) -> str:
        """The digits as printed: the `obs_value` of the contract."""
        sign, text = ("-" if self.digits < 0 else ""), str(abs(self.digits)).rjust(self.scale + 1, "0")
        return sign + (f"{text[: -self.scale]}.{text[-self.scale :]}" if self.scale else text)

    @property
    def exact(self) -> Fraction:
        """The number itself, multiplier applied."""
        return Fraction(self.digits * 10**self.unit_mult, 10**self.scale)

    @property
    def value(self) -> Decimal:
        """The number itself as a decimal without exponent: 4.1 × 10^9 is 4100000000."""
        return plain_decimal(self.exact)

    def last_digit(self, *, zeros_count: bool) -> Fraction:
        """Return what one step of the last printed digit is worth, in units of `exact`.

        The trailing zeros of a whole number ("1800") are digits only where `zeros_count`.
        """
        zeros = 0
        if not zeros_count and self.scale == 0 and self.digits:
            text = str(abs(self.digits))
            zeros = len(text) - len(text.rstrip("0"))
        return Fraction(10) ** (self.unit_mult - self.scale + zeros)


def plain_decimal(number: Fraction) -> Decimal:
    """Return a fraction whose denominator has only 2 and 5 as a decimal without exponent or trailing zeros.

    Raises: ArithmeticError if the fraction has no finite decimal form.
    """
    numerator, denominator, places = number.numerator, number.denominator, 0
    while denominator != 1:
        if 10**places % number.denominator == 0:
            break
        places += 1
        if places > 60:
            raise ArithmeticError(f"{number} has no finite decimal form")
    scaled = numerator * 10**places // denominator
    text = str(abs(scaled)).rjust(places + 1, "0")
    whole, part = (text[:-places], text[-places:].rstrip("0")) if places else (text, "")
    return Decimal(("-" if scaled < 0 else "") + whole + (f".{part}" if part else ""))

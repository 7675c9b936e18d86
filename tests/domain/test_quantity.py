"""Exact numbers: what is printed is what is kept."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.quantity import UNIT_MULTIPLIERS, Quantity, plain_decimal

QUANTITIES = st.builds(
    Quantity, st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6), st.sampled_from(UNIT_MULTIPLIERS)
)


@pytest.mark.parametrize(
    "printed", ["4.1", "4.10", "0", "0.5", "-31", "-0.25", "676.540", "123456789012345", "0.000001"]
)
def test_the_digits_are_kept_as_printed(printed):
    assert Quantity.parse(printed).printed == printed


def test_a_trailing_zero_makes_another_number_of_digits():
    assert Quantity.parse("4.1") != Quantity.parse("4.10")
    assert Quantity.parse("4.1").exact == Quantity.parse("4.10").exact


def test_the_multiplier_is_applied_exactly():
    assert Quantity.parse("4.1", 9).value == Decimal("4100000000")
    assert Quantity.parse("60", 8).exact == 6_000_000_000
    assert Quantity.parse("12345678901234.89").value == Decimal("12345678901234.89")
    assert str(Quantity.parse("1.50", 3).value) == "1500"


@pytest.mark.parametrize(
    "value",
    [
        "", " 4.1", "4.1 ", "+4.1", "-0", "-0.0", "--1", "4.", ".5", "4,1", "1 234", "1_000", "1e3", "0x10",
        "NaN", "Infinity",
        "007", "00.5", "4.1.1", "١٢٣", "４.１", "1234567890123456", "0.1234567", "9" * 400, "4.1\n", None, True,
        4, 4.1, [], {},
    ],
)  # fmt: skip
def test_nothing_but_ascii_digits_with_a_point_is_a_number(value: Any):
    with pytest.raises(BadValue) as error:
        Quantity.parse(value)
    assert error.value.field == "value"


def test_at_most_eighteen_digits_fit():
    assert Quantity.parse("123456789012.345678").digits == 123456789012345678
    with pytest.raises(BadValue, match="at most 18 digits"):
        Quantity.parse("1234567890123.456789")


@pytest.mark.parametrize("power", [-1, 1, 13, 99, True, False, 9.0, "9", None])
def test_an_unknown_multiplier_is_refused(power: Any):
    with pytest.raises(BadValue) as error:
        Quantity.parse("4.1", power)
    assert error.value.field == "unit_mult"


@pytest.mark.parametrize(
    ("printed", "power", "counted", "step"),
    [
        ("4.1", 9, False, 100_000_000),
        ("4.10", 9, False, 10_000_000),
        ("1800", 0, False, 100),
        ("1800", 0, True, 1),
        ("110", 6, False, 10_000_000),
        ("105", 0, False, 1),
        ("10", 9, False, 10_000_000_000),
        ("0", 0, False, 1),
        ("13.0", 0, False, Fraction(1, 10)),
        ("-20", 0, True, 1),
    ],
)
def test_the_last_digit_is_worth_what_was_printed(printed, power, counted, step):
    assert Quantity.parse(printed, power).last_digit(zeros_count=counted) == step


@given(QUANTITIES)
def test_any_number_reads_back_from_its_digits(quantity):
    if len(quantity.printed.lstrip("-").partition(".")[0]) > 15:
        return
    assert Quantity.parse(quantity.printed, quantity.unit_mult) == quantity


@given(QUANTITIES)
def test_the_decimal_is_the_fraction_and_never_has_an_exponent(quantity):
    assert Fraction(quantity.value) == quantity.exact
    assert "E" not in str(quantity.value)


@given(st.text(alphabet="0123456789.-+eE, ", max_size=25))
def test_any_text_reads_back_as_it_was_or_is_refused(text):
    try:
        quantity = Quantity.parse(text)
    except BadValue:
        return
    assert quantity.printed == text


def test_a_fraction_without_an_end_is_no_decimal():
    with pytest.raises(ArithmeticError):
        plain_decimal(Fraction(1, 3))
    assert plain_decimal(Fraction(-1, 8)) == Decimal("-0.125")
    assert str(plain_decimal(Fraction(0))) == "0"

"""How figures become words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tradedash.domain.economy import Economy, EconomyKind
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.formatting import (
    axis_number,
    basis_text,
    basis_word,
    bounds_text,
    count_text,
    day_text,
    listed,
    measured_text,
    number_text,
    period_text,
    short_name,
    size_text,
    unit_text,
    value_text,
    with_unit,
)
from tradedash.frames import COLUMNS, FigureRow


def row(**facts: Any) -> FigureRow:
    """A figure of which only the named columns matter."""
    blank = dict.fromkeys(COLUMNS)
    return FigureRow(**{**blank, "unit_mult": 9, "unit_measure": "USD", "qualifier": "exact", "flags": "", **facts})


def test_digits_stay_as_printed() -> None:
    assert value_text(row(obs_value="4.10")) == "4.10"
    assert value_text(row(obs_value="4.1")) == "4.1"


@pytest.mark.parametrize(
    ("printed", "signed", "words"),
    [
        ("1800", False, "1,800"),
        ("999999", False, "999,999"),
        ("1000000", False, "1,000,000"),
        ("-20", False, "−20"),
        ("13.6", True, "+13.6"),
        ("0", True, "0"),
        ("0.00", True, "0.00"),
        ("-0.5", True, "−0.5"),
    ],
)
def test_numbers_have_commas_and_a_true_minus(printed: str, signed: bool, words: str) -> None:
    assert number_text(printed, signed=signed) == words


def test_a_hedge_stands_in_words_before_the_number() -> None:
    assert value_text(row(obs_value="3.5", qualifier="nearly")) == "almost 3.5"
    assert value_text(row(obs_value="2", qualifier="about over")) == "about, over 2"


@pytest.mark.parametrize(
    ("printed", "unit_mult", "words"),
    [
        ("20", 8, "2 bn USD"),
        ("60", 8, "6 bn USD"),
        ("15", 8, "1.5 bn USD"),
        ("1.20", 8, "120 mn USD"),
        ("3", 4, "30 thousand USD"),
        ("2.50", 10, "25.0 bn USD"),
    ],
)
def test_sizes_that_english_does_not_count_in_are_told_in_one_that_it_does(
    printed: str, unit_mult: int, words: str
) -> None:
    value = Decimal(printed) * 10**unit_mult
    assert with_unit(row(obs_value=printed, unit_mult=unit_mult, value=value)) == words


def test_units_name_the_size_they_are_counted_in() -> None:
    assert unit_text(row()) == "bn USD"
    assert unit_text(row(unit_mult=3, unit_measure="count")) == "thousand"
    assert with_unit(row(obs_value="3.16", qualifier="over")) == "over 3.16 bn USD"
    assert with_unit(row(obs_value="97", unit_mult=0, unit_measure="percent", qualifier="about")) == "about 97\u202f%"
    assert with_unit(row(obs_value="1800", unit_mult=0, unit_measure="count")) == "1,800"


@pytest.mark.parametrize(
    ("qualifier", "value", "lower", "upper", "words"),
    [
        ("exact", "4.1", "4.05", "4.15", "4.05–4.15"),
        ("over", "3", "3", None, "above 3"),
        ("nearly", "4", "3.6", "4", "3.6 to below 4"),
        ("at_least", "2", "2", None, "2 or more"),
        ("up_to", "5", "0", "5", "0–5"),
        ("about over", "2", "2", "2.1", "above 2 to 2.1"),
    ],
)
def test_bounds_say_which_ends_are_open(
    qualifier: str, value: str, lower: str | None, upper: str | None, words: str
) -> None:
    billions = {name: Decimal(end) * 10**9 for name, end in (("lower", lower), ("upper", upper)) if end}
    figure = row(qualifier=qualifier, value=Decimal(value) * 10**9, **billions)
    assert bounds_text(figure) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024", "2024"),
        ("2023-H1", "Jan–Jun 2023"),
        ("2023-H2", "Jul–Dec 2023"),
        ("2017-Q1", "Q1 2017"),
        ("2025-11", "Nov 2025"),
        ("2025-11-26", "26 Nov 2025"),
        ("2025-01/2025-11", "Jan–Nov 2025"),
        ("2012/2019", "2012–2019"),
        ("2001-03/2002-04", "Mar 2001–Apr 2002"),
        ("unstated", "no period named"),
        (None, "no period named"),
    ],
)
def test_periods_in_words(code: str | None, words: str) -> None:
    assert period_text(code) == words


def test_a_day_that_is_not_known_is_said_in_full() -> None:
    assert day_text(date(2023, 10, 12)) == "12 Oct 2023"
    assert day_text(None) == "date not known"


def test_a_basis_is_named_by_whose_statistics_it_is() -> None:
    economies = {
        "AA": Economy("AA", "Aland", "Alandic", EconomyKind.ECONOMY),
        "ORG": Economy("ORG", "An organisation", "", EconomyKind.ORGANISATION),
        "unstated": Economy("unstated", "not stated", "", EconomyKind.UNSTATED),
    }
    assert basis_text(economies, "AA") == "Alandic statistics"
    assert basis_text(economies, "ORG") == "An organisation statistics"
    assert basis_text(economies, "unstated") == "Basis not stated"
    assert basis_word(economies, "AA") == "Alandic"
    assert basis_word(economies, "ORG") == "ORG"


def test_counts_lists_and_names() -> None:
    assert count_text(1, "print") == "1 print"
    assert count_text(1889561, "figure") == "1,889,561 figures"
    assert count_text(2, "economy", "economies") == "2 economies"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert short_name("Vladimir Putin") == "V. Putin"
    assert short_name("National Statistical Committee of Kyrgyzstan") == "National Statistical Committee of Kyrgyzstan"
    assert short_name(None) == ""


def test_axis_numbers_have_no_trailing_zeros() -> None:
    assert axis_number(4.5e9, 9) == "4.5"
    assert axis_number(0.0, 9) == "0"
    assert axis_number(-20.0, 0) == "−20"
    assert size_text(9, "USD") == "bn USD"
    assert size_text(0, "percent") == "%"


@pytest.mark.parametrize(
    ("label", "direction", "words"),
    [
        ("Exports", "ref_area exports to counterpart_area", "Exports (Aland to Beland)"),
        ("Imports", "ref_area imports from counterpart_area", "Imports (Aland from Beland)"),
        ("Investment", "ref_area invests in counterpart_area", "Investment (Aland in Beland)"),
        ("Companies of ref_area", "in counterpart_area", "Companies of Aland"),
        ("Turnover", "symmetric; written in the pair's canonical order", "Turnover"),
    ],
)
def test_what_is_measured_is_told_with_its_direction(label: str, direction: str, words: str) -> None:
    measured = Indicator("code", label, IndicatorKind.LEVEL, Unit.USD, "", direction, 1)
    assert measured_text(measured, "Aland", "Beland") == words

"""A third is not 33.3 %: a fraction said in words is wide, whatever decimals were stored for it."""

from fractions import Fraction

import pytest

from tradedash.domain.hedges import Bounds, Qualifier, bounds, is_fraction_word
from tradedash.domain.quantity import Quantity


@pytest.mark.parametrize(
    "phrase",
    ["representing one-third of all foreign enterprises", "почти одна четверть всей торговли", "mehr als die Hälfte"],
)
def test_a_fraction_is_known_by_its_words(phrase: str) -> None:
    assert is_fraction_word(phrase, ["in_words"], "percent")


@pytest.mark.parametrize(
    "phrase",
    [
        "twenty percent",
        "двадцать процентов",
        "yüzde yirmi",
        "1/3 of exports",
        "veinte por ciento",
        "百分之二十",
        "٢٠ من",
    ],
)
def test_a_percentage_in_words_is_a_number(phrase: str) -> None:
    assert not is_fraction_word(phrase, ["in_words"], "percent")


def test_only_percentages_printed_in_words_are_asked() -> None:
    assert not is_fraction_word("a third", [], "percent")
    assert not is_fraction_word("two billion", ["in_words"], "USD")


def test_a_fraction_in_words_is_ten_percent_wide_each_way() -> None:
    third = bounds(Quantity.parse("33.3"), [Qualifier.EXACT], unit="percent", kind="share", fraction_word=True)
    assert third == Bounds(Fraction("29.97"), Fraction("36.63"))


def test_nearly_a_quarter_stays_nearly() -> None:
    quarter = bounds(Quantity.parse("25"), [Qualifier.NEARLY], unit="percent", kind="share", fraction_word=True)
    assert quarter == Bounds(Fraction("22.5"), Fraction(25), False, True)


def test_doubled_as_a_percentage_is_half_the_base_wide_each_way() -> None:
    doubled = bounds(Quantity.parse("100"), [Qualifier.EXACT], unit="percent", kind="growth", fraction_word=True)
    assert doubled == Bounds(Fraction(50), Fraction(150))

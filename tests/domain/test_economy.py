"""Economies, pairs of them, and whose statistics a basis is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.economy import UNSTATED_BASIS, Economy, EconomyKind, Pair
from tradedash.domain.errors import BadValue


def test_a_pair_is_read_in_the_order_it_is_written():
    pair = Pair.parse(" ru-kg ")
    assert (pair.first, pair.second, pair.code) == ("RU", "KG", "RU-KG")
    assert Pair.parse("SUHH-BLX").code == "SUHH-BLX"


@pytest.mark.parametrize(
    "text",
    ["", "RU", "RU-RU", "RU–KG", "RU-KG-KZ", "R-KG", "RU KG", "12-34", "РУ-КГ", "RU-KG" * 9, "unstated-RU", "ß-RU\n-"],
)
def test_what_is_not_two_different_codes_is_refused(text):
    with pytest.raises(BadValue) as error:
        Pair.parse(text)
    assert error.value.field == "pair"


def test_a_pair_has_its_figures_in_both_directions():
    pair = Pair("RU", "KG")
    assert pair.has("RU", "KG")
    assert pair.has("KG", "RU")
    assert not pair.has("RU", "KZ")
    assert not pair.has("RU", "RU")


@pytest.mark.parametrize(
    ("economy", "words"),
    [
        (Economy("RU", "Russia", "Russian", EconomyKind.ECONOMY), "Russian statistics"),
        (Economy("XX", "Nowhere", "", EconomyKind.ECONOMY), "Nowhere statistics"),
        (Economy("EEC", "Eurasian Economic Commission", "EEC", EconomyKind.ORGANISATION), "EEC statistics"),
        (Economy(UNSTATED_BASIS, "Not stated", "", EconomyKind.UNSTATED), "Basis not stated"),
    ],
)
def test_a_basis_is_named_in_words(economy, words):
    assert economy.statistics == words


@given(st.text(max_size=25))
def test_any_text_is_a_pair_or_bad_advice(text):
    try:
        pair = Pair.parse(text)
    except BadValue:
        return
    assert Pair.parse(pair.code) == pair
    assert pair.code.isascii()

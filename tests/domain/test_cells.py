"""Cells that look like formulas are marked, and every mark comes off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.cells import harmless, optional_cell, optional_text, restored

FORMULA_STARTS = ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
SPACES = ["", " ", "\u00a0", "\ufeff", "\u200b", " \u00a0\u2003"]
HOSTILE = st.text(alphabet=["'", *FORMULA_STARTS, *SPACES[1:5], "1", ".", "x", "0"], max_size=8)


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("space", SPACES)
def test_text_that_starts_a_formula_is_marked(space: str, start: str) -> None:
    assert harmless(f"{space}{start}1+1") == f"'{space}{start}1+1"


@pytest.mark.parametrize("text", ["-10.4", "-31", "0", "4.10", "1800"])
def test_a_plain_number_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", ["", "more than $4 bn", "'im Jahr' + 2025", "17 %", "x\n=1+1", "’=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_an_apostrophe_before_a_formula_is_marked_too() -> None:
    assert harmless("'=1+1") == "''=1+1"
    assert restored("''=1+1") == "'=1+1"


def test_an_apostrophe_that_marks_nothing_stays() -> None:
    assert restored("'im letzten Jahr' + 2025") == "'im letzten Jahr' + 2025"
    assert restored("'-10.4") == "'-10.4"


@given(st.one_of(HOSTILE, st.text()))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert restored(harmless(text)) == text


@given(HOSTILE, HOSTILE)
def test_two_texts_never_share_a_cell(one: str, other: str) -> None:
    assert (harmless(one) == harmless(other)) == (one == other)


@given(st.none() | st.text(alphabet="'=-x 1\n", max_size=6))
def test_a_missing_text_and_an_empty_one_are_told_apart(text):
    cell = optional_cell(text)
    assert optional_text(cell) == text
    assert (cell == "") is (text is None)

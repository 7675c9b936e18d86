"""Intervals on a number line: the gap, open ends, and numbers that stay on the drawing."""

from fractions import Fraction

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words

from tradedash.components.number_line import WIDTH, Interval, gap_between, number_line
from tradedash.domain.hedges import Bounds

THIS = Interval("2.9, A", Bounds(Fraction(285), Fraction(295)), Fraction(290), "b-second")
OVER = Interval("over 3, B", Bounds(Fraction(300), None, lower_open=True), Fraction(300), "b-second")
LEFT = Interval("the others leave", Bounds(Fraction(270), Fraction(279)), None, "b-second")


def test_the_gap_lies_between_the_intervals():
    assert gap_between([THIS, OVER]) == (295, 300)
    assert gap_between([THIS, LEFT]) == (279, 285)
    touching = Interval("", Bounds(None, Fraction(300), upper_open=True), Fraction(300))
    assert gap_between([OVER, touching]) is None
    assert gap_between([THIS, THIS]) is None


def test_it_is_drawn_in_wash_between_its_ends_and_the_axis_names_its_unit():
    drawn = number_line([THIS, OVER], 2, "hundred USD", label="why")
    [gap] = with_attribute(drawn, "className", "gap")
    x, width = attribute(gap, "x"), attribute(gap, "width")
    whiskers = [attribute(one, "d") for one in of_type(drawn, "Path") if attribute(one, "className") == "whisker"]
    assert f"H{x}" in whiskers[0]
    assert whiskers[1].startswith(f"M{round(x + width, 1)},")
    texts = [words(one) for one in of_type(drawn, "Text")]
    assert {"2.9, A", "over 3, B", "hundred USD", "3"} <= set(texts)


def test_an_exact_number_is_a_mark_a_hedged_one_a_tick_and_a_computed_one_hollow():
    drawn = number_line([THIS, OVER, LEFT], 0, "USD", label="why")
    assert [attribute(one, "className") for one in of_type(drawn, "Rect")] == ["gap", "solid", "hollow"]
    assert len([one for one in of_type(drawn, "Path") if attribute(one, "className") == "tick"]) == 1


@pytest.mark.parametrize("value", [0, 7, -31])
def test_a_single_value_still_has_a_scale(value):
    one = Interval("x", Bounds(Fraction(value), Fraction(value)), Fraction(value))
    for mark in of_type(number_line([one], 0, "", label="x"), "Circle"):
        assert 0 < attribute(mark, "cx") < WIDTH

"""The small drawings of the cards."""

from decimal import Decimal
from itertools import pairwise

from tests.components.trees import attribute, elements, of_type, words
from tests.fixtures.rows import row

from tradedash.components.strip import WIDTH, print_strip, value_strip


def test_there_is_one_tick_for_each_print_and_a_count_for_each_statement():
    strip = print_strip([1, 11, 5])
    assert len(of_type(strip, "Rect")) == 17
    assert [words(text) for text in of_type(strip, "Text")] == ["11", "5", "1"]
    assert attribute(strip, "aria-label") == "Prints per statement: 11, 5, 1"


def test_many_prints_are_drawn_narrower_and_stay_inside():
    strip = print_strip([200, 40])
    ends = [attribute(tick, "x") + attribute(tick, "width") for tick in of_type(strip, "Rect")]
    assert len(ends) == 240
    assert max(ends) <= WIDTH


def test_values_stand_in_order_with_the_headline_large():
    low = row("f1", obs_value="3.2", value=Decimal("3200000000"))
    high = row("f2", obs_value="3.9", value=Decimal("3900000000"))
    strip = value_strip([low, high], signed=False, square=False)
    first, second = of_type(strip, "Circle")
    assert attribute(first, "cx") < attribute(second, "cx")
    assert attribute(first, "r") > attribute(second, "r")
    assert [words(text) for text in of_type(strip, "Text")] == ["3.2", "3.9"]


def test_labels_never_cover_each_other():
    rows = [row(f"f{n}", obs_value=f"3.{n}", value=Decimal(f"3.{n}") * 10**9) for n in range(1, 9)]
    texts = of_type(value_strip(rows, signed=False, square=True), "Text")
    places = sorted((attribute(text, "x"), len(words(text)) * 6.6) for text in texts)
    gaps = [right - left - width for (left, width), (right, _) in pairwise(places)]
    assert all(gap >= -0.2 for gap in gaps)


def test_equal_values_do_not_divide_by_zero():
    assert list(elements(value_strip([row("f1"), row("f2")], signed=False, square=False)))

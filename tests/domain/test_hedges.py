"""Bounds: what interval a printed number allows under policy version 1."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.hedges import (
    EVERYTHING,
    POLICY_VERSION,
    Bounds,
    Flag,
    Qualifier,
    bounds,
    parse_flags,
    parse_qualifiers,
)
from tradedash.domain.quantity import Quantity

KINDS = ["level", "growth", "change", "ratio", "share", "stock", "count", "amount", "target"]


def interval(printed: str, *words: str, power: int = 0, unit: str = "USD", kind: str = "level", **more: object) -> str:
    """Return the bounds as mathematicians write them: [a, b], (a, ∞)."""
    qualifiers = parse_qualifiers(words)
    found = bounds(Quantity.parse(printed, power), qualifiers, unit=unit, kind=kind, **more)
    left = "(" if found.lower_open or found.lower is None else "["
    right = ")" if found.upper_open or found.upper is None else "]"
    ends = [
        "-∞" if found.lower is None else f"{float(found.lower):g}",
        "∞" if found.upper is None else f"{float(found.upper):g}",
    ]
    return f"{left}{ends[0]}, {ends[1]}{right}"


def test_the_policy_has_a_version():
    assert POLICY_VERSION == 1


@pytest.mark.parametrize(
    ("printed", "words", "unit", "kind", "expected"),
    [
        ("4.1", [], "USD", "level", "[4.05, 4.15]"),
        ("4.10", [], "USD", "level", "[4.095, 4.105]"),
        ("1800", [], "count", "count", "[1750, 1850]"),
        ("1801", [], "count", "count", "[1800.5, 1801.5]"),
        ("110", [], "USD", "stock", "[105, 115]"),
        ("20", [], "percent", "growth", "[19.5, 20.5]"),
        ("13.6", [], "percent", "growth", "[13.55, 13.65]"),
        ("-20", [], "percent", "growth", "[-20.5, -19.5]"),
        ("100", [], "percent", "share", "[99.5, 100]"),
        ("0", [], "count", "count", "[0, 0.5]"),
        ("4.1", ["over"], "USD", "level", "(4.1, ∞)"),
        ("-20", ["over"], "percent", "growth", "(-∞, -20)"),
        ("90", ["over"], "percent", "share", "(90, 100]"),
        ("4", ["nearly"], "USD", "level", "[3.6, 4)"),
        ("-20", ["nearly"], "percent", "growth", "(-20, -18]"),
        ("4", ["at_least"], "USD", "level", "[4, ∞)"),
        ("4", ["up_to"], "USD", "level", "[0, 4]"),
        ("4", ["up_to"], "percent", "growth", "(-∞, 4]"),
        ("-4", ["up_to"], "percent", "growth", "[-4, ∞)"),
        ("-4", ["at_least"], "percent", "growth", "(-∞, -4]"),
    ],
)
def test_each_hedge_has_its_interval(printed, words, unit, kind, expected):
    assert interval(printed, *words, unit=unit, kind=kind) == expected


@pytest.mark.parametrize(
    ("printed", "power", "expected"),
    [
        ("97", 0, "[92.15, 100]"),
        ("4", 9, "[3.5e+09, 4.5e+09]"),
        ("2", 9, "[1.5e+09, 2.5e+09]"),
        ("16", 9, "[1.52e+10, 1.68e+10]"),
    ],
)
def test_about_is_five_percent_or_half_a_digit_whichever_is_wider(printed, power, expected):
    percent = {"unit": "percent", "kind": "share"} if power == 0 else {}
    assert interval(printed, "about", power=power, **percent) == expected


def test_hedges_of_one_figure_intersect():
    assert interval("2", "about", "over") == "(2, 2.5]"
    assert interval("1.8", "over", "up_to") != interval("1.8", "over")


@pytest.mark.parametrize("words", [("over", "nearly"), ("over", "up_to"), ("nearly", "at_least")])
def test_hedges_that_exclude_each_other_leave_nothing(words):
    found = bounds(Quantity.parse("3"), parse_qualifiers(words), unit="USD", kind="level")
    assert found.is_empty


def test_two_exact_prints_that_only_touch_do_not_contradict():
    first = bounds(Quantity.parse("3.4"), [Qualifier.EXACT], unit="USD", kind="level")
    second = bounds(Quantity.parse("3.5"), [Qualifier.EXACT], unit="USD", kind="level")
    assert not first.meet(second).is_empty
    assert first.meet(second) == Bounds(Fraction("3.45"), Fraction("3.45"))


def test_almost_a_quarter_and_twenty_two_percent_touch():
    quarter = bounds(Quantity.parse("25"), [Qualifier.NEARLY], unit="percent", kind="share", part_of_a_whole=True)
    other = bounds(Quantity.parse("22"), [Qualifier.EXACT], unit="percent", kind="share")
    assert quarter.meet(other) == Bounds(Fraction("22.5"), Fraction("22.5"))


def test_a_fraction_word_is_about_ten_percent_whatever_digits_stand_for_it():
    assert interval("33.3", unit="percent", kind="share", part_of_a_whole=True) == "[29.97, 36.63]"
    assert interval("25", "about", unit="percent", kind="share", part_of_a_whole=True) == "[22.5, 27.5]"
    assert interval("25", "over", unit="percent", kind="share", part_of_a_whole=True) == "(25, 100]"


def test_every_digit_of_a_release_counts():
    found = bounds(Quantity.parse("1800"), [Qualifier.EXACT], unit="USD", kind="level", precision=Fraction(0))
    assert (found.lower, found.upper) == (Fraction("1799.5"), Fraction("1800.5"))


def test_a_release_is_as_exact_as_the_precision_it_declares():
    found = bounds(
        Quantity.parse("2568123456"), [Qualifier.EXACT], unit="USD", kind="level", precision=Fraction(100_000)
    )
    assert (found.lower, found.upper) == (2568073456, 2568173456)
    coarse = bounds(Quantity.parse("2.6", 9), [Qualifier.EXACT], unit="USD", kind="level", precision=Fraction(1))
    assert (coarse.lower, coarse.upper) == (2_550_000_000, 2_650_000_000)


def test_a_share_above_the_whole_fits_nothing():
    assert bounds(Quantity.parse("120"), [Qualifier.EXACT], unit="percent", kind="share").is_empty


@pytest.mark.parametrize("kind", ["level", "stock", "count", "share", "ratio"])
def test_what_cannot_be_negative_starts_at_zero(kind):
    assert bounds(Quantity.parse("3"), [Qualifier.UP_TO], unit="USD", kind=kind).lower == 0


def test_qualifiers_have_a_fixed_order_and_none_is_exact():
    assert parse_qualifiers(["over", "about"]) == (Qualifier.ABOUT, Qualifier.OVER)
    assert parse_qualifiers(["over", "over", ""]) == (Qualifier.OVER,)
    assert parse_qualifiers([]) == (Qualifier.EXACT,)


def test_exact_stands_alone():
    with pytest.raises(BadValue, match="cannot stand beside a hedge"):
        parse_qualifiers(["exact", "over"])


def test_an_unknown_word_is_refused_with_the_nearest_known_one():
    with pytest.raises(UnknownName, match="Did you mean nearly") as error:
        parse_qualifiers(["nearli"])
    assert error.value.field == "qualifier"
    with pytest.raises(UnknownName) as error:
        parse_flags(["recrod"])
    assert (error.value.field, error.value.near) == ("flags", ["record"])


def test_flags_have_a_fixed_order_and_may_be_none():
    assert parse_flags(["in_words", "record"]) == (Flag.RECORD, Flag.IN_WORDS)
    assert parse_flags([]) == ()


def test_everything_has_no_ends():
    assert (EVERYTHING.lower, EVERYTHING.upper) == (None, None)
    assert not EVERYTHING.is_empty


@given(
    st.builds(Quantity, st.integers(-(10**6), 10**6), st.integers(0, 3), st.sampled_from([0, 3, 6, 9])),
    st.sampled_from(KINDS),
    st.sampled_from(["USD", "percent", "count"]),
)
def test_an_exact_number_lies_inside_its_own_bounds(quantity, kind, unit):
    if kind == "share" and quantity.exact > 100:
        return
    found = bounds(quantity, [Qualifier.EXACT], unit=unit, kind=kind)
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= quantity.exact <= found.upper
    assert not found.is_empty


@given(
    st.builds(Quantity, st.integers(1, 10**6), st.integers(0, 3), st.just(0)),
    st.sets(st.sampled_from([word for word in Qualifier if word is not Qualifier.EXACT]), min_size=1, max_size=2),
)
def test_a_rise_and_a_fall_of_the_same_size_mirror_each_other(quantity, words):
    rise = bounds(quantity, words, unit="percent", kind="growth")
    fall = bounds(Quantity(-quantity.digits, quantity.scale, 0), words, unit="percent", kind="growth")
    assert fall.lower == (None if rise.upper is None else -rise.upper)
    assert fall.upper == (None if rise.lower is None else -rise.lower)
    assert (fall.lower_open, fall.upper_open) == (rise.upper_open, rise.lower_open)


ENDS = st.none() | st.integers(-5, 5).map(Fraction)
INTERVALS = st.builds(Bounds, ENDS, ENDS, st.booleans(), st.booleans())


def holds(interval: Bounds, number: Fraction) -> bool:
    above = interval.lower is None or number > interval.lower or (number == interval.lower and not interval.lower_open)
    below = interval.upper is None or number < interval.upper or (number == interval.upper and not interval.upper_open)
    return above and below


@given(INTERVALS, INTERVALS, st.integers(-12, 12).map(lambda halves: Fraction(halves, 2)))
def test_a_number_is_in_the_meeting_exactly_if_it_is_in_both(one, other, number):
    assert holds(one.meet(other), number) == (holds(one, number) and holds(other, number))


@given(INTERVALS)
def test_an_interval_is_empty_exactly_if_it_holds_no_number(interval):
    candidates = [Fraction(quarters, 4) for quarters in range(-28, 29)]
    assert interval.is_empty == (not any(holds(interval, number) for number in candidates))

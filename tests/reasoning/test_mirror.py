"""Two sides of one trade: who is set against whom, and how far apart they are, in exact intervals."""

import random
from datetime import date
from fractions import Fraction

import pytest
from tests.reasoning.factory import PAIR, figure

from tradedash.domain.hedges import Bounds
from tradedash.reasoning.headline import Rule
from tradedash.reasoning.mirror import Flow, gap, mirrors

MILLION = 10**6


def released(indicator, value, ref_area, basis, **facts):
    """A cell of a release in millions; by default of 2021."""
    other = {"RU": "KG", "KG": "RU"}[ref_area]
    return figure(
        indicator, value, facts.pop("period", "2021"), unit_mult=6, ref_area=ref_area, counterpart_area=other,
        basis=basis, source_type="release", source=f"office-{basis}", **facts,
    )  # fmt: skip


def stated(value, basis, period="2024", **facts):
    return figure("turnover", value, period, basis=basis, **facts)


def of_flow(rows, flow, rule=Rule.PREFERRED):
    [found] = [mirror for mirror in mirrors(rows, PAIR, rule) if mirror.flow is flow]
    return found


def year(rows, flow, number):
    [found] = [one for one in of_flow(rows, flow).years if one.year == number]
    return found


def test_the_sellers_exports_stand_against_the_buyers_imports():
    rows = [released("exports", "2156", "RU", "RU"), released("imports", "1911.5", "KG", "KG")]
    found = year(rows, Flow.OUT, 2021)
    assert (found.first.value, found.second.value) == (2156 * MILLION, Fraction("1911.5") * MILLION)
    assert not of_flow(rows, Flow.BACK).years


def test_the_first_sides_imports_stand_against_the_seconds_exports():
    rows = [
        released("imports", "243", "RU", "RU", period="2020"),
        released("exports", "257.3", "KG", "KG", period="2020"),
    ]
    found = year(rows, Flow.BACK, 2020)
    assert (found.first.value, found.second.value, found.gap.value) == (
        243 * MILLION, Fraction("257.3") * MILLION, 14 * MILLION,
    )  # fmt: skip


def test_the_gap_has_the_digits_of_the_coarser_side_and_an_exact_interval():
    rows = [released("exports", "2156", "RU", "RU"), released("imports", "1911.522", "KG", "KG")]
    found = year(rows, Flow.OUT, 2021).gap
    assert (found.value, found.step) == (-244 * MILLION, MILLION)
    assert found.bounds == Bounds(Fraction("-244.9785") * MILLION, Fraction("-243.9775") * MILLION)


def test_half_a_step_is_rounded_away_from_zero_on_both_sides_of_it():
    for one, other, wanted in (("11", "13.5", 3), ("13.5", "11", -3), ("11", "11.4", 0)):
        rows = [released("exports", one, "RU", "RU"), released("imports", other, "KG", "KG")]
        assert year(rows, Flow.OUT, 2021).gap.value == wanted * MILLION


def test_the_gap_in_percent_is_of_the_mean_and_no_side_is_the_measure():
    there = [stated("4.1", "RU"), stated("3.2", "KG")]
    back = [stated("3.2", "RU"), stated("4.1", "KG")]
    one, other = year(there, Flow.TURNOVER, 2024).gap, year(back, Flow.TURNOVER, 2024).gap
    assert one.percent == Fraction(-9, 73) * 200 == -other.percent
    assert one.percent_bounds == Bounds(Fraction(-100, 730) * 200, Fraction(-80, 730) * 200)
    assert (other.percent_bounds.lower, other.percent_bounds.upper) == (
        -one.percent_bounds.upper, -one.percent_bounds.lower,
    )  # fmt: skip


def test_a_hedge_that_is_open_upwards_leaves_an_interval_and_no_point():
    found = year([stated("3.4", "RU"), stated("3", "KG", qualifier="over")], Flow.TURNOVER, 2024).gap
    assert (found.value, found.percent) == (None, None)
    assert found.bounds == Bounds(Fraction("-0.45") * 10**9, None, True, False)
    assert (found.percent_bounds.upper, found.percent_bounds.upper_open) == (200, True)
    assert found.percent_bounds.lower == Fraction(-45, 645) * 200


def test_nothing_on_either_side_is_no_gap_in_percent():
    found = gap(*(_reading("0", basis) for basis in ("RU", "KG")))
    assert (found.value, found.percent) == (0, None)


def test_the_turnover_of_a_release_is_the_sum_of_exports_and_imports():
    rows = [released("exports", "2156", "RU", "RU"), released("imports", "348", "RU", "RU")]
    first = year(rows, Flow.TURNOVER, 2021).first
    assert (first.value, first.is_derived) == (2504 * MILLION, True)
    assert first.bounds == Bounds(2503 * MILLION, 2505 * MILLION)
    assert [row.indicator for row in first.rows] == ["exports", "imports"]


def test_a_turnover_that_the_office_released_itself_is_not_added_up_again():
    rows = [
        released("exports", "2156", "RU", "RU"),
        released("imports", "348", "RU", "RU"),
        released("turnover", "2500", "RU", "RU"),
    ]
    first = year(rows, Flow.TURNOVER, 2021).first
    assert (first.value, first.is_derived) == (2500 * MILLION, False)


def test_parts_of_two_publishers_are_never_added_up():
    rows = [
        released("exports", "2156", "RU", "RU", source_publisher="One"),
        released("imports", "348", "RU", "RU", source_publisher="Another"),
    ]
    assert not of_flow(rows, Flow.TURNOVER).years


def test_a_release_stands_against_a_release_and_a_statement_against_a_statement():
    rows = [
        released("turnover", "2500", "RU", "RU", period="2024"),
        stated("4.1", "RU"),
        stated("3.2", "KG"),
    ]
    assert year(rows, Flow.TURNOVER, 2024).first.value == Fraction("4.1") * 10**9
    both = [*rows, released("turnover", "2300", "KG", "KG", period="2024")]
    found = year(both, Flow.TURNOVER, 2024)
    assert (found.first.value, found.second.value) == (2500 * MILLION, 2300 * MILLION)
    assert found.sides[0].stated.value == Fraction("4.1") * 10**9


def test_a_plain_release_goes_before_a_hedged_statement():
    rows = [
        stated("3.4", "RU"),
        stated("3", "KG", qualifier="over"),
        released("turnover", "3475.7", "KG", "KG", period="2024"),
    ]
    assert year(rows, Flow.TURNOVER, 2024).second.value == Fraction("3475.7") * MILLION


def test_a_year_with_one_side_has_no_gap_and_no_zero():
    found = year([stated("4.1", "RU")], Flow.TURNOVER, 2024)
    assert (found.second, found.gap) == (None, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"flags": "forecast"},
        {"stated_on": date(2024, 11, 26)},
    ],
)
def test_forecasts_and_years_that_had_not_ended_are_left_out_and_counted(facts):
    found = of_flow([stated("4.1", "RU", **facts), stated("3.2", "KG")], Flow.TURNOVER)
    assert ([one.first for one in found.years], found.left_out) == ([None], 1)


@pytest.mark.parametrize(
    "facts", [{"basis": "unstated"}, {"basis": "EEC"}, {"unit_measure": "RUB"}, {"period": "2024-01/2024-11"}]
)
def test_other_bases_currencies_and_parts_of_a_year_have_no_mirror(facts):
    given = {"basis": "RU", "period": "2024", **facts}
    assert not of_flow([figure("turnover", "4.1", **given)], Flow.TURNOVER).years


def test_the_headline_rule_chooses_among_the_statements_of_a_side():
    day = date
    rows = [
        stated("3.9", "KG", stated_on=day(2025, 1, 1)),
        stated("3.2", "KG", stated_on=day(2025, 6, 1)),
        stated("4.1", "RU"),
    ]
    for rule, wanted in ((Rule.FIRST, "3.9"), (Rule.LATEST, "3.2")):
        assert of_flow(rows, Flow.TURNOVER, rule).years[0].second.rows[0].obs_value == wanted


def test_the_order_of_the_rows_changes_nothing():
    rows = [
        released("exports", "2156", "RU", "RU"), released("imports", "348", "RU", "RU"),
        released("exports", "393.3", "KG", "KG"), released("imports", "1911.5", "KG", "KG"),
        stated("4.1", "RU"), stated("4.1", "RU"), stated("3.2", "KG"), stated("3.9", "KG"),
    ]  # fmt: skip
    wanted = mirrors(rows, PAIR)
    for seed in range(20):
        random.Random(seed).shuffle(rows)
        assert mirrors(rows, PAIR) == wanted


def _reading(value, basis):
    rows = [released("exports", value, "RU", "RU"), released("imports", value, "KG", "KG")]
    found = year(rows, Flow.OUT, 2021)
    return found.first if basis == "RU" else found.second

"""What two series share: headlines of one period on the same side."""

from tests.fixtures.rows import row

from tradedash.domain.economy import Pair
from tradedash.reasoning.common import common

AB, CD = Pair("AA", "BB"), Pair("CC", "DD")


def said(figure_id, basis, **facts):
    return row(figure_id, basis=basis, **{"headline": True, **facts})


def told(first, second, pairs=(AB, AB)):
    return [(one.period, one.first.figure_id, one.second.figure_id) for one in common(first, second, pairs)]


def test_headlines_of_one_period_and_basis_stand_side_by_side():
    first = [said("a", "AA"), said("b", "BB")]
    second = [said("c", "BB"), said("d", "BB", time_period="2023")]
    assert told(first, second) == [("2024", "b", "c")]


def test_of_two_pairs_the_first_economies_statistics_stand_beside_each_other():
    first = [said("a", "AA"), said("b", "BB")]
    second = [said("c", "CC"), said("u", "unstated")]
    assert told(first, second, (AB, CD)) == [("2024", "a", "c")]


def test_what_is_no_headline_or_names_no_period_has_no_equal():
    first = [said("a", "AA", headline=False), said("b", "AA", time_period="unstated", period_end=None)]
    assert told(first, first) == []

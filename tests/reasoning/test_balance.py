"""Exports less imports: an interval of one basis and one source, with its inputs."""

from fractions import Fraction

import pytest
from tests.fixtures.rows import row

from tradedash.domain.economy import Pair
from tradedash.domain.hedges import Bounds
from tradedash.reasoning.balance import balances

PAIR = Pair("AA", "BB")
MILLION = 10**6


def flow(figure_id, indicator, value, basis="AA", **facts):
    other = "BB" if basis == "AA" else "AA"
    lower, upper = (int(value) * MILLION + shift for shift in (-500_000, 500_000))
    made = {
        "indicator": indicator, "ref_area": basis, "counterpart_area": other, "basis": basis, "obs_value": value,
        "unit_mult": 6, "value": int(value) * MILLION, "lower": lower, "upper": upper, "headline": True,
    }  # fmt: skip
    return row(figure_id, **{**made, **facts})


def told(rows):
    return [(one.basis, one.year, one.value, [each.figure_id for each in (*one.exports.rows, *one.imports.rows)])
            for one in balances(rows, PAIR)]  # fmt: skip


def test_each_economy_has_its_own_balance_by_its_own_statistics():
    rows = [
        flow("x", "exports", "300"), flow("m", "imports", "100"),
        flow("y", "exports", "90", "BB"), flow("n", "imports", "310", "BB"),
    ]  # fmt: skip
    assert told(rows) == [("AA", 2024, 200 * MILLION, ["x", "m"]), ("BB", 2024, -220 * MILLION, ["y", "n"])]


def test_a_balance_is_as_wide_as_both_inputs_together():
    (one,) = balances([flow("x", "exports", "300"), flow("m", "imports", "100")], PAIR)
    assert one.bounds == Bounds(Fraction(199 * MILLION), Fraction(201 * MILLION))


def test_a_hedged_input_leaves_only_an_interval():
    rows = [flow("x", "exports", "300", qualifier="over", lower=300 * MILLION, upper=None), flow("m", "imports", "100")]
    (one,) = balances(rows, PAIR)
    assert (one.value, one.bounds.lower, one.bounds.upper) == (None, Fraction(199_500_000), None)


@pytest.mark.parametrize(
    "second",
    [
        flow("m", "imports", "100", source_type="release"),
        flow("m", "imports", "100", "BB"),
        flow("m", "imports", "100", time_period="2023", period_start="2023-01-01", period_end="2023-12-31"),
        flow("m", "imports", "100", unit_measure="RUB"),
    ],
    ids=["a release and a statement", "two bases", "two years", "two currencies"],
)
def test_what_does_not_belong_together_has_no_balance(second):
    assert told([flow("x", "exports", "300"), second]) == []


def test_releases_of_two_offices_are_not_set_off_against_each_other():
    rows = [
        flow("x", "exports", "300", source_type="release", source_publisher="Office A"),
        flow("m", "imports", "100", source_type="release", source_publisher="Office B"),
    ]
    assert told(rows) == []

"""How far it is to a target: the newest whole year of the same measure, basis by basis."""

from fractions import Fraction

from tests.fixtures.rows import row

from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.reasoning.targets import measure_of, progress, targets

BILLION = 10**9
GOAL = row("t", indicator="turnover_target", basis="unstated", value=5 * BILLION, obs_value="5", headline=True)


def year(figure_id, number, basis="AA", **facts):
    days = {"period_start": f"{number}-01-01", "period_end": f"{number}-12-31", "source_published_on": "2026-03-01"}
    return row(figure_id, **{"basis": basis, "time_period": str(number), **days, "headline": True, **facts})


def test_the_newest_whole_year_of_each_basis_is_taken_in_percent_of_the_target():
    found = progress(GOAL, [year("a", 2024), year("b", 2023), year("c", 2024, "BB")])
    assert [(one.level.figure_id, one.value) for one in found] == [("a", 82), ("c", 82)]
    assert found[0].share == Bounds(Fraction(81), Fraction(83))


def test_a_target_on_a_basis_is_measured_on_that_basis_alone():
    goal = row("t", basis="BB", value=5 * BILLION)
    assert [one.level.figure_id for one in progress(goal, [year("a", 2024), year("c", 2024, "BB")])] == ["c"]


def test_part_years_forecasts_competing_and_early_figures_do_not_count():
    rows = [
        year("part", 2025, freq="YTD"), year("forecast", 2025, flags="forecast"), year("rival", 2025, headline=False),
        year("early", 2026), year("rouble", 2025, unit_measure="RUB"),
    ]  # fmt: skip
    assert progress(GOAL, rows) == []


def test_a_hedged_year_leaves_no_point():
    (one,) = progress(GOAL, [year("a", 2024, qualifier="over", lower=4 * BILLION, upper=None)])
    assert (one.value, one.share.lower, one.share.upper) == (None, 80, None)


def test_prints_of_one_target_are_one_and_the_newest_stands_for_them():
    older = row("old", basis="unstated", value=5 * BILLION, source_published_on="2020-01-01")
    assert [one.figure_id for one in targets([older, GOAL, row("two", basis="unstated", value=2 * BILLION)])] == [
        "two",
        "t",
    ]


def test_a_target_is_for_the_first_level_of_its_family_in_its_unit():
    level, growth, target = (
        Indicator(code, code, kind, unit, family, "", 1)
        for code, kind, unit, family in (
            ("level", IndicatorKind.LEVEL, Unit.USD, "trade"),
            ("growth", IndicatorKind.GROWTH, Unit.PERCENT, "trade"),
            ("target", IndicatorKind.TARGET, Unit.USD, "trade"),
        )
    )
    assert measure_of(target, [growth, target, level]) is level
    assert measure_of(target, [growth, target]) is None
    assert measure_of(level, [level]) is None

"""What a line joins, and what it must never join."""

import pytest
from tests.charts.factory import aux, drawing, joined, row


def test_consecutive_years_of_one_basis_are_joined() -> None:
    assert joined(drawing([row("2.5", "2021"), row("3.4", "2022"), row("4.1", "2023")])) == [[2.5, 3.4, 4.1]]


def test_eleven_months_are_never_joined_to_a_year() -> None:
    assert joined(drawing([row("2.9", "2023"), row("3.2", "2024"), row("3.16", "2025-01/2025-11")])) == [[2.9, 3.2]]


def test_a_missing_year_breaks_the_line() -> None:
    years = [row("1", "2018"), row("2", "2019"), row("3", "2021"), row("4", "2022")]
    assert joined(drawing(years)) == [[1, 2], [3, 4]]


def test_a_year_between_two_gaps_is_joined_to_nothing() -> None:
    assert joined(drawing([row("1", "2018"), row("2", "2020"), row("3", "2022")])) == []


def test_bases_never_share_a_line() -> None:
    first = [row("1", "2021"), row("2", "2022")]
    second = [row("3", "2021", basis="BB"), row("4", "2022", basis="BB")]
    assert sorted(joined(drawing(first + second))) == [[1, 2], [3, 4]]


def test_a_release_is_never_joined_to_a_statement() -> None:
    released = [row(v, y, source_type="release", source_publisher="Office") for v, y in (("1", "2020"), ("2", "2021"))]
    assert joined(drawing([*released, row("3", "2022"), row("4", "2023")])) == [[1, 2], [3, 4]]


def test_releases_of_two_publishers_are_two_lines() -> None:
    rows = [
        row(v, y, source_type="release", source_publisher=p)
        for v, y, p in (("1", "2020", "A"), ("2", "2021", "A"), ("3", "2022", "B"), ("4", "2023", "B"))
    ]
    assert joined(drawing(rows)) == [[1, 2], [3, 4]]


def test_directions_never_share_a_line() -> None:
    there = [row(v, y, indicator="exports") for v, y in (("1", "2021"), ("2", "2022"))]
    back = [row("9", "2023", indicator="exports", ref_area="BB", counterpart_area="AA")]
    assert joined(drawing(there + back, "exports")) == [[1, 2]]


def test_units_never_share_a_line() -> None:
    assert joined(drawing([row("1", "2021"), row("90", "2022", unit_measure="RUB", unit_mult=9)])) == []


@pytest.mark.parametrize(
    "odd",
    [{"headline": False}, {"flags": "forecast"}, {"rank": "deprecated"}, {"status": "retracted"}],
    ids=["competing", "forecast", "deprecated", "retracted"],
)
def test_only_headlines_in_force_are_joined(odd: dict[str, object]) -> None:
    assert joined(drawing([row("1", "2021"), row("2", "2022"), row("3", "2023", **odd)])) == [[1, 2]]


def test_figures_without_a_basis_are_never_joined() -> None:
    assert joined(drawing([row("1", "2021", basis="unstated"), row("2", "2022", basis="unstated")])) == []


def test_a_year_stated_before_it_had_ended_is_joined_to_nothing() -> None:
    drawn = drawing([row("3", "2023"), row("4.1", "2024"), row("4.1", "2025", said="2025-11-26")])
    assert joined(drawn) == [[3, 4.1]]
    assert "Said before the year had ended, so joined to nothing: 4.1 bn USD (2025)." in drawn.foot


@pytest.mark.parametrize("code", ["turnover_growth", "aid", "turnover_target", "imports_to_exports"])
def test_growth_amounts_targets_and_ratios_are_never_joined(code: str) -> None:
    assert aux(drawing([row("1", "2021", indicator=code), row("2", "2022", indicator=code)], code), "line") == []


def test_dated_counts_are_joined_by_a_thin_step() -> None:
    days = [row("700", "2024-04-05", indicator="company_count"), row("1800", "2025-11-26", indicator="company_count")]
    (step,) = aux(drawing(days, "company_count"), "line")
    assert (step["y"], step["line"]["shape"], step["line"]["width"]) == ([700, 1800], "hv", 1.25)


def test_a_year_without_a_count_breaks_the_step() -> None:
    days = [row("700", "2019-04-05", indicator="company_count"), row("1800", "2025-11-26", indicator="company_count")]
    assert aux(drawing(days, "company_count"), "line") == []


def test_a_count_that_is_only_bounded_is_not_part_of_the_steps() -> None:
    rows = [
        row(v, day, hedge=hedge, indicator="company_count")
        for v, day, hedge in (("3500", "2024-10-01", "exact"), ("2500", "2025-08-14", "over"))
    ]
    assert aux(drawing(rows, "company_count"), "line") == []


def test_a_count_for_a_year_is_not_part_of_the_steps() -> None:
    rows = [row("700", "2019-04-05", indicator="company_count"), row("900", "2023", indicator="company_count")]
    assert aux(drawing(rows, "company_count"), "line") == []


def test_growth_stands_on_stems_from_a_zero_baseline() -> None:
    drawn = drawing([row("-20", "2023", indicator="turnover_growth")], "turnover_growth")
    (stem,), (ground,) = aux(drawn, "stems"), aux(drawn, "baseline")
    assert (stem["y"], ground["y"], ground["line"]["width"]) == ([0, -20, None], [0, 0], 1)


def test_a_ratio_is_measured_from_one() -> None:
    drawn = drawing([row("3", "2023", indicator="imports_to_exports")], "imports_to_exports")
    assert aux(drawn, "baseline")[0]["y"] == [1, 1]


def test_lines_steps_and_stems_cannot_be_pointed_at() -> None:
    chosen = row("2", "2022")
    drawn = drawing([row("0.1", "2021"), chosen], selected=chosen.figure_id)
    found = [trace for name in ("line", "baseline", "selected") for trace in aux(drawn, name)]
    assert [(trace["hoverinfo"], "customdata" in trace) for trace in found] == 3 * [("skip", False)]

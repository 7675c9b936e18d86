"""The two axes: where they start, how they are numbered, and years that nobody gave a figure for."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from tests.charts.factory import drawing, indicator, point, row

from tradedash.charts.scale import scale_of
from tradedash.charts.timeline import Stand, Timeline, timeline_of
from tradedash.frames import FigureRow


def axis(*rows: FigureRow, code: str = "turnover", **scene: Any) -> Any:
    return drawing(list(rows), code, **scene).figure["layout"]


def test_the_unit_stands_once_at_the_top() -> None:
    layout = axis(row("1", "2022"), row("4.1", "2024"))
    assert layout["yaxis"]["ticktext"] == ["0", "1", "2", "3", "4 bn USD"]


def test_millions_are_counted_in_millions() -> None:
    assert axis(row("300", unit_mult=6), row("100", "2023", unit_mult=6))["yaxis"]["ticktext"][-1] == "300 mn USD"


def test_growth_shows_its_sign() -> None:
    rows = [row(v, y, indicator="turnover_growth") for v, y in (("-20", "2023"), ("37", "2022"))]
    assert axis(*rows, code="turnover_growth")["yaxis"]["ticktext"] == ["−20", "0", "+20", "+40\u202f%"]


def test_a_level_may_start_above_zero_and_says_so() -> None:
    drawn = drawing([row("2", "2022"), row("4", "2024")])
    assert drawn.figure["layout"]["yaxis"]["tickvals"][0] == 2e9
    assert "The scale starts at 2 bn USD." in drawn.foot


def test_a_share_starts_at_zero_and_ends_at_a_hundred() -> None:
    rows = [row(v, "2025-11-26", indicator="national_currency_share") for v in ("88", "97")]
    ticks = axis(*rows, code="national_currency_share")["yaxis"]["tickvals"]
    assert (ticks[0], ticks[-1]) == (0, 100)


def test_an_amount_starts_at_zero() -> None:
    assert (
        axis(row("300", indicator="aid", unit_mult=6), row("280", "2023", indicator="aid", unit_mult=6), code="aid")[
            "yaxis"
        ]["tickvals"][0]
        == 0
    )


@pytest.mark.parametrize("value", ["0", "1", "-1", "999999", "1000000", "999.999"])
def test_any_single_value_has_an_axis_that_holds_it(value: str) -> None:
    one = row(value, indicator="turnover_growth")
    scale = scale_of([one], indicator("turnover_growth"), "percent", 398)
    assert scale.low < Decimal(value) < scale.high
    assert len(scale.ticks) >= 2


@pytest.mark.parametrize("pixels", [96, 280, 398])
def test_no_axis_has_more_than_seven_lines(pixels: int) -> None:
    for highest in range(1, 400):
        rows = [row(f"{highest}", indicator="turnover_growth"), row("-7", indicator="turnover_growth")]
        assert len(scale_of(rows, indicator("turnover_growth"), "percent", pixels).ticks) <= 7


def test_year_labels_stand_in_the_middle_of_their_years() -> None:
    layout = axis(row("1", "2021"), row("2", "2022"), row("3", "2023"))
    assert (layout["xaxis"]["tickvals"], layout["xaxis"]["ticktext"]) == (
        [2021.5, 2022.5, 2023.5],
        ["2021", "2022", "2023"],
    )


def test_a_phone_writes_two_digits() -> None:
    layout = axis(row("1", "2021"), row("2", "2022"), row("3", "2023"), width="phone")
    assert layout["xaxis"]["ticktext"] == ["’21", "’22", "’23"]


def test_year_bands_are_drawn_only_with_part_years() -> None:
    years, part = [row("1", "2021"), row("2", "2022")], row("3", "2023-H1")
    bands = [s for s in axis(*years, part)["shapes"] if s["type"] == "rect"]
    assert [(band["x0"], band["x1"]) for band in bands] == [(2022, 2023)]
    assert [s for s in axis(*years)["shapes"] if s["type"] == "rect"] == []


def test_a_run_of_empty_years_is_one_band_wide() -> None:
    line = timeline_of([Stand(2008, 2009, False, True), Stand(2017, 2018, False, True)], may_narrow=True)
    assert line == Timeline(2008, 2017, ((2009, 2016),))
    assert (line.at(2017.5), line.at(2008.5), line.at(2013), line.bands) == (2017.5, 2015.5, 2016.5, 3)


def test_two_empty_years_keep_their_width() -> None:
    line = timeline_of([Stand(2008, 2009, False, True), Stand(2011, 2012, False, True)], may_narrow=True)
    assert line == Timeline(2008, 2011, ())


def test_several_runs_keep_order_and_join_up() -> None:
    line = Timeline(2001, 2025, ((2002, 2005), (2008, 2011), (2013, 2016)))
    moments = [2001 + n / 10 for n in range(250)]
    places = [line.at(moment) for moment in moments]
    assert places == sorted(places)
    assert all(b - a <= 0.1001 for a, b in pairwise(places))
    assert (line.at(2001), line.at(2026)) == (line.end - line.bands, 2026)


def test_a_range_of_years_leaves_no_year_empty() -> None:
    drawn = drawing([row("3", "2005/2019"), row("4", "2020")])
    assert drawn.figure["layout"]["xaxis"]["tickvals"][0] == 2005.5


def test_narrowed_years_are_named() -> None:
    drawn = drawing([row("1", "2008"), row("2", "2017")])
    assert "Years without a figure are drawn narrow: 2009–2016." in drawn.foot
    assert "2009–<br>2016" in drawn.figure["layout"]["xaxis"]["ticktext"]


def test_stocks_keep_their_distance_in_time() -> None:
    rows = [row("700", "2009-04-05", indicator="company_count"), row("1800", "2025-11-26", indicator="company_count")]
    drawn = drawing(rows, "company_count")
    assert round(point(drawn, rows[1]).x - point(drawn, rows[0]).x) == 17


def test_the_last_day_of_a_year_belongs_to_it() -> None:
    layout = axis(row("1", "2023-12-31", indicator="company_count"), code="company_count")
    assert [text for text in layout["xaxis"]["ticktext"] if "20" in text] == ["<br>2023"]


def test_a_figure_names_no_transition_so_that_plotly_can_go_on_to_other_axes() -> None:
    assert "transition" not in drawing([row("4.1", "2024")]).figure["layout"]

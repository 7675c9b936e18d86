"""The mark grammar: shape says how sure, size says which one the rule picked, position says when."""

import pytest
from tests.charts.factory import aux, drawing, label_texts, point, row

from tradedash.charts.theme import LIGHT


def marker(value: str = "3", code: str = "turnover", **facts: object) -> dict[str, object]:
    one = row(value, indicator=code, **facts)
    return point(drawing([one], code), one).trace["marker"]


def test_a_headline_is_larger_than_a_competing_figure() -> None:
    assert (marker()["size"], marker(headline=False)["size"]) == (11, 8)


@pytest.mark.parametrize(
    ("basis", "symbol", "role"),
    [("AA", "circle", "first"), ("BB", "square", "second"), ("EEC", "diamond", "eec"), ("IMF", "triangle-up", "imf"),
     ("unstated", "cross", "unstated"), ("WB", "hexagon", "other")],
)  # fmt: skip
def test_shape_and_colour_say_whose_statistics(basis: str, symbol: str, role: str) -> None:
    look = marker(basis=basis)
    assert (look["symbol"], look["color"]) == (symbol, LIGHT[role])


def test_over_is_a_tick_with_an_arrow_of_pixels() -> None:
    one = row("3", hedge="over")
    drawn = drawing([one])
    (arrow,) = [shape for shape in drawn.figure["layout"]["shapes"] if shape["type"] == "path"]
    assert point(drawn, one).trace["marker"]["symbol"] == "line-ew-open"
    assert (arrow["ysizemode"], arrow["yanchor"], arrow["path"][:10]) == ("pixel", 3e9, "M0,0L0,20M")
    assert "error_y" not in point(drawn, one).trace


def test_the_arrow_of_a_fall_points_down() -> None:
    drawn = drawing([row("-3", hedge="over", indicator="turnover_growth")], "turnover_growth")
    assert [s["path"][:10] for s in drawn.figure["layout"]["shapes"] if s["type"] == "path"] == ["M0,0L0,-20"]


def test_nearly_is_a_tick_with_a_whisker_down_to_its_lower_bound() -> None:
    one = row("4", hedge="nearly")
    assert point(drawing([one]), one).whisker == (3.6e9, 4e9)


def test_about_is_tinted_and_has_whiskers_both_ways() -> None:
    one = row("4.10", hedge="about")
    found = point(drawing([one]), one)
    assert found.whisker == (3.895e9, 4.305e9)
    assert found.trace["marker"]["color"] == LIGHT["first-tint"]


def test_two_hedges_are_drawn_as_the_range_they_leave() -> None:
    one = row("2.0", hedge="about over")
    found = point(drawing([one]), one)
    assert (found.kind, found.whisker) == ("range", (2e9, 2.1e9))


def test_up_to_is_a_solid_mark_with_an_arrow_down() -> None:
    drawn = drawing([row("3", hedge="up_to")])
    assert [s["path"][:10] for s in drawn.figure["layout"]["shapes"] if s["type"] == "path"] == ["M0,0L0,-20"]
    assert marker("3", hedge="up_to")["symbol"] == "circle"


def test_a_release_is_small_and_solid() -> None:
    look = marker(source_type="release")
    assert (look["size"], look["color"]) == (7.2, LIGHT["first"])


def test_a_forecast_is_hollow_in_a_dashed_ring() -> None:
    drawn = drawing([row("3", flags="forecast")])
    (ring,) = [shape for shape in drawn.figure["layout"]["shapes"] if shape["type"] == "circle"]
    assert (ring["xsizemode"], ring["line"]["dash"]) == ("pixel", "2px,2px")
    assert marker("3", flags="forecast")["color"] == LIGHT["paper"]


@pytest.mark.parametrize("facts", [{"rank": "deprecated"}, {"status": "retracted"}, {"status": "superseded"}])
def test_what_is_no_longer_held_is_a_grey_cross(facts: dict[str, str]) -> None:
    look = marker(**facts)
    assert (look["symbol"], look["color"]) == ("x-thin-open", LIGHT["ink3"])


def test_a_year_stands_in_its_middle() -> None:
    one = row("3", "2024")
    assert point(drawing([one]), one).x == 2024.5


def test_two_bases_stand_on_their_sides_of_the_middle() -> None:
    first, second = row("3", "2024"), row("4", "2024", basis="BB")
    drawn = drawing([first, second])
    assert (round(point(drawn, first).x, 3), round(point(drawn, second).x, 3)) == (2024.41, 2024.59)


def test_competing_figures_stand_outwards_and_unstated_outermost() -> None:
    headline, other = row("3.0", "2024"), row("3.0", "2024", hedge="over", headline=False)
    nobody, second = row("3.0", "2024", basis="unstated"), row("3", "2024", basis="BB")
    drawn = drawing([nobody, other, second, headline])
    assert [round(point(drawn, one).x, 2) for one in (headline, other, nobody, second)] == [
        2024.41, 2024.26, 2024.11, 2024.59,
    ]  # fmt: skip


def test_many_competing_figures_stay_within_their_year() -> None:
    rows = [row(f"3.0{n}", "2024", headline=n == 0) for n in range(9)]
    drawn = drawing([*rows, row("90", "2023")])
    places = [point(drawn, one).x for one in rows]
    assert len(set(places)) == 9
    assert all(2024 < x < 2025 for x in places)


def test_marks_never_move_up_or_down() -> None:
    rows = [row(v, "2024", headline=v == "3.01") for v in ("3.01", "3.02", "3.03")]
    drawn = drawing(rows)
    assert [point(drawn, one).y for one in rows] == [3.01e9, 3.02e9, 3.03e9]


def test_equal_prints_share_one_place() -> None:
    prints = [row("4.1", "2024", headline=n == 0, statement_id=f"s{n}") for n in range(5)]
    drawn = drawing(prints)
    assert {(point(drawn, one).x, point(drawn, one).y) for one in prints} == {(2024.5, 4.1e9)}
    assert "5 prints stand at 1 marks: those that say the same coincide." not in drawn.foot
    assert "5 prints say the same and stand at one mark." in drawn.foot


@pytest.mark.parametrize(
    ("period", "months"),
    [("2025-01/2025-11", (2025.0, 2025.92)), ("2023-H1", (2023.0, 2023.5)), ("2017-Q2", (2017.25, 2017.5)),
     ("2024-H2", (2024.5, 2025.0)), ("2012/2019", (2012.0, 2020.0)), ("2018-03/2018-04", (2018.16, 2018.33))],
)  # fmt: skip
def test_a_part_of_a_year_is_a_bar_over_the_months_it_covers(period: str, months: tuple[float, float]) -> None:
    one = row("3", period)
    assert point(drawing([one]), one).months == months


def test_bars_keep_their_months_when_their_marks_give_way() -> None:
    one, other = row("3", "2024-H1"), row("3", "2024-H1", basis="BB")
    drawn = drawing([one, other])
    assert point(drawn, one).x != point(drawn, other).x
    assert point(drawn, one).months == point(drawn, other).months == (2024.0, 2024.5)


def test_a_month_stands_in_its_middle_and_a_day_on_itself() -> None:
    month, day = row("3", "2024-01"), row("9", "2024-07-02")
    drawn = drawing([month, day])
    assert [round(point(drawn, one).x, 2) for one in (month, day)] == [2024.04, 2024.5]


def test_figures_of_one_day_stand_side_by_side() -> None:
    rows = [row("97", "2025-11-26", hedge=h, indicator="national_currency_share") for h in ("about", "nearly", "exact")]
    drawn = drawing(rows, "national_currency_share")
    places = sorted(point(drawn, one).x for one in rows)
    assert len({round(x, 4) for x in places}) == 3
    assert places[-1] - places[0] < 0.2


def test_the_selected_mark_has_a_ring_of_its_own() -> None:
    one = row("3", "2024")
    (ring,) = aux(drawing([one, row("4", "2023")], selected=one.figure_id), "selected")
    assert (ring["x"], ring["y"], ring["marker"]["symbol"]) == ([2024.5], [3e9], "circle-open")
    assert "customdata" not in ring


def test_a_target_is_dotted_from_the_day_it_was_first_stated() -> None:
    later = row("5", None, said="2025-08-14", indicator="turnover_target")
    first = row("5", None, said="2023-10-12", indicator="turnover_target", headline=False)
    drawn = drawing([later, first], "turnover_target")
    (dots,) = aux(drawn, "target")
    edge = drawn.figure["layout"]["xaxis"]["range"][1]
    assert (dots["line"]["dash"], dots["line"]["color"], dots["y"]) == ("dot", LIGHT["ink2"], [5e9, 5e9])
    assert (round(dots["x"][0], 2), dots["x"][1]) == (2023.78, edge)


def test_a_target_that_names_a_year_is_a_ring_on_the_day_it_was_stated() -> None:
    one = row("5", "2030", said="2025-08-14", indicator="turnover_target")
    found = point(drawing([one], "turnover_target"), one)
    assert (found.kind, found.trace["marker"]["symbol"], round(found.x, 2)) == ("target", "circle-dot", 2025.62)


def test_a_target_stated_on_no_known_day_stands_in_the_lane() -> None:
    one = row("5", "2030", said=None, indicator="turnover_target")
    assert point(drawing([one], "turnover_target"), one).xaxis == "x2"


def test_two_hedges_of_one_sentence_are_one_range_and_each_row_is_still_a_point() -> None:
    said = {"indicator": "turnover", "source_id": "s7", "speaker": "An aide"}
    over, nearly = row("1.8", hedge="over", **said), row("2", hedge="nearly", headline=False, **said)
    drawn = drawing([over, nearly])
    low, high = point(drawn, over), point(drawn, nearly)
    assert (low.kind, high.kind, low.x == high.x) == ("range", "range", True)
    assert (low.y, high.y) == (1.8e9, 2e9)
    assert low.whisker == high.whisker == (1.8e9, 2e9)
    assert any(text.startswith("over 1.8, almost 2") for text in label_texts(drawn))


def test_hedges_of_two_sources_are_no_range() -> None:
    over, nearly = row("1.8", hedge="over", source_id="s7"), row("2", hedge="nearly", headline=False, source_id="s8")
    drawn = drawing([over, nearly])
    assert (point(drawn, over).kind, point(drawn, nearly).kind) == ("over", "nearly")


def test_hedges_of_one_source_that_do_not_meet_are_no_range() -> None:
    over = row("2.1", hedge="over", source_id="s7")
    nearly = row("2", hedge="nearly", headline=False, source_id="s7")
    drawn = drawing([over, nearly])
    assert (point(drawn, over).kind, point(drawn, nearly).kind) == ("over", "nearly")

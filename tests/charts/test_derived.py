"""Derived values on a chart: hollow, boxed, hatched or on a line of their own, and never mistaken for figures."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.charts.factory import ECONOMIES, PAIR, aux, indicator, joined, label_texts, point, points, row

from tradedash.charts.draw import Drawing, Scene, draw
from tradedash.charts.theme import LIGHT
from tradedash.domain.hedges import Bounds
from tradedash.domain.period import UNSTATED, Period
from tradedash.frames import FigureRow
from tradedash.queries.derived import Derived, Kind

BN = 10**9


def value(kind: Kind, period: str, low: str, high: str, *, inputs: Sequence[FigureRow] = (), **facts: Any) -> Derived:
    """Return a derived turnover of `AA` between two ends in billions."""
    ends = Bounds(Fraction(low) * BN, Fraction(high) * BN)
    middle = (Fraction(low) + Fraction(high)) * BN / 2 if kind in (Kind.SUM, Kind.CONVERTED) else None
    made: dict[str, Any] = {
        "kind": kind, "indicator": "turnover", "ref_area": "AA", "counterpart_area": "BB", "basis": "AA",
        "unit": "USD", "period": Period.parse(period), "base": UNSTATED, "bounds": ends, "value": middle,
        "how": "4.1 ÷ 1.136", "inputs": tuple(inputs) or (row("4.1"),), "publisher": "",
    }  # fmt: skip
    return Derived(**{**made, **facts})


def released(period: str, low: str, high: str, **facts: Any) -> Derived:
    return value(Kind.SUM, period, low, high, **{"publisher": "Office", **facts})


def with_derived(rows: Sequence[FigureRow], derived: Sequence[Derived], **scene: Any) -> Drawing:
    return draw(rows, indicator("turnover"), Scene(PAIR, ECONOMIES, "preferred", **scene), derived)


def traces(drawn: Drawing, kind: Kind) -> list[dict[str, Any]]:
    return [trace for trace in drawn.figure["data"] if trace["meta"].get("derived") == kind.value]


def test_only_figures_carry_customdata_whatever_is_derived() -> None:
    rows = [row("4.1"), row("3.4", "2022")]
    derived = [value(Kind.BY_GROWTH, "2023", "3.564", "3.655"), value(Kind.IMPLIED, "2022", "3.4", "3.41"),
               released("2022", "3.3", "3.31"), value(Kind.CONVERTED, "2023", "3.37", "3.38")]  # fmt: skip
    drawn = with_derived(rows, derived)
    assert sorted(one.figure_id for one in points(drawn)) == sorted(one.figure_id for one in rows)
    hollow = [trace for trace in drawn.figure["data"] if "derived" in trace["meta"]]
    assert sorted(key for trace in hollow for key in trace["ids"]) == sorted(one.key for one in derived)
    assert not [trace for trace in hollow if "customdata" in trace]


def test_a_level_that_nobody_stated_is_hollow_in_a_box_as_high_as_its_interval() -> None:
    drawn = with_derived([row("3.4", "2022"), row("4.1")], [value(Kind.BY_GROWTH, "2023", "3.564", "3.655")])
    (mark,) = traces(drawn, Kind.BY_GROWTH)
    assert (mark["marker"]["color"], mark["marker"]["line"]["color"]) == (LIGHT["paper"], LIGHT["first"])
    assert [round(y / BN, 4) for y in mark["y"]] == [3.6095]
    (box,) = [shape for shape in drawn.figure["layout"]["shapes"] if shape.get("fillcolor") == LIGHT["first-tint"]]
    assert (box["y0"], box["y1"], box["x1"] - box["x0"], box["xsizemode"]) == (3.564e9, 3.655e9, 26, "pixel")
    assert "3.56–3.66 derived" in label_texts(drawn)
    assert joined(drawn) == []


def test_consecutive_sums_of_one_release_are_joined_and_the_foot_says_which_line_that_is() -> None:
    sums = [released(year, "2.1", "2.11") for year in ("2019", "2020", "2022", "2023")]
    other = [released(year, "2.2", "2.21", publisher="Another office") for year in ("2020", "2021")]
    drawn = with_derived([row("2", "2018"), row("4.1")], [*sums, *other])
    lines = aux(drawn, "sums")
    assert [(len(line["x"]), line["line"]["width"]) for line in lines] == [(2, 2.25), (2, 2.25), (2, 2.25)]
    assert "Alandic to 2023, Office" in drawn.foot[0]
    assert "exports plus imports as released" in drawn.foot[0]


def test_a_stated_line_does_not_run_beside_the_line_of_a_release() -> None:
    rows = [row("2.0", "2021"), row("2.2", "2022"), row("2.4", "2023")]
    sums = [released("2021", "2.1", "2.11"), released("2022", "2.3", "2.31")]
    assert joined(with_derived(rows, sums)) == [[2.2, 2.4]]


def test_a_headline_keeps_its_value_and_gives_way_sideways_to_the_sum_at_its_place() -> None:
    stated, other = row("2.0", "2022"), row("3.0", "2022", basis="BB")
    alone = point(with_derived([stated, other], []), stated)
    beside = point(with_derived([stated, other], [released("2022", "2.0", "2.01")]), stated)
    assert beside.y == alone.y
    assert beside.x < alone.x


def test_what_all_figures_allow_is_hatched_over_the_whole_period_below_the_marks() -> None:
    drawn = with_derived([row("3.4", "2022"), row("4.1")], [value(Kind.IMPLIED, "2022", "3.38", "3.42")])
    (band,) = traces(drawn, Kind.IMPLIED)
    assert (band["type"], band["marker"]["pattern"]["shape"], band["marker"]["color"]) == (
        "bar", "/", LIGHT["first-faint"],
    )  # fmt: skip
    assert (round(band["x"][0], 2), round(band["width"][0], 2)) == (2022.5, 1.0)
    assert (band["base"][0] <= 3.38e9, band["base"][0] + band["y"][0] >= 3.42e9) == (True, True)
    assert drawn.figure["data"].index(band) == 0
    assert drawn.figure["layout"]["barmode"] == "overlay"


def test_what_is_open_at_one_end_or_of_no_stated_basis_is_left_to_the_table() -> None:
    level = value(Kind.BY_GROWTH, "2023", "3.5", "3.6")
    half_open = replace(level, bounds=Bounds(Fraction(3), None, True, False))
    nobody = value(Kind.BY_GROWTH, "2023", "3.5", "3.6", basis="unstated")
    assert traces(with_derived([row("4.1"), row("3", "2022")], [half_open, nobody]), Kind.BY_GROWTH) == []


def test_where_a_release_tells_the_level_no_level_is_derived_from_a_growth() -> None:
    derived = [value(Kind.BY_GROWTH, "2023", "3.5", "3.6"), released("2023", "3.55", "3.56")]
    drawn = with_derived([row("4.1"), row("3", "2022")], derived)
    assert (traces(drawn, Kind.BY_GROWTH), len(traces(drawn, Kind.SUM))) == ([], 1)


def test_sums_before_the_first_stated_figure_are_drawn_only_on_request() -> None:
    sums = [released(year, "1.1", "1.11") for year in ("1994", "1995", "2023")]
    short, whole = (with_derived([row("3", "2022"), row("4.1")], sums, whole=whole) for whole in (False, True))
    assert [len(traces(drawn, Kind.SUM)[0]["x"]) for drawn in (short, whole)] == [1, 3]
    assert "1994" not in short.title + short.subtitle


def test_a_converted_amount_is_marked_as_such_beside_its_own_panel() -> None:
    roubles = row("285", "2023", unit_measure="RUB", unit_mult=9)
    drawn = with_derived([roubles, row("4.1")], [value(Kind.CONVERTED, "2023", "3.374", "3.385", inputs=[roubles])])
    (mark,) = traces(drawn, Kind.CONVERTED)
    assert (mark["marker"]["symbol"], mark["yaxis"]) == ("circle-dot", "y")
    assert point(drawn, roubles).yaxis == "y2"
    assert "3.38 converted" in label_texts(drawn)
    assert "converted" in mark["hovertext"][0]


def test_hostile_words_of_an_input_are_no_markup() -> None:
    source = row("4.1", source_publisher="<b>Bold</b>")
    drawn = with_derived([row("4.1"), row("3", "2022")], [value(Kind.BY_GROWTH, "2023", "3.5", "3.6", inputs=[source])])
    assert "&lt;b&gt;Bold" in traces(drawn, Kind.BY_GROWTH)[0]["hovertext"][0]

"""The chart of a mirror: one panel for each flow, marks that lead to figures, gaps that stay gaps, and its words."""

import json
import re
from datetime import date

import plotly.graph_objects as go
import pytest
from tests.charts.factory import ECONOMIES, PAIR
from tests.fixtures.rows import row as plain_row

from tradedash.charts.mirror import draw_mirror
from tradedash.charts.mirror_words import (
    MirrorWords,
    gap_bounds,
    gap_text,
    percent_bounds,
    percent_text,
    reading_bounds,
    reading_text,
)
from tradedash.charts.scene import Scene
from tradedash.charts.theme import DARK_OF
from tradedash.domain.hedges import bounds, parse_qualifiers
from tradedash.domain.indicator import IndicatorKind
from tradedash.domain.quantity import Quantity
from tradedash.frames import bounds_columns
from tradedash.reasoning.mirror import Flow, mirrors

WORDS = MirrorWords(ECONOMIES, PAIR)


def cell(figure_id, indicator, value, basis, year, *, release=True, unit_mult=6, hedge="exact"):
    """A whole year's level between AA and BB on one basis."""
    quantity = Quantity.parse(value, unit_mult)
    step = quantity.last_digit(zeros_count=True) if release else None
    lower, upper = bounds_columns(
        bounds(quantity, parse_qualifiers(hedge.split()), unit="USD", kind=IndicatorKind.LEVEL, precision=step)
    )
    own, other = (basis, "AA" if basis == "BB" else "BB") if indicator != "turnover" else ("AA", "BB")
    return plain_row(
        figure_id, indicator=indicator, ref_area=own, counterpart_area=other, basis=basis, time_period=str(year),
        period_start=date(year, 1, 1), period_end=date(year, 12, 31), obs_value=value, unit_mult=unit_mult,
        value=quantity.value, lower=lower, upper=upper, qualifier=hedge, source_published_on=None,
        source_type="release" if release else "report", source_publisher=f"Office {basis}",
    )  # fmt: skip


@pytest.fixture
def rows():
    """Two years that both sides released, a year of one side, and a year that both stated."""
    return [
        cell("ax20", "exports", "1463", "AA", 2020), cell("bm20", "imports", "1319.9", "BB", 2020),
        cell("ax21", "exports", "2156", "AA", 2021), cell("bm21", "imports", "1911.522", "BB", 2021),
        cell("am21", "imports", "348", "AA", 2021), cell("bx21", "exports", "393.34", "BB", 2021),
        cell("bm23", "imports", "2182.9", "BB", 2023),
        cell("at24", "turnover", "4.1", "AA", 2024, release=False, unit_mult=9),
        cell("bt24", "turnover", "3.2", "BB", 2024, release=False, unit_mult=9),
    ]  # fmt: skip


@pytest.fixture
def found(rows):
    return mirrors(rows, PAIR)


def drawn(found, width="wide"):
    return draw_mirror(found, Scene(PAIR, ECONOMIES, "preferred", width))


def traces(drawing, aux):
    return [trace for trace in drawing.figure["data"] if trace["meta"].get("aux") == aux]


def year(found, flow, number):
    [mirror] = [one for one in found if one.flow is flow]
    [of_year] = [one for one in mirror.years if one.year == number]
    return of_year


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_every_stored_figure_is_one_mark_and_no_sum_is_any(found, rows, width):
    marks = [item[0] for trace in drawn(found, width).figure["data"] for item in trace.get("customdata", [])]
    assert sorted(marks) == sorted(row.figure_id for row in rows)


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_plotly_takes_it_and_the_dark_theme_knows_every_colour(found, width):
    figure = drawn(found, width).figure
    go.Figure(json.loads(json.dumps(figure)))
    assert set(re.findall(r"#[0-9a-f]{6}", json.dumps(figure))) <= set(DARK_OF)


def test_a_missing_year_breaks_the_line(found):
    lines = [trace["x"] for trace in traces(drawn(found), "line")]
    assert [2020, 2021] in lines
    assert not any({2021, 2023} <= set(line) for line in lines)


def test_releases_and_statements_never_share_a_line(rows):
    rows = [row for row in rows if row.figure_id != "bm23"]
    more = [cell("at22", "turnover", "3.4", "AA", 2022, release=False, unit_mult=9)]
    lines = [trace["x"] for trace in traces(drawn(mirrors([*rows, *more], PAIR)), "line")]
    assert not any(2021 in line and 2022 in line for line in lines)


def test_the_gap_is_a_shape_between_the_two_lines(found):
    of_exports = [trace for trace in traces(drawn(found), "gap") if trace["yaxis"] == "y2"]
    [wash] = of_exports
    assert wash["x"] == [2020, 2021, 2021, 2020]
    assert wash["y"] == [1463e6, 2156e6, 1911.522e6, 1319.9e6]


def test_where_the_lines_cross_the_shape_is_cut_and_hatched_for_the_higher_side():
    rows = [
        cell("a1", "exports", "100", "AA", 2020), cell("b1", "imports", "200", "BB", 2020),
        cell("a2", "exports", "300", "AA", 2021), cell("b2", "imports", "200", "BB", 2021),
    ]  # fmt: skip
    shapes = traces(drawn(mirrors(rows, PAIR)), "gap")
    assert [(shape["x"][1], shape["y"][1]) for shape in shapes] == [(2020.5, 200e6), (2021, 300e6)]
    assert len({shape["fillpattern"]["fgcolor"] for shape in shapes}) == 2


def test_a_sum_is_hollow_and_the_foot_says_so(found):
    drawing = drawn(found)
    [hollow, *_] = [trace for trace in drawing.figure["data"] if trace["name"] == "derived"]
    assert hollow["marker"]["color"] != hollow["marker"]["line"]["color"]
    assert "The turnover of a release is exports + imports: a derived value, drawn hollow." in drawing.foot


def test_the_finding_names_both_sides_and_no_side_official(found):
    drawing = drawn(found)
    assert drawing.title == "Trade turnover, 2024: Alandic statistics 4.1 bn USD, Bordurian statistics 3.2 bn USD"
    assert "Headline figures by the preferred rule" in drawing.subtitle
    assert "official" not in (drawing.title + drawing.subtitle + " ".join(drawing.foot)).lower()


def test_a_print_is_shown_as_printed_and_a_release_in_millions(found):
    of_2021, of_2024 = year(found, Flow.OUT, 2021), year(found, Flow.TURNOVER, 2024)
    assert (reading_text(of_2021.first), reading_text(of_2021.second)) == ("2,156 mn USD", "1,911.5 mn USD")
    assert (reading_bounds(of_2021.first), reading_bounds(of_2021.second)) == ("2,155.5–2,156.5", "1,911.521–1,911.523")
    assert (reading_text(of_2024.first), reading_bounds(of_2024.first)) == ("4.1 bn USD", "4.05–4.15")


def test_the_gap_in_words_has_its_interval_in_both_measures(found):
    out, whole = year(found, Flow.OUT, 2021).gap, year(found, Flow.TURNOVER, 2024).gap
    assert (gap_text(out), gap_bounds(out)) == ("−244 mn USD", "−245.0 to −243.9")
    assert (percent_text(out), percent_bounds(out)) == ("−12.0\u202f%", "−12.1 to −11.9")
    assert (gap_text(whole), gap_bounds(whole)) == ("−0.9 bn USD", "−1.00 to −0.80")
    assert (percent_text(whole), percent_bounds(whole)) == ("−25\u202f%", "−28 to −21")


def test_an_open_hedge_makes_the_gap_an_interval_in_words():
    rows = [
        cell("a", "turnover", "3.4", "AA", 2024, release=False, unit_mult=9),
        cell("b", "turnover", "3", "BB", 2024, release=False, unit_mult=9, hedge="over"),
    ]
    found = year(mirrors(rows, PAIR), Flow.TURNOVER, 2024).gap
    assert (gap_text(found), gap_bounds(found), percent_bounds(found)) == ("above −0.5 bn USD", "", "")


def test_one_side_alone_is_said_to_have_nothing_to_compare(rows):
    alone = mirrors([row for row in rows if row.basis == "AA"], PAIR)
    [out] = [one for one in alone if one.flow is Flow.OUT]
    assert WORDS.finding(out) == "Aland → Borduria: only Alandic exports, nothing to compare yet"
    assert WORDS.missing(out) == (
        "No yearly figure in dollars is stored for Bordurian imports, so there is no gap to show."
    )
    assert traces(drawn(alone), "gap") == []


def labels_of(drawing):
    return [one for one in drawing.figure["layout"]["annotations"] if one["xref"] != "paper"]


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_the_newest_value_of_each_side_stands_beside_its_mark_and_on_no_other(width):
    rows = [
        cell("a20", "turnover", "1463", "AA", 2020), cell("a21", "turnover", "2156", "AA", 2021),
        cell("b20", "turnover", "1320", "BB", 2020), cell("b21", "turnover", "1911", "BB", 2021),
        cell("b22", "turnover", "2406", "BB", 2022), cell("b23", "turnover", "2183", "BB", 2023),
    ]  # fmt: skip
    newest = {one["text"]: one for one in labels_of(drawn(mirrors(rows, PAIR), width))}
    assert newest["2.18"]["xanchor"] == "left"  # nothing is at right of it
    assert newest["2.16"]["xanchor"] != "left"  # at right the other side's line goes up


def test_a_hedged_value_stands_clear_of_its_tick():
    rows = [
        cell("a", "turnover", "3.4", "AA", 2024, release=False, unit_mult=9),
        cell("b", "turnover", "3.1", "BB", 2025, release=False, unit_mult=9, hedge="over"),
    ]
    [label] = [one for one in labels_of(drawn(mirrors(rows, PAIR))) if one["text"] == "over 3.1"]
    assert (label["xanchor"], label["xshift"]) == ("left", 12)


def test_a_phone_names_every_second_year_of_a_short_span():
    rows = [cell(f"a{at}", "turnover", "2", "AA", at, unit_mult=9) for at in (2018, 2024)]
    rows.append(cell("b", "turnover", "3", "BB", 2018, unit_mult=9))
    figure = drawn(mirrors(rows, PAIR), "phone").figure
    assert figure["layout"]["xaxis"]["ticktext"] == ["2018", "2020", "2022", "2024"]

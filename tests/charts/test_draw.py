"""The figure as a whole: row for row, panels, the lane of the undated, and hostile text."""

import json
from itertools import pairwise

import plotly.graph_objects as go
from tests.charts.factory import drawing, point, points, row

from tradedash.charts.theme import DARK_OF
from tradedash.charts.words import plotly_text


def test_every_row_is_exactly_one_point() -> None:
    rows = [
        row("4.1"), row("4.1", headline=False), row("3.16", "2025-01/2025-11", hedge="over"), row("5", None),
        row("2", "2007", flags="forecast"), row("285", "2023", unit_measure="RUB"), row("9", "2024", rank="deprecated"),
    ]  # fmt: skip
    assert sorted(one.figure_id for one in points(drawing(rows))) == sorted(one.figure_id for one in rows)


def test_an_undated_figure_never_stands_on_the_time_axis() -> None:
    dated, undated = row("3", "2024"), row("5", None)
    drawn = drawing([dated, undated])
    assert (point(drawn, dated).xaxis, point(drawn, undated).xaxis) == ("x", "x2")
    axes = drawn.figure["layout"]
    assert axes["xaxis"]["domain"][1] < axes["xaxis2"]["domain"][0]
    assert axes["xaxis2"]["ticktext"] == ["no period<br>named"]
    assert "1 figure names no period: off the time axis, at the right edge." in drawn.foot


def test_only_undated_figures_stand_side_by_side_by_the_day_known() -> None:
    rows = [
        row("22", None, said=day, indicator="national_currency_share") for day in ("2025-11-26", None, "2012-09-20")
    ]
    drawn = drawing(rows, "national_currency_share")
    late, unknown, early = (point(drawn, one).x for one in rows)
    assert early < late < unknown
    assert drawn.figure["layout"]["xaxis2"]["ticktext"] == ["20 Sep<br>2012", "26 Nov<br>2025", "date not<br>known"]
    assert "xaxis" not in drawn.figure["layout"]


def test_each_direction_has_a_panel_with_its_heading() -> None:
    there = row("2", indicator="exports")
    back = row("1", indicator="exports", ref_area="BB", counterpart_area="AA")
    drawn = drawing([back, there], "exports")
    assert (point(drawn, there).yaxis, point(drawn, back).yaxis) == ("y", "y2")
    texts = [note["text"] for note in drawn.figure["layout"]["annotations"]]
    assert {"Aland exports to Borduria", "Borduria exports to Aland"} <= set(texts)


def test_a_symmetric_figure_written_the_other_way_round_stands_in_the_same_panel() -> None:
    rows = [row("2"), row("1", "2023", ref_area="BB", counterpart_area="AA")]
    assert {one.yaxis for one in points(drawing(rows))} == {"y"}


def test_another_currency_has_a_panel_of_its_own() -> None:
    dollars, roubles = row("3"), row("285", "2023", unit_measure="RUB")
    drawn = drawing([roubles, dollars])
    assert (point(drawn, dollars).yaxis, point(drawn, roubles).yaxis) == ("y", "y2")
    assert "In RUB" in [note["text"] for note in drawn.figure["layout"]["annotations"]]
    assert "Figures in RUB have a panel of their own." in drawn.foot


def test_panels_do_not_overlap() -> None:
    rows = [row("3"), row("285", unit_measure="RUB"), row("9", unit_measure="EUR")]
    layout = drawing(rows).figure["layout"]
    domains = [layout[name]["domain"] for name in ("yaxis", "yaxis2", "yaxis3")]
    assert all(lower[1] < upper[0] for upper, lower in pairwise(domains))


def test_text_from_outside_is_never_markup() -> None:
    hostile = '<b onclick="x">A & B</b><a href="javascript:x">'
    rows = [row("3", speaker=hostile, source_publisher=hostile, basis="<i>"), row("4", None, basis="<i>")]
    figure = drawing(rows).figure
    shown = [note["text"] for note in figure["layout"]["annotations"]]
    shown += [text for trace in figure["data"] for text in (trace["name"], *trace.get("hovertext", []))]
    texts = "".join(shown).replace("<br>", "")
    assert "<" not in texts
    assert "&lt;b onclick=" in texts


def test_escaped_text_reads_as_it_was() -> None:
    assert plotly_text("A & <b>") == "A &amp; &lt;b&gt;"


def test_hover_says_value_period_basis_speaker_and_outlet() -> None:
    one = row("3.16", "2025-01/2025-11", hedge="over", speaker="A. Speaker", said="2026-02-14", headline=False)
    found = point(drawing([one]), one)
    assert found.trace["hovertext"] == [
        "over 3.16 bn USD, Jan–Nov 2025, competing<br>Alandic statistics<br>A. Speaker, 14 Feb 2026<br>News Example"
    ]
    assert found.trace["hoverinfo"] == "text"


def test_no_rows_leave_axes_and_a_sentence() -> None:
    drawn = drawing([])
    assert drawn.figure["data"] == []
    assert drawn.figure["layout"]["annotations"][0]["text"] == "No figure for these filters."
    assert drawn.title == "Trade turnover: no figure for these filters"
    go.Figure(drawn.figure)


def test_the_figure_is_plain_json_without_a_template() -> None:
    figure = drawing([row("3"), row("5", None)]).figure
    assert json.loads(json.dumps(figure)) == figure
    assert "template" not in figure["layout"]


def test_the_phone_chart_holds_the_same_rows() -> None:
    rows = [row("3", f"{year}") for year in range(1994, 2025)] + [row("5", None)]
    phone, wide = drawing(rows, width="phone"), drawing(rows)
    assert {p.figure_id for p in points(phone)} == {p.figure_id for p in points(wide)}
    assert phone.figure["layout"]["height"] == 380
    assert wide.figure["layout"]["height"] == 460


def test_drawing_twice_gives_the_same_figure() -> None:
    rows = [row("3", "2023"), row("3.1", "2023", headline=False), row("4", None), row("2", "2024-H1")]
    assert drawing(rows).figure == drawing(rows[::-1]).figure


def test_dark_repaints_every_colour_of_a_figure() -> None:
    rows = [row("3", "2023", hedge="about"), row("2", "2024-H1", basis="unstated"), row("4", None, flags="forecast")]
    text = json.dumps(drawing(rows, selected=rows[0].figure_id).figure)
    light = {text[at : at + 7] for at in range(len(text)) if text[at] == "#"}
    assert light <= set(DARK_OF)

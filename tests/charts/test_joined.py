"""Two drawings in one figure: every mark of both is there once, on axes of its own that do not overlap."""

import json
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from tests.charts.factory import drawing, row

from tradedash.charts.joined import joined

FIRST = [row("4.1"), row("5", None), row("285", "2023", unit_measure="RUB")]
SECOND = [
    row("2.1", indicator="exports"),
    row("0.3", indicator="exports", ref_area="BB", counterpart_area="AA", basis="BB"),
]


def both(across: bool) -> dict:
    first, second = drawing(FIRST, width="phone"), drawing(SECOND, "exports", width="phone")
    return joined(first.figure, second.figure, ("Turnover <b>", "Exports"), across=across)


@pytest.mark.parametrize("across", [True, False])
def test_every_figure_of_both_is_one_point_and_plotly_takes_it(across):
    figure = both(across)
    ids = [item[0] for trace in figure["data"] for item in trace.get("customdata") or []]
    assert sorted(ids) == sorted(one.figure_id for one in [*FIRST, *SECOND])
    go.Figure(json.loads(json.dumps(figure)))


@pytest.mark.parametrize("across", [True, False])
def test_every_axis_that_a_trace_or_shape_names_is_there(across):
    figure = both(across)
    axes = {name.replace("axis", "") for name in figure["layout"] if name.startswith(("xaxis", "yaxis"))}
    named = {trace[key] for trace in figure["data"] for key in ("xaxis", "yaxis")}
    placed = {
        one[key] for part in ("shapes", "annotations") for one in figure["layout"][part] for key in ("xref", "yref")
    }
    assert (named | placed) - {"paper"} <= axes
    assert {"x", "x2", "x3", "y", "y2", "y3", "y4"} <= axes


def test_side_by_side_the_second_begins_where_the_first_has_ended():
    layout = both(across=True)["layout"]
    assert max(layout["xaxis"]["domain"][1], layout["xaxis2"]["domain"][1]) < layout["xaxis3"]["domain"][0]


def test_one_below_the_other_no_two_value_axes_overlap():
    layout = both(across=False)["layout"]
    spans = sorted(layout[name]["domain"] for name in ("yaxis", "yaxis2", "yaxis3", "yaxis4"))
    assert all(lower[1] < upper[0] for lower, upper in pairwise(spans))
    assert [note["text"] for note in layout["annotations"][-2:]] == ["Turnover &lt;b&gt;", "Exports"]

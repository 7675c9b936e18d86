"""Every indicator of the seed data, drawn for every width: the promises of a chart hold on real coverage."""

import json
import re
from collections import Counter
from typing import Literal

import plotly.graph_objects as go
import pytest
from tests.charts.factory import label_boxes, labels, mark_boxes, overlaps, points, touching

from tradedash.charts.draw import Drawing, Scene, draw
from tradedash.charts.theme import DARK_OF
from tradedash.domain.economy import Pair
from tradedash.domain.indicator import IndicatorKind
from tradedash.frames import FigureRow
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.derived import derived_values
from tradedash.queries.figures import figures
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import verdicts
from tradedash.store.engine import Store

PAIR = Pair.parse("RU-KG")
Width = Literal["wide", "phone"]
PIXELS: dict[Width, int] = {"wide": 780, "phone": 358}
Everything = tuple[CodeLists, dict[str, list[FigureRow]]]


@pytest.fixture
def everything(seeded_store: Store) -> Everything:
    """Return the code lists, and all rows of the pair by indicator."""
    with seeded_store.read() as conn:
        lists = code_lists(conn)
        found = {code: figures(conn, Selection(pair=PAIR, indicator=code), "").rows for code in lists.indicators}
    return lists, {code: rows for code, rows in found.items() if rows}


def drawings(everything: Everything, width: Width, *, compact: bool = False) -> dict[str, Drawing]:
    lists, found = everything
    scene = Scene(PAIR, lists.economies, "preferred", width, compact=compact)
    return {code: draw(rows, lists.indicators[code], scene) for code, rows in found.items()}


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_every_chart_of_the_seed_keeps_its_promises(everything: Everything, width: Width) -> None:
    rows = everything[1]
    assert len(rows) > 50
    for code, drawn in drawings(everything, width).items():
        shown = Counter(point.figure_id for point in points(drawn))
        assert shown == Counter(row.figure_id for row in rows[code]), code
        go.Figure(json.loads(json.dumps(drawn.figure)))
        assert set(re.findall(r"#[0-9a-f]{3,8}", json.dumps(drawn.figure))) <= set(DARK_OF), code
        by_day = everything[0].indicators[code].kind is IndicatorKind.TARGET
        undated = {row.figure_id for row in rows[code] if (row.known_on if by_day else row.period_start) is None}
        assert not undated & {point.figure_id for point in points(drawn) if point.xaxis == "x"}, code
        assert drawn.title.count("ref_area") == drawn.subtitle.count("_area") == 0, code


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_no_label_of_the_seed_touches_another_or_a_mark(everything: Everything, width: Width) -> None:
    found = 0
    for code, drawn in drawings(everything, width).items():
        boxes = label_boxes(drawn, PIXELS[width])
        found += len(boxes)
        assert overlaps(boxes) == [], code
        assert touching(boxes, mark_boxes(drawn, PIXELS[width])) == [], code
    assert found > 150


def test_every_mark_of_the_seed_stands_on_its_axis(everything: Everything) -> None:
    for code, drawn in drawings(everything, "phone").items():
        for point in points(drawn):
            low, high = drawn.figure["layout"][f"xaxis{point.xaxis[1:]}"]["range"]
            assert low <= point.x <= high, code
            low, high = drawn.figure["layout"][f"yaxis{point.yaxis[1:]}"]["range"]
            assert low <= point.y <= high, code


def test_the_overview_charts_hold_every_row_too(everything: Everything) -> None:
    for code, drawn in drawings(everything, "wide", compact=True).items():
        assert len(points(drawn)) == len(everything[1][code]), code


def test_part_years_and_years_of_the_seed_never_share_a_line(everything: Everything) -> None:
    spans = {"H", "Q", "YTD", "range"}
    for code, drawn in drawings(everything, "wide").items():
        freq = {row.figure_id: row.freq for row in everything[1][code]}
        bars = {(p.x, p.y) for p in points(drawn) if freq[p.figure_id] in spans}
        joined = {
            at
            for t in drawn.figure["data"]
            if t["meta"].get("aux") == "line"
            for at in zip(t["x"], t["y"], strict=True)
        }
        assert not bars & joined, code


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_derived_values_and_rings_leave_the_promises_of_every_chart_whole(seeded_store: Store, width: Width) -> None:
    with seeded_store.read() as conn:
        lists = code_lists(conn)
        numbers = verdicts(conn, PAIR, "").numbers
        scene = Scene(PAIR, lists.economies, "preferred", width, disputes=numbers, whole=True)
        shown = 0
        for code, indicator in lists.indicators.items():
            wanted = Selection(pair=PAIR, indicator=code)
            rows, derived = figures(conn, wanted, "").rows, derived_values(conn, wanted, "")
            if not rows:
                continue
            drawn = draw(rows, indicator, scene, derived)
            assert Counter(p.figure_id for p in points(drawn)) == Counter(row.figure_id for row in rows), code
            go.Figure(json.loads(json.dumps(drawn.figure)))
            assert set(re.findall(r"#[0-9a-f]{3,8}", json.dumps(drawn.figure))) <= set(DARK_OF), code
            named = [note for note in drawn.figure["layout"]["annotations"] if note.get("captureevents")]
            boxes = label_boxes(drawn, PIXELS[width])
            words = [box for box, note in zip(boxes, labels(drawn), strict=True) if note not in named]
            assert overlaps(words) == [], code
            assert touching(words, mark_boxes(drawn, PIXELS[width])) == [], code
            shown += sum("derived" in trace["meta"] for trace in drawn.figure["data"])
    assert shown > 10

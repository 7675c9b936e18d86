"""The numbers of contradictions on a chart: one ring for each dispute and mark, leading to its place on the list."""

from typing import Any

from tests.charts.factory import drawing, row

from tradedash.charts.draw import Drawing


def numbers(drawn: Drawing) -> list[dict[str, Any]]:
    notes = drawn.figure["layout"]["annotations"]
    return [note for note in notes if note.get("name", "").startswith("dispute:")]


def circles(drawn: Drawing) -> list[dict[str, Any]]:
    shapes = drawn.figure["layout"]["shapes"]
    return [shape for shape in shapes if shape["type"] == "circle" and shape["line"]["width"] == 1]


def test_each_mark_in_dispute_has_one_ring_with_its_number_however_many_prints_it_has() -> None:
    first, copy, other = row("3.2"), row("3.2", headline=False), row("3.9", headline=False)
    drawn = drawing([first, copy, other], disputes={first.figure_id: 4, copy.figure_id: 4, other.figure_id: 4})
    assert [(note["text"], note["name"], note["captureevents"]) for note in numbers(drawn)] == [
        ("4", "dispute:4", True), ("4", "dispute:4", True),
    ]  # fmt: skip
    assert sorted(note["y"] for note in numbers(drawn)) == [3.2e9, 3.9e9]
    assert len(circles(drawn)) == 2


def test_two_disputes_at_one_mark_have_a_ring_each() -> None:
    one, other = row("3.2"), row("3.2", headline=False)
    drawn = drawing([one, other], disputes={one.figure_id: 1, other.figure_id: 2})
    assert [note["text"] for note in numbers(drawn)] == ["1", "2"]
    assert len({(note["xshift"], note["yshift"]) for note in numbers(drawn)}) == 2


def test_without_a_dispute_there_is_no_ring() -> None:
    assert numbers(drawing([row("3.2")])) == []


def test_the_small_chart_of_the_overview_has_none_and_the_phone_one_for_each_dispute() -> None:
    rows = [row("3.2"), row("3.9", "2023")]
    disputes = {one.figure_id: 4 for one in rows}
    assert numbers(drawing(rows, disputes=disputes, compact=True)) == []
    assert len(numbers(drawing(rows, disputes=disputes, width="phone"))) == 1
    assert len(numbers(drawing(rows, disputes=disputes))) == 2


def test_a_ring_keeps_within_the_plot() -> None:
    last = row("3.2", "2025")
    drawn = drawing([row("3", "2006"), last], disputes={last.figure_id: 1})
    (note,) = numbers(drawn)
    low, high = drawn.figure["layout"]["xaxis"]["range"]
    width = 780 - 4 - drawn.figure["layout"]["margin"]["r"]
    assert (note["x"] - low) / (high - low) * width + note["xshift"] + 8 <= width

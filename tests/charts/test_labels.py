"""Labels name every basis and never lie on one another."""

from tests.charts.factory import drawing, label_boxes, label_texts, mark_boxes, overlaps, row, touching

from tradedash.charts.labels import Box, Wish, place

ROOM = {False: Box(0, 0, 400, 200), True: Box(0, 0, 400, 200)}


def wish(text: str, x: float = 100, y: float = 100, *, may_cross: bool = True, key: str = "") -> Wish:
    around = Box(x - 5, y - 5, x + 5, y + 5)
    return Wish((text,), x, y, around, "#000000", False, (key or text,), x, y, False, may_cross=may_cross)


def test_a_label_stands_right_of_its_mark_first() -> None:
    (label,) = place([wish("4.1")], [], [], ROOM)
    assert (label.xanchor, label.box.left, label.shift) == ("left", 108, (8, 0))


def test_a_second_label_gives_way() -> None:
    labels = place([wish("4.1", key="a"), wish("4.1", key="b")], [], [], ROOM)
    assert [label.xanchor for label in labels] == ["left", "right"]


def test_a_label_without_room_is_left_out() -> None:
    wall = Box(0, 0, 400, 200)
    assert place([wish("4.1")], [wall], [], ROOM) == []


def test_a_label_crosses_a_line_only_if_it_must_and_may() -> None:
    everywhere = [Box(0, 0, 400, 200)]
    assert len(place([wish("4.1")], [], everywhere, ROOM)) == 1
    assert place([wish("4.1 Alandic statistics", may_cross=False)], [], everywhere, ROOM) == []


def test_a_name_is_said_once() -> None:
    labels = place([wish("4.1 Alandic", key="name"), wish("3.4 Alandic", 200, 50, key="name")], [], [], ROOM)
    assert [label.text for label in labels] == ["4.1 Alandic"]


def test_headlines_carry_their_value_and_the_newest_the_name() -> None:
    drawn = drawing([row("3.4", "2022"), row("4.10", "2024"), row("3", "2023", basis="BB", hedge="over")])
    assert label_texts(drawn) == ["4.10 Alandic statistics", "over 3 Bordurian statistics", "3.4"]


def test_a_phone_names_bases_in_one_word() -> None:
    assert label_texts(drawing([row("4.1", "2024")], width="phone")) == ["4.1 Alandic"]


def test_part_years_name_their_months_where_years_are_wide() -> None:
    drawn = drawing([row("4.1", "2024"), row("3.16", "2025-01/2025-11")])
    assert "3.16, Jan–Nov" in label_texts(drawn)


def test_competing_values_are_labelled_only_where_years_are_wide() -> None:
    near = [row("3.4", "2022"), row("2", "2022", headline=False)]
    assert "2" in label_texts(drawing(near))
    assert "2" not in label_texts(drawing([*near, *(row("5", f"{year}") for year in range(2000, 2020))]))
    assert "2" not in label_texts(drawing(near, width="phone"))


def test_the_overview_names_bases_and_nothing_else() -> None:
    drawn = drawing([row("3.4", "2022"), row("4.1", "2024"), row("2", "2023", headline=False)], compact=True)
    assert label_texts(drawn) == ["4.1 Alandic statistics"]


def test_a_value_in_another_size_than_the_axis_says_its_size() -> None:
    assert "806 mn" in label_texts(drawing([row("806", "2006", unit_mult=6), row("4.1", "2007")]))


def test_a_release_is_rounded_on_its_label_only() -> None:
    rows = [row(v, y, unit_mult=0, source_type="release") for v, y in (("2182927174", "2022"), ("3000000000", "2023"))]
    drawn = drawing(rows)
    assert "2.18" in label_texts(drawn)
    assert any("2,182,927,174 USD" in text for t in drawn.figure["data"] for text in t.get("hovertext", []))


def test_a_target_says_since_when() -> None:
    rows = [row("5", None, said=day, indicator="turnover_target") for day in ("2023-10-12", "2025-08-14")]
    assert "5 bn USD, stated since 12 Oct 2023" in label_texts(drawing(rows, "turnover_target"))


def test_crowded_labels_never_touch_each_other_or_a_mark() -> None:
    rows = [
        row(f"{2 + n * 0.07:.2f}", f"{2015 + n % 9}", basis=basis, headline=n < 9)
        for n in range(27)
        for basis in ("AA", "BB", "unstated")
    ]
    for width, scene in ((780, "wide"), (358, "phone")):
        drawn = drawing(rows, width=scene)
        boxes = label_boxes(drawn, width)
        assert len(boxes) > 8
        assert overlaps(boxes) == []
        assert touching(boxes, mark_boxes(drawn, width)) == []


def test_another_size_gives_a_number_no_digit_that_was_not_printed() -> None:
    texts = label_texts(drawing([row("20", hedge="nearly", unit_mult=8), row("1800", "2022", unit_mult=6),
                                 row("4.10", "2020")]))  # fmt: skip
    assert any(text.startswith("almost 2 ") or text == "almost 2" for text in texts), texts
    assert not [text for text in texts if "2.0" in text or "1.800" in text]
    assert any(text.startswith("1.8") for text in texts)
    assert any(text.startswith("4.10") for text in texts)

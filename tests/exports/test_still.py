"""Pictures without a browser: what they show, what they never hold, and what they cost."""

import gc
import sys
from io import BytesIO
from math import inf, nan
from pathlib import Path
from subprocess import run
from xml.etree import ElementTree

import pytest
from PIL import Image

from tradedash.exports import faces, still
from tradedash.exports.still import NotDrawn, png, svg

SVG = "{http://www.w3.org/2000/svg}"
#: Attempts to bring something that acts into a picture through a figure.
HOSTILE = (
    "<a href='javascript:alert(1)'>click</a>",
    "<a xlink:href=\"javascript:alert(1)\" target='_top'>click</a>",
    "<a href='https://elsewhere.example/'>click</a>",
    "<script>alert(1)</script>",
    "</text><script>alert(1)</script><text>",
    "<foreignObject><iframe src='javascript:alert(1)'/></foreignObject>",
    "<span style='fill:url(https://elsewhere.example/#a)'>x</span>",
    "<b onclick='alert(1)'>x</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><!-- ' \" & \x00 \ud800 \ufffe",
)


def figure(*texts: str, points: int = 3) -> dict[str, object]:
    labels = [{"text": text, "x": 1, "y": 1, "showarrow": False, "xanchor": "left"} for text in texts]
    trace = {"type": "scatter", "x": list(range(points)), "y": [1.5] * points, "mode": "markers"}
    return {"data": [trace], "layout": {"annotations": labels}}


def texts(picture: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_a_figure_becomes_an_svg_of_the_size_that_is_asked_for():
    root = ElementTree.fromstring(svg(figure("over 3"), 390, 240))

    assert (root.tag, root.get("width"), root.get("height"), root.get("viewBox")) == (
        f"{SVG}svg", "390", "240", "0 0 390 240",
    )  # fmt: skip
    assert "over 3" in texts(svg(figure("over 3"), 390, 240))


def test_the_same_figure_is_the_same_picture_and_another_one_has_other_ids():
    first, again, other = (svg(figure(text), 390, 240) for text in ("a", "a", "b"))

    def ids(picture: str) -> set[str]:
        return {found for node in ElementTree.fromstring(picture).iter() if (found := node.get("id"))}

    assert first == again
    assert ids(first)
    assert not ids(first) & ids(other)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_figure_brings_anything_that_acts(hostile):
    given = figure(hostile)
    given["data"][0] |= {"name": hostile, "text": [hostile], "mode": "markers+text", "customdata": [hostile]}
    given["layout"] |= {
        "title": {"text": hostile},
        "xaxis": {"title": {"text": hostile}, "tickvals": [1], "ticktext": [hostile]},
        "showlegend": True,
    }

    nodes = list(ElementTree.fromstring(svg(given, 390, 240)).iter())
    names = {node.tag.removeprefix(SVG) for node in nodes}
    attributes = {key for node in nodes for key in node.attrib}

    assert names <= {"svg", "g", "defs", "clipPath", "rect", "path", "text", "tspan"}
    assert not {key for key in attributes if "href" in key or key.startswith("on")}
    assert "elsewhere.example" not in svg(given, 390, 240).replace(">https://elsewhere.example", "")


def test_a_colour_of_a_figure_leads_nowhere():
    given = figure()
    given["data"][0]["marker"] = {"color": "url(https://elsewhere.example/a.svg#b)"}
    given["layout"]["paper_bgcolor"] = 'red" onload="alert(1)'

    assert "elsewhere" not in svg(given, 390, 240)
    assert "onload" not in svg(given, 390, 240)


def test_a_value_that_is_no_number_is_a_gap():
    given = figure()
    given["data"][0]["y"] = [1.0, nan, inf]

    assert svg(given, 390, 240) == svg(figure() | {"data": [given["data"][0] | {"y": [1.0, None, None]}]}, 390, 240)


def test_an_arrow_of_a_mark_ends_where_it_says_it_does():
    arrow = {
        "type": "path", "path": "M0,0L0,20M-4,15L0,20L4,15", "xref": "x", "yref": "y", "xsizemode": "pixel",
        "ysizemode": "pixel", "xanchor": 1, "yanchor": 1.5, "line": {"color": "#b84a00", "width": 1.5},
    }  # fmt: skip
    given = figure()
    given["layout"] |= {
        "shapes": [arrow], "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "xaxis": {"range": [0, 2]},
        "yaxis": {"range": [1, 2]},
    }  # fmt: skip

    assert 'd="M100,50L100,30M96,35L100,30L104,35"' in svg(given, 200, 100)


def test_text_hangs_where_its_label_does_whatever_font_a_reader_has():
    found = ElementTree.fromstring(svg(figure("over 3"), 390, 240))

    label = next(node for node in found.iter(f"{SVG}text") if node.text == "over 3")
    assert label.get("text-anchor") == "start"


@pytest.mark.parametrize(
    ("given", "width"),
    [(figure(points=20_001), 390), (figure(*["x"] * 2_001), 390), (figure(), 4_001), (figure(), 0)],
)
def test_a_picture_that_is_too_large_is_refused_with_what_to_do(given, width):
    with pytest.raises(NotDrawn, match=r"Narrow it with from and to|pixels wide"):
        svg(given, width, 240)


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_is_drawn(monkeypatch):
    monkeypatch.setattr(still, "SECONDS", 0.0001)
    with pytest.raises(NotDrawn, match="takes too long"):
        svg(figure(*["slow"] * 100), 390, 240)
    monkeypatch.undo()

    assert "quick" in texts(svg(figure("quick"), 390, 240))


def test_a_png_has_two_pixels_for_one_and_the_letters_of_every_language_of_the_site():
    assert faces.faces(), "this machine has no font to draw text with"
    picture = Image.open(BytesIO(png(figure("Товар жүгүртүү"), 390, 240)))

    assert picture.size == (780, 480)
    assert faces.faces().has("Товар жүгүртүү өң, Größe, оборот, +13.6")


def test_pixels_that_take_too_long_are_given_up(monkeypatch):
    picture = svg(figure("slow"), 390, 240)
    monkeypatch.setattr(still, "SECONDS", 0.0001)
    with pytest.raises(NotDrawn, match="takes too long") as refused:
        still.rasterized(picture)
    assert refused.value.again


def test_each_letter_of_a_kyrgyz_word_is_drawn_in_the_one_face():
    known = faces.faces()

    assert faces.has_letters(known.regular, "үөңҮӨҢ")
    assert faces.has_letters(known.bold, "үөңҮӨҢ")
    assert not faces.has_letters(known.regular, "\U0001f980")


def test_a_start_of_the_program_loads_nothing_that_draws():
    code = (
        "import sys, tradedash.exports.still, tradedash.application\n"
        "print([name for name in ('mirage', 'quickjs', 'resvg_py') if name in sys.modules])"
    )

    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def resident() -> int:
    """Return the process's memory in kilobytes."""
    gc.collect()
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def growth(pictures: int) -> int:
    """Return by how many kilobytes the process grows over so many pictures, no two alike, after the first twenty."""
    for number in range(20):
        svg(figure(*(f"first {number} {label}" for label in range(20))), 390, 240)
    before = resident()
    for number in range(pictures):
        svg(figure(*(f"figure {number} {label}" for label in range(20))), 390, 240)
    return resident() - before


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")


@needs_proc
def test_forty_pictures_leave_nothing_behind():
    assert growth(40) < 4_000  # 24,000 if the engine were left to itself


@needs_proc
@pytest.mark.torture
def test_five_hundred_pictures_leave_nothing_behind():
    assert growth(500) < 8_000

"""What the browser is sent: the colours of the charts, no other site, no code made from text."""

import re
from pathlib import Path

import pytest

import tradedash
from tradedash.charts.theme import DARK, LIGHT

ASSETS = Path(tradedash.__file__).parent / "assets"
STYLE = (ASSETS / "style.css").read_text(encoding="utf-8")
NAMED = [name for name in LIGHT if not name.endswith(("-tint", "-faint"))]
SHORT = {"#fff": "#ffffff"}


def tokens(selector: str) -> dict[str, str]:
    """The hex tokens of one block of the stylesheet."""
    block = STYLE[STYLE.index(f"{selector} {{") :]
    found = re.findall(r"--([a-z0-9]+): (#[0-9a-f]{3,6});", block[: block.index("}")])
    return {name: SHORT.get(colour, colour) for name, colour in found}


@pytest.mark.parametrize("name", NAMED)
def test_page_and_chart_use_the_same_colours(name):
    assert tokens(":root")[name] == LIGHT[name]
    assert tokens(':root[data-theme="dark"]')[name] == DARK[name]


def test_the_system_and_the_reader_get_the_same_dark_theme():
    assert tokens('  :root:not([data-theme="light"])') == tokens(':root[data-theme="dark"]')


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.*")), ids=lambda path: path.name)
def test_nothing_comes_from_another_site_and_no_text_becomes_code(path):
    text = path.read_bytes().decode("utf-8", "replace").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(|\beval\(|new Function|innerHTML|\bon[a-z]+=", text)

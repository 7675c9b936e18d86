"""Elements of our own are drawn by a script that knows the same names."""

import re
from pathlib import Path

import pytest

import tradedash
from tradedash.components import native
from tradedash.components.native import Circle, Input, Svg

SCRIPT = (Path(tradedash.__file__).parent / "assets" / "native.js").read_text(encoding="utf-8")
CLASSES = [found for found in vars(native).values() if isinstance(found, type) and "_type" in vars(found)]


def test_every_element_is_known_to_the_script():
    drawn = set(re.findall(r"^    (\w+): \[\"", SCRIPT, re.MULTILINE))
    assert drawn == {found._type for found in CLASSES} == {found.__name__ for found in CLASSES}


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: found.__name__)
def test_every_attribute_is_known_to_the_script(found):
    for name in found.names:
        assert f'"{name}"' in SCRIPT


def test_attributes_that_the_browser_would_drop_are_refused():
    with pytest.raises(TypeError):
        Input(onclick="alert(1)")
    with pytest.raises(TypeError):
        Svg(href="javascript:alert(1)")


def test_what_is_not_given_is_not_sent():
    assert Circle(cx=1, cy=None).to_plotly_json() == {"props": {"cx": 1}, "type": "Circle", "namespace": "tradedash"}

"""Whatever a drawing holds, what comes out is shapes and text."""

from xml.etree import ElementTree

import pytest

from tradedash.exports.inert import inert, with_outlined_text

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} width="40" height="20">{inside}</svg>'


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)"><text>go</text></a>',
        '<a xlink:href="javascript:alert(1)"><text>go</text></a>',
        '<a href="https://elsewhere.example/"><text>go</text></a>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>',
        '<image href="https://elsewhere.example/pixel.png" width="1" height="1"/>',
        '<use href="https://elsewhere.example/a.svg#b"/>',
        '<style>@import url("https://elsewhere.example/a.css");</style>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<set attributeName="onmouseover" to="alert(1)"/>',
    ],
)
def test_an_element_that_acts_loads_or_leads_somewhere_is_gone(hostile):
    assert inert(drawing(hostile)) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"/>'
    )


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'ONCLICK="alert(1)"',
        'href="javascript:alert(1)"',
        'xlink:href="javascript:alert(1)"',
        'style="background:url(javascript:alert(1))"',
        'style="fill:url(https://elsewhere.example/a.svg#b)"',
        "style=\"fill:u&#114;l('https://elsewhere.example/')\"",
        'style="fill:u\\72l(https://elsewhere.example/)"',
        'fill="url(&quot;https://elsewhere.example/&quot;)"',
        'class="masthead"',
        'data-page="1"',
    ],
)
def test_an_attribute_that_acts_loads_or_leads_somewhere_is_gone(attribute):
    assert '<path d="M0,0H4"/>' in inert(drawing(f'<path {attribute} d="M0,0H4"/>'))


def test_an_address_of_the_drawing_itself_stays():
    clipped = """<g clip-path="url('#c')"><path d="M0,0H4"/></g>"""

    assert '<g style="clip-path:url(#c)"><path d="M0,0H4"/></g>' in inert(drawing(clipped))


def test_text_stays_text():
    found = inert(drawing("<text x='1'>a &lt;script&gt; &amp; <tspan>b</tspan> c</text>"))

    assert '<text x="1">a &lt;script&gt; &amp; <tspan>b</tspan> c</text>' in found
    assert ElementTree.fromstring(found)[0][0].text == "b"


def test_colours_are_hexes_and_what_goes_without_saying_is_not_said():
    style = "opacity: 1; fill: rgb(11, 90, 156); fill-opacity: 1; stroke: rgb(0, 0, 0); stroke-opacity: 0"

    assert '<path d="M0.46,1L2,3" style="fill:#0b5a9c"/>' in inert(
        drawing(f'<g class="x"><path d="M0.4567,1L2.000001,3" style="{style}"/></g>')
    )


@pytest.mark.parametrize(
    "broken", ["", "words", "<svg", "<svg><g></svg>", '<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>']
)
def test_what_is_no_drawing_is_refused(broken):
    with pytest.raises(ValueError, match=r"declares|syntax|mismatched|unclosed|no element"):
        inert(broken)


def test_a_halo_becomes_an_outline_for_programs_that_know_no_shadows():
    shadow = "text-shadow:1px 0px 1px #fdfcf9, -1px 0px 1px #fdfcf9"

    assert with_outlined_text(f'<text style="{shadow};fill:#16181d">4</text>') == (
        '<text style="paint-order:stroke;stroke:#fdfcf9;stroke-width:3px;stroke-linejoin:round;fill:#16181d">4</text>'
    )

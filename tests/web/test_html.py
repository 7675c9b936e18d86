"""Components become HTML text: everything escaped, unknown parts and strange addresses refused."""

import pytest
from dash import dcc, html

from tradedash.components import native
from tradedash.web.html import Input, document, render, safe_address


def test_text_is_escaped():
    assert render(html.P('<b>4.1 & "over"</b>')) == "<p>&lt;b&gt;4.1 &amp; &quot;over&quot;&lt;/b&gt;</p>"


def test_attributes_are_escaped_and_named_as_html_names_them():
    label = html.Label("Value", htmlFor="v", className='a"b', title="<x>")
    assert render(label) == '<label class="a&quot;b" for="v" title="&lt;x&gt;">Value</label>'


def test_numbers_are_written_and_nothing_is_written_for_none_and_truth_values():
    assert render(html.Div([0, 4.1, None, True, False, ["a", ["b"]]])) == "<div>04.1ab</div>"


def test_void_elements_have_no_end():
    assert render([html.Br(), html.Hr(), html.Img(src="/x.png", alt="")]) == '<br><hr><img alt="" src="/x.png">'


def test_a_void_element_with_content_is_refused():
    with pytest.raises(TypeError, match="<br> has no content"):
        render(html.Br("text"))


def test_data_and_aria_attributes_are_kept():
    assert render(html.Div(**{"data-chart": "turnover"})) == '<div data-chart="turnover"></div>'
    assert render(html.Div(**{"aria-hidden": True})) == '<div aria-hidden="true"></div>'


def test_flags_stand_alone_or_are_left_out():
    details = [html.Details(open=True), html.Details(open=False), html.Button(disabled=True)]
    assert render(details) == "<details open></details><details></details><button disabled></button>"


def test_hidden_false_shows_the_element():
    assert render(html.P("x", hidden=False)) == "<p>x</p>"


def test_styles_become_css_as_react_writes_them():
    style = {"fontWeight": 600, "marginTop": 12, "width": 0, "color": "var(--ink)", "--n": 3}
    expected = "font-weight:600;margin-top:12px;width:0;color:var(--ink);--n:3"
    assert render(html.P(style=style)) == f'<p style="{expected}"></p>'


@pytest.mark.parametrize("value", ["red;position:fixed", "url(//evil.example)", "URL(x)", "a}b{", "/**/"])
def test_a_style_value_that_is_more_than_a_value_is_refused(value):
    with pytest.raises(ValueError, match="may not be the value of a CSS property"):
        render(html.P(style={"color": value}))


def test_a_name_that_is_no_css_property_is_refused():
    with pytest.raises(ValueError, match="not a CSS property"):
        render(html.P(style={'x"><script>': "1"}))


def test_what_only_the_live_page_reads_is_left_out():
    assert render(html.Button("x", n_clicks=3, key="k", id="b")) == '<button id="b">x</button>'


def test_the_id_of_a_pattern_is_written_as_dash_writes_it():
    assert (
        render(html.P(id={"row": 2, "kind": "a"})) == '<p id="{&quot;kind&quot;:&quot;a&quot;,&quot;row&quot;:2}"></p>'
    )


def test_dashs_input_and_link_become_native_ones():
    assert (
        render(dcc.Input(id="v", value="4.10", type="text", debounce=True)) == '<input value="4.10" type="text" id="v">'
    )
    assert render(dcc.Link("Method", href="/method")) == '<a href="/method">Method</a>'


def test_the_text_of_a_textarea_stays_as_it_was_typed():
    assert render(html.Textarea("\n</textarea>x")) == "<textarea>\n\n&lt;/textarea&gt;x</textarea>"
    assert render(dcc.Textarea(value="one")) == "<textarea>one</textarea>"


def test_our_own_input_takes_every_attribute():
    box = Input(type="radio", name="basis", value="RU", checked=True, **{"aria-invalid": "true"})
    assert render(box) == '<input type="radio" name="basis" value="RU" checked aria-invalid="true">'


def test_the_chosen_option_of_a_select_is_marked():
    options = [html.Option("bn", value="9"), html.Option("mn", value="6")]
    marked = '<select name="m"><option value="9">bn</option><option selected value="6">mn</option></select>'
    assert render(native.Select(options, name="m", defaultValue="6")) == marked


def test_of_a_chart_stands_the_given_picture_and_of_what_dash_keeps_nothing():
    parts = [dcc.Store(id="kept", data="<b>"), dcc.Location(id="url"), dcc.Graph(id="graph", figure={"data": []})]
    assert render(parts) == ""
    assert render(html.Div(parts), {"graph": "<svg></svg>"}) == "<div><svg></svg></div>"


def test_the_sites_own_drawings_become_svg():
    drawing = native.Svg(native.Circle(cx=1, r=2), viewBox="0 0 9 9", role="img", **{"aria-label": "mark"})
    expected = '<svg role="img" viewBox="0 0 9 9" aria-label="mark"><circle cx="1" r="2"></circle></svg>'
    assert render(drawing) == expected


@pytest.mark.parametrize(
    "component",
    [
        html.Script("alert(1)"),
        html.Iframe(srcDoc="<script>"),
        html.Embed(src="/x"),
        html.ObjectEl(data="/x"),
        html.Base(href="/x"),
        html.Meta(content="0", httpEquiv="refresh"),
        dcc.Markdown("[x](javascript:x)"),
        object(),
        b"bytes",
        {"props": {"children": "x"}, "type": "Div", "namespace": "dash_html_components"},
    ],
    ids=lambda component: type(component).__name__,
)
def test_an_unknown_component_is_refused(component):
    with pytest.raises(TypeError, match="cannot be written as HTML"):
        render(html.Div(component) if isinstance(component, html.Div) else [component])


@pytest.mark.parametrize("name", ["onclick", "onError", "x y", 'x"', "data-x>", "-x"])
def test_a_handler_or_a_broken_name_is_refused_as_an_attribute(name):
    with pytest.raises(TypeError, match="attribute cannot be written"):
        render(Input(**{name: "1"}))


def test_a_list_is_refused_as_an_attribute():
    with pytest.raises(TypeError, match="cannot be the value of an attribute"):
        render(Input(value=["a"]))


GOOD = ["/", "/charts/turnover?pair=RU-KG&basis=RU#main", "#main", "?basis=RU", "style.css", "a/b:c",
        "https://a.example/x?y=1&z=2#f", "http://a.example/%D1%82", "https://a.example:8443/p;v=1", ""]  # fmt: skip
BAD = [
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    " javascript:x",
    "\x01javascript:x",
    "java\tscript:x",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "http:///evil.example",
    "file:///etc/passwd",
    "ftp://a.example/x",
    "mailto:a@b.c",
    "blob:http://a/1",
    "a:b",
    "x y",
    "http://a.example/\r\nSet-Cookie: x=1",
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_of_the_web_or_of_this_site_is_kept(address):
    assert safe_address(address) == address


@pytest.mark.parametrize("address", BAD)
def test_any_other_address_is_refused(address):
    with pytest.raises(ValueError, match="may not be linked to"):
        render(html.A("x", href=address))


@pytest.mark.parametrize(
    "component",
    [html.Img(src="data:x"), html.Form(action="javascript:x"), html.Button(formAction="//evil.example")],
    ids=["src", "action", "formaction"],
)
def test_every_attribute_that_holds_an_address_is_checked(component):
    with pytest.raises(ValueError, match="may not be linked to"):
        render(component)


def test_a_document_names_its_language_title_and_theme():
    text = document("A <b>", html.Main("x"), description='of "it"', theme="dark", language="ky")
    assert text.startswith('<!doctype html>\n<html lang="ky" data-theme="dark"><head><meta charset="utf-8">')
    assert "<title>A &lt;b&gt;</title>" in text
    assert '<meta name="description" content="of &quot;it&quot;">' in text
    assert text.endswith("<body><main>x</main></body></html>\n")


def test_a_document_has_no_script_of_its_own_in_it():
    assert "<script>" not in document("t", html.P("x"))
    assert '<script src="/assets/site.js"></script>' in document("t", html.P("x"))

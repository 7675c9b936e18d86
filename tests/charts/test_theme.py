"""Tokens: every light colour has one dark colour, and every basis a shape of its own."""

from tradedash.charts.theme import DARK, DARK_OF, LIGHT, ROLES, in_dark, mixed, style_of, with_tokens
from tradedash.domain.economy import Pair


def test_light_and_dark_are_one_to_one() -> None:
    assert len(DARK_OF) == len(LIGHT) == len(set(LIGHT.values()))
    assert len(set(DARK_OF.values())) == len(DARK)


def test_colours_are_written_as_six_digits() -> None:
    assert all(len(colour) == 7 and colour == colour.lower() for colour in (*LIGHT.values(), *DARK.values()))


def test_a_tint_is_a_hex_of_its_own() -> None:
    assert mixed("#000000", "#ffffff", 0.28) == "#b8b8b8"
    assert DARK_OF[LIGHT["first-tint"]] == mixed(DARK["first"], DARK["paper"], 0.28)


def test_roles_follow_the_pair_and_not_the_code() -> None:
    assert style_of("KG", Pair("KG", "RU")).role == "first"
    assert style_of("KG", Pair("RU", "KG")).role == "second"
    assert style_of("KG", Pair("DE", "FR")).role == "other"


def test_an_organisation_that_is_part_of_the_pair_is_drawn_by_its_place() -> None:
    assert style_of("IMF", Pair("IMF", "RU")).role == "first"


def test_every_role_has_its_own_shape() -> None:
    pair = Pair("RU", "KG")
    styles = [style_of(basis, pair) for basis in ("RU", "KG", "EEC", "IMF", "unstated", "WB")]
    assert {style.role for style in styles} == set(ROLES)
    assert len({style.symbol for style in styles}) == len(ROLES)


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_colours_can_be_read_on_paper_in_both_themes() -> None:
    for theme in (LIGHT, DARK):
        for name in ("ink", "ink2", "ink3", *ROLES):
            assert contrast(theme[name], theme["paper"]) >= 4.5, name


def test_a_figure_in_dark_keeps_its_words():
    given = {"data": [{"hovertext": ["#fdfcf9"], "marker": {"color": "#0b5a9c"}}], "layout": {"x": ("1px #fdfcf9", 1)}}

    assert in_dark(given) == {
        "data": [{"hovertext": ["#fdfcf9"], "marker": {"color": "#6fb4f4"}}],
        "layout": {"x": ["1px #14161a", 1]},
    }


def test_a_drawing_follows_the_tokens_of_the_page():
    tint = LIGHT["first-tint"]

    assert with_tokens(f"fill:#0b5a9c;stroke:{tint};color:#123456") == (
        "fill:var(--first);stroke:color-mix(in srgb,var(--first) 28%,var(--paper));color:#123456"
    )

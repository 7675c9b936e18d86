"""Which language a reader is spoken to in."""

import pytest

from tradedash.i18n import choose, gettext, language, use


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        ("ky", "de", "ky"),
        (None, "de-CH,de;q=0.9,en;q=0.8", "de"),
        (None, "fr,ky-KG;q=0.5", "ky"),
        (None, "en;q=0.2,ru;q=0.9", "ru"),
        (None, "ru;q=0,de;q=0.1", "de"),
        (None, "fr-FR,fr", "en"),
        (None, "*", "en"),
        (None, "ru;q=much", "en"),
        (None, ",,;q=,=;" * 5000, "en"),
        (None, None, "en"),
        ("xx", "de", "de"),
        ("", None, "en"),
    ],
)
def test_the_address_decides_then_the_browser_then_english(asked: str, accepted: str, chosen: str) -> None:
    assert choose(asked, accepted) == chosen


def test_outside_a_request_everything_is_english() -> None:
    assert (language(), gettext("Overview")) == ("en", "Overview")


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with use("ru"):
        assert language() == "ru"
    assert language() == "en"


def test_a_language_that_there_is_not_cannot_be_spoken() -> None:
    with pytest.raises(KeyError), use("xx"):
        pass

"""The language of an answer: the reader's on public pages, English for programs and at the desk."""

import pytest

from tradedash.i18n import language
from tradedash.web.language import asked_in, has_one_language, language_of, speaking


def environ(path: str, query: str = "", accepted: str = "de") -> dict[str, str]:
    return {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_LANGUAGE": accepted}


@pytest.mark.parametrize(
    "path", ["/", "/charts/turnover", "/charts/turnover.svg", "/figures/abc", "/login", "/nowhere", "/outlets/24.kg"]
)
def test_a_reader_is_spoken_to_as_the_address_asks_else_as_the_browser(path: str) -> None:
    assert language_of(environ(path)) == "de"
    assert language_of(environ(path, "pair=RU-KG&lang=ky")) == "ky"
    assert language_of(environ(path, "lang=xx&lang=ky")) == "de"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/figures", "/charts/turnover.csv", "/charts/turnover.zip", "/feed.atom", "/sitemap.xml", "/robots.txt",
        "/figures/abc.bib", "/enter", "/enter/look", "/import", "/import/abc", "/review", "/review/batches/abc",
        "/journal", "/account", "/account/tokens", "/admin/accounts", "/figures/abc/history", "/figures/abc/report",
        "/figures/abc/correct", "/sources/abc/merge", "/healthz",
    ],
)  # fmt: skip
def test_programs_and_the_desk_are_spoken_to_in_english(path: str) -> None:
    assert has_one_language(path)
    assert language_of(environ(path, "lang=ru", "ru")) == "en"


def test_a_callback_speaks_the_language_of_the_page_it_is_for() -> None:
    with speaking("?pair=RU-KG&lang=ru"):
        assert language() == "ru"
    with speaking("?lang=xx"):
        assert language() == "en"
    with speaking(None):
        assert language() == "en"


def test_a_query_string_that_is_far_too_long_asks_for_no_language() -> None:
    assert asked_in("lang=ru&" + "x=y&" * 4000) is None

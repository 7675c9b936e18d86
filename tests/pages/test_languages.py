"""Every public page in every language: nothing of it stays English, and what was printed stays as it was."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from tradedash.application import create_app
from tradedash.i18n import LANGUAGES, template
from tradedash.settings import Settings

OTHERS = [code for code in LANGUAGES if code != "en"]
PAGES = (
    "/", "/charts", "/charts/turnover", "/charts/turnover_target", "/charts/exports?from=2030", "/mirror",
    "/contradictions", "/sources", "/speakers", "/outlets", "/outlets/TASS", "/search?q=4.1", "/search?q=zzzz",
    "/compare", "/balance", "/targets", "/coverage", "/data", "/method", "/login", "/nowhere",
    "/charts/turnover?as_of=2020-01-01",
    "/charts/turnover?pair=x&from=abc&to=no&as_of=x&rule=no&basis=zz&recorded_as_of=1", "/charts?pair=RU-ZZ",
)  # fmt: skip
#: A piece of an English sentence that is longer than this cannot stand in a page by accident.
_TELLING = 14
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


class Words(HTMLParser):
    """Collects the text of a page, its labels too, without what stands in a language of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language: str | None = None
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang")
        self._take([given.get(name) or "" for name in ("aria-label", "title", "content", "placeholder")])
        if tag not in _VOID:
            foreign = tag in ("script", "style", "pre", "code") or ("lang" in given and tag != "html")
            self._open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._take([data])

    def _take(self, texts: list[str]) -> None:
        if not any(foreign for _, foreign in self._open):
            self.found += texts


@pytest.fixture(scope="module")
def client(seeded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("languages") / "tradedash.db"
    shutil.copy(seeded_sqlite, path)
    app = create_app(
        Settings(database_url=f"sqlite:///{path}", secret_key=SecretStr("correct horse battery staple and a stable"))
    )
    return app.server.test_client()


def read(client: Any, path: str, language: str) -> Words:
    words = Words()
    words.feed(client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").get_data(as_text=True))
    return words


@pytest.fixture(scope="module")
def english() -> dict[str, set[str]]:
    """The telling pieces of all English sentences that a language says otherwise."""
    return {code: set(_pieces(code)) for code in OTHERS}


def _pieces(code: str) -> Iterator[str]:
    for message in template.read(code):
        if message.id and message.context is None:
            said = message.string if isinstance(message.string, str) else " ".join(message.string)
            for text in [message.id] if isinstance(message.id, str) else message.id:
                for piece in re.split(r"%\(\w+\)s|%%|<br>", text):
                    whole = piece.strip(" .,:;")
                    if len(whole) >= _TELLING and " " in whole and whole not in said:
                        yield whole


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PAGES)
def test_no_sentence_of_a_page_stays_english(
    client: Any, english: dict[str, set[str]], path: str, language: str
) -> None:
    words = read(client, path, language)
    text = "\n".join(" ".join(found.split()) for found in words.found)
    assert [piece for piece in english[language] if piece in text] == []
    assert words.language == language


def test_a_page_without_a_wish_is_english_and_names_its_other_languages(client: Any) -> None:
    page = client.get("/charts/turnover?pair=RU-KG").get_data(as_text=True)
    assert '<html lang="en">' in page
    for code in LANGUAGES:
        assert f'hreflang="{code}" href="http://127.0.0.1:8050/charts/turnover?pair=RU-KG&amp;lang={code}"' in page


def test_the_browser_decides_where_the_address_does_not(client: Any) -> None:
    answer = client.get("/", headers={"Accept-Language": "ky-KG,ru;q=0.8"})
    assert '<html lang="ky">' in answer.get_data(as_text=True)
    assert "Accept-Language" in answer.headers["Vary"]
    assert '<html lang="en">' in client.get("/").get_data(as_text=True)


def test_the_printed_phrase_is_not_translated_and_says_its_language(client: Any) -> None:
    page = client.get("/?lang=ky").get_data(as_text=True)
    assert '<span class="q" dir="auto" lang="ru">«по данным киргизской стороны' in page


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop(client: Any) -> None:
    found = [text for path in ("/targets", "/charts/turnover") for text in read(client, path, "ru").found]
    assert any(text.endswith("от 5 млрд долл.") for text in found)
    assert [text for text in found if "долл.." in text] == []


def test_links_and_forms_keep_the_language(client: Any) -> None:
    page = client.get("/charts/turnover?lang=de").get_data(as_text=True)
    assert 'href="/mirror?lang=de"' in page
    assert '<input type="hidden" name="lang" value="de">' in page


def test_the_switch_keeps_the_view(client: Any) -> None:
    page = client.get("/charts/turnover?from=2020&lang=de").get_data(as_text=True)
    assert 'href="?from=2020&amp;lang=ru" hreflang="ru" lang="ru"' in page


@pytest.mark.parametrize("language", OTHERS)
def test_a_callback_answers_in_the_language_of_its_page(client: Any, language: str) -> None:
    inputs = [
        {"id": "url", "property": "pathname", "value": "/charts"},
        {"id": "url", "property": "search", "value": f"?lang={language}"},
    ]
    outputs = [{"id": "page", "property": "children"}, {"id": "title", "property": "data"}]
    body = {
        "output": "..page.children...title.data..",
        "outputs": outputs,
        "inputs": inputs,
        "changedPropIds": ["url.search"],
    }
    answer = client.post("/_dash-update-component", json=body).get_json()
    expected = {"ru": "Графики · tradedash", "de": "Diagramme · tradedash", "ky": "Графиктер · tradedash"}
    assert answer["response"]["title"]["data"] == expected[language]


def test_data_stays_english_whatever_is_asked(client: Any) -> None:
    plain, asked = (client.get(f"/charts/turnover.csv{query}").data for query in ("", "?lang=ru"))
    assert plain == asked

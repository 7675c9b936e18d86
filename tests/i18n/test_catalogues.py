"""Every message is in every catalogue, with its pieces, and the catalogues are in step with the sources."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tradedash.i18n import LANGUAGES, template

DATA = Path(__file__).parents[2] / "data"
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return template.template(DATA)


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English texts of a message, and those of the translation."""
    return [[text] if isinstance(text, str) else list(text) for text in (message.id, message.string)]


@pytest.fixture(params=OTHERS)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return template.read(request.param)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_there_is_a_catalogue_for_each_language_but_english() -> None:
    assert sorted(path.name for path in template.LOCALES.iterdir()) == sorted(OTHERS)


def test_a_catalogue_has_every_message_of_the_sources_and_no_other(catalogue: Catalog, wanted: Catalog) -> None:
    """`make messages` brings them in step."""
    found = {
        (message.context, str(message.id)) for message in messages(catalogue) if message.context not in template.FREE
    }
    assert found == {(message.context, str(message.id)) for message in messages(wanted)}


def test_every_message_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if message.fuzzy or not all(forms(message)[1])] == []


def test_a_translation_has_the_same_pieces_as_its_message(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        pieces = {name for text in forms(message)[0] for name in template.placeholders(text)}
        for text in forms(message)[1]:
            assert set(template.placeholders(text)) == pieces, (message.id, text)


def test_a_message_that_joins_others_keeps_its_spaces(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        first, text = forms(message)[0][0], forms(message)[1][0]
        assert (first[:1] == " ", first[-1:] == " ") == (text[:1] == " ", text[-1:] == " "), (message.id, text)


def test_a_plural_has_as_many_forms_as_the_language(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        if isinstance(message.id, tuple):
            assert len(message.string) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_written_as_make_messages_writes_it(
    language: str, wanted: Catalog, monkeypatch, tmp_path
) -> None:
    before = template.path(language).read_bytes()
    monkeypatch.setattr(template, "LOCALES", tmp_path)
    copy = template.path(language)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(before)
    assert template.update(language, wanted) == 0
    assert copy.read_bytes() == before

"""Phrases stand in their own quotation marks with the number marked."""

import pytest
from tests.components.trees import attribute, of_type, words
from tests.fixtures.rows import row

from tradedash.components.words import about_the_print, known_text, language_name, outlet, quote, said_text, who


@pytest.mark.parametrize(
    ("language", "phrase", "shown"),
    [
        ("ru", "до рекордных 4,1 миллиарда", "«до рекордных 4,1 миллиарда»"),
        ("de", "Rekordniveau von 4,1 Mrd. USD", "„Rekordniveau von 4,1 Mrd. USD“"),
        ("en", "reached $4.1 billion", "“reached $4.1 billion”"),
        ("tr", "4,1 milyar dolara", "“4,1 milyar dolara”"),
    ],
)
def test_a_phrase_stands_in_the_quotation_marks_of_its_language(language, phrase, shown):
    quoted = quote(row(as_printed=phrase, language=language))
    assert words(quoted) == shown
    assert attribute(quoted, "lang") == language


def test_the_number_in_a_phrase_is_marked_with_its_unit_words():
    [mark] = of_type(quote(row(as_printed="до рекордных 4,1 миллиарда долларов", language="ru")), "Mark")
    assert "4,1" in words(mark)


def test_a_phrase_without_the_number_is_shown_whole_and_unmarked():
    quoted = quote(row(as_printed="a record level", language="en"))
    assert words(quoted) == "“a record level”"
    assert of_type(quoted, "Mark") == []


def test_markup_in_a_phrase_stays_text():
    quoted = quote(row(as_printed="<b>4.1</b> billion", language="en"))
    assert words(quoted) == "“<b>4.1</b> billion”"
    assert of_type(quoted, "B") == []


def test_the_line_about_a_print_names_language_hedge_and_flags():
    plain = row(language="ky")
    assert about_the_print(plain) == "Kyrgyz. Printed without a hedge."
    hedged = row(language="ru", qualifier="about over", flags="record in_words")
    assert about_the_print(hedged) == "Russian. Printed with “about, over”; called a record; the number is in words."


def test_an_unknown_language_is_named_by_its_code():
    assert language_name("xx") == "xx"
    assert language_name("zh") == "Chinese"


def test_without_a_speaker_the_outlet_spoke():
    assert who(row(source_publisher="News Example")) == "News Example"
    assert who(row(speaker="Vladimir Putin", speaker_role="President of Russia"), role=True) == (
        "V. Putin, President of Russia"
    )


def test_the_day_is_that_of_the_speech_else_that_of_print_else_not_known():
    assert known_text(row(stated_on="2025-11-26", source_published_on="2025-11-27")) == "26 Nov 2025"
    assert known_text(row(source_published_on="2025-11-27")) == "published 27 Nov 2025"
    assert known_text(row(source_published_on=None)) == "date not known"
    assert said_text(row(speaker="Ana Li", stated_on="2025-11-26")) == "A. Li, 26 Nov 2025"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "https://a b.example/", "//elsewhere.example", "ftp://a.example"],
)
def test_an_unsafe_address_becomes_words_without_a_link(address):
    shown = outlet(row(source_publisher="News Example", source_url=address))
    assert of_type(shown, "A") == []
    assert words(shown) == "News Example"


def test_a_link_to_a_source_tells_it_nothing_about_us():
    link = outlet(row(source_url="https://news.example/1"))
    assert attribute(link, "rel") == "noopener noreferrer"
    assert attribute(link, "target") == "_blank"

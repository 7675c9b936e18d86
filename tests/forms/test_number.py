"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.quantity import Quantity
from tradedash.forms.number import NUMBER_LANGUAGES, number_language, read_number


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("4.1", "en", "4.1"),
        ("4,1", "ru", "4.1"),
        ("4,10", "ru", "4.10"),
        ("4,1", "de", "4.1"),
        ("4,1", "ky", "4.1"),
        ("4.1", "ru", "4.1"),
        ("4.1", "de", "4.1"),
        ("4.10", "de", "4.10"),
        ("0.125", "de", "0.125"),
        ("1.234", "de", "1234"),
        ("1.234", "en", "1.234"),
        ("1,234", "en", "1234"),
        ("1,234", "ru", "1.234"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "de", "1234.5"),
        ("1 234,5", "ru", "1234.5"),
        ("1\u00a0234,5", "ru", "1234.5"),
        ("1\u2009234,5", "ky", "1234.5"),
        ("1\u202f234\u202f567", "en", "1234567"),
        ("1 234.50", "de", "1234.50"),
        ("-31", "en", "-31"),
        ("\u221231,5", "ru", "-31.5"),
        (" 4.1 ", "en", "4.1"),
        ("0", "en", "0"),
    ],
)
def test_digits_are_read_by_the_habits_of_a_language(typed, language, printed):
    assert read_number(typed, language) == printed


@pytest.mark.parametrize("language", NUMBER_LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "NaN", "nan", "Infinity", "-inf", "1e400", "1E+999999999", "9" * 400, "0." + "1" * 400, "0x10",
        "1_000", "١٢٣", "４.１", "4.1.1", "--1", "+4.1", "4.1e0", "½", "-0", "007", "1.", ".5", "1 23",
        "12 3456", "1,23,456",
        "12345678901234567.89", "None", "[]",
    ],
)  # fmt: skip
def test_what_is_not_one_number_is_refused_everywhere(typed, language):
    with pytest.raises(BadValue) as error:
        read_number(typed, language)
    assert error.value.field == "obs_value"


@pytest.mark.parametrize(
    ("typed", "language"), [("4,1", "en"), ("1.234,5", "en"), ("1,234.5", "de"), ("1.234,5", "ru")]
)
def test_a_number_written_the_way_of_another_language_is_refused(typed, language):
    with pytest.raises(BadValue, match="choose how it is written"):
        read_number(typed, language)


@pytest.mark.parametrize(
    ("source", "way"),
    [("en", "en"), ("ru", "ru"), ("ky", "ky"), ("de", "de"), ("tr", "de"), ("fr", "ru"), ("zh", "en"), ("pt-BR", "de"),
     ("xx", "en"), ("", "en"), ("../../etc", "en")],
)  # fmt: skip
def test_each_language_of_a_source_has_its_way_of_writing(source, way):
    assert number_language(source) == way


@given(st.integers(0, 10**12), st.integers(0, 6), st.booleans(), st.sampled_from(sorted(NUMBER_LANGUAGES)))
def test_what_is_printed_the_way_of_a_language_is_read_back_digit_by_digit(digits, scale, negative, language):
    quantity = Quantity(-digits if negative else digits, scale, 0)
    point = "." if language == "en" else ","
    if quantity.digits == 0:
        return
    assert read_number(quantity.printed.replace(".", point), language) == quantity.printed


@given(st.text(max_size=60), st.sampled_from(sorted(NUMBER_LANGUAGES)))
def test_any_text_is_a_number_of_the_grammar_or_is_refused(text, language):
    try:
        printed = read_number(text, language)
    except BadValue:
        return
    assert Quantity.parse(printed).printed == printed
    kept = [figure for figure in printed if figure.isdigit()]
    assert kept == [figure for figure in text if figure.isdigit()]

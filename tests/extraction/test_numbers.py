"""Where the number of a figure stands in its phrase."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.quantity import Quantity
from tradedash.extraction.numbers import Span, locate, printed_numbers


def marked(phrase: str, value: str, power: int = 0, language: str = "en") -> str | None:
    """Return the stretch that is marked for `value`, None if the number is not in the phrase."""
    span = locate(phrase, Quantity.parse(value, power), language)
    return phrase[span.start : span.end] if span else None


def is_in_words(phrase: str, value: str, power: int = 0, language: str = "en") -> bool:
    span = locate(phrase, Quantity.parse(value, power), language)
    assert span is not None
    return span.in_words


@pytest.mark.parametrize(
    ("phrase", "value", "power", "language", "expected"),
    [
        ("достиг 3,16 миллиарда долларов", "3.16", 9, "ru", "3,16 миллиарда"),
        ("достиг $3,2 млрд", "3.2", 9, "ru", "$3,2 млрд"),
        ("auf Rekordniveau von 4,1 Mrd. USD", "4.1", 9, "de", "4,1 Mrd. USD"),
        ("товарооборот вырос на 17 процентов", "17", 0, "ru", "17 процентов"),
        ("over 3 billion 160 million dollars", "3.16", 9, "en", "3 billion 160 million"),
        ("worth more than $ 300 million were", "300", 6, "en", "$ 300 million"),
        ("a 25-percent growth", "25", 0, "en", "25-percent"),
        ("ticaretinde yüzde 22'lik bir paya", "22", 0, "tr", "yüzde 22"),
        ("增长了百分之17", "17", 0, "zh", "百分之17"),
        ("порядка 525 тыс. киргизских трудовых", "525", 3, "ru", "525 тыс."),
        ("простила остаток долга - 240 млн долларов", "240", 6, "ru", "240 млн"),
        ("1800дөн ашуун компания иштейт", "1800", 0, "ky", "1800"),
        ("to $2bln", "2", 9, "en", "$2bln"),
    ],
)
def test_the_mark_covers_the_number_its_multiplier_and_its_signs(phrase, value, power, language, expected):
    assert marked(phrase, value, power, language) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "1800", "1,800", "1.800", "1 800", "1\u00a0800", "1\u2009800", "1\u202f800", "1'800", "1’800", "١٨٠٠",
        "١٬٨٠٠", "１８００",
    ],
)  # fmt: skip
def test_digits_are_found_in_any_grouping_and_script(printed):
    assert marked(f"reached {printed} companies", "1800") == printed


@pytest.mark.parametrize("printed", ["1234567.5", "1,234,567.5", "1.234.567,5", "1 234 567,5", "١٬٢٣٤٬٥٦٧٫٥"])
def test_a_decimal_sign_is_told_from_a_group_sign(printed):
    assert marked(f"reached {printed} in 2024", "1234567.5") == printed


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("grew by 13 percent", "3"),
        ("in 2023 it grew", "3"),
        ("in 2017 it grew", "17"),
        ("1,800 companies", "800"),
        ("1 800 companies", "800"),
        ("a share of 4.10", "4.1"),
        ("a share of 4.1", "4.10"),
        ("a share of 4.1", "1"),
        ("on 26.11.2025", "26"),
        ("version 4.1.1", "4.1"),
        ("in Q1 it grew", "1"),
        ("the 1st of May", "1"),
        ("в 2016-го году", "2016"),
        ("nothing here", "5"),
        ("", "5"),
    ],
)
def test_a_number_inside_another_is_not_found(phrase, value):
    assert marked(phrase, value) is None
    assert marked(phrase, value, language="ru") is None


def test_a_multiplier_word_that_says_otherwise_does_not_match():
    assert marked("worth $4.1 billion", "4.1", 6) is None
    assert marked("worth $4.1 billion", "4.1", 9) == "$4.1 billion"


def test_digits_without_a_multiplier_word_match_at_any_multiplier():
    assert marked("imports from Russia were $2.203", "2.203", 9) == "$2.203"


@pytest.mark.parametrize(
    ("phrase", "value", "power"),
    [("worth $4.1 billion", "4100", 6), ("3,500 projects", "3.5", 3), ("3.5 thousand projects", "3500", 0)],
)
def test_digits_match_at_another_scale(phrase, value, power):
    assert marked(phrase, value, power)


def test_billion_means_what_it_means_in_the_language_of_the_source():
    assert marked("ein Wert von 2 Billionen", "2", 12, "de")
    assert marked("ein Wert von 2 Billionen", "2", 9, "de") is None
    assert marked("wart 2 billion", "2", 9, "xx")
    assert marked("wart 2 billion", "2", 12, "xx")


def test_a_fall_is_found_without_its_minus_sign():
    assert marked("declined by 31 percent", "-31") == "31 percent"
    assert marked("changed by −31 %", "-31") == "−31 %"
    assert marked("changed by -31 %", "-31") == "-31 %"


def test_a_number_printed_with_a_minus_sign_is_not_the_number_without():
    assert marked("changed by −31 %", "31") is None
    assert marked("the remaining debt - 31 million", "31", 6) == "31 million"


def test_the_number_with_its_multiplier_wins_over_an_earlier_one_without():
    assert marked("all 30 deals of $30 million", "30", 6) == "$30 million"


def test_digits_win_over_words():
    assert marked("two of 2", "2") == "2"


@pytest.mark.parametrize(
    ("phrase", "value", "power", "language"),
    [
        ("two hundred and forty million", "240", 6, "en"),
        ("twenty-five percent", "25", 0, "en"),
        ("one and a half million", "1.5", 6, "en"),
        ("half a billion", "0.5", 9, "en"),
        ("three quarters", "75", 0, "en"),
        ("two thirds", "66.7", 0, "en"),
        ("two thirds", "66.6", 0, "en"),
        ("more than doubled", "2", 0, "en"),
        ("a tenfold rise", "10", 0, "en"),
        ("полтора миллиарда", "1.5", 9, "ru"),
        ("двести сорок миллионов", "240", 6, "ru"),
        ("трёх с половиной тысяч", "3.5", 3, "ru"),
        ("пятимиллиардный рубеж", "5", 9, "ru"),
        ("выросли вчетверо", "4", 0, "ru"),
        ("две трети", "67", 0, "ru"),
        ("полмиллиарда", "500", 6, "ru"),
        ("zweihundertvierzig Millionen", "240", 6, "de"),
        ("fünfundzwanzig Prozent", "25", 0, "de"),
        ("anderthalb Milliarden", "1.5", 9, "de"),
        ("zweieinhalb Milliarden", "2.5", 9, "de"),
        ("verfünffacht", "5", 0, "de"),
        ("ein Drittel", "33.3", 0, "de"),
        ("quatre-vingt-dix-sept pour cent", "97", 0, "fr"),
        ("soixante-quinze", "75", 0, "fr"),
        ("deux milliards et demi", "2.5", 9, "fr"),
        ("un tiers", "33", 0, "fr"),
        ("dos mil millones de dólares", "2", 9, "es"),
        ("una cuarta parte", "25", 0, "es"),
        ("treinta y siete por ciento", "37", 0, "es"),
        ("trentasette per cento", "37", 0, "it"),
        ("tremila imprese", "3000", 0, "it"),
        ("bir buçuk milyar", "1.5", 9, "tr"),
        ("dörtte biri", "25", 0, "tr"),
        ("yirmi beş", "25", 0, "tr"),
        ("үчтөн бири", "33.3", 0, "ky"),
        ("эки миллиард доллар", "2", 9, "ky"),
        ("to‘rtdan biri", "25", 0, "uz"),
        ("ikki yarim milliard", "2.5", 9, "uz"),
        ("خمسة وعشرون في المئة", "25", 0, "ar"),
        ("مليوني دولار", "2", 6, "ar"),
        ("ثلاثة مليارات", "3", 9, "ar"),
        ("وثلث التجارة", "33.3", 0, "ar"),
        ("三百二十亿美元", "320", 8, "zh"),
        ("百分之五十", "50", 0, "zh"),
        ("四分之一", "25", 0, "zh"),
        ("十亿", "10", 8, "zh"),
    ],
)  # fmt: skip
def test_number_words_are_read(phrase, value, power, language):
    assert is_in_words(phrase, value, power, language)


@pytest.mark.parametrize(
    ("phrase", "value", "language"),
    [("Einheit und Achtung", "1", "de"), ("someone often", "1", "en"), ("семья", "7", "ru"), ("birlik", "1", "tr")],
)
def test_a_word_that_only_begins_like_a_number_is_not_one(phrase, value, language):
    assert marked(phrase, value, language=language) is None


def test_two_numbers_joined_by_and_stay_two():
    assert printed_numbers("between three and five million", "en") == ["three", "five million"]


def test_the_numbers_of_a_phrase_can_be_listed():
    assert printed_numbers("30 memorandums worth 270 million dollars", "en") == ["30", "270 million"]


def test_every_number_of_the_coverage_is_found_the_way_it_is_flagged(shared):
    otherwise, figures = [], 0
    for line in (shared / "coverage" / "coverage.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        for figure in article["figures"]:
            figures += 1
            quantity = Quantity.parse(figure["value"], len(str(figure["multiplier"])) - 1)
            span = locate(figure["as_printed"], quantity, article["language"])
            if span is None or span.in_words != ("in_words" in figure["flags"]):
                otherwise.append((figure["as_printed"], span))
    assert figures == 372
    assert otherwise == []


@given(st.integers(0, 10**15 - 1), st.integers(0, 6), st.sampled_from(["", "$", "USD ", "€"]))
def test_any_printed_number_is_found_where_it_stands(digits, scale, sign):
    quantity = Quantity(digits, scale, 0)
    if len(quantity.printed.partition(".")[0]) > 15:
        return
    phrase = f"about {sign}{quantity.printed} of it"
    assert locate(phrase, quantity, "en") == Span(6, 6 + len(sign) + len(quantity.printed), in_words=False)


@given(st.text(max_size=300), st.sampled_from(["ru", "en", "de", "ky", "tr", "fr", "es", "ar", "it", "zh", "uz", "xx"]))
def test_no_text_breaks_the_search(phrase, language):
    span = locate(phrase, Quantity.parse("3"), language)
    assert span is None or 0 <= span.start < span.end <= len(phrase)


@pytest.mark.parametrize("phrase", ["1," * 150, "1 000 " * 50, "two " * 75, "million " * 37, "и" * 300, "一" * 300])
def test_a_hostile_phrase_costs_little_time(phrase):
    begin = time.perf_counter()
    locate(phrase, Quantity.parse("3"), "en")
    locate(phrase, Quantity.parse("3"), "zh")
    assert time.perf_counter() - begin < 1

"""Numbers, periods, hedges and counts as each language writes them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.formatting.test_formatting import row

from tradedash.domain.economy import Economy, EconomyKind
from tradedash.formatting import (
    amount_text,
    basis_text,
    basis_word,
    bounds_text,
    count_text,
    day_text,
    economy_name,
    number_text,
    period_text,
    size_text,
    with_unit,
)
from tradedash.i18n import use


@pytest.mark.parametrize(
    ("language", "number", "signed"),
    [
        ("en", "1,234,567.50", "+13.6"),
        ("ru", "1\u00a0234\u00a0567,50", "+13,6"),
        ("de", "1.234.567,50", "+13,6"),
        ("ky", "1\u00a0234\u00a0567,50", "+13,6"),
    ],
)
def test_digits_stay_and_their_separators_are_those_of_the_language(language: str, number: str, signed: str) -> None:
    with use(language):
        assert number_text("1234567.50") == number
        assert number_text("13.6", signed=True) == signed
        assert number_text("-0.5") == "−0" + number[-3] + "5"


@pytest.mark.parametrize(
    ("language", "over", "almost", "share", "thousand"),
    [
        ("en", "over 3.16 bn USD", "almost 4 bn USD", "about 97\u202f%", "30 thousand USD"),
        ("ru", "свыше 3,16 млрд долл.", "почти 4 млрд долл.", "около 97\u202f%", "30 тыс. долл."),
        ("de", "über 3,16 Mrd. USD", "fast 4 Mrd. USD", "etwa 97\u202f%", "30 Tsd. USD"),
        ("ky", "3,16 млрд доллардан ашык", "дээрлик 4 млрд доллар", "болжол менен 97\u202f%", "30 миң доллар"),
    ],
)
def test_hedges_and_units_stand_where_the_language_has_them(
    language: str, over: str, almost: str, share: str, thousand: str
) -> None:
    with use(language):
        assert with_unit(row(obs_value="3.16", qualifier="over")) == over
        assert with_unit(row(obs_value="4", qualifier="nearly")) == almost
        assert with_unit(row(obs_value="97", unit_mult=0, unit_measure="percent", qualifier="about")) == share
        assert with_unit(row(obs_value="3", unit_mult=4, value=Decimal(30_000))) == thousand


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("3", "3төн ашык"), ("4", "4төн ашык"), ("5", "5тен ашык"), ("6", "6дан ашык"), ("2", "2ден ашык"),
        ("10", "10дон ашык"), ("40", "40тан ашык"), ("50", "50дөн ашык"), ("70", "70тен ашык"),
        ("300", "300дөн ашык"), ("3000", "3\u00a0000ден ашык"), ("3.16", "3,16дан ашык"),
    ],
)  # fmt: skip
def test_a_kyrgyz_ending_agrees_with_the_number_as_it_is_spoken(printed: str, words: str) -> None:
    with use("ky"):
        assert with_unit(row(obs_value=printed, unit_mult=0, unit_measure="count", qualifier="over")) == words


@pytest.mark.parametrize(
    ("language", "one", "two", "five", "twenty_one", "fraction"),
    [
        ("en", "1 times", "2 times", "5 times", "21 times", "2.5 times"),
        ("ru", "1 раз", "2 раза", "5 раз", "21 раз", "2,5 раза"),
        ("de", "1 Mal", "2 Mal", "5 Mal", "21 Mal", "2,5 Mal"),
        ("ky", "1 эсе", "2 эсе", "5 эсе", "21 эсе", "2,5 эсе"),
    ],
)
def test_times_agree_with_their_number(
    language: str, one: str, two: str, five: str, twenty_one: str, fraction: str
) -> None:
    with use(language):
        printed = ("1", "2", "5", "21", "2.5")
        words = [with_unit(row(obs_value=number, unit_mult=0, unit_measure="ratio")) for number in printed]
    assert words == [one, two, five, twenty_one, fraction]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1 print", "2 prints", "5 prints", "21 prints", "1,112 prints"]),
        ("ru", ["1 публикация", "2 публикации", "5 публикаций", "21 публикация", "1\u00a0112 публикаций"]),
        ("de", ["1 Abdruck", "2 Abdrucke", "5 Abdrucke", "21 Abdrucke", "1.112 Abdrucke"]),
        ("ky", ["1 жарыя", "2 жарыя", "5 жарыя", "21 жарыя", "1\u00a0112 жарыя"]),
    ],
)
def test_what_is_counted_takes_the_form_of_its_number(language: str, words: list[str]) -> None:
    with use(language):
        assert [count_text(number, "print") for number in (1, 2, 5, 21, 1112)] == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["12 May 2023", "Nov 2025", "Jan–Nov 2025", "Jan–Jun 2024", "Q1 2017", "Mar 2001–Apr 2002"]),
        ("ru", ["12 мая 2023", "нояб. 2025", "янв.–нояб. 2025", "1-е полугодие 2024", "1-й кв. 2017",
                "март 2001–апр. 2002"]),
        ("de", ["12. Mai 2023", "Nov. 2025", "Jan.–Nov. 2025", "1. Halbjahr 2024", "1. Quartal 2017",
                "März 2001–Apr. 2002"]),
        ("ky", ["2023-ж. 12-май", "2025-ж. ноя.", "2025-ж. янв.–ноя.", "2024-ж. 1-жарым жылдыгы", "2017-ж. 1-чейреги",
                "2001-ж. мар.–2002-ж. апр."]),
    ],
)  # fmt: skip
def test_days_and_periods_are_written_as_in_the_language(language: str, words: list[str]) -> None:
    codes = ("2023-05-12", "2025-11", "2025-01/2025-11", "2024-H1", "2017-Q1", "2001-03/2002-04")
    with use(language):
        assert [period_text(code) for code in codes] == words
        assert day_text(date(2023, 5, 12)) == words[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["above 3", "3.6 to below 4", "2 or more"]),
        ("ru", ["больше 3", "от 3,6 до 4, не включая", "2 или больше"]),
        ("de", ["über 3", "3,6 bis unter 4", "2 oder mehr"]),
        ("ky", ["3төн жогору", "3,6дан 4кө чейин, өзү кирбейт", "2 же андан көп"]),
    ],
)
def test_what_a_number_may_be_is_said_in_the_language(language: str, words: list[str]) -> None:
    billion = 10**9
    over = row(qualifier="over", value=Decimal(3 * billion), lower=Decimal(3 * billion))
    nearly = row(qualifier="nearly", value=Decimal(4 * billion), lower=Decimal("3.6") * billion,
                 upper=Decimal(4 * billion))  # fmt: skip
    least = row(qualifier="at_least", value=Decimal(2 * billion), lower=Decimal(2 * billion))
    with use(language):
        assert [bounds_text(one) for one in (over, nearly, least)] == words


def test_names_come_from_the_language_and_those_it_has_not_from_the_code_list() -> None:
    economies = {
        "KZ": Economy("KZ", "Kazakhstan", "Kazakh", EconomyKind.ECONOMY),
        "PY": Economy("PY", "Paraguay", "Paraguayan", EconomyKind.ECONOMY),
        "AA": Economy("AA", "Aland", "Alandic", EconomyKind.ECONOMY),
        "unstated": Economy("unstated", "Not stated", "", EconomyKind.UNSTATED),
    }
    with use("ru"):
        assert economy_name(economies, "PY") == "Парагвай"
        assert [basis_text(economies, code) for code in ("KZ", "PY", "AA")] == [
            "казахстанские данные",
            "статистика: Парагвай",
            "статистика: Aland",
        ]
        assert [basis_word(economies, code) for code in ("KZ", "unstated", "XX")] == [
            "казахстанские",
            "не указано",
            "XX",
        ]
    with use("de"):
        assert (basis_text(economies, "PY"), basis_text(economies, "unstated")) == (
            "Statistik: Paraguay",
            "Grundlage nicht genannt",
        )
        assert size_text(9, "USD") == "Mrd. USD"
        assert amount_text(Fraction(1_911_500_000), 6, 1) == "1.911,5"

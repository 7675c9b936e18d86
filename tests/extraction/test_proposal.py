"""What a phrase says about its figure: numbers, units, hedges, periods, bases and indicators, in eleven languages."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.indicators import INDICATORS

from tradedash.extraction.lexicon import LEXICONS
from tradedash.extraction.located import Located
from tradedash.extraction.proposal import NumberProposal, Proposal, propose

SAID = date(2025, 6, 10)


def read(phrase: str, language: str = "en", said_on: date | None = SAID) -> Proposal:
    return propose(phrase, language, said_on=said_on, published_on=None, indicators=INDICATORS)


def first(phrase: str, language: str = "en") -> NumberProposal:
    number = read(phrase, language).number
    assert number is not None
    return number


def value(found: Located[Any] | None) -> Any:
    return found.value if found else None


def period(phrase: str, language: str = "en", said_on: date | None = SAID) -> str | None:
    found = read(phrase, language, said_on).time_period
    return found.value.code if found else None


@pytest.mark.parametrize(
    ("language", "phrase", "digits", "power", "unit"),
    [
        ("en", "bilateral trade totalled 21,345.6 million dollars", "21345.6", 6, "USD"),
        ("en", "trade reached €1.230 billion", "1.230", 9, "EUR"),
        ("en", "exports down by a third", "-33.3", 0, "percent"),
        ("en", "three and a half thousand projects", "3500", 0, "count"),
        ("de", "Exporte von 1.234,5 Millionen Euro", "1234.5", 6, "EUR"),
        ("fr", "ont atteint 3,4 milliards d’euros", "3.4", 9, "EUR"),
        ("es", "superaron los 1.500 millones de dólares", "1500", 6, "USD"),
        ("it", "ha raggiunto 1,9 miliardi di euro", "1.9", 9, "EUR"),
        ("ru", "составил 1 234,5 млн долларов США", "1234.5", 6, "USD"),
        ("ru", "экспорт составил 12,7 млн т", "12.7", 6, "tonnes"),
        ("ru", "вырос в полтора раза", "1.5", 0, "ratio"),
        ("ru", "объем 285 миллиардов рублей", "285", 9, "RUB"),
        ("ky", "соода 700 миллион доллардан ашты", "700", 6, "USD"),
        ("tr", "ithalat 1.250 milyon doları aştı", "1250", 6, "USD"),
        ("tr", "ihracat yüzde 12,4 arttı", "12.4", 0, "percent"),
        ("uz", "3,2 milliard dollarni tashkil etdi", "3.2", 9, "USD"),
        ("ar", "بلغ ٣٫٥ مليار دولار", "3.5", 9, "USD"),
        ("zh", "贸易额约为15亿美元", "15", 8, "USD"),
        ("zh", "进口额下降3.2%", "-3.2", 0, "percent"),
    ],
)
def test_a_number_is_proposed_with_its_multiplier_and_unit(language, phrase, digits, power, unit):
    number = first(phrase, language)
    assert (number.value.value, value(number.unit_mult), value(number.unit_measure)) == (digits, power, unit)


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("ru", "рост на 3,5 процентных пункта"),
        ("en", "the share rose by 3.5 percentage points"),
        ("ru", "оборот достиг 420 млрд тенге"),
        ("en", "trade hit 40 billion yuan"),
        ("ru", "до рекордных 4,1 миллиарда"),
        ("uz", "Россия — 108,3"),
        ("en", "rose from 10 to 20"),
    ],
)
def test_no_unit_is_proposed_where_the_phrase_names_none_of_the_list(language, phrase):
    assert all(number.unit_measure is None or number.value.value == "20" for number in read(phrase, language).numbers)


@pytest.mark.parametrize("phrase", ["trade between the two countries", "торговля двух стран", "两国贸易", "no number"])
def test_a_number_of_parties_is_no_figure(phrase):
    language = "zh" if "两" in phrase else "ru" if "т" in phrase else "en"
    assert read(phrase, language).numbers == ()


def test_money_and_percent_come_before_counts_and_years_are_no_numbers():
    found = read("in 2024 some 30 memorandums worth 270 million dollars were signed in 11 months")
    assert [number.value.value for number in found.numbers] == ["270", "30"]


@pytest.mark.parametrize(
    ("language", "phrase", "hedges"),
    [
        ("de", "etwa 2 Mrd. USD überschritten hätten", ["about", "over"]),
        ("de", "bis zu 20 Prozent", ["up_to"]),
        ("de", "mindestens 300 Unternehmen", ["at_least"]),
        ("en", "up by nearly five times", ["nearly"]),
        ("en", "more than doubled", ["over"]),
        ("en", "up to 40 percent of exports", ["up_to"]),
        ("en", "go up to $2 billion", []),
        ("en", "was up 75% over the same period", []),
        ("en", "no more than 15 percent", ["up_to"]),
        ("en", "three times more than in 2020", []),
        ("es", "más de 200 empresas", ["over"]),
        ("fr", "près de 3,4 milliards d’euros", ["nearly"]),
        ("it", "oltre 300 imprese", ["over"]),
        ("ky", "1800дөн ашуун компания", ["over"]),
        ("ky", "кеминде 200 ишкана", ["at_least"]),
        ("ru", "отметки почти в 4 млрд долларов", ["nearly"]),
        ("ru", "не превышает 15 процентов", ["up_to"]),
        ("ru", "не менее 500 предприятий", ["at_least"]),
        ("ru", "в три раза больше, чем раньше", []),
        ("tr", "175 milyon ABD dolarını aşan", ["over"]),
        ("tr", "2,3 milyar dolara ulaştı", []),
        ("uz", "300 dan ortiq korxona", ["over"]),
        ("ar", "أكثر من 200 شركة", ["over"]),
        ("zh", "几乎近50%", ["nearly"]),
    ],
)
def test_hedges_are_the_words_directly_beside_the_number(language, phrase, hedges):
    assert [each.value.value for each in first(phrase, language).qualifiers] == hedges


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("en", "grew in Q1 of 2021 by 6%", "2021-Q1"),
        ("en", "in the first six months of 2025 totaled $110 million", "2025-H1"),
        ("en", "from January to May this year trade was $2bn", "2025-01/2025-05"),
        ("en", "between January and September it grew by 17%", "2024-01/2024-09"),
        ("en", "in 4 months trade was $2bn", "2025-01/2025-04"),
        ("en", "grew 13.6% last year", "2024"),
        ("en", "$5.8 billion as of March 1, 2025", "2025-03-01"),
        ("en", "$6 billion in May 2024", "2024-05"),
        ("en", "2.5 times over the past five years", "2020/2025"),
        ("de", "stieg im vergangenen Jahr auf 4,1 Mrd. $", "2024"),
        ("de", "im ersten Halbjahr 2024 um 8,3 Prozent", "2024-H1"),
        ("fr", "12 % au premier trimestre 2025", "2025-Q1"),
        ("es", "1.500 millones entre enero y abril", "2025-01/2025-04"),
        ("it", "del 7 per cento nel 2024", "2024"),
        ("ru", "за 11 месяцев прошлого года 2,6 млрд долларов", "2024-01/2024-11"),
        ("ru", "с января по ноябрь прошлого года $1,74 млрд", "2024-01/2024-11"),
        ("ru", "с 2016-го по 2017 год - еще 60 млн", "2016/2017"),
        ("ru", "по состоянию на 30 марта 2017 года составляет $240 миллионов", "2017-03-30"),
        ("ru", "в III квартале 2024 года вырос на 3%", "2024-Q3"),
        ("ky", "быйылкы жылдын беш айында 1,3 миллиард доллар", "2025-01/2025-05"),
        ("tr", "2024 yılında 2,3 milyar dolar", "2024"),
        ("uz", "2024 йилнинг январь-июнь ойларида 108,3 млн доллар", "2024-H1"),
        ("ar", "في عام 2024 بلغ 3.5 مليار دولار", "2024"),
        ("zh", "今年1-4月进口额下降3.2%", "2025-01/2025-04"),
        ("zh", "2018年上半年贸易额20亿美元", "2018-H1"),
    ],
)
def test_a_period_is_proposed_where_the_phrase_gives_it(language, phrase, expected):
    assert period(phrase, language) == expected


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "increased by 17 percent"),
        ("en", "2022 ($3.193 billion)"),
        ("en", "in the past 12 months trade hit $40bn"),
        ("en", "$5 billion in the coming years"),
        ("en", "has invested $1 billion since 2014"),
        ("en", "close to 20% more than last year"),
        ("en", "trade may reach $5 billion"),
        ("en", "$3 billion in 2022 and $4 billion in 2023"),
        ("ky", "2023-жылдын башынан бери 17% га өсүү"),
        ("ru", "рост на 31% по сравнению с 2016 годом"),
        ("ru", "к аналогичному периоду прошлого года вырос на 38 процентов"),
        ("ru", "за последние шесть месяцев 2 млрд долларов"),
        ("zh", "较上一年同比增长了17%"),
    ],
)
def test_no_period_is_better_than_a_wrong_one(language, phrase):
    assert period(phrase, language) is None


def test_relative_words_mean_nothing_without_a_day_and_count_from_the_day_of_speech_first():
    assert period("grew 13.6% last year", said_on=None) is None
    assert period("in January-October it grew by 3%", said_on=None) is None
    both = propose(
        "grew 13.6% last year",
        "en",
        said_on=date(2020, 1, 5),
        published_on=date(2025, 1, 1),
        indicators=INDICATORS,
    )
    assert both.time_period is not None
    assert both.time_period.value.code == "2019"
    assert both.period_evidence == "last year"


def test_each_number_has_the_period_beside_it():
    found = read("at least 350 companies, up from 300 in 2020")
    periods = {number.value.value: number.time_period for number in found.numbers}
    assert periods["350"] is None
    assert periods["300"] is not None
    assert periods["300"].value.code == "2020"


@pytest.mark.parametrize(
    ("language", "phrase", "basis", "compared"),
    [
        ("en", "trade grew by 13.6% in 2024", "implied", "2023"),
        ("en", "grew by 17.4% in the first half of 2023 year-on-year", "stated", "2022-H1"),
        ("en", "increased 60% compared to the same period in 2002", "stated", None),
        ("en", "exports down by 5% in 2023 compared with 2021", "stated", "2021"),
        ("en", "almost triple the figure of several years ago", "unstated", None),
        ("en", "trade grew by 13.6 percent", "implied", None),
        ("en", "97 percent of payments", None, None),
        ("en", "turnover reached $4 billion in 2024", None, None),
        ("ru", "в январе-марте 2025 года вырос на 6% к аналогичному периоду прошлого года", "stated", "2024-Q1"),
        ("ru", "по сравнению с 2000, упал на 25%", "stated", "2000"),
        ("es", "creció un 12,5 % en 2024 respecto a 2023", "stated", "2023"),
        ("zh", "2018年同比增长14.8%", "stated", "2017"),
    ],
)
def test_a_growth_compares_with_what_is_named_or_else_with_the_year_before(language, phrase, basis, compared):
    number = first(phrase, language)
    assert value(number.comparison_basis) == basis
    assert (number.comparison_period.value.code if number.comparison_period else None) == compared


@pytest.mark.parametrize(
    ("language", "phrase", "code"),
    [
        ("en", "trade turnover reached $4.1 billion", "turnover"),
        ("en", "trade turnover increased by 13.6 percent", "turnover_growth"),
        ("en", "to increase the volume of trade to $2bln", "turnover_target"),
        ("en", "trade grew by $56 mln", "turnover_increase"),
        ("en", "accounting for 22% of the country’s total trade turnover", "trade_share"),
        ("en", "Exports to Russia more than doubled", "export_growth_factor"),
        ("en", "more than 1,800 companies", "company_count"),
        ("de", "Die Importe sanken um 8 Prozent", "imports_growth"),
        ("ru", "Доля рубля во взаимных расчетах достигла 97%", "rouble_share"),
        ("ru", "около 97% расчетов идут в национальных валютах", "national_currency_share"),
        ("ru", "экспорт составил 2,59 миллиарда долларов", "exports"),
        ("ar", "ارتفعت الصادرات بنسبة 12%", "exports_growth"),
        ("zh", "双边贸易额达227.1亿美元", "turnover"),
    ],
)
def test_the_first_indicator_follows_from_the_words(language, phrase, code):
    best = first(phrase, language).indicators[0]
    assert best.value == code
    assert best.words(phrase)


def test_an_indicator_that_no_word_speaks_for_has_no_evidence():
    best = first("reached a record $3.5 billion").indicators[0]
    assert (best.start, best.end) == (0, 0)
    assert [flag.value.value for flag in read("reached a record $3.5 billion").flags] == ["record"]


def test_a_number_that_fell_so_many_times_is_no_growth_factor():
    number = first("импорт упал в 2,3 раза", "ru")
    assert "import_growth_factor" not in [each.value for each in number.indicators]
    assert number.comparison_basis is None


PIECES = [
    "2024", "last year", "11 месяцев", "в прошлом году",
    "с 2016 по", "$4.1 billion", "٣٫٥ مليار", "去年", "1-9月", "\0",
    "\ud800", "\u202e", "over", "compared to", "the same period", "двух", "миллиардов", "from", "30 May", "bir buçuk",
    "yüzde", "99999999999999999999", "1.2.3", "٤٥", "half", "of", "%", "30.02.2024", "February 30, 2024",
    "12 months of",
]  # fmt: skip
NASTY = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(codec=None), max_size=120),  # half surrogates too
    st.text("0123456789.,-–% $€()", max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


def stretches(proposal: Proposal) -> list[Located[Any]]:
    found: list[Located[Any] | None] = [*proposal.flags, *proposal.topics, proposal.phrase_period]
    for number in proposal.numbers:
        found += [number.value, number.unit_mult, number.unit_measure, number.time_period, number.comparison_basis]
        found += [number.comparison_period, *number.qualifiers, *number.indicators]
    return [each for each in found if each is not None]


@given(NASTY, st.sampled_from([*LEXICONS, "pt-BR", "xx", "", "e\0n", "\ud800"]), st.none() | st.dates())
def test_any_text_is_read_without_an_error_and_every_stretch_lies_in_the_phrase(phrase, language, said_on):
    found = propose(phrase, language, said_on=said_on, published_on=None, indicators=INDICATORS)
    for each in stretches(found):
        assert 0 <= each.start <= each.end <= len(phrase)
    for number in found.numbers:
        assert number.value.value.isascii()


@pytest.mark.parametrize(
    "text",
    ["1", "1,", "1 ", "in ", "from ", "два ", "-", "20", "2024 ", "May ", "%", "一", "more than ", "\u0661", "a"],
)
@pytest.mark.parametrize("language", ["en", "ru", "zh", "tr"])
def test_a_long_repetition_takes_no_longer_than_a_moment(text, language):
    read("1 in 2024 last year", language)  # tables are built once
    began = time.perf_counter()
    read((text * 10_000)[:10_000], language)
    assert time.perf_counter() - began < 1

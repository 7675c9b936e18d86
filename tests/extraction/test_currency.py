"""The currency that a growth names: said in many ways in each language, and not to be read into sums of money."""

import pytest

from tradedash.domain.indicator import Unit
from tradedash.extraction.currency import measured_in


@pytest.mark.parametrize(
    ("phrase", "language", "currency"),
    [
        ("в рублях вырос на 30%", "ru", Unit.RUB),
        ("в долларовом выражении снизился на 5%", "ru", Unit.USD),
        ("вырос на 12% в рублёвом эквиваленте", "ru", Unit.RUB),
        ("в пересчёте на доллары вырос на 3%", "ru", Unit.USD),
        ("в сомовом выражении плюс 8%", "ru", Unit.KGS),
        ("rose 13% in dollar terms", "en", Unit.USD),
        ("in Russian roubles it grew 30 percent", "en", Unit.RUB),
        ("ruble-denominated trade grew 30%", "en-GB", Unit.RUB),
        ("auf Rubelbasis um 30 Prozent", "de", Unit.RUB),
        ("in US-Dollar um 5 Prozent", "de", Unit.USD),
        ("en roubles, une hausse de 30 %", "fr", Unit.RUB),
        ("creció 5% en dólares", "es", Unit.USD),
        ("in rubli è cresciuto del 30%", "it", Unit.RUB),
        ("dolar bazında yüzde 5 arttı", "tr", Unit.USD),
        ("рубль эсебинде 30% өстү", "ky", Unit.RUB),
        ("dollar hisobida 5 foiz o‘sdi", "uz", Unit.USD),
        ("以卢布计增长30%", "zh", Unit.RUB),
        ("ارتفع بالروبل 30 بالمئة", "ar", Unit.RUB),
    ],
)
def test_a_growth_that_names_its_currency_has_it(phrase, language, currency):
    assert measured_in(phrase, language) is currency


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("вырос на 13,6% до 4,1 млрд долларов", "ru"),
        ("вырос на 13,6% и составил 4,1 миллиарда в долларах США", "ru"),
        ("в Европе вырос на 5%", "ru"),
        ("rose 13.6% to $4.1 billion", "en"),
        ("in some months it grew 5%", "en"),
        ("in the euro area it grew 5%", "en"),
        ("im Sommer um 5 Prozent", "de"),
        ("4 milyar dolar olarak gerçekleşti, yüzde 13 arttı", "tr"),
        ("in roubles", "xx"),
    ],
)
def test_a_sum_of_money_or_another_word_is_no_currency_of_a_growth(phrase, language):
    assert measured_in(phrase, language) is None


def test_of_two_currencies_the_one_in_the_clause_of_the_number_counts():
    phrase = "fell 5% in dollars and rose 30% in roubles"
    assert measured_in(phrase, "en") is None
    assert measured_in(phrase, "en", phrase.index("5")) is Unit.USD
    assert measured_in(phrase, "en", phrase.index("30")) is Unit.RUB


def test_a_decimal_comma_does_not_end_a_clause():
    phrase = "в долларах снизился на 5,2%, в рублях вырос на 30%"
    assert measured_in(phrase, "ru", phrase.index("5,2")) is Unit.USD
    assert measured_in(phrase, "ru", phrase.index("30")) is Unit.RUB

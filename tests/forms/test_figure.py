"""What the form makes of what people type: a command, or one sentence for each field that is wrong."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.forms.lists import LISTS, accepted, refused, typed

from tradedash.commands.figures import NewSource
from tradedash.domain.figure import ComparisonBasis, Status
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.forms.figure import parse_figure
from tradedash.forms.known import KnownSource
from tradedash.forms.sheet import FormErrors

KNOWN = KnownSource("abc", "News Example", "ru", None, date(2025, 2, 3), "https://news.example/1", 2)
GROWTH = {
    "indicator": "turnover_growth",
    "unit_measure": "percent",
    "unit_mult": "0",
    "obs_value": "13,6",
    "as_printed": "вырос на 13,6%",
}


def test_a_good_form_becomes_the_command_it_says():
    command = accepted(
        source_title="Встреча", source_published_on="2025-11-26", speaker="Vladimir Putin",
        speaker_role="President of Russia", stated_on="2025-11-26", qualifier=["over", "about"], flags=["record"],
        note="Said twice.", period_evidence="в прошлом году", form_key="k" * 32,
    )  # fmt: skip
    assert command.source == NewSource(
        url="https://news.example/1",
        publisher="News Example",
        language="ru",
        title="Встреча",
        published_on=date(2025, 11, 26),
    )
    figure = command.print
    assert (figure.indicator, figure.ref_area, figure.counterpart_area, figure.basis) == ("turnover", "RU", "KG", "RU")
    assert figure.quantity == Quantity.parse("4.1", 9)
    assert figure.period == Period.parse("2024")
    assert (figure.comparison_basis, figure.comparison_period) == (None, Period.parse(None))
    assert figure.qualifiers == (Qualifier.ABOUT, Qualifier.OVER)
    assert figure.flags == (Flag.RECORD,)
    assert figure.as_printed == "достиг 4,1 миллиарда долларов"
    assert (figure.speaker, figure.speaker_role) == ("Vladimir Putin", "President of Russia")
    assert (figure.stated_on, figure.period_evidence) == (date(2025, 11, 26), "в прошлом году")
    assert (command.note, command.form_key) == ("Said twice.", "k" * 32)


def test_a_form_sends_to_review_and_keeps_a_draft_back_but_never_publishes():
    assert accepted().status is Status.IN_REVIEW
    assert accepted(send="draft").status is Status.DRAFT
    assert accepted(send="published").status is Status.IN_REVIEW


def test_an_empty_form_is_refused_field_by_field_in_its_own_order():
    result = parse_figure({}, LISTS)
    assert isinstance(result, FormErrors)
    assert list(result.messages) == [
        "source_url", "source_publisher", "language", "as_printed", "obs_value", "unit_measure", "indicator", "pair",
        "time_period", "basis",
    ]  # fmt: skip


def test_what_was_typed_is_kept_with_the_errors():
    raw = typed(basis=None, as_printed="<b>4,1</b>")
    result = parse_figure(raw, LISTS)
    assert isinstance(result, FormErrors)
    assert result.typed == raw


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("source_url", None, "Give the address of the article."),
        ("source_url", "javascript:alert(1)", "The address must begin with http:// or https://."),
        ("source_publisher", None, "Give the publisher: the outlet or the office."),
        ("language", None, "Choose the language of the article."),
        ("as_printed", None, "Give the phrase with the number, as it is printed."),
        ("as_printed", "4,1 " + "раз " * 15, "Shorten the phrase to at most 15 words around the number."),
        ("obs_value", None, "Give the number."),
        ("obs_value", "много", "Write the number in digits, for example 4.1 or 4,1."),
        ("obs_value", "3,01", "Not in the phrase. It has 4,1 миллиарда."),
        ("obs_value", "4,10", "Not in the phrase. It has 4,1 миллиарда."),
        ("unit_mult", "6", "The phrase has another multiplier: 4,1 миллиарда."),
        ("unit_mult", "1", "Choose the multiplier from the list, for example million."),
        ("unit_measure", None, "Choose the unit."),
        ("unit_measure", "percent", "“Trade turnover” is measured in USD or RUB or EUR or KGS."),
        ("number_language", "xx", "Choose from the list how the number is written."),
        ("indicator", None, "Choose what the number measures."),
        ("indicator", "turnove",
         "“turnove” is not a known indicator. Did you mean turnover or turnover_growth or turnover_increase?"),
        ("pair", None, "Give the pair as two codes, for example RU-KG."),
        ("pair", "RU-RU", "Write the pair as two codes, for example RU-KG."),
        ("pair", "RU-EEC", "“EEC” is not the code of an economy; write the pair as RU-KG."),
        ("time_period", None, "Give the period, or write “unstated” if the print names none."),
        ("time_period", "2025-13", "There is no month 13; months run from 01 to 12."),
        ("basis", None, "Choose one. The speaker’s country is not the basis."),
        ("qualifier", ["over", "nearly"],
         "No number is over and nearly the same value: keep the hedge that is printed."),
        ("qualifier", ["exact", "over"], "“exact” cannot stand beside a hedge: tick one or the other."),
        ("flags", ["in_words"], "Tick what the print calls it, or nothing."),
        ("comparison_basis", "perhaps", "Choose stated, implied or unstated."),
        ("stated_on", "2025-02-29", "There is no day 2025-02-29; write a real one such as 2025-11-26."),
        ("form_key", "short", "This form is out of date: open it again."),
        ("note", "a\x00b", "Remove the invisible character U+0000."),
    ],
)  # fmt: skip
def test_one_wrong_field_is_refused_with_one_sentence(field, value, sentence):
    assert refused(**{field: value}) == {field: sentence}


def test_a_role_without_a_speaker_is_refused():
    assert refused(speaker_role="Minister") == {"speaker": "Name the speaker too; an office can be one."}


@pytest.mark.parametrize("field", ["stated_on", "source_published_on"])
def test_a_day_that_is_still_to_come_is_refused(field):
    today = datetime.now(UTC).date()
    assert accepted(**{field: (today + timedelta(days=1)).isoformat()})
    assert refused(**{field: (today + timedelta(days=3)).isoformat()}) == {field: "This day is still to come."}


def test_nothing_is_said_after_it_was_printed():
    assert accepted(stated_on="2025-11-26", source_published_on="2025-11-25")
    assert refused(stated_on="2025-11-27", source_published_on="2025-11-25") == {
        "stated_on": "It cannot have been said after it was printed."
    }


def test_the_digits_are_stored_as_printed_with_a_decimal_point():
    assert accepted(obs_value="4,10", as_printed="достиг 4,10 миллиарда").print.quantity.printed == "4.10"


@pytest.mark.parametrize(
    ("way", "value", "phrase", "printed"),
    [
        ("de", "1.234", "1.234 Firmen", "1234"),
        ("en", "1.234", "1.234 Mrd.", "1.234"),
        ("ru", "1 800", "1 800 компаний", "1800"),
        ("de", "4.1", "4.1 Mrd.", "4.1"),
    ],
)
def test_the_number_is_read_as_the_form_says_it_is_written(way, value, phrase, printed):
    figure = accepted(
        indicator="company_count", unit_measure="count", unit_mult="9" if "Mrd" in phrase else "0", language="de",
        number_language=way, obs_value=value, as_printed=phrase,
    ).print  # fmt: skip
    assert figure.quantity.printed == printed


def test_without_a_choice_the_number_is_read_as_in_the_language_of_the_article():
    change = {"indicator": "company_count", "unit_measure": "count", "unit_mult": "0", "as_printed": "1,800 companies"}
    assert accepted(language="en", obs_value="1,800", **change).print.quantity.printed == "1800"
    assert accepted(language="ru", obs_value="1,800", **change).print.quantity.printed == "1.800"


def test_a_number_in_words_must_be_confirmed_and_gets_its_flag():
    words = {"as_printed": "достиг двух миллиардов долларов", "obs_value": "2"}
    sentence = "The phrase has the number in words, “двух миллиардов”: tick this to confirm it."
    assert refused(**words) == {"in_words": sentence}
    assert accepted(**words, in_words="yes").print.flags == (Flag.IN_WORDS,)


def test_a_tick_does_not_flag_a_number_that_stands_in_digits():
    assert accepted(in_words="yes").print.flags == ()


def test_words_of_a_language_that_is_not_known_are_believed_once_confirmed():
    polish = {"language": "pl", "as_printed": "w 2024 trzy miliardy dolarów", "obs_value": "3"}
    assert refused(**polish) == {"obs_value": "Not in the phrase. If it is spelt in words, tick that below."}
    assert accepted(**polish, in_words="yes").print.flags == (Flag.IN_WORDS,)


def test_a_confirmation_does_not_help_a_number_that_another_one_stands_for():
    assert "obs_value" in refused(obs_value="3,01", in_words="yes")


def test_the_pair_is_written_in_the_order_of_the_ledger():
    figure = accepted(pair="kg-ru").print
    assert (figure.ref_area, figure.counterpart_area) == ("RU", "KG")


def test_an_indicator_with_a_direction_asks_for_it():
    assert refused(indicator="exports") == {"direction": "Choose which economy is A and which is B: A exports to B."}
    assert refused(indicator="exports", direction="KZ-KG") == {
        "direction": "Choose which economy is A and which is B: A exports to B."
    }
    figure = accepted(indicator="exports", direction="KG-RU").print
    assert (figure.ref_area, figure.counterpart_area) == ("KG", "RU")


def test_growth_asks_what_it_compares_with():
    assert refused(**GROWTH) == {"comparison_basis": "Say what the growth compares with: stated, implied or unstated."}


def test_an_implied_comparison_is_the_same_months_a_year_before():
    figure = accepted(**GROWTH, time_period="2025-01/2025-09", comparison_basis="implied").print
    assert figure.comparison_period == Period.parse("2024-01/2024-09")
    assert figure.comparison_basis is ComparisonBasis.IMPLIED


def test_a_stated_comparison_names_its_period():
    assert list(refused(**GROWTH, comparison_basis="stated")) == ["comparison_period"]
    figure = accepted(**GROWTH, comparison_basis="stated", comparison_period="2016").print
    assert figure.comparison_period == Period.parse("2016")


def test_an_unstated_comparison_has_no_period():
    assert list(refused(**GROWTH, comparison_basis="unstated", comparison_period="2023")) == ["comparison_period"]
    assert accepted(**GROWTH, comparison_basis="unstated").print.comparison_basis is ComparisonBasis.UNSTATED


def test_a_growth_cannot_compare_with_its_own_period():
    assert list(refused(**GROWTH, comparison_basis="stated", comparison_period="2024")) == ["comparison_period"]


def test_a_comparison_period_without_its_kind_is_refused():
    assert refused(comparison_period="2023") == {
        "comparison_basis": "Say whether this comparison is stated or implied."
    }


def test_a_share_above_the_whole_is_refused():
    change = {"indicator": "trade_share", "unit_measure": "percent", "unit_mult": "0", "as_printed": "доля 120%"}
    assert list(refused(obs_value="120", **change)) == ["obs_value"]


def test_the_period_may_be_unstated_when_that_is_said():
    assert accepted(time_period="unstated").print.period == Period.parse(None)


def test_a_known_source_needs_only_its_address():
    command = accepted(KNOWN, source_publisher=None, language=None)
    assert command.source == "abc"


@pytest.mark.parametrize(
    ("field", "value"),
    [("source_publisher", "Another"), ("language", "en"), ("source_title", "X"), ("source_published_on", "2025-02-04")],
)
def test_a_form_does_not_change_what_is_stored_about_a_source(field, value):
    assert refused(KNOWN, **{field: value})[field].startswith("The ledger has ")


def test_the_day_of_a_known_source_limits_the_day_of_the_statement():
    assert "stated_on" in refused(KNOWN, stated_on="2025-03-01")

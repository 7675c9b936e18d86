"""What no channel may put into the ledger, and the field and sentence that say so."""

from dataclasses import replace
from datetime import date

import pytest
from tests.fixtures.publish import command_from

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.checks import checked_figure, checked_source
from tradedash.commands.codes import CodeBook, code_book, units_of
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.figure import ComparisonBasis, Rank
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import UNSTATED, Period, PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType

GROWTH = {"indicator": "turnover_growth", "value": "13.6", "comparison_basis": "stated"}


@pytest.fixture
def book(ledger) -> CodeBook:
    with ledger.read() as conn:
        return code_book(conn)


@pytest.fixture
def refused(book):
    """Return the field and the sentence by which a figure with these facts is refused."""

    def check(**facts) -> tuple[str, str]:
        with pytest.raises(BadValue) as caught:
            checked_figure(command_from(facts), book, None)
        return caught.value.field, str(caught.value)

    return check


def test_an_unknown_indicator_is_refused_with_the_nearest_known_ones(refused):
    assert refused(indicator="turnovr", unit="USD") == (
        "indicator",
        "“turnovr” is not a known indicator. Did you mean turnover or turnover_target or turnover_growth?",
    )


@pytest.mark.parametrize("code", ["ZZ", "ORG", "unstated", "", "aa", "' OR 1=1 --"])
def test_only_an_economy_trades(refused, code):
    assert refused(ref_area=code)[0] == "ref_area"
    assert refused(counterpart_area=code)[0] == "counterpart_area"


def test_nobody_trades_with_themselves(refused):
    assert refused(ref_area="AA", counterpart_area="AA") == ("counterpart_area", "The two economies must differ.")


@pytest.mark.parametrize("basis", ["AA", "CC", "ORG", "unstated"])
def test_a_basis_is_an_economy_an_organisation_or_unstated(book, basis):
    assert checked_figure(command_from({"basis": basis}), book, None).print.basis == basis


def test_another_basis_is_refused(refused):
    assert refused(basis="OECD")[0] == "basis"


@pytest.mark.parametrize(
    ("facts", "unit"),
    [
        (GROWTH, "USD"),
        ({"indicator": "settlement_share", "value": "97"}, "ratio"),
        ({"indicator": "company_count", "value": "1800"}, "percent"),
        ({"indicator": "turnover"}, "percent"),
        ({"indicator": "turnover"}, "tonnes"),
        ({"indicator": "turnover"}, "dollars"),
    ],
)
def test_a_unit_must_fit_what_is_measured(refused, facts, unit):
    assert refused(**facts, unit=unit)[0] == "unit_measure"


@pytest.mark.parametrize("unit", ["USD", "RUB", "EUR", "KGS"])
def test_money_may_be_printed_in_any_currency(book, unit):
    assert checked_figure(command_from({"unit": unit}), book, None).print.unit == unit


@pytest.mark.parametrize("unit", ["percent", "ratio"])
def test_growth_may_be_printed_in_percent_or_times(book, unit):
    assert checked_figure(command_from({**GROWTH, "unit": unit}), book, None).print.unit == unit


def test_the_units_on_offer_begin_with_the_indicators_own():
    def units(kind: IndicatorKind, unit: Unit) -> list[str]:
        return [str(each) for each in units_of(Indicator("x", "X", kind, unit, "", "", 1))]

    assert units(IndicatorKind.AMOUNT, Unit.RUB) == ["RUB", "USD", "EUR", "KGS"]
    assert units(IndicatorKind.GROWTH, Unit.RATIO) == ["ratio", "percent"]
    assert units(IndicatorKind.SHARE, Unit.PERCENT) == ["percent"]
    assert units(IndicatorKind.TARGET, Unit.PERCENT) == ["percent"]


@pytest.mark.parametrize(("printed", "accepted"), [("15", True), ("16", False)])
def test_a_phrase_has_at_most_fifteen_words(book, refused, printed, accepted):
    phrase = " ".join(["word"] * int(printed))
    if accepted:
        assert checked_figure(command_from({"as_printed": phrase}), book, None).print.as_printed == phrase
    else:
        assert refused(as_printed=phrase) == (
            "as_printed",
            "Shorten the phrase to at most 15 words around the number.",
        )


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("as_printed", {"as_printed": "x" * 301}),
        ("as_printed", {"as_printed": " \n "}),
        ("as_printed", {"as_printed": "4.1\u202e"}),
        ("as_printed", {"as_printed": "4.1\x00"}),
        ("as_printed", {"as_printed": "4.1\ud800"}),
        ("speaker", {"speaker": "x" * 121}),
        ("speaker", {"speaker": "A\u200bB"}),
        ("speaker_role", {"speaker_role": "x" * 121}),
        ("period_evidence", {"period_evidence": "x" * 501}),
        ("note", {"note": "x" * 1001}),
        ("rank_reason", {"rank": "preferred"}),
        ("rank_reason", {"rank": "deprecated", "rank_reason": "  "}),
        ("stated_on", {"stated_on": "1899-12-31"}),
        ("stated_on", {"stated_on": "2101-01-01"}),
        ("figure_id", {"figure_id": "a/b"}),
        ("figure_id", {"figure_id": "x" * 65}),
        ("figure_id", {"figure_id": ".."}),
    ],
)
def test_text_that_may_not_be_stored_is_refused_by_its_field(refused, field, facts):
    assert refused(**facts)[0] == field


def test_text_is_stored_in_one_form_on_one_line(book):
    checked = checked_figure(command_from({"speaker": " Ame\u0301lie\n  Poulain ", "note": "  "}), book, None)
    assert checked.print.speaker == "Am\u00e9lie Poulain"
    assert checked.note is None


@pytest.mark.parametrize("hedges", ["over nearly", "over up_to", "nearly at_least"])
def test_hedges_that_leave_no_number_are_refused(refused, hedges):
    assert refused(qualifier=hedges)[0] == "qualifier"


def test_about_and_over_leave_a_number_between(book):
    assert len(checked_figure(command_from({"qualifier": "about over"}), book, None).print.qualifiers) == 2


def test_a_share_is_no_more_than_the_whole(refused):
    share = {"indicator": "settlement_share"}
    assert refused(**share, value="101") == ("obs_value", "No share fits: it lies between 0 and 100 percent.")
    assert refused(**share, value="100", qualifier="over")[0] == "obs_value"
    assert refused(**share, value="-1") == ("obs_value", "A share is never negative.")


def test_growth_may_fall(book):
    fall = command_from({**GROWTH, "value": "-20"})
    assert checked_figure(fall, book, None).print.quantity.printed == "-20"


def test_growth_says_what_it_compares_with(refused):
    assert refused(indicator="turnover_growth", comparison_basis=None, comparison_period=None) == (
        "comparison_basis",
        "Say what the growth compares with: stated, implied or unstated.",
    )


@pytest.mark.parametrize(
    ("basis", "period", "sentence"),
    [
        ("unstated", "2023", "Leave the comparison period empty, or say that it is stated."),
        ("stated", None, "Give the comparison period, or say that it is unstated."),
        ("implied", None, "Give the comparison period, or say that it is unstated."),
        ("implied", "2024", "A figure cannot compare with its own period."),
    ],
)
def test_a_comparison_period_stands_only_where_one_is_stated_or_implied(refused, basis, period, sentence):
    facts = {**GROWTH, "comparison_basis": basis, "comparison_period": period}
    assert refused(**facts) == ("comparison_period", sentence)


def test_a_level_compares_with_nothing(refused):
    assert refused(comparison_period="2023")[0] == "comparison_period"


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2024, 1, 1), None, PeriodKind.YEAR),
        Period(None, date(2024, 1, 1), PeriodKind.YEAR),
        Period(date(2024, 1, 1), date(2024, 12, 31), PeriodKind.QUARTER),
        Period(date(1850, 1, 1), date(1850, 12, 31), PeriodKind.YEAR),
    ],
)
def test_a_period_that_was_not_read_from_text_is_checked_again(book, period):
    command = command_from({})
    with pytest.raises(BadValue) as caught:
        checked_figure(replace(command, print=replace(command.print, period=period)), book, None)
    assert caught.value.field == "time_period"


def test_a_number_that_was_not_read_from_text_is_checked_again(book):
    command = command_from({})
    for quantity in (Quantity(10**18, 0, 0), Quantity(1, 7, 0), Quantity(1, 0, 1)):
        with pytest.raises(BadValue):
            checked_figure(replace(command, print=replace(command.print, quantity=quantity)), book, None)


def source(**facts) -> NewSource:
    return NewSource(**{"url": "https://news.example/1", "publisher": "P", "language": "ru", **facts})


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("source_url", {"url": "javascript:alert(1)"}),
        ("source_url", {"url": "https://user:pw@news.example/"}),
        ("source_url", {"url": ""}),
        ("source_publisher", {"publisher": " "}),
        ("source_publisher", {"publisher": "x" * 121}),
        ("source_title", {"title": "x" * 301}),
        ("language", {"language": "xx"}),
        ("language", {"language": ""}),
        ("language", {"language": "russian"}),
        ("language", {"language": "ru-<b>"}),
        ("source_published_on", {"published_on": date(1899, 12, 31)}),
        ("source_published_on_basis", {"published_on_basis": "x" * 501}),
        ("declared_precision", {"declared_precision": 100}),
        ("declared_precision", {"declared_precision": 0, "source_type": SourceType.RELEASE}),
        ("source_id", {"source_id": "a b"}),
    ],
)
def test_a_source_that_may_not_be_stored_is_refused_by_its_field(field, facts):
    with pytest.raises(BadValue) as caught:
        checked_source(source(**facts))
    assert caught.value.field == field


@pytest.mark.parametrize("language", ["ru", "ky", "zh", "zh-Hans", "pt-BR"])
def test_a_language_is_a_tag_that_is_known(language):
    assert checked_source(source(language=language)).language == language


def test_a_language_that_is_nearly_right_is_refused_with_the_right_one():
    with pytest.raises(UnknownName) as caught:
        checked_source(source(language="kyr"))
    assert "ky" in caught.value.near


def test_a_rank_keeps_its_reason(book):
    ranked = command_from({"rank": "preferred", "rank_reason": " names the  side "})
    assert checked_figure(ranked, book, None).rank_reason == "names the side"
    assert ranked.rank is Rank.PREFERRED
    assert isinstance(ranked, AddFigure)


def test_an_unstated_comparison_has_no_period(book):
    growth = checked_figure(
        command_from({**GROWTH, "comparison_basis": "unstated", "comparison_period": None}), book, None
    )
    assert growth.print.comparison_basis is ComparisonBasis.UNSTATED
    assert growth.print.comparison_period is UNSTATED

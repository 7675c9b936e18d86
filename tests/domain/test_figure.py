"""The ids of figures and statements: stable, and different for different prints."""

from dataclasses import replace
from datetime import date

import pytest

from tradedash.domain.figure import ComparisonBasis, Print, figure_id, statement_id
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity

URL = "https://news.example/a"
GROWTH = Print(
    indicator="turnover_growth",
    ref_area="RU",
    counterpart_area="KG",
    basis="RU",
    period=Period.parse("2024"),
    comparison_period=Period.parse("2023"),
    comparison_basis=ComparisonBasis.IMPLIED,
    quantity=Quantity.parse("13.6"),
    unit="percent",
    qualifiers=(Qualifier.EXACT,),
    flags=(),
    as_printed="вырос на 13,6%",
    period_evidence=None,
    speaker="Vladimir Putin",
    speaker_role=None,
    stated_on=date(2025, 11, 26),
)


def test_the_id_of_a_figure_is_the_same_for_ever():
    assert figure_id(URL, GROWTH) == "827001e8ad41"


def test_every_variant_of_the_address_gives_the_same_id():
    assert figure_id("http://m.news.example/a/?utm_source=x", GROWTH) == figure_id(URL, GROWTH)


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "turnover"},
        {"ref_area": "KG", "counterpart_area": "RU"},
        {"basis": "unstated"},
        {"period": Period.parse("2024-H1")},
        {"comparison_period": Period.parse("2022")},
        {"quantity": Quantity.parse("13.60")},
        {"quantity": Quantity.parse("13.6", 3)},
        {"unit": "ratio"},
        {"as_printed": "вырос на 13,6 %"},
    ],
)
def test_another_print_has_another_id(change):
    assert figure_id(URL, replace(GROWTH, **change)) != figure_id(URL, GROWTH)


@pytest.mark.parametrize(
    "change",
    [
        {"speaker": None},
        {"stated_on": None},
        {"speaker_role": "President"},
        {"qualifiers": (Qualifier.OVER,)},
        {"flags": (Flag.RECORD,)},
        {"period_evidence": "2025"},
        {"comparison_basis": ComparisonBasis.STATED},
    ],
)
def test_what_is_told_about_a_print_does_not_change_its_id(change):
    assert figure_id(URL, replace(GROWTH, **change)) == figure_id(URL, GROWTH)


def test_the_same_person_on_the_same_day_makes_one_statement_in_all_sources():
    day = date(2025, 11, 26)
    assert statement_id("Vladimir Putin", day, "s1") == statement_id("vladimir putin", day, "s2")
    assert statement_id("Vladimir Putin", day, "s1") != statement_id("Vladimir Putin", date(2025, 11, 27), "s1")
    assert statement_id("Vladimir Putin", day, "s1") != statement_id("Sadyr Japarov", day, "s1")


@pytest.mark.parametrize(("speaker", "day"), [(None, date(2025, 11, 26)), ("Vladimir Putin", None), (None, None)])
def test_without_person_or_day_there_is_one_statement_for_each_source(speaker, day):
    assert statement_id(speaker, day, "s1") == statement_id(None, None, "s1")
    assert statement_id(speaker, day, "s1") != statement_id(speaker, day, "s2")


def test_a_release_is_one_statement_whoever_is_named():
    day = date(2025, 11, 26)
    assert statement_id("An office", day, "s1", release=True) == statement_id(None, None, "s1")

"""What figures claim, each thing once, and why some of them claim nothing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.reasoning.factory import INDICATORS, PAIR, figure

from tradedash.domain.hedges import Bounds
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import Claim, Reading, cut_off, read
from tradedash.reasoning.subjects import NOT_DATED, UNLIKE_BASE

SAID = {"stated_on": date(2025, 11, 26)}


def reading(*rows: FigureRow) -> Reading:
    return read(rows, INDICATORS, PAIR)


def claim(*rows: FigureRow) -> Claim:
    (only,) = reading(*rows).claims
    return only


def reason(*rows: FigureRow) -> str:
    found = reading(*rows)
    assert not found.claims
    return found.set_aside[0].reason


def test_prints_of_one_number_are_one_claim() -> None:
    rows = [figure(value="4.1"), figure(value="4.1"), figure(value="4.1", flags="record")]
    assert sorted(len(one.rows) for one in reading(*rows).claims) == [1, 2]


def test_the_headline_rule_picks_the_figure_that_speaks() -> None:
    report, transcript = figure(), figure(source_type="transcript")
    assert claim(report, transcript).figure_id == transcript.figure_id


def test_turnover_is_one_quantity_in_either_direction() -> None:
    assert len(reading(figure(), figure(ref_area="KG", counterpart_area="RU")).claims) == 1


def test_imports_from_a_country_are_its_exports() -> None:
    exports = claim(figure("exports", ref_area="RU", counterpart_area="KG"))
    imports = claim(figure("imports", ref_area="KG", counterpart_area="RU"))
    assert exports.subject == imports.subject


def test_growth_is_counted_as_a_factor() -> None:
    percent = claim(figure("turnover_growth", "13.6", base="2023"))
    times = claim(figure("turnover_growth_factor", "2", base="2023"))
    assert percent.bounds == Bounds(Fraction("1.1355"), Fraction("1.1365"))
    assert times.bounds == Bounds(Fraction("1.5"), Fraction("2.5"))
    assert percent.subject == times.subject


def test_an_implied_base_is_the_same_months_a_year_before() -> None:
    row = figure("turnover_growth", "17", "2025-01/2025-09", comparison_basis="implied")
    assert claim(row).subject.base.code == "2024-01/2024-09"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"period": "unstated"}, "names no period"),
        ({"period": "2025-11-26"}, "its period is only assumed from the day it was said"),
        ({"period_evidence": "assumed from the day"}, "its period is only assumed from the day it was said"),
        ({"flags": "forecast"}, "is a forecast"),
        ({"flags": "period_lost"}, "its period was lost"),
        ({"indicator": "turnover_target"}, "is a target"),
        ({"indicator": "aid", "value": "30"}, "is a one-off amount: several may be true in one year"),
        ({"indicator": "turnover_growth", "value": "45"}, "does not name the period it compares with"),
        ({"indicator": "turnover_growth", "value": "45", "base": "2023-H1"}, UNLIKE_BASE),
        ({"indicator": "fund_projects", "value": "3500"}, NOT_DATED),
        ({"qualifier": "over up_to"}, "carries hedges that exclude each other"),
    ],
)  # fmt: skip
def test_what_claims_nothing_is_listed_with_its_reason(facts: dict[str, Any], why: str) -> None:
    assert reason(figure(**facts)) == why


def test_unpublished_figures_and_other_pairs_are_passed_over() -> None:
    found = reading(figure(status="draft"), figure(status="retracted"), figure(counterpart_area="KZ"))
    assert found == Reading((), (), ())


def test_a_release_is_kept_apart() -> None:
    row = figure(source_type="release")
    assert reading(row) == Reading((), (row,), ())


def test_a_stock_of_the_running_year_is_as_of_the_month_it_was_said() -> None:
    rows = [
        figure("company_count", "1800", "2025", unit_mult=0, **SAID),
        figure("company_count", "1800", "unstated", unit_mult=0, **SAID),
        figure("company_count", "1800", "2025-11-24", unit_mult=0),
    ]
    assert claim(*rows).subject.period.code == "2025-11"


def test_a_stock_of_a_year_that_is_over_belongs_to_that_year() -> None:
    assert claim(figure("company_count", "700", "2019", unit_mult=0, **SAID)).subject.period.code == "2019"


def test_figures_without_a_basis_are_apart_by_source() -> None:
    rows = [figure(basis="unstated", source="a"), figure(basis="unstated", source="b")]
    assert [one.world for one in reading(*rows).claims] == [("unstated", "a"), ("unstated", "b")]


def test_a_flow_said_before_its_period_ended_is_known_as_such() -> None:
    early = {"stated_on": date(2024, 11, 20)}
    assert claim(figure(**early)).said_early == date(2024, 11, 20)
    assert claim(figure(**early), figure(stated_on=date(2025, 2, 1))).said_early is None
    assert claim(figure(**early), figure()).said_early is None


def test_only_an_exact_number_can_have_been_cut_off() -> None:
    assert cut_off(claim(figure("turnover_growth", "13", base="2023"))) == Bounds(
        Fraction("1.13"), Fraction("1.14"), False, True
    )
    assert cut_off(claim(figure("turnover_growth", "-31", base="2023"))) == Bounds(
        Fraction("0.68"), Fraction("0.69"), True, False
    )
    assert cut_off(claim(figure(qualifier="about"))) is None
    assert cut_off(claim(figure(flags="in_words"))) is None


def test_the_bounds_are_those_that_readers_are_shown() -> None:
    shown = figure("rouble_share", "33.3", "2025-11", lower=Decimal("29.97"), upper=Decimal("36.63"))
    assert claim(shown).bounds == Bounds(Fraction("29.97"), Fraction("36.63"))


@pytest.mark.parametrize(
    ("value", "hedge", "allowed"),
    [
        ("2", "over", Bounds(Fraction(2), None, True, False)),
        ("2", "nearly", Bounds(Fraction("1.8"), Fraction(2), False, True)),
        ("2", "about over", Bounds(Fraction(2), Fraction("2.5"), True, False)),
        ("2", "at_least", Bounds(Fraction(2), None)),
        ("2", "up_to", Bounds(Fraction(0), Fraction(2))),
        ("2", "exact", Bounds(Fraction("1.5"), Fraction("2.5"))),
    ],
)
def test_an_end_is_open_where_over_or_nearly_made_it(value: str, hedge: str, allowed: Bounds) -> None:
    row = figure("investment_stock", value, "2025-11", unit_mult=0, qualifier=hedge)
    assert claim(row).bounds == allowed

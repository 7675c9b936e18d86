"""Remarks beside the sums, and what must not set them off."""

from datetime import date
from typing import Any

from tests.reasoning.factory import INDICATORS, PAIR, figure

from tradedash.frames import FigureRow
from tradedash.reasoning.contradictions import contradictions


def kinds(*rows: FigureRow) -> list[str]:
    return [one.kind.value for one in contradictions(rows, INDICATORS, PAIR).contradictions]


def said(day: int, month: int = 2, speaker: str = "An Envoy") -> dict[str, Any]:
    return {"speaker": speaker, "stated_on": date(2026, month, day)}


def test_eleven_months_that_become_the_year_are_a_lost_period() -> None:
    months = figure(value="3.16", period="2025-01/2025-11", **said(14))
    year = figure(value="3.1", period="2025", qualifier="over", **said(10))
    assert kinds(months, year) == ["period_lost"]


def test_the_same_number_by_another_speaker_or_long_after_is_no_lost_period() -> None:
    part = figure("turnover_growth", "13", "2024-01/2024-07", base="implied", **said(1))
    assert kinds(part, figure("turnover_growth", "13", base="implied", **said(1, speaker="Another"))) == []
    assert kinds(part, figure("turnover_growth", "13", base="implied", **said(1, month=5))) == []


def test_a_stock_of_the_year_and_of_its_day_is_no_lost_period() -> None:
    assert kinds(
        figure("company_count", "1800", "2026", unit_mult=0, **said(1)),
        figure("company_count", "1800", "2026-02-01", unit_mult=0, **said(1)),
    ) == []  # fmt: skip


def test_one_statement_printed_for_two_years_is_another_period() -> None:
    rows = [figure(value="4.1", period="2024", **said(1)) for _ in range(3)]
    assert kinds(*rows, figure(value="4.1", period="2025", **said(1))) == ["other_period"]


def test_two_periods_that_one_source_prints_are_meant() -> None:
    rows = [figure(value="4.1", period=year, source="s", **said(1)) for year in ("2024", "2023")]
    assert kinds(*rows) == []


def test_a_target_printed_as_a_level() -> None:
    target, level = figure("turnover_target", "5", "unstated", unit_mult=9), figure(value="5", period="unstated")
    assert kinds(target, level, figure(value="4.1")) == ["target_as_level"]
    assert kinds(target, level, figure(value="4.5")) == []


def test_a_slip_of_the_unit_is_told_once() -> None:
    rows = [figure(value="4.1", period="2024"), figure(value="3.6", period="2023"), figure(value="3.5", period="2022")]
    slip = figure(value="3900", period="2025", unit_mult=9)
    assert kinds(*rows, slip) == ["unit_slip"]
    assert kinds(*rows, figure(value="3900", period="2028")) == []


def test_a_total_that_shrinks_is_a_weaker_claim() -> None:
    before = figure("fund_projects", "3500", "2024-10-01", unit_mult=0, qualifier="over")
    after = figure("fund_projects", "2.5", "2025-08-14", unit_mult=3, qualifier="over")
    assert kinds(before, after) == ["weaker_claim"]
    assert kinds(before, figure("fund_projects", "3.4", "2025-08-14", unit_mult=3, qualifier="over")) == []

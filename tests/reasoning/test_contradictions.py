"""What contradicts what, and what must not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.reasoning.factory import INDICATORS, PAIR, figure

from tradedash.frames import FigureRow
from tradedash.reasoning.claims import read
from tradedash.reasoning.contradictions import Contradiction, _searched, contradictions
from tradedash.reasoning.headline import best


def found(*rows: FigureRow) -> list[Contradiction]:
    return list(contradictions(rows, INDICATORS, PAIR).contradictions)


def only(*rows: FigureRow) -> Contradiction:
    (one,) = found(*rows)
    assert set(one.figure_ids) == {row.figure_id for row in rows}
    return one


def growth(value: str, period: str = "2024", base: str = "2023", **facts: Any) -> FigureRow:
    return figure("turnover_growth", value, period, base=base, **facts)


def said(day: int, speaker: str = "A. Minister") -> dict[str, Any]:
    return {"speaker": speaker, "stated_on": date(2025, 11, day), "statement_id": f"{speaker} {day}"}


def test_roundings_that_only_touch_do_not_contradict() -> None:
    assert found(figure(value="3.4"), figure(value="3.5")) == []


def test_two_values_of_one_quantity_contradict() -> None:
    one = only(figure(value="3.2", **said(1)), figure(value="3.9", **said(2)))
    assert (one.kind, one.basis, one.indicator) == ("arithmetic", "RU", "turnover")


def test_two_prints_of_one_statement_are_a_misprint() -> None:
    assert only(growth("13.6", **said(24)), growth("15.6", **said(24))).kind == "misprint"


def test_two_values_in_one_source_by_one_speaker_are_a_question() -> None:
    one = only(figure(value="3.2", source="s", **said(1)), figure(value="3.9", source="s", **said(1)))
    assert one.kind == "question"
    assert one.sentence.endswith("are they two quantities, or two currencies, under one code?")


def test_a_number_cut_off_instead_of_rounded_is_named() -> None:
    one = only(growth("13", **said(1)), growth("13.6", **said(2)))
    assert one.kind == "agrees_only_if_truncated"
    assert "+13\u202f% fits only if it was cut off" in one.sentence


def test_over_and_almost_the_same_number_contradict() -> None:
    assert only(figure(value="2", qualifier="over"), figure(value="2", qualifier="nearly"))


def test_a_hedge_that_another_print_of_the_statement_carries_is_named() -> None:
    rows = [
        figure(value="2.0", qualifier="over", **said(26)),
        figure(value="2.0", **said(26)),
        figure(value="2.0", qualifier="nearly", **said(26)),
        figure(value="2.0", qualifier="nearly", **said(26)),
    ]
    (one,) = found(*rows)
    assert f"fits only as “2.0 bn USD”, as {rows[1].source_publisher} printed it." in one.sentence


@pytest.mark.parametrize("period", ["2024-H1", "2024-01/2024-09", "2024-12"])
def test_a_part_is_not_more_than_the_whole(period: str) -> None:
    assert only(figure(value="4.1", period="2024"), figure(value="4.5", period=period))


def test_halves_and_quarters_add_up() -> None:
    rows = [figure(value="4.1"), figure(value="1.5", period="2024-H1"), figure(value="1.5", period="2024-Q3"),
            figure(value="0.5", period="2024-Q4")]  # fmt: skip
    assert len(only(*rows).figure_ids) == 4


def test_exports_and_imports_add_up_to_the_turnover() -> None:
    rows = [figure(value="4.1"), figure("exports", "2.0"), figure("imports", "1.0")]
    assert only(*rows).sentence.endswith("1.0 bn USD is printed, which allows 0.95 to 1.05.")


def test_a_growth_links_two_levels() -> None:
    one = only(figure(value="3.2"), growth("16.6"), figure(value="2.9", period="2023"))
    assert one.sentence.replace("\u202f", " ") == (
        "turnover: 3.2 bn USD in 2024 after +16.6 % puts 2023 at 2.70 to 2.79 bn USD; "
        "2.9 bn USD is printed, which allows 2.85 to 2.95."
    )


def test_growths_of_a_chain_contradict_without_any_level() -> None:
    rows = [
        growth("50", "2024-H1", "2023-H1"),
        growth("50", "2024-H2", "2023-H2"),
        growth("10", "2024", "2023"),
    ]
    assert "puts turnover growth" in only(*rows).sentence or "put turnover growth" in only(*rows).sentence


def test_an_increase_links_two_levels() -> None:
    rows = [figure(value="1.6"), figure("turnover_increase", "56", base="2023", unit_mult=6), growth("19")]
    assert "340 to 362 mn USD" in only(*rows).sentence


def test_a_record_is_not_below_an_earlier_figure_of_the_same_months() -> None:
    assert only(figure(value="4.1", flags="record"), figure(value="4.5", period="2022"))
    one = only(figure(value="4.1", flags="record"), growth("-10"))
    assert one.sentence.replace("\u202f", " ") == (
        "Turnover of 4.1 bn USD in 2024, a record and turnover growth of −10 % in 2024 on 2023 cannot all be true."
    )
    assert found(figure(value="1.9", period="2024-H1", flags="record"), figure(value="4.5", period="2022")) == []
    assert found(figure(value="4.1", flags="record"), figure(value="4.5", period="2025")) == []


def test_a_share_links_part_and_total() -> None:
    rows = [
        figure("remittances", "2.0", unit_mult=9),
        figure("remittances_all_countries", "2.5", unit_mult=9),
        figure("remittances_russia_share", "90"),
    ]
    assert only(*rows)


def test_a_ratio_links_imports_and_exports() -> None:
    rows = [figure("imports", "3.0"), figure("exports", "2.0"), figure("import_export_ratio", "3.0")]
    assert only(*rows)


def test_the_rouble_is_a_national_currency() -> None:
    rows = [figure("rouble_share", "97", "2025-11-24"), figure("national_currency_share", "90", "2025-11-26")]
    assert only(*rows).sentence.replace("\u202f", " ") == (
        "Rouble share of 97 % in Nov 2025 puts national currency share in Nov 2025 at no less than 96.5 %; "
        "90 % is printed, which allows 89.5 to 90.5."
    )


def test_two_months_of_a_stock_are_two_quantities() -> None:
    assert found(figure("investment_stock", "1.8", "2025-09-10"), figure("investment_stock", "2.5", "2025-11-26")) == []
    assert only(figure("investment_stock", "1.8", "2025-11-24"), figure("investment_stock", "2.5", "2025-11-26"))


def test_bases_never_contradict_each_other() -> None:
    assert found(figure(value="3.2", basis="KG"), figure(value="4.1", basis="RU")) == []


def test_currencies_never_contradict_each_other() -> None:
    assert found(figure(value="285", unit_measure="RUB"), figure(value="3.4")) == []


def test_unstated_sources_contradict_only_themselves() -> None:
    facts = {"basis": "unstated"}
    assert found(figure(value="3.2", source="a", **facts), figure(value="4.1", source="b", **facts)) == []
    assert only(figure(value="3.2", source="c", **facts), figure(value="4.1", source="c", **facts)).basis == "unstated"


def test_a_release_is_never_in_dispute() -> None:
    assert found(figure(value="3.2", source_type="release"), figure(value="4.1")) == []


def test_less_than_nothing_contradicts_itself() -> None:
    assert only(figure("exports", "-2.0")).sentence.endswith("is less than nothing.")


def test_a_tiny_base_is_no_contradiction() -> None:
    rows = [
        figure(value="4.1", period="2024"),
        figure("turnover_growth_factor", "900", "2024-02", base="2023-02", unit_mult=0),
        figure(value="2", period="2024-02", unit_mult=6),
        figure(value="3.9", period="2023"),
    ]
    assert found(*rows) == []


def test_a_growth_on_nothing_is_a_contradiction() -> None:
    rows = [figure("exports", "0", "2023"), figure("exports_growth", "50", "2024", base="2023", unit_mult=0)]
    rows[0] = figure("exports", "0", "2023", unit_mult=0, qualifier="up_to")
    assert only(*rows)


def test_sets_that_share_a_claim_are_one_dispute_and_others_are_not() -> None:
    rows = [figure(value="3.2"), figure(value="3.9"), figure(value="4.6"), *two_of("2022")]
    verdicts = contradictions(rows, INDICATORS, PAIR)
    assert [len(dispute.contradictions) for dispute in verdicts.disputes] == [1, 3]
    assert verdicts.complete


def two_of(period: str) -> list[FigureRow]:
    return [figure(value="1.0", period=period), figure(value="2.0", period=period)]


def test_every_separate_dispute_is_found_however_many() -> None:
    rows = [row for year in range(1990, 2020) for row in two_of(str(year))]
    verdicts = contradictions(rows, INDICATORS, PAIR)
    assert len(verdicts.disputes) == 30


def test_the_prints_of_each_claim_are_counted() -> None:
    rows = [figure(value="3.2"), figure(value="3.9"), figure(value="3.9")]
    (one,) = found(*rows)
    assert sorted(one.prints) == [1, 2]
    assert "3.9 bn USD (2 prints)" in one.sentence


def test_a_claim_said_before_its_period_ended_makes_it_conditional() -> None:
    early = growth("19", stated_on=date(2024, 11, 20))
    one = only(figure(value="3.2"), early, figure(value="2.0", period="2023"))
    assert one.sentence.replace("\u202f", " ").startswith(
        "If +19 %, said on 20 Nov 2024, is meant for the whole of 2024: "
    )


def test_the_json_of_the_contract() -> None:
    one = only(figure(value="3.2"), figure(value="3.9"))
    assert list(one.as_json()) == ["kind", "dispute", "indicator", "basis", "figure_ids", "sentence"]


def test_bounds_stay_exact_for_numbers_of_many_digits() -> None:
    rows = [figure(value="123456789.000001", unit_mult=6), figure(value="123456789.000003", unit_mult=6)]
    assert only(*rows)
    assert Fraction(rows[0].value) == Fraction(123456789000001)


def test_an_increase_is_told_beside_a_growth_and_a_part_of_the_base() -> None:
    rows = [
        figure("turnover_increase", "452.699", "2016-01/2016-11", base="2015-01/2015-11"),
        figure("turnover_growth", "136", "2016-01/2016-11", base="2015-01/2015-11", qualifier="about"),
        figure(value="381.150", period="2015-01/2015-09"),
    ]
    assert "381.150 bn USD is printed" in only(*rows).sentence


def test_growths_in_two_currencies_are_two_unknowns() -> None:
    down = figure("turnover_growth", "-5", "2024", base="implied")
    up = figure("turnover_growth", "12", "2024", base="implied")
    in_roubles = replace(up, measured_in="RUB")
    assert len(contradictions([down, up], INDICATORS, PAIR).contradictions) == 1
    assert contradictions([down, in_roubles], INDICATORS, PAIR).contradictions == ()


def test_a_growth_in_roubles_is_held_against_levels_in_roubles_only() -> None:
    up = figure("turnover_growth", "12", "2024", base="implied", measured_in="RUB")
    roubles = [
        figure(value="402", period="2024", unit_measure="RUB"),
        figure(value="301", period="2023", unit_measure="RUB"),
    ]
    dollars = [figure(value="4.4", period="2024"), figure(value="4.3", period="2023")]
    found = contradictions([up, *roubles, *dollars], INDICATORS, PAIR).contradictions
    assert [set(one.figure_ids) for one in found] == [{up.figure_id, *(row.figure_id for row in roubles)}]
    assert "after +12 % in RUB puts 2023 at 357 to 361 bn RUB" in found[0].sentence.replace("\u202f", " ")


def test_the_figure_that_speaks_for_a_claim_is_the_one_the_headline_rule_prefers() -> None:
    rows = [
        figure(value="4.1", source_type="report", stated_on=date(2025, 1, 2)),
        figure(value="4.1", source_type="transcript", stated_on=date(2025, 1, 1)),
        figure(value="4.1", source_type="report", rank="deprecated"),
    ]
    [claim] = read(rows, INDICATORS, PAIR).claims
    assert claim.row == best(rows)
    assert [row.figure_id for row in claim.rows] == [rows[1].figure_id, rows[0].figure_id, rows[2].figure_id]


def test_one_figure_more_has_only_its_own_world_searched_again() -> None:
    rows = [figure(value="4.1"), figure(value="3.0"), figure(value="3.2", basis="KG")]
    found(*rows)
    before = _searched.cache_info().misses
    assert [one.basis for one in found(*rows, figure(value="2.7", basis="KG"))] == ["RU", "KG"]
    assert _searched.cache_info().misses == before + 1

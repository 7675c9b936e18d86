"""Figures without a basis, and statements beside releases."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.reasoning.factory import INDICATORS, PAIR, figure

from tradedash.domain.economy import Economy, EconomyKind
from tradedash.frames import FigureRow
from tradedash.reasoning.contradictions import contradictions

UNSTATED = {"basis": "unstated"}


def notes(*rows: FigureRow) -> list[tuple[str, str]]:
    return [(note.kind.value, note.against) for note in contradictions(rows, INDICATORS, PAIR).notes]


def beside(*rows: FigureRow) -> list[tuple[str, int]]:
    found = contradictions(rows, INDICATORS, PAIR).release_notes
    return [(note.kind.value, len(note.evidence)) for note in found]


def release(indicator: str, value: str, period: str = "2023", **facts: Any) -> FigureRow:
    number = Decimal(value) * 10**6
    ordinary = {"basis": "KG", "source": "office", "source_type": "release", "ref_area": "KG", "counterpart_area": "RU"}
    half = Decimal(50)
    return figure(
        indicator, value, period, unit_mult=6, **{"lower": number - half, "upper": number + half, **ordinary, **facts}
    )


def test_a_figure_fits_the_basis_that_prints_the_same() -> None:
    assert notes(figure(**UNSTATED), figure(basis="RU"), figure(value="3.2", basis="KG")) == [("fits", "RU")]


def test_a_figure_that_fits_none_conflicts() -> None:
    assert notes(figure(value="9.9", **UNSTATED), figure(basis="RU")) == [("conflicts", "RU")]


def test_a_figure_fits_what_the_claims_of_a_basis_give_together() -> None:
    rows = [figure(value="4.1", basis="RU"), figure("turnover_growth", "13.6", base="2023", basis="RU")]
    assert notes(figure(value="3.6", period="2023", **UNSTATED), *rows) == [("fits", "RU")]
    assert notes(figure(value="2.9", period="2023", **UNSTATED), *rows) == [("conflicts", "RU")]


def test_a_figure_of_which_nobody_else_speaks_has_nothing_to_compare() -> None:
    assert notes(figure(period="1999", **UNSTATED), figure(basis="RU")) == [("nothing_to_compare", "")]


def test_a_statement_is_held_against_the_release_of_its_basis() -> None:
    office = [release("exports", "711.9"), release("imports", "2146.1")]
    assert beside(figure(value="2.9", period="2023", basis="KG"), *office) == [("fits", 2)]
    assert beside(figure(value="3.2", period="2023", basis="KG"), *office) == [("differs_from_release", 2)]
    assert beside(figure(value="3.2", period="2023", basis="RU"), *office) == []


def test_imports_of_one_side_are_the_exports_of_the_other_in_its_own_statistics_only() -> None:
    exports = figure("exports", "2.1", "2023", basis="KG")
    assert beside(exports, release("imports", "2146.1")) == [("fits", 1)]
    fund = {"basis": "IMF", "source": "fund"}
    assert beside(figure("exports", "2.1", "2023", basis="IMF"), release("imports", "2146.1", **fund)) == []


def test_a_growth_is_held_against_two_years_of_a_release() -> None:
    office = [release("exports", "700.0", "2023"), release("exports", "350.0", "2022")]
    said = {"basis": "KG", "ref_area": "KG", "counterpart_area": "RU"}
    assert beside(figure("exports_growth", "100", "2023", base="2022", **said), *office) == [("fits", 2)]
    assert beside(figure("exports_growth", "90", "2023", base="2022", **said), *office) == [("differs_from_release", 2)]


def test_months_of_a_release_that_fill_a_period_are_added_up() -> None:
    office = [release("exports", "50.0", f"2023-{month:02}") for month in range(1, 13)]
    said = {"basis": "KG", "ref_area": "KG", "counterpart_area": "RU"}
    assert beside(figure("exports", "0.6", "2023", **said), *office) == [("fits", 12)]
    assert beside(figure("exports", "0.6", "2023", **said), *office[:-1]) == []


def test_the_newest_vintage_counts() -> None:
    old = release("exports", "600.0", source="old", source_publisher="Office", source_published_on=date(2024, 1, 1))
    new = release("exports", "700.0", source="new", source_publisher="Office", source_published_on=date(2025, 1, 1))
    said = figure("exports", "0.7", "2023", basis="KG", ref_area="KG", counterpart_area="RU")
    assert beside(said, old, new) == [("fits", 1)]


def test_a_note_names_whose_statistics_in_words() -> None:
    rows = [
        figure(value="3.6", **UNSTATED),
        figure(value="3.6", basis="RU"),
        figure(value="9.9", source="x", **UNSTATED),
    ]
    lists = {"RU": Economy("RU", "Aland", "Alandic", EconomyKind.ECONOMY)}
    fits, conflicts = (note.sentence for note in contradictions(rows, INDICATORS, PAIR, lists).notes)
    assert fits == "turnover, 2024: 3.6 bn USD fits the Alandic statistics: 3.6 bn USD allows 3.55 to 3.65."
    assert conflicts == (
        "turnover, 2024: 9.9 bn USD allows 9.85 to 9.95 and conflicts with the Alandic statistics: "
        "3.6 bn USD allows 3.55 to 3.65."
    )

"""Values that follow from two figures, as intervals with their inputs."""

from decimal import Decimal
from typing import Any

from tests.reasoning.factory import INDICATORS, PAIR, figure

from tradedash.frames import FigureRow
from tradedash.reasoning.derive import Derived, derived


def found(*rows: FigureRow) -> list[Derived]:
    return derived(rows, INDICATORS, PAIR)


def ends(one: Derived, size: int = 9) -> tuple[float, float]:
    assert one.bounds.lower is not None
    assert one.bounds.upper is not None
    return round(float(one.bounds.lower / 10**size), 3), round(float(one.bounds.upper / 10**size), 3)


def release(indicator: str, value: str, **facts: Any) -> FigureRow:
    number = Decimal(value) * 10**9
    return figure(indicator, value, source_type="release", lower=number, upper=number, **facts)


def test_level_and_growth_give_the_level_before() -> None:
    level, growth = figure(value="4.1"), figure("turnover_growth", "13.6", base="2023")
    (one,) = found(level, growth)
    assert (one.indicator, one.period.code, ends(one)) == ("turnover", "2023", (3.564, 3.655))
    assert one.figure_ids == (level.figure_id, growth.figure_id)


def test_the_level_before_and_growth_give_the_level() -> None:
    (one,) = found(figure(value="3.6", period="2023"), figure("turnover_growth", "10.0", base="2023"))
    assert (one.period.code, ends(one)) == ("2024", (3.903, 4.017))


def test_two_levels_give_the_growth() -> None:
    (one,) = found(figure(value="4.10"), figure(value="3.60", period="2023"))
    assert (one.indicator, one.base.code, one.unit, ends(one, 0)) == (
        "turnover_growth",
        "2023",
        "percent",
        (13.592, 14.186),
    )


def test_what_is_printed_is_not_derived() -> None:
    rows = [figure(value="4.1"), figure("turnover_growth", "13.6", base="2023"), figure(value="3.6", period="2023")]
    assert found(*rows) == []


def test_exports_and_imports_of_one_reporter_give_the_turnover() -> None:
    rows = [release("exports", "2.5", basis="IMF", source="a"), release("imports", "0.5", basis="IMF", source="a")]
    assert [(one.indicator, ends(one)) for one in found(*rows) if one.indicator == "turnover"] == [
        ("turnover", (3.0, 3.0))
    ]


def test_the_two_sides_of_a_mirror_are_never_added_up() -> None:
    mine = release("exports", "2.5", basis="IMF", source="a")
    theirs = release("exports", "0.5", basis="IMF", source="a", ref_area="KG", counterpart_area="RU")
    assert found(mine, theirs) == []


def test_bases_and_provenances_are_never_mixed() -> None:
    growth = figure("turnover_growth", "13.6", base="2023")
    assert found(figure(value="4.1", basis="KG"), growth) == []
    assert found(release("turnover", "4.1"), growth) == []


def test_part_and_total_give_the_share() -> None:
    (one,) = found(figure("remittances", "2.0"), figure("remittances_all_countries", "2.5"))
    assert (one.indicator, one.unit, ends(one, 0)) == ("remittances_russia_share", "percent", (76.471, 83.673))


def test_a_one_sided_level_gives_a_one_sided_value() -> None:
    (one,) = found(figure(value="1.7", qualifier="over"), figure("turnover_growth", "38", base="2023"))
    assert one.bounds.upper is None
    assert one.bounds.lower_open

"""What follows from figures and nobody has printed: with its interval, its inputs and its arithmetic."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tradedash.domain.economy import Pair
from tradedash.domain.period import Period
from tradedash.formatting import span_text
from tradedash.queries.derived import Derived, Kind, derived_values
from tradedash.queries.figures import figures
from tradedash.queries.selection import Selection

SEED = Selection(pair=Pair("RU", "KG"), indicator="turnover")
AA_BB = Selection(pair=Pair("AA", "BB"), indicator="turnover")


def found(store, selection: Selection) -> tuple[Derived, ...]:
    with store.read() as conn:
        return derived_values(conn, selection, "")


def one(store, selection: Selection, kind: Kind, basis: str, period: str) -> Derived:
    (only,) = [
        value
        for value in found(store, selection)
        if (value.kind, value.basis, value.period.code) == (kind, basis, period)
    ]
    return only


def test_the_russian_level_of_2023_follows_from_the_next_year_and_its_growth(seeded_store):
    derived = one(seeded_store, SEED, Kind.BY_GROWTH, "RU", "2023")
    assert derived.how == "4.1 ÷ 1.136 = 3.564–3.655 bn USD"
    assert (derived.lower, derived.upper) == (
        Fraction(4_050_000_000) / Fraction("1.1365"),
        Fraction(4_150_000_000) / Fraction("1.1355"),
    )
    assert [(row.indicator, row.obs_value, row.time_period) for row in derived.inputs] == [
        ("turnover", "4.1", "2024"),
        ("turnover_growth", "13.6", "2024"),
    ]
    assert derived.value is None


def test_the_russian_turnover_of_2021_is_the_sum_of_what_rosstat_released(seeded_store):
    derived = one(seeded_store, SEED, Kind.SUM, "RU", "2021")
    assert (derived.value, derived.lower, derived.upper) == (2_504_000_000, 2_503_000_000, 2_505_000_000)
    assert derived.how == "2,156 + 348 = 2,504 mn USD"
    assert derived.publisher.startswith("Rosstat")


def test_releases_are_summed_for_every_year_that_both_flows_have(seeded_store):
    sums = [value for value in found(seeded_store, SEED) if value.publisher]
    years = {basis: sorted(int(value.period.code) for value in sums if value.basis == basis) for basis in ("RU", "KG")}
    assert years == {"RU": list(range(1994, 2022)), "KG": list(range(1994, 2024))}


def test_derived_values_have_ids_of_no_figure_and_are_never_headlines(seeded_store):
    with seeded_store.read() as conn:
        rows = figures(conn, SEED, "").rows
        values = derived_values(conn, SEED, "")
    assert len({value.key for value in values}) == len(values) > 60
    assert not {value.key for value in values} & {row.figure_id for row in rows}
    assert ("2023", "RU") not in {(row.time_period, row.basis) for row in rows}


def test_they_are_switched_off_by_the_selection(seeded_store):
    assert found(seeded_store, replace(SEED, derived=False)) == ()


def test_filters_of_basis_and_time_narrow_them(seeded_store):
    narrow = replace(SEED, basis=("RU",), since=date(2021, 1, 1), until=date(2023, 12, 31))
    values = found(seeded_store, narrow)
    assert {value.basis for value in values} == {"RU"}
    assert {value.period.start.year for value in values} == {2021, 2022, 2023}


def test_only_what_was_known_gives_anything(seeded_store):
    before = replace(SEED, as_of=date(2025, 9, 1))
    assert not [v for v in found(seeded_store, before) if (v.basis, v.period.code, v.publisher) == ("RU", "2023", "")]
    assert one(seeded_store, replace(SEED, as_of=date(2025, 12, 1)), Kind.BY_GROWTH, "RU", "2023").lower


def test_a_new_figure_makes_them_anew(ledger, publish):
    publish(value="4.1", period="2024")
    assert found(ledger, AA_BB) == ()
    publish(indicator="turnover_growth", value="13.6")
    assert [value.period.code for value in found(ledger, AA_BB)] == ["2023"]
    publish(value="3.6", period="2023")
    assert [(value.kind, value.period.code, value.how) for value in found(ledger, AA_BB)] == [
        (Kind.IMPLIED, "2024", "All figures that can be true together leave 4.050–4.148 bn USD"),
        (Kind.IMPLIED, "2023", "All figures that can be true together leave 3.564–3.650 bn USD"),
    ]


def test_two_levels_give_the_growth_that_is_not_printed(ledger, publish):
    publish(value="4.10", period="2024")
    publish(value="3.60", period="2023")
    (growth,) = found(ledger, replace(AA_BB, indicator="turnover_growth"))
    assert (growth.kind, growth.how) == (Kind.GROWTH, "4.10 ÷ 3.60 − 1 = +13.59 to +14.19\u202f%")


def test_a_level_in_another_unit_keeps_its_unit_in_the_arithmetic(ledger, publish):
    publish(value="1.4", period="2024", qualifier="over")
    publish(indicator="turnover_growth", value="180")
    (level,) = found(ledger, AA_BB)
    assert level.how == "over 1.4 bn USD ÷ 2.8 = above 499.1 mn USD"
    assert level.middle is None


def test_what_all_figures_allow_is_a_band_only_where_it_is_narrower_than_any_of_them(ledger, publish):
    publish(value="3.4", period="2024", as_printed="reached 3.4")
    assert found(ledger, AA_BB) == ()
    publish(value="3.44", period="2024", qualifier="up_to", as_printed="up to 3.44")
    publish(value="3.36", period="2024", qualifier="over", as_printed="over 3.36")
    (band,) = found(ledger, AA_BB)
    assert (band.kind, band.lower, band.upper) == (Kind.IMPLIED, 3_360_000_000, 3_440_000_000)
    assert band.upper - band.lower < Fraction(100_000_000)


def test_every_band_of_the_seed_is_narrower_than_any_figure_of_its_key(seeded_store):
    with seeded_store.read() as conn:
        rows = figures(conn, SEED, "").rows
    bands = [value for value in found(seeded_store, SEED) if value.kind is Kind.IMPLIED]
    assert bands
    for band in bands:
        key = (band.basis, band.period.code)
        same = [row for row in rows if (row.basis, row.time_period) == key and None not in (row.lower, row.upper)]
        assert all(band.upper - band.lower < Fraction(row.upper - row.lower) for row in same), key


@pytest.mark.parametrize("indicator", ["turnover_target", "settlement_share"])
def test_what_nothing_follows_from_gives_nothing(ledger, publish, indicator):
    publish(indicator=indicator, value="5")
    assert found(ledger, replace(AA_BB, indicator=indicator)) == ()


def test_an_interval_is_written_with_as_many_digits_as_tell_its_ends_apart(seeded_store):
    kyrgyz = one(seeded_store, SEED, Kind.SUM, "KG", "2023")
    assert span_text(kyrgyz.bounds, "USD") == "3.0066559–3.0066561 bn USD"
    assert kyrgyz.how == "2,182,927.174 + 823,728.781 = 3,006,655.955 thousand USD"
    assert kyrgyz.period == Period.parse("2023")


def test_figures_that_contradict_each_other_leave_no_band_and_no_error(ledger, publish):
    publish(value="3.9", period="2024")
    publish(value="4.1", period="2024")
    assert found(ledger, AA_BB) == ()

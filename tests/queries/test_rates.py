"""Amounts in roubles in dollars, at the average rate of their year: exact, marked, and only where there is a rate."""

from fractions import Fraction

import pytest

from tradedash.domain.economy import Pair
from tradedash.queries.derived import Kind
from tradedash.queries.figures import figures
from tradedash.queries.rates import converted, rate_of, rates
from tradedash.queries.selection import Selection

RATES = {("RUB", 2023): Fraction("84.331")}


@pytest.fixture
def roubles(ledger, publish):
    """Publish one amount in roubles and return its row."""

    def row(**facts):
        publish(unit="RUB", unit_mult=9, **facts)
        with ledger.read() as conn:
            return figures(conn, Selection(pair=Pair("AA", "BB")), "").rows[0]

    return row


def test_the_seed_has_the_rates_of_the_national_bank(seeded_store):
    with seeded_store.read() as conn:
        known = rates(conn)
    assert known["RUB", 2023] == Fraction("84.331")
    assert known["KGS", 2017] == Fraction("68.86666785906297")
    assert min(year for currency, year in known if currency == "RUB") == 1998
    assert len(known) == 57


def test_both_ends_are_divided_by_the_rate_exactly(roubles):
    row = roubles(value="285", period="2023-01/2023-11")
    (dollars,) = converted([row], RATES)
    assert (dollars.kind, dollars.unit, dollars.figure_ids) == (Kind.CONVERTED, "USD", (row.figure_id,))
    assert dollars.lower == Fraction(284_500_000_000) / Fraction("84.331")
    assert dollars.upper == Fraction(285_500_000_000) / Fraction("84.331")
    assert dollars.value == Fraction(285_000_000_000) / Fraction("84.331")
    assert dollars.how == "285 bn RUB ÷ 84.331 RUB per USD, the average of 2023, = 3.374–3.385 bn USD"


def test_an_open_end_stays_open(roubles):
    (dollars,) = converted([roubles(value="285", period="2023", qualifier="over")], RATES)
    assert (dollars.bounds.lower_open, dollars.upper) == (True, None)


@pytest.mark.parametrize("period", ["2024", "2022/2023", "unstated"])
def test_without_the_rate_of_one_year_nothing_is_converted(roubles, period):
    assert converted([roubles(value="285", period=period)], RATES) == ()


def test_dollars_and_shares_are_left_alone(ledger, publish):
    publish(value="4.1", period="2023")
    publish(indicator="settlement_share", value="90", period="2023")
    with ledger.read() as conn:
        rows = figures(conn, Selection(pair=Pair("AA", "BB")), "").rows
    assert [rate_of(row, RATES) for row in rows] == [None, None]
    assert converted(rows, RATES) == ()

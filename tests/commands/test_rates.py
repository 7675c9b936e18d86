"""Exchange rates are kept by administrators, once for each currency and year, with one journal row for a change."""

import pytest
from sqlalchemy import func, select

from tradedash.commands.rates import set_rates
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import Forbidden
from tradedash.store.audit import verify
from tradedash.store.schema import exchange_rate, journal

RATE = {"currency": "RUB", "year": 2023, "per_usd_digits": 84331, "per_usd_scale": 3, "publisher": "Central Bank"}


def put(store, *rows) -> int:
    with store.write() as conn:
        return set_rates(conn, rows, CLI)


def stored(store) -> list[tuple[str, int, int]]:
    with store.read() as conn:
        query = select(exchange_rate.c.currency, exchange_rate.c.year, exchange_rate.c.per_usd_digits)
        return [tuple(row) for row in conn.execute(query.order_by(exchange_rate.c.year))]


def entries(store) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(journal)).scalar_one()


def test_rates_are_added_once_and_put_right_in_place(store):
    assert put(store, RATE, {**RATE, "year": 2022, "per_usd_digits": 67839}) == 2
    assert put(store, RATE) == 0
    assert put(store, {**RATE, "per_usd_digits": 84332}) == 1
    assert stored(store) == [("RUB", 2022, 67839), ("RUB", 2023, 84332)]
    assert entries(store) == 2
    with store.read() as conn:
        assert verify(conn) == []


def test_only_an_administrator_may(store):
    analyst = Actor("aida", Role.ANALYST, Channel.FORM)
    with pytest.raises(Forbidden), store.write() as conn:
        set_rates(conn, [RATE], analyst)
    assert stored(store) == []

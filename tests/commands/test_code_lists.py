"""Code lists grow and are described anew; the journal knows, and stored figures keep their meaning."""

import pytest
from sqlalchemy import select
from tests.fixtures.publish import INDICATORS

from tradedash.commands.code_lists import set_economies, set_indicators
from tradedash.commands.codes import code_book
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.economy import EconomyKind
from tradedash.domain.errors import BadValue, Forbidden
from tradedash.store.schema import economy, indicator, journal

NAMES = ("code", "label", "kind", "unit", "family", "direction")


def codes(*order: int) -> list[dict]:
    return [{**dict(zip(NAMES, INDICATORS[nth], strict=True)), "position": place} for place, nth in enumerate(order, 1)]


def actions(store) -> list[tuple[str, str]]:
    with store.read() as conn:
        return [tuple(row) for row in conn.execute(select(journal.c.action, journal.c.entity_id))]


def test_a_new_code_is_added_and_journaled(ledger):
    with ledger.write() as conn:
        new = {"code": "DD", "name": "Deland", "adjective": "", "kind": "economy"}
        assert set_economies(conn, [new], CLI) == 1
        assert code_book(conn).economies["DD"] is EconomyKind.ECONOMY
    assert actions(ledger) == [("code_list.set", "economy")]


def test_what_is_the_same_already_writes_nothing(ledger):
    with ledger.write() as conn:
        assert set_indicators(conn, codes(0, 1, 2, 3, 4, 5), CLI) == 0
    assert actions(ledger) == []


def test_a_code_gets_a_new_name(ledger):
    with ledger.write() as conn:
        row = {"code": "AA", "name": "New Aland", "adjective": "Alandic", "kind": "economy"}
        assert set_economies(conn, [row], CLI) == 1
        assert conn.execute(select(economy.c.name).where(economy.c.code == "AA")).scalar_one() == "New Aland"


def test_indicators_change_places(ledger):
    with ledger.write() as conn:
        assert set_indicators(conn, codes(1, 0, 2, 4, 3, 5), CLI) == 4
        listed = conn.execute(select(indicator.c.code).order_by(indicator.c.position)).scalars().all()
    assert listed[:2] == ["turnover_growth", "turnover"]
    assert listed[3:5] == ["company_count", "exports"]


def test_an_indicator_with_figures_keeps_its_kind(ledger, publish):
    publish(indicator="exports")
    changed = {**codes(3)[0], "position": 4, "kind": "stock"}
    with pytest.raises(BadValue, match="The ledger refuses this"), ledger.write() as conn:
        set_indicators(conn, [changed], CLI)


def test_growth_is_never_measured_in_money(ledger):
    changed = {**codes(1)[0], "position": 2, "unit": "USD"}
    with pytest.raises(BadValue, match="ck_indicator_growth_unit"), ledger.write() as conn:
        set_indicators(conn, [changed], CLI)


def test_an_analyst_changes_no_code_list(ledger):
    with pytest.raises(Forbidden), ledger.write() as conn:
        set_economies(conn, [], Actor("ana", Role.ANALYST, Channel.API))

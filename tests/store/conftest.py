"""Stores that hold something, for the tests of the store."""

import pytest
from tests.store.ledger import add_figure, add_ground

from tradedash.store.engine import Store


@pytest.fixture
def ground(store: Store) -> Store:
    """Return a store, on both engines, that holds what a figure needs."""
    with store.write() as conn:
        add_ground(conn)
    return store


@pytest.fixture
def ledger(ground: Store) -> Store:
    """Return a store, on both engines, that holds one figure: 4.1 billion dollars in 2024."""
    with ground.write() as conn:
        add_figure(conn)
    return ground

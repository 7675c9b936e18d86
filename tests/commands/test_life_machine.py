"""A figure's life in any order of commands ends as the model says, on both engines."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.commands.life_model import Life, Opener
from tests.fixtures.publish import add_codes
from tests.fixtures.store import opened

from tradedash.store.engine import Store


def run(opener: Opener, examples: int, steps: int) -> None:
    machine = type("Life", (Life,), {"opener": staticmethod(opener)})
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize="LIFE_SEED" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=profile)


SIZES = [pytest.param(6, 25, id="small"), pytest.param(100, 50, id="large", marks=pytest.mark.torture)]


@pytest.mark.parametrize(("examples", "steps"), SIZES)
def test_any_order_of_commands_leaves_what_the_model_says_on_sqlite(migrated_sqlite: Path, tmp_path, examples, steps):
    @contextmanager
    def fresh() -> Iterator[Store]:
        path = tmp_path / "life.db"
        for rest in tmp_path.glob("life.db*"):
            rest.unlink()
        shutil.copy(migrated_sqlite, path)
        with opened(f"sqlite:///{path}") as store:
            add_codes(store)
            yield store

    run(fresh, examples, steps)


@pytest.mark.parametrize(("examples", "steps"), [pytest.param(3, 20, id="small"), SIZES[1]])
def test_any_order_of_commands_leaves_what_the_model_says_on_postgresql(
    postgres_server, migrated_postgres, examples, steps
):
    @contextmanager
    def fresh() -> Iterator[Store]:
        url = postgres_server.create(template=migrated_postgres)
        try:
            with opened(url) as store:
                add_codes(store)
                yield store
        finally:
            postgres_server.drop(url)

    run(fresh, examples, steps)

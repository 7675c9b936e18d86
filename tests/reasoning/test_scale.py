"""How long the search takes on ledgers far larger than the coverage; only `make torture` runs it."""

import sys
import time
from random import Random

import pytest
from tests.reasoning.factory import INDICATORS, PAIR
from tests.reasoning.ledgers import consistent, spoilt

from tradedash.reasoning.contradictions import contradictions

pytestmark = pytest.mark.torture


@pytest.mark.parametrize(("count", "years", "most"), [(1_000, 20, 10.0), (10_000, 20, 60.0)])
def test_a_ledger_of_many_figures_is_judged_in_time(
    count: int, years: int, most: float, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(count)
    rows = consistent(random, count, years)
    took = []
    for _ in range(2):
        start = time.perf_counter()
        found = contradictions(rows, INDICATORS, PAIR)
        took.append(time.perf_counter() - start)
        rows = spoilt(random, rows)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} figures: consistent {took[0]:.2f} s, with an error {took[1]:.2f} s\n")
        sys.stdout.write(f"{len(found.disputes)} disputes, complete: {found.complete}\n")
    assert max(took) < most

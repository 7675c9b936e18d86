"""No false alarm among figures that are all true; no error missed that another solver can refute; sets are smallest."""

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reasoning.factory import INDICATORS, PAIR
from tests.reasoning.independent import Answer, is_smallest, judge
from tests.reasoning.ledgers import consistent, spoilt

from tradedash.frames import FigureRow
from tradedash.reasoning.contradictions import Kind, Verdicts, contradictions

SUMS = (Kind.ARITHMETIC, Kind.MISPRINT, Kind.AGREES_ONLY_IF_TRUNCATED, Kind.QUESTION)
seeds = st.integers(min_value=0, max_value=2**32)


def verdicts(rows: list[FigureRow]) -> Verdicts:
    return contradictions(rows, INDICATORS, PAIR)


def sets(found: Verdicts, rows: list[FigureRow]) -> list[list[FigureRow]]:
    by_id = {row.figure_id: row for row in rows}
    return [[by_id[name] for name in one.figure_ids] for one in found.contradictions if one.kind in SUMS]


def check_no_false_alarm(seed: int) -> None:
    rows = consistent(Random(seed))
    found = verdicts(rows)
    assert sets(found, rows) == []
    assert found.complete
    assert found.unproved == ()


def check_spoilt(seed: int) -> None:
    random = Random(seed)
    rows = consistent(random)
    for _ in range(random.randint(1, 3)):
        rows = spoilt(random, rows)
    answer, found = judge(rows), verdicts(rows)
    reported = sets(found, rows)
    if answer is Answer.IMPOSSIBLE:
        assert reported
    if answer is Answer.POSSIBLE:
        assert not reported
    for one in reported:
        assert is_smallest(one), [row.figure_id for row in one]
    if found.complete and answer is Answer.IMPOSSIBLE:
        check_every_way_out(rows, reported)


def check_every_way_out(rows: list[FigureRow], reported: list[list[FigureRow]]) -> None:
    """Without one member of each reported set, whichever, nothing is left to report."""
    random = Random(len(rows))
    for _ in range(3):
        left: set[str] = set()
        for one in reported:
            if not any(row.figure_id in left for row in one):
                left.add(random.choice(one).figure_id)
        # Prints that allow the same of the same are one claim and fall together, as "4" and "about 4" percent do.
        keys = {_claimed(row) for row in rows if row.figure_id in left}
        rest = [row for row in rows if _claimed(row) not in keys]
        assert judge(rest) is not Answer.IMPOSSIBLE


def _claimed(row: FigureRow) -> tuple[object, ...]:
    return (*row.key, row.lower, row.upper, row.flags)


@settings(max_examples=200)
@given(seeds)
def test_figures_that_are_all_true_raise_no_alarm(seed: int) -> None:
    check_no_false_alarm(seed)


@settings(max_examples=200)
@given(seeds)
@example(3662)  # one claim printed with and without a hedge
def test_an_error_that_can_be_refuted_is_found_and_every_set_is_smallest(seed: int) -> None:
    check_spoilt(seed)


@pytest.mark.torture
def test_thousands_of_true_ledgers_raise_no_alarm() -> None:
    for seed in range(3_000):
        check_no_false_alarm(seed)


@pytest.mark.torture
def test_thousands_of_errors_are_found() -> None:
    for seed in range(3_000):
        check_spoilt(seed)

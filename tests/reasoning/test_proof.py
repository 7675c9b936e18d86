"""Exact proofs: what cannot all hold is proved, what only touches is not."""

from fractions import Fraction as F
from random import Random

import pytest

from tradedash.reasoning.model import Inequality
from tradedash.reasoning.proof import prove, proves
from tradedash.reasoning.solver import Program


def row(limit: F | int, *factors: int, strict: bool = False) -> Inequality:
    """factors · x ≤ limit"""
    terms = tuple((place, F(factor)) for place, factor in enumerate(factors) if factor)
    return Inequality(terms, F(limit), strict, 0)


def test_two_bounds_that_do_not_meet_are_proved() -> None:
    assert prove([row(1, 1), row(-2, -1)]) == {0: 1, 1: 1} or prove([row(1, 1), row(-2, -1)]) is not None


def test_two_bounds_that_touch_are_possible_unless_one_is_strict() -> None:
    assert prove([row(1, 1), row(-1, -1)]) is None
    weights = prove([row(1, 1, strict=True), row(-1, -1)])
    assert weights is not None
    assert weights[0] == weights[1]


def test_unknowns_are_never_negative() -> None:
    assert prove([row(-1, 1)]) is not None
    assert prove([row(-1, -1)]) is None


def test_a_difference_far_below_the_tolerance_of_floats_is_seen() -> None:
    tiny = F(1, 10**30)
    assert prove([row(1, 1), row(-1 - tiny, -1)]) is not None
    assert prove([row(1, 1), row(-1 + tiny, -1)]) is None


def test_weights_that_prove_nothing_are_refused() -> None:
    rows = [row(1, 1), row(-2, -1)]
    assert proves(rows, {0: F(1), 1: F(1)})
    assert not proves(rows, {0: F(1)})
    assert not proves(rows, {0: F(-1), 1: F(1)})
    assert not proves(rows, {0: F(1), 1: F(2)})


@pytest.mark.parametrize("seed", range(300))
def test_proof_and_solver_agree_on_small_systems(seed: int) -> None:
    random = Random(seed)
    width = random.randint(1, 4)
    rows = [
        row(random.randint(-4, 6), *(random.randint(-3, 3) for _ in range(width - 1)), random.choice((-2, -1, 1, 2)),
            strict=random.random() < 0.3)
        for _ in range(random.randint(1, 7))
    ]  # fmt: skip
    assert (prove(rows) is None) == (Program(rows, [1.0] * width).clash(range(len(rows))) is None)

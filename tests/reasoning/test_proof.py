"""Exact proofs: what cannot all hold is proved, what only touches is not."""

from fractions import Fraction as F
from random import Random

import pytest

from tradedash.reasoning.model import Inequality
from tradedash.reasoning.proof import NotProved, least, prove, proves
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


def test_the_least_value_is_exact_however_the_solver_rounded_it() -> None:
    rows = [row(-1, -3)]  # 3 x ≥ 1
    assert least(rows, {0: F(1)}, 0.3333333332, 1.0) == F(1, 3)
    assert least(rows, {0: F(1)}, 0.3333333334, 1.0) == F(1, 3)
    assert least([], {0: F(1)}, 0.0, 1.0) == 0


def test_a_least_value_that_the_rows_do_not_give_is_not_proved() -> None:
    with pytest.raises(NotProved):
        least([row(-1, -3)], {0: F(1)}, 0.5, 1.0)
    with pytest.raises(NotProved):
        least([row(1, 1)], {0: F(-1), 1: F(-1)}, -1.0, 1.0)  # the second unknown has no upper end


@pytest.mark.parametrize("seed", range(200))
def test_a_proved_end_is_where_the_solver_sees_it_and_no_further_in(seed: int) -> None:
    random = Random(seed)
    width = random.randint(1, 4)
    rows = [row(random.randint(1, 9), *(random.randint(-2, 3) for _ in range(width))) for _ in range(6)]
    terms = {place: F(random.randint(-3, 3)) for place in range(width)}
    program = Program(rows, [1.0] * width)
    seen, _ = program.reach(range(len(rows)), terms)
    if seen is None:
        return
    binding = [rows[place] for place in sorted(program.binding[0])]
    found = least(binding, terms, seen, 1.0)
    assert float(found) == pytest.approx(seen, abs=1e-7)
    below = tuple((place, factor) for place, factor in terms.items() if factor)
    assert prove([*rows, Inequality(below, found, True, 0)]) is not None
    assert prove([*rows, Inequality(below, found, False, 0)]) is None

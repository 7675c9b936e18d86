"""How often a proposal is what the analysts entered: every printed figure of the seed, with floors."""

from collections import Counter, defaultdict

import pytest
from tests.extraction.indicators import INDICATORS, Printed, printed_figures

from tradedash.extraction.proposal import NumberProposal, Proposal, propose

Tally = dict[str, Counter[str]]


def right(proposed: object, entered: object) -> str:
    """Return `right`, `silent` where nothing is proposed, else `wrong`."""
    if proposed == entered:
        return "right"
    return "silent" if proposed is None else "wrong"


def proposal_of(printed: Printed) -> Proposal:
    return propose(
        printed.phrase,
        printed.language,
        said_on=printed.said_on,
        published_on=printed.published_on,
        indicators=INDICATORS,
    )


def judge(tally: Tally, printed: Printed) -> None:
    entered, proposal = printed.fields, proposal_of(printed)
    number = proposal.with_value(entered["obs_value"]) or proposal.number
    assert number is not None, printed.phrase
    values = [each.value.value for each in proposal.numbers]
    tally["first value"][right(values[0], entered["obs_value"])] += 1
    tally["value among the numbers"]["right" if entered["obs_value"] in values else "wrong"] += 1
    tally["multiplier"][right(number.unit_mult and str(number.unit_mult.value), entered["unit_mult"])] += 1
    tally["unit"][right(number.unit_measure and number.unit_measure.value.value, entered["unit_measure"])] += 1
    hedges = " ".join(each.value.value for each in number.qualifiers) or "exact"
    tally["hedges"][right(hedges, entered["qualifier"])] += 1
    flags = {each.value.value for each in proposal.flags} | ({"in_words"} if number.in_words else set())
    for flag in ("record", "forecast", "in_words"):
        tally[flag][right(flag in flags, flag in entered["flags"].split())] += 1
    of_the_print(tally, entered, number)


def of_the_print(tally: Tally, entered: dict[str, str], number: NumberProposal) -> None:
    period = number.time_period and number.time_period.value.code
    tally["period"][right(period, entered["time_period"] or "unstated")] += 1
    basis = number.comparison_basis and number.comparison_basis.value.value
    tally["comparison basis"][right(basis, entered["comparison_basis"] or None)] += 1
    compared = number.comparison_period and number.comparison_period.value.code
    tally["comparison period"][right(compared, entered["comparison_period"] or "unstated")] += 1
    codes = [each.value for each in number.indicators]
    rests_on_words = bool(number.indicators) and number.indicators[0].end > number.indicators[0].start
    tally["indicator with words"][right(codes[0] if rests_on_words else None, entered["indicator"])] += 1
    tally["first indicator"][right(codes[0] if codes else None, entered["indicator"])] += 1
    tally["indicator of three"]["right" if entered["indicator"] in codes[:3] else "wrong"] += 1


@pytest.fixture(scope="module")
def tally() -> Tally:
    found: Tally = defaultdict(Counter)
    for printed in printed_figures():
        judge(found, printed)
    return found


def test_all_figures_of_articles_are_measured(tally):
    assert tally["unit"].total() == 372


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("first value", 360),  # of 372; a phrase with two figures has one first number
        ("value among the numbers", 370),
        ("multiplier", 368),
        ("unit", 364),
        ("hedges", 368),
        ("record", 368),
        ("forecast", 364),
        ("in_words", 370),
        ("comparison basis", 340),
        ("first indicator", 275),
        ("indicator of three", 294),
    ],
)
def test_so_many_proposals_are_what_the_analysts_entered(tally, field, floor):
    assert tally[field]["right"] >= floor, dict(tally[field])


@pytest.mark.parametrize(
    ("field", "least", "most_wrong"),
    [
        ("unit", 364, 0),
        ("period", 67, 1),
        ("comparison period", 33, 1),
        ("indicator with words", 178, 18),
    ],
)
def test_what_the_phrase_does_not_say_is_left_out_rather_than_guessed(tally, field, least, most_wrong):
    found = dict(tally[field])
    assert found["right"] >= least, found
    assert found.get("wrong", 0) <= most_wrong, found

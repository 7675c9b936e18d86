"""A print is told apart by its number, hedge, period and basis, in words."""

from decimal import Decimal

from tests.fixtures.rows import row

from tradedash.components.apart import apart
from tradedash.components.basis import Bases
from tradedash.domain.economy import Economy, EconomyKind, Pair

BASES = Bases(
    {
        "AA": Economy("AA", "Aland", "Alandic", EconomyKind.ECONOMY),
        "BB": Economy("BB", "Beland", "Belandic", EconomyKind.ECONOMY),
    },
    Pair("AA", "BB"),
)


def prints(*facts):
    """Rows of one statement, each in a source of its own."""
    return [row(f"f{n}", source_id=f"a{n}", **one) for n, one in enumerate(facts)]


def told(*facts):
    """What sets the first of these prints apart."""
    rows = prints(*facts)
    return apart(rows[0], rows, BASES)


def test_prints_that_say_the_same_are_not_told_apart():
    assert told({}, {}, {}) == []
    assert told({}) == []


def test_a_dropped_hedge_names_the_one_that_others_print():
    assert told({}, {"qualifier": "nearly"}, {"qualifier": "nearly"}) == ["No hedge here; others print “almost”."]
    assert told({"qualifier": "over"}, {}) == ["“over” here; others print no hedge."]


def test_the_commonest_reading_needs_no_sentence():
    assert told({"qualifier": "about"}, {"qualifier": "about"}, {"qualifier": "nearly"}) == []


def test_another_number_names_those_of_the_others():
    other = {"obs_value": "3.2", "value": Decimal(3_200_000_000)}
    assert told({}, other, other) == ["Others print 3.2 bn USD."]


def test_one_source_that_prints_two_readings_is_not_set_against_itself():
    rows = [row("f1", qualifier="over"), row("f2", qualifier="nearly")]
    assert apart(rows[0], rows, BASES) == []


def test_a_number_that_others_give_to_another_period_names_it():
    months = {"time_period": "2024-01/2024-11"}
    assert told({}, months) == ["Told of 2024 here; others give this number the period Jan–Nov 2024."]
    lost = {"time_period": "unstated", "period_start": None, "period_end": None, "flags": "period_lost"}
    assert told(lost, months) == ["No period here; others give this number the period Jan–Nov 2024."]


def test_a_lost_period_is_said_where_no_other_print_tells_it():
    assert told({"flags": "period_lost"}) == ["The period was lost in this print."]


def test_a_number_that_others_rest_on_other_statistics_names_them():
    assert told({}, {"basis": "AA"}) == ["Others print the same number as: Alandic statistics."]

"""What is warned of before a figure is sent: reprints, slips of unit and period, what cannot be true, what is gone."""

from typing import Any

import pytest
from tests.fixtures.publish import command_from

from tradedash.commands.authorship import stored_figure
from tradedash.commands.figures import add_figure
from tradedash.commands.life import retract
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.figure import Status
from tradedash.queries.entry import EntryWarning, WarningKind, warnings_of
from tradedash.store.engine import Store

ANA = Actor("ana", Role.ANALYST, Channel.FORM)
RITA = Actor("rita", Role.REVIEWER, Channel.FORM)
ADA = {"speaker": "Ada Lovelace", "stated_on": "2025-05-30"}


def warned(store: Store, actor: Actor = ANA, **facts: Any) -> list[EntryWarning]:
    command = command_from(facts)
    with store.read() as conn:
        return warnings_of(conn, command, "http://localhost", actor)


def kinds(found: list[EntryWarning]) -> list[str]:
    return [one.kind.value for one in found]


def test_nothing_is_said_of_the_first_figure_of_a_ledger(ledger):
    assert warned(ledger) == []


def test_a_print_of_the_same_speaker_and_day_says_that_it_joins_the_statement(ledger, publish):
    figure_id = publish(**ADA, as_printed="4.1 in all", publisher="The Daily")
    [one] = warned(ledger, **ADA)
    assert one.kind is WarningKind.REPRINT
    assert one.figure_ids == (figure_id,)
    assert one.sentence == (
        "Ada Lovelace, 30 May 2025, The Daily: “4.1 in all”. It will be counted as one statement, 2 prints."
    )
    assert not one.asks


def test_the_same_number_within_three_days_offers_to_join(ledger, publish):
    publish(**ADA)
    [one] = warned(ledger, speaker="ada lovelace", stated_on="2025-06-02")
    assert "If this is the same statement, write 30 May 2025 under “Said on”: then it counts once." in one.sentence
    assert str(one.join_on) == "2025-05-30"
    assert one.asks


@pytest.mark.parametrize(
    "change",
    [
        {"stated_on": "2025-06-03"}, {"speaker": "Grace Hopper"}, {"period": "2023"},
        {"stated_on": "2025-06-02", "value": "4.10001"},
    ],
)  # fmt: skip
def test_another_day_speaker_period_or_number_is_another_statement(ledger, publish, change):
    publish(**ADA)
    assert "reprint" not in kinds(warned(ledger, **{**ADA, **change}))


def test_billions_where_the_series_has_millions_are_asked_about(ledger, publish):
    for year in ("2021", "2022", "2023"):
        publish(period=year, value="1573", unit_mult=6)
    [one] = warned(ledger, value="1573", unit_mult=9, period="2024")
    assert one.kind is WarningKind.UNIT
    assert one.sentence == (
        "1,573 bn USD is 1,000 times what this series usually has for such a period, such as 1,573 mn USD for 2023. "
        "Check the multiplier and the unit."
    )


@pytest.mark.parametrize(("value", "is_warned"), [("199", False), ("200", True), ("0.0050", True), ("0.0051", False)])
def test_from_two_hundred_times_on_a_number_is_unusual(ledger, publish, value, is_warned):
    publish(value="1.0", unit_mult=9)
    assert ("unit" in kinds(warned(ledger, value=value, unit_mult=9, period="2023"))) is is_warned


def test_a_growth_may_be_as_large_as_it_likes(ledger, publish):
    publish(indicator="turnover_growth", value="0.1")
    assert warned(ledger, indicator="turnover_growth", value="85", period="2023", comparison_period="2022") == []


def test_a_kind_of_period_that_the_series_never_had_is_asked_about(ledger, publish):
    for year in ("2021", "2022", "2023"):
        publish(period=year)
    assert kinds(warned(ledger, period="2024-Q1", value="1.0")) == ["period"]
    assert warned(ledger, period="2024") == []


@pytest.mark.parametrize(
    ("facts", "is_warned"),
    [
        ({"period": "2031"}, True),
        ({"period": "2031", "flags": "forecast"}, False),
        ({"period": "2031", "indicator": "turnover_target"}, False),
        ({"period": "1989"}, True),
        ({"period": "1990"}, False),
        ({"period": "unstated"}, False),
    ],
)
def test_a_year_to_come_or_long_past_is_asked_about(ledger, facts, is_warned):
    assert kinds(warned(ledger, **facts)) == ["period"] * is_warned


def test_what_was_retracted_is_named_with_its_reason(ledger, publish):
    figure_id = publish(url="https://news.example/a", as_printed="some 4.1 in all")
    with ledger.write() as conn:
        seen = stored_figure(conn, figure_id, RITA)["journal_seq"]
        retract(conn, figure_id, RITA, seen=seen, reason="It speaks of services.")
    [one] = warned(ledger, url="https://news.example/a")
    assert one.kind is WarningKind.RETRACTED
    assert one.sentence == "This number of this article was published and retracted: It speaks of services."


def test_own_work_that_waits_is_named_and_that_of_others_is_not(ledger):
    facts = {"url": "https://news.example/a", "as_printed": "some 4.1 in all", "status": Status.IN_REVIEW.value}
    with ledger.write() as conn:
        add_figure(conn, command_from(dict(facts)), ANA)
    [one] = warned(ledger, url="https://news.example/a")
    assert one.sentence == "You have entered this number of this article already: it is in review."
    assert warned(ledger, Actor("bob", Role.ANALYST, Channel.FORM), url="https://news.example/a") == []


def test_what_cannot_be_true_beside_it_is_told_with_the_sums(ledger, publish):
    other = publish(value="3.2")
    [one] = warned(ledger, value="4.1")
    assert one.kind is WarningKind.CONFLICT
    assert one.figure_ids == (other,)
    assert "4.1 bn USD allows 4.05 to 4.15" in one.sentence
    assert "3.2 bn USD allows 3.15 to 3.25" in one.sentence


def test_a_dispute_that_is_there_without_it_is_not_told_again(ledger, publish):
    publish(value="3.2")
    publish(value="4.1")
    assert "conflict" not in kinds(warned(ledger, value="4.1"))


def test_another_basis_conflicts_with_nothing(ledger, publish):
    publish(value="3.2", basis="AA")
    assert warned(ledger, value="4.1") == []


def test_a_correction_is_not_held_against_the_version_that_it_replaces(ledger, publish):
    old = publish(value="3.2")
    command = command_from({"value": "4.1"})
    with ledger.read() as conn:
        assert warnings_of(conn, command, "http://localhost", CLI, without=[old]) == []

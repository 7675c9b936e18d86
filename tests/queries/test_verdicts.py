"""Verdicts on what is stored: the seed's disputes and no other, by the clocks, once per state, in any order of rows."""

import shutil
import threading
from datetime import date
from itertools import permutations

import pytest
import structlog
from tests.fixtures.publish import add_codes, publisher
from tests.fixtures.store import opened

from tradedash.domain.economy import Pair
from tradedash.queries import verdicts as queries
from tradedash.queries.codelists import code_lists
from tradedash.queries.kept import Kept
from tradedash.queries.selection import Selection
from tradedash.reasoning.verdicts import REMARKS, Kind, Verdicts

SITE = "https://ledger.example"
PAIR = Pair("RU", "KG")
LANDS = Pair("BB", "AA")
#: Kind, basis and what is printed, of each set of each dispute.
DISPUTES = [
    {("misprint", "RU", "2 | 2")},
    {("arithmetic", "RU", "17.4 | 17.9")},
    {
        ("misprint", "RU", "13.6 | 15.6"),
        ("arithmetic", "RU", "13 | 15.6"),
        ("agrees_only_if_truncated", "RU", "13 | 13.6"),
    },
    {
        ("arithmetic", "KG", "2.9 | 3"),
        ("arithmetic", "KG", "3.2 | 4"),
        ("arithmetic", "KG", "3.2 | 3.9"),
        ("arithmetic", "KG", "16.6 | 2.9 | 3.2"),
        ("arithmetic", "KG", "16.6 | 2.9 | 4"),
        ("arithmetic", "KG", "16.6 | 2.9 | 3.9"),
        ("arithmetic", "KG", "16.6 | 3 | 3.2"),
    },
    {("arithmetic", "KG", "2 | 40")},
    {("arithmetic", "KG", "1.6 | 20 | 56"), ("arithmetic", "KG", "1.6 | 19 | 56")},
    {
        ("agrees_only_if_truncated", "KG", "-31 | 676.540 | 989.798"),
        ("agrees_only_if_truncated", "KG", "-31 | 1.892 | 2.568 | 989.798"),
        ("agrees_only_if_truncated", "KG", "-31 | 2.203 | 3.193 | 676.540"),
        ("agrees_only_if_truncated", "KG", "-31 | 1.892 | 2.203 | 2.568 | 3.193"),
    },
]
REMARKED = [
    ("period_lost", "KG", "3.1 | 3.16"),
    ("period_lost", "unstated", "3.16 | 3.16"),
    ("period_lost", "RU", "13 | 13"),
    ("other_period", "RU", "4.1 | 4.1"),
    ("other_period", "RU", "13.6 | 13.6"),
    ("target_as_level", "KG", "5 | 5"),
    ("weaker_claim", "RU", "2.5 | 3500"),
]


@pytest.fixture
def seed(seeded_store):
    """The findings on the seed data, by the clocks given."""

    def found(**clocks):
        with seeded_store.read() as conn:
            return queries.findings(conn, Selection(pair=PAIR, **clocks), SITE)

    return found


def told(one, rows):
    return one.kind.value, one.basis, " | ".join(sorted(rows[name].obs_value for name in one.figure_ids))


def test_the_seed_has_the_seven_disputes_and_the_listed_findings_and_nothing_else(seed):
    found = seed()
    every = [
        [told(one, found.rows) for one in dispute.contradictions]
        for dispute in found.verdicts.disputes
        if dispute.headline.kind not in REMARKS
    ]
    assert [set(members) for members in every] == DISPUTES
    assert sum(map(len, every)) == 2 + 1 + 3 + 7 + 1 + 2 + 4
    assert [told(one, found.rows) for one in found.verdicts.contradictions if one.kind in REMARKS] == REMARKED
    assert found.verdicts.complete
    assert [dispute.number for dispute in found.verdicts.disputes] == list(range(1, 13))


def test_only_the_doubtful_figures_carry_a_number(seed):
    found = seed().verdicts
    lost = next(one for one in found.contradictions if one.kind is Kind.PERIOD_LOST)
    assert found.numbers[lost.figure_ids[0]] == lost.dispute
    assert lost.figure_ids[1] not in found.numbers
    assert {found.numbers[name] for name in found.disputes[0].contradictions[0].printed[0]} == {1}


def test_what_was_not_said_yet_contradicts_nothing(seed):
    found = seed(as_of=date(2025, 11, 23))
    assert found.left_out_without_day > 0
    assert "15.6" not in {row.obs_value for row in found.rows.values()}
    assert [told(one, found.rows) for one in found.verdicts.contradictions if one.indicator == "turnover_growth"] == [
        ("arithmetic", "RU", "17.4 | 17.9"),
        ("arithmetic", "KG", "2 | 40"),
        ("period_lost", "RU", "13 | 13"),
    ]


def test_filters_choose_among_the_findings_and_keep_their_numbers(seed):
    found = seed().verdicts
    chosen = queries.chosen(found, Selection(indicator="turnover_growth", basis=("RU",)))
    assert [(one.dispute, one.kind.value) for one in chosen] == [
        (2, "arithmetic"),
        (3, "misprint"),
        (3, "arithmetic"),
        (3, "agrees_only_if_truncated"),
        (9, "period_lost"),
        (10, "other_period"),
    ]


FACTS = [
    {"figure_id": "a", "value": "3.2", "source": None, "speaker": "A"},
    {"figure_id": "b", "value": "3.9", "speaker": "B"},
    {"figure_id": "c", "value": "2.9", "period": "2023"},
    {"figure_id": "d", "indicator": "turnover_growth", "value": "16.6"},
]


def test_the_order_in_which_figures_are_entered_changes_nothing(sqlite_url, tmp_path):
    answers = []
    for number, order in enumerate(list(permutations(FACTS))[::7]):
        answers.append(_entered(tmp_path / f"{number}.db", sqlite_url, order))
    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert {one["kind"] for one in answers[0]} == {"arithmetic"}
    assert sorted(map(len, (one["figure_ids"] for one in answers[0]))) == [2, 3, 3]


def _entered(path, url, order):
    shutil.copy(url.removeprefix("sqlite:///"), path)
    with opened(f"sqlite:///{path}") as store:
        add_codes(store)
        for fact in order:
            place = FACTS.index(fact)
            publisher(store)(**{**fact, "url": f"https://news.example/{place}"})
        with store.read() as conn:
            return [one.as_json() for one in queries.verdicts(conn, LANDS, SITE).contradictions]


def test_a_fall_in_dollars_and_a_rise_in_roubles_do_not_contradict(ledger, publish):
    publish(indicator="turnover_growth", value="-5", as_printed="fell by 5% in dollar terms", language="en")
    publish(indicator="turnover_growth", value="12", as_printed="rose by 12% in roubles", language="en")
    assert contradictions(ledger) == []
    publish(indicator="turnover_growth", value="30", as_printed="rose by 30% in rouble terms", language="en")
    [one] = contradictions(ledger)
    assert "+12\u202f% in RUB" in one.sentence
    assert "+30\u202f% in RUB" in one.sentence


def test_a_growth_that_names_no_currency_is_meant_in_the_one_of_its_level(ledger, publish):
    publish(indicator="turnover_growth", value="-5", as_printed="fell by 5% in dollars", language="en")
    publish(indicator="turnover_growth", value="12", as_printed="rose by 12%, to 4.1 billion roubles", language="en")
    assert [one.kind.value for one in contradictions(ledger)] == ["arithmetic"]


def test_the_currency_of_a_growth_is_read_from_the_clause_of_its_number(ledger, publish):
    phrase = "fell by 5% in dollars and rose by 12% in roubles"
    down = publish(indicator="turnover_growth", value="-5", as_printed=phrase, url="https://news.example/one")
    up = publish(indicator="turnover_growth", value="12", as_printed=phrase, url="https://news.example/one")
    with ledger.read() as conn:
        rows = queries.figures(conn, Selection(pair=LANDS), SITE).rows
    assert {row.figure_id: row.measured_in for row in rows} == {down: "", up: "RUB"}
    assert contradictions(ledger) == []


def contradictions(store):
    with store.read() as conn:
        return list(queries.verdicts(conn, LANDS, SITE).contradictions)


def test_findings_are_worked_out_once_for_each_state_of_the_store(ledger, publish, statements):
    publish(value="3.2")
    publish(value="3.9")
    with statements(ledger) as (conn, seen):
        first = queries.findings(conn, Selection(pair=LANDS), SITE)
        assert len(seen) <= 6
        seen.clear()
        assert queries.findings(conn, Selection(pair=LANDS), SITE) is first
        assert len(seen) == 1
    publish(value="4.4")
    with ledger.read() as conn:
        assert len(queries.verdicts(conn, LANDS, SITE).contradictions) == 3


def test_an_answer_that_is_being_made_is_waited_for_and_not_made_twice(ledger):
    kept, made, begun, go_on = Kept[int](4), [], threading.Event(), threading.Event()

    def slowly():
        made.append(1)
        begun.set()
        go_on.wait(5)
        return 42

    answers = []

    def ask():
        with ledger.read() as conn:
            answers.append(kept.get(conn, "key", slowly))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    threads[0].start()
    assert begun.wait(5)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert (answers, made) == ([42] * 4, [1])


def test_an_answer_that_failed_is_tried_again_and_old_ones_are_forgotten(ledger):
    kept = Kept[str](2)

    def fail():
        raise RuntimeError("no answer")

    with ledger.read() as conn:
        with pytest.raises(RuntimeError):
            kept.get(conn, "key", fail)
        assert kept.get(conn, "key", lambda: "second") == "second"
        kept.get(conn, "other", lambda: "x")
        kept.get(conn, "third", lambda: "x")
        assert (kept.has(conn, "key"), kept.has(conn, "third")) == (False, True)


def test_a_page_does_not_wait_for_the_search_in_a_large_pair(ledger, publish, monkeypatch):
    publish(value="3.2")
    publish(value="3.9")
    monkeypatch.setattr(queries, "MOST_FIGURES_IN_PASSING", 1)
    with ledger.read() as conn:
        asked = Selection(pair=code_lists(conn).default_pair)
        assert queries.at_hand(conn, asked, SITE) is None
        found = queries.findings(conn, asked, SITE)
        assert queries.at_hand(conn, asked, SITE) is found


def test_a_clash_or_range_without_proof_and_a_search_ended_early_are_logged():
    with structlog.testing.capture_logs() as logs:
        queries.log_what_is_missing(Verdicts((), (), (), (), False, (("f1", "f2"),), (("f3",),)), LANDS)
    assert logs == [
        {"event": "clash_without_proof", "pair": "BB-AA", "figures": ["f1", "f2"], "log_level": "warning"},
        {"event": "range_without_proof", "pair": "BB-AA", "figures": ["f3"], "log_level": "warning"},
        {"event": "search_ended_early", "pair": "BB-AA", "log_level": "warning"},
    ]

"""The headline rule: one figure of each key, the same one in whatever order they come, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.rows import row

from tradedash.reasoning.headline import Rule, best, mark, significant_digits, why


def headlines(rows, rule=Rule.PREFERRED):
    return [one.figure_id for one in mark(rows, rule) if one.headline]


def test_a_figure_without_rivals_is_the_headline():
    assert headlines([row("alone")]) == ["alone"]


def test_a_preferred_rank_beats_everything_else():
    chosen = row("chosen", rank="preferred", rank_reason="names the side", obs_value="3", qualifier="about")
    assert headlines([row("release", source_type="release", obs_value="3.193"), chosen]) == ["chosen"]


def test_a_release_beats_a_transcript_and_a_transcript_a_report():
    report, transcript = row("report", obs_value="4.123"), row("transcript", source_type="transcript")
    assert headlines([report, transcript]) == ["transcript"]
    assert headlines([report, transcript, row("release", source_type="release")]) == ["release"]


def test_more_significant_digits_beat_fewer():
    assert headlines([row("4.1", obs_value="4.1"), row("4.10", obs_value="4.10")]) == ["4.10"]


def test_an_exact_print_beats_a_hedged_one_of_as_many_digits():
    assert headlines([row("a", qualifier="over", obs_value="4.1"), row("b", obs_value="4.2")]) == ["b"]


def test_the_newest_known_day_beats_an_older_and_an_unknown_one():
    old, new = row("z_old", stated_on="2024-01-01"), row("z_new", stated_on="2024-02-01")
    unknown = row("a_unknown", source_published_on=None)
    assert headlines([unknown, old, new]) == ["z_new"]
    assert headlines([unknown, old]) == ["z_old"]


def test_the_day_it_was_said_counts_before_the_day_it_was_published():
    said_early = row("a", stated_on="2023-01-01", source_published_on="2025-12-31")
    assert headlines([said_early, row("b", source_published_on="2024-01-01")]) == ["b"]


def test_the_id_decides_between_equals():
    assert headlines([row("b"), row("a")]) == ["a"]


def test_a_deprecated_figure_wins_only_when_nothing_else_is_there():
    misprint = row("misprint", rank="deprecated", rank_reason="misprint", source_type="release")
    for rule in Rule:
        assert headlines([misprint, row("report", qualifier="about")], rule) == ["report"]
        assert headlines([misprint], rule) == ["misprint"]


def test_latest_takes_the_newest_known_and_first_the_oldest_whatever_the_rank():
    old = row("old", stated_on="2024-01-01")
    ranked = row("ranked", stated_on="2024-02-01", rank="preferred", rank_reason="x", source_type="release")
    new = row("new", stated_on="2024-03-01", qualifier="about")
    unknown = row("unknown", source_published_on=None)
    assert headlines([unknown, old, ranked, new], Rule.LATEST) == ["new"]
    assert headlines([unknown, old, ranked, new], Rule.FIRST) == ["old"]


def test_forecasts_compete_only_with_forecasts():
    assert headlines([row("fact"), row("forecast", flags="forecast", source_type="release")]) == ["fact", "forecast"]


@pytest.mark.parametrize(
    "other",
    [
        {"basis": "AA"},
        {"time_period": "2023"},
        {"unit_measure": "RUB"},
        {"ref_area": "AA", "counterpart_area": "BB"},
        {"indicator": "exports"},
        {"comparison_period": "2022"},
    ],
)
def test_figures_of_different_keys_do_not_compete(other):
    assert headlines([row("a"), row("b", **other)]) == ["a", "b"]


@pytest.mark.parametrize("status", ["retracted", "superseded", "draft", "in_review"])
def test_only_published_figures_compete(status):
    assert headlines([row("a", status=status, source_type="release"), row("b")]) == ["b"]
    assert headlines([row("a", status=status)]) == []


def test_marking_keeps_the_order_and_everything_else():
    rows = [row("c", headline=True), row("a"), row("b")]
    marked = mark(rows)
    assert [(one.figure_id, one.headline) for one in marked] == [("c", False), ("a", True), ("b", False)]
    assert marked[2] is rows[2]


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("4.1", 2), ("4.10", 3), ("1800", 2), ("1801", 4), ("0.05", 1), ("0.50", 2), ("-31.0", 3), ("0", 1),
        ("0.0", 1), ("100", 1), ("100.0", 4),
    ],
)  # fmt: skip
def test_significant_digits(printed, digits):
    assert significant_digits(printed) == digits


COMPETING = st.lists(
    st.builds(
        row,
        figure_id=st.text("abcdef", min_size=1, max_size=3),
        rank=st.sampled_from(["preferred", "normal", "deprecated"]),
        source_type=st.sampled_from(["release", "transcript", "report"]),
        obs_value=st.sampled_from(["4", "4.1", "4.10", "40"]),
        qualifier=st.sampled_from(["exact", "about", "about over"]),
        stated_on=st.sampled_from([None, "2024-01-01", "2025-01-01"]),
        source_published_on=st.sampled_from([None, "2024-06-01"]),
        flags=st.sampled_from(["", "forecast"]),
        time_period=st.sampled_from(["2023", "2024"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.figure_id,
)


@given(COMPETING.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))), st.sampled_from(Rule))
def test_the_order_of_the_input_changes_nothing(both, rule):
    rows, shuffled = both
    assert sorted(headlines(rows, rule)) == sorted(headlines(shuffled, rule))
    assert best(rows, rule) == best(shuffled, rule)
    assert why(rows[0], rows, rule) == why(shuffled[0], shuffled, rule)


@given(COMPETING, st.sampled_from(Rule))
def test_each_key_has_exactly_one_headline(rows, rule):
    keys = {(one.time_period, one.flags) for one in rows}
    chosen = [one for one in mark(rows, rule) if one.headline]
    assert {(one.time_period, one.flags) for one in chosen} == keys
    assert len(chosen) == len(keys)


@pytest.mark.parametrize(
    ("winner", "rivals", "sentence"),
    [
        ({}, [], "The only figure for this period."),
        (
            {"rank": "preferred", "rank_reason": "names the Kyrgyz side's statistics"},
            [{"source_type": "release"}],
            "Ranked preferred: names the Kyrgyz side's statistics.",
        ),
        ({}, [{"rank": "deprecated", "rank_reason": "x"}], "All other figures are ranked deprecated."),
        ({"source_type": "transcript"}, [{"obs_value": "3.43"}], "A transcript outranks a report."),
        ({"obs_value": "3.43"}, [{}, {"qualifier": "over"}], "More digits than the others."),
        (
            {"source_type": "transcript", "obs_value": "3.43"},
            [{"source_type": "transcript"}, {"obs_value": "3.4312"}],
            "More digits than its equals.",
        ),
        ({}, [{"qualifier": "nearly"}], "Printed without a hedge, unlike the others."),
        ({"stated_on": "2025-08-01"}, [{}, {"source_published_on": None}], "The newest known."),
        ({"stated_on": "2025-08-01"}, [{}, {"obs_value": "4"}], "The newest known of its equals."),
        ({}, [{}], "Equal to the others in every respect; the figure's id decides."),
    ],
)
def test_one_sentence_says_why(winner, rivals, sentence):
    rows = [row("a", **winner), *(row(f"b{nth}", **facts) for nth, facts in enumerate(rivals))]
    assert headlines(rows) == ["a"]
    assert why(rows[0], rows[1:]) == sentence
    assert why(rows[-1], rows) == sentence


def test_other_rules_have_other_reasons():
    old, new = row("old", stated_on="2024-01-01", source_type="release"), row("new", stated_on="2025-01-01")
    assert why(new, [old], Rule.LATEST) == "The newest known."
    assert why(old, [new], Rule.FIRST) == "The first known."

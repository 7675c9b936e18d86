"""The real coverage: exactly the disputes that are known to be in it, and nothing else."""

import hashlib
import os
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from tests.reasoning.factory import PAIR, read_coverage, read_indicators
from tests.reasoning.independent import is_smallest

from tradedash.domain.indicator import Indicator
from tradedash.domain.period import Period
from tradedash.frames import FigureRow
from tradedash.reasoning.claims import read
from tradedash.reasoning.contradictions import Contradiction, Verdicts, contradictions
from tradedash.reasoning.derive import derived
from tradedash.reasoning.implied import Asked, Implied, implied
from tradedash.reasoning.verdicts import NoteKind

WITHOUT_THESE_NOTHING = [
    "S001.2",
    "S101.2",
    "S012.1",
    "S013.1",
    "S014.2",
    "S018.3",
    "S105.0",
    "S105.1",
    "S129.2",
    "S136.4",
    "S148.4",
    "S073.0",
    "S019.0",
]
REMARKS = {"period_lost", "other_period", "target_as_level", "weaker_claim", "unit_slip"}

#: Basis, kind, and one figure of each claim (any print of it), by dispute.
DISPUTES = [
    {("RU", "misprint", "S003.4 S001.2"), ("RU", "misprint", "S003.4 S101.2")},
    {("RU", "arithmetic", "S018.3 S017.2")},
    {
        ("RU", "misprint", "S012.1 S026.1"),
        ("RU", "arithmetic", "S012.1 S013.1"),
        ("RU", "agrees_only_if_truncated", "S013.1 S026.1"),
    },
    {
        ("KG", "arithmetic", "S073.0 S072.0"),
        ("KG", "arithmetic", "S019.0 S030.1"),
        ("KG", "arithmetic", "S019.0 S033.0"),
        ("KG", "arithmetic", "S019.0 S019.1 S073.0"),
        ("KG", "arithmetic", "S019.0 S019.1 S072.0"),
        ("KG", "arithmetic", "S033.0 S019.1 S073.0"),
        ("KG", "arithmetic", "S030.1 S019.1 S073.0"),
    },
    {("KG", "arithmetic", "S129.2 S046.0")},
    {("KG", "arithmetic", "S158.0 S158.1 S105.0"), ("KG", "arithmetic", "S158.0 S158.1 S105.1")},
    {
        ("KG", "agrees_only_if_truncated", "S136.3 S136.5 S136.4"),
        ("KG", "agrees_only_if_truncated", "S136.0 S136.6 S136.5 S136.4"),
        ("KG", "agrees_only_if_truncated", "S136.3 S136.2 S136.8 S136.4"),
        ("KG", "agrees_only_if_truncated", "S136.0 S136.6 S136.2 S136.8 S136.4"),
    },
]
BESIDE = [
    ("KG", "period_lost", "S016.0 S096.0"),
    ("unstated", "period_lost", "S031.0 S096.0"),
    ("RU", "period_lost", "S172.0 S048.1"),
    ("RU", "other_period", "S137.1 S001.4"),
    ("RU", "other_period", "S137.0 S001.3"),
    ("KG", "target_as_level", "S013.3 S016.1"),
    ("RU", "weaker_claim", "S066.0 S048.2"),
]
SENTENCES = {
    "S001.3 S012.1": (
        "Growth of trade turnover, 2024 on 2023 (a year before, implied): +15.6 % allows 15.55 to 15.65, but +13.6 % "
        "(14 prints) allows 13.55 to 13.65; they do not meet. Both are printed of what Yuri Ushakov said on "
        "24 Nov 2025."
    ),
    "S013.1 S001.3": (
        "Growth of trade turnover, 2024 on 2023 (a year before, implied): +13 % (2 prints) allows 12.5 to 13.5, but "
        "+13.6 % (14 prints) allows 13.55 to 13.65; they do not meet. +13 % fits only if it was cut off instead of "
        "rounded: then it allows 13 to less than 14."
    ),
    "S091.2 S018.3": (
        "Growth of trade turnover, Jan–Jun 2023 on Jan–Jun 2022 (a year before, implied): +17.9 % allows "
        "17.85 to 17.95, but +17.4 % (3 prints) allows 17.35 to 17.45; they do not meet."
    ),
    "S003.4 S101.2": (
        "Investment, accumulated (RU in KG), Nov 2025: over 2 bn USD allows more than 2, but almost 2 bn USD (8 "
        "prints) allows 1.8 to less than 2; they do not meet. Over 2 bn USD fits only as “2 bn USD”, as RIA Novosti "
        "printed it. Both are printed of what Vladimir Putin said on 26 Nov 2025."
    ),
    "S073.0 S019.0 S019.1": (
        "Trade turnover: 3.2 bn USD in 2024 after +16.6 % puts 2023 at 2.70 to 2.79 bn USD; 2.9 bn USD is printed, "
        "which allows 2.85 to 2.95."
    ),
    "S073.0 S030.1 S019.1": (
        "Trade turnover: almost 4 bn USD in 2024 after +16.6 % puts 2023 at 3.09 to 3.43 bn USD; 2.9 bn USD is "
        "printed, which allows 2.85 to 2.95."
    ),
    "S046.0 S129.2": (
        "Growth of trade turnover, Jan–Jun 2022 on Jan–Jun 2021 (a year before, implied): almost +40 % allows "
        "a factor of 1.36 to less than 1.4, but 2 times allows a factor of 1.5 to 2.5; they do not meet."
    ),
    "S158.1 S158.0 S105.0": (
        "If +19 %, said on 20 Nov 2018, is meant for the whole of 2018: increase of trade turnover of +56 mn USD in "
        "2018 on 2017 (a year before, implied) and growth of trade turnover of +19 % in 2018 on 2017 put trade "
        "turnover in 2018 at 340 to 362 mn USD; 1.6 bn USD is printed, which allows 1.55 to 1.65 bn USD."
    ),
    "S136.5 S136.3 S136.4": (
        "Exports of goods (KG to RU): 676.540 mn USD (2 prints) in Jan–Nov 2023 after −31 % (2 prints) puts "
        "Jan–Nov 2022 at 973 to 988 mn USD; 989.798 mn USD (2 prints) is printed, which allows "
        "989.7975 to 989.7985. −31 % fits only if it was cut off instead of rounded: then it allows more than −32 and "
        "no more than −31."
    ),
}


@pytest.fixture(scope="module")
def indicators(shared: Path) -> dict[str, Indicator]:
    return read_indicators(shared)


@pytest.fixture(scope="module")
def coverage(shared: Path, indicators: dict[str, Indicator]) -> dict[str, FigureRow]:
    return read_coverage(shared, indicators)


@pytest.fixture(scope="module")
def verdicts(coverage: dict[str, FigureRow], indicators: dict[str, Indicator]) -> Verdicts:
    return contradictions(list(coverage.values()), indicators, PAIR)


@pytest.fixture(scope="module")
def speaker_for(coverage: dict[str, FigureRow], indicators: dict[str, Indicator]) -> dict[str, str]:
    """The figure that speaks for the claim of any print."""
    claims = read(coverage.values(), indicators, PAIR).claims
    return {row.figure_id: claim.figure_id for claim in claims for row in claim.rows}


def told(one: Contradiction, speaker_for: dict[str, str]) -> tuple[str, str, frozenset[str]]:
    return one.basis, one.kind.value, frozenset(speaker_for.get(name, name) for name in one.figure_ids)


def expected(listed: set[tuple[str, str, str]], speaker_for: dict[str, str]) -> set[tuple[str, str, frozenset[str]]]:
    return {
        (basis, kind, frozenset(speaker_for.get(name, name) for name in names.split())) for basis, kind, names in listed
    }


def test_the_seven_disputes_are_found_and_no_other(verdicts: Verdicts, speaker_for: dict[str, str]) -> None:
    found = [
        {told(one, speaker_for) for one in dispute.contradictions}
        for dispute in verdicts.disputes
        if dispute.headline.kind not in REMARKS
    ]
    wanted = [expected(dispute, speaker_for) for dispute in DISPUTES]
    assert len(found) == 7
    assert {frozenset(one) for one in found} == {frozenset(one) for one in wanted}
    assert verdicts.complete
    assert verdicts.unproved == verdicts.vague == ()


def test_the_remarks_beside_the_sums_are_found_and_no_other(verdicts: Verdicts) -> None:
    found = [one for one in verdicts.contradictions if one.kind in REMARKS]
    assert [(one.basis, one.kind.value, " ".join(one.figure_ids)) for one in found] == BESIDE


def test_one_lost_period_is_one_dispute(verdicts: Verdicts) -> None:
    numbers = {one.dispute for one in verdicts.contradictions if "S096.0" in one.figure_ids}
    assert len(numbers) == 1


def test_without_the_known_figures_nothing_is_in_dispute(
    coverage: dict[str, FigureRow], indicators: dict[str, Indicator]
) -> None:
    rows = [row for name, row in coverage.items() if name not in WITHOUT_THESE_NOTHING]
    found = contradictions(rows, indicators, PAIR)
    assert [one for one in found.contradictions if one.kind not in REMARKS] == []


def test_the_sentences_write_the_arithmetic_out(verdicts: Verdicts) -> None:
    by_figures = {" ".join(one.figure_ids): one.sentence.replace("\u202f", " ") for one in verdicts.contradictions}
    assert {names: by_figures[names] for names in SENTENCES} == SENTENCES


def test_the_ways_out_are_the_smallest(verdicts: Verdicts) -> None:
    by_headline = {dispute.contradictions[0].figure_ids: dispute for dispute in verdicts.disputes}
    disputes = {frozenset(way) for dispute in by_headline.values() for way in dispute.ways_out}
    assert frozenset({"S073.0", "S019.0"}) in disputes  # one way out of seven sets, and it needs both
    assert frozenset({"S136.4"}) in disputes
    advice = {dispute.advice.replace("\u202f", " ") for dispute in verdicts.disputes}
    assert "Needs two to be set aside: 2.9 bn USD (2023) and 3.2 bn USD (2024)." in advice
    assert "Vanishes if −31 % (Jan–Nov 2023 on Jan–Nov 2022) is set aside." in advice


def test_every_set_of_flows_is_smallest_in_the_eyes_of_another_solver(
    verdicts: Verdicts, coverage: dict[str, FigureRow]
) -> None:
    sets = [[coverage[name] for name in one.figure_ids] for one in verdicts.contradictions if one.kind not in REMARKS]
    assert len(sets) == 20
    assert all(is_smallest(rows) for rows in sets)


def test_figures_without_a_basis_get_notes(verdicts: Verdicts) -> None:
    notes = {(note.kind, name, note.against) for note in verdicts.notes for name in note.figure_ids}
    for name in ("S020.0", "S049.0", "S094.1", "S123.2"):
        assert (NoteKind.FITS, name, "RU") in notes
    conflicts = {(name, against) for kind, name, against in notes if kind is NoteKind.CONFLICTS}
    assert conflicts == {("S007.0", "RU"), ("S094.0", "RU")}


def test_what_is_no_constraint_is_listed_with_its_reason(verdicts: Verdicts) -> None:
    reasons = {one.row.figure_id: one.reason for one in verdicts.set_aside}
    assert reasons["S022.2"] == "does not name the period it compares with"
    assert reasons["S013.3"] == "names no period"
    assert reasons["S002.1"] == "is a target"
    assert reasons["S080.1"] == "is a forecast"
    assert reasons["S111.0"] == "is a one-off amount: several may be true in one year"


def test_jointly_implied_ranges(coverage: dict[str, FigureRow], indicators: dict[str, Indicator]) -> None:
    rows = [row for name, row in coverage.items() if name not in WITHOUT_THESE_NOTHING]

    def ask(basis: str, period: str) -> Asked:
        return Asked("turnover", "RU", "KG", basis, Period.parse(period))

    before, after, other = implied(rows, indicators, PAIR, [ask("RU", "2023"), ask("RU", "2024"), ask("KG", "2022")])
    assert ends(before) == (3.564, 3.655)
    assert (before.lower, before.upper) == (
        Fraction(4_050_000_000) / Fraction("1.1365"),
        Fraction(4_150_000_000) / Fraction("1.1355"),
    )
    assert ends(after) == (4.05, 4.15)
    assert ends(other) == (3.268, None)
    assert {"S001.3", "S011.1"} <= set(before.figure_ids)


def test_of_a_contradictory_basis_only_undisputed_claims_imply_something(
    coverage: dict[str, FigureRow], indicators: dict[str, Indicator]
) -> None:
    asked = Asked("turnover", "RU", "KG", "RU", Period.parse("2023"))
    found = implied(list(coverage.values()), indicators, PAIR, [asked])[0]
    assert found.disputed
    assert ends(found) == (None, 4.15)


def test_the_level_before_a_growth_is_derived(coverage: dict[str, FigureRow], indicators: dict[str, Indicator]) -> None:
    found = {
        (one.basis, one.indicator, one.period.code): one for one in derived(list(coverage.values()), indicators, PAIR)
    }
    level = found["RU", "turnover", "2023"]
    assert (round(float(level.bounds.lower or 0) / 1e9, 3), round(float(level.bounds.upper or 0) / 1e9, 3)) == (
        3.564,
        3.655,
    )
    assert level.figure_ids == ("S001.4", "S001.3")


def test_the_order_of_rows_changes_nothing(
    verdicts: Verdicts, coverage: dict[str, FigureRow], indicators: dict[str, Indicator]
) -> None:
    for seed in range(3):
        rows = list(coverage.values())
        Random(seed).shuffle(rows)
        assert as_text(contradictions(rows, indicators, PAIR)) == as_text(verdicts)


def test_the_seed_of_hashes_changes_nothing(root: Path, shared: Path) -> None:
    answers = {run_with_hash_seed(root, shared, seed) for seed in ("0", "1", "42")}
    assert len(answers) == 1


@pytest.mark.torture
def test_timings_of_the_whole_coverage(
    coverage: dict[str, FigureRow], indicators: dict[str, Indicator], capsys: pytest.CaptureFixture[str]
) -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        contradictions(list(coverage.values()), indicators, PAIR)
        times.append(time.perf_counter() - start)
    with capsys.disabled():
        sys.stdout.write(f"\nwhole coverage: {min(times) * 1e3:.0f}–{max(times) * 1e3:.0f} ms\n")
    assert min(times) < 1


def as_text(found: Verdicts) -> str:
    notes = [(note.kind.value, note.figure_ids, note.against, note.evidence, note.sentence) for note in found.notes]
    disputes = [([one.as_json() for one in d.contradictions], d.ways_out, d.advice) for d in found.disputes]
    return repr((disputes, notes, [(one.row.figure_id, one.reason) for one in found.set_aside]))


def run_with_hash_seed(root: Path, shared: Path, seed: str) -> str:
    code = (
        "from pathlib import Path\n"
        "from tests.reasoning.factory import PAIR, read_coverage, read_indicators\n"
        "from tests.reasoning.test_coverage import as_text\n"
        "from tradedash.reasoning.contradictions import contradictions\n"
        f"shared = Path({str(shared)!r})\n"
        "codes = read_indicators(shared)\n"
        "print(as_text(contradictions(list(read_coverage(shared, codes).values()), codes, PAIR)))\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    return hashlib.sha256(done.stdout).hexdigest()


def ends(found: Implied) -> tuple[float | None, float | None]:
    low, high = (None if end is None else round(end / 1e9, 3) for end in (found.lower, found.upper))
    return low, high

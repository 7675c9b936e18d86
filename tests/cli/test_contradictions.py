"""`tradedash contradictions`: disputes with their sentences, ways out and prints, the same in every run."""

import json

import pytest
from click.testing import CliRunner
from tests.fixtures.publish import add_codes, publisher

from tradedash.__main__ import main


@pytest.fixture
def seeded(seeded_url, monkeypatch):
    """Run the command on the seed data."""
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", seeded_url)
    return lambda *words: CliRunner().invoke(main, ["contradictions", *words])


def test_each_dispute_has_a_number_sentences_a_way_out_and_its_prints(seeded):
    answer = seeded()
    assert answer.exit_code == 0
    lines = answer.stdout.replace("\u202f", " ").splitlines()
    start = lines.index(next(line for line in lines if line.startswith("2. ")))
    assert lines[start : start + 6] == [
        "2. arithmetic, Russian statistics: Growth of trade turnover, Jan–Jun 2023 on Jan–Jun 2022 "
        "(a year before, implied): +17.9 % allows 17.85 to 17.95, but +17.4 % (3 prints) allows 17.35 to 17.45; "
        "they do not meet.",
        "   Vanishes if +17.4 % (Jan–Jun 2023 on Jan–Jun 2022) or +17.9 % (Jan–Jun 2023 on Jan–Jun 2022) is set aside.",
        "   - Jan–Jun 2023: +17.4 % (Vladimir Putin, 11 Oct 2023, Kremlin.ru) 7082666a7f61",
        "   - Jan–Jun 2023: +17.4 % (Vladimir Putin, 11 Oct 2023, TASS) 9d5b36fe93bf",
        "   - Jan–Jun 2023: +17.4 % (Vladimir Putin, 11 Oct 2023, News Front) e3c3d5b3ee3c",
        "   - Jan–Jun 2023: +17.9 % (Vladimir Putin, 12 Oct 2023, Svobodnaya Pressa) b3a69aa160c8",
    ]
    assert [line.split(". ")[0] for line in lines if line[:1].isdigit() and ". " in line[:4]][:12] == [
        str(number) for number in range(1, 13)
    ]
    assert "20 statements differ from a statistical release; see /contradictions." in lines


def test_every_run_prints_the_same(seeded):
    assert seeded().stdout == seeded().stdout
    assert seeded("--json").stdout == seeded("--pair", "KG-RU", "--json").stdout


def test_an_unknown_pair_is_refused_with_a_sentence(seeded):
    answer = seeded("--pair", "RU-XX")
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: “pair” has no value “RU-XX”.")


def test_a_store_without_figures_and_one_without_contradictions_say_so(cli, sqlite_store):
    assert cli("contradictions").output == "No figures are stored yet.\n"
    assert json.loads(cli("contradictions", "--json").stdout) == []
    add_codes(sqlite_store)
    publisher(sqlite_store)(value="4.1")
    answer = cli("contradictions")
    assert (answer.exit_code, answer.output) == (
        0,
        "No contradictions: every figure can be true beside all others of its basis.\n",
    )

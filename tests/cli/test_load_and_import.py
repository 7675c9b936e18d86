"""`tradedash load` and `tradedash import`: what they print, and the code they end with."""

import json

import pytest
from click.testing import CliRunner

from tradedash.__main__ import main
from tradedash.store.migrate import upgrade

LOADED = "121 articles and 2 releases, 372 + 116 figures, 0 left out (new: 488 figures, 337 codes).\n"


@pytest.fixture
def run(sqlite_url, monkeypatch):
    """Run `tradedash` on a migrated, empty store and return its exit code and what it printed."""
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", sqlite_url)

    def invoke(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.output

    return invoke


@pytest.fixture
def article(tmp_path):
    """Write a file with one article whose basis is given, and return its path."""

    def write(basis: str) -> str:
        figure = {
            "indicator": "turnover", "ref_area": "RU", "counterpart_area": "KG", "basis": basis, "period": "2024",
            "period_evidence": None, "value": "4.1", "multiplier": 10**9, "unit": "USD", "qualifiers": [],
            "flags": [], "comparison_period": None, "comparison_basis": None, "as_printed": "4.1 billion",
            "speaker": None, "speaker_role": None, "stated_on": None,
        }  # fmt: skip
        about = {"url": "https://news.example/1", "publisher": "P", "language": "en", "title": None}
        dates = {"published_on": None, "published_on_basis": None}
        path = tmp_path / "articles.jsonl"
        path.write_text(json.dumps({**about, **dates, "figures": [figure]}) + "\n")
        return str(path)

    return write


def test_load_brings_the_seed_and_is_content_the_second_time(run):
    assert run("load") == (0, LOADED)
    assert run("load") == (0, LOADED.replace("488 figures, 337 codes", "0 figures, 0 codes"))


def test_load_without_a_store_says_what_to_do(tmp_path, run, monkeypatch):
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", f"sqlite:///{tmp_path / 'absent.db'}")
    code, printed = run("load")
    assert code == 1
    assert printed == "Error: There is no store at its address, so nothing was saved; “tradedash migrate” makes one.\n"


def test_load_into_an_empty_file_says_what_to_do(tmp_path, run, monkeypatch):
    (tmp_path / "empty.db").touch()
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    assert run("load") == (1, "Error: The store is older than this program: run “tradedash migrate” first.\n")


def test_an_import_into_a_store_that_was_just_made_brings_the_code_lists(run, article):
    added = "1 figure added from 1 new source, 0 figures in the ledger already, 0 problems.\n"
    assert run("import", article("RU")) == (0, added)


def test_an_import_with_a_problem_ends_with_code_1(run, article):
    code, printed = run("import", article("RUS"))
    assert code == 1
    assert printed.startswith("row 1, figure 1, basis: “RUS” is not a known basis. Did you mean")
    assert printed.endswith("Nothing was imported: mend 1 problem first, or use --only-good.\n")


def test_a_dry_run_says_what_would_be_added(run, article):
    run("load")
    code, printed = run("import", article("RU"), "--dry-run")
    assert (code, printed) == (
        0,
        "1 figure would be added from 1 new source, 0 figures in the ledger already, 0 problems."
        " Nothing was written.\n",
    )


def test_only_good_rows_are_imported_when_asked(run, article):
    code, printed = run("import", article("RUS"), "--only-good")
    assert code == 1
    assert printed.endswith("0 figures added from 0 new sources, 0 figures in the ledger already, 1 problem.\n")


def test_the_coverage_goes_into_an_empty_store(run, shared):
    code, printed = run("import", str(shared / "coverage" / "coverage.jsonl"))
    assert (code, printed) == (
        0,
        "372 figures added from 121 new sources, 0 figures in the ledger already, 0 problems.\n",
    )


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    code, printed = run("import", str(tmp_path / "absent.csv"))
    assert (code, printed) == (1, f"Error: There is no file {tmp_path / 'absent.csv'}.\n")


def test_migrate_then_load_needs_nothing_else(tmp_path, run, monkeypatch):
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    upgrade(url)
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", url)
    assert run("load") == (0, LOADED)

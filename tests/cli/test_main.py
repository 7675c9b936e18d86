"""The command line as a whole: its commands, and how it answers a mistake."""

import pytest

from tradedash import __version__
from tradedash.__main__ import main


def test_the_commands_are_those_of_the_contract():
    assert sorted(main.commands) == [
        "backup",
        "check",
        "contradictions",
        "copy",
        "export",
        "import",
        "import-matrix",
        "load",
        "migrate",
        "option",
        "restore",
        "serve",
        "sources",
        "user",
        "verify",
    ]


def test_every_command_says_in_its_help_what_it_does(cli):
    for name in main.commands:
        assert cli(name, "--help").exit_code == 0
        assert main.commands[name].get_short_help_str(200).endswith(".")


def test_the_version_is_told(cli):
    assert cli("--version").output == f"main, version {__version__}\n"


@pytest.mark.parametrize("command", [["serve"], ["verify"], ["user", "list"], ["load"]])
def test_without_a_store_one_sentence_says_what_to_do(cli, tmp_path, command):
    (tmp_path / "tradedash.db").unlink()
    answer = cli(*command)
    assert answer.exit_code == 1
    assert (
        answer.stderr
        == "Error: There is no store at its address, so nothing was saved; “tradedash migrate” makes one.\n"
    )


def test_an_unknown_setting_is_named_with_the_nearest_known(cli, monkeypatch):
    monkeypatch.setenv("TRADEDASH_PROT", "1")
    answer = cli("verify")
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: “TRADEDASH_PROT” is not a known setting. Did you mean TRADEDASH_PORT")


def test_a_store_is_made_and_migrated_and_migrated_again(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'store.db'}")
    assert [cli("migrate").output for _ in range(2)] == ["The schema is current.\n"] * 2
    assert (tmp_path / "new" / "store.db").stat().st_mode & 0o777 == 0o600
    assert cli("verify").output == (
        f"The journal is whole and covers everything that is stored.\nHead of the journal: row 0, {'0' * 64}.\n"
    )

"""`tradedash user`: accounts on the command line, the first one too."""

import pytest

from tradedash.commands.accounts import account_with_subject, credentials, password_matches

from .conftest import PASSWORD


def test_an_account_is_added_with_a_password_from_the_standard_input(cli, sqlite_store):
    answer = cli("user", "add", "ana", "--role", "reviewer", "--password-stdin", said=f"{PASSWORD}\n")
    assert answer.output == "Added reviewer ana.\n"
    with sqlite_store.read() as conn:
        assert password_matches(credentials(conn, "ana")[1], PASSWORD)


def test_an_account_is_an_analysts_unless_told_otherwise(cli):
    assert cli("user", "add", "ana", "--password-stdin", said=PASSWORD).output == "Added analyst ana.\n"


def test_there_is_no_password_on_the_command_line(cli):
    assert cli("user", "add", "ana", "--password", PASSWORD).exit_code == 2


def test_without_a_terminal_nothing_waits_for_a_password(cli):
    answer = cli("user", "add", "ana")
    assert answer.exit_code == 1
    assert answer.stderr == "Error: There is no terminal to ask for the password: give it with --password-stdin.\n"


def test_accounts_are_listed_with_role_and_state(cli):
    cli("user", "add", "ana", "--password-stdin", said=PASSWORD)
    cli("user", "add", "abe", "--role", "admin", "--password-stdin", said=PASSWORD)
    cli("user", "disable", "ana")
    lines = [line.split("\t") for line in cli("user", "list").output.splitlines()]
    assert [(name, role, state.split()[0]) for name, role, state, _ in lines] == [
        ("abe", "admin", "active"),
        ("ana", "analyst", "disabled"),
    ]


def test_a_password_is_changed(cli, sqlite_store):
    cli("user", "add", "ana", "--password-stdin", said=PASSWORD)
    answer = cli("user", "passwd", "ana", "--password-stdin", said="another long password\n")
    assert answer.output == "The password of ana is changed; its sessions have ended.\n"
    with sqlite_store.read() as conn:
        assert password_matches(credentials(conn, "ana")[1], "another long password")


@pytest.mark.parametrize(
    ("words", "said", "sentence"),
    [
        (["add", "Ana", "--password-stdin"], PASSWORD, "Give a name of at most 40 lower-case letters"),
        (["add", "ana", "--password-stdin"], "short", "Choose a password of 12 to 256 characters."),
        (["passwd", "eve", "--password-stdin"], PASSWORD, "There is no account “eve”."),
        (["disable", "eve"], "", "There is no account “eve”."),
        (["role", "eve", "admin"], "", "There is no account “eve”."),
        (["link", "eve", "https://id.example|17"], "", "There is no account “eve”."),
        (["link", "eve", "17"], "", "Copy the subject as the login page shows it"),
    ],
)
def test_a_mistake_is_one_sentence(cli, words, said, sentence):
    answer = cli("user", *words, said=said)
    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"Error: {sentence}")
    assert len(answer.stderr.splitlines()) == 1


def test_an_unknown_role_is_refused_with_the_known_ones(cli):
    answer = cli("user", "add", "ana", "--role", "owner", "--password-stdin", said=PASSWORD)
    assert answer.exit_code == 2
    assert "'analyst', 'reviewer', 'admin'" in answer.stderr


def test_a_role_is_changed(cli):
    cli("user", "add", "ana", "--password-stdin", said=PASSWORD)
    assert cli("user", "role", "ana", "reviewer").output == "ana is reviewer now; its sessions have ended.\n"
    assert cli("user", "list").output.startswith("ana\treviewer\tactive")
    assert cli("user", "role", "ana", "reviewer").stderr == "Error: “ana” is reviewer already.\n"


def test_the_command_line_may_take_the_last_admin_away_for_it_can_make_another(cli):
    cli("user", "add", "olga", "--role", "admin", "--password-stdin", said=PASSWORD)
    assert cli("user", "role", "olga", "analyst").exit_code == 0
    assert cli("user", "role", "olga", "admin").exit_code == 0
    assert cli("user", "disable", "olga").exit_code == 0


def test_an_account_is_linked_to_a_login_provider_and_unlinked(cli, sqlite_store):
    cli("user", "add", "ana", "--password-stdin", said=PASSWORD)
    assert cli("user", "link", "ana", "https://id.example|17").output == "ana is linked; its sessions have ended.\n"
    with sqlite_store.read() as conn:
        assert account_with_subject(conn, "https://id.example|17")[1] == "ana"
    assert cli("user", "link", "ana").output == "ana is not linked any more; its sessions have ended.\n"
    with sqlite_store.read() as conn:
        assert account_with_subject(conn, "https://id.example|17") is None

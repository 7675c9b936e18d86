"""`tradedash user`: the first account is made here; there is no first-run set-up and no default password."""

import sys
from contextlib import closing

import click

from tradedash.cli.load import current_store
from tradedash.commands import accounts
from tradedash.domain.actor import CLI, Role
from tradedash.domain.errors import BadValue

_from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from the standard input.")


@click.group("user")
def user_group() -> None:
    """Make, list and disable accounts, set passwords and roles, link them to a login provider."""


@user_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.ANALYST.value, show_default=True)
@_from_stdin
def add_command(name: str, role: str, password_stdin: bool) -> None:
    """Make an account."""
    password = _password(password_stdin)
    with closing(current_store()) as store, store.write() as conn:
        accounts.add_account(conn, name, Role(role), password, CLI)
    click.echo(f"Added {role} {name}.")


@user_group.command("list")
def list_command() -> None:
    """List all accounts."""
    with closing(current_store()) as store, store.read() as conn:
        rows = accounts.list_accounts(conn)
    for row in rows:
        state = f"disabled {row.disabled_at:%Y-%m-%d}" if row.disabled_at else "active"
        click.echo(f"{row.name}\t{row.role}\t{state}\tadded {row.created_at:%Y-%m-%d}")


@user_group.command("disable")
@click.argument("name")
def disable_command(name: str) -> None:
    """Close an account for good and end its sessions."""
    with closing(current_store()) as store, store.write() as conn:
        accounts.disable_account(conn, name, CLI)
    click.echo(f"Disabled {name}; its sessions have ended.")


@user_group.command("passwd")
@click.argument("name")
@_from_stdin
def passwd_command(name: str, password_stdin: bool) -> None:
    """Set a new password and end the account's sessions."""
    password = _password(password_stdin)
    with closing(current_store()) as store, store.write() as conn:
        accounts.set_password(conn, name, password, CLI)
    click.echo(f"The password of {name} is changed; its sessions have ended.")


@user_group.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
def role_command(name: str, role: str) -> None:
    """Give an account another role and end its sessions."""
    with closing(current_store()) as store, store.write() as conn:
        accounts.set_role(conn, name, Role(role), CLI)
    click.echo(f"{name} is {role} now; its sessions have ended.")


@user_group.command("link")
@click.argument("name")
@click.argument("subject", required=False)
def link_command(name: str, subject: str | None) -> None:
    """Let a login provider's SUBJECT open an account.

    The login page shows the subject to whoever logs in there without an account. Without one, the link is undone.
    """
    with closing(current_store()) as store, store.write() as conn:
        accounts.link_subject(conn, name, subject, CLI)
    click.echo(f"{name} is {'linked' if subject else 'not linked any more'}; its sessions have ended.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadValue("There is no terminal to ask for the password: give it with --password-stdin.", "password")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))

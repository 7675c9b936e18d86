"""`tradedash option`: what an installation decides for itself; the journal keeps the reason."""

from contextlib import closing

import click

from tradedash.cli.load import current_store
from tradedash.commands.options import set_publish_own
from tradedash.domain.actor import CLI


@click.group("option")
def option_group() -> None:
    """Decide how this installation works."""


@option_group.command("publish-own")
@click.argument("state", type=click.Choice(["on", "off"]))
@click.option("--reason", required=True, help="Why; the journal keeps it.")
def publish_own_command(state: str, reason: str) -> None:
    """Let people publish own figures, or have it end.

    For a desk of one person. Otherwise somebody else approves what comes by form, web import or API.
    """
    allowed = state == "on"
    with closing(current_store()) as store, store.write() as conn:
        set_publish_own(conn, allowed, CLI, reason)
    click.echo(f"People {'may' if allowed else 'may not'} publish their own figures now.")

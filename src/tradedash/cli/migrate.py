"""`tradedash migrate`: bring the schema of the store up to date."""

import click

from tradedash.settings import Settings
from tradedash.store.migrate import upgrade


@click.command("migrate")
def migrate_command() -> None:
    """Bring the schema up to date.

    A store that is not there is made.
    """
    upgrade(Settings.load().database_url)
    click.echo("The schema is current.")

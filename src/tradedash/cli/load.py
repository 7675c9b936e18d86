"""`tradedash load`: the seed tables into the store."""

from contextlib import closing
from pathlib import Path

import click

from tradedash.domain.actor import CLI
from tradedash.domain.errors import StoreUnavailable
from tradedash.ingest.seed import load_seed
from tradedash.settings import Settings, shipped
from tradedash.store.engine import Store, open_store
from tradedash.store.migrate import schema_problem

#: The seed tables.
DATA = shipped("data")


@click.command("load")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=DATA, help="Another folder of seed tables."
)
def load_command(data: Path) -> None:
    """Load the seed data; what is in the store already stays as it is."""
    with closing(current_store()) as store:
        click.echo(load_seed(store, data, CLI).text)


def current_store() -> Store:
    """Open the store of the settings. Raises: StoreUnavailable if its schema is not this program's."""
    store = open_store(Settings.load().database_url)
    with store.read() as conn:
        problem = schema_problem(conn)
    if problem:
        store.close()
        raise StoreUnavailable(problem)
    return store

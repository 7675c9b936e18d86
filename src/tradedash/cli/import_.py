"""`tradedash import`: figures from a file, or a whole store from a package of `tradedash export`."""

from contextlib import closing
from pathlib import Path

import click

from tradedash.cli.load import DATA, current_store
from tradedash.commands.codes import code_book
from tradedash.domain.actor import CLI
from tradedash.domain.errors import BadValue
from tradedash.ingest.files import import_file
from tradedash.ingest.package import import_package, is_package
from tradedash.ingest.seed import load_codes
from tradedash.store.engine import Store


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report what would be imported; write nothing.")
@click.option("--only-good", is_flag=True, help="Import the good rows and list the rest.")
@click.pass_context
def import_command(ctx: click.Context, path: Path, dry_run: bool, only_good: bool) -> None:
    """Import figures from PATH: .jsonl with one article per line, or .csv with the export's columns.

    All or nothing. Ends with code 1 if a row cannot be stored. A folder or .zip that “tradedash export” has written
    becomes the whole content of an empty store.
    """
    if is_package(path):
        if only_good:
            raise BadValue("A package is imported whole or not at all: leave --only-good out.", "only_good")
        with closing(current_store()) as store:
            click.echo(import_package(store, path, CLI, dry_run=dry_run).text)
        return
    with closing(current_store()) as store:
        if not dry_run:
            complete(store)
        report = import_file(store, path, CLI, dry_run=dry_run, only_good=only_good)
    click.echo(report.text)
    if report.problems:
        ctx.exit(1)


def complete(store: Store) -> None:
    """Give a store that has just been made its code lists, without which no figure can be read."""
    with store.read() as conn:
        if code_book(conn).indicators:
            return
    with store.write() as conn:
        load_codes(conn, DATA, CLI)

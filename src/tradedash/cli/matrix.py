"""`tradedash import-matrix`: a release that covers all pairs at once, from a file of its user."""

from contextlib import closing
from pathlib import Path

import click

from tradedash.cli.import_ import complete
from tradedash.cli.load import DATA, current_store
from tradedash.domain.actor import CLI
from tradedash.ingest.matrix import add_matrix, check_matrix, opened, wanted
from tradedash.ingest.releases import read_alpha3, read_release


@click.command("import-matrix")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--release", "name", help="Which row of matrices.csv the file is; by itself the first.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=DATA, help="Another folder of tables."
)
@click.option("--dry-run", is_flag=True, help="Check every line; write nothing.")
@click.pass_context
def import_matrix_command(ctx: click.Context, path: Path, name: str | None, data: Path, dry_run: bool) -> None:
    """Publish the matrix of a release: PATH is CSV, gzipped or not, with a line for each year, flow and two economies.

    Its columns are year, reporter, partner, flow (X or M), value_usd and estimate. All lines are checked before the
    first is written. Broken off at any moment, the same command goes on where it was; what is there already stays.
    """
    release, alpha3 = read_release(data, name), read_alpha3(data)
    with closing(current_store()) as store, opened(path) as file:
        if not dry_run:
            complete(store)
        with store.read() as conn:
            what = wanted(conn, release, alpha3)
        with click.progressbar(length=path.stat().st_size, label="Checking ") as bar:
            found = check_matrix(file, what.areas, bar.update)
        if found.refused:
            click.echo(found.text)
            ctx.exit(1)
        if dry_run:
            click.echo(f"{found.rows:,} figures would be added or are in the ledger already. Nothing was written.")
            return
        with click.progressbar(length=found.rows, label="Importing") as bar:
            done = add_matrix(store, file, what, CLI, bar.update)
    click.echo(f"{done.added:,} figures added, {done.known:,} in the ledger already.")

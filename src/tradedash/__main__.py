"""The command line: `tradedash COMMAND`, or `python -m tradedash COMMAND`."""

from typing import Any

import click

from tradedash import __version__
from tradedash.cli.check import run_checks
from tradedash.cli.contradictions import contradictions_command
from tradedash.cli.copies import backup_command, restore_command, verify_command
from tradedash.cli.import_ import import_command
from tradedash.cli.load import load_command
from tradedash.cli.matrix import import_matrix_command
from tradedash.cli.migrate import migrate_command
from tradedash.cli.options import option_group
from tradedash.cli.serve import serve_command
from tradedash.cli.sources import sources_group
from tradedash.cli.users import user_group
from tradedash.cli.whole import copy_command, export_command
from tradedash.domain.errors import DomainError


class Sentences(click.Group):
    """A group whose commands answer a user's mistake with one sentence and exit code 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DomainError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """A ledger of what has been said about trade between two economies, and its dashboard."""


@main.command("check", context_settings={"ignore_unknown_options": True})
@click.argument("extra", nargs=-1)
@click.pass_context
def check_command(ctx: click.Context, extra: tuple[str, ...]) -> None:
    """Check the source, for developers.

    Format, lint, types, import direction and tests; EXTRA words go to pytest.
    """
    ctx.exit(run_checks(extra))


for _command in (
    serve_command,
    migrate_command,
    load_command,
    import_command,
    import_matrix_command,
    export_command,
    copy_command,
    contradictions_command,
    verify_command,
    backup_command,
    restore_command,
    user_group,
    sources_group,
    option_group,
):
    main.add_command(_command)

if __name__ == "__main__":
    main()

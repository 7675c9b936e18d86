"""`tradedash sources`: operators look whether the addresses of sources still answer; nothing is fetched by itself."""

import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta

import click

from tradedash.cli import reach
from tradedash.cli.load import current_store
from tradedash.commands.links import Answer, record_checks, set_archive
from tradedash.domain.actor import CLI
from tradedash.queries.links import to_look_at

#: So many answers are kept at once: what was found is not lost when the look is ended early.
AT_ONCE = 20
_WORDS = {Answer.ANSWERS: "answers", Answer.GONE: "is gone", Answer.SILENT: "does not answer"}


@click.group("sources")
def sources_group() -> None:
    """Look whether sources still answer, and say where copies of them are kept."""


@sources_group.command("check")
@click.option("--limit", type=click.IntRange(1, 100_000), default=500, show_default=True, help="Sources at most.")
@click.option("--days", type=click.IntRange(0, 3650), default=30, show_default=True, help="Not looked at for so long.")
@click.option("--timeout", type=click.FloatRange(0.1, 60), default=10, show_default=True, help="Seconds for an answer.")
@click.option(
    "--pause", type=click.FloatRange(0, 60), default=1, show_default=True, help="Seconds between two of them."
)
def check_command(limit: int, days: int, timeout: float, pause: float) -> None:
    """Ask each public source's address once whether it answers, one after another; readers are told on its page."""
    counted: Counter[Answer] = Counter()
    with closing(current_store()) as store:
        with store.read() as conn:
            waiting = to_look_at(conn, datetime.now(UTC) - timedelta(days=days), limit)
        for start in range(0, len(waiting), AT_ONCE):
            found: dict[str, Answer] = {}
            for source_id, url in waiting[start : start + AT_ONCE]:
                found[source_id] = reach.ask(url, timeout)
                click.echo(f"{source_id} {_WORDS[found[source_id]]}: {url}")
                time.sleep(pause)
            with store.write() as conn:
                record_checks(conn, found, CLI)
            counted.update(found.values())
    told = ", ".join(f"{number} {answer.value}" for answer, number in counted.items())
    click.echo(f"Looked at {counted.total()} of {len(waiting)}: {told}." if counted else "No source waits for a look.")


@sources_group.command("archive")
@click.argument("source_id")
@click.argument("url")
@click.option("--reason", default=None, help="Why, for the journal.")
def archive_command(source_id: str, url: str, reason: str | None) -> None:
    """Say where a copy of SOURCE_ID is kept, for readers who no longer find it at its own address."""
    with closing(current_store()) as store, store.write() as conn:
        click.echo(f"The copy of {source_id} is at {set_archive(conn, source_id, url, CLI, reason)}.")

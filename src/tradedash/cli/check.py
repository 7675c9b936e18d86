"""The developer's check: format, lint, types, import direction and tests, for people and for CI alike."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click

#: The folder of the checkout; in an installed package there is none, and nothing to check.
ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("ruff", "mypy", "importlinter", "pytest")
#: Tests run on all cores; a file stays on one, so that its server and its store are made once.
TOGETHER = ("--numprocesses", "auto", "--dist", "loadfile")
#: import-linter cannot be run with `-m`, and its script need not be on the path.
LINT_IMPORTS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"


@dataclass(frozen=True)
class Step:
    """One tool of the check: its name for people, and what this Python is started with to run it."""

    name: str
    arguments: tuple[str, ...]


def steps(extra: Sequence[str] = ()) -> tuple[Step, ...]:
    """Return the steps in the order of their speed; `extra` goes to pytest."""
    return (
        Step("format", ("-m", "ruff", "format", "--check", ".")),
        Step("lint", ("-m", "ruff", "check", ".")),
        Step("types", ("-m", "mypy")),
        Step("import direction", ("-c", LINT_IMPORTS)),
        Step("tests", ("-m", "pytest", *TOGETHER, *extra)),
    )


def run_checks(extra: Sequence[str] = ()) -> int:
    """Run every step and return 0, or the exit code of the first step that fails.

    Prints the name of each step. Without a checkout or without the developer's tools nothing is run: it
    says what to do and returns 2.
    """
    advice = missing()
    if advice:
        click.echo(advice, err=True)
        return 2
    return run_steps(steps(extra), ROOT)


def run_steps(wanted: Sequence[Step], folder: Path) -> int:
    """Run the steps in a folder, up to the first that fails; return its exit code or 0."""
    for step in wanted:
        click.echo(f"== {step.name}")
        code = subprocess.run([sys.executable, *step.arguments], cwd=folder, check=False).returncode  # noqa: S603 - the commands above
        if code:
            click.echo(f"== {step.name}: failed", err=True)
            return code
    return 0


def missing(tools: Sequence[str] = TOOLS, folder: Path = ROOT) -> str | None:
    """Return a sentence about what the check lacks, or None if it lacks nothing."""
    if not (folder / "pyproject.toml").is_file():
        return "tradedash check needs a checkout of the source: clone it and run `make test` there."
    absent = [tool for tool in tools if find_spec(tool) is None]
    if absent:
        return f"The developer's tools are not installed ({', '.join(absent)}): run `make test`."
    return None

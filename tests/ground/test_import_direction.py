"""The contract of import-linter: values flow one way, and a module without a stage is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tradedash.cli.check import LINT_IMPORTS


@pytest.fixture
def lint(root: Path, tmp_path: Path):
    """Lint a small `tradedash` whose modules hold the given source, under the real contract."""
    shutil.copy(root / "pyproject.toml", tmp_path)

    def run(**modules: str) -> tuple[int, str]:
        package = tmp_path / "tradedash"
        package.mkdir()
        for name, source in {"__init__": "", **modules}.items():
            (package / f"{name}.py").write_text(source, encoding="utf-8")
        command = [sys.executable, "-c", LINT_IMPORTS]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)
        return done.returncode, done.stdout

    return run


def test_imports_that_go_down_are_kept(lint):
    code, _ = lint(charts="import tradedash.store", store="import tradedash.domain", domain="")
    assert code == 0


def test_a_module_without_a_stage_is_refused(lint):
    code, said = lint(domain="", utils="")
    assert code == 1
    assert "utils" in said


def test_an_import_that_goes_up_is_refused(lint):
    code, said = lint(domain="import tradedash.store", store="")
    assert code == 1
    assert "tradedash.domain is not allowed to import tradedash.store" in said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pages", "api"),
        ("web", "components"),
        ("charts", "exports"),
        ("forms", "ingest"),
        ("queries", "commands"),
        ("reasoning", "extraction"),
        ("formatting", "settings"),
    ],
)
def test_neighbours_of_one_stage_never_import_each_other(lint, one, other):
    code, said = lint(**{one: f"import tradedash.{other}", other: ""})
    assert code == 1
    assert f"tradedash.{one} is not allowed to import tradedash.{other}" in said

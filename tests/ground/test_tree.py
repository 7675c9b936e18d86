"""The shape of the repository: what may stand at its top, how long a file may be, what no file may name."""

import re
import subprocess
from pathlib import Path

import pytest

TOP_LEVEL = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "app.py",
    "benchmarks",
    "data",
    "docs",
    "migrations",
    "pyproject.toml",
    "src",
    "tests",
}
LONGEST_FILE = 400
#: Folders of one machine, and hosts that packages come from. Quoted articles in data/ may link to anything.
SOMEBODYS_OWN = re.compile(
    r"(?<![\w.:/])/(?:root|home|opt|work)/|\b(?:pypi\.org|pythonhosted\.|registry\.npmjs\.|deb\.debian\.)"
)


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """Return every file that is in the repository or would be added to it."""
    if not (root / ".git").exists():
        pytest.skip("this copy of the source has no git history")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True).stdout.split("\0")
    return [Path(name) for name in names if name and (root / name).is_file()]


def test_only_known_names_stand_at_the_top(files):
    found = {path.parts[0] for path in files if not path.parts[0].startswith(".")}
    assert found - TOP_LEVEL == set()


def test_no_source_file_outgrows_its_subject(root, files):
    lengths = {
        str(path): len((root / path).read_text(encoding="utf-8").splitlines())
        for path in files
        if path.parts[0] in {"benchmarks", "src", "tests", "migrations"} and path.suffix == ".py"
    }
    assert lengths["tests/conftest.py"] > 1
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_file_names_a_folder_of_one_machine_or_a_package_host(root, files):
    texts = {path: (root / path).read_bytes().decode("utf-8", "replace") for path in files if path.parts[0] != "data"}
    found = {str(path): match[0] for path, text in texts.items() if (match := SOMEBODYS_OWN.search(text))}
    assert found == {}


@pytest.mark.parametrize("text", ["cd " + "/root" + "/project", "--index-url https://" + "pypi" + ".org/simple"])
def test_a_named_folder_or_host_would_be_noticed(text):
    assert SOMEBODYS_OWN.search(text)

"""The scripts behind `make`: quick when there is nothing to do, and a sentence when something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """Copy what the scripts read into an own folder."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for folder in (".ci", ".locks"):
        shutil.copytree(root / folder, tmp_path / folder)
    return tmp_path


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.defpath, "PYTHON": "no-python-here", **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, text=True)


def program(path: Path, source: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{source}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def install(folder: Path) -> None:
    """Leave an environment as a finished installation of the run lock leaves it."""
    program(folder / ".venv/bin/python", "exit 0")
    said = [
        str(folder),
        *((folder / name).read_text(encoding="utf-8") for name in ("pyproject.toml", ".locks/run.txt")),
    ]
    (folder / ".venv/installed-run").write_text(f"{said[0]}\n{said[1]}{said[2]}", encoding="utf-8")


def test_an_environment_that_holds_the_lock_is_left_alone(checkout):
    install(checkout)
    done = run(checkout, ".ci/environment", "run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("changed", ["pyproject.toml", ".locks/run.txt"])
def test_a_changed_lock_or_project_is_installed_again(checkout, changed):
    install(checkout)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert "Installing the locked packages (run)" in run(checkout, ".ci/environment", "run").stdout


def test_an_environment_that_was_copied_from_elsewhere_is_not_trusted(checkout, tmp_path_factory):
    install(checkout)
    copy = tmp_path_factory.mktemp("copy") / "checkout"
    shutil.copytree(checkout, copy)
    done = run(copy, ".ci/environment", "run")
    assert (done.returncode, "Installing" in done.stdout) == (1, True)


def test_no_python_or_an_old_one_is_refused_with_what_to_do(checkout):
    absent = run(checkout, ".ci/environment", "run")
    old = run(checkout, ".ci/environment", "run", PYTHON=program(checkout / "old-python", "exit 1"))
    assert "tradedash needs Python 3.11 or newer" in absent.stderr
    assert "name another one as PYTHON=..." in old.stderr
    assert (absent.returncode, old.returncode) == (1, 1)


def test_the_browser_that_chromium_names_is_taken(checkout):
    path = program(checkout / "my-chromium", "exit 0")
    assert run(checkout, ".ci/chromium", CHROMIUM=path).stdout == f"{path}\n"


def test_a_wrong_chromium_is_refused_with_what_to_do(checkout):
    done = run(checkout, ".ci/chromium", CHROMIUM="no-such-browser")
    assert (done.returncode, done.stdout) == (1, "")
    assert "CHROMIUM names no-such-browser, which is no program" in done.stderr


def test_without_the_means_to_install_chromium_one_sentence_says_what_to_do(checkout):
    # A path with `id` alone: there is neither a browser nor a package manager.
    program(checkout / "bin/id", "echo 1000")
    done = run(checkout, "/bin/sh", ".ci/chromium", PATH=str(checkout / "bin"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "install it" in done.stderr


def test_root_gets_chromium_and_a_font_from_the_system(checkout):
    program(checkout / "bin/id", "echo 0")
    program(
        checkout / "bin/apt-get",
        f'echo "apt-get $*"; if [ "$1" = install ]; then /bin/cp "$0" {checkout}/bin/chromium; fi',
    )
    done = run(checkout, "/bin/sh", ".ci/chromium", PATH=str(checkout / "bin"))
    assert (done.returncode, done.stdout) == (0, f"{checkout}/bin/chromium\n")
    assert "install -y -qq --no-install-recommends chromium fonts-noto-core" in done.stderr

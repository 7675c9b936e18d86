"""The lock files: exact, hashed, and silent about where packages come from."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("run", "dev")
PINNED = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; [^/]+?)?(?: --hash=sha256:[0-9a-f]{64})+")


def requirements(text: str) -> list[str]:
    """Return the lines of a lock with their continuations joined."""
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    return [line for line in joined.splitlines() if line]


def pins(text: str) -> set[tuple[str, str]]:
    matches = [PINNED.fullmatch(line) for line in requirements(text)]
    return {(match["name"], match["version"]) for match in matches if match}


def direct(project: dict[str, Any], *groups: str) -> list[Requirement]:
    """Return what pyproject.toml asks for by name: the project, its extras and some dependency groups."""
    named = [entry for group in groups for entry in project["dependency-groups"][group] if isinstance(entry, str)]
    extras = [entry for extra in project["project"]["optional-dependencies"].values() for entry in extra]
    return [Requirement(entry) for entry in (*project["project"]["dependencies"], *extras, *named)]


@pytest.fixture
def lock(root: Path):
    return lambda name: (root / ".locks" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_one_version_with_its_hashes_and_nothing_else(lock, name):
    lines = requirements(lock(name))
    assert len(lines) > 30
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "click==8.2.0",
        "click>=8 --hash=sha256:" + "0" * 64,
        "click==8.2.0 --hash=sha256:" + "0" * 63,
        "--index-url https://packages.example/index",
        "--find-links /somewhere/wheels",
        "click @ file:///somewhere/click.whl --hash=sha256:" + "0" * 64,
        "click==8.2.0 --hash=sha256:" + "0" * 64 + " # from https://packages.example/index",
    ],
)
def test_a_line_that_is_unhashed_or_names_a_place_would_be_noticed(line):
    assert PINNED.fullmatch(line) is None


def test_what_is_tested_is_what_runs(lock):
    assert pins(lock("run")) - pins(lock("dev")) == set()


@pytest.mark.parametrize(("name", "groups"), [("run", ("build",)), ("dev", ("build", "dev"))])
def test_a_lock_answers_to_what_pyproject_asks_for(root, lock, name, groups):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    locked = dict(pins(lock(name)))
    wrong = [
        str(wanted)
        for wanted in direct(project, *groups)
        if not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
    ]
    assert wrong == []

"""A hundred thousand figures go out and in again without being held in memory; only `make torture` runs this."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.fixtures.publish import add_codes, command_from
from tests.fixtures.server import environment
from tests.fixtures.store import opened

from tradedash.commands.figures import add_batch
from tradedash.domain.actor import CLI
from tradedash.store.migrate import upgrade

pytestmark = pytest.mark.torture
MANY, AT_ONCE = 100_000, 10_000
MB = 1024**2
_MEASURED = (
    "import resource, sys; from tradedash.__main__ import main\n"
    "main(sys.argv[1:], standalone_mode=False)\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
)


def filled(path: Path, figures: int) -> str:
    """Make a store of so many figures of one release, in batches, and return its URL."""
    url = f"sqlite:///{path}"
    upgrade(url)
    with opened(url) as store:
        add_codes(store)
        for first in range(0, figures, AT_ONCE):
            commands = [
                command_from({"url": "https://office.example/all", "source_type": "release", "value": f"{n}.5"})
                for n in range(first, min(figures, first + AT_ONCE))
            ]
            with store.write() as conn:
                add_batch(conn, commands, CLI, batch_id=f"b{first}")
    return url


def peak(url: str, *words: object) -> int:
    """Run `tradedash` and return the most memory that it took, in bytes."""
    command = [sys.executable, "-c", _MEASURED, *map(str, words)]
    done = subprocess.run(command, env=environment(url), capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.splitlines()[-1])


def test_a_hundred_thousand_figures_take_no_more_memory_than_a_hundred(tmp_path):
    few, many = filled(tmp_path / "few.db", 100), filled(tmp_path / "many.db", MANY)
    for url in (few, many):
        upgrade(f"{url}.new")
    assert peak(many, "export", tmp_path / "many.zip") - peak(few, "export", tmp_path / "few.zip") < 20 * MB
    grown = peak(f"{many}.new", "import", tmp_path / "many.zip") - peak(f"{few}.new", "import", tmp_path / "few.zip")
    assert grown < 20 * MB
    peak(f"{many}.new", "export", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "many.zip").read_bytes()
    assert (tmp_path / "many.zip").stat().st_size > MB

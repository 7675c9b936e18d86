"""The attack scripts that lie beside the checkout, pointed at a server of this test's own."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url
from tests.fixtures.server import LiveServer

TARGET = Path(__file__).parent / "target.toml"
#: Everything an attacker might change: a script compares what this prints before and after.
FINGERPRINT = """
import sqlite3, sys
for table in ("journal", "figure", "source", "statement", "account", "economy", "indicator", "import_batch"):
    rows = sqlite3.connect(sys.argv[1]).execute(f"SELECT count(*), total(length(quote(rowid))) FROM {table}")
    print(table, *rows.fetchone())
"""


@pytest.fixture
def attack(shared: Path, tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs one script against a server and returns what it printed; a failed check fails."""
    scripts = tmp_path / "redteam"
    shutil.copytree(shared / "redteam", scripts)
    scripts.chmod(0o755)

    def run(server: LiveServer, script: str, *words: str) -> str:
        file = make_url(server.database_url).database
        (tmp_path / "fingerprint.py").write_text(FINGERPRINT)
        command = f"{sys.executable} {tmp_path / 'fingerprint.py'} {file}"
        config = re.sub(r'^base = ".*"$', f'base = "{server.url}"', TARGET.read_text(), flags=re.MULTILINE)
        (tmp_path / "target.toml").write_text(f'{config}\n[db]\nfingerprint = "{command}"\nfile = "{file}"\n')
        arguments = [sys.executable, str(scripts / script), str(tmp_path / "target.toml"), *words]
        done = subprocess.run(arguments, capture_output=True, check=False, cwd=tmp_path, text=True)
        failed = [line for line in done.stdout.splitlines() if not line.startswith("PASS")]
        assert done.returncode == 0, "\n".join([*failed, done.stderr[-3000:]])
        assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return done.stdout

    return run

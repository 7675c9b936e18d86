"""The attack scripts that lie beside the checkout, pointed at a server of this test's own."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from sqlalchemy import make_url
from tests.fixtures.server import SRC, LiveServer
from tests.fixtures.store import opened

from tradedash.commands.tokens import NewToken, make_token
from tradedash.domain.actor import Actor, Channel, Role

TARGET = Path(__file__).parent / "target.toml"
#: Everything an attacker might change: a script compares what this prints before and after.
FINGERPRINT = """
import sqlite3, sys
if "integrity" in sys.argv:
    print(*sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone())
    raise SystemExit
for table in ("journal", "figure", "source", "statement", "account", "economy", "indicator", "import_batch"):
    rows = sqlite3.connect(sys.argv[1]).execute(f"SELECT count(*), total(length(quote(rowid))) FROM {table}")
    print(table, *rows.fetchone())
"""

#: The keys of all writes that are stored: the last word of the phrases that the configuration sends.
STORED = """
import sqlite3, sys
query = "SELECT as_printed FROM figure WHERE as_printed LIKE '%dollars, %'"
for (phrase,) in sqlite3.connect(sys.argv[1]).execute(query):
    print(phrase.rsplit(" ", 1)[1])
"""


def token_of_ana(database_url: str) -> str:
    """Make a token by which the scripts write through the API."""
    with opened(database_url) as store, store.write() as conn:
        wanted = NewToken(name=f"attack {uuid4().hex[:8]}", scopes=("figures", "sources"), days=7)
        return make_token(conn, wanted, Actor("ana", Role.ANALYST, Channel.FORM))


def let_clicks_end(script: Path) -> None:
    """Let the script that clicks every link go back, and read the page, only when the last click has led somewhere.

    It does so while the browser is still on its way, which Chromium answers with an error or with an empty page.
    """
    text = script.read_text()
    wait = "pg.wait_for_timeout(1500); "
    for before, after in (("except Exception: ", 'pg.goto(cfg["base"] + path)'), ("", 't = pg.inner_text("body")')):
        assert text.count(before + after) == 1
        text = text.replace(before + after, before + wait + after)
    script.chmod(0o644)
    script.write_text(text)


def started_by(server: LiveServer) -> str:
    """Return what a script that starts and kills the server by itself must know."""
    port = urlsplit(server.url).port
    settings = {"PYTHONPATH": str(SRC), "TRADEDASH_DATABASE_URL": server.database_url, "TRADEDASH_PORT": str(port)}
    lines = [f'{name} = "{value}"' for name, value in settings.items()]
    return "\n".join(["[server.env]", *lines, 'TRADEDASH_WORKERS = "2"', ""])


@pytest.fixture
def attack(shared: Path, tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs one script against a server and returns what it printed; a failed check fails."""
    scripts = tmp_path / "redteam"
    shutil.copytree(shared / "redteam", scripts)
    scripts.chmod(0o755)
    let_clicks_end(scripts / "xss.py")

    def run(server: LiveServer, script: str, *words: str, pages: Sequence[str] = ()) -> str:
        file = make_url(server.database_url).database
        (tmp_path / "stored.py").write_text(STORED)
        (tmp_path / "fingerprint.py").write_text(FINGERPRINT)
        command = f"{sys.executable} {tmp_path / 'fingerprint.py'} {file}"
        config = re.sub(r'^base = ".*"$', f'base = "{server.url}"', TARGET.read_text(), flags=re.MULTILINE)
        config = config.replace("Bearer TOKEN", f"Bearer {token_of_ana(server.database_url)}")
        config = config.replace('"PYTHON"', f'"{sys.executable}"')
        if pages:
            config = re.sub(
                r'^pages = \["/", "/charts/turnover", "/sources".*$', f"pages = {[*pages]}", config, flags=re.M
            )
        listed = f'stored_cmd = "{sys.executable} {tmp_path / "stored.py"} {file}"'
        config = config.replace("[write]\n", f"[write]\n{listed}\n")
        (tmp_path / "target.toml").write_text(
            f'{config}\n[db]\nfingerprint = "{command}"\nfile = "{file}"\n'
            f'integrity = "{command} integrity"\n{started_by(server)}'
        )
        arguments = [sys.executable, str(scripts / script), str(tmp_path / "target.toml"), *words]
        done = subprocess.run(arguments, capture_output=True, check=False, cwd=tmp_path, text=True)
        failed = [line for line in done.stdout.splitlines() if not line.startswith("PASS")]
        assert done.returncode == 0, "\n".join([*failed, done.stderr[-3000:]])
        assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return done.stdout

    return run

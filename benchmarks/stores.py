"""A store of the wanted size: the seed figures, repeated for invented pairs by plain SQL, and a token to write with."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path
from string import ascii_uppercase

from benchmarks.systems import environment
from tradedash.commands.accounts import add_account
from tradedash.commands.tokens import NewToken, make_token
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.store.engine import open_store

#: Where plain Dash and the raw floor write: one row a figure, no rules, no journal.
PLAIN_TABLE = "CREATE TABLE plain_figure (id INTEGER PRIMARY KEY, indicator TEXT, pair TEXT, period TEXT, value REAL)"
_PASSWORD = "a password that opens nothing else"


@dataclass(frozen=True)
class Ground:
    """A store and what requests to it may name."""

    file: Path
    token: str
    indicator: str
    pairs: list[str]
    ref_area: str
    counterpart_area: str
    figures: int


def make_ground(folder: Path, figures: int) -> Ground:
    """Make a store with at least so many figures."""
    file = folder / "ground.db"
    url = f"sqlite:///{file}"
    for words in (["migrate"], ["load"]):
        subprocess.run(
            [sys.executable, "-m", "tradedash", *words], env=environment(url), check=True, capture_output=True
        )
    with closing(sqlite3.connect(file)) as conn:
        first = conn.execute("SELECT pair FROM figure GROUP BY pair ORDER BY count(*) DESC").fetchone()[0]
        _grow(conn, first, figures)
        conn.execute(PLAIN_TABLE)
        conn.commit()
        indicator, ref_area, other = conn.execute(
            "SELECT indicator, ref_area, counterpart_area FROM figure WHERE pair = ? AND indicator_kind = 'level'"
            " GROUP BY indicator ORDER BY count(*) DESC",
            [first],
        ).fetchone()
        pairs = [row[0] for row in conn.execute("SELECT DISTINCT pair FROM figure WHERE indicator = ?", [indicator])]
        number = conn.execute("SELECT count(*) FROM figure").fetchone()[0]
    return Ground(
        file, _token(url), indicator, [first, *(one for one in pairs if one != first)], ref_area, other, number
    )


def copy_of(ground: Ground, name: str) -> Path:
    """Return a copy of the store that may be written to."""
    file = ground.file.with_name(f"{name}.db")
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    shutil.copy(ground.file, file)
    return file


def _grow(conn: sqlite3.Connection, pair: str, figures: int) -> None:
    """Say the same of invented pairs; the rows stand under the import batch of the seed figures."""
    names = [row[1] for row in conn.execute("PRAGMA table_info(figure)") if row[1] not in ("id", "pair")]
    have = conn.execute("SELECT count(*) FROM figure").fetchone()[0]
    a, b = pair.split("-")
    lands = ["Z" + "".join(two) for two in product(ascii_uppercase, repeat=2)][:200]
    new = list(permutations(lands, 2))[: -(-(figures - have) // have)] if figures > have else []
    used = sorted({one for two in new for one in two})
    conn.executemany(
        "INSERT INTO economy (code, name, adjective, kind) VALUES (?, ?, '', 'economy')", [(c, c) for c in used]
    )
    swap = "CASE {0} WHEN :a THEN :x WHEN :b THEN :y ELSE {0} END"
    taken = [
        f"'{{x}}{{y}}' || substr({name}, 1, 50)".format(x="' || :x || '", y="' || :y || '")
        if name == "figure_id"
        else "NULL"
        if name in ("supersedes", "form_key")
        else swap.format(name)
        if name in ("ref_area", "counterpart_area", "basis")
        else name
        for name in names
    ]
    sql = f"INSERT INTO figure ({', '.join(names)}) SELECT {', '.join(taken)} FROM figure WHERE id <= :last"
    last = conn.execute("SELECT max(id) FROM figure").fetchone()[0]
    for x, y in new:
        conn.execute(sql, {"a": a, "b": b, "x": x, "y": y, "last": last})


def _token(url: str) -> str:
    store = open_store(url)
    try:
        with store.write() as conn:
            add_account(conn, "bench", Role.ANALYST, _PASSWORD, CLI)
            wanted = NewToken(name="bench", scopes=("figures",), days=7)
            return make_token(conn, wanted, Actor("bench", Role.ANALYST, Channel.FORM))
    finally:
        store.close()

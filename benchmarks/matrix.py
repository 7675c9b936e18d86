"""What importing a matrix costs beside `executemany` of the same rows: `python -m benchmarks.matrix`.

`raw` writes ready rows into the same table with its constraints, indexes and triggers, `raw, untriggered` without the
triggers, `bare` into a table with neither indexes nor constraints; each in one transaction, as durable as the store.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

import click

from benchmarks.systems import ROOT, environment
from benchmarks.tables import Measured
from tradedash.domain.actor import CLI
from tradedash.ingest.matrix import HEADER, add_matrix, check_matrix, opened, wanted
from tradedash.ingest.releases import read_alpha3, read_release
from tradedash.store.engine import open_store
from tradedash.store.many import CACHE

TASK = "Import of a matrix"
NAMES = ("tradedash", "raw", "raw, untriggered", "bare")
_DATA = ROOT / "data"
_FIRST, _YEARS = 1960, 60
#: What a figure refers to, with the name of its key.
_SURROUNDINGS = {"journal": "seq", "import_batch": "batch_id", "source": "source_id", "statement": "statement_id"}


def measured(folder: Path, lines: int, rounds: int) -> Iterator[Measured]:
    """Yield rows a second, processor time and peak memory of each way, the ways one after the other in each round."""
    file, empty, full = folder / "matrix.csv", folder / "empty.db", folder / "full.db"
    _write_matrix(file, lines)
    for words in (["migrate"], ["load"]):
        command = [sys.executable, "-m", "tradedash", *words]
        subprocess.run(command, env=environment(f"sqlite:///{empty}"), check=True, capture_output=True)
    shutil.copy(empty, full)
    _run("tradedash", full, file, full)
    for _ in range(rounds):
        for name in NAMES:
            target = folder / "target.db"
            for old in folder.glob("target.db*"):
                old.unlink()
            shutil.copy(empty, target)
            yield TASK, name, _run(name, target, file, full)


def _run(name: str, *files: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.matrix", name, *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT, env=environment("sqlite:///-"))
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _write_matrix(file: Path, lines: int) -> None:
    codes = list(read_alpha3(_DATA))
    pairs = permutations(codes, 2)
    with file.open("w") as out:
        out.write(",".join(HEADER) + "\n")
        for number in range(0, lines, 2 * _YEARS):
            reporter, partner = next(pairs)
            for flow in "MX":
                for year in range(_FIRST, _FIRST + _YEARS):
                    out.write(f"{year},{reporter},{partner},{flow},{number * 7919 + year},{year % 9 == 0:d}\n")


def _import(target: Path, file: Path, _: Path) -> Callable[[], int]:
    release, alpha3 = read_release(_DATA, None), read_alpha3(_DATA)

    def work() -> int:
        with closing(open_store(f"sqlite:///{target}")) as store, opened(file) as matrix:
            with store.read() as conn:
                what = wanted(conn, release, alpha3)
            check_matrix(matrix, what.areas, lambda size: None)
            return add_matrix(store, matrix, what, CLI, lambda rows: None).added

    return work


def _insert(name: str, target: Path, full: Path) -> Callable[[], int]:
    conn = sqlite3.connect(target, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", f"cache_size = -{CACHE}"):
        conn.execute(f"PRAGMA {setting}")
    conn.execute("ATTACH ? AS f", [str(full)])
    for table, key in _SURROUNDINGS.items():
        missing = f"SELECT * FROM f.{table} WHERE {key} NOT IN (SELECT {key} FROM {table}) ORDER BY 1"
        conn.execute(f"INSERT INTO {table} {missing}")
    # `table_info` leaves out what is computed.
    columns = [row[1] for row in conn.execute("PRAGMA table_info(figure)") if row[1] != "id"]
    listed = ", ".join(columns)
    wanted_rows = f"SELECT {listed} FROM f.figure WHERE batch_id LIKE 'matrix-%' ORDER BY id"
    rows = conn.execute(wanted_rows).fetchall()
    conn.execute("DETACH f")
    table = "bare" if name == "bare" else "figure"
    if name == "bare":
        conn.execute(f"CREATE TABLE bare ({listed})")
    elif name != "raw":
        for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")
    places = ", ".join("?" * len(columns))
    conn.execute("PRAGMA foreign_keys = ON")

    def work() -> int:
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany(f"INSERT INTO {table} ({listed}) VALUES ({places})", rows)
        conn.execute("COMMIT")
        return len(rows)

    return work


def _timed(work: Callable[[], int]) -> dict[str, Any]:
    cpu, started = time.process_time(), time.perf_counter()
    rows = work()
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return {"rows_s": rows / seconds, "rows_cpu_s": rows / used, "cpu_s": used, "peak_mb": peak}


def _main(words: list[str]) -> None:
    if len(words) == len(("name", "target", "file", "full")):
        name, (target, file, full) = words[0], map(Path, words[1:])
        work = _import(target, file, full) if name == "tradedash" else _insert(name, target, full)
        click.echo(json.dumps(_timed(work)))
        return
    lines, rounds = (int(word) for word in (*words, "100000", "5")[:2])
    with tempfile.TemporaryDirectory(prefix="tradedash-bench-") as folder:
        found = list(measured(Path(folder), lines, rounds))
    for name in NAMES:
        runs = [one for _, system, one in found if system == name]
        click.echo((name, {key: round(median(run[key] for run in runs), 1) for key in runs[0]}))


if __name__ == "__main__":
    _main(sys.argv[1:])

"""`python -m benchmarks`: measure everything in one run, the systems one after the other in each round.

Read ratios within one run only: the client takes processor time from all systems alike, and so may other programs.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from benchmarks import asked, matrix
from benchmarks.stores import Ground, copy_of, make_ground
from benchmarks.systems import NAMES, ROOT, WORKERS, System, running
from benchmarks.tables import Measured, markdown, summary

CONNECTIONS = (1, 16, 64)
BURST, WRITERS = 1000, 16


@click.command()
@click.option("--figures", default=200_000, help="How many figures the store holds.")
@click.option("--rounds", default=7, help="How often everything is measured.")
@click.option("--seconds", default=2.0, help="How long each reading window lasts.")
@click.option("--lines", default=100_000, help="How many lines the imported matrix has.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/benchmarks"), help="Where the results go.")
def main(figures: int, rounds: int, seconds: float, lines: int, out: Path) -> None:
    """Measure tradedash beside plain Dash and a raw server on the same store."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tradedash-bench-") as folder:
        ground = make_ground(Path(folder), figures)
        click.echo(f"{ground.figures:,} figures, {len(ground.pairs):,} pairs")
        measured: list[Measured] = []
        for number in range(rounds):
            for one in _round(ground, number, seconds):
                measured.append(one)
                click.echo(f"{number + 1}/{rounds} {one[0]} {one[1]} {_shown(one[2])}")
        for one in matrix.measured(Path(folder), lines, rounds):
            measured.append(one)
            click.echo(f"{one[0]} {one[1]} {_shown(one[2])}")
    tasks = summary(measured)
    about = {**_machine(), "figures": f"{ground.figures:,}", "rounds": rounds, "seconds a window": seconds}
    (out / "results.json").write_text(json.dumps({"about": about, "tasks": tasks}, indent=1))
    (out / "results.md").write_text(markdown(tasks, about))
    click.echo(f"\n{markdown(tasks, about)}\nwritten to {out}")


def _round(ground: Ground, number: int, seconds: float) -> Iterator[Measured]:
    with ExitStack() as stack:
        systems = []
        for name in NAMES:
            system = stack.enter_context(running(name, ground.file))
            systems.append(system)
            yield "Start", name, {"cpu_s": system.cpu, "seconds": system.seconds, "pss_mb": system.pss()}
        for connections in CONNECTIONS:
            for system in systems:
                requests = asked.data(system.name, ground)
                yield f"Series, {connections} connections", system.name, _drive(system, connections, requests, seconds)
        for system in systems:
            requests = asked.data(system.name, ground, cold=number)
            yield (
                "Series, 16 connections, each pair for the first time",
                system.name,
                _drive(system, 16, requests, seconds),
            )
        for system in systems:
            yield (
                "Series as CSV, 4 connections",
                system.name,
                _drive(system, 4, asked.csv(system.name, ground), seconds),
            )
        for system in systems:
            yield "Memory after reading", system.name, {"pss_mb": system.pss()}
    for name in NAMES:
        yield from _writing(ground, name)


def _writing(ground: Ground, name: str) -> Iterator[Measured]:
    with running(name, copy_of(ground, name)) as system:
        _drive(system, 1, asked.inserts(name, ground, 100, 5), 0)
        one = _drive(system, 1, asked.inserts(name, ground, 1_000, 30), 0)
        yield "One insert", name, {key: one[key] for key in ("p50_ms", "p95_ms", "max_ms", "failed")}
        burst = _drive(system, WRITERS, asked.inserts(name, ground, 10_000, BURST), 0)
        yield f"{BURST:,} inserts, {WRITERS} clients", name, burst


def _drive(system: System, connections: int, requests: list[str], seconds: float) -> dict[str, float]:
    job = {"port": system.port, "connections": connections, "requests": requests, "seconds": seconds}
    command = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(job), capture_output=True, check=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "workers": WORKERS,
        "Python": platform.python_version(),
        "load when it ended": round(os.getloadavg()[0], 1),
    }


def _shown(figures: dict[str, float]) -> str:
    return " ".join(f"{name}={value:.3g}" for name, value in figures.items())


if __name__ == "__main__":
    main()

"""The servers that are measured: how each is started, what it costs while it stands, and what is asked of it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

WORKERS = 2
NAMES = ("tradedash", "plain_dash", "raw")
ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 120


@dataclass(frozen=True)
class System:
    """A running server; `seconds` and `cpu` are what it took until it answered for the first time."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    seconds: float
    cpu: float

    def pss(self) -> float:
        """Return its memory in MB; what its processes share counts once."""
        return sum(one.memory_full_info().pss for one in _tree(self.process)) / 1e6


def environment(database_url: str, **settings: object) -> dict[str, str]:
    """Return the environment of a command on a store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRADEDASH_")}
    given = {f"TRADEDASH_{name.upper()}": str(value) for name, value in settings.items()}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**kept, "PYTHONPATH": path, "TRADEDASH_DATABASE_URL": database_url, **given}


@contextmanager
def running(name: str, file: Path) -> Iterator[System]:
    """Serve a store by one of NAMES until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**environment(f"sqlite:///{file}", port=port, workers=WORKERS), "BENCH_STORE": str(file)}
    own = ["tradedash", "serve"]
    other = ["granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "16", "--no-ws"]
    other += ["--log-level", "error", "--port", str(port), f"benchmarks.peers.{name}:server"]
    command = [sys.executable, "-m", *(own if name == "tradedash" else other)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, port, "/healthz" if name == "tradedash" else "/")
        seconds = time.perf_counter() - started
        times = [one.cpu_times() for one in _tree(process)]
        yield System(name, port, process, seconds, sum(one.user + one.system for one in times))
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server on port {port} ended with {process.returncode}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError(f"the server on port {port} did not answer in {_PATIENCE} s")


def _tree(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    top = psutil.Process(process.pid)
    return [top, *top.children(recursive=True)]

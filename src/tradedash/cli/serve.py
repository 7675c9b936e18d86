"""`tradedash serve`: the production server, granian, with one process a worker."""

import http.client
import multiprocessing
import os
import socket
import tempfile
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

import click
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server
from granian.server.common import AbstractServer

from tradedash.domain.errors import BadValue
from tradedash.settings import Settings
from tradedash.web.startup import prepare

#: A slow upload holds a thread: so many must hang before a page has to wait.
THREADS = 128
#: Seconds that replies under way get when the server is told to stop.
GRACE = 10
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_LOG_LEVELS = {"debug": LogLevels.info}


@click.command("serve")
def serve_command() -> None:
    """Serve the dashboard.

    It stops on SIGTERM or Ctrl-C, once the replies under way are finished.
    """
    settings = Settings.load()
    _check(settings)
    with tempfile.TemporaryDirectory(prefix="tradedash-metrics-") as folder:
        if settings.workers > 1:
            # The metrics of all workers meet in this folder; the library looks for it when it is imported.
            os.environ.setdefault(_METRICS_FOLDER, folder)
        # A forked worker may inherit a lock that some thread held, and wait for ever: start each one afresh.
        multiprocessing.set_start_method("spawn", force=True)
        server = _server(settings)
        server.on_startup(lambda: Thread(target=_announce, args=(settings,), daemon=True).start())
        server.serve(target_loader=_load, wrap_loader=False)


def _check(settings: Settings) -> None:
    """Refuse here, in a sentence, what would otherwise make each worker fail."""
    store, _ = prepare(settings)
    store.close()
    # The workers share the port, and would share it with another server just as well.
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"port {settings.port} of {settings.host}"
            raise BadValue(f"Nothing can listen on {where} ({error.strerror}); set TRADEDASH_PORT.") from None


def _server(settings: Settings) -> AbstractServer[Any]:
    server: AbstractServer[Any] = Server(
        "tradedash",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=_LOG_LEVELS.get(settings.log_level, LogLevels.error),
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )
    return server


def _load() -> Callable[..., Any]:
    """Return the WSGI application of one worker."""
    from tradedash.application import create_app  # noqa: PLC0415 - only workers need Dash, after the metrics' folder

    server: Callable[..., Any] = create_app(Settings.load()).server
    return server


def _announce(settings: Settings) -> None:
    while not _answers(settings):
        sleep(0.05)
    click.echo(f"tradedash is at {settings.address}")


def _answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared only
    connection = http.client.HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()

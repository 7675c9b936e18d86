"""Whether the process lives, whether the store answers, and how many requests of which kind there were."""

import os
from time import perf_counter

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.wrappers import Response as AnyResponse

from tradedash.domain.errors import StoreUnavailable
from tradedash.store.engine import Store
from tradedash.store.migrate import schema_is_current
from tradedash.web.frame import current_site

#: Several workers add their counts up in this folder; `serve` makes it.
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


class Metrics:
    """Requests by route and status, and how long they took."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "tradedash_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "tradedash_request_seconds", "Seconds to answer a request.", ["route"], registry=self.registry
        )
        self.servers = Counter(
            "tradedash_database_server_changes",
            "Losses and returns of the primary and the replica.",
            ["server", "state"],
            registry=self.registry,
        )

    def install(self, server: Flask, store: Store) -> None:
        """Count every request and lost database server, and answer /healthz, /readyz and /metrics."""
        store.listen(lambda name, state: self.servers.labels(name, state).inc())
        server.before_request(self._start)
        server.after_request(self._count)
        server.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
        server.add_url_rule("/readyz", "readyz", _ready)
        server.add_url_rule("/metrics", "metrics", self._show)

    def count(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count one request."""
        self.requests.labels(route, method, status).inc()
        self.seconds.labels(route).observe(seconds)

    def _start(self) -> None:
        g.tradedash_started = perf_counter()

    def _count(self, response: AnyResponse) -> AnyResponse:
        route = request.url_rule.rule if request.url_rule else "none"
        self.requests.labels(route, request.method, str(response.status_code)).inc()
        if started := g.get("tradedash_started"):
            self.seconds.labels(route).observe(perf_counter() - started)
        return response

    def _show(self) -> ResponseReturnValue:
        shown = self.registry
        if os.environ.get(SHARED_FOLDER):
            shown = CollectorRegistry()
            MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
        return Response(generate_latest(shown), content_type=CONTENT_TYPE_LATEST)


def _ready() -> ResponseReturnValue:
    store = current_site().store
    store.ping()
    with store.read() as conn:
        if not schema_is_current(conn):
            raise StoreUnavailable("The schema is not current: run `tradedash migrate`.")
    return Response("ready\n", mimetype="text/plain")

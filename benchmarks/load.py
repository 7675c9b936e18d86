"""The client, in a process of its own: keeps so many connections busy and notes how long each answer took.

`python -m benchmarks.load` reads a job as JSON from its input: port, connections, requests (bytes as Latin-1 text),
seconds (0: each request once). It prints the figures as JSON.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Iterator
from typing import cast


class Client(asyncio.Protocol):
    """One connection: sends the next request when an answer is complete."""

    def __init__(self, requests: Iterator[bytes], until: float, done: "asyncio.Future[None]") -> None:
        self.requests, self.until, self.done = requests, until, done
        self.took: list[float] = []
        self.failed = self.received = 0
        self._buffer, self._need = b"", 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._need:
            head, found, _ = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            fields = head.lower()
            at = fields.find(b"content-length:")
            chunked = at < 0 and b"transfer-encoding: chunked" in fields
            length = int(fields[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self._need = -1 if chunked else len(head) + 4 + length
        whole = self._buffer.endswith(b"0\r\n\r\n") if self._need < 0 else len(self._buffer) >= self._need
        if whole:
            self.took.append(time.perf_counter() - self._sent)
            self.failed += not self._buffer.startswith(b"HTTP/1.1 2")
            self.received += len(self._buffer)
            self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.failed += 1
            self.done.set_result(None)

    def _next(self) -> None:
        request = next(self.requests, None)
        if request is None or time.perf_counter() > self.until:
            if not self.done.done():
                self.done.set_result(None)
            self.transport.close()
            return
        self._buffer, self._need, self._sent = b"", 0, time.perf_counter()
        self.transport.write(request)


async def drive(port: int, connections: int, requests: list[bytes], seconds: float) -> dict[str, float]:
    """Return requests per second, percentiles in milliseconds, failures and bytes of an answer."""
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    source = itertools.cycle(requests) if seconds else iter(requests)
    until = started + seconds if seconds else float("inf")
    clients = [Client(source, until, loop.create_future()) for _ in range(connections)]
    for client in clients:
        await loop.create_connection(lambda one=client: one, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(client.done for client in clients))
    wall = time.perf_counter() - started
    took = sorted(one for client in clients for one in client.took)
    return {
        "per_s": len(took) / wall,
        "p50_ms": 1000 * took[len(took) // 2],
        "p95_ms": 1000 * took[int(len(took) * 0.95)],
        "max_ms": 1000 * took[-1],
        "failed": sum(client.failed for client in clients),
        "bytes": sum(client.received for client in clients) / len(took),
    }


if __name__ == "__main__":
    job = json.load(sys.stdin)
    sent = [one.encode("latin-1") for one in job["requests"]]
    json.dump(asyncio.run(drive(job["port"], job["connections"], sent, job["seconds"])), sys.stdout)

"""The floor: WSGI without a framework on sqlite3 without a layer. /series and /csv read, POST /insert writes."""

import csv
import io
import json
import os
import sqlite3
import threading
from typing import Any
from urllib.parse import parse_qs

COLUMNS = "period_start, obs_digits, obs_scale, unit_mult, qualifiers"
SERIES = f"SELECT {COLUMNS} FROM figure WHERE pair = ? AND indicator = ? AND status = 'published' ORDER BY period_start"
ROWS = "SELECT * FROM figure WHERE pair = ? AND indicator = ? AND status = 'published' ORDER BY period_start"
INSERT = "INSERT INTO plain_figure (indicator, pair, period, value) VALUES (?, ?, ?, ?)"
_local = threading.local()


def connection() -> sqlite3.Connection:
    """Return this thread's connection."""
    if not hasattr(_local, "conn"):
        _local.conn = sqlite3.connect(os.environ["BENCH_STORE"], timeout=60, isolation_level=None)
        _local.conn.execute("PRAGMA synchronous = FULL")
    return _local.conn  # type: ignore[no-any-return]


def server(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer one request."""
    path, asked = environ["PATH_INFO"], {name: one[0] for name, one in parse_qs(environ["QUERY_STRING"]).items()}
    kind, body = "application/json", b"{}"
    if path == "/series":
        found = connection().execute(SERIES, (asked["pair"], asked["indicator"])).fetchall()
        body = json.dumps({"data": found}).encode()
    elif path == "/csv":
        cursor = connection().execute(ROWS, (asked["pair"], asked["indicator"]))
        text = io.StringIO(newline="")
        write = csv.writer(text)
        write.writerow(one[0] for one in cursor.description)
        write.writerows(cursor)
        kind, body = "text/csv", text.getvalue().encode()
    elif path == "/insert":
        sent = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        connection().execute(INSERT, (sent["indicator"], sent["pair"], sent["period"], sent["value"]))
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]

"""`tradedash serve`: a production server that says where it is, refuses what is unsafe and ends politely."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
from tests.fixtures.replicated import until
from tests.fixtures.server import STOP_WITHIN, environment, free_port

POST = "POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def address(server):
    host, port = server.url.removeprefix("http://").split(":")
    return host, int(port)


def refused(database_url, **settings):
    """Return what a server says that does not start."""
    extra = {name: str(settings.pop(name)) for name in list(settings) if name.isupper()}
    done = subprocess.run(
        [sys.executable, "-m", "tradedash", "serve"],
        env={**environment(database_url, **settings), **extra},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


def test_a_server_says_where_it_is_once_it_answers(live_server):
    end = time.monotonic() + 10
    while "tradedash is at" not in live_server.log.read_text() and time.monotonic() < end:
        time.sleep(0.05)
    assert f"tradedash is at {live_server.url}\n" in live_server.log.read_text()


def test_a_server_names_no_version(live_server):
    answer = httpx.get(live_server.url)
    assert answer.headers["Server"] == "granian"


def test_a_page_and_what_it_needs_are_served(live_server):
    page = httpx.get(live_server.url).text
    scripts = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert len(scripts) > 8
    assert {httpx.get(live_server.url + script).status_code for script in scripts} == {200}


def test_a_long_body_without_length_is_refused_before_it_is_sent(live_server):
    def endless():
        for _ in range(1000):
            yield b"A" * 65536

    try:
        answer = httpx.post(f"{live_server.url}/_dash-update-component", content=endless())
        assert answer.status_code == 411
    except httpx.TransportError as error:
        assert isinstance(error, (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError))  # noqa: PT017


def test_pages_are_served_while_slow_uploads_hang(live_server):
    hanging = []
    try:
        for _ in range(50):
            slow = socket.create_connection(address(live_server))
            slow.sendall(f"{POST}Content-Length: 1000\r\n\r\n{{".encode())
            hanging.append(slow)
        assert httpx.get(live_server.url, timeout=5).status_code == 200
    finally:
        for slow in hanging:
            slow.close()


def test_a_request_under_way_is_answered_when_the_server_is_told_to_stop(serve):
    body = json.dumps(
        {
            "output": "..page.children...title.data..",
            "outputs": [{"id": "page", "property": "children"}, {"id": "title", "property": "data"}],
            "inputs": [{"id": "url", "property": name, "value": ""} for name in ("pathname", "search")],
            "changedPropIds": [],
        }
    ).encode()
    head = f"{POST}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with serve() as server, socket.create_connection(address(server), timeout=30) as asking:
        asking.sendall(head.encode() + body[:10])
        time.sleep(0.5)  # it has arrived
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # the server is stopping
        asking.sendall(body[10:])
        assert asking.recv(65536).startswith(b"HTTP/1.1 200 OK")
        assert server.process.wait(STOP_WITHIN) == 0


def test_several_workers_serve_one_site_and_add_up_their_counts(serve):
    def pages_counted():
        counted = httpx.get(f"{server.url}/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in counted if 'route="/",status="200"' in line and "_total" in line)

    with serve(workers=2) as server:
        until(lambda: pages_counted() == 2)  # each worker makes the index once before it serves
        for _ in range(20):
            with httpx.Client(base_url=server.url) as fresh:
                page = fresh.get("/").text
                script = page.split('src="/_dash-component-suites')[1].split('"')[0]
                assert fresh.get(f"/_dash-component-suites{script}").status_code == 200
        assert pages_counted() == 22


def test_a_login_counts_in_every_worker(serve):
    with serve(workers=2) as server:
        with httpx.Client(base_url=server.url) as browser:
            token = browser.get("/login").text.split('name="csrf_token" value="')[1].split('"')[0]
            data = {"name": server.name, "password": server.password, "csrf_token": token}
            assert browser.post("/login", data=data).status_code == 303
            cookies = dict(browser.cookies)
        answers = [httpx.get(f"{server.url}/enter", cookies=cookies).status_code for _ in range(10)]
        assert answers == [200] * 10


def test_a_taken_port_is_said_in_a_sentence(live_server):
    port = live_server.url.rsplit(":", 1)[1]
    said = refused(live_server.database_url, port=port)
    assert (
        said == f"Error: Nothing can listen on port {port} of 127.0.0.1 (Address already in use); set TRADEDASH_PORT.\n"
    )


@pytest.mark.parametrize("name", ["DASH_DEBUG", "FLASK_DEBUG"])
def test_a_debugger_is_refused(live_server, name):
    said = refused(live_server.database_url, port=free_port(), **{name: "1"})
    assert said == f"Error: Unset {name}: a debugger shows the inside of the server to everybody.\n"


@pytest.mark.parametrize("key", ["short", "0123456789abcdef0123456789abcdef"])
def test_a_key_that_is_none_is_refused(live_server, key):
    assert "TRADEDASH_SECRET_KEY" in refused(live_server.database_url, port=free_port(), secret_key=key)


def test_a_store_that_was_not_migrated_is_refused(tmp_path):
    (tmp_path / "empty.db").touch()
    said = refused(f"sqlite:///{tmp_path / 'empty.db'}", port=free_port())
    assert said == "Error: The store is older than this program: run “tradedash migrate” first.\n"


def test_mcp_stays_closed_on_a_real_server(serve, monkeypatch):
    monkeypatch.setitem(os.environ, "DASH_MCP_ENABLED", "true")
    with serve() as server:
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        assert httpx.post(f"{server.url}/_mcp", json=call).status_code == 405
        assert httpx.get(f"{server.url}/_mcp").status_code == 404

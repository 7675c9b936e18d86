"""Asking addresses: a real server on this machine, which only a test may reach; the command keeps what it found."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select
from tests.fixtures.publish import add_codes, publisher

from tradedash.cli.reach import Refused, ask, is_public, public_addresses
from tradedash.commands.links import Answer
from tradedash.store.schema import source

ASKED: list[str] = []


class Site(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        ASKED.append(f"{method} {self.path}")
        status = {"/": 200, "/gone": 410, "/missing": 404, "/busy": 503, "/no-head": 405 if method == "HEAD" else 200}
        onward = {"/moved": "/", "/round": "/round", "/away": "http://inside.example/", "/odd": "file:///etc/hosts"}
        self.send_response(302 if self.path in onward else status[self.path])
        if self.path in onward:
            self.send_header("Location", onward[self.path])
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://press.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(host: str, _port: int) -> list[str]:
    """The names of a test: press.example is this machine, every other one is inside a private net."""
    if host != "press.example":
        raise Refused(host)
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", Answer.ANSWERS),
        ("/moved", Answer.ANSWERS),
        ("/no-head", Answer.ANSWERS),
        ("/gone", Answer.GONE),
        ("/missing", Answer.GONE),
        ("/busy", Answer.SILENT),
        ("/round", Answer.SILENT),
        ("/away", Answer.SILENT),
        ("/odd", Answer.SILENT),
    ],
)
def test_an_address_answers_is_gone_or_is_silent(site, path, answer):
    assert ask(f"{site}{path}", 5, here) is answer


def test_a_page_is_asked_once_and_a_round_of_redirects_is_left(site):
    ASKED.clear()
    ask(f"{site}/", 5, here)
    assert ASKED == ["HEAD /"]
    ask(f"{site}/round", 5, here)
    assert ASKED[1:] == ["HEAD /round"] * 5


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/", "http://0.0.0.0/", "http://2130706433/", "http://[::ffff:127.0.0.1]/",
        "http://user:secret@news.example/", "ftp://news.example/", "file:///etc/passwd", "http:///nowhere", "http://[",
    ],
)  # fmt: skip
def test_private_and_strange_addresses_are_never_asked(url):
    assert ask(url, 1) is Answer.SILENT


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("192.168.1.1", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("fe80::1", False), ("fd00::1", False),
    ],
)  # fmt: skip
def test_what_is_public(address, public):
    assert is_public(address) is public


def test_a_name_is_refused_if_any_of_its_addresses_is_private():
    with pytest.raises(Refused):
        public_addresses("localhost", 80)


@pytest.fixture
def stocked(sqlite_store):
    """Return a store with one public source inside this machine, where the command must not ask."""
    add_codes(sqlite_store)
    publisher(sqlite_store)(url="http://127.0.0.1:9/story")
    return sqlite_store


def test_the_command_keeps_what_it_found_and_then_waits_for_the_next_month(cli, stocked):
    first = cli("sources", "check", "--timeout", "0.5", "--pause", "0").output.splitlines()
    assert first[0].endswith(" does not answer: http://127.0.0.1:9/story")
    assert first[1] == "Looked at 1 of 1: 1 silent."
    assert cli("sources", "check", "--pause", "0").output == "No source waits for a look.\n"


def test_the_command_says_where_a_copy_is(cli, stocked):
    with stocked.read() as conn:
        source_id = conn.execute(select(source.c.source_id)).scalar_one()
    said = cli("sources", "archive", source_id, "https://archive.example/1").output
    assert said == f"The copy of {source_id} is at https://archive.example/1.\n"
    refused = cli("sources", "archive", "none", "https://archive.example/1")
    assert (refused.exit_code, refused.stderr) == (1, "Error: There is no source none.\n")

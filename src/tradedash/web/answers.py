"""Public answers that were given before, in front of Flask: the same bytes again while nothing was committed.

Only what a view calls public and gives no cookie with is kept, and only a request without cookie and token is answered
from it: a person who is logged in always reaches the views.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from werkzeug.http import parse_etags, parse_set_header
from werkzeug.wrappers import Response

from tradedash.i18n import ENGLISH
from tradedash.store.engine import Store
from tradedash.web.compressed import SMALLEST, compressed, encoding_for, is_text, smallest
from tradedash.web.gate import INDEX
from tradedash.web.health import Metrics
from tradedash.web.keeping import Answer, Headers, Kept, Key, State, States
from tradedash.web.language import language_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Bytes that all workers of a site keep together.
MEMORY = 64_000_000
#: The same for everybody until the program is another one.
FILES = ("/assets/", "/_dash-component-suites/", "/_favicon.ico")
#: Never kept; the first three must answer at once when the store does not.
_NEVER = ("/healthz", "/readyz", "/metrics", "/login", "/logout", "/_dash-")
#: Headers of requests that ask for something of their own.
_OWN = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH")
_ROUTE, _SEEN = "tradedash.route", "tradedash.seen"
_OF_THE_BODY = frozenset({"content-type", "content-length", "content-encoding", "content-disposition"})
#: The language is part of the key; answers in English for everybody do not name it.
_WITHOUT_COOKIE_MATTERS = frozenset({"accept-encoding", "accept-language", "cookie"})


def note_seen(state: State) -> None:
    """Say which state of the store (`queries.revision.whole`) an answer is read from: it is kept for no other."""
    request.environ[_SEEN] = state


def mark_public(response: Response) -> Response:
    """Note on the request that its answer is for everybody, for `after_request`."""
    public = response.cache_control.public or request.endpoint in INDEX or request.path.startswith(FILES)
    if public and request.url_rule:
        request.environ[_ROUTE] = request.url_rule.rule
    return response


def install(server: Flask, store: Store, metrics: Metrics, workers: int) -> None:
    """Put the kept answers in front of the server. Call it last: an answer is kept with the headers it has by then."""
    server.wsgi_app = Answers(server.wsgi_app, store, metrics, MEMORY // workers)  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that may be answered from what is kept, and the state of the store before it is answered."""

    environ: "WSGIEnvironment"
    key: Key
    state: State

    @property
    def method(self) -> str:
        return str(self.environ["REQUEST_METHOD"])


class Answers:
    """The WSGI application in front of Flask's."""

    def __init__(self, app: "WSGIApplication", store: Store, metrics: Metrics, memory: int) -> None:
        self._app, self._metrics = app, metrics
        self._two_servers = store.has_replica
        self._states = States(store)
        self._kept = Kept(memory)
        self._largest = memory // 4
        self._packing = ThreadPoolExecutor(1, thread_name_prefix="packing")

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from what is kept, or ask Flask and keep what may be kept."""
        started = perf_counter()
        asked = self._asked(environ)
        if asked is None:
            return self._app(environ, start_response)
        found = self._kept.get(asked.key, asked.state)
        if found is None:
            return self._made(asked, start_response)
        status, headers, body = _to(environ, found)
        self._metrics.count(found.route, asked.method, status[:3], perf_counter() - started)
        start_response(status, headers)
        return [body] if body and asked.method == "GET" else []

    def _asked(self, environ: "WSGIEnvironment") -> _Asked | None:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in _OWN):
            return None
        is_file = path.startswith(FILES)
        if not is_file and path.startswith(_NEVER):
            return None
        state = () if is_file else self._states.now()
        if state is None:
            return None
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        chosen = ENGLISH if is_file else language_of(environ)
        return _Asked(environ, (path, environ.get("QUERY_STRING", ""), encoding, chosen), state)

    def _made(self, asked: _Asked, start_response: "StartResponse") -> Iterable[bytes]:
        told: list[Any] = []

        def listen(status: str, headers: Headers, *_: object) -> Any:
            told[:] = [status, headers]
            return _write

        body = self._app(asked.environ, listen)
        status, headers = told
        if not _is_public(status, headers, asked.environ):
            start_response(status, headers)
            return body
        headers = _varied(headers, asked.environ[_ROUTE])
        length = _value(headers, "content-length")
        if not self._may_keep(asked) or int(length or 0) > self._largest:
            start_response(status, headers)
            return body
        if not length:  # it is made while it is sent
            start_response(status, headers)
            return self._collected(body, asked, headers)
        # Another worker may have sent it before: whoever knows it is told so, and gets nothing.
        status, headers, found = _to(asked.environ, self._keep(asked, headers, _joined(body)))
        start_response(status, headers)
        return [found]

    def _may_keep(self, asked: _Asked) -> bool:
        """Tell whether the answer is that of the state: two servers may not have the same."""
        seen = asked.environ.get(_SEEN)
        if asked.method != "GET" or (seen is None and asked.state and self._two_servers):
            return False
        return seen is None or not asked.state or seen == asked.state[0]

    def _collected(self, pieces: Iterable[bytes], asked: _Asked, headers: Headers) -> Iterator[bytes]:
        """Pass the pieces on and keep them, once all are there, if they are not too many."""
        kept: list[bytes] = []
        size = 0
        try:
            for piece in pieces:
                size += len(piece)
                if size <= self._largest:
                    kept.append(piece)
                yield piece
        finally:
            _close(pieces)
        if size <= self._largest:
            self._keep(asked, headers, b"".join(kept))

    def _keep(self, asked: _Asked, headers: Headers, body: bytes) -> Answer:
        packs = len(body) >= SMALLEST and is_text(_value(headers, "content-type"))
        encoding = asked.key[2] if packs else ""
        answer = _answer(asked, headers, compressed(body, encoding), encoding)
        self._kept.put(asked.key, answer)
        if encoding == "br" and not asked.state:
            self._packing.submit(self._pack, asked, headers, body)
        return answer

    def _pack(self, asked: _Asked, headers: Headers, body: bytes) -> None:
        """Make a file smaller that is asked for all day; nobody waits for it."""
        self._kept.put(asked.key, _answer(asked, headers, smallest(body), "br"))


def _to(environ: "WSGIEnvironment", answer: Answer) -> tuple[str, Headers, bytes]:
    """Return the status, headers and body for a request: no body if it says that the reader has it."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags and answer.tag and _is_known(answer.tag, tags):
        return "304 NOT MODIFIED", answer.unchanged, b""
    return "200 OK", answer.headers, answer.body


def _answer(asked: _Asked, headers: Headers, body: bytes, encoding: str) -> Answer:
    tag = _value(headers, "etag")
    if encoding and tag and not tag.startswith("W/"):
        tag = f"W/{tag}"  # the same content in other bytes
    bare = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag")]
    full = [*bare, ("Content-Length", str(len(body))), *([("ETag", tag)] if tag else [])]
    if encoding:
        full.append(("Content-Encoding", encoding))
    unchanged = [(name, value) for name, value in full if name.lower() not in _OF_THE_BODY]
    return Answer(asked.state, asked.environ[_ROUTE], full, unchanged, tag, body)


def _is_public(status: str, headers: Headers, environ: "WSGIEnvironment") -> bool:
    """Tell whether anybody who asks in the same way gets this very answer."""
    if not status.startswith("200") or _ROUTE not in environ or _value(headers, "set-cookie"):
        return False
    if (
        _value(headers, "content-encoding")
        or {"no-store", "private"} & parse_set_header(_value(headers, "cache-control")).as_set()
    ):
        return False
    return parse_set_header(_value(headers, "vary")).as_set() <= _WITHOUT_COOKIE_MATTERS


def _varied(headers: Headers, route: str) -> Headers:
    """Tell caches between here and the reader on what an answer depends: pages look different to who is logged in."""
    on = parse_set_header(_value(headers, "vary"))
    on.update(["Accept-Encoding", *(["Cookie"] if route in INDEX else [])])
    return [*((name, value) for name, value in headers if name.lower() != "vary"), ("Vary", ", ".join(on))]


def _is_known(tag: str, known: str) -> bool:
    tags = parse_etags(known)
    return not tags.star_tag and tags.contains_weak(tag.removeprefix("W/").strip('"'))


def _value(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _joined(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        _close(body)


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close:
        close()


def _write(_: bytes) -> None:
    raise RuntimeError("an answer is returned, not written")

"""Whoever wrote sees it at once: a cookie says how far a replica must have come before it may answer this browser."""

from flask import Flask, request
from werkzeug.wrappers import Response

from tradedash.store.engine import Store
from tradedash.web.csrf import SAFE_METHODS
from tradedash.web.gate import DISPATCH
from tradedash.web.sessions import secure_cookies

COOKIE = "tradedash_seen"
#: Seconds that the cookie is kept: a replica that takes so long is not read from at all.
KEPT = 60
_DIGITS = 19


def install(server: Flask, store: Store) -> None:
    """Say before each request what it must see, and after it what it wrote. Install it before all that reads."""

    def begin() -> None:
        reads = request.method in SAFE_METHODS or request.endpoint == DISPATCH
        store.begin_work(newest=not reads, seen=_position(request.cookies.get(COOKIE, "")))

    def remember(response: Response) -> Response:
        if written := store.written():
            response.set_cookie(
                COOKIE, str(written), KEPT, path="/", httponly=True, secure=secure_cookies(), samesite="Lax"
            )
        return response

    server.before_request(begin)
    server.after_request(remember)


def _position(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0

"""The language that a request is answered in. Data, programs and the analysts' desk are always spoken to in English."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from flask import Flask, request
from werkzeug.wrappers import Response

from tradedash.i18n import ENGLISH, LANGUAGES, choose, use

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAME, HEADER = "lang", "Accept-Language"
#: First parts of addresses: programs and the analysts' desk.
_FIRST = "account admin api enter healthz import journal metrics readyz review"
_ALWAYS_ENGLISH = re.compile(
    rf"/(?:{'|'.join(_FIRST.split())})(?:[/.]|$)"
    r"|/(?:figures|sources)/[^/]+/(?:correct|history|merge|report)$"
    r"|.*\.(?:atom|bib|csv|json|ris|txt|xlsx|xml|zip)$"
)


def install(server: Flask) -> None:
    """Speak the reader's language in every view, and tell caches that answers depend on it."""
    server.after_request(_vary)
    server.wsgi_app = Speaking(server.wsgi_app)  # type: ignore[method-assign]


class Speaking:
    """The WSGI application that sets the language around Flask's."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer in the language of the request."""
        with use(language_of(environ)):
            return self._app(environ, start_response)


def language_of(environ: "WSGIEnvironment") -> str:
    """Return the language for a request: of its address, else of its browser, else English."""
    if has_one_language(environ.get("PATH_INFO", "")):
        return ENGLISH
    return choose(asked_in(environ.get("QUERY_STRING", "")), environ.get("HTTP_ACCEPT_LANGUAGE"))


def has_one_language(path: str) -> bool:
    """Tell whether what stands at an address is English for everybody."""
    return _ALWAYS_ENGLISH.match(path) is not None


def asked_in(search: str) -> str | None:
    """Return the language that a query string asks for, None if it names none that there is."""
    if NAME not in search or len(search) > 8_000:
        return None
    values = parse_qs(search.removeprefix("?")).get(NAME, [""])
    return values[0] if values[0] in LANGUAGES else None


@contextmanager
def speaking(search: object) -> Iterator[None]:
    """Speak the language that the address of a live page asks for, else the one of the request."""
    asked = asked_in(search) if isinstance(search, str) else None
    if asked is None:
        yield
    else:
        with use(asked):
            yield


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html" and not has_one_language(request.path):
        response.vary.add(HEADER)
    return response

"""Answers that a reader may keep and ask about again: 304 while nothing has changed, before anything dear is read."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus

from flask import Response, request
from sqlalchemy import Connection

from tradedash import __version__
from tradedash.domain.hedges import POLICY_VERSION
from tradedash.i18n import language
from tradedash.queries.revision import whole
from tradedash.web.answers import note_seen
from tradedash.web.site import Site

#: Anybody may keep an answer and asks before using it again; for people who are logged in `web.headers` forbids it.
KEEP = "public, max-age=0, must-revalidate"

Make = Callable[[Connection], Response]


def fresh(site: Site, make: Make, *, dated: bool = False) -> Response:
    """Answer from one read transaction, or 304 to a reader who has what `make` would return.

    `dated` is for answers that name the day they are given on. Errors that `make` raises carry no tag, so nobody can
    have kept one.
    """
    with site.store.read() as conn:
        day = datetime.now(UTC).date() if dated else None
        seen = whole(conn)
        note_seen(seen)
        return _unless_known(_tag(site, (*seen, day)), lambda: make(conn))


def unchanging(site: Site, make: Callable[[], Response]) -> Response:
    """Answer without the store what only another version of the program would answer otherwise."""
    return _unless_known(_tag(site, ()), make)


def _unless_known(tag: str, make: Callable[[], Response]) -> Response:
    known = request.if_none_match
    # “*” asks whether there is anything at all, which only `make` knows.
    same = not known.star_tag and known.contains_weak(tag)
    answer = Response(status=HTTPStatus.NOT_MODIFIED) if same else make()
    if same:
        del answer.headers["Content-Type"]
    # Weak: a server in front may compress, and a workbook says when it was made.
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = KEEP
    return answer


def _tag(site: Site, seen: tuple[object, ...]) -> str:
    parts = (__version__, POLICY_VERSION, language(), site.base_url, request.full_path, *seen)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]

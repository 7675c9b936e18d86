"""Writing through the API: figures and sources by personal token, checked as the form checks them, into review."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy import Connection, select

from tradedash.api.problems import invalid, problem
from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.figures import Places, add_figure
from tradedash.commands.rows import identity
from tradedash.commands.sources import add_source
from tradedash.commands.tokens import note_use, token_account
from tradedash.domain.actor import Actor
from tradedash.domain.errors import BadValue, Conflict, Forbidden
from tradedash.domain.figure import Status
from tradedash.domain.period import parse_day
from tradedash.domain.source import SourceType
from tradedash.forms.figure import parse_figure
from tradedash.forms.known import KnownSource, known_source, source_with_id
from tradedash.forms.posted import FIGURE_KEYS, SOURCE_KEYS, figure_raw, texts
from tradedash.forms.sheet import FormErrors, Raw
from tradedash.queries.codelists import code_lists
from tradedash.queries.entry import warnings_of
from tradedash.store.schema import figure
from tradedash.web.site import Site

#: Columns as the form calls them where it has another name.
_COLUMNS = {"pair": "ref_area", "direction": "ref_area", "in_words": "flags", "number_language": "obs_value"}
WITHOUT_KEY = "Send a personal token as “Authorization: Bearer tdt_…”; you make one at /account/tokens."
NO_SCOPE = "This token opens nothing here: it is unknown, expired, revoked, or made for something else."
LONGEST_KEY = 200


def add_writing(api: Blueprint, site: Site) -> None:
    """Add POST figures and POST sources."""
    api.add_url_rule("/figures", "post_figure", _guarded(site, "figures", _post_figure), methods=["POST"])
    api.add_url_rule("/sources", "post_source", _guarded(site, "sources", _post_source), methods=["POST"])


class _Finder:
    """Who may ask the contradiction finder, which takes the better part of a second.

    A request that is alone does; where several come at once they are stored without it and say so, and reviewers are
    shown conflicts anyway. A dry run always asks, one after the other.
    """

    def __init__(self) -> None:
        self._count, self._one = Lock(), Lock()
        self._inside = 0

    @contextmanager
    def present(self) -> Iterator[None]:
        """Count a request from its beginning to its end: the finder would take the processor from all the others."""
        with self._count:
            self._inside += 1
        try:
            yield
        finally:
            with self._count:
                self._inside -= 1

    @contextmanager
    def asked(self, *, always: bool) -> Iterator[bool]:
        """Give whether to ask."""
        alone = self._inside == 1
        with self._one if always else nullcontext():
            yield always or alone


_finder = _Finder()
Posted = Callable[[Site, Actor, str, object], Response]


def _guarded(site: Site, scope: str, view: Posted) -> Callable[[], Response]:
    """Ask for a token before anything else is read, and for JSON before it is parsed."""

    def answer() -> Response:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            return _unauthorized(WITHOUT_KEY)
        with site.store.read() as conn:
            actor = token_account(conn, token.strip(), scope)
        if actor is None:
            return _unauthorized(NO_SCOPE)
        if request.mimetype != "application/json":
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send this as JSON (Content-Type: application/json).")
        try:
            with _finder.present():
                return view(site, actor, token.strip(), _body())
        except Conflict as error:
            return problem(HTTPStatus.CONFLICT, str(error))
        except Forbidden as error:
            return problem(HTTPStatus.FORBIDDEN, str(error))

    return answer


def _post_figure(site: Site, actor: Actor, token: str, body: object) -> Response:
    given = texts(body, FIGURE_KEYS)
    raw = figure_raw(given)
    with site.store.read() as conn:
        lists = code_lists(conn)
        known = (
            source_with_id(conn, given["source_id"]) if given["source_id"] else known_source(conn, given["source_url"])
        )
        if given["source_id"] and known is None:
            raise BadValue("There is no source with this id; give its address instead.", "source_id")
        asked = parse_figure(_with_address(raw, known), lists, known)
        if isinstance(asked, FormErrors):
            return invalid({_COLUMNS.get(name, name): text for name, text in asked.messages.items()})
        asked = replace(asked, form_key=_form_key(actor), status=_status(given["status"]))
        with _finder.asked(always=_dry_run()) as conflicts:
            found = warnings_of(conn, asked, site.base_url, actor, conflicts=conflicts)
    told = {"warnings": [warning.as_json() for warning in found], "conflicts_looked_for": conflicts}
    if _dry_run():
        return _json({"stored": False, "created": False, **told})
    with site.store.write() as conn:
        before = _stored_before(conn, asked.form_key)
        key = add_figure(conn, asked, actor)
        row = conn.execute(select(figure).where(figure.c.figure_id == key)).one()._asdict()
        if before is not None and not _is_the_same(conn, row, asked):
            raise Conflict("This Idempotency-Key has stored another figure; give each figure a key of its own.")
        note_use(conn, token)
    stored = {name: row[name] for name in ("figure_id", "statement_id", "source_id", "status")}
    review = f"{site.base_url}/review/{key}"
    return _json({"stored": True, "created": before is None, **stored, "review_url": review, **told}, Location=review)


def _post_source(site: Site, actor: Actor, token: str, body: object) -> Response:
    given = texts(body, SOURCE_KEYS)
    day = given["source_published_on"]
    wanted = NewSource(
        url=given["source_url"],
        publisher=given["source_publisher"],
        language=given["language"],
        title=given["source_title"] or None,
        published_on=parse_day(day, "source_published_on") if day else None,
        source_type=_source_type(given["source_type"]),
    )
    with site.store.write() as conn:
        key, is_new = add_source(conn, wanted, actor)
        note_use(conn, token)
    return _json({"stored": True, "created": is_new, "source_id": key})


def _with_address(raw: Raw, known: KnownSource | None) -> Raw:
    """A known source may be named by its id alone: then its address is the one that is stored."""
    return {**raw, "source_url": [known.url]} if known and not raw["source_url"][0] else raw


def _is_the_same(conn: Connection, row: Mapping[str, Any], asked: AddFigure) -> bool:
    placed = Places(conn, [asked], [row["figure_id"]]).place(asked)
    return identity(placed.row) == identity(row)


def _stored_before(conn: Connection, form_key: str | None) -> str | None:
    if form_key is None:
        return None
    return conn.execute(select(figure.c.figure_id).where(figure.c.form_key == form_key)).scalar()


def _form_key(actor: Actor) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= LONGEST_KEY:
        raise BadValue(f"Give an Idempotency-Key of at most {LONGEST_KEY} characters.", "Idempotency-Key")
    digest = sha256("\n".join((actor.name, key)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"api-{digest[:40]}"


def _status(text: str) -> Status:
    if text not in ("", Status.DRAFT, Status.IN_REVIEW):
        raise BadValue("A posted figure is in_review, or a draft; a reviewer publishes it.", "status")
    return Status(text or Status.IN_REVIEW)


def _source_type(text: str) -> SourceType | None:
    if text and text not in list(SourceType):
        raise BadValue(f"A source is a {', a '.join(SourceType)}; leave it empty to have it guessed.", "source_type")
    return SourceType(text) if text else None


def _dry_run() -> bool:
    text = request.args.get("dry_run", "false")
    if set(request.args) - {"dry_run"} or text not in ("true", "false"):
        raise BadValue("The only parameter here is “dry_run”, true or false.", "dry_run")
    return text == "true"


def _body() -> object:
    try:
        return json.loads(request.get_data(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadValue("This is not JSON in UTF-8; send one object.", "body") from None


def _no_number(text: str) -> None:
    raise ValueError(text)


def _unauthorized(sentence: str) -> Response:
    answer = problem(HTTPStatus.UNAUTHORIZED, sentence)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="tradedash"'
    return answer


def _json(values: Mapping[str, object], **headers: str) -> Response:
    text = json.dumps(values, ensure_ascii=False) + "\n"
    answer = Response(text, headers=headers, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer

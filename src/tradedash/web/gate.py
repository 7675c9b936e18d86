"""The gate before every request. Dash asks nobody who calls a callback: what is not registered here does not exist."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dash import Dash
from flask import Flask, request
from werkzeug import exceptions as http

from tradedash.domain.actor import Role
from tradedash.web import callbacks, csrf
from tradedash.web.sessions import current_account, current_session

DISPATCH = "/_dash-update-component"
#: Endpoints (Dash names them by their path) that answer every address nothing else answers.
INDEX = frozenset({"/", "/<path:path>"})
#: Dash's own routes that a built site has no use for.
CLOSED = frozenset({"/_reload-hash"})
ANONYMOUS_BODY = 200_000
LARGEST_BODY = 2_000_000
LONGEST_ADDRESS = 8_000
#: Forms that are sent by people who have no session: /login and reports check a token of their own, /logout then has
#: nothing to end.
SENT_WITHOUT_SESSION = frozenset({"login", "logout", "report"})
#: Writes of programs: a personal token in a header, which no browser sends by itself.
BY_TOKEN = frozenset({"api.v1.post_figure", "api.v1.post_source"})
PUBLIC: frozenset[Role] = frozenset()
METHODS = csrf.SAFE_METHODS | {"POST"}


def _no_page(path: str) -> bool:
    return path == "/"


@dataclass
class Gate:
    """Who may call which callback, and which paths are pages. Pages register both before the first request."""

    app: Dash | None = None
    #: Callback id to the roles that may call it; an empty set means everybody.
    allowed: dict[str, frozenset[Role]] = field(default_factory=dict)
    is_page: Callable[[str], bool] = _no_page
    #: How much may be sent at once to an endpoint that takes files, by people who are logged in.
    largest: dict[str, int] = field(default_factory=dict)

    def callback(self, *dependencies: Any, roles: frozenset[Role] = PUBLIC, **options: Any) -> Callable[..., Any]:
        """Register a callback as `app.callback` does, for everybody or for some roles."""
        app = self._app()
        decorate: Callable[..., Any] = app.callback(*dependencies, **options)
        self.allow(next(reversed(app.callback_map)), roles)
        return decorate

    def allow(self, output: str, roles: frozenset[Role] = PUBLIC) -> None:
        """Open a callback that is already registered with Dash, by its id (`panel.children`, `..a.x...b.y..`)."""
        if output not in self._app().callback_map:
            raise KeyError(f"no callback is registered as {output!r}")
        self.allowed[output] = roles

    def unclassified(self) -> set[str]:
        """Return the ids of server callbacks that were registered past the gate: nobody can call them."""
        served = {output for output, callback in self._app().callback_map.items() if "callback" in callback}
        return served - self.allowed.keys()

    def install(self, server: Flask) -> None:
        """Put the gate before all else that the server does; call it before Dash adds its own hooks."""
        server.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_BODY, MAX_FORM_PARTS=200)
        server.before_request(self.check)

    def check(self) -> None:
        """Let a request pass, or raise the HTTP error that answers it."""
        if len(request.full_path) > LONGEST_ADDRESS:
            raise http.RequestURITooLarge("This address is too long.")
        if request.method not in METHODS:
            raise http.MethodNotAllowed(sorted(METHODS), "This cannot be done here.")
        if request.method == "POST":
            self._check_post()
        elif request.endpoint in CLOSED or (request.endpoint in INDEX and not self.is_page(request.path)):
            raise http.NotFound("There is no page at this address.")

    def _check_post(self) -> None:
        if request.content_length is None:
            raise http.LengthRequired("Say how long the request is.")
        if request.content_length > ANONYMOUS_BODY:
            most = self.largest.get(request.endpoint or "", LARGEST_BODY)
            logged_in = request.content_length <= most and current_account() is not None
            request.max_content_length = most if logged_in else ANONYMOUS_BODY
            if not logged_in:
                raise http.RequestEntityTooLarge("This is more than can be taken at once.")
        if request.headers.get("Content-Encoding", "identity") != "identity":
            raise http.UnsupportedMediaType("Send this without compression.")
        if request.endpoint is None:  # Flask answers: no such address, or nothing to send to
            return
        csrf.refuse_other_sites()
        if request.endpoint == DISPATCH:
            self._check_callback()
        elif (request.endpoint or "") in BY_TOKEN:  # no cookie opens these: they ask for a token of their own
            return
        elif session := current_session():
            csrf.refuse_wrong_token(session)
        elif request.endpoint not in SENT_WITHOUT_SESSION:
            raise http.Forbidden("You are not logged in, or no longer. Log in and send it again; nothing was saved.")

    def _check_callback(self) -> None:
        if request.mimetype != "application/json":
            raise http.UnsupportedMediaType("Send this as JSON.")
        body = request.get_json(silent=True)  # too deep a nesting is a RecursionError, which has its own answer
        if not isinstance(body, dict) or not isinstance(body.get("output"), str) or not callbacks.is_text(body):
            raise http.BadRequest("This is not a request that a page of this site makes.")
        app = self._app()
        registered = app.callback_map.get(body["output"])
        roles = self.allowed.get(body["output"])
        if registered is None or roles is None or "callback" not in registered:
            raise http.NotFound("There is nothing to update under this name.")
        if roles:
            self._check_role(roles)
        if not callbacks.fits(body, registered):
            raise http.BadRequest("This is not a request that a page of this site makes.")

    def _check_role(self, roles: frozenset[Role]) -> None:
        session = current_session()
        if session is None:
            raise http.Forbidden("You are not logged in, or no longer. Log in and try again; nothing was saved.")
        if session.account.role not in roles:
            raise http.Forbidden(f"This needs the role {' or '.join(sorted(roles))}; you have {session.account.role}.")
        csrf.refuse_wrong_token(session)

    def _app(self) -> Dash:
        if self.app is None:
            raise RuntimeError("the gate has no Dash app yet")
        return self.app

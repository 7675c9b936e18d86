"""Errors become one sentence for the reader; what went wrong inside stays in the log."""

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

import structlog
from dash import html, set_props
from dash.exceptions import CallbackException, DependencyException, InvalidResourceError
from flask import Flask, g, jsonify, make_response, request
from sqlalchemy.exc import DataError
from werkzeug import exceptions as http
from werkzeug.wrappers import Response

from tradedash.domain import errors as domain
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.web.frame import page
from tradedash.web.gate import DISPATCH
from tradedash.web.logs import request_id
from tradedash.web.sessions import current_session

#: The element of a live page that shows the sentence of an error that a callback met; every page layout holds it.
NOTICE = "notice"
UNAVAILABLE = N_("The figures are unavailable for the moment. Nothing was saved; please try again.")
_RETRY = {"Retry-After": "5"}
_STATUS: Mapping[type[domain.DomainError], int] = {
    domain.BadValue: 400,
    domain.Forbidden: 403,
    domain.NotFound: 404,
    domain.Conflict: 409,
    domain.StoreUnavailable: 503,
}
_WORDS = {
    400: N_("This request cannot be read."),
    401: N_("Log in first."),
    403: N_("This is not allowed."),
    404: N_("There is no page at this address."),
    405: N_("This cannot be done here."),
    411: N_("Say how long the request is."),
    413: N_("This is more than can be taken at once."),
    414: N_("This address is too long."),
    415: N_("This kind of content is not taken here."),
    429: N_("Too many requests. Wait a moment and try again."),
}
_TITLES = {
    400: N_("Bad request"),
    403: N_("Forbidden"),
    404: N_("Not found"),
    405: N_("Method not allowed"),
    429: N_("Too many requests"),
    500: N_("Internal server error"),
    503: N_("Service unavailable"),
}
#: Forms that people are led back to when their session ended while they typed.
FORMS = frozenset({"/enter", "/import"})
log = structlog.get_logger()


def install(server: Flask) -> None:
    """Answer every error of a view; call it after Dash has put in its own handlers."""
    server.register_error_handler(domain.DomainError, _on_domain_error)
    server.register_error_handler(http.HTTPException, _on_http_error)
    server.register_error_handler(http.InternalServerError, _on_crash)
    # PostgreSQL takes no NUL: whoever sends one, in whichever field, is told so.
    server.register_error_handler(DataError, lambda error: answer(400, _(_WORDS[400])))
    server.register_error_handler(RecursionError, lambda error: answer(400, _(_WORDS[400])))
    server.register_error_handler(CallbackException, lambda error: answer(400, _(_WORDS[400])))
    for missing in (DependencyException, InvalidResourceError):
        server.register_error_handler(missing, lambda error: answer(404, _(_WORDS[404])))


def on_callback_error(error: Exception) -> None:
    """Show a domain error of a callback in the page's notice; everything else, and a lost store, goes on being raised.

    For `Dash(on_error=...)`. The outputs stay as they were.
    """
    if not isinstance(error, domain.DomainError) or isinstance(error, domain.StoreUnavailable):
        raise error
    set_props(NOTICE, {"children": str(error), "hidden": False})


def answer(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error in the form of its address: a problem document, plain text for Dash, else a page."""
    if request.path.startswith("/api/"):
        response = jsonify(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=sentence)
        response.mimetype = "application/problem+json"
    elif request.path.startswith("/_dash-"):
        response = make_response(sentence)
        response.mimetype = "text/plain"
    else:
        response = make_response(_page(status, sentence))
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _page(status: int, sentence: str) -> str:
    ways_out = html.P([html.A(_("Overview"), href="/"), " · ", html.A(_("Data"), href="/data")])
    if status in (401, 403) and g.get("tradedash_login") is None:
        back = f"/login?next={quote(request.path, safe='/')}" if request.path in FORMS else "/login"
        ways_out = html.P([html.A(_("Log in"), href=back), " · ", html.A(_("Overview"), href="/")])
    title = _(_TITLES.get(status, HTTPStatus(status).phrase.capitalize()))
    return page(title, html.Div([html.H1(title), html.P(sentence, className="lede")], className="head"), ways_out)


def _on_domain_error(error: domain.DomainError) -> Response:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)
    if status == 503:
        log.error("store_unavailable", path=request.path, reason=str(error), exc_info=error)
        g.setdefault("tradedash_login", None)  # do not ask the store again for the masthead
        return answer(503, _(UNAVAILABLE), _RETRY)
    _recognise()
    return answer(status, _(str(error)))


def _on_http_error(error: http.HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # a redirect of the router
    _recognise()
    own = error.description if error.description != type(error).description else None
    sentence = _(own) if own else _(_WORDS[error.code]) if error.code in _WORDS else f"{HTTPStatus(error.code).phrase}."
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return answer(error.code, sentence, kept)


def _on_crash(error: http.InternalServerError) -> Response:
    cause = error.original_exception or error
    log.error("crash", path=request.path, method=request.method, exc_info=cause)
    g.setdefault("tradedash_login", None)
    pattern = _("This went wrong on our side. It is noted under %(request)s; please try again.")
    if request.path == DISPATCH:
        pattern = _("This went wrong on our side in Dash. It is noted under %(request)s; please try again.")
    return answer(500, pattern % {"request": request_id()})


def _recognise() -> None:
    with suppress(domain.StoreUnavailable):
        current_session()

"""Errors as RFC 9457 problem documents: one sentence that says what to do, and the parameter it is about."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, request

from tradedash.api.encode import object_json
from tradedash.domain.errors import BadValue, DomainError, NotFound

CONTENT_TYPE = "application/problem+json"
#: Others, such as a store that cannot be read, are answered and logged for the whole site.
_STATUS: tuple[tuple[type[DomainError], HTTPStatus], ...] = (
    (BadValue, HTTPStatus.BAD_REQUEST),
    (NotFound, HTTPStatus.NOT_FOUND),
)


def problem(status: HTTPStatus, detail: str, parameter: str | None = None) -> Response:
    """Return a problem document; its type is `about:blank`, so the title is the status in words."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        "instance": quote(request.path),  # a reference, so percent-encoded
    }
    if parameter:
        document["parameter"] = parameter
    return Response(object_json(document) + "\n", status, content_type=CONTENT_TYPE)


def answer_with_problems(blueprint: Blueprint) -> None:
    """Answer the errors that a reader can mend, raised by the views of a blueprint, with problem documents."""
    for kind, status in _STATUS:
        blueprint.register_error_handler(kind, _handler(status))


def _handler(status: HTTPStatus) -> Callable[[Exception], Response]:
    def handle(error: Exception) -> Response:
        return problem(status, str(error), getattr(error, "field", None))

    return handle

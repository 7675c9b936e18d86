"""Errors as RFC 9457 problem documents: one sentence that says what to do, and the parameter it is about."""

import json
from collections.abc import Callable, Mapping
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


def invalid(errors: Mapping[str, str]) -> Response:
    """Return the problem document of an object that cannot be taken: one sentence for each column."""
    count = f"{len(errors)} {'columns' if len(errors) > 1 else 'column'}"
    document = {
        "type": "about:blank",
        "title": HTTPStatus.UNPROCESSABLE_ENTITY.phrase,
        "status": int(HTTPStatus.UNPROCESSABLE_ENTITY),
        "detail": f"Nothing was stored: {count} to put right.",
        "instance": quote(request.path),
        "errors": dict(errors),
    }
    text = json.dumps(document, ensure_ascii=False) + "\n"
    return Response(text, HTTPStatus.UNPROCESSABLE_ENTITY, content_type=CONTENT_TYPE)


def answer_with_problems(blueprint: Blueprint) -> None:
    """Answer the errors that a reader can mend, raised by the views of a blueprint, with problem documents."""
    for kind, status in _STATUS:
        blueprint.register_error_handler(kind, _handler(status))


def _handler(status: HTTPStatus) -> Callable[[Exception], Response]:
    def handle(error: Exception) -> Response:
        return problem(status, str(error), getattr(error, "field", None))

    return handle

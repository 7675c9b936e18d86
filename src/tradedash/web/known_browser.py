"""Browsers that have logged in before: their tries are counted apart, so nobody at the same address locks them out.

Behind a proxy all readers may share one address; without this, one of them could keep everybody from logging in.
"""

import secrets

from flask import request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from tradedash.web.sessions import secure_cookies

COOKIE = "tradedash_known"
DAYS = 90


def mark_known(response: Response, secret_key: str, name: str) -> None:
    """Let this browser be known as one in which the owner of `name` has logged in; it opens nothing."""
    response.set_cookie(
        COOKIE,
        str(_signer(secret_key).dumps([name, secrets.token_urlsafe(16)])),
        max_age=DAYS * 86_400,
        path="/login",
        httponly=True,
        secure=secure_cookies(),
        samesite="Lax",
    )


def client_of(secret_key: str, name: str) -> str:
    """Return by what the tries of this request are counted: the browser if it is known for `name`, else its address."""
    try:
        known, nonce = _signer(secret_key).loads(request.cookies.get(COOKIE, ""), max_age=DAYS * 86_400)
    except (BadData, TypeError, ValueError):
        return request.remote_addr or ""
    return f"browser {nonce}" if known == name else request.remote_addr or ""


def _signer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="tradedash.known")

"""Requests that change something must come from our own pages: origin, and a token compared in constant time."""

import secrets
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlsplit

from flask import request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from tradedash.web.frame import current_site
from tradedash.web.sessions import Session, secure_cookies

FIELD = "csrf_token"
HEADER = "X-CSRFToken"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_SECONDS = 12 * 3600


def refuse_other_sites() -> None:
    """Raise Forbidden if the browser says that another site sent this request."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("This request came from another site; nothing was saved.")
    origin = request.headers.get("Origin")
    if origin is None:
        return
    sent_from = urlsplit(origin)
    own = {(request.scheme, request.host), _origin(current_site().base_url)}
    if (sent_from.scheme, sent_from.netloc) not in own:
        raise Forbidden("This request came from another site; nothing was saved.")


def refuse_wrong_token(session: Session) -> None:
    """Raise Forbidden unless the request carries the session's token, in the header or in the form's hidden field."""
    given = request.headers.get(HEADER)
    if given is None and request.mimetype != "application/json":
        given = request.form.get(FIELD)
    if not compare_digest((given or "").encode("utf-8", "surrogatepass"), session.csrf_token.encode()):
        raise Forbidden("This form is out of date: reload the page and send it again. Nothing was saved.")


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The token of a form that is sent without a session: one half in the form, the other in a cookie for its path."""

    name: str
    path: str

    def token(self, secret_key: str) -> tuple[str, str]:
        """Return a token for the form and the value of the cookie it belongs to."""
        nonce = request.cookies.get(self._cookie, "")
        if not 40 <= len(nonce) <= 50 or not nonce.isascii():
            nonce = secrets.token_urlsafe(32)
        return str(self._signer(secret_key).dumps(nonce)), nonce

    def set_cookie(self, response: Response, nonce: str) -> None:
        """Give the browser the other half of the token."""
        response.set_cookie(
            self._cookie,
            nonce,
            max_age=_OPEN_SECONDS,
            path=self.path,
            httponly=True,
            secure=secure_cookies(),
            samesite="Lax",
        )

    def is_good(self, secret_key: str) -> bool:
        """Tell whether the form that was sent was made here, for this browser, in the last 12 hours."""
        try:
            nonce = self._signer(secret_key).loads(request.form.get(FIELD, ""), max_age=_OPEN_SECONDS)
        except BadData:
            return False
        cookie = request.cookies.get(self._cookie, "")
        return isinstance(nonce, str) and compare_digest(nonce.encode(), cookie.encode("utf-8", "surrogatepass"))

    @property
    def _cookie(self) -> str:
        return f"tradedash_{self.name}"

    def _signer(self, secret_key: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(secret_key, salt=f"tradedash.{self.name}")


LOGIN = OpenForm("login", "/login")
#: What readers without an account send about a figure.
REPORT = OpenForm("report", "/figures")


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc

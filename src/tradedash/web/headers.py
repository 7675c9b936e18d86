"""Headers of every answer: what a page may load, who may frame it, what may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.wrappers import Response

from tradedash.web.frame import current_site
from tradedash.web.sessions import COOKIE, restore_csrf_cookie

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=31536000"
#: The only endpoint that other sites may show in a frame; it runs nothing and sends nothing.
FRAMED = "embed"
_FRAMED_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors *"
)


@dataclass
class Headers:
    """The headers; `script_hashes` are those of Dash's inline scripts, known once all callbacks are registered."""

    script_hashes: Sequence[str] = field(default_factory=list)

    def install(self, server: Flask) -> None:
        """Set the headers on whatever the server answers, errors included."""
        server.after_request(self.finish)

    def finish(self, response: Response) -> Response:
        """Return the response with its headers; one that a view has set already is kept."""
        restore_csrf_cookie(response)
        framed = request.endpoint == FRAMED
        policy = _FRAMED_POLICY if framed else self.policy()
        for name, value in {**FIXED, "Content-Security-Policy": policy}.items():
            if not (framed and name == "X-Frame-Options"):
                response.headers.setdefault(name, value)
        if urlsplit(current_site().base_url).scheme == "https":
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if _is_personal(response):
            response.headers["Cache-Control"] = "no-store"
        return response

    def policy(self) -> str:
        """Return the content security policy. Scripts come from this site or are known by hash, never `eval`ed."""
        scripts = " ".join(["'self'", *self.script_hashes])
        return (
            f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
            " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )


def _is_personal(response: Response) -> bool:
    if request.path.startswith(("/assets/", "/_dash-component-suites/", "/_favicon")):
        return False  # the same for everybody
    return (
        COOKIE in request.cookies
        or "Set-Cookie" in response.headers
        or request.path.startswith(("/_dash-", "/login", "/logout"))
    )

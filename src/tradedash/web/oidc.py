"""Logging in by a provider: out to it with a state, a nonce and a PKCE challenge, and back with a code."""

import re
import secrets
from dataclasses import asdict, dataclass
from hmac import compare_digest

import structlog
from dash import html
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from tradedash.commands.accounts import account_with_subject
from tradedash.settings import Oidc
from tradedash.web.frame import page
from tradedash.web.login import safe_next
from tradedash.web.oidc_provider import LoginRefused, Provider, Ticket
from tradedash.web.sessions import open_session, secure_cookies
from tradedash.web.site import Site

START, CALLBACK = "/login/oidc", "/login/oidc/callback"
COOKIE = "tradedash_oidc"
#: So long somebody may take at the provider.
SECONDS = 600
_WORD = re.compile(r"[a-z_]{1,40}")
log = structlog.get_logger()


def install(server: Flask, site: Site, secret_key: str, oidc: Oidc) -> None:
    """Add the two addresses of a login by provider."""
    views = OidcLogin(site, secret_key, Provider(oidc, f"{site.base_url}{CALLBACK}"))
    server.add_url_rule(START, "oidc", views.start)
    server.add_url_rule(CALLBACK, "oidc_callback", views.finish)


@dataclass(frozen=True)
class OidcLogin:
    """The way to the provider and back."""

    site: Site
    secret_key: str
    provider: Provider

    def start(self) -> ResponseReturnValue:
        """Send the browser to the provider, with a ticket that only it holds."""
        wanted = safe_next(request.args.get("next"))
        ticket = Ticket(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), wanted)
        try:
            response = redirect(self.provider.address(ticket), 303)
        except LoginRefused as error:
            return _refusal(error)
        self._set_ticket(response, self._signer().dumps(asdict(ticket)))
        return response

    def finish(self) -> ResponseReturnValue:
        """Open a session for whoever comes back with a good code; the ticket is used up in any case."""
        try:
            ticket = self._ticket()
            subject = self.provider.subject(request.args.get("code", ""), ticket)
            response = self._let_in(subject, ticket)
        except LoginRefused as error:
            log.warning("oidc_refused", reason=str(error), client=request.remote_addr, exc_info=error.__cause__)
            response = _refusal(error)
        response.delete_cookie(COOKIE, path=START, httponly=True, secure=secure_cookies(), samesite="Lax")
        return response

    def _ticket(self) -> Ticket:
        """Return the ticket of this login. Raises: LoginRefused if the answer is not one to it."""
        again = LoginRefused("This login was begun elsewhere or too long ago. Log in again.")
        try:
            ticket = Ticket(**self._signer().loads(request.cookies.get(COOKIE, ""), max_age=SECONDS))
        except (BadData, TypeError) as error:
            raise again from error
        if not compare_digest(request.args.get("state", "").encode("utf-8", "replace"), ticket.state.encode()):
            raise again
        if request.args.get("iss", self.provider.oidc.issuer).rstrip("/") != self.provider.oidc.issuer.rstrip("/"):
            raise again
        if error_word := request.args.get("error"):
            told = f" ({error_word})" if _WORD.fullmatch(error_word) else ""
            raise LoginRefused(f"The login provider let nobody in{told}. Log in again.")
        return ticket

    def _let_in(self, subject: str, ticket: Ticket) -> Response:
        with self.site.store.read(fresh=True) as conn:
            found = account_with_subject(conn, subject)
        if found is None:
            log.warning("oidc_unknown", client=request.remote_addr)
            return _unknown(subject)
        response = redirect(safe_next(ticket.next), 303)
        open_session(response, found[0])
        log.info("login", account=found[1], by="oidc")
        return response

    def _set_ticket(self, response: Response, value: str) -> None:
        response.set_cookie(
            COOKIE, value, max_age=SECONDS, path=START, httponly=True, secure=secure_cookies(), samesite="Lax"
        )

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret_key, salt="tradedash.oidc")


def _refusal(error: LoginRefused) -> Response:
    head = html.Div([html.H1("Log in"), html.P(str(error), className="lede")], className="head")
    return make_response(page("Log in", head, html.P(html.A("To the login", href="/login"))), error.status)


def _unknown(subject: str) -> Response:
    lede = "The login provider knows you, but no account here is linked to you yet."
    head = html.Div([html.H1("Log in"), html.P(lede, className="lede")], className="head")
    todo = html.P("Hand this to an admin of this site, who can link it to your account:")
    return make_response(page("Log in", head, todo, html.P(html.Code(subject, className="code secret"))), 403)

"""Logging in and out: plain forms that need no script."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import structlog
from dash import html
from dash.development.base_component import Component
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.accounts import LONGEST_PASSWORD, credentials, password_matches
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.web import csrf
from tradedash.web.frame import page
from tradedash.web.html import Input
from tradedash.web.known_browser import client_of, mark_known
from tradedash.web.sessions import close_session, current_session, open_session
from tradedash.web.site import Site
from tradedash.web.throttle import LoginThrottle, wait_text

#: A path of this site: never `//elsewhere`, never a backslash or an encoded control character.
_PATH = re.compile(r"/(?![/\\])(?:[A-Za-z0-9_\-./~?=&+:,;@!$'()*]|%[2-9A-Fa-f][0-9A-Fa-f])*")
_LONGEST_PATH = 2000
WRONG = N_("The name or the password is not right.")
STALE = N_("This form was open for too long, or the browser keeps no cookies. Try again.")
log = structlog.get_logger()


def install(server: Flask, site: Site, secret_key: str) -> None:
    """Add /login and /logout."""
    login = Login(site, secret_key, LoginThrottle(site.settings.workers))
    server.add_url_rule("/login", "login", login.view, methods=["GET", "POST"])
    server.add_url_rule("/logout", "logout", log_out, methods=["POST"])


def log_out() -> ResponseReturnValue:
    """End the session, if there is one, and lead to the overview."""
    response = redirect("/", 303)
    close_session(response)
    return response


def safe_next(wanted: str | None) -> str:
    """Return where to go after the login: a path of this site, or the overview."""
    good = wanted is not None and len(wanted) <= _LONGEST_PATH and _PATH.fullmatch(wanted)
    return wanted if good and wanted else "/"


@dataclass(frozen=True)
class Login:
    """The login form and what it leads to."""

    site: Site
    secret_key: str
    throttle: LoginThrottle

    def view(self) -> ResponseReturnValue:
        """Show the form, or try the name and password that were sent."""
        if request.method == "POST":
            return self._try()
        return redirect(safe_next(request.args.get("next")), 303) if current_session() else self._form(200)

    def _try(self) -> ResponseReturnValue:
        name, password = request.form.get("name", "").strip(), request.form.get("password", "")
        if not csrf.LOGIN.is_good(self.secret_key):
            return self._form(400, _(STALE))
        address, client = request.remote_addr or "", client_of(self.secret_key, name)
        with self.site.store.read(fresh=True) as conn:
            found = credentials(conn, name)
        with self.throttle.turn:
            wait = self.throttle.seconds_to_wait(client, name[:80])
            if wait:
                log.warning("login_throttled", account=name[:80], client=address)
                return self._too_often(wait)
            right = password_matches(found[1] if found else None, password) and len(password) <= LONGEST_PASSWORD
            if not found or not right:
                self.throttle.count(client, name[:80])
                log.warning("login_refused", account=name[:80], client=address)
                return self._form(401, _(WRONG))
            self.throttle.forget(client, name[:80])
        response = redirect(safe_next(request.args.get("next")), 303)
        open_session(response, found[0])
        mark_known(response, self.secret_key, name)
        log.info("login", account=name)
        return response

    def _too_often(self, seconds: int) -> Response:
        response = self._form(429, _("Too many wrong passwords. %(wait)s") % {"wait": wait_text(seconds)})
        response.headers["Retry-After"] = str(seconds)
        return response

    def _form(self, status: int, error: str = "") -> Response:
        token, nonce = csrf.LOGIN.token(self.secret_key)
        provider = self.site.settings.oidc
        content = _login_form(token, error) + ([_provider_link(provider.issuer)] if provider else [])
        response = make_response(page(_("Log in"), *content), status)
        csrf.LOGIN.set_cookie(response, nonce)
        return response


def _login_form(token: str, error: str) -> list[Component]:
    wrong = {"aria-invalid": "true", "aria-describedby": "login-error"} if error else {}
    name = request.form.get("name", "")[:80]
    fields = [
        _field(_("Name"), "name", value=name, autoComplete="username", autoFocus=not name, **wrong),
        _field(
            _("Password"), "password", type="password", autoComplete="current-password", autoFocus=bool(name), **wrong
        ),
    ]
    message = html.P(f"✕ {error}", id="login-error", className="msg", role="alert") if error else None
    form = html.Form(
        [
            Input(type="hidden", name=csrf.FIELD, value=token),
            message,
            *fields,
            html.P(html.Button(_("Log in"), type="submit", className="btn primary")),
        ],
        method="post",
        action=None,
        className="login",
    )
    lede = html.P(_("For those who add and review figures. Reading needs no account."), className="lede")
    return [html.Div([html.H1(_("Log in")), lede], className="head"), html.Div(form, className="form")]


def _provider_link(issuer: str) -> Component:
    wanted = safe_next(request.args.get("next"))
    address = f"/login/oidc?next={quote(wanted, safe='/')}" if wanted != "/" else "/login/oidc"
    return html.P(
        [html.A(_("Log in with %(hostname)s") % {"hostname": urlsplit(issuer).hostname}, href=address)],
        className="provider",
    )


def _field(label: str, name: str, **attributes: object) -> html.Div:
    box = Input(id=f"login-{name}", name=name, required=True, **attributes)
    return html.Div([html.Label(label, htmlFor=f"login-{name}"), box], className="fld")

"""`/account`: the reader's own account: who they are here, and a new password."""

from dataclasses import dataclass

import structlog
from dash import html
from dash.development.base_component import Component
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.accounts import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    AccountRow,
    account_row,
    change_own_password,
    credentials,
    password_matches,
)
from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.components.sections import head, section
from tradedash.domain.actor import Role
from tradedash.domain.errors import BadValue, Conflict
from tradedash.formatting import count_text, day_text
from tradedash.forms.accounts import parse_password
from tradedash.forms.sheet import FormErrors
from tradedash.pages.desk.small_forms import Refused, done, refused, save, sent, session, small_form, summary
from tradedash.pages.fields import Fields, row
from tradedash.web.frame import page
from tradedash.web.sessions import open_session, requires
from tradedash.web.site import Site
from tradedash.web.throttle import LoginThrottle, wait_text

PATH = "/account"
CHANGED = "Your password is changed. All your other sessions have ended."
MAY = {
    Role.ANALYST: "add figures and propose corrections",
    Role.REVIEWER: "add figures, and decide what is published",
    Role.ADMIN: "add figures, decide what is published, and manage accounts",
}
log = structlog.get_logger()


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(AccountPage(site, LoginThrottle(site.settings.workers)).view)
    server.add_url_rule(PATH, "account", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class AccountPage:
    """The page and what becomes of its form."""

    site: Site
    throttle: LoginThrottle

    def view(self) -> ResponseReturnValue:
        """Show the account, or change its password."""
        if request.method == "POST":
            return self._take()
        note = done(CHANGED) if request.args.get("done") == "password" else None
        return self._show(Refused(), note)

    def _take(self) -> Response:
        wanted = parse_password(sent())
        if isinstance(wanted, FormErrors):
            return self._show(refused(wanted, {}))
        # Counted by session: whoever has taken one over cannot guess on, and cannot keep the owner from it either.
        name, client = session().account.name, session().csrf_token
        with self.site.store.read() as conn:
            found = credentials(conn, name)
        with self.throttle.turn:
            wait = self.throttle.seconds_to_wait(client, name)
            if wait:
                response = self._show(Refused(429, sentence=f"Too many wrong passwords. {wait_text(wait)}"))
                response.headers["Retry-After"] = str(wait)
                return response
            if not found or not password_matches(found[1], request.form.get("old_password", "")):
                self.throttle.count(client, name)
                log.warning("password_change_refused", account=name, client=request.remote_addr)
                return self._show(Refused(422, messages={"old_password": "This is not your password."}))
            self.throttle.forget(client, name)
        try:
            with self.site.store.write() as conn:
                change_own_password(conn, found[1], wanted.text, session().account.actor())
        except (BadValue, Conflict) as error:
            return self._show(refused(error, {}))
        response = redirect(f"{PATH}?done=password", 303)
        open_session(response, found[0])
        log.info("password_changed", account=name)
        return response

    def _show(self, refusal: Refused, note: Component | None = None) -> Response:
        with self.site.store.read() as conn:
            account = account_row(conn, session().account.name)
        fields = Fields({}, refusal.messages)
        form = _form(fields)
        content: list[Child] = [
            head("Your account", lede=f"You are {account.name}, {account.role}: you may {MAY[account.role]}."),
            summary(refusal, fields.labels),
            note,
            section("About it", _about(account)),
            section("A new password", form),
        ]
        title = "Error: Your account" if refusal else "Your account"
        return make_response(page(title, html.Div(content, className="desk")), refusal.status)


def _about(account: AccountRow) -> Component:
    sessions = count_text(account.sessions, "session is", "sessions are")
    rows: list[tuple[str, Child]] = [
        ("Made", day_text(account.created_at.date())),
        ("Logged in", f"{sessions} open. Each ends by itself after 12 hours, at logout, and with a new password."),
        ("Programs", inside("Tokens for programs of yours", f"{PATH}/tokens")),
        ("Your name", "The journal signs your changes with it, for good and for everybody to read."),
    ]
    return html.Dl([part for label, said in rows for part in (html.Dt(label), html.Dd(said))], className="kv")


def _form(fields: Fields) -> Component:
    known = {"type": "password", "autoComplete": "current-password"}
    new = {"type": "password", "autoComplete": "new-password"}
    length = f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; a sentence is easier to keep than a riddle."
    rows = [
        row(fields.text("old_password", "Your password so far", 6, **known)),
        row(
            fields.text("password", "New password", 6, length, **new),
            fields.text("password_again", "The new password again", 6, **new),
        ),
    ]
    return html.Div(small_form("password", PATH, [*rows, save("Change the password")]), className="form")

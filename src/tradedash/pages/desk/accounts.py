"""`/admin/accounts`: who may log in, in which role, and whether one person may publish alone. For admins only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.accounts import (
    account_row,
    add_account,
    disable_account,
    link_subject,
    list_accounts,
    set_password,
    set_role,
)
from tradedash.commands.options import may_publish_own, set_publish_own
from tradedash.components.elements import Child
from tradedash.components.links import with_query
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict
from tradedash.forms.accounts import (
    Password,
    parse_new_account,
    parse_password,
    parse_role,
    without_passwords,
)
from tradedash.forms.sheet import FormErrors, Sheet
from tradedash.pages.desk import accounts_parts as parts
from tradedash.pages.desk.accounts_parts import PATH
from tradedash.pages.desk.small_forms import DO, Refused, done, refused, secret, sent, session, summary
from tradedash.pages.fields import Fields
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

ONLY_NOW = "It is shown only now. Hand it over in person; whoever gets it can change it under “Your account”."
#: What was done, by the word in the address; the account is named where it stands in the store.
DONE = {
    "added": "The account is added; it can log in at once.",
    "role": "The role is changed; the account's sessions have ended.",
    "password": "The password is changed; the account's sessions have ended.",
    "linked": "The login provider's subject opens this account now; the account's sessions have ended.",
    "unlinked": "The login provider no longer opens this account; the account's sessions have ended.",
    "disabled": "The account is disabled: its sessions have ended and its tokens open nothing.",
    "option": "The rule is changed; the journal keeps your reason.",
}


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(Role.ADMIN)(AccountsPage(site).view)
    server.add_url_rule(PATH, "accounts", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class AccountsPage:
    """All accounts, or one of them if the address names it, and what becomes of their forms."""

    site: Site

    def view(self) -> ResponseReturnValue:
        """Show the accounts, or take a form about them."""
        if request.method == "POST":
            return self._take(request.form.get("account") or None)
        told = DONE.get(request.args.get("done", ""))
        return self._show(request.args.get("account") or None, Refused(), done(told) if told else None)

    def _take(self, name: str | None) -> ResponseReturnValue:
        acts: Mapping[str, Callable[[], ResponseReturnValue]] = {"add": self._add, "option": self._set_option}
        if name:
            acts = {
                "role": lambda: self._set_role(name),
                "password": lambda: self._set_password(name),
                "link": lambda: self._link(name),
                "disable": lambda: self._disable(name),
            }
        act = acts.get(request.form.get(DO, ""))
        if act is None:
            raise BadValue("This is not a form of this page; nothing was saved.")
        try:
            return act()
        except (BadValue, Conflict) as error:
            return self._show(name, refused(error, without_passwords(sent())))

    def _add(self) -> ResponseReturnValue:
        wanted = parse_new_account(sent())
        if isinstance(wanted, FormErrors):
            return self._show(None, refused(wanted, wanted.typed))
        with self.site.store.write() as conn:
            add_account(conn, wanted.name, wanted.role, wanted.password.text, _actor())
        if wanted.password.made:
            return self._show(None, Refused(), _handed_over(wanted.name, wanted.password))
        return redirect(with_query(PATH, ("done", "added")), 303)

    def _set_option(self) -> ResponseReturnValue:
        sheet = Sheet(sent())
        reason = sheet.required("reason", "Say why: the journal keeps it.", limit=300)
        allowed = sheet.raw_text("allowed")
        if allowed not in ("on", "off"):
            sheet.refuse("allowed", "Choose one of the two.")
        if sheet.messages:
            return self._show(None, refused(sheet.errors(("allowed", "reason")), {}))
        with self.site.store.write() as conn:
            set_publish_own(conn, allowed == "on", _actor(), reason)
        return redirect(with_query(PATH, ("done", "option")), 303)

    def _set_role(self, name: str) -> ResponseReturnValue:
        role = parse_role(sent())
        if isinstance(role, FormErrors):
            return self._show(name, refused(role, role.typed))
        with self.site.store.write() as conn:
            set_role(conn, name, role, _actor())
        return _led_back(name, "role")

    def _set_password(self, name: str) -> ResponseReturnValue:
        wanted = parse_password(sent(), may_be_made=True)
        if isinstance(wanted, FormErrors):
            return self._show(name, refused(wanted, wanted.typed))
        with self.site.store.write() as conn:
            set_password(conn, name, wanted.text, _actor())
        return self._show(name, Refused(), _handed_over(name, wanted)) if wanted.made else _led_back(name, "password")

    def _link(self, name: str) -> ResponseReturnValue:
        subject = request.form.get("subject", "").strip() or None
        with self.site.store.write() as conn:
            link_subject(conn, name, subject, _actor())
        return _led_back(name, "linked" if subject else "unlinked")

    def _disable(self, name: str) -> ResponseReturnValue:
        if request.form.get("confirm") != "yes":
            raise BadValue("Tick this to disable the account for good.", "confirm")
        with self.site.store.write() as conn:
            disable_account(conn, name, _actor())
        return _led_back(name, "disabled")

    def _show(self, name: str | None, refusal: Refused, note: Component | None = None) -> Response:
        fields = Fields(refusal.typed, refusal.messages)
        with self.site.store.read() as conn:
            if name:
                account = account_row(conn, name)
                oidc = self.site.settings.oidc is not None
                title, content = account.name, parts.one_account(account, fields, oidc=oidc)
            else:
                title = "Accounts"
                content = parts.all_accounts(list_accounts(conn), fields, alone=may_publish_own(conn))
        children: list[Child] = [content[0], summary(refusal, fields.labels), note, *content[1:]]
        told = f"Error: {title}" if refusal else title
        return make_response(page(told, html.Div(children, className="desk")), refusal.status)


def _handed_over(name: str, password: Password) -> Component:
    return done(f"“{name}” can log in with this password.", secret("Password", password.text), html.P(ONLY_NOW))


def _led_back(name: str, what: str) -> ResponseReturnValue:
    return redirect(with_query(PATH, ("account", name), ("done", what)), 303)


def _actor() -> Actor:
    return session().account.actor()

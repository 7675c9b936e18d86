"""`/account/tokens`: personal tokens for programs that send figures and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.tokens import LIFETIMES, SCOPES, TokenRow, list_tokens, make_token, revoke_token
from tradedash.components.elements import Child
from tradedash.components.sections import head, nothing, section
from tradedash.domain.actor import Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.formatting import day_text
from tradedash.forms.accounts import parse_token
from tradedash.forms.sheet import FormErrors
from tradedash.pages.desk.small_forms import (
    DO,
    Refused,
    done,
    instant_text,
    refused,
    save,
    secret,
    sent,
    session,
    small_form,
    summary,
    table,
    unseen,
)
from tradedash.pages.fields import Fields, row
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

PATH = "/account/tokens"
MAKE, REVOKE = "make", "revoke"
SCOPE_WORDS = {"figures": "add figures", "sources": "add sources"}
LEDE = "A token lets a program of yours send figures and sources under your name. Reading needs none."


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(TokensPage(site).view)
    server.add_url_rule(PATH, "tokens", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class TokensPage:
    """The reader's own tokens, a form for another one, and what becomes of it."""

    site: Site

    def view(self) -> ResponseReturnValue:
        """Show the tokens, or make or revoke one."""
        if request.method == "GET":
            return self._show(Refused(), note=_revoked(request.args.get("revoked")))
        raw = sent()
        try:
            return self._revoke() if request.form.get(DO) == REVOKE else self._make()
        except (BadValue, Conflict, NotFound) as error:
            return self._show(refused(error, raw))

    def _make(self) -> Response:
        wanted = parse_token(sent())
        if isinstance(wanted, FormErrors):
            return self._show(refused(wanted, wanted.typed))
        with self.site.store.write() as conn:
            token = make_token(conn, wanted, session().account.actor())
        how = html.P("Copy it now: only its fingerprint is kept. Send it as “Authorization: Bearer …”.")
        return self._show(Refused(), note=done(f"The token “{wanted.name}” is made.", secret("Token", token), how))

    def _revoke(self) -> Response:
        with self.site.store.write() as conn:
            revoke_token(conn, request.form.get("token", ""), session().account.actor())
        return redirect(f"{PATH}?revoked=1", 303)

    def _show(self, refusal: Refused, note: Component | None = None) -> Response:
        with self.site.store.read() as conn:
            tokens = list_tokens(conn, session().account.name)
        fields = Fields(refusal.typed, refusal.messages)
        form = _form(fields)
        content: list[Child] = [
            head("Tokens", lede=LEDE, crumbs=[("/account", "Your account"), ("", "Tokens")]),
            summary(refusal, fields.labels),
            note,
            section("Yours", _table(tokens) if tokens else nothing("You have no token.", ("API", "/data"))),
            section("Make one", form),
        ]
        title = "Error: Tokens" if refusal else "Tokens"
        return make_response(page(title, html.Div(content, className="desk")), refusal.status)


def _revoked(told: str | None) -> Component | None:
    return done("The token is revoked: it opens nothing from now on.") if told == "1" else None


def _form(fields: Fields) -> Component:
    days = [("", "Choose"), *((str(days), f"{days} days") for days in LIFETIMES)]
    scopes = [(scope, SCOPE_WORDS[scope]) for scope in SCOPES]
    rows = [
        row(
            fields.text("name", "Name", 8, "What uses it: “weekly import”.", autoComplete="off"),
            fields.select("days", "Good for", 4, days),
        ),
        row(fields.boxes("scopes", "It may", scopes, "What it sends waits for review, as from the form.")),
    ]
    return html.Div(small_form(MAKE, PATH, [*rows, save("Make a token")]), className="form")


def _table(tokens: Sequence[TokenRow]) -> Component:
    now = datetime.now(UTC)
    titles = ("Name", "May", "Made", "Last used", "State", "Revoke")
    return table(titles, [_row(token, now) for token in tokens])


def _row(token: TokenRow, now: datetime) -> tuple[list[Child], bool]:
    good = token.is_good(now)
    revoke = html.Button(["Revoke", unseen(f" {token.name}")], type="submit")
    return [
        token.name,
        " and ".join(SCOPE_WORDS[scope] for scope in token.scopes),
        day_text(token.created_at.date()),
        instant_text(token.last_used_at) if token.last_used_at else "not yet",
        _state(token, now),
        small_form(REVOKE, PATH, [revoke], token=token.token_id) if good else None,
    ], not good


def _state(token: TokenRow, now: datetime) -> str:
    if token.revoked_at:
        return f"revoked {day_text(token.revoked_at.date())}"
    return f"{'good until' if token.is_good(now) else 'expired'} {day_text(token.expires_at.date())}"

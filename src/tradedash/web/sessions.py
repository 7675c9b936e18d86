"""Sessions live in the store: the cookie holds a random token, the table its SHA-256, so a stolen table opens nothing.

A session ends after 12 hours, at logout, and when the account's password or role changes or it is disabled.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import ParamSpec
from urllib.parse import quote, urlsplit

from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, delete, insert, select
from werkzeug.wrappers import Response

from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import Forbidden
from tradedash.queries.review import waiting_count
from tradedash.settings import is_loopback
from tradedash.store.schema import account, session
from tradedash.web.frame import current_site

COOKIE = "tradedash_session"
#: Dash's renderer copies this cookie into the header `X-CSRFToken`; the gate compares that with the session's token.
CSRF_COOKIE = "_csrf_token"
LIFETIME = timedelta(hours=12)
Parameters = ParamSpec("Parameters")


@dataclass(frozen=True, slots=True)
class Account:
    """Who is logged in. `waiting` counts what waits for review, at most 100."""

    name: str
    role: Role
    waiting: int = field(default=0, compare=False)

    def actor(self, channel: Channel = Channel.FORM) -> Actor:
        """Return this person as the author of a change."""
        return Actor(self.name, self.role, channel)


@dataclass(frozen=True, slots=True)
class Session:
    """One login of one account; forms carry `csrf_token` in a hidden field of that name."""

    account: Account
    csrf_token: str


def current_account() -> Account | None:
    """Return who sends this request, or None. One query a request, and none without the cookie."""
    found = current_session()
    return found.account if found else None


def current_session() -> Session | None:
    """Return the session of this request, or None if it has none that is still good."""
    if "tradedash_login" not in g:
        token = request.cookies.get(COOKIE)
        g.tradedash_login = _stored(token) if token else None
    found: Session | None = g.tradedash_login
    return found


def requires(
    *roles: Role,
) -> Callable[[Callable[Parameters, ResponseReturnValue]], Callable[Parameters, ResponseReturnValue]]:
    """Guard a Flask view: without a login it leads to the login page, in another role it is forbidden."""

    def guard(view: Callable[Parameters, ResponseReturnValue]) -> Callable[Parameters, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
            reader = current_account()
            if reader is None:
                return redirect(f"/login?next={quote(request.full_path.rstrip('?'), safe='/')}", 303)
            if reader.role not in roles:
                raise Forbidden(f"This needs the role {' or '.join(roles)}; you have {reader.role}.")
            return view(*args, **kwargs)

        return guarded

    return guard


def open_session(response: Response, account_id: int) -> None:
    """Log an account in: a new session, never the one that came with the request."""
    token, csrf_token, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), datetime.now(UTC)
    row = {
        "token_hash": _hash(token),
        "account_id": account_id,
        "csrf_token": csrf_token,
        "created_at": now,
        "expires_at": now + LIFETIME,
    }
    with current_site().store.write() as conn:
        _end(conn, request.cookies.get(COOKIE))
        conn.execute(delete(session).where(session.c.expires_at <= now))
        conn.execute(insert(session).values(row))
    _set(response, COOKIE, token, httponly=True)
    _set(response, CSRF_COOKIE, csrf_token, httponly=False)


def close_session(response: Response) -> None:
    """Log out: the session is gone from the store, so a copy of the cookie is worth nothing."""
    with current_site().store.write() as conn:
        _end(conn, request.cookies.get(COOKIE))
    for cookie in (COOKIE, CSRF_COOKIE):
        response.delete_cookie(cookie, path="/", samesite="Lax", secure=secure_cookies())


def restore_csrf_cookie(response: Response) -> Response:
    """Give a logged-in browser the readable token again if it lost it."""
    found: Session | None = g.get("tradedash_login")
    if found and request.cookies.get(CSRF_COOKIE) != found.csrf_token and not _sets(response, CSRF_COOKIE):
        _set(response, CSRF_COOKIE, found.csrf_token, httponly=False)
    return response


def secure_cookies() -> bool:
    """Tell whether cookies are for https only: always, except where the site is plain http on this very machine."""
    base = urlsplit(current_site().base_url)
    return not (base.scheme == "http" and is_loopback(base.hostname))


def _stored(token: str) -> Session | None:
    wanted = (
        select(account.c.name, account.c.role, session.c.csrf_token, waiting_count())
        .join_from(session, account)
        .where(
            session.c.token_hash == _hash(token),
            session.c.expires_at > datetime.now(UTC),
            account.c.disabled_at.is_(None),
        )
    )
    with current_site().store.read(fresh=True) as conn:
        row = conn.execute(wanted).first()
    return Session(Account(row.name, Role(row.role), row[3]), row.csrf_token) if row else None


def _end(conn: Connection, token: str | None) -> None:
    if token:
        conn.execute(delete(session).where(session.c.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _set(response: Response, name: str, value: str, *, httponly: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=LIFETIME,
        path="/",
        httponly=httponly,
        secure=secure_cookies(),
        samesite="Lax",
    )


def _sets(response: Response, name: str) -> bool:
    return any(cookie.startswith(f"{name}=") for cookie in response.headers.getlist("Set-Cookie"))

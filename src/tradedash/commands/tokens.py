"""Personal tokens of the write API: shown once, stored as SHA-256, scoped, and good until a day."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, func, insert, or_, select, update

from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.text import clean
from tradedash.store.journal import append
from tradedash.store.schema import account, api_token

PREFIX = "tdt_"
SCOPES = ("figures", "sources")
LIFETIMES = (7, 30, 90, 365)
LONGEST_NAME = 60
#: So many tokens of one account may be good at once.
MOST = 20
#: When a token was last used is kept to the hour: reading the API must not write each time.
NOTED_EVERY = timedelta(hours=1)
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """What a token is wanted for: a name to know it by, scopes, and the days that it is good."""

    name: str
    scopes: Collection[str]
    days: int


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token without its secret; `token_id` names it on pages and in the journal and opens nothing."""

    token_id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Tell whether the token still opens something."""
        return self.revoked_at is None and self.expires_at > now


def make_token(conn: Connection, wanted: NewToken, actor: Actor) -> str:
    """Make a token of the actor's own account and return it; nobody can read it again.

    Raises: Forbidden, BadValue (`name`, `scopes` or `days`), NotFound, Conflict if the name is taken, also by a token
    that is good no more, or if there are too many.
    """
    actor.must_be(*Role)
    name, scopes = _checked(wanted)
    account_id, now = _account_id(conn, actor), datetime.now(UTC)
    mine = select(func.count()).where(api_token.c.account_id == account_id)
    if conn.execute(mine.where(api_token.c.name == name)).scalar_one():
        raise Conflict(f"You have had a token “{name}” already; choose another name.")
    good = mine.where(api_token.c.revoked_at.is_(None), api_token.c.expires_at > now)
    if conn.execute(good).scalar_one() >= MOST:
        raise Conflict(f"You have {MOST} tokens; revoke one that you no longer need.")
    token = PREFIX + secrets.token_urlsafe(32)
    expires_at = now + timedelta(days=wanted.days)
    after = {"name": name, "scopes": scopes, "expires_on": expires_at.date().isoformat(), "account": actor.name}
    entity_id = _hash(token)[:_ID_LENGTH]
    append(conn, actor, action="make_token", entity="api_token", entity_id=entity_id, before=None, after=after)
    row = {"token_hash": _hash(token), "account_id": account_id, "name": name, "scopes": scopes}
    conn.execute(insert(api_token).values({**row, "created_at": now, "expires_at": expires_at}))
    return token


def revoke_token(conn: Connection, token_id: str, actor: Actor) -> str:
    """End a token of the actor's own account at once and return its name.

    Raises: Forbidden, NotFound also for tokens of others, Conflict if it is revoked already.
    """
    actor.must_be(*Role)
    mine = select(api_token).where(api_token.c.account_id == _account_id(conn, actor))
    stored = next((row for row in conn.execute(mine) if row.token_hash[:_ID_LENGTH] == token_id), None)
    if stored is None:
        raise NotFound("You have no such token.")
    if stored.revoked_at is not None:
        raise Conflict(f"The token “{stored.name}” is revoked already.")
    append(conn, actor, action="revoke_token", entity="api_token", entity_id=token_id, before=None, after=None)
    changed = update(api_token).where(api_token.c.token_hash == stored.token_hash)
    conn.execute(changed.values(revoked_at=datetime.now(UTC)))
    return str(stored.name)


def list_tokens(conn: Connection, name: str) -> list[TokenRow]:
    """Return the tokens of an account, newest first; those that are good no more too."""
    mine = select(api_token).join_from(api_token, account).where(account.c.name == name)
    rows = conn.execute(mine.order_by(api_token.c.created_at.desc(), api_token.c.token_hash))
    return [
        TokenRow(
            row.token_hash[:_ID_LENGTH],
            row.name,
            tuple(row.scopes.split()),
            row.created_at,
            row.expires_at,
            row.last_used_at,
            row.revoked_at,
        )
        for row in rows
    ]


def token_account(conn: Connection, token: str, scope: str) -> Actor | None:
    """Return who sends a token, in the role that the account has now, or None if it does not open `scope`.

    Expired and revoked tokens and those of disabled accounts open nothing. It only reads, and finds the token by its
    hash: how long that takes tells nothing. Whoever then writes calls `note_use` in that transaction.
    """
    if not token.startswith(PREFIX) or scope not in SCOPES:
        return None
    wanted = (
        select(account.c.name, account.c.role, api_token.c.scopes)
        .join_from(api_token, account)
        .where(
            api_token.c.token_hash == _hash(token),
            api_token.c.expires_at > datetime.now(UTC),
            api_token.c.revoked_at.is_(None),
            account.c.disabled_at.is_(None),
        )
    )
    row = conn.execute(wanted).first()
    return Actor(row.name, Role(row.role), Channel.API) if row and scope in row.scopes.split() else None


def note_use(conn: Connection, token: str) -> None:
    """Keep when a token was used, to the hour. `conn` is a writing transaction that is open anyway."""
    now = datetime.now(UTC)
    long_ago = or_(api_token.c.last_used_at.is_(None), api_token.c.last_used_at <= now - NOTED_EVERY)
    conn.execute(update(api_token).where(api_token.c.token_hash == _hash(token), long_ago).values(last_used_at=now))


def _checked(wanted: NewToken) -> tuple[str, str]:
    name = clean(wanted.name, limit=LONGEST_NAME, field="name")
    if not name:
        raise BadValue("Give the token a name by which you will know it.", "name")
    if not wanted.scopes or set(wanted.scopes) - set(SCOPES):
        raise BadValue("Choose what the token may send: figures, sources or both.", "scopes")
    if wanted.days not in LIFETIMES:
        raise BadValue(f"Choose {', '.join(map(str, LIFETIMES[:-1]))} or {LIFETIMES[-1]} days.", "days")
    return name, " ".join(scope for scope in SCOPES if scope in wanted.scopes)


def _account_id(conn: Connection, actor: Actor) -> int:
    mine = select(account.c.account_id).where(account.c.name == actor.name, account.c.disabled_at.is_(None))
    found = conn.execute(mine).scalar()
    if found is None:
        raise NotFound(f"There is no account “{actor.name}”: tokens belong to people.")
    return int(found)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

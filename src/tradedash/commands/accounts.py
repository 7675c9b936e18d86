"""Accounts: who may log in, and in which role. Each change is in the journal; a password never is."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.store.journal import append
from tradedash.store.schema import account, session

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
#: The journal calls the command line `cli`: nobody else may sign so.
_RESERVED = frozenset({"cli", "anonymous"})
#: OWASP's second choice: 19 MiB and about 30 ms for each try.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
#: So many passwords are checked at once that a flood of logins takes neither the memory nor both cores.
_CHECKS = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, without its password."""

    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None


def add_account(conn: Connection, name: str, role: Role, password: str, actor: Actor) -> None:
    """Make an account that can log in at once.

    Raises: Forbidden, BadValue (`name` or `password`), Conflict if the name is taken, also by a disabled account.
    """
    actor.must_be(Role.ADMIN)
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise BadValue("Give a name of at most 40 lower-case letters, digits, dots and hyphens; not “cli”.", "name")
    if conn.execute(select(account.c.name).where(account.c.name == name)).first():
        raise Conflict(f"There is already an account “{name}”; choose another name.")
    after = {"name": name, "role": role}
    append(conn, actor, action="add_account", entity="account", entity_id=name, before=None, after=after)
    row = {**after, "password_hash": hash_password(password, name), "created_at": datetime.now(UTC)}
    conn.execute(insert(account).values(row))


def set_password(conn: Connection, name: str, password: str, actor: Actor) -> None:
    """Give an account a new password and end its sessions.

    Raises: Forbidden, BadValue (`password`), NotFound, Conflict if the account is disabled.
    """
    actor.must_be(Role.ADMIN)
    values = {"password_hash": hash_password(password, name)}
    _change(conn, name, actor, action="set_password", values=values)


def disable_account(conn: Connection, name: str, actor: Actor) -> None:
    """Close an account for good: its sessions end and its name stays taken.

    Raises: Forbidden, NotFound, Conflict if it is disabled already.
    """
    actor.must_be(Role.ADMIN)
    values = {"disabled_at": datetime.now(UTC)}
    _change(conn, name, actor, action="disable_account", values=values)


def list_accounts(conn: Connection) -> list[AccountRow]:
    """Return every account by name, disabled ones included."""
    columns = (account.c.name, account.c.role, account.c.created_at, account.c.disabled_at)
    return [
        AccountRow(row.name, Role(row.role), row.created_at, row.disabled_at)
        for row in conn.execute(select(*columns).order_by(account.c.name))
    ]


def credentials(conn: Connection, name: str) -> tuple[int, str] | None:
    """Return the id and the password hash of an account that may log in, or None."""
    if not _NAME.fullmatch(name):  # a NUL would be an error of PostgreSQL, not a wrong name
        return None
    wanted = select(account.c.account_id, account.c.password_hash).where(
        account.c.name == name, account.c.disabled_at.is_(None)
    )
    row = conn.execute(wanted).first()
    return (row.account_id, row.password_hash) if row else None


def hash_password(password: str, name: str = "") -> str:
    """Return the Argon2id hash of a password.

    Raises: BadValue if it is shorter than 12 or longer than 256 characters, or is the account's name.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadValue(f"Choose a password of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.", "password")
    if name and password.casefold().replace(name, "") == "":
        raise BadValue("Choose a password that is not made of the name.", "password")
    return _HASHER.hash(_normal(password))


def password_matches(password_hash: str | None, password: str) -> bool:
    """Tell whether a password is the right one; without a hash it is not, after the same time."""
    with _CHECKS:
        try:
            _HASHER.verify(password_hash or _nobodys_hash(), _normal(password[: LONGEST_PASSWORD + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("the password of nobody")


def _normal(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _change(conn: Connection, name: str, actor: Actor, *, action: str, values: Mapping[str, object]) -> None:
    row = conn.execute(select(account.c.account_id, account.c.disabled_at).where(account.c.name == name)).first()
    if row is None:
        raise NotFound(f"There is no account “{name[:80]}”.")
    if row.disabled_at is not None:
        raise Conflict(f"The account “{name}” is disabled.")
    append(conn, actor, action=action, entity="account", entity_id=name, before=None, after=None)
    conn.execute(update(account).where(account.c.account_id == row.account_id).values(values))
    conn.execute(delete(session).where(session.c.account_id == row.account_id))

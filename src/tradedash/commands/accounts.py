"""Accounts: who may log in, and in which role. Each change is in the journal; a password never is."""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from threading import BoundedSemaphore
from typing import Any, NotRequired, TypedDict

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, RowMapping, Select, delete, func, insert, select, update

from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.store.journal import append
from tradedash.store.schema import account, session

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
#: Who somebody is at a login provider: its address, a bar, and the name it gives them.
_SUBJECT = re.compile(r"https?://[!-~]{1,300}\|[ -~]{1,255}")
#: The journal calls the command line `cli`: nobody else may sign so.
_RESERVED = frozenset({"cli", "anonymous"})
#: No letter that looks like another one, or like a digit.
_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
#: OWASP's second choice: 19 MiB and about 30 ms for each try.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
#: So many passwords are checked at once that a flood of logins takes neither the memory nor both cores.
_CHECKS = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, without its password. `seen_at` is its last login among the sessions that are still open."""

    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None
    oidc_subject: str | None = None
    sessions: int = 0
    seen_at: datetime | None = None


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
    _change(conn, name, actor, {"action": "set_password"}, values)


def change_own_password(conn: Connection, seen_hash: str, password: str, actor: Actor) -> None:
    """Give the actor's own account a new password and end all its sessions, this one too.

    `seen_hash` is what the old password was checked against. Raises: BadValue (`password`), NotFound, Conflict if the
    account is disabled or its password is another one by now.
    """
    values = {"password_hash": hash_password(password, actor.name)}
    if _open_account(conn, actor.name).password_hash != seen_hash:
        raise Conflict("Your password was changed a moment ago, so nothing was saved. Log in again.")
    _change(conn, actor.name, actor, {"action": "set_password"}, values)


def set_role(conn: Connection, name: str, role: Role, actor: Actor) -> None:
    """Give an account another role and end its sessions.

    Raises: Forbidden, NotFound, Conflict if it is disabled or has that role, or if it would leave no admin.
    """
    actor.must_be(Role.ADMIN)
    stored = _open_account(conn, name)
    if stored.role == role:
        raise Conflict(f"“{name}” is {role} already.")
    if role is not Role.ADMIN:
        _refuse_locking_out(conn, stored, actor)
    change: _Told = {"action": "set_role", "before": {"role": stored.role}, "after": {"role": str(role)}}
    _change(conn, name, actor, change, {"role": str(role)})


def link_subject(conn: Connection, name: str, subject: str | None, actor: Actor) -> None:
    """Let whoever the login provider calls `subject` log in to an account; None takes that back. Its sessions end.

    Raises: Forbidden, BadValue (`subject`), NotFound, Conflict if it is disabled or the subject opens another account.
    """
    actor.must_be(Role.ADMIN)
    if subject is not None and not _SUBJECT.fullmatch(subject):
        raise BadValue("Copy the subject as the login page shows it: an address, a bar | and a name.", "subject")
    stored = _open_account(conn, name)
    if stored.oidc_subject == subject:
        raise Conflict(f"Nothing to change: “{name}” is {'linked so already' if subject else 'not linked'}.")
    taken = conn.execute(select(account.c.name).where(account.c.oidc_subject == subject)).scalar() if subject else None
    if taken:
        raise Conflict(f"This subject opens the account “{taken}”; unlink it there first.")
    before, after = stored.oidc_subject is not None, subject is not None  # the subject itself may be an address
    change: _Told = {"action": "link_subject", "before": {"linked": before}, "after": {"linked": after}}
    _change(conn, name, actor, change, {"oidc_subject": subject})


def disable_account(conn: Connection, name: str, actor: Actor) -> None:
    """Close an account for good: its sessions end and its name stays taken.

    Raises: Forbidden, NotFound, Conflict if it is disabled already, or if that would leave no admin.
    """
    actor.must_be(Role.ADMIN)
    _refuse_locking_out(conn, _open_account(conn, name), actor)
    _change(conn, name, actor, {"action": "disable_account"}, {"disabled_at": datetime.now(UTC)})


def list_accounts(conn: Connection) -> list[AccountRow]:
    """Return every account by name, disabled ones included, with the sessions that are open."""
    return [_account_row(row) for row in conn.execute(_with_sessions().order_by(account.c.name)).mappings()]


def account_row(conn: Connection, name: str) -> AccountRow:
    """Return one account with the sessions that are open. Raises: NotFound."""
    wanted = _with_sessions().where(account.c.name == name)
    row = conn.execute(wanted).mappings().first() if _NAME.fullmatch(name) else None
    if row is None:
        raise NotFound(f"There is no account “{name[:80]}”.")
    return _account_row(row)


def credentials(conn: Connection, name: str) -> tuple[int, str] | None:
    """Return the id and the password hash of an account that may log in, or None."""
    if not _NAME.fullmatch(name):  # a NUL would be an error of PostgreSQL, not a wrong name
        return None
    wanted = select(account.c.account_id, account.c.password_hash).where(
        account.c.name == name, account.c.disabled_at.is_(None)
    )
    row = conn.execute(wanted).first()
    return (row.account_id, row.password_hash) if row else None


def account_with_subject(conn: Connection, subject: str) -> tuple[int, str] | None:
    """Return the id and the name of the account that a login provider's subject opens, or None."""
    wanted = select(account.c.account_id, account.c.name).where(
        account.c.oidc_subject == subject, account.c.disabled_at.is_(None)
    )
    row = conn.execute(wanted).first()
    return (row.account_id, row.name) if row else None


def generated_password() -> str:
    """Return a password that can be read out over the telephone, with 99 bits of chance in it."""
    return "-".join("".join(secrets.choice(_LEGIBLE) for _ in range(5)) for _ in range(4))


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


def _with_sessions() -> Select[Any]:
    open_now = (
        select(session.c.account_id, func.count().label("sessions"), func.max(session.c.created_at).label("seen_at"))
        .where(session.c.expires_at > datetime.now(UTC))
        .group_by(session.c.account_id)
        .subquery()
    )
    columns = (account.c.name, account.c.role, account.c.created_at, account.c.disabled_at, account.c.oidc_subject)
    return select(*columns, func.coalesce(open_now.c.sessions, 0).label("sessions"), open_now.c.seen_at).outerjoin_from(
        account, open_now, account.c.account_id == open_now.c.account_id
    )


def _account_row(row: RowMapping) -> AccountRow:
    return AccountRow(**{**row, "role": Role(row["role"])})


class _Told(TypedDict):
    """What the journal is told of a change to an account."""

    action: str
    before: NotRequired[Mapping[str, object]]
    after: NotRequired[Mapping[str, object]]


def _open_account(conn: Connection, name: str) -> Row[Any]:
    row = conn.execute(select(account).where(account.c.name == name)).first() if _NAME.fullmatch(name) else None
    if row is None:
        raise NotFound(f"There is no account “{name[:80]}”.")
    if row.disabled_at is not None:
        raise Conflict(f"The account “{name}” is disabled.")
    return row


def _refuse_locking_out(conn: Connection, stored: Row[Any], actor: Actor) -> None:
    """Keep somebody who can manage accounts; the command line always can, so it may do as it likes."""
    if actor.channel is Channel.CLI or stored.role != Role.ADMIN:
        return
    if stored.name == actor.name:
        raise Conflict("You cannot take the role of admin from yourself, nor disable yourself: ask another admin.")
    admins = select(func.count()).where(account.c.role == str(Role.ADMIN), account.c.disabled_at.is_(None))
    if conn.execute(admins).scalar_one() < 2:
        raise Conflict(f"“{stored.name}” is the last admin: make another one first.")


def _change(conn: Connection, name: str, actor: Actor, told: _Told, values: Mapping[str, object]) -> None:
    """Change an account, end its sessions, tell the journal."""
    stored = _open_account(conn, name)
    before, after = told.get("before"), told.get("after")
    append(conn, actor, action=told["action"], entity="account", entity_id=name, before=before, after=after)
    conn.execute(update(account).where(account.c.account_id == stored.account_id).values(values))
    conn.execute(delete(session).where(session.c.account_id == stored.account_id))

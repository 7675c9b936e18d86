"""Accounts are made, changed and closed by an admin; the journal tells of it without the password."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from tradedash.commands.accounts import (
    account_row,
    account_with_subject,
    add_account,
    change_own_password,
    credentials,
    disable_account,
    link_subject,
    list_accounts,
    password_matches,
    set_password,
    set_role,
)
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.store import schema

PASSWORD = "a long enough password"
ANA = Actor("ana", Role.ANALYST, Channel.FORM)
ABE = Actor("abe", Role.ADMIN, Channel.FORM)
SUBJECT = "https://id.example|17"
#: Each change that ends the sessions of the account it is about.
CHANGES = {
    set_password: ("ana", PASSWORD, CLI),
    disable_account: ("ana", CLI),
    set_role: ("ana", Role.REVIEWER, CLI),
    link_subject: ("ana", SUBJECT, CLI),
}


@pytest.fixture
def conn(store):
    with store.write() as conn:
        yield conn


@pytest.fixture
def ana(conn):
    add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)


def journal(conn):
    columns = (schema.journal.c.actor, schema.journal.c.action, schema.journal.c.entity_id, schema.journal.c.after)
    return [tuple(row) for row in conn.execute(select(*columns).order_by(schema.journal.c.seq))]


@pytest.fixture
def abe(conn):
    add_account(conn, "abe", Role.ADMIN, PASSWORD, CLI)


START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def log_in(conn, *names):
    for name in names:
        row = {"token_hash": name[1] * 64, "account_id": credentials(conn, name)[0], "csrf_token": "x"}
        later = datetime.now(UTC) + timedelta(hours=1)
        conn.execute(insert(schema.session).values(row | {"created_at": START, "expires_at": later}))


def sessions(conn):
    return conn.execute(select(schema.session.c.token_hash)).scalars().all()


def matches(conn, name, password):
    found = credentials(conn, name)
    return password_matches(found[1] if found else None, password)


def test_a_new_account_knows_its_password_and_no_other(conn, ana):
    assert matches(conn, "ana", PASSWORD)
    assert not matches(conn, "ana", PASSWORD + " ")
    assert not matches(conn, "eve", PASSWORD)


def test_the_same_password_typed_on_another_keyboard_matches(conn):
    add_account(conn, "zoe", Role.ANALYST, "caf\u00e9 caf\u00e9 caf\u00e9", CLI)
    assert matches(conn, "zoe", "cafe\u0301 cafe\u0301 cafe\u0301")


def test_the_journal_names_the_account_and_no_password(conn, ana):
    set_password(conn, "ana", "another long password", CLI)
    disable_account(conn, "ana", CLI)
    assert journal(conn) == [
        ("cli", "add_account", "ana", '{"name":"ana","role":"analyst"}'),
        ("cli", "set_password", "ana", None),
        ("cli", "disable_account", "ana", None),
    ]


def test_the_hash_is_argon2id(conn, ana):
    assert credentials(conn, "ana")[1].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_accounts_are_listed_by_name_with_the_day_they_were_closed(conn, ana):
    add_account(conn, "abe", Role.ADMIN, PASSWORD, CLI)
    disable_account(conn, "ana", CLI)
    listed = [(row.name, row.role, row.disabled_at is not None) for row in list_accounts(conn)]
    assert listed == [("abe", Role.ADMIN, False), ("ana", Role.ANALYST, True)]


def test_a_disabled_account_has_no_credentials_and_cannot_be_changed(conn, ana):
    disable_account(conn, "ana", CLI)
    assert credentials(conn, "ana") is None
    with pytest.raises(Conflict, match="The account “ana” is disabled"):
        set_password(conn, "ana", PASSWORD, CLI)
    with pytest.raises(Conflict, match="The account “ana” is disabled"):
        disable_account(conn, "ana", CLI)


def test_a_name_is_given_once_even_after_it_is_disabled(conn, ana):
    disable_account(conn, "ana", CLI)
    with pytest.raises(Conflict, match="There is already an account “ana”"):
        add_account(conn, "ana", Role.ADMIN, PASSWORD, CLI)


@pytest.mark.parametrize("change", [set_password, disable_account])
def test_an_account_that_is_not_there_is_named(conn, change):
    arguments = ("eve", PASSWORD, CLI) if change is set_password else ("eve", CLI)
    with pytest.raises(NotFound, match="There is no account “eve”"):
        change(conn, *arguments)


@pytest.mark.parametrize("name", ["", "Ana", "a b", "cli", "anonymous", "-a", "a" * 41, "a\0", "анна", "a/b", "<b>"])
def test_a_name_that_cannot_be_signed_with_is_refused(conn, name):
    with pytest.raises(BadValue, match="Give a name of at most 40") as refused:
        add_account(conn, name, Role.ANALYST, PASSWORD, CLI)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "12 to 256 characters"),
        ("x" * 11, "12 to 256 characters"),
        ("x" * 257, "12 to 256 characters"),
        ("anaAnaanaana", "not made of the name"),
    ],
)
def test_a_poor_password_is_refused(conn, password, reason):
    with pytest.raises(BadValue, match=reason) as refused:
        add_account(conn, "ana", Role.ANALYST, password, CLI)
    assert refused.value.field == "password"


def test_only_an_admin_changes_accounts(conn, ana):
    for change, arguments in (
        (add_account, ("eve", Role.ADMIN, PASSWORD, ANA)),
        (set_password, ("ana", PASSWORD, ANA)),
        (disable_account, ("ana", ANA)),
        (set_role, ("ana", Role.ADMIN, ANA)),
        (link_subject, ("ana", SUBJECT, ANA)),
    ):
        with pytest.raises(Forbidden, match="This needs the role admin; you have analyst"):
            change(conn, *arguments)
    assert len(journal(conn)) == 1


@pytest.mark.parametrize("change", CHANGES)
def test_the_sessions_of_a_changed_account_end_and_those_of_others_go_on(conn, ana, abe, change):
    log_in(conn, "ana", "abe")
    change(conn, *CHANGES[change])
    assert sessions(conn) == ["b" * 64]


def test_a_new_password_of_ones_own_ends_every_session_of_ones_own(conn, ana, abe):
    log_in(conn, "ana", "abe")
    change_own_password(conn, credentials(conn, "ana")[1], "another long password", ANA)
    assert sessions(conn) == ["b" * 64]
    assert matches(conn, "ana", "another long password")
    assert journal(conn)[-1] == ("ana", "set_password", "ana", None)


def test_a_password_that_was_changed_meanwhile_is_not_changed_again(conn, ana):
    seen = credentials(conn, "ana")[1]
    set_password(conn, "ana", "another long password", CLI)
    with pytest.raises(Conflict, match="Your password was changed a moment ago"):
        change_own_password(conn, seen, "a third long password", ANA)
    assert matches(conn, "ana", "another long password")


def test_a_new_role_is_told_with_the_old_one(conn, ana):
    set_role(conn, "ana", Role.ADMIN, CLI)
    last = conn.execute(select(schema.journal).order_by(schema.journal.c.seq.desc())).first()
    assert (last.action, last.before, last.after) == ("set_role", '{"role":"analyst"}', '{"role":"admin"}')
    assert account_row(conn, "ana").role is Role.ADMIN


def test_a_role_that_one_has_is_no_change(conn, ana):
    with pytest.raises(Conflict, match="“ana” is analyst already"):
        set_role(conn, "ana", Role.ANALYST, CLI)


@pytest.mark.parametrize(
    "lock_out",
    [lambda conn, name: disable_account(conn, name, ABE), lambda conn, name: set_role(conn, name, Role.ANALYST, ABE)],
)
def test_an_admin_cannot_take_the_keys_from_themselves_nor_from_the_last_admin(conn, abe, lock_out):
    with pytest.raises(Conflict, match="You cannot take the role of admin from yourself"):
        lock_out(conn, "abe")
    add_account(conn, "olga", Role.ADMIN, PASSWORD, CLI)
    disable_account(conn, "abe", CLI)  # by somebody else, while abe's request is on its way
    with pytest.raises(Conflict, match="“olga” is the last admin: make another one first"):
        lock_out(conn, "olga")


def test_an_admin_may_demote_and_disable_other_admins(conn, abe):
    for name in ("olga", "rita"):
        add_account(conn, name, Role.ADMIN, PASSWORD, CLI)
    set_role(conn, "olga", Role.REVIEWER, ABE)
    disable_account(conn, "rita", ABE)
    assert [(row.name, row.role) for row in list_accounts(conn) if not row.disabled_at] == [
        ("abe", Role.ADMIN),
        ("olga", Role.REVIEWER),
    ]


def test_a_subject_opens_one_account_until_it_is_unlinked(conn, ana, abe):
    link_subject(conn, "ana", SUBJECT, CLI)
    assert account_with_subject(conn, SUBJECT)[1] == "ana"
    with pytest.raises(Conflict, match="This subject opens the account “ana”; unlink it there first"):
        link_subject(conn, "abe", SUBJECT, CLI)
    link_subject(conn, "ana", None, CLI)
    assert account_with_subject(conn, SUBJECT) is None
    link_subject(conn, "abe", SUBJECT, CLI)
    disable_account(conn, "abe", CLI)
    assert account_with_subject(conn, SUBJECT) is None


def test_the_journal_tells_of_a_link_without_the_subject(conn, ana):
    link_subject(conn, "ana", SUBJECT, CLI)
    assert journal(conn)[-1] == ("cli", "link_subject", "ana", '{"linked":true}')


@pytest.mark.parametrize(
    "subject", ["", "17", "https://id.example|", "|17", "ftp://id.example|17", f"{SUBJECT}\n", "a|b"]
)
def test_a_subject_that_no_provider_gives_is_refused(conn, ana, subject):
    with pytest.raises(BadValue, match="Copy the subject as the login page shows it"):
        link_subject(conn, "ana", subject, CLI)


def test_the_list_tells_who_is_logged_in_and_since_when(conn, ana, abe):
    log_in(conn, "ana", "abe")
    conn.execute(update(schema.session).where(schema.session.c.token_hash == "b" * 64).values(expires_at=START))
    listed = {row.name: (row.sessions, row.seen_at) for row in list_accounts(conn)}
    assert listed == {"abe": (0, None), "ana": (1, START)}


def test_a_store_that_holds_no_hash_lets_nobody_in():
    assert not password_matches("not a hash", PASSWORD)
    assert not password_matches(None, "the password of nobody")

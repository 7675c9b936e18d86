"""Accounts are made, changed and closed by an admin; the journal tells of it without the password."""

import pytest
from sqlalchemy import insert, select

from tradedash.commands.accounts import (
    add_account,
    credentials,
    disable_account,
    list_accounts,
    password_matches,
    set_password,
)
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.store import schema

PASSWORD = "a long enough password"
ANA = Actor("ana", Role.ANALYST, Channel.FORM)


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
    ):
        with pytest.raises(Forbidden, match="This needs the role admin; you have analyst"):
            change(conn, *arguments)
    assert len(journal(conn)) == 1


@pytest.mark.parametrize("change", [set_password, disable_account])
def test_the_sessions_of_a_changed_account_end_and_those_of_others_go_on(conn, ana, change):
    add_account(conn, "abe", Role.ADMIN, PASSWORD, CLI)
    now = list_accounts(conn)[0].created_at
    for name in ("ana", "abe"):
        row = {"token_hash": name[1] * 64, "account_id": credentials(conn, name)[0], "csrf_token": "x"}
        conn.execute(insert(schema.session).values(row | {"created_at": now, "expires_at": now}))
    change(conn, *(("ana", PASSWORD, CLI) if change is set_password else ("ana", CLI)))
    assert conn.execute(select(schema.session.c.token_hash)).scalars().all() == ["b" * 64]


def test_a_store_that_holds_no_hash_lets_nobody_in():
    assert not password_matches("not a hash", PASSWORD)
    assert not password_matches(None, "the password of nobody")

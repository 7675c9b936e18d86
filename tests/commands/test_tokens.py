"""Personal tokens: shown once, known by their hash, and worth nothing once they are expired, revoked or disabled."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, update

from tradedash.commands.accounts import add_account, disable_account, set_role
from tradedash.commands.tokens import (
    MOST,
    NewToken,
    list_tokens,
    make_token,
    note_use,
    revoke_token,
    token_account,
)
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.store.audit import verify
from tradedash.store.schema import api_token, journal

ANA = Actor("ana", Role.ANALYST, Channel.FORM)
BEN = Actor("ben", Role.ANALYST, Channel.FORM)


@pytest.fixture
def conn(store):
    with store.write() as conn:
        for name in ("ana", "ben"):
            add_account(conn, name, Role.ANALYST, "a long enough password", CLI)
        yield conn


def wanted(name="weekly import", scopes=("figures",), days=30):
    return NewToken(name=name, scopes=scopes, days=days)


def age(conn, **values):
    conn.execute(update(api_token).values(**values))


def last_used(conn):
    return list_tokens(conn, "ana")[0].last_used_at


def test_a_token_acts_for_its_owner_through_the_api_within_its_scopes(conn):
    token = make_token(conn, wanted(scopes=("figures",)), ANA)
    assert token_account(conn, token, "figures") == Actor("ana", Role.ANALYST, Channel.API)
    assert token_account(conn, token, "sources") is None
    assert token_account(conn, token, "accounts") is None


def test_a_token_may_have_both_scopes(conn):
    token = make_token(conn, wanted(scopes=("sources", "figures")), ANA)
    assert [bool(token_account(conn, token, scope)) for scope in ("figures", "sources")] == [True, True]


def test_the_store_and_the_journal_hold_no_token(conn):
    token = make_token(conn, wanted(), ANA)
    assert token.startswith("tdt_")
    assert len(token) == 47
    stored = conn.execute(select(api_token)).one()
    assert stored.token_hash == sha256(token.encode()).hexdigest()
    rows = conn.execute(select(journal)).all()
    assert not [row for row in (stored, *rows) if token in str(row) or token[4:] in str(row)]


def test_the_journal_tells_who_made_and_revoked_which_token(conn):
    token = make_token(conn, wanted(), ANA)
    token_id = sha256(token.encode()).hexdigest()[:16]
    revoke_token(conn, token_id, ANA)
    columns = (journal.c.actor, journal.c.channel, journal.c.action, journal.c.entity_id)
    told = conn.execute(select(*columns).where(journal.c.entity == "api_token").order_by(journal.c.seq)).all()
    assert [tuple(row) for row in told] == [
        ("ana", "form", "make_token", token_id),
        ("ana", "form", "revoke_token", token_id),
    ]
    assert verify(conn) == []


@pytest.mark.parametrize("token", ["", "tdt_", "tdt_" + "x" * 43, "x" * 47, "tdt_\0", "tdt_\ud800", "tdt_я"])
def test_a_token_that_was_made_up_opens_nothing(conn, token):
    make_token(conn, wanted(), ANA)
    assert token_account(conn, token, "figures") is None


def test_an_expired_token_opens_nothing(conn):
    token = make_token(conn, wanted(days=7), ANA)
    age(conn, expires_at=datetime.now(UTC))
    assert token_account(conn, token, "figures") is None


def test_a_token_is_good_for_the_days_that_were_asked_for(conn):
    make_token(conn, wanted(days=7), ANA)
    row = list_tokens(conn, "ana")[0]
    assert row.expires_at - row.created_at == timedelta(days=7)


def test_a_revoked_token_opens_nothing_and_stays_in_the_list(conn):
    token = make_token(conn, wanted(), ANA)
    revoke_token(conn, list_tokens(conn, "ana")[0].token_id, ANA)
    assert token_account(conn, token, "figures") is None
    assert [row.revoked_at is not None for row in list_tokens(conn, "ana")] == [True]


def test_a_disabled_account_has_no_good_token(conn):
    token = make_token(conn, wanted(), ANA)
    disable_account(conn, "ana", CLI)
    assert token_account(conn, token, "figures") is None


def test_a_token_has_the_role_that_its_owner_has_today(conn):
    token = make_token(conn, wanted(), ANA)
    set_role(conn, "ana", Role.REVIEWER, CLI)
    assert token_account(conn, token, "figures").role is Role.REVIEWER


def test_somebody_elses_token_is_neither_listed_nor_revoked(conn):
    token = make_token(conn, wanted(), ANA)
    assert list_tokens(conn, "ben") == []
    with pytest.raises(NotFound, match="You have no such token"):
        revoke_token(conn, list_tokens(conn, "ana")[0].token_id, BEN)
    assert token_account(conn, token, "figures") is not None


def test_two_people_may_use_one_name_and_one_person_may_not(conn):
    make_token(conn, wanted(), ANA)
    make_token(conn, wanted(), BEN)
    with pytest.raises(Conflict, match="You have had a token “weekly import” already"):
        make_token(conn, wanted(), ANA)


def test_a_token_is_revoked_once(conn):
    make_token(conn, wanted(), ANA)
    token_id = list_tokens(conn, "ana")[0].token_id
    revoke_token(conn, token_id, ANA)
    with pytest.raises(Conflict, match="The token “weekly import” is revoked already"):
        revoke_token(conn, token_id, ANA)


def test_a_person_has_so_many_good_tokens_and_no_more(conn):
    for number in range(MOST):
        make_token(conn, wanted(name=f"number {number}"), ANA)
    with pytest.raises(Conflict, match="You have 20 tokens; revoke one"):
        make_token(conn, wanted(), ANA)
    revoke_token(conn, list_tokens(conn, "ana")[0].token_id, ANA)
    assert make_token(conn, wanted(), ANA)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (wanted(name=" "), "name"),
        (wanted(name="x" * 61), "name"),
        (wanted(name="a\u202eb"), "name"),
        (wanted(scopes=()), "scopes"),
        (wanted(scopes=("figures", "accounts")), "scopes"),
        (wanted(days=8), "days"),
        (wanted(days=36500), "days"),
    ],
)
def test_a_token_that_cannot_be_had_is_refused(conn, asked, field):
    with pytest.raises(BadValue) as refused:
        make_token(conn, asked, ANA)
    assert refused.value.field == field
    assert list_tokens(conn, "ana") == []


def test_the_command_line_has_no_tokens_of_its_own(conn):
    with pytest.raises(NotFound, match="There is no account “cli”"):
        make_token(conn, wanted(), CLI)


def test_reading_with_a_token_writes_nothing(store):
    with store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, "a long enough password", CLI)
        token = make_token(conn, wanted(), ANA)
    with store.read() as conn:
        assert token_account(conn, token, "figures") is not None
        assert last_used(conn) is None


def test_the_last_use_is_kept_to_the_hour(conn):
    token = make_token(conn, wanted(), ANA)
    note_use(conn, token)
    first = last_used(conn)
    note_use(conn, token)
    assert last_used(conn) == first
    age(conn, last_used_at=first - timedelta(minutes=59))
    note_use(conn, token)
    assert last_used(conn) == first - timedelta(minutes=59)
    age(conn, last_used_at=first - timedelta(minutes=61))
    note_use(conn, token)
    assert last_used(conn) >= first

"""`/account/tokens`: a token is shown once, listed by name, and revoked by its owner only."""

import re

from tests.fixtures.people import advice, words

from tradedash.commands.tokens import list_tokens, token_account
from tradedash.domain.actor import Actor, Channel, Role

PATH = "/account/tokens"
GOOD = {"do": "make", "name": "weekly import", "scopes": ["figures", "sources"], "days": "30"}


def shown(answer):
    return re.findall(r"tdt_[\w-]{43}", answer.text)


def token_id(store, name="analyst"):
    with store.read() as conn:
        return list_tokens(conn, name)[0].token_id


def test_without_a_token_the_page_says_so(come):
    assert "You have no token." in words(come("analyst").open(PATH))


def test_a_token_is_shown_once_and_works(come, staffed_store):
    ana = come("analyst")
    answer = ana.send(PATH, **GOOD)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    [token] = shown(answer)
    assert shown(ana.open(PATH)) == []
    with staffed_store.read() as conn:
        assert token_account(conn, token, "sources") == Actor("analyst", Role.ANALYST, Channel.API)


def test_the_list_tells_what_a_token_may_and_until_when(come):
    ana = come("analyst")
    ana.send(PATH, **GOOD)
    said = words(ana.open(PATH))
    assert re.search(r"weekly import add figures and add sources .* not yet good until \d+ \w{3} 20\d\d Revoke", said)


def test_a_revoked_token_stays_in_the_list_and_opens_nothing(come, staffed_store):
    ana = come("analyst")
    [token] = shown(ana.send(PATH, **GOOD))
    answer = ana.send(PATH, do="revoke", token=token_id(staffed_store))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/tokens?revoked=1")
    said = words(ana.open("/account/tokens?revoked=1"))
    assert "The token is revoked: it opens nothing from now on." in said
    assert re.search(r"weekly import .* not yet revoked \d+", said)
    with staffed_store.read() as conn:
        assert token_account(conn, token, "figures") is None


def test_nobody_revokes_or_sees_the_token_of_somebody_else(come, staffed_store):
    [token] = shown(come("analyst").send(PATH, **GOOD))
    admin = come("admin")
    assert "weekly import" not in words(admin.open(PATH))[: words(admin.open(PATH)).index("Make one")]
    answer = admin.send(PATH, do="revoke", token=token_id(staffed_store))
    assert answer.status_code == 404
    assert "You have no such token." in words(answer)
    with staffed_store.read() as conn:
        assert token_account(conn, token, "figures") is not None


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(come):
    answer = come("analyst").send(PATH, do="make", name="weekly <b>", days="5")
    assert answer.status_code == 422
    assert advice(answer) == {"scopes": "Tick what the token may send.", "days": "Choose how long the token is good."}
    assert 'value="weekly &lt;b&gt;"' in answer.text


def test_a_name_is_used_once(come):
    ana = come("analyst")
    ana.send(PATH, **GOOD)
    answer = ana.send(PATH, **GOOD)
    assert answer.status_code == 409
    assert "You have had a token “weekly import” already; choose another name." in words(answer)

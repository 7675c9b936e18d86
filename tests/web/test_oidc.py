"""Logging in by a provider, against a real one over HTTP: who is let in, and every way in which it must not work."""

import base64
import json
import re
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import select

from tradedash.commands.accounts import disable_account, link_subject
from tradedash.domain.actor import CLI
from tradedash.domain.errors import BadValue
from tradedash.settings import Settings
from tradedash.store.schema import session
from tradedash.web import startup

from .conftest import Browser, save_body

SESSION = "tradedash_session"
AGAIN = "This login was begun elsewhere or too long ago. Log in again."
NOT_PROVED = "What the login provider sent does not prove who you are. Log in again."


@pytest.fixture
def site(make_site, oidc, accounts):
    return make_site(**oidc.settings()).server


@pytest.fixture
def visitor(site):
    return Browser(site.test_client())


@pytest.fixture
def linked(sqlite_store, oidc, accounts):
    """Let the provider's user in as ana."""
    with sqlite_store.write() as conn:
        link_subject(conn, "ana", f"{oidc.url}|user-17", CLI)


def back_from(oidc, visitor, path="/login/oidc"):
    """Go to the provider and return the path to which it sends the browser back."""
    begun = visitor.get(path)
    assert begun.status_code == 303, begun.text
    sent = httpx.get(begun.headers["Location"])
    back = urlsplit(sent.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == "http://127.0.0.1:8050/login/oidc/callback"
    return f"{back.path}?{back.query}"


def log_in(oidc, visitor, path="/login/oidc"):
    return visitor.get(back_from(oidc, visitor, path))


def refused(answer, sentence, status=403):
    assert answer.status_code == status
    assert sentence in answer.text
    return SESSION not in " ".join(answer.headers.getlist("Set-Cookie"))


def test_somebody_whom_an_admin_has_linked_is_let_in(oidc, visitor, linked):
    answer = log_in(oidc, visitor)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert visitor.call(save_body()).json["response"] == {"saved": {"children": "saved by ana"}}


def test_the_login_leads_on_to_where_one_wanted_to_go_and_nowhere_else(oidc, visitor, linked):
    assert log_in(oidc, visitor, "/login/oidc?next=/data%3Fpair%3DRU-KG").headers["Location"] == "/data?pair=RU-KG"
    assert log_in(oidc, visitor, "/login/oidc?next=//evil.example").headers["Location"] == "/"


def test_the_provider_is_asked_with_pkce_a_state_and_a_nonce_and_for_no_more_than_who_it_is(visitor, oidc):
    asked = parse_qs(urlsplit(visitor.get("/login/oidc").headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]
    assert [len(asked[name][0]) for name in ("state", "nonce", "code_challenge")] == [43, 43, 43]


def test_the_ticket_is_kept_from_scripts_and_from_other_addresses_and_used_up(visitor, oidc, linked):
    ticket = visitor.get("/login/oidc").headers["Set-Cookie"]
    assert "Max-Age=600; HttpOnly; Path=/login/oidc; SameSite=Lax" in ticket
    answer = log_in(oidc, visitor)
    assert any("tradedash_oidc=;" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


def test_somebody_unknown_is_told_what_to_hand_to_an_admin(oidc, visitor):
    oidc.sub = "nobody<b>"
    answer = log_in(oidc, visitor)
    assert refused(answer, "no account here is linked to you yet")
    assert f"{oidc.url}|nobody&lt;b&gt;" in answer.text


def test_a_disabled_account_stays_closed(oidc, visitor, linked, sqlite_store):
    with sqlite_store.write() as conn:
        disable_account(conn, "ana", CLI)
    assert refused(log_in(oidc, visitor), "no account here is linked to you yet")


def test_a_subject_is_known_by_its_provider_too(oidc, visitor, sqlite_store):
    with sqlite_store.write() as conn:
        link_subject(conn, "ana", "https://other.example|user-17", CLI)
    assert refused(log_in(oidc, visitor), "no account here is linked to you yet")


def test_each_login_makes_a_new_session_and_ends_the_one_it_came_with(oidc, visitor, linked, sqlite_store):
    log_in(oidc, visitor)
    first = visitor.cookie(SESSION)
    log_in(oidc, visitor)
    assert visitor.cookie(SESSION) not in (None, first)
    with sqlite_store.read() as conn:
        assert len(conn.execute(select(session)).all()) == 1


WRONG_CLAIMS = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "for another client": {"aud": "another client"},
    "for several, to another": {"aud": ["tradedash at test", "another"], "azp": "another"},
    "for nobody": {"aud": None},
    "from another provider": {"iss": "https://other.example"},
    "expired": {"exp": int(time.time()) - 120},
    "without an end": {"exp": None},
    "not good yet": {"nbf": int(time.time()) + 90_000},
    "without a subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is no text": {"sub": 17},
}


@pytest.mark.parametrize("claims", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_that_says_something_else_is_refused(oidc, visitor, linked, claims):
    oidc.claims = claims
    assert refused(log_in(oidc, visitor), NOT_PROVED)


def unsigned(claims):
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


def signed_with_the_secret(claims):
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("the client's own secret"), algorithms=["HS256"])


@pytest.mark.parametrize("forge", [unsigned, signed_with_the_secret, lambda _: "a.b.c", lambda _: ""])
def test_a_token_without_a_signature_of_the_provider_is_refused(oidc, visitor, linked, forge):
    oidc.forge = forge
    assert refused(log_in(oidc, visitor), NOT_PROVED)


def test_a_token_signed_with_somebody_elses_key_is_refused(oidc, visitor, linked, make_key):
    oidc.signs_with = make_key("one")
    assert refused(log_in(oidc, visitor), NOT_PROVED)


def test_a_provider_may_change_its_keys(oidc, visitor, linked, make_key):
    assert log_in(oidc, visitor).status_code == 303
    oidc.keys = [make_key("two")]
    assert log_in(oidc, visitor).status_code == 303


def test_what_the_provider_says_of_itself_is_asked_for_once(oidc, visitor, linked):
    for _ in range(3):
        log_in(oidc, visitor)
    assert oidc.paths.count("/.well-known/openid-configuration") == 1
    assert oidc.paths.count("/keys") == 1


def test_another_state_is_refused(oidc, visitor, linked):
    path = re.sub(r"state=[^&]+", "state=another", back_from(oidc, visitor))
    assert refused(visitor.get(path), AGAIN)


def test_no_state_is_refused(oidc, visitor, linked):
    assert refused(visitor.get(re.sub(r"&state=[^&]+", "", back_from(oidc, visitor))), AGAIN)


def test_a_link_from_somebody_elses_login_logs_nobody_in(oidc, site, visitor, linked):
    attacker = Browser(site.test_client())
    assert refused(visitor.get(back_from(oidc, attacker)), AGAIN)


def test_a_ticket_that_was_not_made_here_is_refused(oidc, visitor, linked):
    path = back_from(oidc, visitor)
    visitor.client.set_cookie("tradedash_oidc", "eyJzdGF0ZSI6ICJ4In0.aaaa.bbbb", path="/login/oidc")
    assert refused(visitor.get(path), AGAIN)


def test_a_code_works_once(oidc, visitor, linked):
    path = back_from(oidc, visitor)
    ticket = visitor.client.get_cookie("tradedash_oidc", path="/login/oidc")
    assert visitor.get(path).status_code == 303
    visitor.client.set_cookie("tradedash_oidc", ticket.value, path="/login/oidc")
    assert refused(visitor.get(path), NOT_PROVED)


def test_a_code_that_was_made_up_is_refused(oidc, visitor, linked):
    assert refused(visitor.get(re.sub(r"code=[^&]+", "code=made-up", back_from(oidc, visitor))), NOT_PROVED)


def test_an_answer_of_another_provider_is_refused(oidc, visitor, linked):
    assert refused(visitor.get(back_from(oidc, visitor) + "&iss=https://other.example"), AGAIN)


def test_who_is_turned_away_by_the_provider_is_told_so(oidc, visitor):
    state = re.search(r"state=[^&]+", back_from(oidc, visitor))[0]
    answer = visitor.get(f"/login/oidc/callback?error=access_denied&{state}")
    assert refused(answer, "The login provider let nobody in (access_denied). Log in again.")


def test_a_provider_that_is_down_is_said_in_a_sentence(oidc, visitor):
    oidc.down = True
    assert refused(visitor.get("/login/oidc"), "The login provider does not answer. Try again in a minute.", 502)


def test_a_provider_that_calls_itself_otherwise_is_not_trusted(oidc, make_site):
    settings = {**oidc.settings(), "oidc_issuer": oidc.url.replace("127.0.0.1", "localhost")}
    visitor = Browser(make_site(**settings).server.test_client())
    assert refused(visitor.get("/login/oidc"), "calls itself otherwise than TRADEDASH_OIDC_ISSUER", 502)


def test_the_login_page_offers_the_provider_and_keeps_where_one_wanted_to_go(visitor, oidc):
    assert '<a href="/login/oidc">Log in with 127.0.0.1</a>' in visitor.get("/login").text
    assert 'href="/login/oidc?next=/enter"' in visitor.get("/login?next=/enter").text


def test_without_the_settings_nothing_of_it_shows(anonymous):
    assert "oidc" not in anonymous.get("/login").text
    assert anonymous.get("/login/oidc").status_code == 404
    assert anonymous.get("/login/oidc/callback?code=x&state=y").status_code == 404


@pytest.mark.parametrize("missing", ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"])
def test_the_three_settings_belong_together(missing):
    given = {"ISSUER": "https://id.example", "CLIENT_ID": "tradedash", "CLIENT_SECRET": "x"}
    environment = {f"TRADEDASH_OIDC_{name}": value for name, value in given.items() if name != missing}
    with pytest.raises(BadValue, match=f"needs TRADEDASH_OIDC_{missing} too: set all three or none"):
        Settings.load(environment)


def test_a_provider_is_reached_by_https_only():
    given = {"ISSUER": "http://id.example", "CLIENT_ID": "tradedash", "CLIENT_SECRET": "x"}
    with pytest.raises(BadValue, match="TRADEDASH_OIDC_ISSUER must be an https:// address"):
        Settings.load({f"TRADEDASH_OIDC_{name}": value for name, value in given.items()})


def test_the_settings_without_the_extra_are_refused_with_what_to_do(monkeypatch, oidc, sqlite_url):
    monkeypatch.setattr(startup, "find_spec", lambda name: None)
    settings = Settings.model_validate({"database_url": sqlite_url, **oidc.settings()})
    with pytest.raises(BadValue, match=r"needs the extra: pip install tradedash\[oidc\]"):
        startup.prepare(settings, {})


def test_the_clients_secret_is_never_printed(oidc):
    settings = Settings.model_validate(oidc.settings())
    assert "the client's own secret" not in f"{settings!r}{settings.oidc!r}"

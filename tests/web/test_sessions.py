"""Sessions: what the cookie is worth, when it ends, and what a request needs besides it."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event, select, update

from tradedash.commands.accounts import add_account, disable_account, set_password
from tradedash.domain.actor import CLI, Role
from tradedash.store.schema import session
from tradedash.web.server import build
from tradedash.web.site import Site

from .conftest import PASSWORD, SECRET, Browser, add_stand_ins, masthead, save_body, settings_for, view_body

SESSION = "tradedash_session"


def cookies(answer) -> dict[str, str]:
    return {line.split("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def test_login_sets_a_session_that_no_script_can_read_and_a_token_that_dash_can(browse, accounts):
    set_cookies = cookies(browse().log_in("ana"))
    assert "HttpOnly; Path=/; SameSite=Lax" in set_cookies[SESSION]
    assert "Max-Age=43200" in set_cookies[SESSION]
    assert "HttpOnly" not in set_cookies["_csrf_token"]


def test_cookies_are_for_https_unless_the_site_is_plain_http_on_this_machine(make_site, accounts):
    def secure(base_url):
        browser = Browser(make_site(base_url=base_url).server.test_client())
        return "Secure" in cookies(browser.get("/login", base_url="https://localhost"))["tradedash_login"]

    assert [secure(url) for url in ("https://a.example", "http://a.example", "http://127.0.0.1:8050")] == [
        True,
        True,
        False,
    ]


def test_the_store_holds_only_the_hash_of_the_token(ana, sqlite_store):
    token = ana.cookie(SESSION)
    with sqlite_store.read() as conn:
        stored = conn.execute(select(session.c.token_hash)).scalars().all()
    assert stored == [sha256(token.encode()).hexdigest()]


def test_each_login_makes_a_new_session_and_ends_the_one_it_came_with(ana, sqlite_store):
    first = ana.cookie(SESSION)
    ana.client.delete_cookie("tradedash_login", path="/login")
    token = ana.cookie("_csrf_token")
    ana.client.post("/logout", data={"csrf_token": token})
    ana.log_in("ana")
    assert ana.cookie(SESSION) not in {None, first}
    with sqlite_store.read() as conn:
        assert len(conn.execute(select(session)).all()) == 1


def test_a_session_that_is_planted_is_not_taken_over(browse, accounts):
    victim = browse()
    victim.client.set_cookie(SESSION, "planted")
    victim.log_in("ana")
    assert victim.cookie(SESSION) != "planted"


def copied(browse, browser):
    thief = browse()
    for name in (SESSION, "_csrf_token"):
        thief.client.set_cookie(name, browser.cookie(name))
    return thief


def test_a_copied_cookie_works_until_its_owner_logs_out(browse, ana):
    thief = copied(browse, ana)
    assert thief.call(save_body("one", 1)).status_code == 200
    answer = ana.client.post("/logout", data={"csrf_token": ana.cookie("_csrf_token")})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert ana.cookie(SESSION) is None
    assert thief.call(save_body("two", 2)).status_code == 403


def test_a_new_password_ends_every_session(browse, ana, sqlite_store):
    with sqlite_store.write() as conn:
        set_password(conn, "ana", "another long password", CLI)
    assert ana.call(save_body()).status_code == 403
    assert browse().log_in("ana").status_code == 401
    assert browse().log_in("ana", "another long password").status_code == 303


def test_a_disabled_account_is_out_at_once_and_stays_out(browse, ana, sqlite_store):
    with sqlite_store.write() as conn:
        disable_account(conn, "ana", CLI)
    assert ana.call(save_body()).status_code == 403
    assert browse().log_in("ana").status_code == 401


def test_a_session_ends_after_twelve_hours(ana, sqlite_store):
    with sqlite_store.write() as conn:
        conn.execute(update(session).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert ana.call(save_body()).status_code == 403


def test_the_next_login_sweeps_out_what_has_expired(browse, ana, sqlite_store):
    with sqlite_store.write() as conn:
        conn.execute(update(session).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    browse().log_in("rita")
    with sqlite_store.read() as conn:
        assert len(conn.execute(select(session)).all()) == 1


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000, "\u044f"])
def test_a_write_with_another_token_is_refused(ana, token):
    answer = ana.call(save_body(), **{"X-CSRFToken": token.encode().decode("latin1")})
    assert answer.status_code == 403


def test_a_write_without_the_token_is_refused(ana):
    assert ana.client.post("/_dash-update-component", json=save_body()).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
    ],
    ids=str,
)
def test_a_write_from_another_site_is_refused(ana, headers):
    assert ana.call(save_body(), **headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}], ids=str)
def test_a_write_from_this_site_passes(ana, headers):
    assert ana.call(save_body(), **headers).status_code == 200


def test_a_form_needs_the_token_in_its_hidden_field(ana):
    assert ana.client.post("/form", data={"value": "1"}).status_code == 403
    assert ana.client.post("/form", data={"csrf_token": "wrong"}).status_code == 403
    assert ana.client.post("/form", data={"csrf_token": ana.cookie("_csrf_token")}).text == "form of ana"


def test_a_form_is_not_taken_from_a_reader_without_session(anonymous):
    assert anonymous.client.post("/form", data={"csrf_token": ""}).status_code == 403


def test_a_guarded_view_leads_to_the_login_and_back(anonymous, accounts):
    answer = anonymous.get("/form?value=4.1&unit=bn")
    assert answer.headers["Location"] == "/login?next=/form%3Fvalue%3D4.1%26unit%3Dbn"
    assert anonymous.log_in("ana", path=answer.headers["Location"]).headers["Location"] == "/form?value=4.1&unit=bn"


def test_a_guarded_view_is_forbidden_to_another_role(browse, accounts):
    rita = browse()
    rita.log_in("rita")
    answer = rita.get("/form")
    assert answer.status_code == 403
    assert "This needs the role analyst or admin; you have reviewer." in answer.text


def test_a_browser_that_lost_the_readable_token_gets_it_again(ana):
    token = ana.cookie("_csrf_token")
    ana.client.delete_cookie("_csrf_token")
    ana.get("/form")
    assert ana.cookie("_csrf_token") == token


def queries(store, work) -> list[str]:
    seen: list[str] = []

    def note(conn, cursor, statement, *_):
        seen.append(statement)

    event.listen(store._reader, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(store._reader, "before_cursor_execute", note)
    return [statement for statement in seen if "session" in statement]


def test_the_store_is_asked_once_for_a_cookie_and_never_without_one(anonymous, ana, sqlite_store):
    assert len(queries(sqlite_store, lambda: ana.call(save_body()))) == 1
    assert queries(sqlite_store, lambda: anonymous.call(view_body())) == []


def test_logout_by_address_does_nothing(ana):
    assert ana.get("/logout").status_code in {404, 405}
    assert ana.call(save_body()).status_code == 200


def test_logout_needs_the_token(ana):
    assert ana.client.post("/logout", data={"x": ""}).status_code == 403
    assert ana.call(save_body()).status_code == 200


def test_logging_out_twice_leads_to_the_overview(anonymous):
    assert anonymous.client.post("/logout", data={"x": ""}).headers["Location"] == "/"


def test_sessions_work_the_same_on_postgresql(postgres_store):
    with postgres_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)
    site = Site(postgres_store, settings_for("postgresql://u:p@localhost/x"))
    browser = Browser(build(site, SECRET, masthead, add_stand_ins).server.test_client())
    assert browser.log_in("ana\0").status_code == 401
    assert browser.log_in("ana").status_code == 303
    assert browser.call(save_body()).json["response"] == {"saved": {"children": "saved by ana"}}
    browser.client.post("/logout", data={"csrf_token": browser.cookie("_csrf_token")})
    assert browser.call(save_body()).status_code == 403


def test_nobody_is_left_logged_in_by_an_unknown_cookie(browse):
    stranger = browse()
    stranger.client.set_cookie(SESSION, "x" * 43)
    assert stranger.call(save_body()).status_code == 403
    assert PASSWORD not in stranger.get("/login").text

"""The login page: what it says, what it keeps, where it leads, and how often one may try."""

import re
import time
from statistics import median

import pytest

from tradedash.commands.accounts import credentials, password_matches
from tradedash.web.login import safe_next
from tradedash.web.throttle import LoginThrottle

from .conftest import PASSWORD

WRONG = "The name or the password is not right."


def test_the_page_asks_for_name_and_password(anonymous):
    page = anonymous.get("/login").text
    assert '<input id="login-name" name="name" required value="" autocomplete="username" autofocus>' in page
    assert 'name="password" required type="password" autocomplete="current-password">' in page


def test_the_right_password_leads_to_the_overview(anonymous, accounts):
    answer = anonymous.log_in("ana")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_wrong_password_is_said_in_a_sentence_and_the_name_stays(anonymous, accounts):
    answer = anonymous.log_in("ana", "not the password")
    assert answer.status_code == 401
    assert WRONG in answer.text
    assert 'value="ana"' in answer.text
    assert "not the password" not in answer.text


def test_an_unknown_name_gets_the_same_answer(anonymous, accounts):
    wrong, unknown = anonymous.log_in("ana", "not the password"), anonymous.log_in("eve", "not the password")
    assert unknown.status_code == wrong.status_code == 401
    assert WRONG in unknown.text


def test_a_wrong_password_and_no_account_take_the_same_time(accounts, sqlite_store):
    with sqlite_store.read() as conn:
        known = credentials(conn, "ana")[1]
    password_matches(None, "x")

    def seconds(password_hash):
        took = []
        for _ in range(7):
            start = time.process_time()
            assert not password_matches(password_hash, "not the password")
            took.append(time.process_time() - start)
        return median(took)

    assert 0.8 < seconds(known) / seconds(None) < 1.25


@pytest.mark.parametrize(
    "name", ["", "\0", "ana\0", "x" * 100_000, "\ud800", "<script>alert(1)</script>", "' OR 1=1 --"]
)
def test_a_strange_name_is_only_a_wrong_name(anonymous, accounts, name):
    answer = anonymous.log_in(name.encode("utf-8", "replace").decode(), "x")
    assert answer.status_code in {401, 413}
    assert "<script>alert" not in answer.text


def test_a_password_that_is_too_long_is_only_wrong(anonymous, accounts):
    assert anonymous.log_in("ana", PASSWORD + "x" * 1000).status_code == 401


@pytest.mark.parametrize("token", ["", "wrong", "ImZvcmdlZCI.aaaa.bbbb"])
def test_a_form_that_was_not_made_here_is_refused(anonymous, accounts, token):
    anonymous.get("/login")
    answer = anonymous.client.post("/login", data={"name": "ana", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 400
    assert "Try again." in answer.text
    assert anonymous.cookie("tradedash_session") is None


def test_a_form_made_for_another_browser_is_refused(browse, accounts):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browse().get("/login").text)[1]
    victim = browse()
    victim.get("/login")
    answer = victim.client.post("/login", data={"name": "ana", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 400


def test_a_form_from_another_site_is_refused(anonymous, accounts):
    answer = anonymous.log_in("ana", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert anonymous.cookie("tradedash_session") is None


def test_who_is_logged_in_is_led_on(ana):
    assert ana.get("/login?next=/data").headers["Location"] == "/data"


ELSEWHERE = ["//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example",
             "http:evil.example", "/%0d%0aLocation:%20https://evil.example", "/\t/evil.example", "javascript:alert(1)",
             "https:evil.example", "//evil.example/%2f..", "", "evil", "/x\r\n", "/" + "a" * 5000]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_login_leads_nowhere_else(wanted):
    assert safe_next(wanted) == "/"


@pytest.mark.parametrize(
    "wanted", ["/", "/enter", "/charts/turnover?pair=RU-KG&basis=RU,KG", "/search?q=%D1%82", "/.x"]
)
def test_the_login_leads_back_into_the_site(wanted):
    assert safe_next(wanted) == wanted


def test_a_login_with_an_address_elsewhere_stays_on_the_site(anonymous, accounts):
    assert anonymous.log_in("ana", path="/login?next=//evil.example").headers["Location"] == "/"


def test_the_eleventh_wrong_password_has_to_wait(anonymous, accounts):
    codes = [anonymous.log_in("ana", f"wrong password {n}").status_code for n in range(11)]
    assert codes == [401] * 10 + [429]
    late = anonymous.log_in("ana")
    assert late.status_code == 429
    assert 0 < int(late.headers["Retry-After"]) <= 600
    assert "Too many wrong passwords. Wait 10 minutes and try again." in late.text


def test_somebody_elsewhere_is_not_locked_out_by_it(browse, accounts):
    attacker, owner = browse(), browse()
    for n in range(11):
        attacker.log_in("ana", f"wrong password {n}", environ_overrides={"REMOTE_ADDR": "10.0.0.9"})
    assert owner.log_in("ana").status_code == 303


def test_another_name_of_the_same_client_is_not_locked_out_by_it(anonymous, accounts):
    for n in range(11):
        anonymous.log_in("ana", f"wrong password {n}")
    assert anonymous.log_in("rita").status_code == 303


def try_wrong(throttle: LoginThrottle, name: str) -> int:
    wait = throttle.seconds_to_wait("c", name)
    if not wait:
        throttle.count("c", name)
    return wait


def test_right_passwords_are_never_too_many(browse, accounts):
    assert {browse().log_in("ana").status_code for _ in range(70)} == {303}


def test_the_right_password_forgets_the_wrong_ones():
    throttle = LoginThrottle()
    for _ in range(3):
        assert [try_wrong(throttle, "ana") for _ in range(10)] == [0] * 10
        throttle.forget("c", "ana")
    assert throttle.seconds_to_wait("c", "ana") == 0


def test_several_workers_share_the_ten_tries():
    throttle = LoginThrottle(workers=2)
    assert [try_wrong(throttle, "ana") == 0 for _ in range(6)] == [True] * 5 + [False]


def test_a_client_cannot_go_through_a_list_of_names():
    throttle = LoginThrottle()
    waits = [try_wrong(throttle, f"name{n}") for n in range(61)]
    assert waits[:60] == [0] * 60
    assert waits[60] > 0


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that stands still until a test moves it on; what counts the tries looks at it."""

    class Clock:
        now = time.time()

        def pass_minutes(self, minutes):
            self.now += 60 * minutes

    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    monkeypatch.setattr("tradedash.web.throttle.time", lambda: clock.now)
    return clock


def guess(visitor, name, tries):
    return [visitor.log_in(name, f"wrong password {n}").status_code for n in range(tries)]


def test_a_block_ends_by_itself_after_ten_minutes(anonymous, accounts, clock):
    guess(anonymous, "ana", 11)
    clock.pass_minutes(9)
    assert anonymous.log_in("ana").status_code == 429
    clock.pass_minutes(2)
    assert anonymous.log_in("ana").status_code == 303


def test_tries_while_one_is_blocked_do_not_make_the_block_longer(anonymous, accounts, clock):
    guess(anonymous, "ana", 11)
    for _ in range(9):
        clock.pass_minutes(1)
        assert anonymous.log_in("ana", "wrong again").status_code == 429
    clock.pass_minutes(2)
    assert anonymous.log_in("ana").status_code == 303


def test_a_client_that_was_stopped_on_a_list_of_names_may_log_in_to_its_own_after_ten_minutes(
    anonymous, accounts, clock, monkeypatch
):
    monkeypatch.setattr("tradedash.web.throttle.WRONG_FROM_A_CLIENT", 6)
    assert [guess(anonymous, f"name{n}", 1) for n in range(7)] == [[401]] * 6 + [[429]]
    assert anonymous.log_in("ana").status_code == 429
    clock.pass_minutes(11)
    assert anonymous.log_in("ana").status_code == 303


def test_a_browser_that_its_owner_has_used_before_is_not_locked_out_from_the_same_address(
    browse, accounts, monkeypatch
):
    monkeypatch.setattr("tradedash.web.throttle.WRONG_FROM_A_CLIENT", 12)
    owner, attacker = browse(), browse()
    assert owner.log_in("ana").status_code == 303
    owner.client.post("/logout", data={"csrf_token": owner.cookie("_csrf_token")})
    assert guess(attacker, "ana", 11)[-1] == 429
    assert guess(attacker, "rita", 3)[-1] == 429
    assert owner.log_in("ana").status_code == 303


def test_a_known_browser_may_guess_no_more_than_others_and_only_its_own_name_is_known(browse, accounts):
    thief = browse()
    assert thief.log_in("ana").status_code == 303
    thief.client.post("/logout", data={"csrf_token": thief.cookie("_csrf_token")})
    assert guess(thief, "ana", 11) == [401] * 10 + [429]
    assert guess(thief, "rita", 11) == [401] * 10 + [429]
    assert browse().log_in("rita").status_code == 429


@pytest.mark.parametrize("value", ["", "x", "WyJhbmEiLCJ4Il0.aaaa.bbbb"])
def test_a_browser_does_not_become_known_by_saying_so(browse, accounts, value):
    guess(browse(), "ana", 11)
    stranger = browse()
    stranger.client.set_cookie("tradedash_known", value, path="/login")
    assert stranger.log_in("ana").status_code == 429

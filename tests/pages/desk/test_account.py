"""`/account`: a new password needs the old one, ends every other session, and guessing the old one is throttled."""

from tests.fixtures.people import PASSWORD, SESSION, advice, words

PATH = "/account"
NEW = "another long password"


def change(person, old=PASSWORD, new=NEW, again=None):
    return person.send(PATH, do="password", old_password=old, password=new, password_again=again or new)


def test_the_page_says_who_one_is_and_how_many_sessions_are_open(come):
    ana = come("analyst")
    come("analyst")
    said = words(ana.open(PATH))
    assert "You are analyst, analyst: you may add figures and propose corrections." in said
    assert "2 sessions are open." in said
    assert 'href="/account/tokens"' in ana.open(PATH).text


def test_who_has_no_session_is_led_to_the_login(come):
    assert come().open(PATH).headers["Location"] == "/login?next=/account"


def test_a_new_password_keeps_this_browser_in_with_a_new_session_and_puts_all_others_out(come):
    here, elsewhere = come("analyst"), come("analyst")
    before = here.cookie()
    answer = change(here)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account?done=password")
    assert here.cookie() not in ("", before)
    assert "Your password is changed. All your other sessions have ended." in words(here.open("/account?done=password"))
    assert (here.is_logged_in(), elsewhere.is_logged_in()) == (True, False)


def test_a_copied_cookie_is_dead_after_a_new_password(come):
    ana, thief = come("analyst"), come()
    thief.client.set_cookie(SESSION, ana.cookie())
    assert thief.is_logged_in()
    change(ana)
    assert not thief.is_logged_in()


def test_only_the_new_password_logs_in_afterwards(come):
    change(come("analyst"))
    assert come().log_in("analyst").status_code == 401
    assert come().log_in("analyst", NEW).status_code == 303


def test_a_wrong_old_password_changes_nothing(come):
    ana, elsewhere = come("analyst"), come("analyst")
    answer = change(ana, old="not the password")
    assert answer.status_code == 422
    assert advice(answer) == {"old_password": "This is not your password."}
    assert (ana.is_logged_in(), elsewhere.is_logged_in()) == (True, True)
    assert come().log_in("analyst").status_code == 303


def test_the_page_never_hands_a_password_back(come):
    answer = change(come("analyst"), old="not the password", new="short", again="other")
    assert [word for word in ("not the password", "short", "other") if f'value="{word}"' in answer.text] == []


def test_what_is_wrong_with_a_new_password_is_said_at_its_field(come):
    ana = come("analyst")
    assert advice(change(ana, new="short")) == {"password": "Choose a password of 12 to 256 characters."}
    assert advice(change(ana, again="something else")) == {"password_again": "Type the same password again."}
    assert advice(change(ana, new="")) == {"password": "Choose a password."}


def test_whoever_took_over_a_session_cannot_guess_the_old_password_for_long(come):
    thief, owner = come("analyst"), come("analyst")
    codes = [change(thief, old=f"wrong password {n}").status_code for n in range(11)]
    assert codes == [422] * 10 + [429]
    late = change(thief)
    assert late.status_code == 429
    assert "Too many wrong passwords. Wait 10 minutes and try again." in words(late)
    assert 0 < int(late.headers["Retry-After"]) <= 600
    assert change(owner).status_code == 303
    assert not thief.is_logged_in()


def test_a_form_without_the_sessions_token_changes_nothing(come):
    ana = come("analyst")
    fields = {"do": "password", "old_password": PASSWORD, "password": NEW, "password_again": NEW}
    assert ana.client.post(PATH, data=fields).status_code == 403
    assert come().client.post(PATH, data=fields).status_code == 403
    assert come().log_in("analyst").status_code == 303

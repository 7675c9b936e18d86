"""`/admin/accounts`: an admin adds and changes accounts; each change counts at once, and nobody is locked out."""

import re

import pytest
from sqlalchemy import select
from tests.fixtures.people import SESSION, advice, make_people, staff, words

from tradedash.commands.accounts import account_row, account_with_subject, disable_account
from tradedash.commands.options import may_publish_own
from tradedash.domain.actor import CLI, Role
from tradedash.store.schema import journal

PATH = "/admin/accounts"
TYPED = "the password of eve"
OIDC = {"oidc_issuer": "https://id.example", "oidc_client_id": "tradedash", "oidc_client_secret": "x"}
ONE = f"{PATH}?account=analyst"


def send(person, do, name="analyst", **fields):
    return person.send(f"{PATH}?account={name}", account=name, do=do, **fields)


def copy_of(come, person):
    thief = come()
    thief.client.set_cookie(SESSION, person.cookie())
    assert thief.is_logged_in()
    return thief


@pytest.mark.parametrize("name", ["analyst", "reviewer"])
def test_the_page_is_for_admins(come, name):
    person = come(name)
    assert person.open(PATH).status_code == 403
    fields = {"csrf_token": person.token("/account"), "do": "role", "account": name, "role": "admin"}
    assert person.client.post(PATH, data=fields).status_code == 403
    assert come().open(PATH).headers["Location"] == "/login?next=/admin/accounts"


def test_the_accounts_are_listed_with_role_and_state(come, staffed_store):
    with staffed_store.write() as conn:
        disable_account(conn, "reviewer", CLI)
    said = words(come("admin").open(PATH))
    assert "2 people may log in." in said
    assert re.search(r"admin admin \d+ \w{3} 20\d\d since \d+ \w{3} 20\d\d, \d\d:\d\d UTC active Change admin", said)
    assert re.search(r"reviewer reviewer \d+ \w{3} 20\d\d not now disabled \d+ \w{3} 20\d\d", said)


def test_an_added_account_logs_in_with_the_password_that_was_typed(come):
    fields = {"name": "eve", "role": "reviewer", "password": TYPED, "password_again": TYPED}
    answer = come("admin").send(PATH, do="add", **fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/admin/accounts?done=added")
    assert come().log_in("eve", TYPED).status_code == 303


def test_a_password_that_was_made_is_shown_once_and_logs_in(come):
    admin = come("admin")
    answer = admin.send(PATH, do="add", name="eve", role="analyst", password="", password_again="")
    made = re.search(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", words(answer))[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert made not in admin.open(PATH).text
    assert come().log_in("eve", made).status_code == 303


def test_a_refused_account_is_told_field_by_field_and_keeps_what_was_typed(come):
    admin = come("admin")
    answer = admin.send(PATH, do="add", name="Eve B", role="admin", password=TYPED, password_again=TYPED)
    assert answer.status_code == 422
    assert list(advice(answer)) == ["name"]
    assert 'value="Eve B"' in answer.text
    assert TYPED not in answer.text
    taken = admin.send(PATH, do="add", name="analyst", role="admin", password=TYPED, password_again=TYPED)
    assert taken.status_code == 409
    assert "There is already an account “analyst”; choose another name." in words(taken)


def test_a_new_role_ends_the_sessions_and_kills_a_copied_cookie(come, staffed_store):
    ana = come("analyst")
    thief = copy_of(come, ana)
    answer = send(come("admin"), "role", role="reviewer")
    assert answer.headers["Location"] == "/admin/accounts?account=analyst&done=role"
    assert (ana.is_logged_in(), thief.is_logged_in()) == (False, False)
    with staffed_store.read() as conn:
        assert account_row(conn, "analyst").role is Role.REVIEWER


def test_a_password_set_by_an_admin_ends_the_sessions_and_kills_a_copied_cookie(come):
    ana = come("analyst")
    thief = copy_of(come, ana)
    assert send(come("admin"), "password", password=TYPED, password_again=TYPED).status_code == 303
    assert (ana.is_logged_in(), thief.is_logged_in()) == (False, False)
    assert come().log_in("analyst", TYPED).status_code == 303


def test_disabling_needs_a_tick_and_ends_the_sessions_and_kills_a_copied_cookie(come):
    ana, admin = come("analyst"), come("admin")
    thief = copy_of(come, ana)
    assert advice(send(admin, "disable")) == {"confirm": "Tick this to disable the account for good."}
    assert ana.is_logged_in()
    assert send(admin, "disable", confirm="yes").status_code == 303
    assert (ana.is_logged_in(), thief.is_logged_in()) == (False, False)
    assert come().log_in("analyst").status_code == 401
    assert "Disabled on" in words(admin.open(ONE))


def test_logging_out_kills_a_copied_cookie(come):
    ana = come("analyst")
    thief = copy_of(come, ana)
    ana.client.post("/logout", data={"csrf_token": ana.token("/account")})
    assert not thief.is_logged_in()


@pytest.mark.parametrize(("do", "fields"), [("role", {"role": "analyst"}), ("disable", {"confirm": "yes"})])
def test_an_admin_cannot_lock_themselves_out(come, do, fields):
    admin = come("admin")
    answer = send(admin, do, "admin", **fields)
    assert answer.status_code == 409
    assert "You cannot take the role of admin from yourself, nor disable yourself: ask another admin." in words(answer)
    assert admin.is_logged_in()


def test_the_rule_about_own_figures_is_changed_with_a_reason_that_the_journal_keeps(come, staffed_store):
    admin = come("admin")
    assert "Now: Nobody publishes own figures" in words(admin.open(PATH))
    assert advice(admin.send(PATH, do="option")) == {
        "allowed": "Choose one of the two.",
        "reason": "Say why: the journal keeps it.",
    }
    assert admin.send(PATH, do="option", allowed="on", reason="one person works here").status_code == 303
    assert "Now: One person may publish own figures." in words(admin.open(PATH))
    with staffed_store.read() as conn:
        assert may_publish_own(conn)
        last = conn.execute(select(journal).order_by(journal.c.seq.desc())).first()
    assert (last.actor, last.channel, last.reason) == ("admin", "form", "one person works here")


def test_a_refused_reason_stays_on_the_page(come):
    answer = come("admin").send(PATH, do="option", reason="one person works here")
    assert 'value="one person works here"' in answer.text


def test_a_subject_is_linked_where_a_login_provider_is_set_up(staffed_store):
    admin = make_people(staffed_store, **OIDC)("admin")
    assert "Login provider" in words(admin.open(ONE))
    assert list(advice(send(admin, "link", subject="17"))) == ["subject"]
    assert send(admin, "link", subject=" https://id.example|17 ").status_code == 303
    with staffed_store.read() as conn:
        assert account_with_subject(conn, "https://id.example|17")[1] == "analyst"
    assert 'value="https://id.example|17"' in admin.open(ONE).text


def test_without_a_login_provider_nothing_of_it_shows(come):
    assert "Login provider" not in words(come("admin").open(ONE))


def test_an_account_that_is_not_there_is_a_404(come):
    admin = come("admin")
    assert admin.open(f"{PATH}?account=nobody").status_code == 404
    assert admin.open(f"{PATH}?account=%00").status_code == 404
    fields = {"csrf_token": admin.token(PATH), "do": "role", "account": "nobody", "role": "admin"}
    assert admin.client.post(PATH, data=fields).status_code == 404


def test_a_form_that_the_page_does_not_have_is_refused(come):
    admin = come("admin")
    assert admin.send(PATH, do="delete").status_code == 400
    assert send(admin, "add").status_code == 400


def test_the_pages_work_the_same_on_postgresql(postgres_store):
    come = make_people(staff(postgres_store))
    admin, ana = come("admin"), come("analyst")
    assert admin.open(f"{PATH}?account=%00").status_code == 404
    assert ana.send("/account/tokens", do="make", name="weekly", scopes="figures", days="7").status_code == 200
    assert send(admin, "role", role="reviewer").status_code == 303
    assert not ana.is_logged_in()
    assert re.search(r"analyst reviewer \d+ \w{3} 20\d\d not now active", words(admin.open(PATH)))

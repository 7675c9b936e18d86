"""The forms around accounts: what they ask for, what they refuse, and that a password is never handed back."""

import re

import pytest

from tradedash.commands.tokens import NewToken
from tradedash.domain.actor import Role
from tradedash.forms.accounts import (
    NewAccount,
    Password,
    parse_new_account,
    parse_password,
    parse_role,
    parse_token,
)
from tradedash.forms.sheet import FormErrors

TYPED = "a long enough password"


def raw(**fields):
    return {name: value if isinstance(value, list) else [value] for name, value in fields.items()}


def test_an_account_is_a_name_a_role_and_a_password():
    asked = parse_new_account(raw(name=" ana ", role="reviewer", password=TYPED, password_again=TYPED))
    assert asked == NewAccount("ana", Role.REVIEWER, Password(TYPED))


def test_where_no_password_is_typed_one_is_made():
    first, second = (parse_new_account(raw(name="ana", role="analyst")).password for _ in range(2))
    assert first.made
    assert re.fullmatch(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", first.text)
    assert first.text != second.text


def test_what_is_wrong_with_an_account_is_said_field_by_field_in_the_order_of_the_form():
    refused = parse_new_account(raw(name="", role="owner", password="one", password_again="two"))
    assert refused.messages == {
        "name": "Give a name to log in with.",
        "role": "Choose a role.",
        "password_again": "Type the same password again.",
    }


def test_a_refused_form_keeps_what_was_typed_but_for_the_passwords():
    refused = parse_new_account(raw(name="ana", role="x", password="one", password_again="two", old_password="three"))
    assert refused.typed == {"name": ["ana"], "role": ["x"]}


def test_an_own_password_is_never_made_up():
    assert parse_password(raw(password="", password_again="")).messages == {"password": "Choose a password."}
    assert parse_password(raw(password=TYPED)).messages == {"password_again": "Type the same password again."}


def test_spaces_around_a_password_belong_to_it():
    assert parse_password(raw(password=f" {TYPED} ", password_again=f" {TYPED} ")) == Password(f" {TYPED} ")


def test_a_password_is_not_printed_by_accident():
    assert TYPED not in repr(Password(TYPED))


@pytest.mark.parametrize("role", ["", "owner", "ADMIN", "\0"])
def test_a_role_that_is_none_is_refused(role):
    assert parse_role(raw(role=role)).messages == {"role": "Choose a role."}


def test_a_token_is_a_name_scopes_and_days():
    asked = parse_token(raw(name="weekly import", scopes=["figures", "sources"], days="90"))
    assert asked == NewToken(name="weekly import", scopes=("figures", "sources"), days=90)


def test_what_is_wrong_with_a_token_is_said_field_by_field():
    refused = parse_token(raw(name="", days="91"))
    assert isinstance(refused, FormErrors)
    assert refused.messages == {
        "name": "Give the token a name by which you will know it.",
        "scopes": "Tick what the token may send.",
        "days": "Choose how long the token is good.",
    }

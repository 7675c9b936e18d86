"""The forms around accounts: a new one, a password typed twice, a token. Passwords are never handed back."""

from dataclasses import dataclass, field

from tradedash.commands.accounts import generated_password
from tradedash.commands.tokens import LIFETIMES, NewToken
from tradedash.domain.actor import Role
from tradedash.forms.sheet import FormErrors, Raw, Sheet

PASSWORDS = ("old_password", "password", "password_again")
ORDER = ("name", "role", "scopes", "days", *PASSWORDS, "subject", "confirm", "allowed", "reason")


@dataclass(frozen=True, slots=True)
class Password:
    """A password that was chosen, or one that was made because none was typed and must be shown once."""

    text: str = field(repr=False)
    made: bool = False


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as an admin asks for it."""

    name: str
    role: Role
    password: Password


def parse_new_account(raw: Raw) -> NewAccount | FormErrors:
    """Return the account that a form asks for, or advice."""
    sheet = Sheet(raw)
    name = sheet.required("name", "Give a name to log in with.", limit=80)
    role = _role(sheet)
    password = _password(sheet, may_be_made=True)
    if sheet.messages or role is None or password is None:
        return _errors(sheet)
    return NewAccount(name, role, password)


def parse_password(raw: Raw, *, may_be_made: bool = False) -> Password | FormErrors:
    """Return the password that was typed twice; where `may_be_made`, one is made if none was typed."""
    sheet = Sheet(raw)
    return _password(sheet, may_be_made=may_be_made) or _errors(sheet)


def parse_role(raw: Raw) -> Role | FormErrors:
    """Return the role that was chosen, or advice."""
    sheet = Sheet(raw)
    return _role(sheet) or _errors(sheet)


def parse_token(raw: Raw) -> NewToken | FormErrors:
    """Return the token that a form asks for, or advice; the command checks name and scopes."""
    sheet = Sheet(raw)
    name = sheet.required("name", "Give the token a name by which you will know it.", limit=60)
    scopes = sheet.ticked("scopes")
    if not scopes:
        sheet.refuse("scopes", "Tick what the token may send.")
    days = str(sheet.raw_text("days"))
    if days not in {str(one) for one in LIFETIMES}:
        sheet.refuse("days", "Choose how long the token is good.")
    return _errors(sheet) if sheet.messages else NewToken(name=name, scopes=scopes, days=int(days))


def without_passwords(raw: Raw) -> Raw:
    """Return a form that may be shown again."""
    return {name: values for name, values in raw.items() if name not in PASSWORDS}


def _role(sheet: Sheet) -> Role | None:
    chosen = str(sheet.raw_text("role"))
    if chosen in {role.value for role in Role}:
        return Role(chosen)
    sheet.refuse("role", "Choose a role.")
    return None


def _password(sheet: Sheet, *, may_be_made: bool) -> Password | None:
    typed, again = str(sheet.raw_text("password")), str(sheet.raw_text("password_again"))
    if not typed and not again and may_be_made:
        return Password(generated_password(), made=True)
    if not typed:
        sheet.refuse("password", "Choose a password.")
    elif typed != again:
        sheet.refuse("password_again", "Type the same password again.")
    else:
        return Password(typed)
    return None


def _errors(sheet: Sheet) -> FormErrors:
    errors = sheet.errors(ORDER)
    return FormErrors(errors.messages, without_passwords(errors.typed))

"""The parts of `/admin/accounts`: the table of accounts, the forms about one, the rule about publishing alone."""

from collections.abc import Sequence

from dash import html

from tradedash.commands.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD, AccountRow
from tradedash.components.elements import Child
from tradedash.components.links import with_query
from tradedash.components.sections import head, section
from tradedash.domain.actor import Role
from tradedash.formatting import count_text, day_text
from tradedash.pages.desk.small_forms import instant_text, save, small_form, table, unseen
from tradedash.pages.fields import Fields, Option, row

PATH = "/admin/accounts"
ROLES: list[Option] = [
    (Role.ANALYST.value, "analyst: adds and proposes"),
    (Role.REVIEWER.value, "reviewer: decides what is published"),
    (Role.ADMIN.value, "admin: also manages accounts"),
]
NAME_HINT = "Small letters, digits, dots and hyphens. The journal signs with it for good: a made-up name will do."
PASSWORD_HINT = f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. Left empty, one is made and shown once."
ALONE: list[Option] = [
    ("off", "No: somebody else approves what one person adds"),
    ("on", "Yes: there is one person here, who approves own figures too"),
]
NEW = {"type": "password", "autoComplete": "new-password"}


def all_accounts(accounts: Sequence[AccountRow], fields: Fields, *, alone: bool) -> list[Child]:
    """Return the page about all accounts: head, table, a form for another one, and the rule."""
    active = sum(account.disabled_at is None for account in accounts)
    return [
        head("Accounts", lede=f"{count_text(active, 'person', 'people')} may log in. Reading needs no account."),
        section("Who may log in", table(_TITLES, [_row(account) for account in accounts])),
        section("Add an account", _add_form(fields)),
        section("Publishing own figures", _option_form(fields, alone=alone)),
    ]


def one_account(account: AccountRow, fields: Fields, *, oidc: bool) -> list[Child]:
    """Return the page about one account: head, what is known of it, and the forms that change it."""
    crumbs = [(PATH, "Accounts"), ("", account.name)]
    if account.disabled_at:
        closed = f"Disabled on {day_text(account.disabled_at.date())}, for good. The name stays taken."
        return [head(account.name, lede=closed, crumbs=crumbs)]
    lede = f"{account.role.capitalize()}, added {day_text(account.created_at.date())}. {_sessions(account)}."
    forms: list[Child] = [
        section("Role", _role_form(account, fields)),
        section("Password", _password_form(account, fields)),
    ]
    if oidc or account.oidc_subject:
        forms.append(section("Login provider", _link_form(account, fields)))
    return [head(account.name, lede=lede, crumbs=crumbs), *forms, section("Disable", _disable_form(account, fields))]


_TITLES = ("Name", "Role", "Added", "Logged in", "State", "Change")


def _row(account: AccountRow) -> tuple[list[Child], bool]:
    gone = account.disabled_at is not None
    change = html.A(["Change", unseen(f" {account.name}")], href=with_query(PATH, ("account", account.name)))
    return [
        account.name,
        str(account.role),
        day_text(account.created_at.date()),
        f"since {instant_text(account.seen_at)}" if account.seen_at and not gone else "not now",
        f"disabled {day_text(account.disabled_at.date())}" if account.disabled_at else "active",
        None if gone else change,
    ], gone


def _sessions(account: AccountRow) -> str:
    if not account.sessions or account.seen_at is None:
        return "Not logged in now"
    open_now = count_text(account.sessions, "session")
    return f"{open_now} open, the last since {instant_text(account.seen_at)}"


def _add_form(fields: Fields) -> html.Div:
    rows = [
        row(
            fields.text("name", "Name", 5, NAME_HINT, autoComplete="off", autoCapitalize="none", spellCheck="false"),
            fields.select("role", "Role", 7, ROLES),
        ),
        *_passwords(fields),
    ]
    return _form("add", [*rows, save("Add the account")])


def _option_form(fields: Fields, *, alone: bool) -> html.Div:
    state = "One person may publish own figures." if alone else "Nobody publishes own figures: somebody else approves."
    rows = [
        html.P(f"Now: {state} The command line always publishes at once."),
        row(fields.radios("allowed", "May one person publish own figures?", ALONE)),
        row(fields.text("reason", "Reason", 12, "The journal keeps it.", autoComplete="off")),
    ]
    return _form("option", [*rows, save("Change the rule")])


def _role_form(account: AccountRow, fields: Fields) -> html.Div:
    chosen = Fields(fields.raw or {"role": [account.role.value]}, fields.messages, fields.labels)
    hint = "Its sessions end; what it does from then on counts in the new role."
    return _form("role", [row(chosen.select("role", "Role", 8, ROLES, hint)), save("Change the role")], account)


def _password_form(account: AccountRow, fields: Fields) -> html.Div:
    return _form("password", [*_passwords(fields), save("Set the password")], account)


def _link_form(account: AccountRow, fields: Fields) -> html.Div:
    typed = Fields(fields.raw or {"subject": [account.oidc_subject or ""]}, fields.messages, fields.labels)
    hint = "The login page shows it to whoever logs in there without an account. Left empty, the link is undone."
    subject = typed.text("subject", "Subject at the login provider", 12, hint, autoComplete="off", spellCheck="false")
    return _form("link", [row(subject), save("Save the link")], account)


def _disable_form(account: AccountRow, fields: Fields) -> html.Div:
    sure = [("yes", "for good: its sessions and tokens end, its name stays taken, what it did stays signed")]
    return _form("disable", [row(fields.boxes("confirm", f"Disable {account.name}", sure)), save("Disable")], account)


def _passwords(fields: Fields) -> list[html.Div]:
    first = fields.text("password", "New password", 6, PASSWORD_HINT, **NEW)
    return [html.Div([first, fields.text("password_again", "The password again", 6, **NEW)], className="row")]


def _form(do: str, children: Sequence[Child], account: AccountRow | None = None) -> html.Div:
    hidden = {"account": account.name} if account else {}
    return html.Div(small_form(do, PATH, children, **hidden), className="form")

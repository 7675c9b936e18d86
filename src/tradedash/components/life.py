"""Rows of the journal for people: who did what, when, by which way, what is different now, and why."""

from collections.abc import Sequence
from datetime import datetime

from dash import html

from tradedash.components.elements import Child
from tradedash.formatting import day_text
from tradedash.queries.changes import Change
from tradedash.queries.history import Entry

CHANNELS = {"form": "form", "import": "file import", "api": "API", "cli": "command line"}
_DEEDS = {
    "figure.add": "Entered",
    "figure.correct": "Corrected",
    "figure.submit": "Handed over for review",
    "figure.approve": "Published",
    "figure.send_back": "Sent back",
    "figure.discard": "Thrown away before publication",
    "figure.rewrite": "Replaced before publication",
    "figure.supersede": "Superseded by a correction",
    "figure.retract": "Withdrawn",
    "figure.withdraw": "Withdrawn with its batch",
    "figure.restore": "Published again",
    "figure.rank": "Ranked",
    "figure.move": "Counted under another statement",
    "figures.import": "Imported",
    "source.add": "Source recorded",
    "source.merge": "Source merged into another",
    "code_list.set": "Code list changed",
    "exchange_rates.set": "Exchange rates changed",
    "option.set": "Option changed",
    "report.add": "Problem reported",
    "report.close": "Report answered",
    "add_account": "Account added",
    "set_password": "Password changed",
    "set_role": "Role changed",
    "link_subject": "Login provider linked",
    "disable_account": "Account disabled",
    "make_token": "Token made",
    "revoke_token": "Token revoked",
}


def deed(action: str) -> str:
    """Return what was done, in words: "Published"; an action without words of its own is named as it is."""
    return _DEEDS.get(action) or action.replace("_", " ").replace(".", ": ").capitalize()


def by_whom(entry: Entry, *, public: bool) -> str:
    """Return actor and channel: "ria, form". Of a name that is an address readers see what stands before the @."""
    name = f"{entry.actor.partition('@')[0]}@…" if public and "@" in entry.actor else entry.actor
    channel = CHANNELS.get(entry.channel, entry.channel)
    return channel if name == "cli" else f"{name}, {channel}"


def when(at: datetime) -> html.Time:
    """Return day and time in UTC, the exact instant in the attribute."""
    return html.Time(f"{day_text(at.date())}, {at:%H:%M} UTC", dateTime=at.isoformat().replace("+00:00", "Z"))


def differences(changed: Sequence[Change]) -> html.Dl | None:
    """Return each field with what it was, struck out, and what it is now."""
    parts: list[Child] = []
    for change in changed:
        old, new = change.before, change.after
        words: list[Child] = [html.Del(old)] if old is not None else []
        words += [" → "] if old is not None and new is not None else []
        words += (
            [html.Ins(new)] if new is not None and old is not None else [new] if new is not None else [" → nothing"]
        )
        parts += [html.Dt(change.field), html.Dd(words)]
    return html.Dl(parts, className="diff") if parts else None

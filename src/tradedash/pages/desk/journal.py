"""`/journal`: every change of the store, newest first, for people who are logged in; `/journal.csv` is its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from tradedash.components.elements import Child, attributes
from tradedash.components.life import CHANNELS, by_whom, deed, differences, when
from tradedash.components.links import with_query
from tradedash.components.native import Select
from tradedash.components.sections import head, nothing, notices
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Forbidden
from tradedash.exports import csv
from tradedash.exports import journal as file
from tradedash.queries.codelists import code_lists
from tradedash.queries.history import Entry
from tradedash.queries.journal import Filters, JournalPage, after, journal_page, journal_rows, parse_filters
from tradedash.store.journal import head as journal_head
from tradedash.web.frame import page
from tradedash.web.html import Input
from tradedash.web.sessions import current_account, requires
from tradedash.web.site import Site

PATH = "/journal"
_ENTITIES = (
    "figure",
    "source",
    "import_batch",
    "report",
    "code_list",
    "exchange_rate",
    "option",
    "account",
    "api_token",
)
_MOST_FIELDS = 8
_SHORT = 16
_ABOUT = {"figure": "/figures/{}/history", "source": "/sources/{}"}


def register(server: Flask, site: Site) -> None:
    """Add the page and its file to the site."""
    view = JournalView(site)
    server.add_url_rule(PATH, "journal", requires(*Role)(view.show))
    server.add_url_rule(f"{PATH}.csv", "journal_csv", requires(*Role)(view.file))


@dataclass(frozen=True)
class JournalView:
    """The journal as whoever asks may read it."""

    site: Site

    def show(self) -> ResponseReturnValue:
        """Show one page; a filter that cannot be read is left out and explained."""
        filters, problem = _asked()
        with self.site.store.read() as conn:
            found = journal_page(conn, filters, _reader(), code_lists(conn))
            last = journal_head(conn)
        return page("Journal", *_content(found, filters, last, [problem] if problem else []))

    def file(self) -> ResponseReturnValue:
        """Send the rows as CSV. Raises: BadValue for a filter that cannot be read."""
        filters, reader = replace(parse_filters(request.args), before=None), _reader()
        with self.site.store.read() as conn:  # an answer that has begun can no longer say 503
            first = journal_rows(conn, filters, reader)
        answer = Response(file.stream(self._parts(first, filters, reader)), content_type=csv.CONTENT_TYPE)
        answer.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    def _parts(
        self, first: list[Mapping[str, Any]], filters: Filters, reader: Actor
    ) -> Iterator[list[Mapping[str, Any]]]:
        """Yield the rows part by part; no transaction stays open while a slow reader takes them."""
        rows = first
        yield rows
        while (onward := after(filters, rows)) is not None:
            with self.site.store.read() as conn:
                rows = journal_rows(conn, onward, reader)
            yield rows


def _reader() -> Actor:
    account = current_account()
    if account is None:  # `requires` has seen one a moment ago
        raise Forbidden("You are no longer logged in.")
    return account.actor()


def _asked() -> tuple[Filters, str]:
    given = request.args.to_dict()
    try:
        return parse_filters(given), ""
    except BadValue as error:
        kept = {name: value for name, value in given.items() if name != error.field}
        try:
            return parse_filters(kept), f"{error} It is ignored."
        except BadValue:
            return Filters(), f"{error} The filters are ignored."


def _content(found: JournalPage, filters: Filters, last: tuple[int, str], problems: list[str]) -> list[Component]:
    lede = f"Every change of this store, newest first. Row {last[0]:,} is the last; its hash is {last[1][:_SHORT]}…"
    parts: list[Any] = [head("Journal", lede=lede), *notices(problems), _form(filters)]
    if not found.entries:
        return [*parts, nothing("No row of the journal matches.", ("Show all", PATH))]
    query = filters.query()
    ways: list[Child] = [html.A("CSV of these rows", href=with_query(f"{PATH}.csv", *query))]
    if filters.before is not None:
        ways.insert(0, html.A("Newest", href=with_query(PATH, *query)))
    if found.next is not None:
        ways.insert(0, html.A("Older", href=with_query(PATH, *query, ("before", str(found.next))), rel="next"))
    rows = html.Ol([_row(entry) for entry in found.entries], className="life")
    return [*parts, rows, html.P(ways, className="ways")]


def _row(entry: Entry) -> html.Li:
    side = html.Div([when(entry.at), html.Br(), by_whom(entry, public=False)], className="when")
    shown = entry.changes[:_MOST_FIELDS]
    title: list[Child] = [html.B(deed(entry.action)), " ", _about(entry)]
    parts: list[Child] = [html.P(title), differences(shown)]
    if len(entry.changes) > len(shown):
        parts.append(html.P(f"and {len(entry.changes) - len(shown)} more fields", className="meta"))
    if entry.reason:
        parts.append(html.P(["Why: ", html.Q(entry.reason)], className="reason"))
    number = html.Span(f"row {entry.seq:,}", className="meta")
    return html.Li([side, html.Div(parts), number], id=f"row-{entry.seq}")


def _about(entry: Entry) -> Child:
    if entry.entity in _ABOUT:
        return html.A(entry.entity_id, href=_ABOUT[entry.entity].format(entry.entity_id), className="code")
    query = ("batch", entry.entity_id) if entry.entity == "import_batch" else ("id", entry.entity_id)
    return html.A(entry.entity_id, href=with_query(PATH, query), className="code")


def _form(filters: Filters) -> html.Form:
    """Return the filters; without script the button sends them."""
    days = (("from", filters.since), ("to", filters.until))
    fields: list[Child] = [
        _text("Who", "actor", filters.actor),
        _choice("Way", "channel", filters.channel, CHANNELS),
        _text("Action", "action", filters.action),
        _choice("About", "entity", filters.entity, {name: name.replace("_", " ") for name in _ENTITIES}),
        _text("Its id", "id", filters.id),
        _text("Batch", "batch", filters.batch),
        *(_text(name.capitalize(), name, day.isoformat() if day else "", kind="date") for name, day in days),
        html.Button("Filter", type="submit"),
        html.A("Clear", href=PATH) if filters.query() else None,
    ]
    return html.Form(fields, method="get", action=PATH, className="filters journalform", **attributes(role="search"))


def _text(label: str, name: str, value: str, kind: str = "text") -> html.Label:
    box = Input(type=kind, name=name, value=value, autoComplete="off", maxLength=120)
    return html.Label([html.Span(label), box], className="field")


def _choice(label: str, name: str, value: str, options: Mapping[str, str]) -> html.Label:
    listed = [html.Option("all", value=""), *(html.Option(text, value=key) for key, text in options.items())]
    return html.Label([html.Span(label), Select(listed, name=name, defaultValue=value)], className="field")

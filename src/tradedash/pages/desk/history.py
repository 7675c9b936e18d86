"""`/figures/<id>/history`: the life of a figure, every version and every decision, newest first. Open to everybody."""

from dataclasses import dataclass

from dash import html
from flask import Flask
from flask.typing import ResponseReturnValue

from tradedash.components.elements import Child, attributes
from tradedash.components.life import by_whom, deed, differences, when
from tradedash.components.links import with_query
from tradedash.components.sections import head, section
from tradedash.domain.errors import NotFound
from tradedash.domain.figure import Status
from tradedash.formatting import count_text, day_text
from tradedash.queries.changes import changes, words_for
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import NO_FIGURE
from tradedash.queries.history import Entry, History, Version, history
from tradedash.web.frame import page
from tradedash.web.sessions import current_account
from tradedash.web.site import Site

LONGEST_ID = 64
_STATUS = {
    Status.DRAFT: "draft",
    Status.IN_REVIEW: "waits for review",
    Status.PUBLISHED: "the one in use",
    Status.SUPERSEDED: "superseded",
    Status.RETRACTED: "withdrawn",
}


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    server.add_url_rule("/figures/<figure_id>/history", "history", HistoryPage(site).view)


@dataclass(frozen=True)
class HistoryPage:
    """The history of one figure, as whoever asks may see it."""

    site: Site

    def view(self, figure_id: str) -> ResponseReturnValue:
        """Show the history. Raises: NotFound, also where the figure never was published and is none of theirs."""
        if len(figure_id) > LONGEST_ID:
            raise NotFound(NO_FIGURE)
        account = current_account()
        with self.site.store.read() as conn:
            lists = code_lists(conn)
            found = history(conn, figure_id, lists, account.actor() if account else None)
            words = words_for(conn, lists, [found.content])
        facts = {change.field: change.after or "" for change in changes("figure", {}, found.content, words)}
        title = f"History: {facts['Value']}, {facts['Indicator']}, {facts['Period']}"
        return page(title, *_content(found, facts, figure_id, public=account is None))


def _content(found: History, facts: dict[str, str], figure_id: str, *, public: bool) -> list[html.Div | html.Section]:
    own = found.version(figure_id)
    label = f"{facts['Indicator']}, {facts['Period']}, {facts['Basis']}."
    crumbs = (("/charts", "Charts"), (f"/charts/{found.content['indicator']}", facts["Indicator"]))
    ways = ((_address(own), facts["Value"]), ("", "History"))
    top = head(f"History of {facts['Value']}", lede=label, crumbs=(*crumbs, *ways))
    numbered = len(found.versions) > 1
    lines = [_entry(entry, found, numbered=numbered, public=public) for entry in found.entries]
    told = section(
        count_text(len(lines), "entry", "entries"), html.Ol(lines, className="life"), aside=html.Span("newest first")
    )
    if not numbered:
        return [top, told]
    versions = html.Ol([_version(one, figure_id) for one in reversed(found.versions)], className="prints versions")
    return [top, section(count_text(len(found.versions), "version"), versions), told]


def _version(version: Version, figure_id: str) -> html.Li:
    since = f"published {day_text(version.published_at.date())}" if version.published_at else "never published"
    words = f"Version {version.number}, {since}; {_STATUS[Status(version.status)]}"
    link = html.A(words, href=_address(version), className="plain")
    current = "true" if version.figure_id == figure_id else None
    parts: list[Child] = [html.Span(version.value, className="value"), " ", link]
    return html.Li(parts, **attributes(aria_current=current))


def _entry(entry: Entry, found: History, *, numbered: bool, public: bool) -> html.Li:
    about = found.versions[entry.version - 1] if entry.version else None
    title: list[Child] = [html.B(deed(entry.action))]
    if about and numbered:
        title += [", ", html.A(f"version {about.number}", href=_address(about))]
    if entry.entity == "import_batch":
        title.append(f" with its batch {entry.entity_id}")
    side = html.Div([when(entry.at), html.Br(), by_whom(entry, public=public)], className="when")
    parts: list[Child] = [html.P(title), differences(entry.changes)]
    if entry.reason:
        parts.append(html.P(["Why: ", html.Q(entry.reason)], className="reason"))
    if about and about.published_at and entry.at >= about.published_at:
        parts.append(html.P(html.A("The chart as this store held it then", href=_then(entry, found)), className="meta"))
    return html.Li([side, html.Div(parts)], id=f"row-{entry.seq}")


def _then(entry: Entry, found: History) -> str:
    content = found.content
    pair = ("pair", f"{content['ref_area']}-{content['counterpart_area']}")
    instant = entry.at.isoformat().replace("+00:00", "Z")
    return with_query(f"/charts/{content['indicator']}", pair, ("recorded_as_of", instant))


def _address(version: Version) -> str:
    """Return the page of a version; one that never was published has only its review."""
    return f"/figures/{version.figure_id}" if version.published_at else f"/review/{version.figure_id}"

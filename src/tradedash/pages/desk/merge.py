"""`/sources/<source_id>/merge`: two sources that are one article become one, after a look at what will move."""

from dataclasses import dataclass

from dash import html
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from tradedash.commands.corrections import merge_sources
from tradedash.components.elements import Child
from tradedash.components.links import outside
from tradedash.components.sections import head, section
from tradedash.domain.actor import Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.formatting import count_text, day_text
from tradedash.forms.known import known_source
from tradedash.pages.desk.small_forms import Refused, refused, save, sent, session, small_form, summary
from tradedash.pages.desk.told import measure_of, value_of
from tradedash.pages.fields import Fields, row
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.merging import Home, Move, home, moves
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

NO_SOURCE = "There is no source with this id; it may have been copied with a letter missing."
OUTCOMES = {
    True: "gets a version that names the other source",
    False: "is the same print there already: it is retracted, so that it counts once",
}


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(Role.REVIEWER, Role.ADMIN)(MergePage(site).view)
    server.add_url_rule("/sources/<source_id>/merge", "merge", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class MergePage:
    """The choice of the other source, the preview, and the merge."""

    site: Site

    def view(self, source_id: str) -> ResponseReturnValue:
        """Show what would move, or merge. Raises: NotFound, Forbidden."""
        if request.method == "GET":
            return self._show(source_id, request.args.get("into", ""), Refused())
        into = request.form.get("into", "")
        try:
            with self.site.store.write() as conn:
                actor = session().account.actor()
                merge_sources(conn, source_id, into, actor, reason=request.form.get("reason", ""))
        except (BadValue, Conflict, NotFound) as error:
            return self._show(source_id, into, refused(error, sent()))
        return redirect(f"/sources/{source_id}", 303)

    def _show(self, source_id: str, wanted: str, refusal: Refused) -> Response:
        with self.site.store.read() as conn:
            merged = home(conn, source_id)
            if merged is None:
                raise NotFound(NO_SOURCE)
            into = self._other(conn, wanted)
            lists = code_lists(conn)
            listed = moves(conn, merged, into, self.site.base_url) if into else []
        unknown = bool(wanted) and into is None and not refusal
        told = Refused(404, {}, {"into": "The ledger has no source with this address or id."}) if unknown else refusal
        fields = Fields({"into": [wanted], **told.typed}, told.messages)
        choice = _choice(merged, fields)
        preview = [_preview(merged, into, listed, lists), _form(merged, into, fields)] if into else []
        content: list[Child] = [
            head("Merge a source into another", lede=_named(merged), crumbs=_crumbs(merged)),
            summary(told, {**fields.labels, "reason": "Reason"}),
            choice,
            *preview,
        ]
        title = "Error: Merge sources" if told else "Merge sources"
        return make_response(page(title, html.Div(content, className="desk review")), told.status)

    @staticmethod
    def _other(conn: Connection, wanted: str) -> Home | None:
        """Return the source that somebody names by id or by address."""
        text = wanted.strip().rpartition("/sources/")[2]
        found = home(conn, text) if text and len(text) <= 64 else None
        known = None if found else known_source(conn, wanted.strip())
        return home(conn, known.source_id) if known else found


def _named(one: Home) -> str:
    title = f": {one.title}" if one.title else ""
    return f"{one.publisher}, {day_text(one.published_on)}{title}"


def _crumbs(one: Home) -> tuple[tuple[str, str], ...]:
    return (("/sources", "Sources"), (f"/sources/{one.source_id}", one.publisher), ("", "Merge"))


def _choice(merged: Home, fields: Fields) -> html.Div:
    hint = "The address of the other article, or the id of its source. It stays; this one leads to it from then on."
    box = row(fields.text("into", "Merge into", 12, hint, autoComplete="off", spellCheck="false"))
    button = html.P(html.Button("Show what will move", type="submit", className="btn"))
    form = html.Form([box, button], method="get", action=f"/sources/{merged.source_id}/merge", className="small")
    return html.Div(form, className="form")


def _preview(merged: Home, into: Home, listed: list[Move], lists: CodeLists) -> html.Section:
    header = html.Thead(html.Tr([html.Th(title, scope="col") for title in ("", "This source", "The one that stays")]))
    said = [
        ("Publisher", merged.publisher, into.publisher),
        ("Title", merged.title or "none", into.title or "none"),
        ("Published", day_text(merged.published_on), day_text(into.published_on)),
        ("Kind", merged.source_type, into.source_type),
        ("Language", merged.language, into.language),
    ]
    rows: list[Child] = [html.Tr([html.Th(label, scope="row"), html.Td(old), html.Td(new)]) for label, old, new in said]
    rows.append(
        html.Tr(
            [
                html.Th("Address", scope="row"),
                html.Td(outside(merged.url, merged.url)),
                html.Td(outside(into.url, into.url)),
            ]
        )
    )
    table = html.Div(html.Table([header, html.Tbody(rows)], className="versus"), className="tablewrap")
    items = [html.Li(_move(one, lists)) for one in listed]
    return section(f"What will move: {count_text(len(listed), 'figure')}", table, html.Ul(items, className="moves"))


def _move(one: Move, lists: CodeLists) -> list[Child]:
    value = html.A(value_of(one.row, lists), href=f"/review/{one.row.figure_id}")
    return [value, f", {measure_of(one.row, lists)}, {one.row.status.replace('_', ' ')}: {OUTCOMES[one.is_moved]}."]


def _form(merged: Home, into: Home, fields: Fields) -> html.Div:
    box = row(fields.area("reason", "Reason", 12, "How do you know that they are one article? The journal keeps it."))
    form = small_form("merge", f"/sources/{merged.source_id}/merge", [box, save("Merge")], into=into.source_id)
    return html.Div(form, className="form")

"""`/review/batches/<batch_id>`: one import, looked at by a sample, then published or withdrawn as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from tradedash.commands.batches import SAMPLE, approve_batch, withdraw_batch
from tradedash.commands.options import may_publish_own
from tradedash.components.elements import Child
from tradedash.components.life import CHANNELS
from tradedash.components.links import outside
from tradedash.components.sections import head, section
from tradedash.components.words import quote, said_text
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.figure import Status
from tradedash.formatting import count_text, day_text
from tradedash.pages.desk.decide_parts import OWN
from tradedash.pages.desk.small_forms import DO, Refused, instant_text, refused, sent, session, small_form, summary
from tradedash.pages.desk.told import DECIDE, STATUS_WORDS, bases_of, measure_of, value_of
from tradedash.pages.fields import Fields, row
from tradedash.queries import review
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.review import Batch, Item
from tradedash.web.frame import page
from tradedash.web.html import Input
from tradedash.web.sessions import requires
from tradedash.web.site import Site

PATH = "/review/batches"
NO_BATCH = "There is no import with this id; it may have been copied with a letter missing."
LOOKED = "looked_at"


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(BatchPage(site).view)
    server.add_url_rule(f"{PATH}/<batch_id>", "batch", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class BatchPage:
    """One import and what becomes of it."""

    site: Site

    def view(self, batch_id: str) -> ResponseReturnValue:
        """Show an import, or decide it as one. Raises: NotFound, also where it is neither own nor theirs to decide."""
        with self.site.store.read() as conn:
            found = self._batch(conn, batch_id)
        return self._decide(found) if request.method == "POST" else self._show(batch_id, Refused())

    def _batch(self, conn: Connection, batch_id: str) -> Batch:
        found = review.batch(conn, batch_id) if len(batch_id) <= 64 else None
        actor = _actor()
        if found is None or not (actor.role in DECIDE or found.author == actor.name):
            raise NotFound(NO_BATCH)
        return found

    def _decide(self, found: Batch) -> Response:
        try:
            with self.site.store.write() as conn:
                if request.form.get(DO) == "withdraw":
                    withdraw_batch(conn, found.batch_id, _actor(), reason=request.form.get("reason", ""))
                    done = "withdrawn"
                else:
                    approve_batch(conn, found.batch_id, _actor(), looked_at=request.form.getlist(LOOKED))
                    done = "batch"
        except (BadValue, Conflict) as error:
            return self._show(found.batch_id, refused(error, sent()))
        return redirect(f"{PATH}/{found.batch_id}?done={done}", 303)

    def _show(self, batch_id: str, refusal: Refused) -> Response:
        actor, base = _actor(), self.site.base_url
        text = request.args.get("after", "")
        after = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
        with self.site.store.read() as conn:
            found = self._batch(conn, batch_id)
            lists = code_lists(conn)
            sample = review.batch_sample(conn, batch_id, SAMPLE, base) if found.waiting else []
            listed = review.batch_page(conn, batch_id, after, base)
            own = found.author == actor.name and not may_publish_own(conn)
        onward = f"{PATH}/{batch_id}?after={listed.next}#rows" if listed.next else ""
        title = found.name or f"An import of {count_text(found.figures, 'figure')}"
        content: list[Child] = [
            head(title, lede=_about(found), crumbs=(("/review", "Review"), ("", "One import"))),
            summary(refusal, {"looked_at": "Sample", "reason": "Reason"}),
            _notice(request.args.get("done")),
            *_approval(found, sample, actor, lists, own=own, refusal=refusal),
            *_withdrawal(found, actor, refusal),
            section(
                "Its figures",
                _rows(listed.items, lists, onward),
                aside=html.A("From the first", href=f"{PATH}/{batch_id}#rows"),
            ),
        ]
        shown = page(f"Error: {title}" if refusal else title, html.Div(content, className="desk review"))
        return make_response(shown, refusal.status)


def _about(found: Batch) -> str:
    states = [
        (found.waiting, "waiting"),
        (found.drafts, "drafts"),
        (found.published, "published"),
        (found.figures - found.waiting - found.drafts - found.published, "withdrawn or corrected"),
    ]
    told = ", ".join(f"{number:,} {word}" for number, word in states if number)
    channel = CHANNELS.get(found.channel, found.channel)
    return f"{found.author}, {instant_text(found.at)}, by {channel}. {count_text(found.figures, 'figure')}: {told}."


def _notice(told: str | None) -> Child:
    words = {"batch": "The import is published.", "withdrawn": "The import is withdrawn; its figures count nowhere."}
    return html.P(words[told], className="notice", role="status") if told in words else None


def _approval(
    found: Batch, sample: Sequence[Item], actor: Actor, lists: CodeLists, *, own: bool, refusal: Refused
) -> list[Child]:
    if not sample:
        return []
    wanted = f"Open each source and tick what is printed there so. Chance chose this sample from all {found.waiting:,}."
    ticked = refusal.typed.get(LOOKED, ())
    decides = actor.role in DECIDE and not own
    items = html.Ul(
        [_sampled(one, lists, one.row.figure_id in ticked, ticks=decides) for one in sample], className="queue"
    )
    if not decides:
        why = OWN if own else "A reviewer looks at this sample before the import is published."
        return [section("The sample", html.P(why, className="notice"), items)]
    message = refusal.messages.get(LOOKED)
    parts: list[Child] = [html.P(f"✕ {message}", className="msg", id=LOOKED) if message else None, items]
    label = f"Publish all {found.waiting:,}"
    button = html.P(html.Button(label, type="submit", className="btn primary"))
    form = small_form("approve", f"{PATH}/{found.batch_id}", [*parts, button])
    return [section(f"Look at {len(sample)} of them", html.P(wanted), form)]


def _sampled(one: Item, lists: CodeLists, ticked: bool, *, ticks: bool) -> html.Li:
    row, name = one.row, f"look-{one.row.figure_id}"
    tick = html.Label(
        [Input(type="checkbox", id=name, name=LOOKED, value=row.figure_id, checked=ticked), "looks right"]
    )
    links: list[Child] = [
        outside("The words at the source", row.quote_url),
        " · ",
        outside("The article", row.source_url),
        " · ",
        html.A("All about it", href=f"/review/{row.figure_id}"),
    ]
    return html.Li(
        [
            html.Div(
                [
                    html.P(value_of(row, lists), className="value"),
                    html.P(measure_of(row, lists)),
                    html.P(bases_of(row, lists).tag(row.basis)),
                ]
            ),
            html.Div([html.P(quote(row)), html.P(_where(one), className="meta"), html.P(links, className="meta")]),
            html.Div(tick if ticks else None, className="side tick"),
        ]
    )


def _where(one: Item) -> str:
    return f"{said_text(one.row, role=True)} · {one.row.source_publisher}, {day_text(one.row.source_published_on)}"


def _withdrawal(found: Batch, actor: Actor, refusal: Refused) -> list[Child]:
    left = found.waiting + found.drafts + found.published
    if not left or (found.published and actor.role not in DECIDE):
        return []
    fields = Fields(refusal.typed if list(refusal.typed.get(DO, ())) == ["withdraw"] else {}, refusal.messages)
    hint = "The journal keeps it. What was public stays readable as withdrawn."
    button = html.P(html.Button(f"Withdraw all {left:,}", type="submit", className="btn"))
    form = small_form("withdraw", f"{PATH}/{found.batch_id}", [row(fields.area("reason", "Reason", 12, hint)), button])
    return [
        html.Details(
            [html.Summary("Withdraw the import, with a reason"), form],
            open=bool(refusal.messages.get("reason")) or None,
        )
    ]


def _rows(items: Sequence[Item], lists: CodeLists, onward: str) -> html.Div:
    titles = ("Value", "Measures", "Phrase", "Printed in", "State")
    header = html.Thead(html.Tr([html.Th(title, scope="col") for title in titles]))
    lines: list[Child] = [_row(one, lists) for one in items]
    table = html.Div(html.Table([header, html.Tbody(lines)], className="stack list"), className="tablewrap")
    more = html.P(html.A("Show the next 100", href=onward), className="actions") if onward else None
    return html.Div([table, more], id="rows")


def _row(one: Item, lists: CodeLists) -> html.Tr:
    row = one.row
    return html.Tr(
        [
            html.Td(html.A(value_of(row, lists), href=f"/review/{row.figure_id}")),
            html.Td(measure_of(row, lists)),
            html.Td(quote(row), className="words"),
            html.Td(f"{row.source_publisher}, {day_text(row.source_published_on)}", className="quiet"),
            html.Td(STATUS_WORDS[Status(row.status)]),
        ]
    )


def _actor() -> Actor:
    return session().account.actor()

"""`/review/<figure_id>`: one figure with all that a second person needs to decide, and the decision."""

from dataclasses import dataclass

from dash import html
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from tradedash.commands import life
from tradedash.commands.authorship import NO_FIGURE, stored_figure
from tradedash.commands.options import may_publish_own
from tradedash.commands.rows import as_command
from tradedash.components.elements import Child
from tradedash.components.sections import head
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.pages.desk.decide_parts import Decision, Side, decision, figure_side, prospect_section, warnings_section
from tradedash.pages.desk.picture import SCRIPTS
from tradedash.pages.desk.small_forms import DO, Refused, refused, sent, session, summary
from tradedash.pages.desk.told import DECIDE, measure_of, notice_of, step_text, value_of
from tradedash.queries import review
from tradedash.queries.codelists import code_lists
from tradedash.queries.entry import EntryWarning, warnings_of
from tradedash.queries.prospect import prospect
from tradedash.queries.review import Item
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

PATH = "/review"


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(DecidePage(site).view)
    server.add_url_rule(f"{PATH}/<figure_id>", "decide", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class DecidePage:
    """One figure at the desk and what becomes of it."""

    site: Site

    def view(self, figure_id: str) -> ResponseReturnValue:
        """Show a figure, or decide it. Raises: NotFound, also for what is not theirs to see."""
        with self.site.store.read() as conn:
            found = self._item(conn, figure_id)
        return self._decide(found) if request.method == "POST" else self._show(figure_id, Refused())

    def _item(self, conn: Connection, figure_id: str) -> Item:
        stored_figure(conn, figure_id, _actor())
        found = review.item(conn, figure_id, self.site.base_url)
        if found is None:
            raise NotFound(NO_FIGURE)
        return found

    def _decide(self, found: Item) -> Response:
        figure_id, raw = found.row.figure_id, sent()
        try:
            done = self._do(figure_id)
        except (BadValue, Conflict) as error:
            refusal = refused(error, raw)
            named = {f"{request.form.get(DO, '')}_{name}": said for name, said in refusal.messages.items()}
            return self._show(figure_id, Refused(refusal.status, raw, named, refusal.sentence))
        with self.site.store.read() as conn:
            onward = review.next_waiting(conn, _actor().name, found.position) if _actor().role in DECIDE else None
        if done == "submitted":
            return redirect(f"{PATH}/{figure_id}?done=submitted&figure={figure_id}", 303)
        place = f"{PATH}/{onward}" if onward else PATH
        return redirect(f"{place}?done={done}&figure={figure_id}", 303)

    def _do(self, figure_id: str) -> str:
        """Run the command that was chosen and return the word for what it did. Raises: what the command raises."""
        seen, actor = _seen(), _actor()
        do = request.form.get(DO, "")
        reason = request.form.get(f"{do}_reason", "")
        with self.site.store.write() as conn:
            match do:
                case "approve":
                    life.approve(conn, figure_id, actor, seen=seen)
                    return "published"
                case "submit":
                    life.submit(conn, figure_id, actor, seen=seen)
                    return "submitted"
                case "send_back":
                    life.send_back(conn, figure_id, actor, seen=seen, reason=reason)
                    return "sent_back"
                case "discard":
                    life.discard(conn, figure_id, actor, seen=seen, reason=reason)
                    return "discarded"
        raise BadValue("Choose what to do with this figure.", "")

    def _show(self, figure_id: str, refusal: Refused) -> Response:
        actor, base = _actor(), self.site.base_url
        with self.site.store.read() as conn:
            found = self._item(conn, figure_id)
            lists = code_lists(conn)
            old = review.corrected(conn, [found], base).get(figure_id)
            later = review.following(conn, figure_id, base)
            is_open = found.is_draft or found.is_waiting
            change = prospect(conn, found, old, base) if is_open else None
            warned = self._warnings(conn, found, actor) if is_open else []
            notice = notice_of(conn, request.args, actor, base)
            may_own = may_publish_own(conn)
        title = f"{value_of(found.row, lists)}, {measure_of(found.row, lists)}"
        chosen = Decision(found, actor, may_own, later)
        side = Side(found, old, lists, base)
        main: list[Child] = [
            figure_side(side),
            html.Div([warnings_section(warned) if is_open else None, decision(chosen, refusal)]),
            prospect_section(change, lists) if change else None,
        ]
        told = Refused(refusal.status, refusal.typed, refusal.messages, _who_changed(refusal, found))
        labels = {f"{do}_reason": "Reason" for do in ("send_back", "discard")}
        content: list[Child] = [
            head(title, crumbs=((PATH, "Review"), ("", "One figure"))),
            summary(told, labels),
            notice,
            html.Div(main, className="decide"),
        ]
        text = page(f"Error: {title}" if refusal else title, html.Div(content, className="desk review"), head=SCRIPTS)
        return make_response(text, refusal.status)

    def _warnings(self, conn: Connection, found: Item, actor: Actor) -> list[EntryWarning]:
        """The warnings of entry, as they are today; versions of the same figure are no evidence against it."""
        row = stored_figure(conn, found.row.figure_id, actor)
        line = [row["figure_id"], *(one["figure_id"] for one in life.ancestors(conn, row))]
        return warnings_of(conn, as_command(row), self.site.base_url, actor, without=line)


def _who_changed(refusal: Refused, found: Item) -> str:
    """After a conflict the sentence says who was faster, and with what."""
    if refusal.status != 409:
        return refusal.sentence
    return f"{refusal.sentence} The last change: {step_text(found.last)}."


def _seen() -> int:
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _actor() -> Actor:
    return session().account.actor()

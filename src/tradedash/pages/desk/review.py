"""`/review`: what waits for those who decide, reports of readers, and everybody's own work."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from tradedash.commands.reports import close_report
from tradedash.components.elements import Child
from tradedash.components.links import with_query
from tradedash.components.sections import head, nothing, section
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.formatting import count_text
from tradedash.pages.desk.review_parts import batch_list, filter_form, lines, more, report_list
from tradedash.pages.desk.small_forms import Refused, refused, sent, session, summary
from tradedash.pages.desk.told import DECIDE, notice_of
from tradedash.queries import review
from tradedash.queries.codelists import code_lists
from tradedash.queries.reports import open_count, open_reports
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

PATH = "/review"
LEDE = "What waits for a second person, the oldest first. Nobody publishes their own work here."
OWN_LEDE = "Your own work: what you keep as a draft, what waits for a second person, and what was sent back."


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(ReviewPage(site).view)
    server.add_url_rule(PATH, "review", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class ReviewPage:
    """The queue, as whoever asks may see it."""

    site: Site

    def view(self) -> ResponseReturnValue:
        """Show the queue, or take the answer to a report."""
        if request.method == "POST":
            return self._answer()
        if batch := request.args.get("batch"):
            return redirect(f"{PATH}/batches/{batch[:64]}" if batch.isascii() and batch.isprintable() else PATH, 303)
        return self._show(Refused())

    def _answer(self) -> Response:
        key = request.form.get("report", "")
        try:
            with self.site.store.write() as conn:
                close_report(conn, key, _actor(), answer=request.form.get("answer", ""))
        except (BadValue, Conflict, NotFound) as error:
            found = refused(error, sent())
            said = {f"answer-{key}": sentence for sentence in found.messages.values()}
            return self._show(Refused(found.status, found.typed, said, found.sentence))
        return redirect(f"{PATH}?done=closed", 303)

    def _show(self, refusal: Refused) -> Response:
        actor = _actor()
        decides = actor.role in DECIDE
        with self.site.store.read() as conn:
            notice = notice_of(conn, request.args, actor, self.site.base_url)
            shown = self._waiting(conn, refusal) if decides else []
            own = self._own(conn, actor)
        none = nothing("Nothing waits.", ("Add a figure", "/enter"), ("Overview", "/"))
        labels = dict.fromkeys(refusal.messages, "Answer")
        content: list[Child] = [
            head("Review", lede=LEDE if decides else OWN_LEDE),
            summary(refusal, labels),
            notice,
            *shown,
            *(own or ([] if decides else [none])),
        ]
        title = "Error: Review" if refusal else "Review"
        return make_response(page(title, html.Div(content, className="desk review")), refusal.status)

    def _waiting(self, conn: Connection, refusal: Refused) -> list[Child]:
        asked, chosen = _asked()
        lists, base = code_lists(conn), self.site.base_url
        found = review.queue(conn, asked, base)
        batches = review.batches_waiting(conn, asked)
        authors = review.authors_waiting(conn)
        old = review.corrected(conn, found.items, base)
        reports = open_reports(conn)
        single = f"Single figures: {found.total if found.total <= review.MOST_COUNTED else 'more than 1,000'}"
        parts: list[Child] = [filter_form(chosen, authors)] if authors or any(chosen.values()) else []
        if batches:
            parts.append(section(f"Imports: {len(batches)}", batch_list(batches)))
        if found.items:
            onward = with_query(PATH, *chosen.items(), ("after", str(found.next or "")))
            parts.append(section(single, lines(found.items, lists, old), more(onward, found.next)))
        elif not batches:
            parts.append(_none_waits(asked))
        if reports:
            number = open_count(conn)
            title = f"Reports of readers: {number}"
            parts.append(section(title, report_list(reports, refusal)))
        return parts

    def _own(self, conn: Connection, actor: Actor) -> list[Child]:
        base, lists = self.site.base_url, code_lists(conn)
        unpublished = review.own_unpublished(conn, actor.name, base)
        published = review.own_published(conn, actor.name, base)
        decides = actor.role in DECIDE
        batches = [] if decides else review.batches_waiting(conn, review.Asked(author=actor.name))
        groups = [
            ("Your drafts", [one for one in unpublished if one.is_draft]),
            # Whoever decides has it in the queue above.
            ("Yours, waiting for a second person", [one for one in unpublished if one.is_waiting and not decides]),
            ("Yours, published lately", published),
        ]
        parts: list[Child] = [section("Your imports", batch_list(batches))] if batches else []
        for title, items in groups:
            if items:
                old = review.corrected(conn, [one for one in items if not one.published_at], base)
                counted = f"{title}: {count_text(len(items), 'figure')}"
                parts.append(section(counted, lines(items, lists, old, own=True)))
        return parts


def _none_waits(asked: review.Asked) -> Component:
    if asked == review.Asked():
        return nothing("Nothing waits for review.", ("Add a figure", "/enter"), ("Overview", "/"))
    return nothing("Nothing that fits waits for review.", ("Show all that waits", PATH))


def _asked() -> tuple[review.Asked, dict[str, str]]:
    """Read the filters of the address; what they cannot mean is left out."""
    me = session().account.name
    who, author = request.args.get("who", ""), request.args.get("author", "")[:80].replace("\0", "")
    after = request.args.get("after", "")
    chosen = {"who": who if who in ("mine", "others") else "", "author": author}
    behind = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    asked = review.Asked(me if who == "mine" else author or None, me if who == "others" else None, behind)
    return asked, chosen


def _actor() -> Actor:
    return session().account.actor()

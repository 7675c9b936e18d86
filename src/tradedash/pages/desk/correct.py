"""`/figures/<figure_id>/correct`: write a stored figure anew, or retract, restore, rank or move it; each with a reason.

Whoever was slower loses nothing: the page comes back with all that was typed, and what is stored now beside it.
"""

import secrets
from dataclasses import dataclass, replace

from dash import html
from flask import Flask, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from tradedash.commands import life
from tradedash.commands.additions import AddFigure
from tradedash.commands.authorship import NO_FIGURE, stored_figure
from tradedash.commands.authorship import may_see as is_seen
from tradedash.commands.corrections import correct
from tradedash.commands.rows import as_command
from tradedash.components.elements import Child
from tradedash.components.sections import head
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.figure import Rank, Status
from tradedash.forms.figure import SEND, parse_figure
from tradedash.forms.looked import text_of
from tradedash.forms.sheet import FormErrors, Raw
from tradedash.forms.stored import differing, raw_from_row
from tradedash.pages.desk.correct_parts import Standing, other_forms, standing_notice
from tradedash.pages.desk.small_forms import DO, Refused, refused, sent, session, summary
from tradedash.pages.desk.told import may_see, named, step_text
from tradedash.pages.enter import SCRIPT, SETTERS
from tradedash.pages.enter_entry import Given, Purpose, Refusal, correction, entry_of, seen
from tradedash.pages.enter_fields import stored_words
from tradedash.pages.enter_form import form
from tradedash.queries import review
from tradedash.queries.codelists import code_lists
from tradedash.queries.nearby import statements_nearby
from tradedash.queries.review import Item
from tradedash.web.frame import page
from tradedash.web.sessions import requires
from tradedash.web.site import Site

LIVING = (Status.PUBLISHED, Status.DRAFT, Status.IN_REVIEW)
USED = "This form has saved a correction already. To save this one as well, send it again."
LEDE = "Nothing is overwritten: a correction is a new version, and the old one stays readable."


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    view = requires(*Role)(CorrectPage(site).view)
    server.add_url_rule("/figures/<figure_id>/correct", "correct", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class CorrectPage:
    """The forms that change a stored figure, and what becomes of them."""

    site: Site

    def view(self, figure_id: str) -> ResponseReturnValue:
        """Show the forms, or take one. Raises: NotFound, also for what is not theirs to see."""
        with self.site.store.read() as conn:
            found = self._item(conn, figure_id)
        if request.method == "GET":
            return self._show(found, raw_from_row(found.row), Refusal())
        return self._decide(found) if request.form.get(DO) else self._correct(found, sent())

    def _item(self, conn: Connection, figure_id: str) -> Item:
        stored_figure(conn, figure_id, _actor())
        found = review.item(conn, figure_id, self.site.base_url)
        if found is None:
            raise NotFound(NO_FIGURE)
        return found

    def _decide(self, found: Item) -> Response:
        try:
            done = self._do(found.row.figure_id)
        except (BadValue, Conflict, NotFound) as error:
            told = refused(error, sent())
            messages = {f"{request.form[DO]}_{name}": said for name, said in told.messages.items()}
            with self.site.store.read() as conn:
                now = self._item(conn, found.row.figure_id)
            sentence = told.sentence
            if told.status == 409:
                sentence = f"{sentence} The last change: {step_text(now.last)}."
            small = Refused(told.status, told.typed, messages, sentence)
            return self._show(now, raw_from_row(now.row), Refusal(), small)
        return redirect(f"/figures/{found.row.figure_id}/correct?done={done}", 303)

    def _do(self, figure_id: str) -> str:
        """Run the command that was chosen and return its name. Raises: what the command raises."""
        do, given = request.form.get(DO, ""), request.form
        reason, seen_then, actor = given.get(f"{do}_reason", ""), _seen(), _actor()
        with self.site.store.write() as conn:
            match do:
                case "retract":
                    life.retract(conn, figure_id, actor, seen=seen_then, reason=reason)
                case "restore":
                    life.restore(conn, figure_id, actor, seen=seen_then, reason=reason)
                case "rank":
                    life.rank(conn, figure_id, actor, seen=seen_then, to=_rank(given.get("rank_to", "")), reason=reason)
                case "move":
                    to = given.get("move_id", "").strip() or given.get("move_to", "")
                    life.move(conn, figure_id, actor, seen=seen_then, to=to, reason=reason)
                case _:
                    raise BadValue("Choose what to do with this figure.", "")
        return do

    def _correct(self, found: Item, raw: Raw) -> Response:
        chosen = {field: raw[button] for button, field in SETTERS.items() if raw.get(button)}
        opened = replace(found, seen=_seen())  # a page that comes back is still about the version that was opened
        if chosen or text_of(raw, SEND) == "check":
            return self._show(opened, {**raw, **chosen}, Refusal())
        with self.site.store.read() as conn:
            line = self._line(conn, found)
            looked = seen(conn, raw, _actor(), self.site.base_url, fills=False, without=line)
            asked = parse_figure(raw, code_lists(conn), looked.look.known)
        if isinstance(asked, FormErrors):
            return self._show(opened, asked.typed, Refusal(asked.messages), status=422)
        unseen = any(one.asks and one.key not in raw.get("warned", ()) for one in looked.warnings)
        if unseen and opened.seen == found.seen:
            return self._show(opened, raw, Refusal(), asks=True)
        return self._store(opened, raw, asked)

    def _store(self, found: Item, raw: Raw, command: AddFigure) -> Response:
        try:
            with self.site.store.write() as conn:
                new = correct(conn, found.row.figure_id, command, _actor(), seen=_seen(), reason=text_of(raw, "reason"))
                is_this = _says(as_command(stored_figure(conn, new, _actor())), command)
        except BadValue as error:
            return self._show(found, raw, Refusal({error.field: str(error)}), status=422)
        except Conflict as error:
            return self._overtaken(found.row.figure_id, raw, str(error))
        if not is_this:
            return self._show(found, {**raw, "form_key": []}, Refusal({}, USED), status=409)
        return redirect(f"/review/{new}", 303)

    def _overtaken(self, figure_id: str, raw: Raw, sentence: str) -> Response:
        """Show the form once more, against the version that is there now, with all that was typed."""
        with self.site.store.read() as conn:
            opened = self._item(conn, figure_id)
            later = review.following(conn, figure_id, self.site.base_url)
        living = [one for one in (opened, *later) if one.row.status in LIVING and may_see(one, _actor())]
        now = living[-1] if living else opened
        told = f"{sentence} The last change: {step_text(opened.last)}."
        if now is not opened:
            told = f"{told} Another version stands in its place: {step_text(now.last)}."
        told += " Nothing you typed is lost; where the ledger has something else, it stands beside the field."
        return self._show(now, raw, Refusal({}, told), status=409)

    def _show(
        self,
        found: Item,
        raw: Raw,
        refusal: Refusal,
        small: Refused | None = None,
        *,
        status: int = 200,
        asks: bool = False,
    ) -> Response:
        me, small = session(), small or Refused()
        key = text_of(raw, "form_key") or secrets.token_urlsafe(24)
        given = Given(me.account.name, me.csrf_token, key, asks)
        with self.site.store.read() as conn:
            line, lists = self._line(conn, found), code_lists(conn)
            looked = seen(conn, raw, _actor(), self.site.base_url, fills=False, without=line)
            entry = entry_of(conn, looked, refusal.messages, given)
            later = review.following(conn, found.row.figure_id, self.site.base_url)
            standing = Standing(found, _actor(), later, statements_nearby(conn, found.row))
        purpose = _purpose(found, raw, line)
        status = small.status if small else status
        parts: list[Child] = [
            head(f"Correct {named(found.row, lists)}", lede=LEDE, crumbs=_crumbs(found)),
            summary(small, standing.labels),
            standing_notice(standing, request.args.get("done", "")),
            form(entry, refusal, purpose) if standing.may_be_corrected or refusal else None,  # what was typed stays
            *other_forms(standing, small),
        ]
        title = f"{'Error: ' if refusal or small else 'Check: ' if asks else ''}Correct a figure"
        return make_response(page(title, html.Div(parts, className="desk review"), head=SCRIPT), status)

    def _line(self, conn: Connection, found: Item) -> list[str]:
        """The versions that a correction replaces do not speak against it; those of others are not named."""
        row = stored_figure(conn, found.row.figure_id, _actor())
        before = [one["figure_id"] for one in life.ancestors(conn, row) if is_seen(conn, one, _actor())]
        after = review.following(conn, found.row.figure_id, self.site.base_url)
        return [found.row.figure_id, *before, *(one.row.figure_id for one in after if may_see(one, _actor()))]


def _purpose(found: Item, raw: Raw, line: list[str]) -> Purpose:
    purpose = correction(found.row.figure_id, found.seen)
    without = [("without", one) for one in line]
    beside = stored_words(differing(raw, raw_from_row(found.row)))
    return replace(purpose, hidden=[*purpose.hidden, *without], stored=beside)


def _says(stored: AddFigure, wanted: AddFigure) -> bool:
    """Tell whether what is stored is what was sent: a form that is sent twice stores once, another figure is none."""
    old, new = stored.print, wanted.print
    same = ("indicator", "as_printed", "quantity", "basis", "period", "unit", "qualifiers", "speaker", "stated_on")
    return all(getattr(old, name) == getattr(new, name) for name in same) and stored.note == wanted.note


def _rank(text: str) -> Rank:
    if text not in list(Rank):
        raise BadValue("Choose a rank.", "to")
    return Rank(text)


def _crumbs(found: Item) -> tuple[tuple[str, str], ...]:
    own = f"/figures/{found.row.figure_id}" if found.published_at else f"/review/{found.row.figure_id}"
    return (("/review", "Review"), (own, "The figure"), ("", "Correct"))


def _seen() -> int:
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _actor() -> Actor:
    return session().account.actor()

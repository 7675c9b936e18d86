"""`/enter`: one figure, its words and whose statistics it is. A plain form; `/enter/look` helps while it is typed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from dash import Dash, html
from dash.development.base_component import Component
from flask import jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response

from tradedash.commands.authorship import stored_figure
from tradedash.commands.figures import AddFigure, add_figure
from tradedash.commands.rows import as_command
from tradedash.components.links import inside
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.domain.figure import Status
from tradedash.formatting import day_text
from tradedash.forms.figure import FIELDS, SEND, parse_figure
from tradedash.forms.looked import text_of
from tradedash.forms.sheet import FormErrors, Raw
from tradedash.pages.enter_entry import Given, Refusal, Seen, entry_of, seen, stored_as
from tradedash.pages.enter_fields import number_hint, phrase_hint, source_hint
from tradedash.pages.enter_form import form, heading
from tradedash.pages.enter_live import live
from tradedash.queries.codelists import code_lists
from tradedash.store.schema import figure as figures
from tradedash.store.schema import source as sources
from tradedash.web.frame import page
from tradedash.web.gate import Gate
from tradedash.web.html import render
from tradedash.web.sessions import Session, current_session, requires
from tradedash.web.site import Site

PATH = "/enter"
USED = "This form has saved a figure already. To save this one as well, send it again."
CHANGED = "What these fields were proposed from has changed. Look at the new proposals and send it again."
SCRIPT = '<script src="/assets/enter.js" defer></script>'
#: Fields that a button of the form sets: its name, and the field that takes its value.
SETTERS = {"use": "source_url", "join": "stated_on"}


class Does(Enum):
    """What the form does when it is shown: nothing more, fill its open fields, or ask about its warnings."""

    SHOW = auto()
    FILL = auto()
    ASK = auto()


def register(app: Dash, site: Site, _gate: Gate) -> None:
    """Add the form to the site."""
    shown = EnterPage(site)
    guard = requires(*Role)
    app.server.add_url_rule(PATH, "enter", guard(shown.view), methods=["GET", "POST"])
    app.server.add_url_rule(f"{PATH}/look", "enter_look", guard(shown.look), methods=["POST"])


@dataclass(frozen=True)
class EnterPage:
    """The form and what becomes of it."""

    site: Site

    def view(self) -> ResponseReturnValue:
        """Show the form, filled in from the address if it names fields, or take what was sent."""
        if request.method == "POST":
            return self._sent(request.form.to_dict(flat=False))
        raw = {name: values for name, values in request.args.lists() if name in FIELDS and name != "form_key"}
        after = request.args.get("after", "")
        return self._after(after, raw) if after else self._show(raw, Refusal(), 200)

    def look(self) -> ResponseReturnValue:
        """Answer what the form would propose, mean and warn of as it stands; nothing is stored."""
        raw = request.form.to_dict(flat=False)
        fills = raw.get("fills") != ["no"]
        with self.site.store.read() as conn:
            found = seen(conn, raw, _actor(), self.site.base_url, fills=fills, without=raw.get("without", ()))
            saved = _saved_by(conn, text_of(raw, "form_key"), _actor())
        return jsonify({**looked(found), "saved": saved})

    def _sent(self, raw: Raw) -> Response:
        chosen = {field: raw[button] for button, field in SETTERS.items() if raw.get(button)}
        if chosen or text_of(raw, SEND) == "check":
            return self._show({**raw, **chosen}, Refusal(), 200, does=Does.FILL)
        with self.site.store.read() as conn:
            found = seen(conn, raw, _actor(), self.site.base_url, fills=False)
            asked = parse_figure(raw, code_lists(conn), found.look.known)
        if isinstance(asked, FormErrors):
            return self._show(asked.typed, Refusal(asked.messages), 422)
        if found.look.is_stale:
            return self._show(raw, Refusal({}, CHANGED), 422, does=Does.FILL)
        if asked.status is not Status.DRAFT and _unseen(found, raw) and not found.stored:
            return self._show(raw, Refusal(), 200, does=Does.ASK)
        return self._add(raw, asked)

    def _add(self, raw: Raw, asked: AddFigure) -> Response:
        try:
            with self.site.store.write() as conn:
                figure_id = add_figure(conn, asked, _actor())
        except BadValue as error:
            return self._show(raw, Refusal({error.field: str(error)}), 422)
        except Conflict as error:
            with self.site.store.read() as conn:
                stored = stored_as(conn, asked, _actor())
            return self._show(raw, Refusal({}, str(error), stored), 409)
        if not self._is_stored(figure_id, asked):
            return self._show({**raw, "form_key": []}, Refusal({}, USED, figure_id), 409)
        goes_on = text_of(raw, SEND) == "another"
        return redirect(f"{PATH}?after={figure_id}" if goes_on else f"/review/{figure_id}", 303)

    def _is_stored(self, figure_id: str, command: AddFigure) -> bool:
        """Tell whether a figure is what was asked for: whoever goes back and fills the same form again has two."""
        with self.site.store.read() as conn:
            found = as_command(stored_figure(conn, figure_id, _actor())).print
        wanted = command.print
        return (found.indicator, found.as_printed, found.quantity, found.basis, found.period) == (
            wanted.indicator,
            wanted.as_printed,
            wanted.quantity,
            wanted.basis,
            wanted.period,
        )

    def _after(self, figure_id: str, raw: Raw) -> Response:
        """Show a form for the next figure of an article, beginning with what the one before it had."""
        try:
            with self.site.store.read() as conn:
                given = _carried(conn, figure_id, _actor())
        except NotFound:
            return self._show(raw, Refusal(), 200)
        return self._show({**given, **raw}, Refusal(), 200, saved=figure_id)

    def _show(
        self, raw: Raw, refusal: Refusal, status: int, *, does: Does = Does.SHOW, saved: str | None = None
    ) -> Response:
        session = _session()
        key = text_of(raw, "form_key") or secrets.token_urlsafe(24)
        focus = "as_printed" if saved else ""
        given = Given(session.account.name, session.csrf_token, key, does is Does.ASK, focus)
        with self.site.store.read() as conn:
            found = seen(conn, raw, _actor(), self.site.base_url, fills=does is Does.FILL)
            entry = entry_of(conn, found, refusal.messages, given)
        content: list[Component] = [heading(), *([_saved(saved)] if saved else []), form(entry, refusal)]
        title = "Error: Add a figure" if refusal else "Check: Add a figure" if entry.asked else "Add a figure"
        return make_response(page(title, *content, head=SCRIPT), status)


def _saved(figure_id: str) -> Component:
    link = inside("See it", f"/review/{figure_id}")
    return html.P(["Saved. ", link, " or add the next figure of this article."], className="notice", role="status")


def looked(found: Seen) -> dict[str, Any]:
    """Return what the script does with a form that has been looked at."""
    look = found.look
    return {
        "fields": {name: list(look.raw.get(name, ())) for name in look.reasons},
        "reasons": dict(look.reasons),
        "proposed": list(look.proposed),
        "hints": {
            "source_url": source_hint(look.known),
            "as_printed": phrase_hint(look),
            "obs_value": number_hint(look),
        },
        "offers": [{"value": one.url, "label": f"{one.publisher}, {day_text(one.published_on)}"} for one in look.found],
        "language": look.language,
        "live": render(live(look, found.warnings, found.stored)),
    }


def _unseen(found: Seen, raw: Raw) -> bool:
    """Tell whether there is a warning that whoever sends the form has not been asked about."""
    return any(one.asks and one.key not in raw.get("warned", ()) for one in found.warnings)


def _carried(conn: Connection, figure_id: str, actor: Actor) -> Raw:
    """Return the fields that the next figure of an article shares with one before it. Raises: NotFound."""
    row = stored_figure(conn, figure_id, actor)
    home = conn.execute(select(sources).where(sources.c.source_id == row["source_id"])).one()
    areas = f"{row['ref_area']}-{row['counterpart_area']}"
    said: Mapping[str, object] = {
        "source_url": home.url,
        "speaker": row["speaker"],
        "speaker_role": row["speaker_role"],
        "stated_on": row["stated_on"],
        "pair": areas,
        "direction": areas,
        "basis": row["basis"],
    }
    return {name: [str(value)] for name, value in said.items() if value is not None}


def _saved_by(conn: Connection, form_key: str, actor: Actor) -> str | None:
    """Return the figure that a form has saved already, so that a browser can forget what was typed into it."""
    if not form_key or "\0" in form_key:
        return None
    found = conn.execute(select(figures.c.figure_id).where(figures.c.form_key == form_key)).scalar()
    try:
        return str(stored_figure(conn, found, actor)["figure_id"]) if found else None
    except NotFound:
        return None


def _actor() -> Actor:
    return _session().account.actor()


def _session() -> Session:
    session = current_session()
    if session is None:  # `requires` has seen one a moment ago
        raise Forbidden("You are no longer logged in; nothing was saved.")
    return session

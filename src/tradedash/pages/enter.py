"""`/enter`: one figure, its words and whose statistics it is. A plain form that needs no script."""

import secrets
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component
from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.authorship import stored_figure
from tradedash.commands.figures import AddFigure, Places, add_figure
from tradedash.commands.rows import as_command
from tradedash.domain.actor import Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden
from tradedash.forms.figure import FIELDS, parse_figure
from tradedash.forms.known import known_publishers, known_source, known_speakers
from tradedash.forms.sheet import FormErrors, Raw
from tradedash.pages.enter_form import Entry, Refusal, form, heading
from tradedash.queries.codelists import code_lists
from tradedash.web.frame import page
from tradedash.web.gate import Gate
from tradedash.web.sessions import Session, current_session, requires
from tradedash.web.site import Site

PATH = "/enter"
USED = "This form has saved a figure already. To save this one as well, send it again."


def register(app: Dash, site: Site, _gate: Gate) -> None:
    """Add the form to the site."""
    view = requires(*Role)(EnterPage(site).view)
    app.server.add_url_rule(PATH, "enter", view, methods=["GET", "POST"])


@dataclass(frozen=True)
class EnterPage:
    """The form and what becomes of it."""

    site: Site

    def view(self) -> ResponseReturnValue:
        """Show the form, filled in from the address if it names fields, or take what was sent."""
        if request.method == "POST":
            return self._take(request.form.to_dict(flat=False))
        raw = {name: values for name, values in request.args.lists() if name in FIELDS and name != "form_key"}
        return self._show(raw, Refusal(), 200)

    def _take(self, raw: Raw) -> Response:
        with self.site.store.read() as conn:
            known = known_source(conn, raw.get("source_url", [""])[0])
            asked = parse_figure(raw, code_lists(conn), known)
        if isinstance(asked, FormErrors):
            return self._show(asked.typed, Refusal(asked.messages), 422)
        try:
            with self.site.store.write() as conn:
                figure_id = add_figure(conn, asked, _session().account.actor())
        except BadValue as error:
            return self._show(raw, Refusal({error.field: str(error)}), 422)
        except Conflict as error:
            return self._show(raw, Refusal({}, str(error), self._stored_as(asked)), 409)
        if not self._is_stored(figure_id, asked):
            return self._show({**raw, "form_key": []}, Refusal({}, USED, figure_id), 409)
        return redirect(f"/review/{figure_id}", 303)

    def _is_stored(self, figure_id: str, command: AddFigure) -> bool:
        """Tell whether a figure is what was asked for: whoever goes back and fills the same form again has two."""
        with self.site.store.read() as conn:
            found = as_command(stored_figure(conn, figure_id, _session().account.actor())).print
        wanted = command.print
        return (found.indicator, found.as_printed, found.quantity, found.basis, found.period) == (
            wanted.indicator,
            wanted.as_printed,
            wanted.quantity,
            wanted.basis,
            wanted.period,
        )

    def _stored_as(self, command: AddFigure) -> str | None:
        with self.site.store.read() as conn:
            placed = Places(conn, [command]).place(command)
        return None if placed.is_new else placed.figure_id

    def _show(self, raw: Raw, refusal: Refusal, status: int) -> Response:
        with self.site.store.read() as conn:
            entry = Entry(
                raw=raw,
                messages=refusal.messages,
                lists=code_lists(conn),
                known=known_source(conn, raw.get("source_url", [""])[0]),
                publishers=known_publishers(conn),
                speakers=known_speakers(conn),
                csrf_token=_session().csrf_token,
                form_key=raw.get("form_key", [""])[0] if raw.get("form_key") else secrets.token_urlsafe(24),
            )
        content: list[Component] = [heading(), form(entry, refusal)]
        title = "Error: Add a figure" if refusal else "Add a figure"
        return make_response(page(title, *content), status)


def _session() -> Session:
    session = current_session()
    if session is None:  # `requires` has seen one a moment ago
        raise Forbidden("You are no longer logged in; nothing was saved.")
    return session

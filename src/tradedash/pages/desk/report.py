"""`/figures/<figure_id>/report`: readers say what is wrong with a figure, without an account and without an address."""

from dataclasses import dataclass

import structlog
from dash import html
from flask import Flask, current_app, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tradedash.commands.reports import LONGEST, SHORTEST, add_report
from tradedash.components.elements import Child
from tradedash.components.sections import head
from tradedash.components.words import quote
from tradedash.domain.errors import BadValue, NotFound
from tradedash.frames import FigureRow
from tradedash.pages.desk.small_forms import Refused, refused, sent, summary
from tradedash.pages.desk.told import named
from tradedash.pages.fields import Fields, row
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import NO_FIGURE, figure
from tradedash.web import csrf
from tradedash.web.frame import page
from tradedash.web.html import Input
from tradedash.web.sessions import current_session
from tradedash.web.site import Site
from tradedash.web.throttle import ReportThrottle, wait_text

LONGEST_ID = 64
STALE = "This form was open for too long, or the browser keeps no cookies. Send it again; what you wrote is still here."
THANKS = "Thank you. Those who look after the figures read it; if you are right, the figure is corrected."
LEDE = (
    "Say what is wrong: the number, the words, the period, whose statistics. You need no account. We ask for no name "
    "and no address, so please write none; nobody can answer you, but the figure’s history shows what came of it."
)
log = structlog.get_logger()


def register(server: Flask, site: Site) -> None:
    """Add the page to the site."""
    shown = ReportPage(site, ReportThrottle(site.settings.workers))
    server.add_url_rule("/figures/<figure_id>/report", "report", shown.view, methods=["GET", "POST"])


@dataclass(frozen=True)
class ReportPage:
    """The form and what becomes of it."""

    site: Site
    throttle: ReportThrottle

    def view(self, figure_id: str) -> ResponseReturnValue:
        """Show the form, or take what a reader wrote. Raises: NotFound, also for what never was public."""
        if len(figure_id) > LONGEST_ID:
            raise NotFound(NO_FIGURE)
        with self.site.store.read() as conn:
            found, lists = figure(conn, figure_id, self.site.base_url), code_lists(conn)
        return self._take(found, lists) if request.method == "POST" else self._show(found, lists, Refused())

    def _take(self, found: FigureRow, lists: CodeLists) -> Response:
        raw = sent()
        # Whoever is logged in has sent the token of the session, and the gate has seen it.
        if current_session() is None and not csrf.REPORT.is_good(_secret()):
            return self._show(found, lists, Refused(400, raw, sentence=STALE))
        wait = self.throttle.seconds_to_wait(request.remote_addr or "")
        if wait:
            log.warning("report_throttled", client=request.remote_addr)
            sentence = f"This is more than one reader may send. {wait_text(wait)} What you wrote is still here."
            response = self._show(found, lists, Refused(429, raw, sentence=sentence))
            response.headers["Retry-After"] = str(wait)
            return response
        try:
            with self.site.store.write() as conn:
                add_report(conn, found.figure_id, request.form.get("text", ""))
        except BadValue as error:
            return self._show(found, lists, refused(error, raw))
        return make_response(page("Thank you", *_thanks(found, lists)))

    def _show(self, found: FigureRow, lists: CodeLists, refusal: Refused) -> Response:
        session = current_session()
        token, nonce = (session.csrf_token, "") if session else csrf.REPORT.token(_secret())
        fields = Fields(refusal.typed, refusal.messages)
        form = _form(found, fields, token)
        content: list[Child] = [
            head("Report a problem", lede=LEDE, crumbs=_crumbs(found)),
            summary(refusal, fields.labels),
            html.Div([html.P(named(found, lists), className="meta"), html.Blockquote(quote(found))], className="about"),
            form,
        ]
        title = "Error: Report a problem" if refusal else "Report a problem"
        response = make_response(page(title, html.Div(content, className="desk report")), refusal.status)
        if nonce:
            csrf.REPORT.set_cookie(response, nonce)
        return response


def _form(found: FigureRow, fields: Fields, token: str) -> html.Div:
    hint = (
        f"{SHORTEST} to {LONGEST:,} characters. Only those who look after the figures read it; it is never shown here."
    )
    box = fields.area("text", "What is wrong?", 12, hint)
    button = html.P(html.Button("Send", type="submit", className="btn primary"))
    unseen = Input(type="hidden", name=csrf.FIELD, value=token)
    action = f"/figures/{found.figure_id}/report"
    form = html.Form([unseen, row(box), button], method="post", action=action, noValidate=True, className="small")
    return html.Div(form, className="form")


def _thanks(found: FigureRow, lists: CodeLists) -> list[html.Div]:
    links = html.P(
        [
            html.A("Back to the figure", href=f"/figures/{found.figure_id}"),
            " · ",
            html.A("Its history", href=f"/figures/{found.figure_id}/history"),
        ]
    )
    return [
        head("Your report has been kept", lede=THANKS, crumbs=_crumbs(found)),
        html.Div([html.P(named(found, lists)), links]),
    ]


def _crumbs(found: FigureRow) -> tuple[tuple[str, str], ...]:
    return ((f"/figures/{found.figure_id}", "The figure"), ("", "Report a problem"))


def _secret() -> str:
    return str(current_app.secret_key)

"""`/sources/<id>`: what one article, transcript or release was cited for."""

from dataclasses import replace

from dash import html
from flask import has_request_context

from tradedash.components.asof import Past
from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, outside
from tradedash.components.roles import shows_sign
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.words import language_name, quote, said_text
from tradedash.domain.actor import Role
from tradedash.domain.economy import Pair
from tradedash.formatting import count_text, day_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import page
from tradedash.queries.links import Link, link_of
from tradedash.queries.selection import Selection
from tradedash.queries.sources import Source, merged_into, source_by_id
from tradedash.web.sessions import current_account

#: More figures of one source are not listed; a release may have a million.
MOST = 500
_TYPES = {"release": N_("statistical release"), "transcript": N_("the speaker’s own site"), "report": N_("report")}


def layout(request: Request) -> View:
    """Return one source with the figures it was cited for. Raises: NotFound."""
    lists = code_lists(request.conn)
    source = source_by_id(request.conn, request.name)
    asked = ask(request.args, lists)
    clocks = Selection(as_of=asked.selection.as_of, recorded_as_of=asked.selection.recorded_as_of)
    of_it = replace(clocks, source=source.source_id, limit=MOST)
    answer = page(request.conn, of_it, request.site.base_url)
    rows = answer.rows
    past = known.past_of(request.conn, of_it, answer.left_out_without_day)
    title = source.source_title or f"{source.source_publisher}, {day_text(source.source_published_on)}"
    crumbs = (("/sources", _("Sources")), ("", source.source_publisher))
    items: list[Child] = [_figure(row, lists) for row in rows]
    none = _("None of its figures was known then.") if clocks.query() else _("Its figures were withdrawn.")
    listed = html.Ul(items, className="news") if items else nothing(none, (_("Sources"), "/sources"))
    number = source.figures if answer.next else len(rows)
    cited = section(
        _("Cited for %(figures)s") % {"figures": count_text(number, "figure")}, *_first(answer.next), listed
    )
    top = [head(title, crumbs=crumbs), *_clocks(request, asked, past), *_merged(request, source)]
    return View(
        title, [*top, html.Dl(_about(source, link_of(request.conn, source.source_id)), className="kv wide"), cited]
    )


def _first(onward: str | None) -> list[Child]:
    """Say of a release with very many figures that these are the first of them."""
    if onward is None:
        return []
    words = _("The first %(number)s figures; the API lists them all.") % {"number": MOST}
    return [html.P(words, className="notice")]


def _merged(request: Request, source: Source) -> list[Child]:
    """Of a source that turned out to be another one: which; to those who decide the way to say so of this one."""
    into = merged_into(request.conn, source.source_id)
    if into:
        link = inside(_("the source that it was merged into"), f"/sources/{into}")
        return [
            html.P(
                [_("This is the same article as"), " ", link, _("; its figures are counted there.")], className="notice"
            )
        ]
    reader = current_account() if has_request_context() else None
    if reader is None or reader.role is Role.ANALYST:
        return []
    return [html.P(html.A(_("Merge into another source"), href=f"/sources/{source.source_id}/merge"), className="ways")]


def _clocks(request: Request, asked: Asked, past: Past) -> list[Child]:
    return [*notices(asked.problems), known.notice(request.path, asked, past)]


def _about(source: Source, link: Link | None) -> list[Child]:
    facts: list[tuple[str, Child]] = [
        (_("Publisher"), inside(source.source_publisher, outlet_page(source.source_publisher))),
        (_("Kind"), _(_TYPES[source.source_type])),
        (_("Language"), language_name(source.language)),
        (_("Published"), _published(source)),
        (_("Address"), outside(source.source_url, source.source_url)),
        (_("Link"), _seen(link)),
        (_("Archived copy"), _copy(link)),
        (_("Recorded"), day_text(source.recorded_at.date())),
    ]
    return [part for label, words in facts if words for part in (html.Dt(label), html.Dd(words))]


def _seen(link: Link | None) -> str:
    """When operators last found the address answering; empty before anybody has looked."""
    if link is None or link.checked_at is None:
        return ""
    looked = day_text(link.checked_at.date())
    if link.status == "answers":
        return _("last seen answering on %(day)s") % {"day": looked}
    said = _("gone when last looked at, on %(day)s") if link.status == "gone" else _("no longer answered on %(day)s")
    last = link.answered_at
    seen = _("; last seen answering on %(day)s") % {"day": day_text(last.date())} if last else ""
    return said % {"day": looked} + seen


def _copy(link: Link | None) -> Child:
    if link is None or link.archive_url is None:
        return None
    return outside(link.archive_url, link.archive_url)


def _published(source: Source) -> str:
    day = day_text(source.source_published_on)
    return f"{day} ({source.published_on_basis})" if source.published_on_basis else day


def _figure(row: FigureRow, lists: CodeLists) -> html.Li:
    indicator = lists.indicators[row.indicator]
    bases = Bases(lists.economies, lists.canonical(Pair(row.ref_area, row.counterpart_area)))
    value = inside(with_unit(row, signed=shows_sign(indicator)), f"/figures/{row.figure_id}")
    words = html.Div([html.P(quote(row)), html.P(said_text(row, role=True), className="meta")])
    side: list[Child] = [
        bases.tag(row.basis),
        html.Br(),
        f"{bases.label(indicator, row)}, {period_text(row.time_period)}",
    ]
    return html.Li([html.Div(value, className="when"), words, html.P(side, className="side")])

"""`/figures/<id>`: one figure with its evidence; the same panel opens beside the chart."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dash import html, no_update

from tradedash.components.basis import Bases
from tradedash.components.carried import carry, looks
from tradedash.components.cite import figure_cite
from tradedash.components.concerns import concerns
from tradedash.components.elements import Child
from tradedash.components.figure_panel import Evidence, figure_panel
from tradedash.components.links import inside
from tradedash.components.roles import shows_sign
from tradedash.components.sections import head
from tradedash.components.verdict import not_looked_for
from tradedash.components.words import said_text
from tradedash.domain.economy import Pair
from tradedash.domain.errors import NotFound
from tradedash.domain.figure import Status
from tradedash.exports.annotation import claim
from tradedash.exports.cite import figure_citation
from tradedash.formatting import day_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.pages import derived, known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import About, Request, View, parameters
from tradedash.queries.cited import figure_words
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import dossier
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import at_hand
from tradedash.queries.versions import Standing, standing
from tradedash.web.site import Site

LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Opened:
    """What the panel of a chart page starts with; `figure_id` is None where none is selected."""

    figure_id: str | None
    children: Child | list[Child]


def layout(request: Request) -> View:
    """Return the page of one figure, superseded and retracted ones included. Raises: NotFound."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    evidence = _evidence(request, lists, request.name, asked.selection)
    row, indicator = evidence.row, evidence.indicator
    bases = _bases(lists, evidence)
    label = bases.label(indicator, row)
    title = f"{with_unit(row, signed=shows_sign(indicator))}, {label}, {period_text(row.time_period)}"
    crumbs = (("/charts", _("Charts")), (f"/charts/{indicator.code}", label), ("", _("One figure")))
    said = _concerns(request, lists, evidence)
    shown = figure_panel(evidence, bases, closes=False, concerns=said, cite=_cite(lists, evidence))
    panel = html.Div([html.H2(_("The evidence"), className="unseen"), shown], className="figurepage")
    past = known.past_of(request.conn, _around(asked.selection, bases, row), 0)
    notice = known.notice(request.path, asked, past)
    parts: list[Child] = [head(title, crumbs=crumbs), notice, *_replaced(request, row), panel]
    about = About(_told(row), data=claim(row, figure_words(row, lists)))
    return View(title, parts, carries=_carried(asked, lists, bases), about=about)


def _told(row: FigureRow) -> str:
    """The phrase, who said it and where it was printed, for search engines and shared links."""
    printed = row.source_publisher if row.source_title is None else f"{row.source_publisher}: {row.source_title}"
    return f"“{row.as_printed}” {said_text(row)}. {printed}"


def _replaced(request: Request, row: FigureRow) -> list[Child]:
    """Of a figure that is not in use any more: since when, why, and the version in its place."""
    found = standing(request.conn, row.figure_id) if row.status != Status.PUBLISHED else None
    if found is None:
        return []
    parts: list[Child] = [html.P(f"{_since(row, found)} {_why(row, found)}".strip())]
    if found.successor:
        parts.append(html.P(inside(_("The version in its place"), f"/figures/{found.successor}")))
    return [html.Div(parts, className="notice replaced")]


def _since(row: FigureRow, found: Standing) -> str:
    """Since when it is what it is."""
    on = {
        Status.SUPERSEDED: _("Superseded on %(day)s."),
        Status.RETRACTED: _("Retracted on %(day)s."),
    }.get(Status(row.status), f"{row.status.capitalize()} on %(day)s.")
    return on % {"day": day_text(found.at.date())}


def _why(row: FigureRow, found: Standing) -> str:
    """The reason of a correction stands in the history of the new version; here it only names that one."""
    return _("Reason: %(reason)s") % {"reason": found.reason} if found.reason and row.status == Status.RETRACTED else ""


def _around(asked: Selection, bases: Bases, row: FigureRow) -> Selection:
    """What stands beside a figure: its pair’s figures of the same indicator, as the clocks have them."""
    clocks = Selection(as_of=asked.as_of, recorded_as_of=asked.recorded_as_of)
    return replace(clocks, pair=bases.pair, indicator=row.indicator)


def _carried(asked: Asked, lists: CodeLists, bases: Bases) -> list[tuple[str, str]]:
    """A figure has a pair of its own, whatever the address says."""
    kept = [item for item in asked.carried if item[0] != "pair"]
    return kept if bases.pair in (None, lists.default_pair) else [("pair", bases.pair.code), *kept]


def open_panel(request: Request, asked: Selection) -> Opened:
    """Return the panel of the figure that the address names, a sentence if there is none of that id."""
    wanted = request.one("figure")
    if wanted is None:
        return Opened(None, [])
    lists = code_lists(request.conn)
    try:
        evidence = _evidence(request, lists, wanted, asked)
    except NotFound:
        return Opened(None, html.P(_no_figure(wanted), className="notice error", role="status"))
    return Opened(wanted, _closing(request, lists, evidence))


def panel_for(site: Site, wanted: object, search: object) -> object:
    """Answer the browser's request for the panel of a figure or a derived value. Raises: NotFound."""
    if isinstance(wanted, dict) and isinstance(wanted.get("derived"), str):
        return derived.panel_for(site, wanted, search)
    figure_id = wanted.get("figure") if isinstance(wanted, dict) else None
    if not isinstance(figure_id, str) or not figure_id:
        return no_update
    query = search if isinstance(search, str) else ""
    with site.store.read() as conn:
        request = Request("", figure_id, parameters(query), conn, site)
        lists = code_lists(conn)
        asked = ask(request.args, lists)
        evidence = _evidence(request, lists, figure_id, asked.selection)
        return carry(_closing(request, lists, evidence), [*asked.carried, *looks(request.args)])


def _closing(request: Request, lists: CodeLists, evidence: Evidence) -> html.Section:
    said = _concerns(request, lists, evidence)
    return figure_panel(evidence, _bases(lists, evidence), closes=True, concerns=said, cite=_cite(lists, evidence))


def _cite(lists: CodeLists, evidence: Evidence) -> html.Details:
    row = evidence.row
    cited = figure_citation(row, figure_words(row, lists), datetime.now(UTC).date())
    return figure_cite(cited, f"/figures/{row.figure_id}")


def _concerns(request: Request, lists: CodeLists, evidence: Evidence) -> list[Child]:
    """What reasoning says of the figure among all of its pair, as known at the clocks of the address."""
    row, asked = evidence.row, ask(request.args, lists).selection
    pair = lists.canonical(Pair(row.ref_area, row.counterpart_area))
    clocks = Selection(pair=pair, as_of=asked.as_of, recorded_as_of=asked.recorded_as_of)
    found = at_hand(request.conn, clocks, request.site.base_url)
    named = clocks if pair != lists.default_pair else replace(clocks, pair=None)
    return concerns(found.verdicts, row.figure_id, named.query()) if found else [not_looked_for(clocks.query())]


def _evidence(request: Request, lists: CodeLists, figure_id: str, asked: Selection) -> Evidence:
    if len(figure_id) > LONGEST_ID:
        raise NotFound(_no_figure(figure_id))
    found = dossier(request.conn, figure_id, request.site.base_url, asked.rule, asked)
    return Evidence(found, lists.indicators[found.row.indicator])


def _bases(lists: CodeLists, evidence: Evidence) -> Bases:
    pair = Pair(evidence.row.ref_area, evidence.row.counterpart_area)
    return Bases(lists.economies, lists.canonical(pair))


def _no_figure(wanted: str) -> str:
    return _("The address asks for figure=%(wanted)s, and there is no such figure. Select a mark instead.") % {
        "wanted": wanted[:20]
    }

"""`/statements/<id>`: one utterance, and who printed it how."""

from collections.abc import Mapping, Sequence

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, speaker_page
from tradedash.components.said import Telling, print_item
from tradedash.components.sections import head, nothing, notices, section
from tradedash.formatting import count_text, day_text, listed
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import ask
from tradedash.pages.router import Request, View
from tradedash.queries.browse import statement as known_statement
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import of_statements
from tradedash.queries.selection import Selection

MOST = 500
_NONE = N_("No figure of this statement is published, or was known then.")


def layout(request: Request) -> View:
    """Return one statement with every print of it, grouped by what they tell of. Raises: NotFound."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    clocks = Selection(as_of=asked.selection.as_of, recorded_as_of=asked.selection.recorded_as_of, limit=MOST)
    statement_id = known_statement(request.conn, request.name)
    page = of_statements(request.conn, [statement_id], clocks, request.site.base_url)
    past = known.past_of(request.conn, Selection(), page.left_out_without_day)
    above: list[Child] = [*notices(asked.problems), known.notice(request.path, asked, past)]
    if not page.rows:
        title = _("One statement")
        return View(
            title, [head(title), *above, nothing(_(_NONE), (_("Sources"), "/sources"), (_("Charts"), "/charts"))]
        )
    telling, first = Telling(lists, page.rows), page.rows[0]
    title = f"{first.speaker or first.source_publisher}, {_day(first)}"
    crumbs = (
        (("/speakers", _("Speakers")), ("", _("One statement"))) if first.speaker else (("/sources", _("Sources")),)
    )
    parts: list[Child] = [head(title, lede=_lede(page.rows, telling), crumbs=crumbs), *above, _more(first)]
    if page.next:
        parts.append(
            html.P(_("The first %(number)s figures; the API lists them all.") % {"number": MOST}, className="notice")
        )
    return View(title, [*parts, *(_group(rows, telling) for rows in _by_key(page.rows).values())])


def _day(row: FigureRow) -> str:
    if row.stated_on is None and row.source_published_on is not None:
        return _("published %(day)s") % {"day": day_text(row.source_published_on)}
    return day_text(row.known_on)


def _lede(rows: Sequence[FigureRow], telling: Telling) -> str:
    roles = list(dict.fromkeys(row.speaker_role for row in rows if row.speaker_role))
    prints, sources = count_text(len(rows), "print"), count_text(len({row.source_id for row in rows}), "source")
    differ = len([row for row in rows if telling.apart(row)])
    told = f" {_('%(prints)s from others.') % {'prints': count_text(differ, 'print differs')}}" if differ else ""
    who = f"{listed(roles[:3])}. " if roles else ""
    return f"{who}{_('%(prints)s in %(sources)s.') % {'prints': prints, 'sources': sources}}{told}"


def _more(row: FigureRow) -> html.P:
    if row.speaker:
        link = inside(_("All statements of %(speaker)s") % {"speaker": row.speaker}, speaker_page(row.speaker))
    else:
        link = inside(
            _("All that %(outlet)s printed") % {"outlet": row.source_publisher}, outlet_page(row.source_publisher)
        )
    return html.P(link, className="ways")


def _by_key(rows: Sequence[FigureRow]) -> Mapping[tuple[str, ...], list[FigureRow]]:
    found: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def _group(rows: Sequence[FigureRow], telling: Telling) -> html.Section:
    readings = len({(row.obs_value, row.unit_mult, row.qualifier) for row in rows})
    counted = count_text(len(rows), "print")
    aside = html.Span(f"{counted}, {count_text(readings, 'reading')}" if len(rows) > 1 else counted, className="meta")
    items = [print_item(row, telling, measured=False) for row in rows]
    return section(telling.measured(rows[0]), html.Ul(items, className="news"), aside=aside)

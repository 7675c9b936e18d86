"""`/speakers` and `/outlets`: who has said and printed what, and how an outlet's prints differ from the others'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from dash import html
from sqlalchemy import Connection

from tradedash.components.changed import changed_in_print
from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, speaker_page, statement_page, with_query
from tradedash.components.said import Telling, print_item
from tradedash.components.sections import head, nothing, notices, section
from tradedash.domain.errors import BadValue, NotFound
from tradedash.formatting import count_text, day_text, number_text
from tradedash.frames import FigureRow
from tradedash.i18n import N_, ngettext
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries import browse
from tradedash.queries.browse import Named
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import of_statements
from tradedash.queries.selection import Selection
from tradedash.queries.sources import Listed, Statement, statements

#: Statements on one page, and figures of them at most.
MOST, MOST_FIGURES, MOST_NAMES = 25, 1000, 1000
_NONE = N_("None of it is published, or was known then.")


@dataclass(frozen=True, slots=True)
class Kind:
    """Speakers or outlets: their filter, list, words and addresses."""

    filter: str
    title: str
    noun: str
    heading: str
    none: str
    names: Callable[[Connection, Selection], list[Named]]
    known: Callable[[Connection, str], str]
    page: Callable[[str], str]

    @property
    def path(self) -> str:
        return f"/{self.noun}s"


SPEAKERS = Kind(
    "speaker",
    N_("Speakers"),
    "speaker",
    N_("Speaker"),
    N_("No speaker is known yet."),
    browse.speakers,
    browse.speaker,
    speaker_page,
)
OUTLETS = Kind(
    "outlet",
    N_("Outlets"),
    "outlet",
    N_("Outlet"),
    N_("No outlet is known yet."),
    browse.outlets,
    browse.outlet,
    outlet_page,
)


def find(kind: Kind) -> Callable[[Connection, str], str]:
    """Return the lookup of a name as it stands in an address, percent-encoded or not."""

    def found(conn: Connection, name: str) -> str:
        try:
            return kind.known(conn, name)
        except NotFound:
            if unquote(name) == name:
                raise
            return kind.known(conn, unquote(name))

    return found


def all_layout(kind: Kind) -> Callable[[Request], View]:
    """Return the page that lists all speakers or outlets."""
    return lambda request: _all(kind, request)


def one_layout(kind: Kind) -> Callable[[Request], View]:
    """Return the page of one speaker or outlet. It raises NotFound."""
    return lambda request: _one(kind, request)


def _all(kind: Kind, request: Request) -> View:
    asked = ask(request.args, code_lists(request.conn))
    names = kind.names(request.conn, _clocks(asked))
    lede = _("%(count)s, most statements first.") % {"count": count_text(len(names), kind.noun)}
    parts: list[Child] = [head(_(kind.title), lede=lede), *_above(request, asked)]
    if not names:
        ways = ((_("Sources"), "/sources"), (_("Overview"), "/"))
        return View(_(kind.title), [*parts, nothing(_(kind.none), *ways)])
    if len(names) > MOST_NAMES:
        parts.append(
            html.P(
                _("The first %(number)s; search finds the others.") % {"number": number_text(str(MOST_NAMES))},
                className="notice",
            )
        )
    return View(_(kind.title), [*parts, _table(kind, names[:MOST_NAMES])])


def _clocks(asked: Asked) -> Selection:
    return Selection(as_of=asked.selection.as_of, recorded_as_of=asked.selection.recorded_as_of)


def _above(request: Request, asked: Asked) -> list[Child]:
    past = known.past_of(request.conn, _clocks(asked), 0)
    return [*notices(asked.problems), known.notice(request.path, asked, past)]


def _table(kind: Kind, names: Sequence[Named]) -> html.Div:
    heads = [(_(kind.heading), ""), (_("Statements"), "n"), (_("Figures"), "n"), (_("Sources"), "n"), (_("Last"), "")]
    header = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in heads]))
    lines: list[Child] = [
        html.Tr(
            [
                html.Td(html.B(inside(one.name, kind.page(one.name))), className="words"),
                html.Td(count_text(one.statements, "statement"), className="n"),
                html.Td(count_text(one.figures, "figure"), className="n"),
                html.Td(count_text(one.sources, "source"), className="n"),
                html.Td(day_text(one.last), className="nowrap"),
            ]
        )
        for one in names
    ]
    caption = html.Caption(_("A name leads to all that is known of it."))
    return html.Div(html.Table([caption, header, html.Tbody(lines)], className="stack list"), className="tablewrap")


def _one(kind: Kind, request: Request) -> View:
    lists = code_lists(request.conn)
    name = find(kind)(request.conn, request.name)
    asked = ask(request.args, lists)
    clocks = _clocks(asked)
    listed, problems = _statements(kind, request, name, clocks)
    ids = [one.statement_id for one in listed.entries]
    prints = of_statements(request.conn, ids, replace(clocks, limit=MOST_FIGURES), request.site.base_url)
    telling = Telling(lists, prints.rows)
    rows = [row for row in prints.rows if name in ((row.speaker,) if kind is SPEAKERS else (row.source_publisher,))]
    crumbs = ((kind.path, _(kind.title)), ("", name))
    parts: list[Child] = [head(name, lede=_lede(kind, request, name, clocks), crumbs=crumbs), *notices(problems)]
    parts += _above(request, asked)
    if not listed.entries:
        return View(name, [*parts, nothing(_(_NONE), (_(kind.title), kind.path), (_("Overview"), "/"))])
    if kind is OUTLETS:
        parts.append(_changed(rows, telling))
    parts.append(changed_in_print(rows, telling))
    if prints.next:
        parts.append(
            html.P(
                _("The first %(number)s figures of these statements.") % {"number": number_text(str(MOST_FIGURES))},
                className="notice",
            )
        )
    parts += [_statement(one, rows, telling) for one in listed.entries]
    if listed.next:
        older = with_query(kind.page(name), ("cursor", listed.next))
        parts.append(html.P(inside(_("Older statements"), older), className="ways"))
    return View(name, parts)


def _statements(
    kind: Kind, request: Request, name: str, clocks: Selection
) -> tuple[Listed[Statement], tuple[str, ...]]:
    """Return one page of statements; a cursor that is none is explained, and the first page shown."""
    of = {kind.filter: name}
    try:
        return statements(request.conn, replace(clocks, cursor=request.one("cursor")), MOST, of), ()
    except BadValue as error:
        return statements(request.conn, clocks, MOST, of), (_("%(error)s The newest are shown.") % {"error": error},)


def _lede(kind: Kind, request: Request, name: str, clocks: Selection) -> str:
    counted = next((one for one in kind.names(request.conn, clocks) if one.name == name), None)
    if counted is None:
        return ""
    said = _("%(statements)s with %(figures)s") % {
        "statements": count_text(counted.statements, "statement"),
        "figures": count_text(counted.figures, "figure"),
    }
    days = sorted({day for day in (counted.first, counted.last) if day})
    texts = [day_text(day) for day in days]
    when = _("%(first)s to %(last)s") % {"first": texts[0], "last": texts[-1]} if len(texts) > 1 else "".join(texts)
    return _("%(said)s in %(sources)s, %(when)s.") % {
        "said": said,
        "sources": count_text(counted.sources, "source"),
        "when": when or _("undated"),
    }


def _changed(rows: Sequence[FigureRow], telling: Telling) -> html.P:
    """How many of the prints shown differ from other prints of the same statement."""
    shared = [row for row in rows if any(_elsewhere(row, one) for one in telling.prints)]
    differ = len([row for row in shared if telling.apart(row)])
    if not shared:
        return html.P(
            _("No statement below stands in another source too, so nothing can be compared."), className="meta"
        )
    pattern = ngettext(
        "%(figures)s below also stand in other sources; %(differ)s differs from the others in digits, hedge, period or "
        "basis. Which print is right, the prints alone do not tell.",
        "%(figures)s below also stand in other sources; %(differ)s differ from the others in digits, hedge, period or "
        "basis. Which print is right, the prints alone do not tell.",
        differ,
    )
    words = pattern % {"figures": count_text(len(shared), "figure"), "differ": differ or _("none")}
    return html.P(words, className="meta")


def _elsewhere(row: FigureRow, other: FigureRow) -> bool:
    same = (other.statement_id, other.indicator) == (row.statement_id, row.indicator)
    return same and other.source_id != row.source_id


def _statement(found: Statement, rows: Sequence[FigureRow], telling: Telling) -> html.Section:
    own = [row for row in rows if row.statement_id == found.statement_id]
    said = f"{found.speaker}, " if found.speaker else ""
    title = f"{said}{day_text(found.known_on)}"
    every = len([row for row in telling.prints if row.statement_id == found.statement_id])
    aside = inside(
        _("%(prints)s of this statement") % {"prints": count_text(every, "print")}, statement_page(found.statement_id)
    )
    items = [print_item(row, telling, measured=True) for row in own]
    return section(title, html.Ul(items, className="news"), aside=aside)

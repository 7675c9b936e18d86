"""`/speakers` and `/outlets`: who has said and printed what, and how an outlet's prints differ from the others'."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from dash import html
from sqlalchemy import Connection

from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, speaker_page, statement_page, with_query
from tradedash.components.said import Telling, print_item
from tradedash.components.sections import head, nothing, notices, section
from tradedash.domain.errors import BadValue, NotFound
from tradedash.formatting import count_text, day_text
from tradedash.frames import FigureRow
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
_NONE = "None of it is published, or was known then."


@dataclass(frozen=True, slots=True)
class Kind:
    """Speakers or outlets: their filter, list, words and addresses."""

    filter: str
    title: str
    noun: str
    names: Callable[[Connection, Selection], list[Named]]
    known: Callable[[Connection, str], str]
    page: Callable[[str], str]

    @property
    def path(self) -> str:
        return f"/{self.title.lower()}"


SPEAKERS = Kind("speaker", "Speakers", "speaker", browse.speakers, browse.speaker, speaker_page)
OUTLETS = Kind("outlet", "Outlets", "outlet", browse.outlets, browse.outlet, outlet_page)


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
    lede = f"{count_text(len(names), kind.noun)}, most statements first."
    parts: list[Child] = [head(kind.title, lede=lede), *_above(request, asked)]
    if not names:
        ways = (("Sources", "/sources"), ("Overview", "/"))
        return View(kind.title, [*parts, nothing(f"No {kind.noun} is known yet.", *ways)])
    if len(names) > MOST_NAMES:
        parts.append(html.P(f"The first {MOST_NAMES}; search finds the others.", className="notice"))
    return View(kind.title, [*parts, _table(kind, names[:MOST_NAMES])])


def _clocks(asked: Asked) -> Selection:
    return Selection(as_of=asked.selection.as_of, recorded_as_of=asked.selection.recorded_as_of)


def _above(request: Request, asked: Asked) -> list[Child]:
    past = known.past_of(request.conn, _clocks(asked), 0)
    return [*notices(asked.problems), known.notice(request.path, asked, past)]


def _table(kind: Kind, names: Sequence[Named]) -> html.Div:
    heads = [(kind.noun.capitalize(), ""), ("Statements", "n"), ("Figures", "n"), ("Sources", "n"), ("Last", "")]
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
    caption = html.Caption("A name leads to all that is known of it.")
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
    crumbs = ((kind.path, kind.title), ("", name))
    parts: list[Child] = [head(name, lede=_lede(kind, request, name, clocks), crumbs=crumbs), *notices(problems)]
    parts += _above(request, asked)
    if not listed.entries:
        return View(name, [*parts, nothing(_NONE, (kind.title, kind.path), ("Overview", "/"))])
    if kind is OUTLETS:
        parts.append(_changed(rows, telling))
    if prints.next:
        parts.append(html.P(f"The first {MOST_FIGURES} figures of these statements.", className="notice"))
    parts += [_statement(one, rows, telling) for one in listed.entries]
    if listed.next:
        older = with_query(kind.page(name), ("cursor", listed.next))
        parts.append(html.P(inside("Older statements", older), className="ways"))
    return View(name, parts)


def _statements(
    kind: Kind, request: Request, name: str, clocks: Selection
) -> tuple[Listed[Statement], tuple[str, ...]]:
    """Return one page of statements; a cursor that is none is explained, and the first page shown."""
    of = {kind.filter: name}
    try:
        return statements(request.conn, replace(clocks, cursor=request.one("cursor")), MOST, of), ()
    except BadValue as error:
        return statements(request.conn, clocks, MOST, of), (f"{error} The newest are shown.",)


def _lede(kind: Kind, request: Request, name: str, clocks: Selection) -> str:
    counted = next((one for one in kind.names(request.conn, clocks) if one.name == name), None)
    if counted is None:
        return ""
    said = f"{count_text(counted.statements, 'statement')} with {count_text(counted.figures, 'figure')}"
    days = sorted({day_text(day): day for day in (counted.first, counted.last) if day}.items(), key=lambda one: one[1])
    return f"{said} in {count_text(counted.sources, 'source')}, {' to '.join(text for text, _ in days) or 'undated'}."


def _changed(rows: Sequence[FigureRow], telling: Telling) -> html.P:
    """How many of the prints shown differ from other prints of the same statement."""
    shared = [row for row in rows if any(_elsewhere(row, one) for one in telling.prints)]
    differ = len([row for row in shared if telling.apart(row)])
    if not shared:
        return html.P("No statement below stands in another source too, so nothing can be compared.", className="meta")
    verb = "differs from the others" if differ == 1 else "differ from the others"
    words = (
        f"{count_text(len(shared), 'figure')} below also stand in other sources; {differ or 'none'} {verb} in digits, "
        "hedge, period or basis. Which print is right, the prints alone do not tell."
    )
    return html.P(words, className="meta")


def _elsewhere(row: FigureRow, other: FigureRow) -> bool:
    same = (other.statement_id, other.indicator) == (row.statement_id, row.indicator)
    return same and other.source_id != row.source_id


def _statement(found: Statement, rows: Sequence[FigureRow], telling: Telling) -> html.Section:
    own = [row for row in rows if row.statement_id == found.statement_id]
    said = f"{found.speaker}, " if found.speaker else ""
    title = f"{said}{day_text(found.known_on)}"
    every = len([row for row in telling.prints if row.statement_id == found.statement_id])
    aside = inside(f"{count_text(every, 'print')} of this statement", statement_page(found.statement_id))
    items = [print_item(row, telling, measured=True) for row in own]
    return section(title, html.Ul(items, className="news"), aside=aside)

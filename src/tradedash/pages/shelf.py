"""`/sources`: every article, transcript and release, with a field for words and facets that narrow the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside, outlet_page, outside, short_address, with_query
from tradedash.components.native import Input
from tradedash.components.sections import head, nothing, notices
from tradedash.components.words import language_name
from tradedash.formatting import count_text, day_text, number_text
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import left_out_without_day
from tradedash.queries.search import MOST_TERMS
from tradedash.queries.shelf import FACETS, Shelf, Shelved, shelf
from tradedash.store.search import terms

PATH, MOST = "/sources", 500
_LONGEST, _SHOWN = 200, 30
_HEADINGS = dict(zip(FACETS, (N_("Language"), N_("Outlet"), N_("Year"), N_("Basis"), N_("Indicator")), strict=True))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: words, chosen facets, and the view that every link of the page repeats."""

    words: str
    chosen: Mapping[str, str]
    asked: Asked
    lists: CodeLists

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [item for item in self.asked.query if item[0] not in FACETS]

    def address(self, changes: Mapping[str, str]) -> str:
        """Return the address of this list with other facets; an empty one is left out."""
        chosen = {**self.chosen, **changes}
        return with_query(PATH, ("q", self.words), *((name, chosen.get(name, "")) for name in FACETS), *self.kept)


def layout(request: Request) -> View:
    """Return the list of sources, newest first."""
    wish = _wish(request)
    selection = replace(wish.asked.selection, cursor=None, basis=())
    found = shelf(request.conn, selection, terms(wish.words)[:MOST_TERMS], wish.chosen)
    outlets = {one.source_publisher for one in found.entries}
    lede = _("%(sources)s of %(publishers)s, newest first.") % {
        "sources": count_text(len(found.entries), "source"),
        "publishers": count_text(len(outlets), "publisher"),
    }
    past = known.past_of(request.conn, selection, left_out_without_day(request.conn, selection))
    title = _("Sources")
    top: list[Child] = [
        head(title, lede=lede),
        *notices(wish.asked.problems),
        known.notice(PATH, wish.asked, past),
        _form(wish),
        html.P([inside(_("By month"), "/coverage"), inside(_("Outlets"), "/outlets")], className="ways"),
        *_facets(wish, found),
    ]
    if not found.entries:
        narrowed = bool(wish.words or wish.chosen or wish.asked.query)
        none = _("No source fits this address.") if narrowed else _("No source is stored yet.")
        ways = (
            ((_("All sources"), PATH), (_("Overview"), "/"))
            if narrowed
            else ((_("Overview"), "/"), (_("Data"), "/data"))
        )
        return View(title, [*top, nothing(none, *ways)])
    if len(found.entries) > MOST:
        top.append(html.P(_("The newest %(number)s; the API lists them all.") % {"number": MOST}, className="notice"))
    return View(title, [*top, _table(found.entries[:MOST])])


def _wish(request: Request) -> Wish:
    lists = code_lists(request.conn)
    given = {name: text for name in FACETS if (text := request.one(name)) and "\0" not in text}
    words = (request.one("q") or "").replace("\0", " ").strip()[:_LONGEST]
    # A basis is a facet here: one, as the address has it; `ask` explains one that there is not.
    asked = ask(request.args, lists)
    if "basis" in given and given["basis"] not in lists.economies:
        given = {**given, "basis": asked.selection.basis[0] if asked.selection.basis else ""}
    return Wish(words, {name: value[:_LONGEST] for name, value in given.items() if value}, asked, lists)


def _form(wish: Wish) -> html.Form:
    field = Input(type="search", name="q", defaultValue=wish.words, autoComplete="off", id="q")
    kept = [*((name, wish.chosen[name]) for name in FACETS if name in wish.chosen), *wish.kept]
    hidden: list[Child] = [Input(type="hidden", name=name, value=value) for name, value in kept]
    label = html.Label([html.Span(_("Publisher, title or address has")), field], className="field")
    button = html.Button(_("Show"), type="submit", className="btn")
    return html.Form([label, *hidden, button], action=PATH, method="get", role="search", className="searchform")


def _facets(wish: Wish, found: Shelf) -> list[Child]:
    chosen: list[Child] = [
        inside(_("Remove %(value)s") % {"value": _label(name, value, wish)}, wish.address({name: ""}))
        for name, value in wish.chosen.items()
    ]
    boxes = [_facet(name, found.facets[name], wish) for name in FACETS if name not in wish.chosen]
    shown: list[Child] = [box for box in boxes if box is not None]
    removed: list[Child] = [html.P(chosen, className="ways")] if chosen else []
    return [*removed, html.Div(shown, className="facets", role="group", **attributes(aria_label=_("Narrow")))]


def _facet(name: str, counted: Sequence[tuple[str, int]], wish: Wish) -> Child:
    if len(counted) < 2:
        return None
    items: list[Child] = [
        html.Li([inside(_label(name, value, wish), wish.address({name: value})), f" {number_text(str(number))}"])
        for value, number in counted[:_SHOWN]
    ]
    rest = len(counted) - len(items)
    if rest > 0:
        more = _("and %(rest)s more; add a word to find them") % {"rest": number_text(str(rest))}
        items.append(html.Li(more, className="meta"))
    summary = html.Summary(f"{_(_HEADINGS[name])} ({number_text(str(len(counted)))})")
    return html.Details([summary, html.Ul(items)], className="facet")


def _label(name: str, value: str, wish: Wish) -> str:
    bases = Bases(wish.lists.economies, wish.asked.selection.pair)
    if name == "indicator" and value in wish.lists.indicators:
        return bases.label(wish.lists.indicators[value])
    if name == "basis" and value in wish.lists.economies:
        return bases.statistics(value)
    return language_name(value) if name == "language" else value


def _table(entries: Sequence[Shelved]) -> html.Div:
    heads = [(_("Publisher"), ""), (_("Title"), ""), (_("Published"), ""), (_("Language"), ""), (_("Figures"), "n")]
    header = html.Thead(html.Tr([html.Th(label, scope="col", className=css) for label, css in heads]))
    caption = html.Caption(
        _("What the figures were taken from. A title leads to the article, a number to its figures.")
    )
    lines: list[Child] = [_line(source) for source in entries]
    return html.Div(html.Table([caption, header, html.Tbody(lines)], className="stack list"), className="tablewrap")


def _line(source: Shelved) -> html.Tr:
    where = f"/sources/{source.source_id}"
    title = html.Span(
        outside(source.source_title or short_address(source.source_url), source.source_url), lang=source.language
    )
    return html.Tr(
        [
            html.Td(html.B(inside(source.source_publisher, outlet_page(source.source_publisher)))),
            html.Td(title, className="words"),
            html.Td(day_text(source.source_published_on), className="nowrap"),
            html.Td(language_name(source.language), className="quiet"),
            html.Td(inside(count_text(source.figures, "figure"), where), className="n"),
        ]
    )

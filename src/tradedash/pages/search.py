"""`/search?q=`: figures by their words and numbers, their speakers, sources and indicators, with facets to narrow."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.asof import as_known
from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside, outlet_page, speaker_page, with_query
from tradedash.components.native import Input
from tradedash.components.said import Telling, print_item
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.words import language_name
from tradedash.domain.source import SourceType
from tradedash.formatting import count_text, hedged, number_text
from tradedash.formatting import inside as inside_sentence
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries import browse
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import by_id, left_out_without_day
from tradedash.queries.search import FACETS, MOST, MOST_TERMS, Hits, indicators_with, names_with, places_with, search
from tradedash.queries.selection import Selection
from tradedash.store.search import Term, terms

PATH = "/search"
TITLE = N_("Search")
LONGEST = 200
_PER_PAGE, _SHOWN, _WAYS = 25, 10, 6
_LEDE = N_(
    "Words of phrases, notes, speakers, sources and indicators in any language; all must be "
    "there, the start of a word is enough. Numbers as printed: 4.1 also finds 4,1."
)
_HEADINGS = dict(
    zip(
        FACETS,
        (
            N_("Indicator"),
            N_("Basis"),
            N_("Speaker"),
            N_("Outlet"),
            N_("Year told of"),
            N_("Kind of source"),
            N_("Language"),
        ),
        strict=True,
    )
)
_TYPES = {
    SourceType.RELEASE: N_("statistical release"),
    SourceType.TRANSCRIPT: N_("transcript"),
    SourceType.REPORT: N_("report"),
}
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for, with the parameters that every link of the page repeats."""

    words: str
    terms: tuple[Term, ...]
    chosen: Mapping[str, str]
    asked: Asked
    lists: CodeLists
    problems: tuple[str, ...]

    @property
    def clocks(self) -> Selection:
        return Selection(as_of=self.asked.selection.as_of, recorded_as_of=self.asked.selection.recorded_as_of)

    def address(self, changes: Mapping[str, str], page: int = 1) -> str:
        """Return the address of this search with other facets; an empty one is left out."""
        chosen = {**self.chosen, **changes}
        ordered = [(name, chosen.get(name, "")) for name in FACETS]
        onward = [("page", str(page))] if page > 1 else []
        return with_query(PATH, ("q", self.words), *ordered, *self.asked.carried, *onward)


def layout(request: Request) -> View:
    """Return the form and, if the address has words, what was found."""
    wish = _wish(request)
    past = known.past_of(request.conn, wish.clocks, left_out_without_day(request.conn, wish.clocks))
    today = known.without(PATH, [("q", wish.words), *wish.asked.query], known.CLOCKS)
    top: list[Child] = [head(_(TITLE), lede=_(_LEDE)), *notices([*wish.asked.problems, *wish.problems]), _form(wish)]
    top.append(as_known(past, today))
    if not wish.terms:
        return View(_(TITLE), top)
    hits = search(request.conn, wish.terms, wish.chosen, wish.clocks, wish.lists)
    title = f"{wish.words} · {_(TITLE)}"
    return View(title, [*top, *_ways(request, wish), *_found(request, wish, hits)])


def _wish(request: Request) -> Wish:
    lists = code_lists(request.conn)
    given = (request.one("q") or "").replace("\0", " ").strip()
    words, found = given[:LONGEST], terms(given[:LONGEST])
    problems: list[str] = []
    if len(given) > LONGEST or len(found) > MOST_TERMS:
        problems.append(
            _("A search has at most %(words)s words and %(letters)s letters; the rest is ignored.")
            % {"words": MOST_TERMS, "letters": LONGEST}
        )
    if given and not found:
        problems.append(_("Give a word or a number to look for."))
    chosen = {name: value[:LONGEST] for name in FACETS if (value := request.one(name)) and "\0" not in value}
    if "year" in chosen and not _YEAR.fullmatch(chosen["year"]):
        problems.append(
            _("The address asks for year=%(year)s. A year has four digits. It is ignored.")
            % {"year": chosen.pop("year")[:40]}
        )
    # A basis is a facet here, so `ask` reads the rest alone.
    asked = ask({name: values for name, values in request.args.items() if name not in FACETS}, lists)
    return Wish(words, found[:MOST_TERMS], chosen, asked, lists, tuple(problems))


def _form(wish: Wish) -> html.Form:
    field = Input(type="search", name="q", defaultValue=wish.words, autoComplete="off", id="q", className="q-field")
    kept: list[Child] = [Input(type="hidden", name=name, value=value) for name, value in wish.asked.carried]
    label = html.Label([html.Span(_("Look for")), field], className="field")
    button = html.Button(_("Search"), type="submit", className="btn")
    return html.Form([label, *kept, button], action=PATH, method="get", role="search", className="searchform")


def _ways(request: Request, wish: Wish) -> list[Child]:
    """Pages whose own name has all the words: speakers, outlets, sources, charts."""
    names = {
        kind: names_with([one.name for one in listed(request.conn, wish.clocks)], wish.terms)[:_WAYS]
        for kind, listed in (("speakers", browse.speakers), ("outlets", browse.outlets))
    }
    used = set(indicators_with(wish.lists, wish.terms))
    label = Bases(wish.lists.economies, wish.lists.default_pair).label
    links: list[Child] = [
        *(inside(name, speaker_page(name)) for name in names["speakers"]),
        *(inside(name, outlet_page(name)) for name in names["outlets"] if name not in names["speakers"]),
        *(inside(_("Chart: %(label)s") % {"label": label(one)}, f"/charts/{code}")
          for code, one in wish.lists.indicators.items() if code in used),
    ]  # fmt: skip
    if not wish.clocks.query():
        places = places_with(request.conn, wish.terms)[:_WAYS]
        links += [inside(_("Source: %(title)s") % {"title": one.title}, f"/sources/{one.source_id}") for one in places]
    return [html.P(links[: 3 * _WAYS], className="ways")] if links else []


def _found(request: Request, wish: Wish, hits: Hits) -> list[Child]:
    narrowed = _facets(wish, hits)
    if not hits.figure_ids:
        plain = wish.address(dict.fromkeys(FACETS, ""))
        ways = [(_("Search without the filters"), plain)] if wish.chosen else [(_("Speakers"), "/speakers")]
        return [*narrowed, nothing(_("No figure has all of these words."), *ways, (_("Sources"), "/sources"))]
    pages = -(-len(hits.figure_ids) // _PER_PAGE)
    number = min(_page(request), pages)
    shown = hits.figure_ids[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    rows = by_id(request.conn, shown, request.site.base_url, wish.clocks)
    telling = Telling(wish.lists, ())
    parts: list[Child] = [
        html.Ul([print_item(row, telling, measured=True, said=True) for row in rows], className="news")
    ]
    if hits.more:
        limit = _(
            "More than %(number)s figures have these words; the %(number)s recorded last are counted and listed."
        ) % {"number": number_text(str(MOST))}
        parts.insert(0, html.P(limit, className="notice"))
    total = hedged(count_text(len(hits.figure_ids), "figure"), "over" if hits.more else "exact")
    aside = (
        html.Span(_("Page %(number)s of %(pages)s") % {"number": number, "pages": pages}, className="meta")
        if pages > 1
        else None
    )
    return [*narrowed, section(total[:1].upper() + total[1:], *parts, *_turn(wish, number, pages), aside=aside)]


def _page(request: Request) -> int:
    given = request.one("page") or "1"
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < len(str(MOST)) else 1


def _turn(wish: Wish, number: int, pages: int) -> list[Child]:
    links: list[Child] = []
    if number > 1:
        links.append(inside(_("Previous page"), wish.address({}, number - 1)))
    if number < pages:
        links.append(inside(_("Next page"), wish.address({}, number + 1)))
    return [html.Nav(links, className="ways", **attributes(aria_label=_("Pages")))] if links else []


def _facets(wish: Wish, hits: Hits) -> list[Child]:
    boxes: list[Child] = [_facet(name, hits.facets[name], wish) for name in FACETS if name not in wish.chosen]
    chosen: list[Child] = [
        inside(
            _("Remove %(facet)s: %(label)s")
            % {"facet": inside_sentence(_(_HEADINGS[name])), "label": _label(name, value, wish)},
            wish.address({name: ""}),
        )
        for name, value in wish.chosen.items()
    ]
    parts: list[Child] = [html.P(chosen, className="ways")] if chosen else []
    shown = [box for box in boxes if box is not None]
    return [*parts, html.Div(shown, className="facets", role="group", **attributes(aria_label=_("Narrow")))]


def _facet(name: str, counted: Sequence[tuple[str, int]], wish: Wish) -> Child:
    if not counted:
        return None
    items: list[Child] = [
        html.Li([inside(_label(name, value, wish), wish.address({name: value})), f" {number_text(str(number))}"])
        for value, number in counted[: 3 * _SHOWN]
    ]
    rest = len(counted) - len(items)
    if rest > 0:
        items.append(
            html.Li(
                _("and %(rest)s more; add a word to find them") % {"rest": number_text(str(rest))}, className="meta"
            )
        )
    summary = html.Summary(f"{_(_HEADINGS[name])} ({number_text(str(len(counted)))})")
    return html.Details([summary, html.Ul(items)], className="facet")


def _label(name: str, value: str, wish: Wish) -> str:
    bases = Bases(wish.lists.economies, wish.lists.default_pair)
    if name == "indicator":
        one = wish.lists.indicators.get(value)
        return bases.label(one) if one else value
    if name == "basis":
        return bases.statistics(value) if value in wish.lists.economies else value
    if name == "language":
        return language_name(value)
    return _(_TYPES.get(SourceType(value), value)) if name == "type" and value in set(SourceType) else value

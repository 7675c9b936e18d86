"""`/charts/<indicator>`: the chart, the words beside it, the same figures as a table, and their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby

from dash import html

from tradedash.charts.draw import Scene, draw
from tradedash.charts.scene import Drawing
from tradedash.components.basis import Bases
from tradedash.components.chart import chart, foot
from tradedash.components.cite import chart_cite
from tradedash.components.derived_rows import derived_table
from tradedash.components.elements import Child
from tradedash.components.figure_table import figure_table
from tradedash.components.filters import Offer, filter_bar
from tradedash.components.key import marks_key
from tradedash.components.ledger import ledger
from tradedash.components.links import inside, outside, with_query
from tradedash.components.roles import shows_sign
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.share import PICTURES, Shared, dialog, opener
from tradedash.components.verdict import not_looked_for
from tradedash.domain.errors import NotFound
from tradedash.domain.indicator import Indicator
from tradedash.exports.cite import chart_citation
from tradedash.exports.schema_org import dataset, of_rows
from tradedash.formatting import count_text, day_text
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import figure, known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.beside import Beside, beside, unrated_sentence
from tradedash.pages.router import About, Request, View
from tradedash.queries.asof import lists_then, thinned
from tradedash.queries.cited import chart_url, chart_words, frozen_url
from tradedash.queries.codelists import CodeLists, code_lists, known_indicator
from tradedash.queries.figures import Answer, figures
from tradedash.queries.revision import changed_at
from tradedash.queries.selection import SHOWN_IN, Selection
from tradedash.queries.verdicts import at_hand

PANEL = "panel"
FORMATS = (("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json"), (N_("Data package"), "zip"))
CITATIONS = (("BibTeX", "bib"), ("RIS", "ris"))


@dataclass(frozen=True, slots=True)
class Subject:
    """One indicator of one pair as a reader asked for it: its rows, and all rows it could show without filters."""

    path: str
    indicator: Indicator
    asked: Asked
    lists: CodeLists
    answer: Answer
    everything: Sequence[FigureRow]
    disputes: Mapping[str, int] | None
    beside: Beside

    @property
    def rows(self) -> list[FigureRow]:
        return self.answer.rows

    @property
    def bases(self) -> Bases:
        return Bases(self.lists.economies, self.asked.selection.pair)

    @property
    def label(self) -> str:
        """The indicator's label with the economies' names where the code list speaks of areas."""
        return self.bases.label(self.indicator, self.everything[0] if self.everything else None)

    @property
    def present(self) -> list[str]:
        """The bases of all its rows, and those that are asked for, in the order in which they are offered."""
        found = {row.basis for row in self.everything} | set(self.asked.selection.basis)
        offered = [code for code in self.lists.bases(self.asked.selection.pair) if code in found]
        return [*offered, *sorted(found - set(offered))]

    def address(self, ending: str = "", *, drop: Sequence[str] = (), theme: str = "") -> str:
        """Return this view's address, or that of a download of its rows."""
        query = [*self.asked.query, ("theme", theme)]
        return with_query(f"{self.path}{ending}", *(item for item in query if item[0] not in drop))


def layout(request: Request) -> View:
    """Return the page of one chart. Raises: NotFound for an unknown indicator."""
    subject = subject_of(request)
    past = known.past_of(request.conn, subject.asked.selection, subject.answer.left_out_without_day)
    parts: list[Child] = [*notices(subject.asked.problems), known.notice(subject.path, subject.asked, past)]
    if not subject.rows or subject.asked.selection.pair is None:
        title = _("%(label)s: no figures here") % {"label": subject.label}
        return View(title, [_head(subject, title), *parts, *_filters(subject), _nothing(subject)])
    wide, phone = drawings_of(subject)
    parts = [_head(subject, wide.title), *parts, *_filters(subject), _desk(subject, wide, phone, request)]
    parts += [_table(subject), _sources(subject.rows)]
    return View(subject.label, parts, about=_about(subject, wide, request.site.base_url))


def _about(subject: Subject, wide: Drawing, base_url: str) -> About:
    """What is said of the chart elsewhere: its finding, its picture, and its rows as files."""
    name = f"{subject.label}, {subject.bases.pair_name}"
    files = [(ending, f"{base_url}{subject.address(f'.{ending}')}") for _label, ending in FORMATS]
    data = dataset(name, wide.text_summary, f"{base_url}{subject.address()}", files) | of_rows(subject.rows)
    return About(wide.text_summary, subject.address(".png"), data)


def subject_of(request: Request) -> Subject:
    """Return what the address asks for. Raises: NotFound for an unknown indicator."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    lists = lists_then(request.conn, lists, asked.selection.recorded_as_of)
    indicator = lists.indicators[known_indicator(request.conn, request.name).code]
    asked = replace(asked, selection=replace(asked.selection, indicator=indicator.code))
    answer = figures(request.conn, asked.selection, request.site.base_url)
    whole = Selection(pair=asked.selection.pair, indicator=indicator.code, rule=asked.selection.rule)
    same = whole == asked.selection
    everything = answer.rows if same else figures(request.conn, whole, request.site.base_url).rows
    disputes = _disputes(request, asked)
    around = beside(request.conn, asked.selection, answer.rows, request.site.base_url)
    return Subject(f"/charts/{indicator.code}", indicator, asked, lists, answer, everything, disputes, around)


def _disputes(request: Request, asked: Asked) -> Mapping[str, int] | None:
    """The numbers that `/contradictions` gives to figures in dispute; None where the page does not wait for them."""
    found = at_hand(request.conn, asked.selection, request.site.base_url)
    return found.verdicts.numbers if found else None


def drawings_of(subject: Subject) -> tuple[Drawing, Drawing]:
    """Return the wide and the phone drawing. Raises: NotFound where no pair has figures."""
    pair = subject.asked.selection.pair
    if pair is None:
        raise NotFound("No figures are stored yet.")
    selection, derived = subject.asked.selection, subject.beside.derived
    scene = Scene(pair, subject.lists.economies, selection.rule.value, disputes=subject.disputes or {})
    scene = replace(scene, whole=selection.since is not None)
    phone = replace(scene, width="phone")
    return draw(subject.rows, subject.indicator, scene, derived), draw(subject.rows, subject.indicator, phone, derived)


def _head(subject: Subject, title: str) -> html.Div:
    statements = len({row.statement_id for row in subject.rows})
    lede = _(
        "%(label)s, %(pair_name)s: %(statements)s, %(prints)s, by whose statistics they rest on. "
        "Select a mark to see the words it was printed in."
    ) % {
        "label": subject.label,
        "pair_name": subject.bases.pair_name,
        "statements": count_text(statements, "statement"),
        "prints": count_text(len(subject.rows), "print"),
    }
    crumbs = (("/charts", _("Charts")), ("", subject.label))
    return head(title, lede=lede if subject.rows else "", crumbs=crumbs)


def _filters(subject: Subject) -> list[Child]:
    if not subject.everything:
        return []
    asked = subject.asked
    offer = Offer(
        path=subject.path,
        pairs=subject.lists.offered(asked.selection.pair),
        bases=subject.present,
        years=sorted({*_years(subject.everything), *subject.beside.years}),
        pair=asked.selection.pair,
        basis=asked.selection.basis,
        since=asked.text("from"),
        until=asked.text("to"),
        rule=asked.selection.rule,
        days=thinned(sorted({row.known_on for row in subject.everything if row.known_on})),
        as_of=asked.selection.as_of,
        derived=asked.selection.derived if subject.beside.years or not asked.selection.derived else None,
        currency=asked.text("currency") if subject.beside.convertible or asked.selection.currency else None,
        currencies=SHOWN_IN,
    )
    return [filter_bar(offer, subject.bases)]


def _years(rows: Sequence[FigureRow]) -> list[int]:
    ends = [(row.period_start, row.period_end) for row in rows]
    days: list[date] = [day for pair in ends for day in pair if day]
    return list(range(min(days).year, max(days).year + 1)) if days else []


def _nothing(subject: Subject) -> html.Div:
    if not subject.everything:
        sentence = _("Nobody’s figure for this is stored for %(pair_name)s.") % {"pair_name": subject.bases.pair_name}
        return nothing(sentence, (_("All charts"), "/charts"), (_("Where figures come from"), "/sources"))
    kept = with_query(subject.path, ("pair", subject.asked.text("pair")))
    sentence = _("None of the %(figures)s fits these filters.") % {
        "figures": count_text(len(subject.everything), "figure")
    }
    return nothing(sentence, (_("Show all of them"), kept), (_("All charts"), "/charts"))


def _desk(subject: Subject, wide: Drawing, phone: Drawing, request: Request) -> html.Div:
    """The chart at left, at right the panel of the selected figure on top of the words of all."""
    panel = figure.open_panel(request, subject.asked.selection)
    drawn = chart(
        subject.indicator.code,
        wide,
        phone,
        label=_("%(label)s, chart.") % {"label": subject.label},
        selected=panel.figure_id,
    )
    left: list[Child] = [
        html.H2(_unit_heading(subject)),
        html.P(wide.subtitle, className="sub"),
        drawn,
        foot([*wide.foot, *([unrated_sentence(subject.beside)] if subject.beside.unrated else [])]),
        *_unjudged(subject),
        *_in_dollars(subject),
        _downloads(subject),
        *_share(subject, wide, request),
        _cite(subject, request.site.base_url),
        marks_key(subject.bases, subject.present),
    ]
    words = ledger(subject.rows, subject.bases, signed=shows_sign(subject.indicator))
    right: list[Child] = [html.Div(panel.children, id=PANEL), words]
    beside = html.Div(right, className="evidence", tabIndex="-1")
    return html.Div([html.Div(left, className="chart"), beside], className="chartpage")


def _unit_heading(subject: Subject) -> str:
    return f"{subject.label}, {subject.bases.pair_name}"


def _downloads(subject: Subject) -> html.P:
    links = [html.A(_(label), href=subject.address(f".{ending}")) for label, ending in FORMATS]
    pictures = [html.A(ending.upper(), href=subject.address(f".{ending}")) for ending in ("png", "svg")]
    return html.P([_("Download these rows"), *links, *pictures, opener()], className="actions")


def _share(subject: Subject, wide: Drawing, request: Request) -> list[Child]:
    moment, base, selection = changed_at(request.conn), request.site.base_url, subject.asked.selection
    if moment is None:
        return []
    shared = Shared(
        title=wide.title,
        link=f"{base}{subject.address()}",
        frozen=frozen_url(selection, moment, base),
        moment=selection.recorded_as_of or moment,
        embed=chart_url(selection, base).replace("/charts/", "/embed/", 1),
        height=int(wide.figure["layout"]["height"]),
        pictures=[(_(label), subject.address(f".{end}", theme=theme)) for label, end, theme in PICTURES],
        files=[(_(label), subject.address(f".{ending}")) for label, ending in FORMATS],
        citations=[(label, subject.address(f".{ending}")) for label, ending in CITATIONS],
    )
    return [dialog(shared)]


def _cite(subject: Subject, base_url: str) -> html.Details:
    selection = subject.asked.selection
    key = f"{subject.indicator.code}-{selection.pair.code}" if selection.pair else subject.indicator.code
    what, url = chart_words(selection, subject.rows, subject.lists), chart_url(selection, base_url)
    cited = chart_citation(key, what, url, subject.rows, datetime.now(UTC).date())
    return chart_cite(cited, [(label, subject.address(f".{ending}")) for label, ending in CITATIONS])


def _unjudged(subject: Subject) -> list[Child]:
    if subject.disputes is not None:
        return []
    asked = subject.asked.selection
    clocks = Selection(pair=asked.pair, as_of=asked.as_of, recorded_as_of=asked.recorded_as_of)
    return [not_looked_for(clocks.query())]


def _in_dollars(subject: Subject) -> list[Child]:
    """The way to amounts in dollars and back; each stays in its own panel in any case."""
    if not subject.beside.convertible:
        return []
    if subject.asked.selection.currency:
        back = inside(_("Show as printed only"), subject.address(drop=("currency",)))
        return [html.P([_("Dotted marks are converted at the average rate of the year. "), back], className="meta")]
    address = with_query(subject.path, *subject.asked.query, ("currency", SHOWN_IN[0].value))
    return [html.P(inside(_("Show amounts in other currencies in US dollars too"), address), className="meta")]


def _table(subject: Subject) -> html.Section:
    signed = shows_sign(subject.indicator)
    caption = _("The rows of the chart, the ledger and the downloads, newest period first. Headlines are bold.")
    counted = _("%(count)s of %(figures)s, newest first") % {
        "count": len(subject.rows),
        "figures": count_text(len(subject.everything), "figure"),
    }
    rule = subject.asked.selection.rule
    parts: list[Child] = [figure_table(subject.rows, subject.bases, caption=caption, signed=signed, rule=rule)]
    if subject.beside.derived:
        parts.append(derived_table(subject.beside.derived, subject.bases))
    return section(_("The same figures as a table"), html.Div(parts), aside=html.Span(counted, className="meta"))


def _sources(rows: Sequence[FigureRow]) -> html.Section:
    by_source = sorted(rows, key=lambda row: (row.source_publisher.casefold(), row.source_id))
    items: list[Child] = [
        _source(list(found)) for _, found in groupby(by_source, key=lambda row: (row.source_publisher, row.source_id))
    ]
    aside = inside(_("All sources"), "/sources")
    return section(
        _("Sources of these rows: %(count)s") % {"count": len(items)}, html.Ul(items, className="index"), aside=aside
    )


def _source(rows: Sequence[FigureRow]) -> html.Li:
    row = rows[0]
    title = outside(
        f"{row.source_publisher}: {row.source_title}" if row.source_title else row.source_publisher, row.source_url
    )
    cited = inside(count_text(len(rows), "figure"), f"/sources/{row.source_id}", className="plain")
    day = _("%(source_type)s, published %(day)s") % {
        "source_type": _(row.source_type),
        "day": day_text(row.source_published_on),
    }
    return html.Li([title, cited, html.Span(day, className="meta")])

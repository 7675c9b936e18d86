"""`/mirror`: what both economies' statistics say of the same trade, side by side, and how far they are apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.charts.mirror import draw_mirror
from tradedash.charts.mirror_words import NEITHER, MirrorWords
from tradedash.charts.scene import Scene
from tradedash.components.asof import Past
from tradedash.components.basis import Bases
from tradedash.components.chart import chart, foot
from tradedash.components.elements import Child
from tradedash.components.filters import Offer, filter_bar
from tradedash.components.mirror import mirror_section, why_they_differ
from tradedash.components.sections import head, nothing, notices
from tradedash.domain.economy import Pair
from tradedash.formatting import basis_text, listed
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import figure, known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.asof import thinned
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.mirror import Both, both_sides
from tradedash.reasoning.mirror import Mirror, mirrors

PATH, TITLE = "/mirror", N_("The same goods, counted at two borders")
#: The panel of a figure opens here, as on a chart's page.
PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Subject:
    """Both sides of one pair as a reader asked for them, and every row there is without filters."""

    request: Request
    lists: CodeLists
    asked: Asked
    pair: Pair
    both: Both
    everything: Sequence[FigureRow]

    @property
    def bases(self) -> Bases:
        return Bases(self.lists.economies, self.pair)

    @property
    def words(self) -> MirrorWords:
        return MirrorWords(self.lists.economies, self.pair)


def layout(request: Request) -> View:
    """Return the mirror of a pair: of the one with most figures, unless the address names another."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    pair = asked.selection.pair
    if pair is None:
        ways = nothing(_("No figures are stored yet."), (_("Method"), "/method"), (_("Data"), "/data"))
        return View(_("Mirror"), [head(_(TITLE)), *notices(asked.problems), ways])
    subject = _subject(request, lists, asked, pair)
    found = mirrors(subject.both.rows, pair, asked.selection.rule)
    parts: list[Child] = [head(_(TITLE), lede=_lede(subject)), *notices(asked.problems), *_clocks(subject)]
    if not any(mirror.years for mirror in found):
        return View(_("Mirror"), [*parts, _nothing(subject)])
    shown = [mirror for mirror in found if mirror.years]
    tables = [mirror_section(mirror, subject.words, subject.bases) for mirror in shown]
    return View(_("Mirror"), [*parts, _desk(subject, found), *tables])


def _subject(request: Request, lists: CodeLists, asked: Asked, pair: Pair) -> Subject:
    base_url = request.site.base_url
    both = both_sides(request.conn, asked.selection, base_url)
    whole = replace(asked.selection, basis=(), since=None, until=None, as_of=None, recorded_as_of=None)
    return Subject(request, lists, asked, pair, both, both_sides(request.conn, whole, base_url).rows)


def _lede(subject: Subject) -> str:
    first, second = (basis_text(subject.lists.economies, code) for code in (subject.pair.first, subject.pair.second))
    return _(
        "Each flow is recorded twice: by the seller as an export and by the buyer as an import. "
        "Here are %(first)s and %(second)s, what was printed and what was released together. "
        "%(neither)s"
    ) % {"first": first, "second": second, "neither": _(NEITHER)}


def _clocks(subject: Subject) -> list[Child]:
    selection, everything = subject.asked.selection, subject.everything
    past = Past(selection.as_of, selection.recorded_as_of, subject.both.later, subject.both.left_out_without_day)
    years = sorted({row.period_start.year for row in everything if row.period_start})
    offer = Offer(
        path=PATH,
        pairs=subject.lists.offered(subject.pair),
        bases=(),
        years=list(range(years[0], years[-1] + 1)) if years else [],
        pair=subject.pair,
        basis=(),
        since=subject.asked.text("from"),
        until=subject.asked.text("to"),
        rule=selection.rule,
        days=thinned(sorted({row.known_on for row in everything if row.known_on})),
        as_of=selection.as_of,
    )
    return [known.notice(PATH, subject.asked, past), filter_bar(offer, subject.bases)]


def _desk(subject: Subject, found: Sequence[Mirror]) -> html.Div:
    """The chart at left; at right the panel of the selected figure, and why the two sides differ."""
    scene = Scene(subject.pair, subject.lists.economies, subject.asked.selection.rule.value)
    wide, phone = draw_mirror(found, scene), draw_mirror(found, replace(scene, width="phone"))
    panel = figure.open_panel(subject.request, subject.asked.selection)
    left: list[Child] = [
        html.H2(wide.title),
        html.P(wide.subtitle, className="sub"),
        chart("mirror", wide, phone, label=_("Both sides of the trade, chart."), selected=panel.figure_id),
        foot(wide.foot),
    ]
    right: list[Child] = [html.Div(panel.children, id=PANEL), why_they_differ(found, subject.words)]
    beside = html.Div(right, className="evidence", tabIndex="-1")
    return html.Div([html.Div(left, className="chart"), beside], className="chartpage")


def _nothing(subject: Subject) -> html.Div:
    names = listed([basis_text(subject.lists.economies, code) for code in (subject.pair.first, subject.pair.second)])
    if any(mirror.years for mirror in mirrors(subject.everything, subject.pair)):
        ways = ((_("Show all years"), known.without(PATH, subject.asked.query, ("from", "to", *known.CLOCKS))),)
        return nothing(
            _("No yearly figure of %(names)s fits these filters.") % {"names": names},
            *ways,
            (_("All charts"), "/charts"),
        )
    sentence = _(
        "No yearly turnover, exports or imports of %(names)s are stored, so there is nothing to set side by side."
    ) % {"names": names}
    return nothing(sentence, (_("All charts"), "/charts"), (_("Where figures come from"), "/sources"))

"""`/contradictions`: figures that cannot all be true, with the sums, and what else reasoning finds doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dash import html

from tradedash.components.asof import as_known, as_of_control
from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import with_query
from tradedash.components.native import Input, Select
from tradedash.components.notes import release_section, set_aside_section, unstated_section
from tradedash.components.pairs import pair_field
from tradedash.components.sections import head, nothing, notices, section
from tradedash.components.verdict import Case, verdict
from tradedash.domain.errors import UnknownName
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.pages import known
from tradedash.pages.asked import Asked, ask
from tradedash.pages.router import Request, View
from tradedash.queries.asof import days_known
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import Findings, chosen_disputes, findings
from tradedash.reasoning.verdicts import Contradiction, Dispute, Kind, Note

PATH = "/contradictions"
TITLE = N_("Figures that cannot all be true")
_LEDE = N_(
    "No true value satisfies the figures of one entry together. Smallest sets that share a "
    "figure stand in one entry. Each side’s statistics are their own, so they never stand "
    "against each other here."
)
#: Every kind but the plain contradictions has a section of its own: heading, and what it means.
_SECTIONS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.AGREES_ONLY_IF_TRUNCATED,
        N_("Possible only if a number was cut off"),
        N_("Rounded as numbers usually are, these do not agree; with the further digits cut off they do."),
    ),
    (
        Kind.QUESTION,
        N_("Questions to the reviewer"),
        N_("One source prints two numbers for one thing. Are they two quantities, or two currencies?"),
    ),
    (
        Kind.PERIOD_LOST,
        N_("A period was lost"),
        N_(
            "The same number stands for a period and for a part of it. Both could be true, but one "
            "of the periods is probably a slip: eleven months told as the year."
        ),
    ),
    (
        Kind.OTHER_PERIOD,
        N_("Printed for another period"),
        N_("One statement, one number, and one outlet that gives it to another year than all the rest."),
    ),
    (
        Kind.TARGET_AS_LEVEL,
        N_("A target told as reached"),
        N_("A number that is known as a goal is printed as a level, well above every other level."),
    ),
    (
        Kind.UNIT_SLIP,
        N_("A unit slipped"),
        N_("A thousand or a million times its neighbour in time: millions were probably told as billions."),
    ),
    (
        Kind.WEAKER_CLAIM,
        N_("Less than was said before"),
        N_("A total since the beginning only grows. The later claim may be true, but it takes a step back."),
    ),
)
Shown = list[tuple[Dispute, list[Contradiction]]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the page is drawn from."""

    asked: Asked
    lists: CodeLists
    found: Findings

    @property
    def selection(self) -> Selection:
        return self.asked.selection

    @property
    def case(self) -> Case:
        return Case(self.found.rows, self.lists.indicators, Bases(self.lists.economies, self.selection.pair))

    def address(self, *, drop: Sequence[str] = ()) -> str:
        """Return the address of this view without some of its parameters."""
        named = [*self.asked.query, ("indicator", self.selection.indicator or "")]
        return with_query(PATH, *(item for item in named if item[0] not in drop))


def layout(request: Request) -> View:
    """Return the verdicts on a pair: of the one with most figures, unless the address names another."""
    lists = code_lists(request.conn)
    asked = _asked(request, lists)
    if asked.selection.pair is None:
        empty = nothing(_("No figures are stored yet."), (_("Overview"), "/"), (_("Method"), "/method"))
        return View(_(TITLE), [head(_(TITLE)), *notices(asked.problems), empty])
    subject = Subject(asked, lists, findings(request.conn, asked.selection, request.site.base_url))
    shown = chosen_disputes(subject.found.verdicts, subject.selection)
    parts: list[Child] = [
        head(_(TITLE), lede=_(_LEDE)),
        *notices(asked.problems),
        _as_known(request, subject),
        *_filters(request, subject),
    ]
    if not subject.found.verdicts.complete:
        sentence = _("The search was ended early: every dispute is here, but some sets of figures within them are not.")
        parts.append(html.P(sentence, className="notice"))
    return View(
        _(TITLE), [*parts, *_tally(shown), *_disputes(shown, subject), *_remarks(shown, subject), *_notes(subject)]
    )


def _asked(request: Request, lists: CodeLists) -> Asked:
    """Read the address; an indicator narrows the list here, and one that is unknown is explained and ignored."""
    asked = ask(request.args, lists)
    code = request.one("indicator")
    if code is None:
        return asked
    if code not in lists.indicators:
        error = UnknownName("indicator", code, list(lists.indicators), "indicator")
        problem = _("The address asks for indicator=%(code)s. %(error)s It is ignored.") % {
            "code": code[:40],
            "error": error,
        }
        return replace(asked, problems=(*asked.problems, problem))
    return replace(asked, selection=replace(asked.selection, indicator=code))


def _as_known(request: Request, subject: Subject) -> Child:
    past = known.past_of(request.conn, subject.selection, subject.found.left_out_without_day)
    return as_known(past, subject.address(drop=known.CLOCKS))


def _filters(request: Request, subject: Subject) -> list[Child]:
    every, case, selection = subject.found.verdicts.contradictions, subject.case, subject.selection
    bases = [code for code in subject.lists.bases(selection.pair) if any(one.basis == code for one in every)]
    codes = [code for code in subject.lists.indicators if any(one.indicator == code for one in every)]
    fields: list[Child] = []
    if len(subject.lists.pairs) > 1:
        offered = subject.lists.offered(selection.pair)
        pairs = [(one.code, Bases(subject.lists.economies, one).pair_name) for one in offered]
        fields.append(pair_field(_("Pair"), "pair", pairs, selection.pair.code if selection.pair else "", pairs[0][0]))
    labels = [("", _("All indicators")), *((code, case.bases.label(subject.lists.indicators[code])) for code in codes)]
    fields.append(_select(_("Indicator"), "indicator", labels, selection.indicator or "", ""))
    boxes: list[Child] = [
        html.Label(
            [
                Input(type="checkbox", name="basis", value=code, defaultChecked=code in (selection.basis or bases)),
                case.bases.glyph(code),
                case.bases.word(code),
            ],
            className=case.bases.css(code),
        )
        for code in bases
    ]
    fields.append(html.Fieldset([html.Legend(_("Basis")), html.Div(boxes, className="choices")], className="field"))
    fields.append(as_of_control(days_known(request.conn, Selection(pair=selection.pair)), selection.as_of))
    more = attributes(data_more_filters="", aria_expanded="false")
    fields.append(html.Button(_("More filters"), type="button", className="more", **more))
    fields.append(html.Button(_("Show"), type="submit", className="only-without-script"))
    marks = attributes(data_filters="", aria_label=_("Filters"))
    return [html.Form(fields, action=PATH, method="get", className="filters", **marks)] if every else []


def _select(label: str, name: str, choices: Sequence[tuple[str, str]], chosen: str, usual: str) -> html.Label:
    options = [html.Option(text, value=value) for value, text in choices]
    select = Select(options, name=name, defaultValue=chosen, **attributes(data_default=usual))
    return html.Label([html.Span(label), select], className="field")


def _tally(shown: Shown) -> list[Child]:
    """How many entries of what kind, at a glance."""
    kinds = [members[0].kind for _dispute, members in shown]
    doubtful = len([kind for kind in kinds if kind not in (Kind.MISPRINT, Kind.ARITHMETIC)])
    counts = (
        (kinds.count(Kind.MISPRINT), _("misprints: one statement, different numbers")),
        (kinds.count(Kind.ARITHMETIC), _("values that exclude each other or do not add up")),
        (doubtful, _("possible, but doubtful")),
    )
    return [html.Div([html.Div([html.B(str(number)), words]) for number, words in counts], className="tally")]


def _disputes(shown: Shown, subject: Subject) -> list[Child]:
    plain = [one for one in shown if one[1][0].kind in (Kind.MISPRINT, Kind.ARITHMETIC)]
    if plain:
        return [html.Section([verdict(dispute, members, subject.case) for dispute, members in plain])]
    if subject.selection.indicator or subject.selection.basis:
        everything = subject.address(drop=("indicator", "basis"))
        return [
            nothing(
                _("Nothing of these filters excludes each other."),
                (_("Show all"), everything),
                (_("Method"), "/method"),
            )
        ]
    return [nothing(_("No figures exclude each other."), (_("All charts"), "/charts"), (_("Method"), "/method"))]


def _remarks(shown: Shown, subject: Subject) -> list[Child]:
    found: list[Child] = []
    for kind, heading, meaning in _SECTIONS:
        entries = [verdict(dispute, members, subject.case) for dispute, members in shown if members[0].kind is kind]
        if entries:
            found.append(section(_(heading), html.P(_(meaning), className="lede"), *entries))
    return found


def _notes(subject: Subject) -> list[Child]:
    judged, case = subject.found.verdicts, subject.case
    unstated = [note for note in judged.notes if _passes(note, subject)]
    released = [note for note in judged.release_notes if _passes(note, subject)]
    indicator, basis = subject.selection.indicator, subject.selection.basis
    aside = [
        one
        for one in judged.set_aside
        if indicator in (None, one.row.indicator) and (not basis or one.row.basis in basis)
    ]
    return [*unstated_section(unstated, case), *release_section(released, case), *set_aside_section(aside)]


def _passes(note: Note, subject: Subject) -> bool:
    row, selection = subject.found.rows[note.figure_ids[0]], subject.selection
    return selection.indicator in (None, row.indicator) and (not selection.basis or row.basis in selection.basis)

"""Disputes and remarks as a reader sees them: number, kind and basis, one sentence, the sums, the prints, a picture."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.arithmetic import Against, against
from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside, outside, with_query
from tradedash.components.number_line import number_line
from tradedash.components.roles import shows_sign
from tradedash.components.words import known_text
from tradedash.domain.indicator import Indicator
from tradedash.formatting import count_text, period_text, value_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import N_, ngettext
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.reasoning.verdicts import Contradiction, Dispute, Kind

#: What each kind is called, in the fewest plain words.
KIND_WORDS = {
    Kind.MISPRINT: N_("misprint: one statement, two numbers"),
    Kind.ARITHMETIC: N_("does not add up"),
    Kind.AGREES_ONLY_IF_TRUNCATED: N_("agrees only if a number was cut off"),
    Kind.QUESTION: N_("a question to the reviewer"),
    Kind.PERIOD_LOST: N_("a period was lost"),
    Kind.OTHER_PERIOD: N_("another period"),
    Kind.TARGET_AS_LEVEL: N_("a target told as reached"),
    Kind.UNIT_SLIP: N_("a unit slipped"),
    Kind.WEAKER_CLAIM: N_("less than was said before"),
}
EXCLUDE = N_("values of one thing exclude each other")
_MOST_OUTLETS = 4
#: A full stop after a short word ("Mrd. USD", "Nov. 2025") ends no sentence.
_FIRST_SENTENCE = re.compile(r"(?<=[^.\s]{4})\. (?=[^\W\d_a-zа-яёөүң])")
Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """What the verdicts of one pair are told with: the figures they name, the code lists, the pair of the address."""

    rows: Mapping[str, FigureRow]
    indicators: Mapping[str, Indicator]
    bases: Bases

    def about(self, one: Contradiction) -> FigureRow:
        """The figure whose period the sentence is about."""
        return self.rows[one.left.figure_id if one.left else one.figure_ids[0]]

    def signed(self, row: FigureRow) -> bool:
        return shows_sign(self.indicators[row.indicator])

    def kind(self, one: Contradiction) -> str:
        """What kind of contradiction it is, in words."""
        if one.kind is Kind.ARITHMETIC and not one.left and len(one.figure_ids) == 2:
            return _(EXCLUDE)
        return _(KIND_WORDS[one.kind])

    def title(self, one: Contradiction) -> str:
        """Return a title as short as a question: "15.6 or 13.6 %?"."""
        rows = [self.rows[figure_id] for figure_id in one.figure_ids]
        about = self.about(one)
        if one.left or len(rows) != 2:
            return _("%(value)s in %(period)s?") % {
                "value": with_unit(about, signed=self.signed(about)),
                "period": period_text(about.time_period),
            }
        odd, main = sorted(rows, key=lambda row: len(one.printed[one.figure_ids.index(row.figure_id)]))
        first, second = (with_unit(row, signed=self.signed(row)) for row in (odd, main))
        if first == second:
            return _("%(value)s: %(first)s or %(second)s?") % {
                "value": first,
                "first": period_text(rows[0].time_period),
                "second": period_text(rows[1].time_period),
            }
        same_unit = (odd.unit_measure, odd.unit_mult) == (main.unit_measure, main.unit_mult)
        shown = value_text(odd, signed=self.signed(odd)) if same_unit else first
        return _("%(first)s or %(second)s?") % {"first": shown, "second": second}


def verdict(dispute: Dispute, shown: Sequence[Contradiction], case: Case) -> html.Article:
    """Return one dispute: its first contradiction in full, the others that share a figure with it folded away."""
    head, others = shown[0], shown[1:]
    row = case.about(head)
    drawn = against(head, case.rows, case.bases.css(head.basis), signed=case.signed(row))
    words: list[Child] = [
        html.P([f"{_subject(row, case)} · {case.kind(head)} · ", case.bases.tag(head.basis)], className="meta"),
        html.P(here(head.sentence), className="say"),
        *_sums(drawn),
        html.Ul([_prints(prints, case) for prints in head.printed], className="claims"),
        *([html.P(here(dispute.advice), className="meta")] if dispute.advice else []),
        *_others(others, case),
    ]
    parts: list[Child] = [
        html.Div(html.A(str(dispute.number), href=f"#{anchor(dispute.number)}", className="plain"), className="no"),
        html.Div(words),
    ]
    if drawn:
        line = number_line(
            drawn.intervals, drawn.size, drawn.unit, label=_("Number line: %(title)s") % {"title": case.title(head)}
        )
        parts.append(html.Div(line, className=f"pic {case.bases.css(head.basis)}"))
    return html.Article(parts, className="verdict", id=anchor(dispute.number))


def anchor(number: int) -> str:
    """Return the name that a dispute has within its page."""
    return f"c{number}"


def contradictions_address(query: Query = (), number: int | None = None) -> str:
    """Return where a dispute is told. `query` has the pair and the clocks: disputes are numbered anew for each."""
    path = with_query("/contradictions", *query)
    return f"{path}#{anchor(number)}" if number else path


def not_looked_for(query: Query = ()) -> html.P:
    """Return the sentence of a page that does not wait for the verdicts on a large pair, with the way to them."""
    link = inside(_("Look for the contradictions"), contradictions_address(query))
    words = _("So many figures are stored of these two economies that this page does not look for contradictions.")
    return html.P(
        [words, " ", link, _("; that may take a while.")], className="meta", **attributes(data_unjudged="true")
    )


def brief(dispute: Dispute, case: Case, query: Query = ()) -> html.Li:
    """Return a dispute for a short list: a question that leads to it, and the first of its sentences."""
    head = dispute.headline
    title = inside(case.title(head), contradictions_address(query, dispute.number))
    words: list[Child] = [case.bases.tag(head.basis), f" · {_subject(case.about(head), case)}"]
    said = _FIRST_SENTENCE.split(here(head.sentence), maxsplit=1)[0].rstrip(".")
    return html.Li([html.H3(title), html.P(f"{said}."), html.P(words, className="meta")])


def _subject(row: FigureRow, case: Case) -> str:
    label = case.bases.label(case.indicators[row.indicator], row)
    return f"{label}, {period_text(row.time_period)}"


def _sums(drawn: Against | None) -> list[Child]:
    if not drawn or not drawn.sums:
        return []
    return [html.P([part for text in drawn.sums for part in (html.Code(text), " ")], className="sum")]


def _prints(figure_ids: Sequence[str], case: Case) -> html.Li:
    """One claim: its number, and the outlets that print it."""
    rows = [case.rows[figure_id] for figure_id in figure_ids]
    first = rows[0]
    value = inside(with_unit(first, signed=case.signed(first)), f"/figures/{first.figure_id}")
    seen = {row.source_id: row for row in reversed(rows)}
    outlets = [seen[source_id] for source_id in dict.fromkeys(row.source_id for row in rows)]
    links: list[Child] = []
    for row in outlets[:_MOST_OUTLETS]:
        links += [", " if links else "", outside(row.source_publisher, row.source_url)]
    rest = len(outlets) - _MOST_OUTLETS
    more = _(" and %(prints)s") % {"prints": count_text(rest, "other print")} if rest > 0 else ""
    said = f"{first.speaker}, {known_text(first)}" if first.speaker else known_text(first)
    period = period_text(first.time_period)
    return html.Li(
        [
            value,
            f"{_(' for %(period)s') % {'period': period} if first.period_end else ''}. {said}: ",
            *links,
            more,
        ]
    )


def _others(others: Sequence[Contradiction], case: Case) -> list[Child]:
    if not others:
        return []
    items = [html.Li([html.Span(here(one.sentence), className="q"), " ", _kind(one, case)]) for one in others]
    more = ngettext(
        "%(number)s more set that shares a figure with it",
        "%(number)s more sets that share figures with it",
        len(others),
    )
    return [html.Details([html.Summary(more % {"number": len(others)}), html.Ul(items)], **attributes(data_more=""))]


def _kind(one: Contradiction, case: Case) -> html.Span:
    return html.Span(case.kind(one), className="meta")

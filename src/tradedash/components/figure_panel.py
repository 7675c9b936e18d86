"""The panel of one figure: what it may be, the words, who said it, where it was printed, and what else is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child, Content, attributes
from tradedash.components.links import OPEN, inside, outlet_page, outside, speaker_page, statement_page
from tradedash.components.roles import role_text, says_the_same, shows_sign
from tradedash.components.words import about_the_print, known_text, outlet, quote, value_beside, who
from tradedash.domain.figure import ComparisonBasis, Rank, Status
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.formatting import (
    bounds_text,
    count_text,
    currency_text,
    day_text,
    direction_words,
    period_text,
    unit_text,
    value_text,
    with_names,
)
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.customs import inside as inside_sentence
from tradedash.queries.figures import Dossier
from tradedash.queries.rows import named_currency

_STATUS_SENTENCES = {
    Status.SUPERSEDED: N_("This figure was corrected: another one has taken its place. It is kept to be read."),
    Status.RETRACTED: N_("This figure was withdrawn. It is kept to be read and counts nowhere."),
    Status.DRAFT: N_("A draft, not published."),
    Status.IN_REVIEW: N_("In review, not published."),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure with all that stands beside it, and its indicator."""

    dossier: Dossier
    indicator: Indicator

    @property
    def row(self) -> FigureRow:
        return self.dossier.row

    @property
    def signed(self) -> bool:
        return shows_sign(self.indicator)

    @property
    def rivals(self) -> list[FigureRow]:
        """All figures of the key, this one among them, the headline first."""
        return sorted([self.row, *self.dossier.competing], key=lambda row: not row.headline)

    @property
    def others(self) -> list[FigureRow]:
        """The figures of the key that are no reprints of this statement; the headline in any case."""
        printed = {row.figure_id for row in self.dossier.prints} | {self.row.figure_id}
        return [row for row in self.rivals if row.figure_id not in printed or row.headline]


def figure_panel(
    evidence: Evidence, bases: Bases, *, closes: bool, concerns: Sequence[Child] = (), cite: Child = None
) -> html.Section:
    """Return the panel; `closes` gives it the button that closes it, and a link to its own page.

    `concerns` is what reasoning says of the figure, `cite` how to cite it.
    """
    row = evidence.row
    value = value_text(row, signed=evidence.signed)
    parts: list[Child] = [
        _top(evidence, closes=closes),
        html.P([value, " ", html.Small(_may_be(row))], className="num"),
        html.P(f"{bases.label(evidence.indicator, row)}, {period_text(row.time_period)}", className="meta"),
        html.Blockquote(quote(row), **attributes(data_field="as_printed")),
        html.P(about_the_print(row), className="meta"),
        *_standing(row),
        *concerns,
        html.Dl(facts_of(evidence, bases), className="kv"),
        *_prints(evidence),
        *_others(evidence, bases),
        html.P(_links(row, permanent=closes), className="links"),
        *([cite] if cite else []),
    ]
    return html.Section(
        parts,
        className=f"panel {bases.css(row.basis)}",
        tabIndex="-1",
        **attributes(
            data_panel="figure",
            data_id=row.figure_id,
            aria_label=_("Figure: %(value)s %(unit)s, %(period)s")
            % {"value": value, "unit": unit_text(row), "period": period_text(row.time_period)},
        ),
    )


def _top(evidence: Evidence, *, closes: bool) -> html.Div:
    role = role_text(evidence.row, evidence.rivals)
    words = html.Span(f"{_part(role)}, {period_text(evidence.row.time_period)}")
    button = html.Button(_("Close"), type="submit", form=OPEN, **attributes(data_close_panel=""))
    return html.Div([words, button] if closes else [words], className="top")


def _part(role: str) -> str:
    """The role of one figure by itself, in full."""
    full = {
        _("Headline"): _("Headline figure"),
        _("Competing"): _("Competing figure"),
        _("Same value"): _("Same value as the headline"),
        _("Same value, forecast"): _("Same value as the headline, forecast"),
        _("Deprecated"): _("Deprecated figure"),
        _("Superseded"): _("Superseded figure"),
        _("Retracted"): _("Retracted figure"),
        _("Draft"): _("Draft figure"),
        _("In review"): _("In review figure"),
    }
    return full.get(role, role)


def _may_be(row: FigureRow) -> str:
    may_be = _("may be %(bounds)s") % {"bounds": bounds_text(row)}
    return f"{unit_text(row)}, {may_be}" if unit_text(row) else may_be


def _standing(row: FigureRow) -> list[html.P]:
    sentences = [_(_STATUS_SENTENCES[Status(row.status)])] if row.status != Status.PUBLISHED else []
    if row.rank != Rank.NORMAL:
        ranked = _("An analyst ranked it preferred: %(reason)s.")
        if row.rank == Rank.DEPRECATED:
            ranked = _("An analyst ranked it deprecated: %(reason)s.")
        sentences.append(ranked % {"reason": row.rank_reason or _("no reason given")})
    if row.note:
        sentences.append(_("Note: %(note)s") % {"note": row.note})
    return [html.P(sentence, className="standing") for sentence in sentences]


def facts_of(evidence: Evidence, bases: Bases) -> list[Child]:
    """Return what is known of a figure, as the terms and words of a list."""
    row = evidence.row
    facts: list[tuple[str, str, Content]] = [
        (_("Said by"), "speaker", _speaker(row) if row.speaker else _("no speaker named")),
        (_("Said on"), "stated", day_text(row.stated_on)),
        (_("Basis"), "basis", bases.tag(row.basis)),
        (_("Between"), "areas", _areas(evidence, bases)),
        (_("Period"), "period", _period(row)),
        (_("Compared"), "comparison", _comparison(evidence)),
        (_("Measured"), "currency", _currency(evidence)),
        (_("Printed in"), "source", _source(row)),
        (_("Published"), "published", day_text(row.source_published_on)),
        (_("Headline"), "why", evidence.dossier.why if row.headline else ""),
    ]
    shown = [fact for fact in facts if fact[2]]
    pairs = [(html.Dt(label), html.Dd(words, **attributes(data_field=field))) for label, field, words in shown]
    return [part for pair in pairs for part in pair]


def _speaker(row: FigureRow) -> Content:
    role = f", {row.speaker_role}" if row.speaker_role else ""
    return [inside(str(row.speaker), speaker_page(str(row.speaker))), role]


def _source(row: FigureRow) -> Content:
    return [outlet(row), html.Span(f" {row.source_title}", className="meta")] if row.source_title else outlet(row)


def _areas(evidence: Evidence, bases: Bases) -> str:
    if evidence.indicator.is_symmetric:
        return ""
    names = (bases.name(evidence.row.ref_area), bases.name(evidence.row.counterpart_area))
    words = with_names(direction_words(evidence.indicator), *names)
    return f"{words[:1].upper()}{words[1:]}"


def _period(row: FigureRow) -> str:
    text = period_text(row.time_period)
    text = _("Year %(year)s") % {"year": text} if row.freq == PeriodKind.YEAR else f"{text[:1].upper()}{text[1:]}"
    known = {"stated": _("stated"), "implied": _("implied"), "unstated": _("unstated")}
    return f"{text} ({known.get(row.period_evidence, row.period_evidence)})" if row.period_evidence else text


def _comparison(evidence: Evidence) -> str:
    row = evidence.row
    if row.comparison_basis is None and not row.comparison_period:
        return ""
    if not row.comparison_period or row.comparison_basis == ComparisonBasis.UNSTATED:
        return _("with a time the print does not name")
    known = _("with %(period)s, stated")
    if row.comparison_basis == ComparisonBasis.IMPLIED:
        known = _("with %(period)s, implied")
    return known % {"period": period_text(row.comparison_period)}


def _currency(evidence: Evidence) -> str:
    row = evidence.row
    if evidence.indicator.kind is not IndicatorKind.GROWTH:
        return ""
    named = named_currency(row.as_printed, row.language, Quantity.parse(row.obs_value, row.unit_mult))
    return _("in %(currency)s, as the print says") % {"currency": currency_text(named)} if named else ""


def _prints(evidence: Evidence) -> list[Child]:
    rows = evidence.dossier.prints or [evidence.row]
    readings = len({(row.obs_value, row.unit_mult, row.qualifier) for row in rows})
    heading = _("Same statement in print: %(prints)s, %(readings)s") % {
        "prints": count_text(len(rows), "print"),
        "readings": count_text(readings, "reading"),
    }
    if len(rows) == 1:
        heading = _("Same statement in print: only this one")
    items = [_print(row, evidence, this=row.figure_id == evidence.row.figure_id) for row in rows]
    whole = inside(
        _("Who printed it how: %(prints)s") % {"prints": count_text(len(rows), "print")},
        statement_page(evidence.row.statement_id),
    )
    return [html.H3(heading), html.Ul(items, className="prints"), html.P(whole, className="meta")]


def _print(row: FigureRow, evidence: Evidence, *, this: bool) -> html.Li:
    value = html.Span(value_beside(row, unit_text(evidence.row), signed=evidence.signed), className="value")
    period = (
        ""
        if row.time_period == evidence.row.time_period
        else _(" for %(period)s") % {"period": period_text(row.time_period)}
    )
    where = f"{row.source_publisher}, {day_text(row.source_published_on)}{period}"
    if this:
        return html.Li([value, " ", html.Span([html.B(where), _(" (this one)")])], **attributes(aria_current="true"))
    return html.Li([value, " ", inside(where, _page(row), className="plain")])


def _others(evidence: Evidence, bases: Bases) -> list[Child]:
    row, rows = evidence.row, evidence.others
    if not rows or (len(rows) == 1 and rows[0].figure_id == row.figure_id):
        return []
    currency = _(", in %(currency)s") % {"currency": currency_text(row.measured_in)} if row.measured_in else ""
    heading = _("All figures for %(period)s, %(basis)s") % {
        "period": period_text(row.time_period),
        "basis": bases.statistics(row.basis),
    }
    heading += currency
    items = [_other(rival, evidence) for rival in rows]
    return [html.H3(heading), html.Ul(items, className="prints")]


def _other(row: FigureRow, evidence: Evidence) -> html.Li:
    reason = evidence.dossier.why
    value = html.Span(value_beside(row, unit_text(evidence.row), signed=evidence.signed), className="value")
    said = f", {who(row)}" if row.speaker else ""
    where = f"{row.source_publisher}{said}, {known_text(row)}"
    words: list[Child] = [inside(where, _page(row), className="plain")]
    if row.headline:
        words += [". ", html.B(_("Headline")), f": {inside_sentence(reason)}"]
    elif says_the_same(row, evidence.row) and row.figure_id != evidence.row.figure_id:
        words.append(_(" (same value)"))
    current = attributes(aria_current="true" if row.figure_id == evidence.row.figure_id else None)
    return html.Li([value, " ", html.Span(words)], **current)


def _links(row: FigureRow, *, permanent: bool) -> list[Child]:
    words = outside(
        _("Go to the words at %(outlet)s") % {"outlet": row.source_publisher},
        row.quote_url,
        **attributes(data_field="quote"),
    )
    own = inside(_("Permanent link"), _page(row)) if permanent else inside(_("See it in the chart"), chart_address(row))
    past = html.A(_("History"), href=f"{_page(row)}/history")  # a page of its own, which the script does not open
    wrong = html.A(_("Report a problem"), href=f"{_page(row)}/report")
    source = inside(_("All figures of this source"), f"/sources/{row.source_id}")
    return [
        words,
        own,
        past,
        source,
        inside(_("All printed by %(outlet)s") % {"outlet": row.source_publisher}, outlet_page(row.source_publisher)),
        wrong,
    ]


def _page(row: FigureRow) -> str:
    return f"/figures/{row.figure_id}"


def chart_address(row: FigureRow) -> str:
    """Return where the figure is selected in its chart."""
    return f"/charts/{row.indicator}?figure={row.figure_id}"

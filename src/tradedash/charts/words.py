"""The words around a chart: what it found, what it measures, what it leaves out and why. And the hover text."""

from collections.abc import Sequence
from html import escape

from tradedash import formatting
from tradedash.charts.frame import Frame
from tradedash.charts.lines import Run, was_premature
from tradedash.charts.marks import Mark, MarkKind
from tradedash.charts.panels import Panel, direction_text, label_text
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Scene
from tradedash.charts.theme import style_of
from tradedash.charts.wishes import Sight
from tradedash.domain.economy import UNSTATED_BASIS
from tradedash.domain.indicator import CURRENCIES, Indicator, IndicatorKind, Unit
from tradedash.domain.period import PeriodKind
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.i18n import N_, ngettext
from tradedash.i18n import gettext as _
from tradedash.reasoning.headline import Rule

#: A common period this many days before the newest one is still what the chart is about.
_STILL_NEWS = 3 * 366
_LARGE = 10**6
NOTHING = N_("No figure for these filters.")
_RULES = {
    Rule.PREFERRED: N_("Headline figures by the preferred rule"),
    Rule.LATEST: N_("Headline figures by the latest rule"),
    Rule.FIRST: N_("Headline figures by the first rule"),
}


def rule_text(rule: str) -> str:
    """Return the rule that chose the headlines, in words."""
    return _(_RULES[Rule(rule)])


def plotly_text(text: str) -> str:
    """Return text that Plotly shows as it is: it would read `<b>` and `&lt;` as markup."""
    return escape(text, quote=False)


def hover_text(row: FigureRow, indicator: Indicator, scene: Scene) -> str:
    """Return what a mark says under the pointer: value, period, basis, speaker and outlet."""
    role = "" if row.headline else _(", competing")
    said = ", ".join(part for part in (row.speaker, formatting.day_text(row.known_on)) if part)
    lines = (
        f"{formatting.with_unit(row, signed=_signed(indicator))}, {formatting.period_text(row.time_period)}{role}",
        formatting.basis_text(scene.economies, row.basis),
        said,
        row.source_publisher,
    )
    return "<br>".join(plotly_text(line) for line in lines)


def title(panels: Sequence[Panel], indicator: Indicator, scene: Scene) -> str:
    """Return the finding: both sides' newest common period, whole years first, else the newest headline."""
    if not panels:
        return _("%(label)s: no figure for these filters") % {"label": _plain_label(indicator, scene)}
    both = [pair for panel in panels if panel.is_main and (pair := _common(panel, scene))]
    if both and indicator.kind is not IndicatorKind.TARGET:
        first, second = max(both, key=_years_first)
        period = formatting.period_text(first.time_period)
        of_year = _("%(label)s %(period)s: %(value)s in %(basis)s, %(other_value)s in %(other_basis)s")
        of_other = _("%(label)s, %(period)s: %(value)s in %(basis)s, %(other_value)s in %(other_basis)s")
        return (of_year if first.freq == PeriodKind.YEAR else of_other) % {
            "label": _label(panels, first, indicator, scene),
            "period": period,
            "value": _value(first, indicator),
            "basis": formatting.basis_text(scene.economies, first.basis),
            "other_value": _short_value(second, first, indicator),
            "other_basis": formatting.basis_word(scene.economies, second.basis),
        }
    newest = min((row for panel in panels for row in panel.rows), key=lambda row: _newness(row, indicator, scene))
    return f"{_label(panels, newest, indicator, scene)}: {_claim(newest, indicator)}"


def subtitle(panels: Sequence[Panel], scales: Sequence[Scale], indicator: Indicator, scene: Scene) -> str:
    """Return measure, unit, time covered and the rule that chose the headlines."""
    rule = rule_text(scene.rule)
    if not panels:
        return rule
    directions = {(panel.ref_area, panel.counterpart_area) for panel in panels}
    measure = (
        direction_text(indicator, *next(iter(directions)), scene)
        if len(directions) == 1
        else _("%(first)s–%(second)s, each direction")
        % {"first": scene.name(scene.pair.first), "second": scene.name(scene.pair.second)}
    )
    units = list(dict.fromkeys(formatting.size_text(scale.size, scale.unit) or _("number") for scale in scales))
    return f"{measure}, {formatting.listed(units)}, {_covered(panels, indicator)}. {rule}"


def foot(panels: Sequence[Panel], marks: Sequence[Mark], sights: Sequence[Sight], frame: Frame) -> tuple[str, ...]:
    """Return sentences on lines, scale, what stands apart and what coincides; empty ones are left out."""
    runs = [run for sight in sights for run in sight.runs]
    by_known_day = any(sight.indicator.kind is IndicatorKind.TARGET for sight in sights)
    found = [_lines_sentence(runs), _scale_sentence([sight.scale for sight in sights])]
    found.append(_lane_sentence(marks, frame, by_known_day=by_known_day))
    if frame.time and frame.time.runs:
        narrow = [f"{start}{formatting.EN_DASH}{end}" for start, end in frame.time.runs]
        found.append(_("Years without a figure are drawn narrow: %(list)s.") % {"list": formatting.listed(narrow)})
    other = sorted({formatting.size_text(0, panel.unit) for panel in panels if not panel.is_main})
    if other:
        found.append(_("Figures in %(list)s have a panel of their own.") % {"list": formatting.listed(other)})
    early = [mark for mark in marks if mark.kind is not MarkKind.FORECAST and _is_early_year(mark)]
    if early and any(one.mark.stand and one.mark.stand.is_year for run in runs for one in run.placed):
        found.append(
            _("Said before the year had ended, so joined to nothing: %(figures)s.") % {"figures": _valued(early)}
        )
    prints = sum(len(mark.rows) for mark in marks)
    if prints > len(marks):
        several = _("%(prints)s prints stand at %(marks)s marks: those that say the same coincide.")
        pattern = several if len(marks) > 1 else _("%(prints)s prints say the same and stand at one mark.")
        found.append(pattern % {"prints": prints, "marks": len(marks)})
    return tuple(sentence for sentence in found if sentence)


def text_summary(heading: str, panels: Sequence[Panel], indicator: Indicator, scene: Scene) -> str:
    """Return the chart in two sentences for those who do not see it."""
    rows = [row for panel in panels for row in panel.rows]
    if not rows:
        return f"{_(NOTHING)} {_('Lift a filter to see the chart.')}"
    bases = sorted({row.basis for row in rows}, key=lambda basis: style_of(basis, scene.pair).order)
    counts = [f"{sum(row.basis == basis for row in rows)} {_by_whom(basis, scene)}" for basis in bases]
    number = formatting.count_text(len(rows), "figure")
    return f"{heading}. {number}, {_covered(panels, indicator)}: {formatting.listed(counts)}."


def _common(panel: Panel, scene: Scene) -> tuple[FigureRow, FigureRow] | None:
    sides = []
    for basis in (scene.pair.first, scene.pair.second):
        finished = [row for row in panel.rows if row.basis == basis and row.headline and _is_finished(row)]
        sides.append({row.time_period: row for row in finished})
    common = [(sides[0][period], sides[1][period]) for period in set(sides[0]) & set(sides[1])]
    newest = max((_end(row) for side in sides for row in side.values()), default=0)
    news = [pair for pair in common if newest - _end(pair[0]) <= _STILL_NEWS]
    return max(news, key=_years_first, default=None)


def _years_first(pair: tuple[FigureRow, FigureRow]) -> tuple[bool, int, str]:
    return pair[0].freq == PeriodKind.YEAR, _end(pair[0]), pair[0].time_period


def _end(row: FigureRow) -> int:
    return row.period_end.toordinal() if row.period_end else 0


def _is_finished(row: FigureRow) -> bool:
    """Tell whether the figure was said after its time had ended, as a fact."""
    early = row.known_on is not None and row.period_end is not None and row.known_on < row.period_end
    return row.period_end is not None and not early and not row.has_flag("forecast")


def _newness(row: FigureRow, indicator: Indicator, scene: Scene) -> tuple[object, ...]:
    """Headlines that speak of the newest finished time, the pair's own statistics before others."""
    by_day = indicator.kind is IndicatorKind.TARGET
    day = row.known_on if by_day or row.period_end is None else row.period_end
    early = not by_day and row.period_end is not None and not _is_finished(row)
    undated = row.period_end is None and not by_day
    known = -day.toordinal() if day else 0
    foreign = row.unit_measure != indicator.unit
    said = -row.known_on.toordinal() if row.known_on else 0
    return (
        not row.headline, row.has_flag("forecast"), foreign, early, undated, known,
        style_of(row.basis, scene.pair).order, said, row.figure_id,
    )  # fmt: skip


def _claim(row: FigureRow, indicator: Indicator) -> str:
    value = _value(row, indicator)
    if indicator.kind is IndicatorKind.TARGET:
        of_year = _("%(value)s for %(period)s, stated %(day)s")
        return (of_year if row.period_start else _("%(value)s, stated %(day)s")) % {
            "value": value,
            "period": formatting.period_text(row.time_period),
            "day": formatting.day_text(row.known_on),
        }
    if row.period_start is None:
        return _("%(value)s, no period named, said %(day)s") % {
            "value": value,
            "day": formatting.day_text(row.known_on),
        }
    return f"{value}, {formatting.period_text(row.time_period)}"


def _label(panels: Sequence[Panel], row: FigureRow, indicator: Indicator, scene: Scene) -> str:
    """The direction belongs to the title where the chart shows both."""
    panel = next(panel for panel in panels if row in panel.rows)
    label = label_text(indicator, panel, scene)
    several = len({(each.ref_area, each.counterpart_area) for each in panels}) > 1
    where = f" ({direction_text(indicator, panel.ref_area, panel.counterpart_area, scene)})" if several else ""
    return label + where


def _plain_label(indicator: Indicator, scene: Scene) -> str:
    return label_text(indicator, Panel(scene.pair.first, scene.pair.second, indicator.unit, True, "", ()), scene)


def _value(row: FigureRow, indicator: Indicator) -> str:
    """The cell of a release has more digits than a reader can hold: a title rounds it to three."""
    if row.source_type == SourceType.RELEASE and abs(row.value) >= _LARGE:
        size = next(size for size in (12, 9, 6) if abs(row.value) >= 10**size)
        rounded = float(f"{row.value:.3g}")
        return f"{formatting.axis_number(rounded, size)} {formatting.size_text(size, row.unit_measure)}"
    return formatting.with_unit(row, signed=_signed(indicator))


def _short_value(row: FigureRow, first: FigureRow, indicator: Indicator) -> str:
    """The currency need not be said twice."""
    same_currency = row.unit_measure in CURRENCIES and row.unit_measure == first.unit_measure
    return _value(row, indicator).removesuffix(
        f" {formatting.currency_sign(row.unit_measure)}" if same_currency else ""
    )


def _covered(panels: Sequence[Panel], indicator: Indicator) -> str:
    rows = [row for panel in panels for row in panel.rows]
    by_day = indicator.kind is IndicatorKind.TARGET
    starts = [day for row in rows if (day := row.known_on if by_day else row.period_start)]
    ends = [day for row in rows if (day := row.known_on if by_day else row.period_end)]
    if not starts:
        return _("no period named")
    first, last = min(starts).year, max(ends).year
    years = f"{first}" if first == last else f"{first}{formatting.EN_DASH}{last}"
    return _("stated %(years)s") % {"years": years} if by_day else years


def _lines_sentence(runs: Sequence[Run]) -> str:
    if not runs:
        return ""
    names = sorted({run.provenance for run in runs} - {"statements"})
    if any(one.mark.stand and not one.mark.stand.is_year for run in runs for one in run.placed):
        return _("Thin steps join dated headline figures of one basis.")
    released = _("as released by %(list)s") % {"list": formatting.listed(names)} if names else ""
    stated = _("as stated") if any(run.provenance == "statements" for run in runs) else ""
    return _("Lines join consecutive years of one basis, %(how)s.") % {
        "how": formatting.listed([w for w in (released, stated) if w], "or")
    }


def _scale_sentence(scales: Sequence[Scale]) -> str:
    starts = [
        scale.with_unit(scale.text(scale.ticks[0]))
        for scale in scales
        if scale.starts_above_zero and scale.base is None
    ]
    return _("The scale starts at %(values)s.") % {"values": formatting.listed(starts)} if starts else ""


def _is_early_year(mark: Mark) -> bool:
    return mark.headline and mark.stand is not None and mark.stand.is_year and was_premature(mark)


def _lane_sentence(marks: Sequence[Mark], frame: Frame, *, by_known_day: bool) -> str:
    count = sum(len(mark.rows) for mark in marks if mark.stand is None)
    if not count or not frame.lane:
        return ""
    if by_known_day:
        pattern = ngettext(
            "%(figures)s names no day on which it was stated: off the time axis, at the right edge.",
            "%(figures)s name no day on which they were stated: off the time axis, at the right edge.",
            count,
        )
    elif frame.lane.columns:
        pattern = ngettext(
            "%(figures)s names no period: off the time axis, by the day known.",
            "%(figures)s name no period: off the time axis, by the day known.",
            count,
        )
    else:
        pattern = ngettext(
            "%(figures)s names no period: off the time axis, at the right edge.",
            "%(figures)s name no period: off the time axis, at the right edge.",
            count,
        )
    return pattern % {"figures": formatting.count_text(count, "figure")}


def _valued(marks: Sequence[Mark]) -> str:
    return formatting.listed([f"{formatting.with_unit(mark.row)} ({mark.row.time_period})" for mark in marks])


def _signed(indicator: Indicator) -> bool:
    return formatting.is_signed(indicator.kind) and indicator.unit != Unit.RATIO


def _by_whom(basis: str, scene: Scene) -> str:
    text = formatting.basis_text(scene.economies, basis)
    if basis == UNSTATED_BASIS:
        return _("with %(basis)s") % {"basis": formatting.inside(text)}
    return _("by %(basis)s") % {"basis": text}

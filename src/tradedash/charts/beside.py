"""The words for derived values: what a hollow mark says under the pointer, and what the foot says of them."""

from collections.abc import Iterable, Sequence

from tradedash import formatting
from tradedash.charts import derived as asides
from tradedash.charts.scene import Figure, Scene
from tradedash.charts.wishes import Sight
from tradedash.charts.words import plotly_text
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.queries.derived import Derived, Kind

_WORDS = {
    Kind.BY_GROWTH: N_("derived, not stated"),
    Kind.GROWTH: N_("derived, not stated"),
    Kind.SUM: N_("exports + imports, derived"),
    Kind.SHARE: N_("derived, not stated"),
    Kind.IMPLIED: N_("what all figures allow together"),
    Kind.CONVERTED: "converted",
}


def traces_of(sight: Sight, axes: tuple[str, str]) -> list[Figure]:
    """Return the traces of the derived values of one panel, lowest first."""
    return asides.traces(sight.asides, axes, sight.pixels_a_year, lambda one: hover_text(one, sight.scene))


def hover_text(one: Derived, scene: Scene) -> str:
    """Return interval, period, how it came about, and the figures it rests on."""
    value = formatting.span_text(one.bounds, one.unit, signed=one.kind is Kind.GROWTH)
    inputs = formatting.listed([_input_text(row.source_publisher, formatting.with_unit(row), row.time_period)
                                for row in one.inputs])  # fmt: skip
    lines = (
        f"{value}, {formatting.period_text(one.period.code)}: {_(_WORDS[one.kind])}",
        formatting.basis_text(scene.economies, one.basis),
        here(one.how),
        _("From %(inputs)s") % {"inputs": inputs},
    )
    return "<br>".join(plotly_text(line) for line in lines)


def foot(given: Sequence[Derived], drawn: Sequence[Derived], sights: Iterable[Sight], scene: Scene) -> tuple[str, ...]:
    """Return the sentences on derived values; the first says which lines are sums of a release."""
    shown = [aside for sight in sights for aside in sight.asides]
    lines = [run for sight in sights for run in asides.runs(sight.asides)]
    found = []
    if lines:
        names = dict.fromkeys(
            _("%(basis)s to %(period)s, %(publisher)s")
            % {
                "basis": formatting.basis_word(scene.economies, run[-1].one.basis),
                "period": run[-1].one.period.code,
                "publisher": run[-1].one.publisher,
            }
            for run in lines
        )
        found.append(
            _("Lines with small hollow marks: exports plus imports as released (%(names)s).")
            % {"names": "; ".join(names)}
        )
    if any(aside.has_box for aside in shown):
        found.append(_("Hollow marks in boxes are derived: they follow from two figures, nobody said them."))
    if any(aside.one.publisher and not aside.is_sum for aside in shown):
        found.append(_("Small hollow marks are derived from two released figures: nobody said them."))
    if any(aside.is_band for aside in shown):
        found.append(_("Hatched: what all figures allow together that do not contradict each other."))
    early = [one for one in given if one.kind is Kind.SUM and one not in drawn and one.period.start]
    if early and lines:
        first = min(one.period.start.year for one in early if one.period.start)
        found.append(
            _("Sums from %(first)s on are in the table; choose that year as “From” to draw them.") % {"first": first}
        )
    return tuple(found)


def _input_text(publisher: str, value: str, period: str) -> str:
    return f"{value} ({formatting.period_text(period)}, {publisher})"

"""The words of a mirror: how flows and sides are named, what a year comes to, and why the two sides differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10

from tradedash.domain.economy import Economy, Pair
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Unit
from tradedash.domain.source import SourceType
from tradedash.formatting import (
    EN_DASH,
    NARROW_SPACE,
    amount_text,
    basis_text,
    basis_word,
    bounds_text,
    economy_name,
    interval_text,
    listed,
    size_text,
    with_unit,
)
from tradedash.i18n import N_, pgettext
from tradedash.i18n import gettext as _
from tradedash.reasoning.mirror import Flow, Gap, Mirror, Reading, Year

WHY = N_(
    "The two sides differ because imports are valued with freight and insurance (CIF) and "
    "exports without (FOB), because goods are re-exported through and to third countries, "
    "and because each office counts by its own methods."
)
NEITHER = N_("The two sides differ; neither is drawn as right.")
_BILLION, _MILLION = 9, 6
_MOST_PLACES = 3
_USD = Unit.USD


@dataclass(frozen=True, slots=True)
class MirrorWords:
    """How the two sides of one pair are spoken of."""

    economies: Mapping[str, Economy]
    pair: Pair

    def name(self, code: str) -> str:
        return economy_name(self.economies, code)

    def flow(self, flow: Flow) -> str:
        """Return "Russia → Kyrgyzstan", or that it is everything."""
        first, second = self.name(self.pair.first), self.name(self.pair.second)
        if flow is Flow.TURNOVER:
            return pgettext("indicator", "Trade turnover")
        return f"{first} → {second}" if flow is Flow.OUT else f"{second} → {first}"

    def side(self, flow: Flow, number: int) -> str:
        """Return what one side calls the flow: "Russian exports", "Kyrgyz imports", "Russian statistics"."""
        code = (self.pair.first, self.pair.second)[number]
        if flow is Flow.TURNOVER:
            return basis_text(self.economies, code)
        exports = (flow is Flow.OUT) == (number == 0)
        pattern = _("%(side)s exports") if exports else _("%(side)s imports")
        return pattern % {"side": basis_word(self.economies, code)}

    def word(self, number: int) -> str:
        """Return one side's basis in a word."""
        return basis_word(self.economies, (self.pair.first, self.pair.second)[number])

    def finding(self, mirror: Mirror) -> str:
        """Return the newest comparison as a sentence without a full stop, or which side is missing."""
        where = self.flow(mirror.flow)
        if mirror.compared:
            year = mirror.compared[-1]
            first, second = self.side(mirror.flow, 0), self.side(mirror.flow, 1)
            if year.first and year.second:
                return f"{where}, {year.year}: {first} {reading_text(year.first)}, {second} {reading_text(year.second)}"
        present = [number for number in (0, 1) if any(_reading(year, number) for year in mirror.years)]
        if not present:
            return _("%(where)s: no yearly figure of either side") % {"where": where}
        if len(present) > 1:
            return _("%(where)s: both sides have figures, but of no year in common") % {"where": where}
        return _("%(where)s: only %(side)s, nothing to compare yet") % {
            "where": where,
            "side": self.side(mirror.flow, present[0]),
        }

    def missing(self, mirror: Mirror) -> str:
        """Return which side has no figure at all, empty if both have."""
        gone = [
            self.side(mirror.flow, number)
            for number in (0, 1)
            if not any(_reading(year, number) for year in mirror.years)
        ]
        if not gone:
            return ""
        return _("No yearly figure in dollars is stored for %(list)s, so there is no gap to show.") % {
            "list": listed(gone)
        }


def reading_text(reading: Reading) -> str:
    """Return a side's figure: a print as printed, a release or a sum in millions with one decimal at most."""
    if not reading.is_release:
        return with_unit(reading.rows[0])
    places = 0 if reading.step >= 10**_MILLION else 1
    return f"{amount_text(reading.value, _MILLION, places)} {size_text(_MILLION, _USD)}"


def reading_bounds(reading: Reading) -> str:
    """Return what a side's figure may be, counted as it is shown."""
    if not reading.is_release:
        return bounds_text(reading.rows[0])
    return interval_text(reading.bounds, _MILLION, _places(reading.bounds, _MILLION))


def provenance(reading: Reading) -> str:
    """Return what kind of word stands behind a figure."""
    if reading.is_derived:
        return _("release, derived")
    kinds = {SourceType.RELEASE: _("release"), SourceType.TRANSCRIPT: _("transcript")}
    return kinds.get(SourceType(reading.rows[0].source_type), _("statement"))


def gap_text(gap: Gap) -> str:
    """Return the difference in the digits of the coarser side, or the interval where a hedge leaves no point.

    An interval gets a digit more: its ends are rounded outwards.
    """
    size, places = _gap_size(gap)
    number = interval_text(gap.bounds, size, places + 1, signed=True) if gap.value is None else None
    return f"{number or amount_text(gap.value or Fraction(0), size, places, signed=True)} {size_text(size, _USD)}"


def gap_bounds(gap: Gap) -> str:
    """Return the interval of a difference that has a point."""
    size, places = _gap_size(gap)
    return "" if gap.value is None else interval_text(gap.bounds, size, places + 1, signed=True)


def percent_text(gap: Gap) -> str:
    """Return the difference in percent of the mean, or its interval where a hedge leaves no point."""
    places = _percent_places(gap)
    if gap.percent is None:
        return f"{_percents(gap.percent_bounds, places)}{NARROW_SPACE}%"
    return f"{amount_text(gap.percent, 0, places, signed=True)}{NARROW_SPACE}%"


def percent_bounds(gap: Gap) -> str:
    return "" if gap.percent is None else _percents(gap.percent_bounds, _percent_places(gap))


def covered(found: Sequence[Mirror]) -> str:
    """Return the years from the first figure to the last."""
    years = [year.year for mirror in found for year in mirror.years]
    first, last = min(years), max(years)
    return f"{first}" if first == last else f"{first}{EN_DASH}{last}"


def _percents(bounds: Bounds, places: int) -> str:
    return interval_text(bounds, 0, places, signed=True)


def _percent_places(gap: Gap) -> int:
    bounds = gap.percent_bounds
    wide = bounds.lower is None or bounds.upper is None or bounds.upper - bounds.lower >= 1
    return 0 if wide else 1


def _gap_size(gap: Gap) -> tuple[int, int]:
    size = _BILLION if gap.step >= 10 ** (_BILLION - 2) else _MILLION
    return size, max(0, size - floor(log10(gap.step)))


def _places(bounds: Bounds, size: int) -> int:
    """Return how many decimals keep the two ends of an interval apart."""
    if bounds.lower is None or bounds.upper is None or bounds.lower == bounds.upper:
        return 1
    return min(_MOST_PLACES, max(0, 1 - floor(log10((bounds.upper - bounds.lower) / 10**size))))


def _reading(year: Year, number: int) -> Reading | None:
    return (year.first, year.second)[number]

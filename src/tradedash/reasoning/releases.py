"""Statistical releases as yardsticks: what one publisher's figures say about a quantity, directly or added up.

A release is its own world: never one unknown with what people say, nor with another publisher or an earlier vintage.
The two sides of a mirror (exports of one, imports of the other) are one flow only within one side's own statistics.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tradedash.domain.hedges import EVERYTHING, Bounds
from tradedash.domain.period import Period
from tradedash.frames import FigureRow
from tradedash.reasoning import relations
from tradedash.reasoning.claims import Claim, row_bounds
from tradedash.reasoning.intervals import added, divided, minus
from tradedash.reasoning.subjects import Measure, Shape

#: Indicator, ref_area, counterpart_area, unit.
Line = tuple[str, str, str, str]
#: Bounds and the figures they follow from.
Known = tuple[Bounds, tuple[str, ...]]


@dataclass(frozen=True)
class Release:
    """One vintage of one publisher. `rows` are its figures by line and period."""

    publisher: str
    basis: str
    rows: Mapping[Line, Mapping[Period, FigureRow]]

    def bounds_of(self, claim: Claim) -> Known | None:
        """Return what the release allows for the quantity of a claim, counted as the claim is; None if nothing."""
        subject = claim.subject
        value = self._value(subject.measure, subject.period)
        if subject.shape is Shape.LEVEL or value is None:
            return value
        divisor = (subject.total, subject.period) if subject.total else (subject.measure, subject.base)
        other = self._value(*divisor)
        if other is None:
            return None
        combined = minus(value[0], other[0]) if subject.shape is Shape.CHANGE else divided(value[0], other[0])
        return None if combined == EVERYTHING else (combined, (*value[1], *other[1]))

    def _value(self, measure: Measure, period: Period) -> Known | None:
        own = self._line(_own_line(measure), period)
        if own or measure.code not in (relations.TURNOVER, relations.EXPORTS):
            return own
        if measure.code == relations.EXPORTS:
            return self._mirrored(measure, period)
        reporter = self.basis if self.basis in (measure.ref_area, measure.counterpart_area) else ""
        partner = measure.counterpart_area if reporter == measure.ref_area else measure.ref_area
        sides = (relations.EXPORTS, relations.IMPORTS)
        flows = [self._line((code, reporter, partner, measure.unit), period) for code in sides]
        known = [flow for flow in flows if flow]
        return _total(known) if reporter and len(known) == len(sides) else None

    def _mirrored(self, measure: Measure, period: Period) -> Known | None:
        """Imports of the other side are this flow only in that side's own statistics."""
        if self.basis != measure.counterpart_area:
            return None
        return self._line((relations.IMPORTS, measure.counterpart_area, measure.ref_area, measure.unit), period)

    def _line(self, line: Line, period: Period) -> Known | None:
        """The period itself, or periods that follow each other and fill it."""
        known = self.rows.get(line, {})
        if period in known:
            return _known(known[period])
        found: list[Known] = []
        day, end = period.start, period.end
        while day and end and day <= end:
            begun = [p for p in known if p.start == day and p.end and p.end <= end]
            if not begun:
                return None
            longest = max(begun, key=lambda p: p.end.toordinal() if p.end else 0)
            found.append(_known(known[longest]))
            day = longest.end + timedelta(days=1) if longest.end else None
        return _total(found) if found else None


def releases_of(rows: Iterable[FigureRow]) -> list[Release]:
    """Return the newest vintage of each publisher and basis; a sum never mixes two of them."""
    vintages: dict[tuple[str, str], dict[int, list[FigureRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        day = row.source_published_on.toordinal() if row.source_published_on else 0
        vintages[row.source_publisher, row.basis][day].append(row)
    return [
        Release(publisher, basis, _by_line(by_day[max(by_day)]))
        for (publisher, basis), by_day in sorted(vintages.items())
    ]


def _total(known: Sequence[Known]) -> Known:
    return added([bounds for bounds, _ in known]), tuple(figure for _, ids in known for figure in ids)


def _own_line(measure: Measure) -> Line:
    return measure.code, measure.ref_area, measure.counterpart_area, measure.unit


def _by_line(rows: Iterable[FigureRow]) -> dict[Line, dict[Period, FigureRow]]:
    found: dict[Line, dict[Period, FigureRow]] = defaultdict(dict)
    for row in rows:
        line = (row.indicator, row.ref_area, row.counterpart_area, row.unit_measure)
        found[line].setdefault(Period.parse(row.time_period), row)
    return dict(found)


def _known(row: FigureRow) -> Known:
    return row_bounds(row), (row.figure_id,)

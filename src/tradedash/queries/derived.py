"""Derived values: what follows from the figures of a pair and nobody has printed. Never stored, never headline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

import structlog
from sqlalchemy import Connection

from tradedash.domain.economy import UNSTATED_BASIS, Pair
from tradedash.domain.figure import Status
from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import UNSTATED, Period
from tradedash.domain.source import SourceType
from tradedash.formatting import span_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.i18n.told import Told
from tradedash.queries import worked
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figures
from tradedash.queries.kept import Kept
from tradedash.queries.revision import state
from tradedash.queries.selection import Selection
from tradedash.reasoning import derive, implied
from tradedash.reasoning.derive import Method

#: With more figures than this of one pair the search behind the bands takes seconds: then there are none.
MOST_FIGURES_FOR_BANDS = 2000
#: Bands of one indicator, newest periods first.
MOST_BANDS = 60
_BANDED = (IndicatorKind.LEVEL, IndicatorKind.STOCK, IndicatorKind.COUNT, IndicatorKind.SHARE)


class Kind(StrEnum):
    """How a value came about."""

    #: A level and a growth give the level before, or after.
    BY_GROWTH = "by_growth"
    #: Two levels give the growth.
    GROWTH = "growth"
    #: Exports and imports of one publisher give the turnover.
    SUM = "sum"
    #: A part and a total give the share.
    SHARE = "share"
    #: What all figures together allow that can be true together.
    IMPLIED = "implied"
    #: A figure in another currency at the year's average rate.
    CONVERTED = "converted"


_KINDS = {
    Method.BASE_OF_GROWTH: Kind.BY_GROWTH,
    Method.AFTER_GROWTH: Kind.BY_GROWTH,
    Method.GROWTH: Kind.GROWTH,
    Method.SUM: Kind.SUM,
    Method.PART: Kind.SHARE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One value that follows from `inputs`, between `bounds`, in units (dollars, percent).

    `value` is None where only an interval follows. `how` is the arithmetic written out. `publisher` is empty unless
    all inputs are figures of one statistical release.
    """

    kind: Kind
    indicator: str
    ref_area: str
    counterpart_area: str
    basis: str
    unit: str
    period: Period
    base: Period
    bounds: Bounds
    value: Fraction | None
    how: str
    inputs: tuple[FigureRow, ...]
    publisher: str

    @property
    def lower(self) -> Fraction | None:
        return self.bounds.lower

    @property
    def upper(self) -> Fraction | None:
        return self.bounds.upper

    @property
    def figure_ids(self) -> tuple[str, ...]:
        return tuple(row.figure_id for row in self.inputs)

    @property
    def key(self) -> str:
        """A name that is stable while its inputs are; no figure has such an id."""
        parts = (
            self.kind, self.indicator, self.ref_area, self.basis, self.unit, self.period.code, self.base.code,
            *self.figure_ids,
        )  # fmt: skip
        return f"derived-{sha256('|'.join(parts).encode()).hexdigest()[:12]}"

    @property
    def middle(self) -> float | None:
        """Where a mark stands: the value, or the middle of two ends; None where one end is open."""
        if self.value is not None:
            return float(self.value)
        return None if self.lower is None or self.upper is None else float(self.lower + self.upper) / 2


def derived_values(conn: Connection, selection: Selection, base_url: str) -> tuple[Derived, ...]:
    """Return the derived values of one pair and indicator under the filters and clocks of a selection.

    Newest period first. None for a selection that names no pair or indicator, hides derived values, or asks for
    figures that are not published. `source` and `changed_since` do not limit: the inputs may stand elsewhere.
    """
    pair, code = selection.pair, selection.indicator
    if pair is None or code is None or not selection.derived or selection.status is not Status.PUBLISHED:
        return ()
    ledger = _Ledger(conn, pair, selection.as_of, selection.recorded_as_of, base_url)
    wanted = [one for one in ledger.derived() if one.indicator == code]
    found = [*wanted, *ledger.bands(code)]
    return tuple(sorted((one for one in found if fits(one, selection)), key=order))


def fits(one: Derived, selection: Selection) -> bool:
    """Tell whether a derived value passes the filters of basis and time."""
    if selection.basis and one.basis not in selection.basis:
        return False
    return one.period.overlaps(selection.since, selection.until)


def order(one: Derived) -> tuple[object, ...]:
    """Sort key: as figures are ordered, newest period first."""
    start, end = one.period.start, one.period.end
    return (
        -(end.toordinal() if end else 0), -(start.toordinal() if start else 0), one.ref_area, one.basis, one.kind,
        one.figure_ids,
    )  # fmt: skip


_rows = Kept[list[FigureRow]](4)
_derived = Kept[list[Derived]](48)


class _Ledger:
    """All published figures of a pair as known at one time; what is made of them is kept until the store changes."""

    def __init__(
        self, conn: Connection, pair: Pair, as_of: date | None, recorded_as_of: datetime | None, base_url: str
    ) -> None:
        self.conn, self.pair, self.base_url = conn, pair, base_url
        self.selection = Selection(pair=pair, as_of=as_of, recorded_as_of=recorded_as_of)
        self.indicators = code_lists(conn).indicators
        self.key = (state(conn), pair, as_of, recorded_as_of, base_url)

    def rows(self) -> list[FigureRow]:
        return _rows.get(self.conn, self.key, lambda: figures(self.conn, self.selection, self.base_url).rows)

    def derived(self) -> list[Derived]:
        return _derived.get(self.conn, self.key, lambda: derive_all(self.rows(), self.indicators, self.pair))

    def bands(self, code: str) -> list[Derived]:
        if self.indicators[code].kind not in _BANDED:
            return []
        return _derived.get(self.conn, (*self.key, code), lambda: self._bands(code))

    def _bands(self, code: str) -> list[Derived]:
        rows = self.rows()
        if len(rows) > MOST_FIGURES_FOR_BANDS:
            return []
        others = [one for one in self.derived() if one.indicator == code]
        return bands_of(rows, self.indicators, self.pair, code, others)


def derive_all(rows: Sequence[FigureRow], indicators: Mapping[str, Indicator], pair: Pair) -> list[Derived]:
    """Return what two figures give together, with the arithmetic; of a release only its newest vintage."""
    by_id = {row.figure_id: row for row in rows}
    newest: dict[tuple[object, ...], Derived] = {}
    for one in derive.derived(rows, indicators, pair):
        made = _made(one, tuple(by_id[figure_id] for figure_id in one.figure_ids), indicators)
        place = (made.kind, made.indicator, made.ref_area, made.counterpart_area, made.basis, made.publisher, made.unit,
                 made.period, made.base, made.publisher or made.figure_ids)  # fmt: skip
        kept = newest.get(place)
        if kept is None or _published(kept) < _published(made):
            newest[place] = made
    return list(newest.values())


def bands_of(
    rows: Sequence[FigureRow],
    indicators: Mapping[str, Indicator],
    pair: Pair,
    code: str,
    derived: Iterable[Derived] = (),
) -> list[Derived]:
    """Return what all figures jointly allow, where that is narrower than any figure and any derived value alone."""
    groups = _asked(rows, indicators[code], pair)
    by_id = {row.figure_id: row for row in rows}
    found = []
    for one in implied.implied(rows, indicators, pair, list(groups)):
        if not one.proved:
            structlog.get_logger().warning("range_without_proof", pair=pair.code, figures=list(one.figure_ids))
        bounds = Bounds(one.lower, one.upper)
        singles = [_width(row.lower, row.upper) for row in groups[one.asked]]
        singles += [_width(other.lower, other.upper) for other in derived if _same_place(other, one.asked)]
        if bounds.lower is None or bounds.upper is None or bounds.lower > bounds.upper:
            continue
        if any(width is not None and bounds.upper - bounds.lower >= width for width in singles):
            continue
        inputs = tuple(by_id[figure_id] for figure_id in one.figure_ids)
        found.append(_band(groups[one.asked][0], bounds, inputs))
    return found


def _made(one: derive.Derived, inputs: tuple[FigureRow, ...], indicators: Mapping[str, Indicator]) -> Derived:
    kind = _KINDS[one.method]
    exact = kind is Kind.SUM and all(row.qualifier == "exact" for row in inputs)
    value = sum((Fraction(row.value) for row in inputs), Fraction(0)) if exact else None
    signed = indicators[one.indicator].kind is IndicatorKind.GROWTH

    def how() -> str:
        result = span_text(one.bounds, one.unit, signed=signed)
        return f"{worked.arithmetic(one.method, inputs, result)} = {worked.total(value, inputs) or result}"

    return Derived(
        kind=kind, indicator=one.indicator, ref_area=one.ref_area, counterpart_area=one.counterpart_area,
        basis=one.basis, unit=one.unit, period=one.period, base=one.base, bounds=one.bounds, value=value,
        how=Told(how), inputs=inputs, publisher=_publisher(inputs),
    )  # fmt: skip


def _band(like: FigureRow, bounds: Bounds, inputs: tuple[FigureRow, ...]) -> Derived:
    def how() -> str:
        span = span_text(bounds, like.unit_measure)
        return _("All figures that can be true together leave %(span)s") % {"span": span}

    return Derived(
        kind=Kind.IMPLIED, indicator=like.indicator, ref_area=like.ref_area, counterpart_area=like.counterpart_area,
        basis=like.basis, unit=like.unit_measure, period=Period.parse(like.time_period), base=UNSTATED, bounds=bounds,
        value=None, how=Told(how), inputs=inputs, publisher="",
    )  # fmt: skip


def _asked(rows: Sequence[FigureRow], indicator: Indicator, pair: Pair) -> dict[implied.Asked, list[FigureRow]]:
    """What has a stated figure, newest first, with its figures."""
    groups: dict[implied.Asked, list[FigureRow]] = {}
    for row in rows:
        fit = row.indicator == indicator.code and row.unit_measure == indicator.unit and row.period_start is not None
        if not fit or row.basis == UNSTATED_BASIS or row.source_type == SourceType.RELEASE or row.has_flag("forecast"):
            continue
        areas = (row.ref_area, row.counterpart_area)
        areas = (pair.first, pair.second) if indicator.is_symmetric else areas
        asked = implied.Asked(row.indicator, *areas, row.basis, Period.parse(row.time_period))
        groups.setdefault(asked, []).append(row)
    return dict(list(groups.items())[:MOST_BANDS])


def _same_place(one: Derived, asked: implied.Asked) -> bool:
    return (one.ref_area, one.basis, one.period) == (asked.ref_area, asked.basis, asked.period) and not one.publisher


def _width(lower: object, upper: object) -> Fraction | None:
    """None is no limit at all: a figure that is open at one end."""
    return None if lower is None or upper is None else Fraction(str(upper)) - Fraction(str(lower))


def _publisher(inputs: Sequence[FigureRow]) -> str:
    released = all(row.source_type == SourceType.RELEASE for row in inputs)
    return inputs[0].source_publisher if inputs and released else ""


def _published(one: Derived) -> date:
    return max((row.source_published_on or date.min for row in one.inputs), default=date.min)

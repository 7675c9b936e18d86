"""The order of figures, the same in chart tables, downloads and API answers, in SQL and in Python.

Newest period first and undated last, then area, basis, headline first, newest known first, id. All competitors of a
figure share the first four, the *place*; so a page of a long list can be cut in SQL at places and sorted here.
Text sorts by code point in both, see `store.types.Words`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, func, literal, or_

from tradedash.frames import FigureRow
from tradedash.queries import cursor
from tradedash.queries.cursor import Part
from tradedash.store.schema import figure
from tradedash.store.types import IsoDate, Words

#: Before any period: an undated figure comes last where newest comes first.
UNDATED = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Period, area and basis: what a figure and all its competitors share of the order."""

    period_end: date
    period_start: date
    ref_area: str
    basis: str

    def parameters(self, prefix: str) -> dict[str, object]:
        """Return the values of the bind parameters that `_beyond` made under this prefix."""
        return {f"{prefix}_{name}": getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Position:
    """One figure's position in the order; what a cursor holds."""

    place: Place
    headline: bool
    known_on: date | None
    figure_id: str

    @classmethod
    def of(cls, row: FigureRow) -> "Position":
        place = Place(row.period_end or UNDATED, row.period_start or UNDATED, row.ref_area, row.basis)
        return cls(place, row.headline, row.known_on, row.figure_id)

    @classmethod
    def decode(cls, text: str) -> "Position":
        """Read a cursor. Raises: BadValue."""
        parts = cursor.decode(text, (date, date, str, str, bool, date, str))
        end, start, ref_area, basis, headline, known_on, figure_id = parts
        place = Place(cursor.day(end) or UNDATED, cursor.day(start) or UNDATED, str(ref_area), str(basis))
        return cls(place, bool(headline), cursor.day(known_on), str(figure_id))

    def encode(self) -> str:
        place = self.place
        parts: list[Part] = [
            None if place.period_end == UNDATED else place.period_end.isoformat(),
            None if place.period_start == UNDATED else place.period_start.isoformat(),
            place.ref_area,
            place.basis,
            self.headline,
            self.known_on.isoformat() if self.known_on else None,
            self.figure_id,
        ]
        return cursor.encode(parts)

    @property
    def sort_key(self) -> tuple[object, ...]:
        place = self.place
        return (
            -place.period_end.toordinal(),
            -place.period_start.toordinal(),
            place.ref_area,
            place.basis,
            not self.headline,
            -self.known_on.toordinal() if self.known_on else 0,
            self.figure_id,
        )


def in_order(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Return the rows in the order of the contract; `headline` must be set."""
    return sorted(rows, key=lambda row: Position.of(row).sort_key)


_UNDATED = literal(UNDATED, IsoDate())
_end = func.coalesce(figure.c.period_end, _UNDATED, type_=IsoDate())
_start = func.coalesce(figure.c.period_start, _UNDATED, type_=IsoDate())
_ref_area, _basis = figure.c.ref_area, figure.c.basis

PLACE_COLUMNS = (
    _end.label("period_end"),
    _start.label("period_start"),
    figure.c.ref_area,
    figure.c.basis,
)
NEWEST_PERIOD = _end.desc()
PLACE_ORDER = (NEWEST_PERIOD, _start.desc(), _ref_area, _basis)


def _beyond(prefix: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return two conditions on a figure's place against bound parameters: after it, and at it."""
    end, start = (
        bindparam(f"{prefix}_period_end", type_=IsoDate()),
        bindparam(f"{prefix}_period_start", type_=IsoDate()),
    )
    ref_area, basis = bindparam(f"{prefix}_ref_area", type_=Words), bindparam(f"{prefix}_basis", type_=Words)
    after = or_(
        _end < end,
        and_(_end == end, _start < start),
        and_(_end == end, _start == start, _ref_area > ref_area),
        and_(_end == end, _start == start, _ref_area == ref_area, _basis > basis),
    )
    return after, and_(_end == end, _start == start, _ref_area == ref_area, _basis == basis)


_after_first, _at_first = _beyond("first")
_after_last, _ = _beyond("last")
AFTER_FIRST = _after_first
FROM_FIRST = or_(_after_first, _at_first)
TO_LAST = ~_after_last

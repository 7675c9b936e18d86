"""Rows of an upload placed in the ledger some at a time: of earlier slices only what later ones may meet is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import Connection, select

from tradedash.commands.additions import AddFigure
from tradedash.commands.codes import CodeBook
from tradedash.commands.placing import CHUNK, Placed, Places
from tradedash.commands.rows import CIRCUMSTANCES, JUDGEMENT, Row, differences
from tradedash.domain.errors import BadValue, DomainError
from tradedash.ingest.items import Item
from tradedash.ingest.report import Problem, problem_of
from tradedash.store.schema import figure

#: How many rows are looked at in one transaction.
SLICE = 500
Areas: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a row: placed, or refused.

    `differs` names what the ledger, or the row `earlier` of this file, says otherwise of the same print.
    """

    item: Item
    placed: Placed | None = None
    problem: Problem | None = None
    differs: tuple[str, ...] = ()
    earlier: int | None = None
    stored_as: str | None = None

    @property
    def is_new(self) -> bool:
        """Tell whether the row becomes a figure."""
        return self.placed is not None and self.placed.is_new and self.earlier is None and not self.differs


@dataclass(slots=True)
class _First:
    row: int
    details: int


class Slices:
    """Places slice after slice; one `Places` serves one slice."""

    def __init__(self, given: frozenset[str] | None = None) -> None:
        """Take what the file's columns say; of what it has no column for it says nothing. None: it says everything."""
        self._given = given
        self._seen: dict[str, _First] = {}
        self._orders: dict[str, Areas] = {}

    def place(self, conn: Connection, items: Sequence[Item]) -> tuple[Places, list[Outcome]]:
        """Place some rows. What is wrong with a row is its outcome, never an exception.

        Raises: BadValue if the store has no code lists.
        """
        places = Places(conn, [item.command for item in items if item.command is not None])
        if not places.book.indicators:
            raise BadValue("The store has no code lists yet: run “tradedash load” first.")
        stored = _by_id(conn, {item.stored_id for item in items if item.stored_id})
        return places, [self._outcome(places, item, stored) for item in items]

    def _outcome(self, places: Places, item: Item, stored: dict[str, Row]) -> Outcome:
        if item.command is None:
            return Outcome(item, problem=item.problem)
        try:
            placed = places.place(self._ordered(item.command, places.book))
        except DomainError as error:
            return Outcome(item, problem=problem_of(error, item.row, item.figure))
        named = stored.get(item.stored_id or "")
        if named is not None and placed.is_new:
            return Outcome(item, placed, differs=self._said(differences(named, placed.row)), stored_as=item.stored_id)
        return self._compared(places, item, placed)

    def _compared(self, places: Places, item: Item, placed: Placed) -> Outcome:
        first = self._seen.get(placed.figure_id)
        differs = self._said(placed.differs)
        if first is not None:
            other = differs or (("details",) if placed.is_new and first.details != _details(placed.row) else ())
            return Outcome(item, placed, differs=other, earlier=first.row)
        if not placed.is_new:
            return Outcome(item, placed, differs=differs, stored_as=placed.figure_id)
        self._seen[placed.figure_id] = _First(item.row, _details(placed.row))
        if places.book.indicators[placed.row["indicator"]].is_symmetric:
            areas = (placed.row["ref_area"], placed.row["counterpart_area"])
            self._orders.setdefault(_pair(*areas), areas)
        return Outcome(item, placed)

    def _said(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the differences in what the file says; judgement is the ledger's own."""
        given = self._given
        return tuple(name for name in names if name not in JUDGEMENT and (given is None or name in given))

    def _ordered(self, command: AddFigure, book: CodeBook) -> AddFigure:
        """Write the areas of what has no direction as the first row of the file does; stored ones come before that."""
        indicator = book.indicators.get(command.print.indicator)
        if indicator is None or not indicator.is_symmetric:
            return command
        areas = (command.print.ref_area, command.print.counterpart_area)
        written = self._orders.get(_pair(*areas), areas)
        return replace(command, print=replace(command.print, ref_area=written[0], counterpart_area=written[1]))


def _by_id(conn: Connection, ids: set[str]) -> dict[str, Row]:
    """Return the figures that a file names by their id and that anybody may know of."""
    found: dict[str, Row] = {}
    wanted = sorted(one for one in ids if "\0" not in one)
    for start in range(0, len(wanted), CHUNK):
        some = figure.c.figure_id.in_(wanted[start : start + CHUNK])
        for row in conn.execute(select(figure).where(some, figure.c.published_at.is_not(None))):
            found[row.figure_id] = row._asdict()
    return found


def _details(row: Row) -> int:
    return hash(tuple(row[name] for name in CIRCUMSTANCES))


def _pair(ref_area: str, counterpart_area: str) -> str:
    return "-".join(sorted((ref_area, counterpart_area)))

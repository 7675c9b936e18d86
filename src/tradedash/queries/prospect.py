"""What publishing a figure would change: the rows of its series as they are, and as they would be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from tradedash.domain.economy import Pair
from tradedash.domain.figure import Status
from tradedash.frames import FigureRow
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figures
from tradedash.queries.order import in_order
from tradedash.queries.review import Item
from tradedash.queries.selection import Selection
from tradedash.reasoning import headline
from tradedash.store.schema import figure

#: With more figures than this of one series and pair only those of the period are read, and no chart is drawn.
MOST_DRAWN = 2000


@dataclass(frozen=True, slots=True)
class Rivals:
    """The figures of one key, before and after. `key` is the headline's key."""

    key: tuple[str, ...]
    before: list[FigureRow]
    after: list[FigureRow]

    @property
    def headline_before(self) -> FigureRow | None:
        return next((row for row in self.before if row.headline), None)

    @property
    def headline_after(self) -> FigureRow | None:
        return next((row for row in self.after if row.headline), None)

    @property
    def everybody(self) -> list[FigureRow]:
        """All figures that stand in either, each once, as they would be."""
        stay = {row.figure_id for row in self.after}
        return [*self.after, *(row for row in self.before if row.figure_id not in stay)]

    @property
    def why(self) -> str:
        """Why the headline would be the headline."""
        return headline.why(self.after[0], self.after) if self.after else ""


@dataclass(frozen=True, slots=True)
class Prospect:
    """The series of a figure before and after it is published. `is_whole` is false where only its period was read."""

    candidate: FigureRow
    replaced: FigureRow | None
    before: list[FigureRow]
    after: list[FigureRow]
    is_whole: bool

    @property
    def rivals(self) -> list[Rivals]:
        """The figures it would compete with, and those of the period that it would leave."""
        touched = [self.candidate] if self.replaced is None else [self.candidate, self.replaced]
        keys = list(dict.fromkeys(headline.key(row) for row in touched))
        return [Rivals(key, _of(self.before, key), _of(self.after, key)) for key in keys]


def prospect(conn: Connection, item: Item, replaced: Item | None, base_url: str) -> Prospect:
    """Return what publishing `item` would change; `replaced` is the published version that it corrects."""
    row = replace(item.row, status=Status.PUBLISHED.value)
    is_whole = _fits(conn, row)
    old = replaced.row if replaced else None
    series = [row] if old is None else [row, old]
    found = {one.figure_id: one for each in series for one in _series(conn, each, base_url, is_whole=is_whole)}
    before = in_order(found.values())
    gone = {one.figure_id for one in series}
    stay = [one for one in before if one.figure_id not in gone]
    after = in_order(headline.mark([*stay, row]))
    candidate = next(one for one in after if one.figure_id == row.figure_id)
    return Prospect(candidate, old, before, after, is_whole)


def _series(conn: Connection, row: FigureRow, base_url: str, *, is_whole: bool) -> list[FigureRow]:
    pair = code_lists(conn).canonical(Pair(row.ref_area, row.counterpart_area))
    selection = Selection(pair=pair, indicator=row.indicator)
    if not is_whole:
        selection = replace(selection, basis=(row.basis,), since=row.period_start, until=row.period_end)
    return figures(conn, selection, base_url).rows


def _fits(conn: Connection, row: FigureRow) -> bool:
    few = (
        select(figure.c.id)
        .where(
            figure.c.pair == "-".join(sorted((row.ref_area, row.counterpart_area))),
            figure.c.indicator == row.indicator,
            figure.c.status == Status.PUBLISHED.value,
        )
        .limit(MOST_DRAWN + 1)
        .subquery()
    )
    return int(conn.execute(select(func.count()).select_from(few)).scalar_one()) <= MOST_DRAWN


def _of(rows: Sequence[FigureRow], key: tuple[str, ...]) -> list[FigureRow]:
    return [row for row in rows if headline.key(row) == key]

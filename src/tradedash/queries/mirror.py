"""What a mirror page compares: the levels of trade of a pair, of both economies' own bases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from tradedash.frames import FigureRow
from tradedash.queries.asof import known_later
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import figures
from tradedash.queries.kept import Kept
from tradedash.queries.revision import state
from tradedash.queries.selection import Selection
from tradedash.reasoning.mirror import CODES


@dataclass(frozen=True, slots=True)
class Both:
    """The rows of both sides, how many figures `as_of` could not place in time, and how many came later."""

    rows: Sequence[FigureRow]
    left_out_without_day: int
    later: int


_KEPT: Kept[Both] = Kept(16)


def both_sides(conn: Connection, selection: Selection, base_url: str) -> Both:
    """Return turnover, exports and imports of the pair of a selection on its two bases; other bases have no mirror."""
    if selection.pair is None:
        return Both((), 0, 0)
    bases = (selection.pair.first, selection.pair.second)
    wanted = replace(selection, basis=bases, cursor=None, limit=None)
    return _KEPT.get(conn, (state(conn), wanted, base_url), lambda: _both(conn, wanted, base_url))


def _both(conn: Connection, selection: Selection, base_url: str) -> Both:
    known = code_lists(conn).indicators
    asked = [replace(selection, indicator=code) for code in CODES if code in known]
    answers = [figures(conn, one, base_url) for one in asked]
    rows = tuple(row for answer in answers for row in answer.rows)
    later = sum(known_later(conn, one) for one in asked)
    return Both(rows, sum(answer.left_out_without_day for answer in answers), later)

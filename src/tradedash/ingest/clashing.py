"""Which rows of an upload contradict figures of the ledger or of the upload itself, while a pair is small."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from tradedash.commands.placing import Places
from tradedash.commands.rows import Row
from tradedash.domain.economy import Pair
from tradedash.domain.upload import TAKEN, Mark
from tradedash.frames import FigureRow
from tradedash.ingest.marking import Marked
from tradedash.queries.clashes import clashes, row_to_be
from tradedash.queries.codelists import code_lists
from tradedash.queries.prints import published_of_pair
from tradedash.queries.verdicts import MOST_FIGURES_IN_PASSING
from tradedash.store.schema import source

#: Rows of small pairs that are kept for it, of all pairs together.
MOST_KEPT = 4000


@dataclass(slots=True)
class _Small:
    """The new rows of a pair that is small enough: by figure_id the position of the row, and its mark."""

    rows: list[FigureRow] = field(default_factory=list)
    places: dict[str, tuple[int, Mark]] = field(default_factory=dict)


class Clashing:
    """Keeps the new rows of small pairs until all are known, then asks what they contradict."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._small: dict[str, _Small] = {}
        self._stored: dict[str, int] = {}
        self._large: list[str] = []
        self._kept = 0

    def take(self, conn: Connection, places: Places, marked: Sequence[Marked], before: int) -> None:
        """Keep the rows of a slice that come in; `before` is how many rows stand before it."""
        lists = code_lists(conn)
        new = [(nth, one, one.row) for nth, one in enumerate(marked, before + 1) if one.mark in TAKEN and one.row]
        homes: dict[str, Row] | None = None
        for nth, one, row in new:
            pair = "-".join(sorted((row["ref_area"], row["counterpart_area"])))
            if pair in self._large or not self._has_room(conn, pair):
                continue
            if homes is None:
                homes = _homes(conn, places, [row for _, _, row in new])
            small = self._small.setdefault(pair, _Small())
            small.rows.append(row_to_be(row, homes[row["source_id"]], lists))
            small.places[row["figure_id"]] = (nth, one.mark)
            self._kept += 1

    def pairs(self) -> list[str]:
        """Return the pairs to ask about."""
        return sorted(self._small)

    def found(self, conn: Connection, pair: str) -> dict[int, tuple[Mark, str]]:
        """Return the mark so far, and the sentence, of the rows of a pair that contradict something."""
        small = self._small[pair]
        first, second = pair.split("-")
        written = code_lists(conn).canonical(Pair(first, second))
        told = clashes(conn, written, small.rows, self._base_url)
        return {small.places[figure_id][0]: (small.places[figure_id][1], told[figure_id]) for figure_id in told}

    def remarks(self) -> list[str]:
        """Return for which pairs nobody has looked, in a sentence."""
        if not self._large:
            return []
        some = ", ".join(self._large[:5]) + (" and others" if len(self._large) > 5 else "")
        return [
            f"Contradictions were not looked for: {some} has more than {MOST_FIGURES_IN_PASSING:,} figures with these."
        ]

    def _has_room(self, conn: Connection, pair: str) -> bool:
        if pair not in self._stored:
            self._stored[pair] = published_of_pair(conn, pair)
        held = len(self._small[pair].rows) if pair in self._small else 0
        if self._stored[pair] + held < MOST_FIGURES_IN_PASSING and self._kept < MOST_KEPT:
            return True
        self._large.append(pair)
        self._kept -= held
        self._small.pop(pair, None)
        return False


def _homes(conn: Connection, places: Places, rows: Sequence[Row]) -> dict[str, Row]:
    """Return the sources of some rows, stored or new, by id."""
    found: dict[str, Row] = dict(places.new_sources)
    wanted = sorted({row["source_id"] for row in rows} - found.keys())
    for row in conn.execute(select(source).where(source.c.source_id.in_(wanted))):
        found[row.source_id] = row._asdict()
    return found

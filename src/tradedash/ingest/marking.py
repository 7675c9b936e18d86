"""What each row of an upload would do to the ledger: a mark, and the reason in a sentence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tradedash.commands.placing import Places
from tradedash.commands.rows import Row
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.upload import Mark, UploadKind
from tradedash.formatting import day_text
from tradedash.ingest.items import Item, own_name
from tradedash.ingest.report import visible
from tradedash.ingest.slices import Outcome
from tradedash.queries.prints import (
    Told,
    published_of_pair,
    said_key,
    same_utterance,
    sources_of_statements,
    told_of_pair,
)

#: With more published figures than this of one pair, only named days tell a reprint.
MOST_REMEMBERED = 20_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Marked:
    """One row as the page shows it: `content` is JSON."""

    item: Item
    mark: Mark
    message: str
    field: str = ""
    row: Row | None = None
    statement_id: str | None = None
    figure_id: str | None = None

    def stored(self, upload_id: str, position: int) -> dict[str, object]:
        """Return the row of `upload_row`."""
        content: dict[str, object] = {"shown": self._shown()}
        if self.mark in (Mark.ERROR, Mark.CHANGED):
            content["cells"] = list(self.item.cells)
        return {
            "upload_id": upload_id,
            "position": position,
            "line": self.item.row,
            "mark": str(self.mark),
            "field": visible(self.field)[:80],
            "message": visible(self.message)[:_LONGEST],
            "content": json.dumps(content),
        }

    def _shown(self) -> dict[str, object]:
        links = {"statement_id": self.statement_id, "figure_id": self.figure_id, "nth": self.item.figure}
        told = {name: value for name, value in links.items() if value is not None}
        return {**told, **(_facts(self.row) if self.row is not None else {})}


class Marker:
    """Marks slice after slice; knows which statements earlier rows of the file have printed."""

    def __init__(self, kind: UploadKind) -> None:
        self._kind = kind
        self._said: dict[str, tuple[str, int]] = {}
        self._told: dict[str, Mapping[tuple[Any, ...], list[Told]]] = {}
        self.not_looked_at: list[str] = []

    def marks(self, conn: Connection, places: Places, outcomes: Sequence[Outcome]) -> list[Marked]:
        """Return the mark of each row; whether it conflicts is found out later, for all of them together."""
        new = [one.placed.row for one in outcomes if one.is_new and one.placed is not None]
        by_day = [row for row in new if _is_by_day(row)]
        printed_in = sources_of_statements(conn, (row["statement_id"] for row in by_day))
        for pair in sorted({_pair(row) for row in new if row["speaker"]} - self._told.keys()):
            self._told[pair] = self._remembered(conn, pair)
        return [self._mark(places, one, printed_in) for one in outcomes]

    def _remembered(self, conn: Connection, pair: str) -> Mapping[tuple[Any, ...], list[Told]]:
        if published_of_pair(conn, pair) > MOST_REMEMBERED:
            self.not_looked_at.append(pair)
            return {}
        return told_of_pair(conn, pair)

    def _mark(self, places: Places, one: Outcome, printed_in: Mapping[str, set[str]]) -> Marked:
        if one.placed is None:
            problem = one.problem
            message, field = (problem.message, problem.field) if problem else ("This row cannot be read.", "")
            return Marked(one.item, Mark.ERROR, message, own_name(self._kind, field))
        row = one.placed.row
        if one.differs:
            return Marked(one.item, Mark.CHANGED, self._changed(one), row=row, figure_id=_if_published(one))
        if one.earlier is not None:
            return Marked(one.item, Mark.SAME, f"The same print as in row {one.earlier} of this file.", row=row)
        if not one.is_new:
            return Marked(one.item, Mark.SAME, "In the ledger already.", row=row, figure_id=_if_published(one))
        return self._new(places, one.item, row, printed_in)

    def _changed(self, one: Outcome) -> str:
        if one.earlier is not None:
            names = "" if one.differs == ("details",) else f": {self._names(one.differs)}"
            return f"Row {one.earlier} of this file has the same print with other details{names}. Keep one of them."
        names = self._names(one.differs)
        return f"This print is stored with another {names}. An import changes nothing that is stored: correct it there."

    def _names(self, names: Sequence[str]) -> str:
        return ", ".join(own_name(self._kind, name) for name in names)

    def _new(self, places: Places, item: Item, row: Row, printed_in: Mapping[str, set[str]]) -> Marked:
        statement, home = row["statement_id"], row["source_id"]
        if not _is_by_day(row):
            return self._told_before(places, item, row)
        elsewhere = printed_in.get(statement, set()) - {home}
        first = self._said.setdefault(statement, (home, item.row))
        if elsewhere:
            said = f"{row['speaker']}, {day_text(row['stated_on'])}"
            return Marked(
                item, Mark.REPRINT, f"A reprint: joins the statement of {said}.", row=row, statement_id=statement
            )
        if first[0] != home:
            return Marked(item, Mark.REPRINT, f"A reprint: the same statement as row {first[1]} of this file.", row=row)
        return self._told_before(places, item, row)

    def _told_before(self, places: Places, item: Item, row: Row) -> Marked:
        if row["speaker"]:
            told = self._told.get(_pair(row), {}).get(said_key(row), [])
            found = same_utterance(told, row["source_id"], row["stated_on"] or _printed_on(places, row))
            if found is not None:
                day = day_text(found.day)
                sentence = (
                    f"Perhaps a reprint: {row['speaker']} gave this number before, {day}, on another day or none."
                )
                return Marked(item, Mark.REPRINT, sentence, row=row, statement_id=found.statement_id)
        return Marked(item, Mark.NEW, "", row=row)


def _is_by_day(row: Row) -> bool:
    return row["speaker"] is not None and row["stated_on"] is not None


def _if_published(one: Outcome) -> str | None:
    return one.stored_as if one.placed is not None and (one.placed.is_new or one.placed.row["published_at"]) else None


def _printed_on(places: Places, row: Row) -> date | None:
    home = places.new_sources.get(row["source_id"])
    found: date | None = home["published_on"] if home is not None else None
    return found


def _pair(row: Row) -> str:
    return "-".join(sorted((row["ref_area"], row["counterpart_area"])))


def _facts(row: Row) -> dict[str, object]:
    quantity = Quantity(row["obs_digits"], row["obs_scale"], row["unit_mult"])
    start, end = row["period_start"], row["period_end"]
    return {
        "indicator": row["indicator"],
        "ref_area": row["ref_area"],
        "counterpart_area": row["counterpart_area"],
        "basis": row["basis"],
        "period": Period.of(start, end).code if start else "",
        "value": quantity.printed,
        "unit_mult": quantity.unit_mult,
        "unit": row["unit"],
        "qualifier": row["qualifiers"],
        "phrase": row["as_printed"],
    }

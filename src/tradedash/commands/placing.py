"""Where a print belongs: its source, its statement, its id, and whether the ledger holds it already."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, Connection, select

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.checks import checked_figure, checked_source
from tradedash.commands.codes import code_book
from tradedash.commands.rows import (
    UNPUBLISHED,
    Row,
    differences,
    figure_values,
    identity,
    is_replaced,
    source_values,
    was_given_up,
)
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.figure import figure_id, statement_id
from tradedash.domain.source import SourceType, canonical_url, source_id
from tradedash.store.schema import figure, source

#: `ref_area` and `counterpart_area` as they are written.
Areas: TypeAlias = tuple[str, str]
#: How many values one SQL statement carries on either engine.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """One print with its place. `row` holds the columns of `figure` but for `journal_seq` and `batch_id`.

    Where `is_new` is false the print is stored as `figure_id`, and `differs` names what is stored otherwise.
    """

    figure_id: str
    row: Row
    is_new: bool
    differs: tuple[str, ...] = ()


class Places:
    """The ledger as a writer sees it, and the prints placed in it so far; nothing is written here."""

    def __init__(self, conn: Connection, commands: Sequence[AddFigure], replaced: Iterable[str] = ()) -> None:
        """Read what the commands may meet: code lists, their sources, and the figures of these sources.

        `replaced` are the versions of a figure that a new one corrects: they do not stand in its way.
        """
        self.now = datetime.now(UTC)
        self._replaced = frozenset(replaced)
        self.book = code_book(conn)
        self.new_sources: dict[str, Row] = {}
        self.new_statements: dict[str, Row] = {}
        self._sources: dict[str, Row] = {}
        self._by_url: dict[str, str] = {}
        self._figures: dict[str, Row] = {}
        self._live: dict[tuple[Any, ...], str] = {}
        self._written: dict[str, Areas] = {}
        self._read(conn, commands)

    def place(self, command: AddFigure) -> Placed:
        """Find the place of one print and keep it.

        Raises: BadValue, UnknownName, NotFound for a source id that is not stored, Conflict for an id that another
        print or source has. After an error the places are as before.
        """
        home = self._source_of(command)
        command = self._as_pairs_are_written(command)
        release = home["source_type"] == SourceType.RELEASE
        command = checked_figure(command, self.book, (home["declared_precision"] or 0) if release else None)
        values = figure_values(command, self.book.indicator(command.print.indicator), home["source_id"])
        key = command.figure_id or figure_id(home["url"], command.print)
        held = self._held(key, values)
        if held is not None:
            renamed = ("figure_id",) if command.figure_id not in (None, held["figure_id"]) else ()
            return Placed(held["figure_id"], held, False, (*renamed, *differences(held, values)))
        statement = self._statement_of(values, release=release)
        row = {
            **values,
            "figure_id": key if command.figure_id else self._free(key),
            "statement_id": statement,
            "recorded_at": command.recorded_at or self.now,
            "published_at": None if command.status in UNPUBLISHED else self.now,
        }
        self._keep(row, home)
        return Placed(row["figure_id"], row, True)

    def _source_of(self, command: AddFigure) -> Row:
        wanted = command.source
        if isinstance(wanted, str):
            if wanted not in self._sources:
                raise NotFound(f"There is no source “{wanted[:80]}”; give its address instead.")
            return self._sources[self._sources[wanted].get("merged_into") or wanted]
        canonical = canonical_url(wanted.url)
        if canonical in self._by_url:
            return self._sources[self._by_url[canonical]]
        wanted = checked_source(wanted)
        key = wanted.source_id or source_id(wanted.url)
        if key in self._sources:
            raise Conflict(f"Another address is stored as the source {key}; leave the source id out.")
        return source_values(wanted, key, canonical, command.recorded_at or self.now)

    def _as_pairs_are_written(self, command: AddFigure) -> AddFigure:
        """Put the areas of a symmetric figure into the pair's order, or the same trade would be two series."""
        areas = _areas(command)
        written = self._written.get(_pair(areas), areas) if self._is_symmetric(command) else areas
        return replace(command, print=replace(command.print, ref_area=written[0], counterpart_area=written[1]))

    def _is_symmetric(self, command: AddFigure) -> bool:
        indicator = self.book.indicators.get(command.print.indicator)
        return indicator is not None and indicator.is_symmetric

    def _held(self, key: str, values: Row) -> Row | None:
        stored = self._figures.get(key)
        if stored is not None and (was_given_up(stored) or key in self._replaced):
            stored = None
        if stored is not None and identity(stored) != identity(values):
            raise Conflict(f"Another print has the id {key}; leave the id out, or give this print its own.")
        if stored is None and not is_replaced(values) and identity(values) in self._live:
            return self._figures[self._live[identity(values)]]
        return stored

    def _free(self, key: str) -> str:
        """Return the id for a new print: versions of one print, and drafts given up before, are numbered on."""
        wanted, number = key, 1
        while wanted in self._figures:
            number += 1
            wanted = f"{key}-{number}"
        return wanted

    def _statement_of(self, values: Row, *, release: bool) -> str:
        speaker, day = values["speaker"], values["stated_on"]
        key = statement_id(speaker, day, values["source_id"], release=release)
        row = {"statement_id": key, "speaker": None, "stated_on": None, "source_id": None}
        by_person = not release and speaker is not None and day is not None
        row |= {"speaker": speaker, "stated_on": day} if by_person else {"source_id": values["source_id"]}
        self.new_statements.setdefault(key, row)
        return key

    def _keep(self, row: Row, home: Row) -> None:
        if home["source_id"] not in self._sources:
            self.new_sources[home["source_id"]] = home
            self._remember_source(home)
        self._remember_figure(row)
        if self.book.indicators[row["indicator"]].is_symmetric:
            areas = (row["ref_area"], row["counterpart_area"])
            self._written.setdefault(_pair(areas), areas)

    def _read(self, conn: Connection, commands: Sequence[AddFigure]) -> None:
        for column, values in ((source.c.source_id, _source_ids(commands)), (source.c.canonical_url, _urls(commands))):
            for row in _rows(conn, column, values):
                self._remember_source(row)
        merged = {row["merged_into"] for row in self._sources.values() if row["merged_into"]}
        for row in _rows(conn, source.c.source_id, merged):
            self._remember_source(row)
        # One figure of a release meets thousands, but few of them have its digits.
        digits = {command.print.quantity.digits for command in commands}
        among = [figure.c.obs_digits == digits.pop()] if len(digits) == 1 else []
        for row in _rows(conn, figure.c.source_id, set(self._sources), *among):
            self._remember_figure(row)
        for row in _rows(conn, figure.c.figure_id, {command.figure_id for command in commands if command.figure_id}):
            self._remember_figure(row)
        symmetric = [code for code, indicator in self.book.indicators.items() if indicator.is_symmetric]
        for pair in {_pair(_areas(command)) for command in commands if self._is_symmetric(command)}:
            wanted = select(figure.c.ref_area, figure.c.counterpart_area)
            among_pair = (figure.c.pair == pair, figure.c.indicator.in_(symmetric))
            if found := conn.execute(wanted.where(*among_pair).order_by(figure.c.id).limit(1)).first():
                self._written[pair] = (found.ref_area, found.counterpart_area)

    def _remember_source(self, row: Row) -> None:
        self._sources[row["source_id"]] = row
        self._by_url[row["canonical_url"]] = row.get("merged_into") or row["source_id"]

    def _remember_figure(self, row: Row) -> None:
        self._figures[row["figure_id"]] = row
        if not is_replaced(row) and row["figure_id"] not in self._replaced:
            self._live.setdefault(identity(row), row["figure_id"])


def _areas(command: AddFigure) -> Areas:
    return command.print.ref_area, command.print.counterpart_area


def _pair(areas: Areas) -> str:
    """The key of a pair, as the column `figure.pair` has it."""
    return "-".join(sorted(areas))


def _source_ids(commands: Iterable[AddFigure]) -> set[str]:
    given = {command.source if isinstance(command.source, str) else command.source.source_id for command in commands}
    computed = {source_id(url) for url in _urls(commands)}
    return {key for key in given | computed if key}


def _urls(commands: Iterable[AddFigure]) -> set[str]:
    """Canonical addresses of the new sources; `place` says what is wrong with the others."""
    found = set()
    for address in {command.source.url for command in commands if isinstance(command.source, NewSource)}:
        with suppress(BadValue):
            found.add(canonical_url(address))
    return found


def _rows(conn: Connection, column: Column[Any], values: set[str], *among: ColumnElement[bool]) -> Iterator[Row]:
    ordered = sorted(values)
    for start in range(0, len(ordered), CHUNK):
        some = ordered[start : start + CHUNK]
        for row in conn.execute(select(column.table).where(column.in_(some), *among)):
            yield row._asdict()

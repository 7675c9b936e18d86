"""The work at an upload, in steps that each end in the store: whoever dies in between, another worker begins anew."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection

from tradedash.commands import uploads as writing
from tradedash.commands.bulk import Bulk, write_bulk
from tradedash.commands.rows import Row
from tradedash.domain.actor import Actor
from tradedash.domain.errors import BadValue, Conflict
from tradedash.domain.upload import Mark, UploadState
from tradedash.formatting import count_text
from tradedash.ingest.clashing import Clashing
from tradedash.ingest.items import Item, items
from tradedash.ingest.marking import Marker
from tradedash.ingest.plan import plan_of
from tradedash.ingest.slices import SLICE, Outcome, Slices
from tradedash.ingest.typed import Names
from tradedash.queries.codelists import code_lists
from tradedash.queries.uploads import Upload, content_of
from tradedash.store.engine import Store
from tradedash.store.journal import head

#: How often the rows are placed anew because somebody else has written meanwhile, before the others have to wait.
_TRIES = 3


class Lost(Exception):
    """The upload is somebody else's by now, or was given up: whoever meets this just stops."""


class Work:
    """One worker's turn at one upload. `holder` is its own name for as long."""

    def __init__(self, store: Store, upload: Upload, holder: str, base_url: str) -> None:
        self._store = store
        self._upload = upload
        self._holder = holder
        self._base_url = base_url

    def check(self) -> None:
        """Look at every row and mark it; ends in `checked`. Raises: Lost, StoreUnavailable."""
        upload_id = self._upload.upload_id
        with self._store.write() as conn:
            self._alive(writing.beat(conn, upload_id, self._holder, done=0))
            writing.clear_rows(conn, upload_id)
        slices, marker = Slices(self._given()), Marker(self._upload.kind)
        clashing, tally, done = Clashing(self._base_url), dict.fromkeys((str(mark) for mark in Mark), 0), 0
        for some in _slices(self._items()):
            with self._store.read() as conn:
                places, outcomes = slices.place(conn, some)
                marked = marker.marks(conn, places, outcomes)
                clashing.take(conn, places, marked, done)
            rows = [one.stored(upload_id, nth) for nth, one in enumerate(marked, done + 1)]
            for one in marked:
                tally[str(one.mark)] += 1
            done += len(marked)
            with self._store.write() as conn:
                self._alive(writing.beat(conn, upload_id, self._holder, done=done))
                writing.add_rows(conn, rows)
        self._mark_clashes(clashing, tally)
        told = json.dumps({"marks": tally, "remarks": [*clashing.remarks(), *_not_looked_at(marker)]})
        with self._store.write() as conn:
            self._alive(writing.release(conn, upload_id, self._holder, UploadState.CHECKED, tally=told))

    def write(self, actor: Actor) -> None:
        """Bring the rows into the ledger as one batch, or back to `checked` with the reason why not.

        Raises: Lost, StoreUnavailable.
        """
        for attempt in range(_TRIES):
            with self._store.read() as conn:
                seen = head(conn)
            bulk, refused = self._gathered()
            if refused and not self._upload.only_good:
                return self._back(f"Nothing was imported: {count_text(refused, 'row')} cannot come in. Mend the file.")
            if not len(bulk):
                return self._back("Nothing was imported: no row of the file is new.")
            try:
                if self._written(bulk, actor, seen, last=attempt + 1 == _TRIES):
                    return None
            except (BadValue, Conflict) as error:
                return self._back(f"Nothing was imported: {error}")
        return None

    def _written(self, bulk: Bulk, actor: Actor, seen: tuple[int, str], *, last: bool) -> bool:
        upload_id = self._upload.upload_id
        with self._store.write() as conn:
            self._alive(writing.beat(conn, upload_id, self._holder))
            if head(conn) != seen and not last:
                return False
            batch_id = f"upload-{upload_id}"
            write_bulk(conn, bulk, actor, batch_id, datetime.now(UTC))
            writing.drop_chunks(conn, upload_id)
            self._alive(writing.release(conn, upload_id, self._holder, UploadState.WRITTEN, batch_id=batch_id))
        return True

    def _gathered(self) -> tuple[Bulk, int]:
        """Return what is to be written, and how many rows are refused."""
        bulk, slices, refused, done = Bulk(), Slices(self._given()), 0, 0
        for some in _slices(self._items()):
            with self._store.read() as conn:
                places, outcomes = slices.place(conn, some)
            refused += sum(one.placed is None or bool(one.differs) for one in outcomes)
            done += len(outcomes)
            if refused and not self._upload.only_good:
                return bulk, refused
            for row in _new_rows(outcomes):
                bulk.add(row)
                if row["source_id"] in places.new_sources:
                    bulk.sources.setdefault(row["source_id"], places.new_sources[row["source_id"]])
                key = row["statement_id"]
                if key in places.new_statements:
                    bulk.statements.setdefault(key, places.new_statements[key])
            with self._store.write() as conn:
                self._alive(writing.beat(conn, self._upload.upload_id, self._holder, done=done))
        return bulk, refused

    def _given(self) -> frozenset[str] | None:
        return plan_of(self._upload.plan).given if self._upload.plan else None

    def _items(self) -> Iterator[Item]:
        with self._store.read() as conn:
            names = _names(conn)
        plan = plan_of(self._upload.plan) if self._upload.plan else None
        return items(self._upload.kind, content_of(self._store, self._upload.upload_id), plan, names)

    def _mark_clashes(self, clashing: Clashing, tally: dict[str, int]) -> None:
        for pair in clashing.pairs():
            with self._store.read() as conn:
                found = clashing.found(conn, pair)
            with self._store.write() as conn:
                self._alive(writing.beat(conn, self._upload.upload_id, self._holder))
                for position, (before, sentence) in found.items():
                    writing.mark_conflict(conn, self._upload.upload_id, position, sentence)
                    tally[str(before)] -= 1
                    tally[str(Mark.CONFLICT)] += 1

    def _back(self, message: str) -> None:
        with self._store.write() as conn:
            state = UploadState.CHECKED
            self._alive(writing.release(conn, self._upload.upload_id, self._holder, state, message=message[:500]))

    @staticmethod
    def _alive(mine: bool) -> None:
        if not mine:
            raise Lost


def _slices(found: Iterable[Item]) -> Iterator[list[Item]]:
    ahead = iter(found)
    while some := list(islice(ahead, SLICE)):
        yield some


def _new_rows(outcomes: Iterable[Outcome]) -> Iterator[Row]:
    for one in outcomes:
        if one.is_new and one.placed is not None:
            yield one.placed.row


def _not_looked_at(marker: Marker) -> list[str]:
    pairs = ", ".join(marker.not_looked_at[:5])
    more = "Of {} there are too many figures to look for reprints whose day is not named."
    return [more.format(pairs)] if pairs else []


def _names(conn: Connection) -> Names:
    lists = code_lists(conn)
    indicators = {one.label.casefold(): code for code, one in lists.indicators.items()}
    return Names(indicators, {one.name.casefold(): code for code, one in lists.economies.items()})

"""Whether anything was committed since a thread last asked: a few microseconds on SQLite, and no transaction."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from weakref import WeakSet, finalize

File = tuple[int, ...]


@dataclass(eq=False)
class _Held:
    """One thread's connection and the file it was opened on."""

    number: int
    file: File
    connection: sqlite3.Connection


class FilePulse:
    """The pulse of an SQLite file. `data_version` belongs to a connection, so each thread has one of its own."""

    def __init__(self, look: Callable[[], File], connect: Callable[[], sqlite3.Connection]) -> None:
        self._look, self._connect = look, connect
        self._local = threading.local()
        self._all: WeakSet[_Held] = WeakSet()
        self._numbers = count(1)

    def mark(self) -> tuple[int, int]:
        """Return what stays the same for this thread only while the file and all in it do. Raises: sqlite3.Error."""
        file = self._look()
        held: _Held | None = getattr(self._local, "held", None)
        if held is None or held.file != file:
            held = self._local.held = self._hold(file)
        try:
            [version] = held.connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            self._local.held = None
            raise
        return held.number, version

    def close(self) -> None:
        """Close the connections of all threads; whoever asks again opens a new one."""
        for held in list(self._all):
            held.file = ()
            with suppress(sqlite3.Error):
                held.connection.close()

    def _hold(self, file: File) -> _Held:
        held = _Held(next(self._numbers), file, self._connect())
        finalize(held, held.connection.close)  # a thread that ends takes its connection along
        self._all.add(held)
        return held

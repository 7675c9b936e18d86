"""Dear answers, made once for each key and engine, however many ask at once; the least used ones are forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

T = TypeVar("T")


class Kept(Generic[T]):
    """At most `most` answers for each engine. The key must name the state of the store it was made from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._answers: WeakKeyDictionary[Engine, OrderedDict[Hashable, Future[T]]] = WeakKeyDictionary()

    def get(self, conn: Connection, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer for a key; whoever asks while another makes it waits for that one, or shares its error."""
        with self._lock:
            answers = self._answers.setdefault(conn.engine, OrderedDict())
            found = answers.get(key)
            if found is None:
                mine: Future[T] = Future()
                answers[key] = mine
                while len(answers) > self._most:
                    answers.popitem(last=False)
            else:
                answers.move_to_end(key)
        return found.result() if found is not None else self._made(answers, key, mine, make)

    def has(self, conn: Connection, key: Hashable) -> bool:
        """Tell whether the answer for a key is there already."""
        with self._lock:
            found = self._answers.get(conn.engine, OrderedDict()).get(key)
        return found is not None and found.done()

    def _made(
        self, answers: OrderedDict[Hashable, Future[T]], key: Hashable, mine: Future[T], make: Callable[[], T]
    ) -> T:
        try:
            mine.set_result(make())
        except BaseException as error:
            # An error is nobody's answer: the next one who asks tries again.
            with self._lock:
                if answers.get(key) is mine:
                    del answers[key]
            mine.set_exception(error)
            raise
        return mine.result()

"""What is kept between requests: answers up to so many bytes, and the state of the store they belong to."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from tradedash.domain.errors import StoreUnavailable
from tradedash.queries.revision import whole
from tradedash.store.engine import Store

#: Path, query string as it was written, encoding, language.
Key = tuple[str, str, str, str]
State = tuple[object, ...]
Headers = list[tuple[str, str]]
#: For how many seconds a store that has no cheap mark is taken to be as it was: PostgreSQL costs a query.
GOOD_FOR = 0.25
_OVERHEAD = 2_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. `state` is what it was made from; `unchanged` are the headers of a 304."""

    state: State
    route: str
    headers: Headers
    unchanged: Headers
    tag: str
    body: bytes


class Kept:
    """Answers by key; the ones that were not asked for the longest go first."""

    def __init__(self, memory: int) -> None:
        self.memory, self.size = memory, 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, state: State) -> Answer | None:
        """Return the answer to this address if it was made from this state."""
        with self._lock:
            found = self._answers.get(key)
            if found is None or found.state != state:
                return None
            self._answers.move_to_end(key)
            return found

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer in the place of the one before."""
        with self._lock:
            self._drop(self._answers.pop(key, None))
            self._answers[key] = answer
            self.size += _cost(answer)
            while self.size > self.memory:
                self._drop(self._answers.popitem(last=False)[1])

    def _drop(self, answer: Answer | None) -> None:
        if answer:
            self.size -= _cost(answer)


def _cost(answer: Answer) -> int:
    return len(answer.body) + _OVERHEAD


class States:
    """The state of the store as of now, at the price of a look at it where nothing was committed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._local = threading.local()
        self._lock = threading.Lock()
        self._read: tuple[State | None, int, float] = (None, -1, 0.0)

    def now(self) -> State | None:
        """Return what names all that readers may see today; None while the store does not answer.

        It is read before an answer is made: whatever is committed meanwhile makes another state.
        """
        try:
            mark = self._store.mark()
        except StoreUnavailable:
            return None
        state = self._shared() if mark is None else self._own(mark)
        return None if state is None else (state, datetime.now(UTC).date())

    def _own(self, mark: tuple[int, int]) -> State | None:
        known: tuple[tuple[int, int], State | None] = getattr(self._local, "known", ((0, 0), None))
        if known[0] != mark or known[1] is None:
            known = self._local.known = (mark, self._ask())
        return known[1]

    def _shared(self) -> State | None:
        if (known := self._still_good()) is not None:
            return known[0]
        with self._lock:
            if (known := self._still_good()) is not None:
                return known[0]
            writes, started = self._store.writes, monotonic()
            state = self._ask()
            self._read = (state, writes, (started if state else monotonic()) + GOOD_FOR)
            return state

    def _still_good(self) -> tuple[State | None] | None:
        state, writes, until = self._read
        return (state,) if writes == self._store.writes and monotonic() < until else None

    def _ask(self) -> State | None:
        self._store.begin_work()
        try:
            with self._store.read() as conn:
                return whole(conn)
        except StoreUnavailable:
            return None

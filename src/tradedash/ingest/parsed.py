"""What a file says, before anyone knows whether the ledger will have it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from tradedash.commands.additions import AddFigure
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.ingest.report import Problem

MOST_BYTES = 128 * 1024 * 1024
MOST_ROWS = 250_000
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a file and where it stands there."""

    row: int
    command: AddFigure
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The figures of a file that can be read, and why the others cannot.

    `names` gives the file's own name for a column of the contract. `is_whole` says that the file also brings the
    analysts' judgement (status, rank, note), so that a stored figure must agree in it.
    """

    entries: Sequence[Entry]
    problems: Sequence[Problem]
    names: dict[str, str]
    is_whole: bool


def read_file(path: Path) -> bytes:
    """Return the content of a file. Raises: BadValue if it cannot be read or is too large."""
    try:
        if not path.is_file():
            raise BadValue(f"There is no file {path}.", "path")
        if path.stat().st_size > MOST_BYTES:
            raise BadValue(f"The file is larger than {MOST_BYTES // 1024**2} MB; split it.", "path")
        return path.read_bytes()
    except OSError as error:
        raise BadValue(f"The file {path} cannot be read: {error.strerror}.", "path") from error


@contextmanager
def at(field: str) -> Iterator[None]:
    """Say of an error inside that it stands in `field`."""
    try:
        yield
    except BadValue as error:
        error.field = field
        raise


def one_of(vocabulary: type[Word], text: str, what: str, field: str) -> Word:
    """Return a word of a fixed vocabulary. Raises: UnknownName."""
    known = [word.value for word in vocabulary]
    if text not in known:
        raise UnknownName(what, text, known, field)
    return vocabulary(text)

"""Files and folders that are made whole before they get their name, and never take the place of another."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tradedash.domain.errors import Conflict, StoreUnavailable

#: What SQLite keeps beside a database; a stale one would be read into the next.
COMPANIONS = ("", "-wal", "-shm")


@contextmanager
def draft_beside(file: Path) -> Iterator[Path]:
    """Give an unfinished file in the same folder; nothing of it is left behind. Raises: StoreUnavailable."""
    draft = _name_beside(file)
    try:
        draft.touch(mode=0o600, exist_ok=False)
        yield draft
    except OSError as error:
        raise StoreUnavailable(f"{error.filename or file}: {error.strerror}.") from error
    finally:
        for companion in COMPANIONS:
            draft.with_name(draft.name + companion).unlink(missing_ok=True)


@contextmanager
def draft_folder_beside(folder: Path) -> Iterator[Path]:
    """Give an unfinished folder beside the one it shall become; nothing of it is left behind."""
    draft = _name_beside(folder)
    try:
        draft.mkdir(mode=0o700)
        yield draft
    except OSError as error:
        raise StoreUnavailable(f"{error.filename or folder}: {error.strerror}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def place(draft: Path, file: Path, taken: str) -> None:
    """Give a finished file its name, on disk for good; never over another file. Raises: Conflict."""
    _settle(draft)
    if any(file.with_name(file.name + companion).exists() for companion in COMPANIONS):
        raise Conflict(taken)
    try:
        os.link(draft, file)
    except FileExistsError:
        raise Conflict(taken) from None
    _settle(file.absolute().parent)


def place_folder(draft: Path, folder: Path, taken: str) -> None:
    """Give a finished folder its name, on disk for good; an empty one may be there. Raises: Conflict."""
    for file in draft.iterdir():
        _settle(file)
    _settle(draft)
    try:
        with suppress(FileNotFoundError):
            folder.rmdir()  # only if it is empty
        draft.rename(folder)
    except OSError:
        raise Conflict(taken) from None
    _settle(folder.absolute().parent)


def head_text(head: tuple[int, str]) -> str:
    """Return the sentence by which a journal can be known again: number and hash of its last row."""
    return f"Head of the journal: row {head[0]}, {head[1]}."


def _name_beside(path: Path) -> Path:
    return path.absolute().with_name(f".{path.absolute().name}.{secrets.token_hex(6)}.part")


def _settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

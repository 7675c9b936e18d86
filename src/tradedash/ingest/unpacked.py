"""The files of a data package, from a folder or out of a zip: only the ones that belong there, and only unchanged."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol, cast

from tradedash.domain.errors import BadValue
from tradedash.store.whole import DESCRIPTOR, FORMAT, RESOURCES

EXPECTED = frozenset({DESCRIPTOR, *(f"{name}.csv" for name in RESOURCES)})
LARGEST_DESCRIPTOR = 1024**2
#: All files of a zip together. Text is deflated to a tenth or so; whatever shrinks far more was made to fill a disk.
LARGEST_ZIP = 64 * 1024**3
_RATIO, _SMALL = 200, 10 * 1024**2
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)


class Files(Protocol):
    """The files of a package by their names."""

    def read(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file."""


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        with _damage_told(name):
            file = (self.path / name).open("rb")
        with file:
            yield file


@dataclass(frozen=True, slots=True)
class _Zip:
    archive: zipfile.ZipFile

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        with _damage_told(name):
            file = self.archive.open(name)
        with file, io.BufferedReader(_Member(name, file)) as whole:
            yield whole


class _Member(io.RawIOBase):
    """A file of a zip whose damage is a sentence wherever it is read; faults of those who read stay what they are."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file = name, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        room = memoryview(buffer)
        with _damage_told(self._name):
            found = self._file.read(len(room))
        room[: len(found)] = found
        return len(found)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Turn what zipfile and the disk raise into a sentence; only their own work stands inside."""
    try:
        yield
    except _DAMAGE as error:
        raise BadValue(f"{name} is damaged or cannot be read: {error}.", "path") from error


@contextmanager
def opened(path: Path) -> Iterator[Files]:
    """Open a package. Nothing of a zip is unpacked to disk, and no name in it is used as a path.

    Raises: BadValue, also while it is read, if the package is damaged.
    """
    if path.is_dir():
        with _damage_told(str(path)):
            names = {file.name for file in path.iterdir()}
        _check_names(names)
        yield _Folder(path)
        return
    with _damage_told(str(path)):
        archive = zipfile.ZipFile(path)
    with archive:
        _check_zip(archive)
        yield _Zip(archive)


def read_descriptor(files: Files) -> tuple[int, str]:
    """Check every file against the hash that the package gives it, and return the journal's head that it promises.

    Raises: BadValue naming the first file that is not what it was.
    """
    with files.read(DESCRIPTOR) as file:
        content = file.read(LARGEST_DESCRIPTOR + 1)
    try:
        described: Any = json.loads(content) if len(content) <= LARGEST_DESCRIPTOR else None
        made = described["tradedash"]
        hashes = {str(one["path"]): str(one["hash"]) for one in described["resources"]}
        promised = (int(made["journal_head"]["seq"]), str(made["journal_head"]["hash"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadValue(f"{DESCRIPTOR} is not one that “tradedash export” writes.", "path") from None
    if made.get("format") != FORMAT:
        raise BadValue("The package was made by another version of the program: import it with that one.", "path")
    for name in sorted(EXPECTED - {DESCRIPTOR}):
        _check_hash(files, name, hashes.get(name, ""))
    return promised


def _check_hash(files: Files, name: str, expected: str) -> None:
    with files.read(name) as file:
        found = hashlib.file_digest(cast(Any, file), "sha256").hexdigest()
    if not _SHA256.fullmatch(expected) or expected != f"sha256:{found}":
        raise BadValue(f"{name} is not the file that was exported: its SHA-256 is another. Nothing was imported.", name)


def _check_names(found: set[str]) -> None:
    if DESCRIPTOR not in found:
        raise BadValue(f"There is no {DESCRIPTOR}: this is not a package of “tradedash export”.", "path")
    missing, strange = sorted(EXPECTED - found), sorted(found - EXPECTED)
    if missing:
        raise BadValue(f"The package is not whole: {', '.join(missing)} is missing.", "path")
    if strange:
        raise BadValue(f"“{strange[0][:80]}” does not belong to the package; take it out.", "path")


def _check_zip(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > len(EXPECTED):
        raise BadValue("The zip holds more files than a package has.", "path")
    _check_names({entry.filename for entry in entries})
    if len(entries) != len(EXPECTED):
        raise BadValue("The zip holds a file twice.", "path")
    if sum(entry.file_size for entry in entries) > LARGEST_ZIP:
        raise BadValue(f"The zip holds more than {LARGEST_ZIP // 1024**3} GB: import it as a folder.", "path")
    for entry in entries:
        if entry.compress_type not in _METHODS or entry.flag_bits & 1:
            raise BadValue("The zip is encrypted or packed in an unusual way; pack the files again.", "path")
        if entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
            raise BadValue(f"{entry.filename} grows more than {_RATIO} times when it is unpacked; refused.", "path")

"""A matrix: what every economy exports to and imports from every other, a line a year, as one release.

The file is read twice, in blocks of whole lines that never stand in memory together: first everything is checked, then
each block is published in a transaction and under an id of its own, made of its bytes. A block that is there already
is passed over, so an import that was broken off at any moment goes on where it was.
"""

import csv
import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, cast

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tradedash.commands.matrix import Observation, Release, add_block, check_release, has_batch, without_stored
from tradedash.domain.actor import Actor
from tradedash.domain.economy import EconomyKind
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.hedges import Flag
from tradedash.domain.period import FIRST_YEAR, LAST_YEAR
from tradedash.ingest.report import MOST_PRINTED, Problem, counted, listed
from tradedash.store.engine import Store
from tradedash.store.many import writing_many

HEADER = ("year", "reporter", "partner", "flow", "value_usd", "estimate")
#: Indicator by flow: the reporter is `ref_area` in both.
FLOWS = {"X": "exports", "M": "imports"}
ESTIMATES = {"0": "", "1": Flag.ESTIMATED.value}
#: How many bytes of lines are one batch: some 80,000 figures.
BLOCK = 2 * 1024 * 1024
_LONGEST_LINE = 1000
_MOST_DIGITS = 15
_GZIP = b"\x1f\x8b"
#: `ref_area` or `counterpart_area` by the code in the file.
Areas: TypeAlias = Mapping[str, str]
#: Told of each step how many there were: bytes of the file, or figures.
Told: TypeAlias = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Matrix:
    """An open file: its lines, the file as it lies on disk, and how many bytes of lines are one batch."""

    lines: BinaryIO
    raw: BinaryIO
    block: int


class Block(NamedTuple):
    """Some whole lines; `first` is the number of the first of them."""

    first: int
    content: bytes


@dataclass(slots=True)
class Checked:
    """What a look at the whole file has found; of the problems the first hundred, and how many there are."""

    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0

    def refuse(self, problem: Problem) -> None:
        """Count a line that cannot be stored."""
        self.refused += 1
        if self.refused <= MOST_PRINTED:
            self.problems.append(problem)

    @property
    def text(self) -> str:
        """Why nothing was imported, as lines of a terminal."""
        more = self.refused - len(self.problems)
        lines = [*listed(self.problems), *([f"… and {counted(more, 'more problem')}"] if more else [])]
        return "\n".join([*lines, f"Nothing was imported: mend {counted(self.refused, 'problem')} first."])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matrix becomes figures of, and the economies that its lines may name."""

    release: Release
    areas: Areas


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    added: int
    known: int


def check_matrix(file: Matrix, areas: Areas, tell: Told) -> Checked:
    """Read a matrix to its end and return how many figures it has and what is wrong with its lines; write nothing.

    Raises: BadValue for a file that is no such table at all.
    """
    found, seen, place = Checked(), _Seen(), 0
    for one in blocks(file):
        for number, observation in _read(one, areas, found.refuse):
            if seen.before(observation):
                found.refuse(Problem(number, "", "An earlier line is about the same year, flow and two economies."))
            found.rows += 1
        tell(file.raw.tell() - place)
        place = file.raw.tell()
    if not found.rows and not found.refused:
        raise BadValue("The file has no line below its header.", "path")
    return found


def add_matrix(store: Store, file: Matrix, wanted: Wanted, actor: Actor, tell: Told) -> Imported:
    """Publish what a checked matrix says that the ledger does not hold yet, block by block.

    Raises: Forbidden, Conflict, StoreUnavailable; BadValue if the file was changed since it was checked. The blocks
    that were told of before are stored.
    """
    added = known = 0
    for one in blocks(file):
        rows = one.content.count(b"\n") + (not one.content.endswith(b"\n"))
        batch_id = batch_id_of(wanted.release, one)
        with store.read() as conn:
            stored = has_batch(conn, batch_id)
        new = 0 if stored else _add(store, wanted.release, _observations(one, wanted.areas), actor, batch_id)
        added, known = added + new, known + rows - new
        tell(rows)
    return Imported(added, known)


def _add(store: Store, release: Release, observations: list[Observation], actor: Actor, batch_id: str) -> int:
    """Publish a block; if the ledger has some of it from elsewhere, the rest."""
    try:
        with writing_many(store) as conn:
            return add_block(conn, release, observations, actor, batch_id)
    except IntegrityError:
        with writing_many(store) as conn:
            missing = without_stored(conn, release, observations)
            return add_block(conn, release, missing, actor, batch_id)


def wanted(conn: Connection, release: Release, alpha3: Areas) -> Wanted:
    """Return what a matrix becomes, by the code lists of the store. Lines name economies by own codes or three letters.

    Raises: BadValue, UnknownName if the store lacks what the release names.
    """
    book = check_release(conn, release, FLOWS.values())
    own = {code: code for code, kind in book.economies.items() if kind is EconomyKind.ECONOMY}
    return Wanted(release, {**own, **{key: code for key, code in alpha3.items() if code in own}})


def batch_id_of(release: Release, block: Block) -> str:
    """Return the id of the batch that a block becomes: the same lines of the same release have the same."""
    digest = sha256(release.url.encode() + b"\n" + block.content)
    return f"matrix-{digest.hexdigest()[:24]}"


@contextmanager
def opened(path: Path, block: int = BLOCK) -> Iterator[Matrix]:
    """Open a matrix, compressed by gzip or not. Raises: BadValue if it cannot be read."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            if packed:
                with gzip.open(raw) as unpacked:
                    yield Matrix(cast(BinaryIO, unpacked), raw, block)
            else:
                yield Matrix(raw, raw, block)
    except (gzip.BadGzipFile, EOFError) as error:
        raise BadValue(f"The file {path} is damaged: {error}.", "path") from error
    except OSError as error:
        raise BadValue(f"The file {path} cannot be read: {error.strerror or error}.", "path") from error


def blocks(file: Matrix) -> Iterator[Block]:
    """Yield the lines below the header in blocks of at least so many bytes. Raises: BadValue."""
    lines = file.lines
    lines.seek(0)
    header = lines.readline(_LONGEST_LINE).decode("utf-8-sig", "replace").strip()
    if header != ",".join(HEADER):
        raise BadValue(f"The first line must be {','.join(HEADER)}.", "header")
    first = 2
    while content := lines.read(file.block):
        content += lines.readline(_LONGEST_LINE)
        yield Block(first, content)
        first += content.count(b"\n")


def _observations(block: Block, areas: Areas) -> list[Observation]:
    return [observation for _, observation in _read(block, areas, _changed)]


def _changed(problem: Problem) -> None:
    raise BadValue(f"The file was changed while it was imported ({problem}).", "path")


def _read(block: Block, areas: Areas, refuse: Callable[[Problem], object]) -> Iterator[tuple[int, Observation]]:
    """Yield the lines that can be stored with their numbers, and say of the others why they cannot."""
    lines = block.content.decode("utf-8", "replace").splitlines()
    for number, cells in enumerate(csv.reader(lines, strict=False), start=block.first):
        try:
            year, reporter, partner, flow, value, estimate = cells
            observation = Observation(FLOWS[flow], areas[reporter], areas[partner], year, value, ESTIMATES[estimate])
        except (ValueError, KeyError):
            refuse(_problem(number, cells, areas))
            continue
        good = year in _YEARS and reporter != partner and observation[1] != observation[2] and _is_amount(value)
        if good:
            yield number, observation
        else:
            refuse(_problem(number, cells, areas))


_YEARS = frozenset(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))


def _is_amount(text: str) -> bool:
    return text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS and (text[0] != "0" or text == "0")


def _problem(number: int, cells: list[str], areas: Areas) -> Problem:
    """Say what is wrong with a line of which something is."""
    if len(cells) != len(HEADER):
        return Problem(number, "", f"The line has {len(cells)} cells where the header has {len(HEADER)}.")
    year, reporter, partner, flow, value, estimate = cells
    for name, code in (("reporter", reporter), ("partner", partner)):
        if code not in areas:
            return Problem(number, name, str(UnknownName("economy", code, list(areas), name)))
    for name, wrong, advice in (
        ("year", year not in _YEARS, f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."),
        ("partner", areas[reporter] == areas[partner], "The two economies must differ."),
        ("flow", flow not in FLOWS, f"“{flow[:20]}” is no flow: X is what the reporter exports, M what it imports."),
        ("value_usd", not _is_amount(value), f"Give whole US dollars in at most {_MOST_DIGITS} digits."),
        ("estimate", estimate not in ESTIMATES, "Write 1 for an estimate of the publisher, otherwise 0."),
    ):
        if wrong:
            return Problem(number, name, advice)
    raise AssertionError(cells)


class _Seen:
    """The years that each series has had so far, a bit each: a matrix has few series, but many years of each."""

    def __init__(self) -> None:
        self._years: dict[tuple[str, str, str], int] = {}

    def before(self, one: Observation) -> bool:
        """Tell whether a year of a series was met before, and keep it."""
        bit = 1 << (int(one.year) - FIRST_YEAR)
        years = self._years.get(one[:3], 0)
        self._years[one[:3]] = years | bit
        return bool(years & bit)

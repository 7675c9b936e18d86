"""The tables in `data/` that say what a matrix is: which release, and whose its codes of three letters are."""

from pathlib import Path

from tradedash.commands.matrix import Release
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.source import SourceType, source_id
from tradedash.ingest.parsed import read_file
from tradedash.ingest.rows import Cells, read_rows
from tradedash.ingest.seed import source_of

ALPHA3 = ("alpha3", "code")
MATRICES = (
    "name", "url", "publisher", "title", "language", "published_on", "published_on_basis", "declared_precision",
    "basis",
)  # fmt: skip
_PERIOD_EVIDENCE = "the row's year"


def read_release(data_dir: Path, name: str | None) -> Release:
    """Return the release of `matrices.csv` that has this name, by itself the first. Raises: BadValue, UnknownName."""
    known = {cells["name"]: cells for cells in _rows(data_dir, "matrices.csv", MATRICES)}
    wanted = next(iter(known), "") if name is None else name
    if wanted not in known:
        raise UnknownName("release", wanted, list(known), "release")
    cells = known[wanted]
    about = {**cells, "source_type": SourceType.RELEASE.value, "source_id": source_id(cells["url"])}
    return Release(source_of(about), cells["basis"], _PERIOD_EVIDENCE)


def read_alpha3(data_dir: Path) -> dict[str, str]:
    """Return the code of each economy by its code of three letters. Raises: BadValue."""
    return {cells["alpha3"]: cells["code"] for cells in _rows(data_dir, "alpha3.csv", ALPHA3)}


def _rows(data_dir: Path, name: str, header: tuple[str, ...]) -> list[Cells]:
    rows, problems = read_rows(read_file(data_dir / name), header)
    if problems:
        raise BadValue(f"{name} {problems[0]}", name)
    return [cells for _, cells in rows]

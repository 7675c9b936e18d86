"""The seed tables in `data/`: code lists, articles and releases, their figures. Loading them twice changes nothing."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.code_lists import set_economies, set_indicators
from tradedash.commands.rates import set_rates
from tradedash.domain.actor import Actor
from tradedash.domain.errors import BadValue, DomainError, UnknownName
from tradedash.domain.figure import Rank
from tradedash.domain.source import SourceType
from tradedash.ingest.columns import day_of, print_of
from tradedash.ingest.files import write_parsed
from tradedash.ingest.parsed import Entry, Parsed, one_of, read_file
from tradedash.ingest.report import ImportReport, Problem, counted, listed, problem_of
from tradedash.ingest.rows import Cells, read_rows
from tradedash.store.engine import Store

ECONOMIES = ("code", "name", "adjective", "kind")
INDICATORS = ("position", "code", "label", "kind", "unit", "family", "direction")
EXCHANGE_RATES = ("currency", "year", "per_usd", "publisher")
SOURCES = (
    "source_id", "source_type", "url", "publisher", "language", "title", "published_on", "published_on_basis",
    "declared_precision",
)  # fmt: skip
FIGURES = (
    "figure_id", "source_id", "indicator", "ref_area", "counterpart_area", "basis", "time_period", "period_evidence",
    "comparison_period", "comparison_basis", "obs_value", "unit_mult", "unit_measure", "qualifier", "flags",
    "as_printed", "speaker", "speaker_role", "stated_on", "rank", "rank_reason", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What the seed tables hold, what of it was new, and what was left out with the reason."""

    articles: int
    releases: int
    printed: int
    released: int
    codes_changed: int
    report: ImportReport

    @property
    def text(self) -> str:
        """The report as lines of a terminal."""
        held = f"{counted(self.articles, 'article')} and {counted(self.releases, 'release')}"
        left_out = self.report.problems
        figures = f"{self.printed} + {self.released} figures, {len(left_out)} left out"
        new = f"new: {counted(self.report.added, 'figure')}, {counted(self.codes_changed, 'code')}"
        return "\n".join([*listed(left_out), f"{held}, {figures} ({new})."])


def load_seed(store: Store, data_dir: Path, actor: Actor) -> SeedReport:
    """Bring the seed tables of a folder into a store as one import batch; what is there already stays as it is.

    Raises: BadValue for tables that cannot be read or break the store's own rules, Conflict, Forbidden,
    StoreUnavailable; nothing is written then.
    """
    sources = {cells["source_id"]: cells for _, cells in _table(data_dir, "sources.csv", SOURCES)}
    figures = _table(data_dir, "figures.csv", FIGURES)
    with store.write() as conn:
        changed = load_codes(conn, data_dir, actor)
        load_rates(conn, data_dir, actor)
        report = write_parsed(conn, _parsed(sources, figures), actor, only_good=True, name="seed")
    releases = {key for key, cells in sources.items() if cells["source_type"] == SourceType.RELEASE}
    released = sum(cells["source_id"] in releases for _, cells in figures)
    return SeedReport(
        articles=len(sources) - len(releases),
        releases=len(releases),
        printed=len(figures) - released,
        released=released,
        codes_changed=changed,
        report=report,
    )


def load_codes(conn: Connection, data_dir: Path, actor: Actor) -> int:
    """Bring the code lists of a folder into the store and return how many codes are new or changed.

    Raises: as `load_seed`.
    """
    economies = [cells for _, cells in _table(data_dir, "economies.csv", ECONOMIES)]
    indicators = [_indicator(row, cells) for row, cells in _table(data_dir, "indicators.csv", INDICATORS)]
    return set_economies(conn, economies, actor) + set_indicators(conn, indicators, actor)


def load_rates(conn: Connection, data_dir: Path, actor: Actor) -> int:
    """Bring the exchange rates of a folder, if it has any, into the store and return how many are new or changed.

    Raises: as `load_seed`.
    """
    if not (data_dir / "exchange_rates.csv").exists():
        return 0
    rows = _table(data_dir, "exchange_rates.csv", EXCHANGE_RATES)
    return set_rates(conn, [_rate(row, cells) for row, cells in rows], actor)


def _table(data_dir: Path, name: str, header: tuple[str, ...]) -> list[tuple[int, Cells]]:
    rows, problems = read_rows(read_file(data_dir / name), header)
    if problems:
        raise BadValue(f"{name} {problems[0]}", name)
    return rows


def _parsed(sources: dict[str, Cells], figures: list[tuple[int, Cells]]) -> Parsed:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row, cells in figures:
        try:
            entries.append(Entry(row, _command(cells, sources)))
        except DomainError as error:
            problems.append(problem_of(error, row))
    used = {cells["source_id"] for _, cells in figures}
    problems += [
        Problem(0, "", f"The source {key} has no figure, so it is not loaded.") for key in sources if key not in used
    ]
    return Parsed(entries, problems, {}, is_whole=False)


def _command(cells: Cells, sources: dict[str, Cells]) -> AddFigure:
    if cells["source_id"] not in sources:
        raise UnknownName("source", cells["source_id"], list(sources), "source_id")
    return AddFigure(
        source=source_of(sources[cells["source_id"]]),
        print=print_of(cells),
        note=cells["note"] or None,
        rank=one_of(Rank, cells["rank"], "rank", "rank"),
        rank_reason=cells["rank_reason"] or None,
        figure_id=cells["figure_id"],
    )


def source_of(cells: Cells) -> NewSource:
    """Return the source that a row of `sources.csv` is. Raises: BadValue, UnknownName."""
    step = cells["declared_precision"]
    if not re.fullmatch(r"[0-9]{0,12}", step):
        raise BadValue("Give the declared precision as a whole number of units.", "declared_precision")
    return NewSource(
        url=cells["url"],
        publisher=cells["publisher"],
        language=cells["language"],
        title=cells["title"] or None,
        published_on=day_of(cells, "published_on"),
        published_on_basis=cells["published_on_basis"] or None,
        source_type=one_of(SourceType, cells["source_type"], "source type", "source_type"),
        declared_precision=int(step) if step else None,
        source_id=cells["source_id"],
    )


def _indicator(row: int, cells: Cells) -> dict[str, object]:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", cells["position"]):
        raise BadValue(f"indicators.csv row {row}: Give the position as a whole number from 1.", "position")
    return {**cells, "position": int(cells["position"])}


def _rate(row: int, cells: Cells) -> dict[str, object]:
    """The digits of a rate are kept as published; a division of two rates may have many."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,15})?", cells["per_usd"]) or not re.fullmatch(
        r"[0-9]{4}", cells["year"]
    ):
        raise BadValue(f"exchange_rates.csv row {row}: Give a year and the units per dollar in digits.", "per_usd")
    whole, _, part = cells["per_usd"].partition(".")
    return {
        "currency": cells["currency"],
        "year": int(cells["year"]),
        "per_usd_digits": int(whole + part),
        "per_usd_scale": len(part),
        "publisher": cells["publisher"],
    }

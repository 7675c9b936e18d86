"""The export's table comes back: ids, judgement and clocks are kept, what is computed is computed again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.domain.errors import BadValue, DomainError
from tradedash.domain.figure import Rank, Status
from tradedash.domain.hedges import Qualifier
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType
from tradedash.frames import COLUMNS
from tradedash.ingest.columns import day_of, print_of
from tradedash.ingest.parsed import Entry, Parsed, one_of
from tradedash.ingest.report import Problem, problem_of
from tradedash.ingest.rows import Cells, read_rows

_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


def parse_table(content: bytes) -> Parsed:
    """Read a table with the 41 columns of the contract, whatever the bytes are; one problem for each row."""
    rows, problems = read_rows(content, COLUMNS)
    steps = declared(cells for _, cells in rows)
    entries: list[Entry] = []
    for number, cells in rows:
        try:
            entries.append(Entry(number, command_of(cells, steps)))
        except DomainError as error:
            problems.append(problem_of(error, number))
    if not entries and not problems:
        problems.append(Problem(0, "", "The file holds no figures."))
    return Parsed(entries, sorted(problems, key=lambda problem: problem.row), {}, is_whole=True)


def command_of(cells: Cells, steps: Mapping[str, int]) -> AddFigure:
    """Return the command of a row; `steps` are the precisions of `declared`. Raises: BadValue."""
    figure = print_of(cells)
    _check_period(cells, figure.period)
    _check_value(cells["value"], figure.quantity)
    source = _source(cells)
    if source.source_type is SourceType.RELEASE:
        source = replace(source, declared_precision=steps.get(source.url))
    return AddFigure(
        source=source,
        print=figure,
        note=cells["note"] or None,
        rank=one_of(Rank, cells["rank"] or Rank.NORMAL, "rank", "rank"),
        rank_reason=cells["rank_reason"] or None,
        status=one_of(Status, cells["status"] or Status.PUBLISHED, "status", "status"),
        figure_id=cells["figure_id"] or None,
        recorded_at=_instant(cells["recorded_at"]),
    )


def _source(cells: Cells) -> NewSource:
    return NewSource(
        url=cells["source_url"],
        publisher=cells["source_publisher"],
        language=cells["language"],
        title=cells["source_title"] or None,
        published_on=day_of(cells, "source_published_on"),
        source_type=_source_type(cells),
        source_id=cells["source_id"] or None,
    )


def _source_type(cells: Cells) -> SourceType | None:
    return one_of(SourceType, cells["source_type"], "source type", "source_type") if cells["source_type"] else None


def _check_period(cells: Cells, period: Period) -> None:
    implied = {"freq": period.kind.value, "period_start": _iso(period.start), "period_end": _iso(period.end)}
    for column, text in implied.items():
        if cells[column] not in ("", text):
            raise BadValue(f"This does not agree with the period {period}: correct one, or leave it empty.", column)


def _check_value(text: str, quantity: Quantity) -> None:
    if text and _number(text, "value") != quantity.exact:
        told = f"{quantity.printed} × 10^{quantity.unit_mult}"
        raise BadValue(f"The value {text[:40]} is not {told}: correct one, or leave the value empty.", "value")


def declared(rows: Iterable[Cells]) -> dict[str, int]:
    """Return the precision that each release declares, by its address: the narrowest of its bounds."""
    widths: defaultdict[str, list[Fraction]] = defaultdict(list)
    for cells in rows:
        ends = [Fraction(cells[end]) for end in ("lower", "upper") if _DECIMAL.fullmatch(cells[end])]
        exact = cells["qualifier"] == Qualifier.EXACT
        if cells["source_type"] == SourceType.RELEASE and exact and len(ends) == 2:
            widths[cells["source_url"]].append(ends[1] - ends[0])
    narrowest = {url: min(found) for url, found in widths.items()}
    return {url: int(width) for url, width in narrowest.items() if width >= 1 and width.denominator == 1}


def _number(text: str, field: str) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise BadValue("Write the number in digits with a decimal point, for example 4100000000.", field)
    return Fraction(text)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadValue("Write the instant as 2025-11-26T10:00:00Z.", "recorded_at") from None

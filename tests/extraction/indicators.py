"""The seed's code list and its printed figures, for tests of what a phrase may propose."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tradedash.domain.indicator import Indicator, IndicatorKind, Unit

DATA = Path(__file__).parents[2] / "data"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


INDICATORS = {
    row["code"]: Indicator(
        row["code"],
        row["label"],
        IndicatorKind(row["kind"]),
        Unit(row["unit"]),
        row["family"],
        row["direction"],
        int(row["position"]),
    )
    for row in _rows("indicators.csv")
}


@dataclass(frozen=True)
class Printed:
    """One figure as the analysts entered it, with the language and the days of its article."""

    phrase: str
    language: str
    said_on: date | None
    published_on: date | None
    fields: dict[str, str]


def printed_figures() -> list[Printed]:
    """Return every figure of the seed that was printed in an article; cells of releases have no phrase."""
    sources = {row["source_id"]: row for row in _rows("sources.csv")}
    return [
        Printed(
            row["as_printed"],
            sources[row["source_id"]]["language"],
            _day(row["stated_on"]),
            _day(sources[row["source_id"]]["published_on"]),
            row,
        )
        for row in _rows("figures.csv")
        if sources[row["source_id"]]["source_type"] != "release"
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

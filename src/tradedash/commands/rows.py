"""A checked command as rows of the store, and what makes two rows the same print."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.domain.figure import ComparisonBasis, Print, Rank, Status
from tradedash.domain.hedges import parse_flags, parse_qualifiers
from tradedash.domain.indicator import Indicator
from tradedash.domain.period import UNSTATED, Period, PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.store.printed import print_columns

Row = Mapping[str, Any]
#: One print and no other: what `figure_id` is computed from, as columns.
PRINT = (
    "source_id", "indicator", "ref_area", "counterpart_area", "basis", "period_start", "period_end",
    "comparison_start", "comparison_end", "obs_digits", "obs_scale", "unit_mult", "unit", "as_printed",
)  # fmt: skip
#: What else is said about a print and never changes once it is stored.
CIRCUMSTANCES = ("period_evidence", "comparison_basis", "qualifiers", "flags", "speaker", "speaker_role", "stated_on")
#: An analyst's judgement, which later commands may change.
JUDGEMENT = ("status", "rank", "rank_reason", "note")
#: Versions that a later one replaced do not stand in the way of the same print.
REPLACED = (Status.SUPERSEDED, Status.RETRACTED)
#: Not for readers yet, and perhaps never.
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW)

#: Columns of the store by their name in the contract.
CONTRACT_NAMES = {
    "unit": "unit_measure", "qualifiers": "qualifier", "period_start": "time_period", "period_end": "time_period",
    "comparison_start": "comparison_period", "comparison_end": "comparison_period", "obs_digits": "obs_value",
    "obs_scale": "obs_value",
}  # fmt: skip


def figure_values(command: AddFigure, indicator: Indicator, source_id: str) -> dict[str, Any]:
    """Return the columns that the command decides."""
    figure = command.print
    return {
        **print_columns(figure),
        "source_id": source_id,
        "indicator_kind": indicator.kind.value,
        "status": command.status.value,
        "rank": command.rank.value,
        "rank_reason": command.rank_reason,
        "note": command.note,
        "form_key": command.form_key,
    }


def source_values(source: NewSource, source_id: str, canonical_url: str, recorded_at: datetime) -> dict[str, Any]:
    """Return the columns of a new source."""
    return {
        "source_id": source_id,
        "source_type": None if source.source_type is None else source.source_type.value,
        "url": source.url,
        "canonical_url": canonical_url,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "published_on": source.published_on,
        "published_on_basis": source.published_on_basis,
        "declared_precision": source.declared_precision,
        "recorded_at": recorded_at,
    }


def identity(row: Row) -> tuple[object, ...]:
    """Return what two prints of one source share if they are the same."""
    return tuple(row[name] for name in PRINT)


def is_replaced(row: Row) -> bool:
    """Tell whether a later version stands in for this row."""
    return row["status"] in REPLACED


def was_given_up(row: Row) -> bool:
    """Tell whether a row is a draft that was thrown away or written anew: it never was anybody's to read."""
    return is_replaced(row) and row["published_at"] is None


def differences(stored: Row, wanted: Row) -> tuple[str, ...]:
    """Name the columns, as the contract calls them, in which a stored figure is not what is wanted."""
    columns = (*PRINT, *CIRCUMSTANCES, *JUDGEMENT)
    found = [CONTRACT_NAMES.get(name, name) for name in columns if stored[name] != wanted[name]]
    return tuple(dict.fromkeys(found))


def as_command(row: Row) -> AddFigure:
    """Return the command that would store this row of `figure` again, its source by id."""
    return AddFigure(
        source=row["source_id"],
        print=Print(
            indicator=row["indicator"],
            ref_area=row["ref_area"],
            counterpart_area=row["counterpart_area"],
            basis=row["basis"],
            period=_period(row["period_start"], row["period_end"], row["period_kind"]),
            comparison_period=_period(row["comparison_start"], row["comparison_end"]),
            comparison_basis=None if row["comparison_basis"] is None else ComparisonBasis(row["comparison_basis"]),
            quantity=Quantity(row["obs_digits"], row["obs_scale"], row["unit_mult"]),
            unit=row["unit"],
            qualifiers=parse_qualifiers(row["qualifiers"].split()),
            flags=parse_flags(row["flags"].split()),
            as_printed=row["as_printed"],
            period_evidence=row["period_evidence"],
            speaker=row["speaker"],
            speaker_role=row["speaker_role"],
            stated_on=row["stated_on"],
        ),
        note=row["note"],
        rank=Rank(row["rank"]),
        rank_reason=row["rank_reason"],
        status=Status(row["status"]),
    )


def _period(start: date | None, end: date | None, kind: str | None = None) -> Period:
    if start is None or end is None:
        return UNSTATED
    return Period(start, end, PeriodKind(kind)) if kind else Period.of(start, end)

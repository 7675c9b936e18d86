"""Two sources that may be one: what each is, and what would become of the figures of the one that goes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from tradedash.domain.figure import Status
from tradedash.frames import FigureRow
from tradedash.queries.rows import COLUMNS, FIGURES, figure_row
from tradedash.store.schema import figure, source

#: What is still in use, or may come to be.
LIVING = (Status.PUBLISHED.value, Status.DRAFT.value, Status.IN_REVIEW.value)
#: What two figures of one source share if they are one print.
_SAME = (
    "indicator", "ref_area", "counterpart_area", "basis", "period_start", "period_end", "comparison_start",
    "comparison_end", "obs_digits", "obs_scale", "unit_mult", "unit", "as_printed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Home:
    """A source as it is stored, merged ones too."""

    source_id: str
    source_type: str
    url: str
    title: str | None
    publisher: str
    language: str
    published_on: date | None
    merged_into: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """A figure of the source that goes: it moves, or the other source has this very print already."""

    row: FigureRow
    is_moved: bool


def home(conn: Connection, source_id: str) -> Home | None:
    """Return a source by its id, None if there is none."""
    columns = (source.c[name] for name in Home.__dataclass_fields__)
    found = (
        conn.execute(select(*columns).where(source.c.source_id == source_id)).first() if "\0" not in source_id else None
    )
    return Home(*found) if found else None


def moves(conn: Connection, merged: Home, into: Home, base_url: str) -> list[Move]:
    """Return the living figures of a source, in the order of entry, and what a merge does with each."""
    shared = [figure.c[name].label(f"same_{name}") for name in _SAME]
    living = select(*COLUMNS, *shared).select_from(FIGURES).where(figure.c.status.in_(LIVING)).order_by(figure.c.id)
    kept = list(conn.execute(living.where(figure.c.source_id == into.source_id)))
    public = {_print(one) for one in kept if one.status == Status.PUBLISHED}
    anything = {_print(one) for one in kept}
    found = conn.execute(living.where(figure.c.source_id == merged.source_id))
    return [
        Move(figure_row(one, base_url), _print(one) not in (public if one.status == Status.PUBLISHED else anything))
        for one in found
    ]


def _print(one: Any) -> tuple[object, ...]:
    return tuple(getattr(one, f"same_{name}") for name in _SAME)

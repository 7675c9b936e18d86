"""What a channel hands over to add a figure: the print, where it stands, and an analyst's judgement."""

from dataclasses import dataclass
from datetime import date, datetime

from tradedash.domain.figure import Print, Rank, Status
from tradedash.domain.source import SourceType


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """An article, transcript or release by its address. If the address is known already, what is stored stays.

    `source_type` None is guessed from the address. `declared_precision`, in whole units, belongs to releases only.
    """

    url: str
    publisher: str
    language: str
    title: str | None = None
    published_on: date | None = None
    published_on_basis: str | None = None
    source_type: SourceType | None = None
    declared_precision: int | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFigure:
    """Add one print. `source` is a new source, or the id of a stored one.

    `form_key` is the key of the rendered form: the same key never stores twice. `figure_id` and `recorded_at` are
    given where an export comes back; otherwise they are computed.
    """

    source: NewSource | str
    print: Print
    note: str | None = None
    rank: Rank = Rank.NORMAL
    rank_reason: str | None = None
    status: Status = Status.PUBLISHED
    form_key: str | None = None
    figure_id: str | None = None
    recorded_at: datetime | None = None

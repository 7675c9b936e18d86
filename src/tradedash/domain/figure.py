"""A figure: one value printed in one source, and the ids that it and its statement are known by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import canonical_url

PHRASE_WORDS = 15
PHRASE_LIMIT = 300


class Status(StrEnum):
    """Where a figure stands between entry and withdrawal."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Rank(StrEnum):
    """An analyst's judgement among competing figures; any but normal needs a reason."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class ComparisonBasis(StrEnum):
    """Whether the print names what a growth figure compares with."""

    STATED = "stated"
    IMPLIED = "implied"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed: the number with its words, before anyone knows where it is stored.

    `comparison_period` is `UNSTATED` where `comparison_basis` is None or unstated.
    """

    indicator: str
    ref_area: str
    counterpart_area: str
    basis: str
    period: Period
    comparison_period: Period
    comparison_basis: ComparisonBasis | None
    quantity: Quantity
    unit: str
    qualifiers: tuple[Qualifier, ...]
    flags: tuple[Flag, ...]
    as_printed: str
    period_evidence: str | None
    speaker: str | None
    speaker_role: str | None
    stated_on: date | None


def figure_id(url: str, figure: Print) -> str:
    """Return the id of a new figure: 12 hex digits of SHA-256 over what makes it this print and no other."""
    parts = (
        canonical_url(url),
        figure.indicator,
        figure.ref_area,
        figure.counterpart_area,
        figure.basis,
        figure.period.code,
        figure.comparison_period.code,
        figure.quantity.printed,
        f"{figure.unit}e{figure.quantity.unit_mult}",
        figure.as_printed,
    )
    return _short_hash(*parts)


def statement_id(speaker: str | None, stated_on: date | None, source_id: str, *, release: bool = False) -> str:
    """Return the id of the statement a print belongs to.

    One per person and day; where either is unknown one per source; for a release one per release.
    """
    if release or speaker is None or stated_on is None:
        return _short_hash("source", source_id)
    return _short_hash("statement", speaker.casefold(), stated_on.isoformat())


def _short_hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]

"""What the columns of the files mean: type, unit and words, as a Frictionless table schema has them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_type_hints

from tradedash.frames import COLUMNS, FigureRow

_TYPES: Mapping[type, str] = MappingProxyType(
    {str: "string", int: "integer", bool: "boolean", Decimal: "number", date: "date", datetime: "datetime"}
)
_IN_UNITS = "in units of unit_measure (dollars, not millions; percent)"
#: The columns of the contract in words.
MEANING: Mapping[str, str] = MappingProxyType(
    {
        "figure_id": "Stable id of the figure",
        "statement_id": "What prints of one utterance share",
        "indicator": "Code of what is measured",
        "indicator_label": "What is measured",
        "ref_area": "Code of the economy that the indicator speaks of",
        "counterpart_area": "Code of the other economy",
        "basis": "Whose statistics the figure rests on",
        "freq": "Kind of period: A Q H M, YTD (a span from January), range, point or unstated",
        "time_period": "2024, 2023-H1, 2017-Q1, 2025-11, 2025-11-26, a span as 2025-01/2025-11, or unstated",
        "period_start": "First day of the period; empty if unstated",
        "period_end": "Last day of the period; empty if unstated",
        "comparison_period": "The period a growth is compared with",
        "obs_value": "Digits as printed, counted in 10^unit_mult",
        "unit_measure": "Unit: a currency code, percent, ratio, count, tonnes or m3",
        "unit_mult": "Power of ten that obs_value is counted in",
        "value": f"obs_value × 10^unit_mult, {_IN_UNITS}",
        "lower": f"Lower bound, {_IN_UNITS}; empty is unbounded",
        "upper": f"Upper bound, {_IN_UNITS}; empty is unbounded",
        "qualifier": "How sure the print is: exact, or hedges with spaces between them",
        "flags": "record, forecast, estimated, in_words, period_lost, with spaces between them",
        "status": "published, superseded or retracted",
        "rank": "An analyst’s rank: preferred, normal or deprecated",
        "headline": "Whether the rule of the request shows it as the headline of its key",
        "as_printed": "The phrase as it was printed",
        "language": "Language of the phrase",
        "speaker": "Who said it",
        "speaker_role": "The speaker’s office then",
        "stated_on": "Day it was said",
        "source_id": "Id of the source",
        "source_title": "Title of the article, transcript or release",
        "source_publisher": "Who published the source",
        "source_published_on": "Day the source was published",
        "source_url": "Address of the source",
        "quote_url": "Address that lands on the phrase in the source",
        "permalink": "The figure’s own page",
        "recorded_at": "When this ledger recorded it",
        "note": "An analyst’s note",
        "source_type": "release, transcript or report",
        "comparison_basis": "Whether the comparison is stated, implied or unstated",
        "period_evidence": "The words or the reason that the period follows from",
        "rank_reason": "Why it is ranked so",
    }
)
_HINTS = get_type_hints(FigureRow)


def figure_fields(names: Sequence[str] = COLUMNS) -> list[dict[str, Any]]:
    """Return the fields of contract columns."""
    return [_field(name, _HINTS[name]) for name in names]


def _field(name: str, hint: Any) -> dict[str, Any]:
    optional = isinstance(hint, UnionType)
    kind = next(one for one in get_args(hint) if one is not type(None)) if optional else hint
    # Text may be empty where it is not missing (no flags), and an empty cell is a missing value in a table schema.
    always = {} if optional or kind is str else {"constraints": {"required": True}}
    return {"name": name, "type": _TYPES[kind], "description": MEANING[name], **always}

"""One figure as linked data: a schema.org Claim with where it appeared, and a W3C Web Annotation on its words."""

import json
from datetime import UTC
from typing import Any

from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.store.types import INSTANT_FORMAT

CONTENT_TYPE = "application/ld+json"
_SCHEMA = "https://schema.org"
_ANNOTATION = "http://www.w3.org/ns/anno.jsonld"


def json_ld(row: FigureRow, what: str) -> str:
    """Return the document; `what` is the figure in words, "4.1 bn USD, Trade turnover, 2024"."""
    return json.dumps([claim(row, what), annotation(row, what)], ensure_ascii=False, indent=2) + "\n"


def claim(row: FigureRow, what: str) -> dict[str, Any]:
    """Return the Claim: who said it, in which words, and the article or release that printed it."""
    day = row.known_on
    return _without_none(
        {
            "@context": _SCHEMA,
            "@type": "Claim",
            "@id": row.permalink,
            "url": row.permalink,
            "name": what,
            "text": row.as_printed,
            "inLanguage": row.language,
            "author": _author(row),
            "datePublished": day.isoformat() if day else None,
            "dateCreated": row.stated_on.isoformat() if row.stated_on else None,
            "appearance": _appearance(row),
        }
    )


def annotation(row: FigureRow, what: str) -> dict[str, Any]:
    """Return the Annotation: its target is the exact phrase in the source, its body what the ledger reads there."""
    selector = {"type": "TextQuoteSelector", "exact": row.as_printed}
    return {
        "@context": _ANNOTATION,
        "id": f"{row.permalink}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "created": row.recorded_at.astimezone(UTC).strftime(INSTANT_FORMAT),
        "body": [
            {"type": "TextualBody", "value": what, "format": "text/plain", "language": "en", "purpose": "describing"},
            {"id": row.permalink, "format": "text/html", "purpose": "identifying"},
        ],
        "target": {"source": row.source_url, "language": row.language, "selector": selector},
    }


def _author(row: FigureRow) -> dict[str, Any]:
    """Return who said it; a figure without a speaker was said by the outlet or office that printed it.

    Whoever has an office is a person; a name without one may be that of a ministry, so it is only a name.
    """
    if not row.speaker:
        return {"@type": "Organization", "name": row.source_publisher}
    if not row.speaker_role:
        return {"@type": "Thing", "name": row.speaker}
    return {"@type": "Person", "name": row.speaker, "jobTitle": row.speaker_role}


def _appearance(row: FigureRow) -> dict[str, Any]:
    day = row.source_published_on
    kind = "Dataset" if row.source_type == SourceType.RELEASE else "Article"
    return _without_none(
        {
            "@type": kind,
            "url": row.source_url,
            "name": row.source_title,
            "publisher": {"@type": "Organization", "name": row.source_publisher},
            "datePublished": day.isoformat() if day else None,
            "inLanguage": row.language,
        }
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}

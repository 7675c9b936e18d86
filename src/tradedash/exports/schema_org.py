"""What is told to search engines: the rows of a chart, or all rows, as a schema.org Dataset."""

from collections.abc import Iterable, Sequence
from typing import Any

from tradedash.frames import FigureRow

CONTEXT = "https://schema.org"
LICENSE = "https://opensource.org/license/mit"
_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
    "png": "image/png",
}


def dataset(name: str, description: str, url: str, files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return a Dataset at an absolute address with its files: each an ending of `_TYPES` and an absolute address."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "license": LICENSE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "tradedash"},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": _TYPES[ending], "contentUrl": address}
            for ending, address in files
        ],
    }


def of_rows(rows: Sequence[FigureRow]) -> dict[str, Any]:
    """Return what a Dataset says of its rows: the years they span, and when the last one came."""
    days = [day for row in rows for day in (row.period_start, row.period_end) if day]
    found: dict[str, Any] = {
        "variableMeasured": sorted({row.indicator_label for row in rows}),
        "dateModified": max(row.recorded_at for row in rows).date().isoformat(),
    }
    if days:
        found["temporalCoverage"] = f"{min(days).isoformat()}/{max(days).isoformat()}"
    return found

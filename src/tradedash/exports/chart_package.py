"""One chart as a Frictionless data package in a zip: figures, derived values, sources, a readme and what they mean.

The same state of the ledger gives the same bytes: nothing in it says when or by whom it was made.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tradedash.domain.hedges import POLICY_VERSION
from tradedash.exports import csv as figures_csv
from tradedash.exports import derived as derived_csv
from tradedash.exports.cells import cell_text, plain_text
from tradedash.exports.fields import figure_fields
from tradedash.exports.xlsx import LICENCE
from tradedash.frames import FigureRow
from tradedash.queries.derived import Derived

CONTENT_TYPE = "application/zip"
SOURCE_COLUMNS = (
    "source_id", "source_type", "source_title", "source_publisher", "source_published_on", "language", "source_url",
)  # fmt: skip
#: No moment is in the file; zip asks for one and knows none earlier.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3
_README = """\
{title}

{address}

{figures} figures, {derived} derived values, {sources} sources.
Selection: {filters}
Headline rule: {rule}
Policy version: {policy}
Newest figure recorded: {newest}

figures.csv     Figures as they were printed, one row each, with words, speaker, source and bounds.
derived.csv     What follows from figures of this pair and nobody has printed. No row of it is a figure.
sources.csv     The articles, transcripts and releases that the figures stand in.
datapackage.json  What every column means, in the form of https://datapackage.org.

All files are UTF-8; tables are CSV by RFC 4180. An empty cell is a missing value; zero is written as 0. An apostrophe
before text that a spreadsheet would run as a formula is not part of the text.

{licence}
"""


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of itself: its name, what it shows, its address, the filters by name and the rule."""

    name: str
    title: str
    address: str
    filters: Sequence[tuple[str, str]]
    rule: str


def package(rows: Sequence[FigureRow], derived: Sequence[Derived], about: About) -> bytes:
    """Return the zip of one chart."""
    sources = list({row.source_id: row for row in sorted(rows, key=lambda row: row.source_id)}.values())
    tables = {
        "figures": b"".join(figures_csv.stream(rows)),
        "derived": derived_csv.table(derived),
        "sources": _sources(sources),
    }
    counts = {"figures": len(rows), "derived": len(derived), "sources": len(sources)}
    newest = max((row.recorded_at for row in rows), default=None)
    words = "; ".join(f"{name}={value}" for name, value in about.filters) or "everything"
    readme = _README.format(
        title=about.title, address=about.address, filters=words, rule=about.rule, policy=POLICY_VERSION,
        newest=plain_text(newest) or "none", licence=LICENCE, **counts,
    )  # fmt: skip
    resources = [_resource(name, tables[name], counts[name]) for name in tables]
    files = {
        "datapackage.json": _descriptor(about, resources),
        "README.txt": readme.encode(),
        **{f"{name}.csv": content for name, content in tables.items()},
    }
    return _zipped(files)


def _descriptor(about: About, resources: list[dict[str, Any]]) -> bytes:
    described = {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title,
        "homepage": about.address,
        "description": "Figures as they were printed, and what follows from them. An empty cell is a missing value.",
        "tradedash": {"policy_version": POLICY_VERSION, "rule": about.rule, "selection": dict(about.filters)},
        "resources": resources,
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(name: str, content: bytes, rows: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": {"figures": "Figures", "derived": "Derived values", "sources": "Sources"}[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "rowcount": rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(name),
    }


def _schema(name: str) -> dict[str, Any]:
    if name == "figures":
        to_sources = {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
        return {
            "fields": figure_fields(),
            "primaryKey": "figure_id",
            "foreignKeys": [to_sources],
            "missingValues": [""],
        }
    if name == "sources":
        return {"fields": figure_fields(SOURCE_COLUMNS), "primaryKey": "source_id", "missingValues": [""]}
    fields = [
        {"name": column, "type": kind, "description": words} for column, (kind, words) in derived_csv.FIELDS.items()
    ]
    return {"fields": fields, "missingValues": [""]}


def _sources(rows: Iterable[FigureRow]) -> bytes:
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write(SOURCE_COLUMNS)
    for row in rows:
        write([cell_text(getattr(row, name)) for name in SOURCE_COLUMNS])
    return buffer.getvalue().encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
            archive.writestr(entry, content)
    return file.getvalue()

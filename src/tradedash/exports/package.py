"""The whole store as a Frictionless data package: one CSV for each table, and `datapackage.json` that describes them.

The same content always gives the same bytes, so two packages can be compared by their hashes. Nothing is held in
memory: rows go from the store into the file as they come.
"""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from io import StringIO
from typing import Any, BinaryIO, Protocol

from sqlalchemy import Column, Connection, Integer, Table, select

from tradedash.domain.cells import harmless, optional_cell
from tradedash.store.journal import head
from tradedash.store.schema import journal
from tradedash.store.types import Instant, IsoDate
from tradedash.store.whole import DESCRIPTOR, FORMAT, RESOURCES, Plain, shared_columns, stream

_CHUNK = 500
_TITLES = {
    "economies": "Economies, organisations, and the basis that is not stated",
    "indicators": "What is measured",
    "exchange_rates": "What one US dollar cost on the average of a year: digits / 10^scale",
    "journal": "Every change: who, when, through which channel, before, after, why; each row hashed over the last one",
    "import_batches": "Figures that arrived together, with the SHA-256 of what they said then",
    "sources": "Articles, transcripts and statistical releases",
    "statements": "What prints of one utterance share: the person and the day, or the source where either is unknown",
    "figures": "Values as printed: obs_digits / 10^obs_scale × 10^unit_mult, with the words and every version",
    "source_checks": "Whether the address of a source still answered when operators looked, and where a copy is kept",
    "reports": "What readers have reported about figures, and the answers",
}


class Files(Protocol):
    """Where the files of a package go: a folder or a zip."""

    def create(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a new file for writing; one at a time."""


def write_package(conn: Connection, files: Files) -> tuple[int, str]:
    """Write the package of a store and return the head of its journal. Everything is read in one transaction."""
    described = []
    for name, table in RESOURCES.items():
        digest, size = sha256(), 0
        with files.create(f"{name}.csv") as file:
            for piece in _pieces(conn, table):
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        described.append(_resource(name, table) | {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"})
    with files.create(DESCRIPTOR) as file:
        file.write(_descriptor(conn, described))
    return head(conn)


def _pieces(conn: Connection, table: Table) -> Iterator[bytes]:
    columns = shared_columns(table)
    cells = [_cell(column) for column in columns]
    buffer = StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    write([column.name for column in columns])
    for number, row in enumerate(stream(conn, table, columns), 1):
        write([cell(value) for cell, value in zip(cells, row, strict=True)])
        if number % _CHUNK == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _cell(column: Column[Any]) -> Callable[[Any], str]:
    """Return how the values of a column become cells; what a spreadsheet would run is made harmless."""
    if isinstance(column.type, Integer | IsoDate | Instant):
        return _as_it_is
    return optional_cell if column.nullable else harmless


def _as_it_is(value: Plain) -> str:
    return "" if value is None else str(value)


def _descriptor(conn: Connection, resources: list[dict[str, Any]]) -> bytes:
    seq, last_hash = head(conn)
    changed = conn.execute(select(journal.c.at).where(journal.c.seq == seq)).scalar()
    package = {
        "name": "tradedash-store",
        "title": "A whole ledger: sources, statements and figures with every version, and the journal of all changes",
        "description": "“tradedash import” makes the same store of it. An empty cell is a missing value, a lone"
        " apostrophe an empty text; an apostrophe before text that a spreadsheet would run is not part of the text.",
        "profile": "tabular-data-package",
        **({"created": changed.isoformat()} if changed else {}),
        "tradedash": {"format": FORMAT, "journal_head": {"seq": seq, "hash": last_hash}},
        "resources": resources,
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(name: str, table: Table) -> dict[str, Any]:
    fields = [{"name": column.name, "type": _type(column)} for column in shared_columns(table)]
    names = {resource.name: label for label, resource in RESOURCES.items()}
    keys = [
        {
            "fields": [column.name for column in key.columns],
            "reference": {
                "resource": "" if key.referred_table is table else names[key.referred_table.name],
                "fields": [element.column.name for element in key.elements],
            },
        }
        for key in sorted(table.foreign_key_constraints, key=lambda key: [column.name for column in key.columns])
    ]
    schema = {"fields": fields, "primaryKey": list(table.primary_key.columns.keys()), "foreignKeys": keys}
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": _TITLES[name],
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _type(column: Column[Any]) -> str:
    match column.type:
        case Integer():
            return "integer"
        case IsoDate():
            return "date"
        case Instant():
            return "datetime"
        case _:
            return "string"

"""Values as JSON: days and moments as ISO text, exact numbers printed digit by digit, none as null."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tradedash.exports.cells import plain_text
from tradedash.exports.derived import record
from tradedash.frames import COLUMNS, FigureRow
from tradedash.queries.derived import Derived

CONTENT_TYPE = "application/json"
Lists = Mapping[str, Iterable[str]]
NO_LISTS: Lists = MappingProxyType({})


def figure_json(row: FigureRow) -> str:
    """Return a figure as a JSON object with the CSV columns as keys, `obs_value` a string, `value` exact."""
    return object_json({name: getattr(row, name) for name in COLUMNS})


def entry_json(entry: Any) -> str:
    """Return a flat dataclass as a JSON object."""
    return object_json({field.name: getattr(entry, field.name) for field in fields(entry)})


def object_json(values: Mapping[str, Any]) -> str:
    """Return a flat mapping as a JSON object, in its order."""
    return "{" + ",".join(f"{json.dumps(name)}:{value_json(value)}" for name, value in values.items()) + "}"


def derived_json(one: Derived) -> str:
    """Return a derived value: its ends to twelve digits, for most of them no finite decimal is exact."""
    return object_json(record(one))


def list_json(entries: Iterable[str], onward: str | None, lists: Lists = NO_LISTS, /, **more: Any) -> str:
    """Return `{"data": [...], "next": ...}` of entries that are JSON already; `more` stands before them.

    `lists` are further lists of such entries, by their names.
    """
    head = "".join(f"{json.dumps(name)}:{value_json(value)}," for name, value in more.items())
    head += "".join(f"{json.dumps(name)}:[{','.join(found)}]," for name, found in lists.items())
    return "{" + head + f'"data":[{",".join(entries)}],"next":{value_json(onward)}' + "}\n"


def value_json(value: Any) -> str:
    match value:
        case Decimal():
            # As digits and not through a double: 123456789012.123456 stays what it is.
            return plain_text(value)
        case date() | datetime():
            return json.dumps(plain_text(value))
        case _:
            return json.dumps(value, ensure_ascii=False)

"""The OpenAPI document of `/api/v1`, made from the same lists that the API reads and answers by."""

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from tradedash.api import searching
from tradedash.api.openapi_files import file_paths
from tradedash.domain.figure import ComparisonBasis, Rank, Status
from tradedash.domain.source import SourceType
from tradedash.exports import sdmx
from tradedash.forms.posted import FIGURE_KEYS, SOURCE_KEYS
from tradedash.frames import COLUMNS, FigureRow
from tradedash.queries.selection import API_NAMES, MOST_ROWS, READABLE
from tradedash.queries.sources import Source, Statement
from tradedash.reasoning.headline import Rule

Schema = dict[str, Any]
_OBJECT = "application/json"
_PROBLEM = "application/problem+json"
_JSON_TYPES: dict[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_CLOSED = {
    "status": [status.value for status in READABLE],
    "rank": [rank.value for rank in Rank],
    "source_type": [kind.value for kind in SourceType],
}
_EDGE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_PARAMETERS: dict[str, Schema] = {
    "q": {
        "type": "string",
        "minLength": 1,
        "maxLength": searching.LONGEST,
        "description": "Words or numbers, at most eight.",
        "example": "turnover",
    },
    "pair": {"type": "string", "pattern": "^[A-Z]{2,8}-[A-Z]{2,8}$", "example": "RU-KG"},
    "indicator": {"type": "string", "minLength": 1, "example": "turnover"},
    "basis": {
        "type": "string",
        "pattern": "^[A-Za-z]+(,[A-Za-z]+)*$",
        "description": "One code or several with commas between them.",
    },
    "source": {"type": "string", "pattern": "^[!-~]{1,64}$", "description": "The id of a source."},
    "from": {
        "type": "string",
        "pattern": _EDGE,
        "description": "A year, month or day; a period counts if it overlaps.",
    },
    "to": {"type": "string", "pattern": _EDGE, "description": "A year, month or day, inclusive."},
    "rule": {"type": "string", "enum": [rule.value for rule in Rule]},
    "status": {"type": "string", "enum": _CLOSED["status"]},
    "as_of": {"type": "string", "format": "date", "description": "What was known on this day."},
    "recorded_as_of": {"type": "string", "format": "date-time", "description": "What this store held then."},
    "changed_since": {
        "type": "string",
        "format": "date-time",
        "description": "Became public or was changed at this time or later.",
    },
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    "cursor": {"type": "string", "minLength": 1, "description": "`next` of the answer before."},
}
_IN_THE_ADDRESS = {"figure_id": "The id of a figure.", "indicator": "The code of an indicator."}


@lru_cache(maxsize=4)
def openapi_json(base_url: str) -> str:
    """Return the document for a site at `base_url`, OpenAPI 3.1."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "tradedash",
            "version": "1",
            "description": "Figures on trade between economies as they were printed. Reading needs no key.",
        },
        "servers": [{"url": f"{base_url}/api/v1"}],
        "paths": {**_paths(), **file_paths(base_url, _PARAMETERS)},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "A personal token."}},
        },
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def _paths() -> Schema:
    everything = list(API_NAMES)
    of_series = [name for name in API_NAMES if name != "indicator"]
    of_verdicts = ["pair", "indicator", "basis", "as_of", "recorded_as_of"]
    return {
        "/figures": {
            "get": _reading("List figures.", everything, _list_of("Figure")),
            "post": _writing("Enter a figure; it goes to review.", "NewFigure", "Entered", "figures"),
        },
        "/figures/{figure_id}": {"get": _reading("One figure.", ["rule"], _ref("Figure"), "figure_id")},
        "/series/{indicator}": {
            "get": _reading("The figures of one chart, and what follows from them.", of_series, _series(), "indicator")
        },
        "/series/{indicator}.sdmx.csv": {"get": _sdmx()},
        "/sources": {
            "get": _reading("List sources.", everything, _list_of("Source")),
            "post": _writing("Enter a source.", "NewSource", "EnteredSource", "sources"),
        },
        "/statements": {"get": _reading("List statements.", everything, _list_of("Statement"))},
        "/indicators": {"get": _reading("The code list.", everything, _list_of("Indicator"))},
        "/contradictions": {
            "get": _reading("Figures of a pair that cannot all be true.", of_verdicts, _list_of("Contradiction"))
        },
        "/search": {"get": _reading("Figures that have all the words.", list(searching.NAMES), _found(), needed="q")},
        "/openapi.json": {"get": _reading("This document.", [], {"type": "object"})},
    }


def _reading(summary: str, names: list[str], answer: Schema, in_address: str = "", *, needed: str = "") -> Schema:
    parameters: list[Schema] = [{"name": name, "in": "query", "schema": _PARAMETERS[name]} for name in names]
    parameters = [one | {"required": True} if one["name"] == needed else one for one in parameters]
    if in_address:
        text = {"type": "string", "minLength": 1}
        told: Schema = {"name": in_address, "in": "path", "required": True, "schema": text}
        parameters.insert(0, {**told, "description": _IN_THE_ADDRESS[in_address]})
    answers = {
        "200": _answer("What was asked for.", answer),
        "304": {"description": "The tag in If-None-Match still holds."},
    }
    if names:
        answers["400"] = _problem("An unknown name or a bad value.")
    if in_address:
        answers["404"] = _problem("Nothing is stored under this name.")
    return {"summary": summary, "parameters": parameters, "responses": answers}


def _sdmx() -> Schema:
    """A whole series in the codes of SDMX; figures that name no period are not in it."""
    names = [name for name in API_NAMES if name not in ("indicator", "limit", "cursor")]
    reading = _reading("The figures of one chart that name a period, as SDMX-CSV 2.0.", names, {}, "indicator")
    content = {sdmx.CONTENT_TYPE.partition(";")[0]: {"schema": {"type": "string"}}}
    reading["responses"]["200"] = {"description": "What was asked for.", "content": content}
    return reading


def _writing(summary: str, body: str, answer: str, scope: str) -> Schema:
    key = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "minLength": 1, "maxLength": 200}}
    dry = {"name": "dry_run", "in": "query", "schema": {"type": "string", "enum": ["true", "false"]}}
    figures = scope == "figures"
    return {
        "summary": summary,
        "parameters": [key, dry] if figures else [],
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {_OBJECT: {"schema": _ref(body)}}},
        "responses": {
            "200": _answer("Stored; `created` is false where it was stored before.", _ref(answer)),
            "400": _problem("The request cannot be read; the document names what is wrong."),
            "401": _problem("No token, or one that does not open this."),
            "403": _problem("Not allowed."),
            "409": _problem("It is in the ledger already, or the key has stored something else."),
            "411": _problem("The length is missing."),
            "413": _problem("This is more than can be taken at once."),
            "415": _problem("This is no JSON."),
            **({"422": _problem("One sentence for each column to put right.")} if figures else {}),
        },
    }


def _schemas() -> Schema:
    text, many = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    warning = _object({"kind": text, "sentence": text, "figure_ids": many})
    problem = _object({"type": text, "title": text, "status": {"type": "integer"}, "detail": text})
    names = {"instance": text, "parameter": text, "errors": {"type": "object", "additionalProperties": text}}
    entered = {
        "stored": {"type": "boolean"},
        "created": {"type": "boolean"},
        **dict.fromkeys(("figure_id", "statement_id", "source_id", "status", "review_url"), text),
        "warnings": {"type": "array", "items": warning},
        "conflicts_looked_for": {
            "type": "boolean",
            "description": "False where several figures came at once; a dry run always looks.",
        },
    }
    indicator = dict.fromkeys(("indicator", "indicator_label", "kind", "unit_measure", "family", "direction"), text)
    counted = {"figures": {"type": "integer"}, "statements": {"type": "integer"}}
    newest = {"newest_known_on": {"type": ["string", "null"], "format": "date"}}
    verdict = {**dict.fromkeys(("kind", "indicator", "basis", "sentence"), text), "dispute": {"type": "integer"}}
    return {
        "Figure": _row(FigureRow, COLUMNS),
        "Source": _row(Source, [field.name for field in fields(Source)]),
        "Statement": _row(Statement, [field.name for field in fields(Statement)]),
        "Indicator": _object({**indicator, **counted, **newest}),
        "Contradiction": _object({**verdict, "figure_ids": many}),
        "NewFigure": _posted(FIGURE_KEYS, ["indicator", "ref_area", "counterpart_area", "basis", "obs_value"]),
        "NewSource": _posted(SOURCE_KEYS, ["source_url", "source_publisher", "language"]),
        "Entered": {**_object(entered), "required": ["stored", "created", "warnings", "conflicts_looked_for"]},
        "EnteredSource": _object({"stored": {"type": "boolean"}, "created": {"type": "boolean"}, "source_id": text}),
        "Problem": {**problem, "properties": {**problem["properties"], **names}},
    }


def _row(row: type, names: list[str] | tuple[str, ...]) -> Schema:
    hints = get_type_hints(row)
    return _object({name: {**_type_of(hints[name]), **_closed(name)} for name in names})


def _type_of(hint: Any) -> Schema:
    if isinstance(hint, UnionType):
        (kind,) = (one for one in get_args(hint) if one is not type(None))
        return {**_JSON_TYPES[kind], "type": [_JSON_TYPES[kind]["type"], "null"]}
    return dict(_JSON_TYPES[hint])


def _closed(name: str) -> Schema:
    return {"enum": _CLOSED[name]} if name in _CLOSED else {}


def _posted(keys: tuple[str, ...], required: list[str]) -> Schema:
    """Everything is sent as text, so that every printed digit arrives."""
    values: dict[str, Schema] = {name: {"type": ["string", "null"]} for name in keys}
    if "status" in values:
        values["status"] = {"enum": ["", Status.DRAFT.value, Status.IN_REVIEW.value, None]}
        values["comparison_basis"] = {"enum": ["", *(basis.value for basis in ComparisonBasis), None]}
        values["unit_mult"] = {"type": ["string", "integer", "null"], "description": "A power of ten: 6 is million."}
    return {"type": "object", "properties": values, "required": required, "additionalProperties": False}


def _series() -> Schema:
    text = {"type": "string"}
    more = {"indicator": text, "indicator_label": text, "unit_measure": text, "rule": text}
    pair = {"type": ["string", "null"]}
    listed = _list_of("Figure")
    derived = {"type": "array", "items": {"type": "object"}}
    return {**listed, "properties": {**listed["properties"], **more, "pair": pair, "derived": derived}}


def _found() -> Schema:
    listed = _list_of("Figure")
    counts = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": "integer"}}}
    more = {"found": {"type": "integer"}, "more": {"type": "boolean"}, "facets": counts}
    return {**listed, "properties": {**listed["properties"], **more}}


def _list_of(name: str) -> Schema:
    data = {"type": "array", "items": _ref(name)}
    return _object({"data": data, "next": {"type": ["string", "null"]}})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(words: str, schema: Schema) -> Schema:
    return {"description": words, "content": {_OBJECT: {"schema": schema}}}


def _problem(words: str) -> Schema:
    return {"description": words, "content": {_PROBLEM: {"schema": _ref("Problem")}}}

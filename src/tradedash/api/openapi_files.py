"""The part of the OpenAPI document that stands outside `/api/v1`: charts and citations as files, and the feed."""

from typing import Any

from tradedash.api.citations import OF_A_CHART
from tradedash.api.site_files import FEED_FILTERS
from tradedash.domain.hedges import POLICY_VERSION
from tradedash.exports import annotation, atom, chart_package, cite, sheet, sitemap, xlsx
from tradedash.queries.selection import PAGE_NAMES, SHOWN_IN

Schema = dict[str, Any]
_CITED = {ending: one.content_type for ending, one in cite.FORMATS.items()}
_OF_CHARTS = {
    "csv": ("The rows of a chart as CSV.", "text/csv"),
    "xlsx": ("The rows of a chart as a workbook.", xlsx.CONTENT_TYPE),
    "json": ("The rows of a chart, what follows from them, rule, policy version and selection.", "application/json"),
    "zip": ("A Frictionless data package of a chart.", chart_package.CONTENT_TYPE),
    **{ending: (f"A chart as a citation, {cite.FORMATS[ending].name}.", _CITED[ending]) for ending in OF_A_CHART},
}
_PICTURES = {
    "svg": ("A chart as a picture with title, foot, sources and address.", sheet.SVG_TYPE),
    "png": ("The same picture as PNG, two pixels for one.", sheet.PNG_TYPE),
}
#: What only pages and the files of charts read.
_OF_PAGES: dict[str, Schema] = {
    "policy": {"type": "string", "enum": [str(POLICY_VERSION)], "description": "Refused where hedges are read anew."},
    "derived": {"type": "string", "enum": ["0", "1"]},
    "currency": {"type": "string", "enum": [unit.value for unit in SHOWN_IN]},
}
_OF_FIGURES = {
    **{ending: (f"A figure as a citation, {one.name}.", one.content_type) for ending, one in cite.FORMATS.items()},
    "jsonld": ("A figure as schema.org Claim and W3C Web Annotation.", annotation.CONTENT_TYPE),
}


def file_paths(base_url: str, parameters: dict[str, Schema]) -> Schema:
    """Return the paths of files; `parameters` are the schemas of the strict names, which the feed reads."""
    servers = {"servers": [{"url": base_url}]}
    # As on pages, unknown names are ignored and empty values too: a chart's file takes the address of its page.
    loose = [
        {"name": name, "in": "query", "schema": {"anyOf": [(parameters | _OF_PAGES)[name], {"const": ""}]}}
        for name in PAGE_NAMES
    ]
    strict = [{"name": name, "in": "query", "schema": parameters[name]} for name in FEED_FILTERS]
    charts = {
        f"/charts/{{indicator}}.{ending}": {**servers, "get": _file(words, kind, [_named("indicator"), *loose])}
        for ending, (words, kind) in _OF_CHARTS.items()
    }
    charts |= {
        f"/charts/{{indicator}}.{ending}": {**servers, "get": _picture(words, kind, [_named("indicator"), *loose])}
        for ending, (words, kind) in _PICTURES.items()
    }
    figures = {
        f"/figures/{{figure_id}}.{ending}": {**servers, "get": _file(words, kind, [_named("figure_id")])}
        for ending, (words, kind) in _OF_FIGURES.items()
    }
    feed = _file("What became public or changed last, at most 100 figures.", atom.CONTENT_TYPE, strict)
    site_map = _file("The addresses of all public pages.", sitemap.CONTENT_TYPE, [])
    site = {"/feed.atom": {**servers, "get": feed}, "/sitemap.xml": {**servers, "get": site_map}}
    return {**charts, **figures, **site}


def _file(summary: str, content_type: str, parameters: list[Schema]) -> Schema:
    kind = content_type.partition(";")[0]
    answers: Schema = {
        "200": {"description": "The file.", "content": {kind: {"schema": _content(kind)}}},
        "304": {"description": "The tag in If-None-Match still holds."},
    }
    if any(one["in"] == "query" for one in parameters):
        answers["400"] = _problem("A bad value; the document names it.")
    if any(one["in"] == "path" for one in parameters):
        answers["404"] = _problem("Nothing is stored under this name.")
    return {"summary": summary, "parameters": parameters, "responses": answers}


def _picture(summary: str, content_type: str, parameters: list[Schema]) -> Schema:
    described = _file(summary, content_type, parameters)
    described["responses"] |= {
        "422": _problem("The chart has too many marks for a picture, or the server no font for it."),
        "503": _problem("Too many pictures are being drawn. Try again after the seconds in Retry-After."),
    }
    return described


def _named(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _content(kind: str) -> Schema:
    if "json" not in kind:
        return {"type": "string"}
    return {"type": "object"} if kind == "application/json" else {"type": "array", "items": {"type": "object"}}


def _problem(words: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}

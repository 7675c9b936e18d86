"""`/api/v1`: stored figures, sources, statements and code lists as JSON. Reading needs no key, writing a token."""

import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from tradedash.api import encode
from tradedash.api.arguments import arguments, only
from tradedash.api.citations import make_citations
from tradedash.api.downloads import make_downloads
from tradedash.api.openapi import openapi_json
from tradedash.api.problems import answer_with_problems, problem
from tradedash.api.searching import found_json
from tradedash.api.site_files import make_site_files
from tradedash.api.writing import add_writing
from tradedash.domain.errors import BadValue
from tradedash.domain.indicator import Indicator
from tradedash.exports import sdmx
from tradedash.queries import figures, overview, sources, verdicts
from tradedash.queries.codelists import CodeLists, code_lists, known_indicator
from tradedash.queries.derived import derived_values
from tradedash.queries.selection import API_NAMES, Selection, parse_selection
from tradedash.reasoning.headline import Rule
from tradedash.web.fresh import fresh, unchanging
from tradedash.web.site import Site

PREFIX = "/api/v1"
DEFAULT_LIMIT = 1000
NOTHING_HERE = (
    "There is nothing at this address. The API has figures, series, sources, statements, indicators, contradictions,"
    " search and openapi.json, which describes it."
)
CONTRADICTION_FILTERS = ("pair", "indicator", "basis", "as_of", "recorded_as_of")

View = Callable[[Connection, Selection], str]


def make_api(site: Site) -> Blueprint:
    """Return all that programs read, the API and the downloads; every view opens one read transaction of its own."""
    api = Blueprint("api", __name__)
    api.register_blueprint(_version_1(site))
    api.register_blueprint(make_downloads(site))
    api.register_blueprint(make_citations(site))
    api.register_blueprint(make_site_files(site))
    return api


def _version_1(site: Site) -> Blueprint:
    api = Blueprint("v1", __name__, url_prefix=PREFIX)
    answer_with_problems(api)

    def listed(view: View) -> Callable[[], Response]:
        return lambda: fresh(site, lambda conn: _json(view(conn, _selection(conn))))

    def one_figure(figure_id: str) -> Response:
        return fresh(site, lambda conn: _json(_figure(conn, figure_id, site.base_url)))

    def one_series(indicator: str) -> Response:
        return fresh(site, lambda conn: _json(_series(conn, indicator, site.base_url)))

    def one_series_sdmx(indicator: str) -> Response:
        return fresh(site, lambda conn: _sdmx(conn, indicator, site.base_url))

    def all_contradictions() -> Response:
        return fresh(site, lambda conn: _json(_contradictions(conn, site.base_url)))

    def search() -> Response:
        return fresh(site, lambda conn: _json(found_json(conn, site.base_url)))

    def description() -> Response:
        return unchanging(site, lambda: _json(openapi_json(site.base_url)))

    api.add_url_rule("/figures", "figures", listed(lambda conn, wanted: _figures(conn, wanted, site.base_url)))
    api.add_url_rule("/figures/<figure_id>", "figure", one_figure)
    api.add_url_rule("/series/<indicator>", "series", one_series)
    api.add_url_rule("/series/<indicator>.sdmx.csv", "series_sdmx", one_series_sdmx)
    api.add_url_rule("/sources", "sources", listed(_sources))
    api.add_url_rule("/statements", "statements", listed(_statements))
    api.add_url_rule("/indicators", "indicators", listed(_indicators))
    api.add_url_rule("/contradictions", "contradictions", all_contradictions)
    api.add_url_rule("/search", "search", search)
    add_writing(api, site)
    api.add_url_rule("/openapi.json", "openapi", description)
    # Without these an unknown address below the prefix would be taken for a page.
    api.add_url_rule("/", "root", _nothing_here)
    api.add_url_rule("/<path:rest>", "rest", _nothing_here)
    return api


def _figure(conn: Connection, figure_id: str, base_url: str) -> str:
    rule = _rule_only(code_lists(conn))
    return encode.figure_json(figures.figure(conn, figure_id, base_url, rule)) + "\n"


def _figures(conn: Connection, selection: Selection, base_url: str) -> str:
    page = figures.page(conn, selection, base_url)
    return encode.list_json(
        map(encode.figure_json, page.rows), page.next, **_left_out(selection, page.left_out_without_day)
    )


def _series_asked(conn: Connection, code: str) -> tuple[Selection, Indicator]:
    """Return which rows of one chart are asked for: of the pair with most figures where none is named."""
    lists = code_lists(conn)
    indicator = known_indicator(conn, code)
    if "indicator" in request.args:
        raise BadValue("The address names the indicator already: leave “indicator” out.", "indicator")
    wanted = parse_selection(arguments(), lists, strict=True)
    return replace(wanted, indicator=code, pair=wanted.pair or lists.default_pair), indicator


def _sdmx(conn: Connection, code: str, base_url: str) -> Response:
    """Return a whole series: it has no pages."""
    only([name for name in API_NAMES if name not in ("indicator", "limit", "cursor")])
    wanted, _ = _series_asked(conn, code)
    return Response(sdmx.table(figures.figures(conn, wanted, base_url).rows), content_type=sdmx.CONTENT_TYPE)


def _series(conn: Connection, code: str, base_url: str) -> str:
    wanted, indicator = _series_asked(conn, code)
    page = figures.page(conn, replace(wanted, limit=wanted.limit or DEFAULT_LIMIT), base_url)
    # What follows from figures belongs to the whole series: it comes with its first page.
    derived = derived_values(conn, wanted, base_url) if wanted.cursor is None else ()
    return encode.list_json(
        map(encode.figure_json, page.rows),
        page.next,
        {"derived": map(encode.derived_json, derived)},
        indicator=code,
        indicator_label=indicator.label,
        unit_measure=indicator.unit,
        pair=wanted.pair.code if wanted.pair else None,
        rule=wanted.rule,
        **_left_out(wanted, page.left_out_without_day),
    )


def _sources(conn: Connection, selection: Selection) -> str:
    found = sources.sources(conn, selection, selection.limit or DEFAULT_LIMIT)
    return encode.list_json(map(encode.entry_json, found.entries), found.next)


def _statements(conn: Connection, selection: Selection) -> str:
    found = sources.statements(conn, selection, selection.limit or DEFAULT_LIMIT)
    return encode.list_json(map(encode.entry_json, found.entries), found.next)


def _indicators(conn: Connection, selection: Selection) -> str:
    """List the whole code list, with how many figures of the selection each code has."""
    counted = {one.indicator.code: one for one in overview.indicator_counts(conn, selection)}
    entries = []
    for code, indicator in code_lists(conn).indicators.items():
        if selection.indicator not in (None, code):
            continue
        count = counted.get(code)
        entry = {
            "indicator": code,
            "indicator_label": indicator.label,
            "kind": indicator.kind,
            "unit_measure": indicator.unit,
            "family": indicator.family,
            "direction": indicator.direction,
            "figures": count.figures if count else 0,
            "statements": count.statements if count else 0,
            "newest_known_on": count.newest if count else None,
        }
        entries.append(encode.object_json(entry))
    return encode.list_json(entries, None)


def _contradictions(conn: Connection, base_url: str) -> str:
    """Return what the figures of one pair cannot all be: of the pair with most figures where none is named."""
    lists = code_lists(conn)
    only(CONTRADICTION_FILTERS)
    wanted = parse_selection(arguments(), lists, strict=True)
    wanted = replace(wanted, pair=wanted.pair or lists.default_pair)
    if wanted.pair is None:
        return encode.list_json((), None)
    found = verdicts.findings(conn, wanted, base_url)
    entries = (json.dumps(one.as_json(), ensure_ascii=False) for one in verdicts.chosen(found.verdicts, wanted))
    return encode.list_json(entries, None, **_left_out(wanted, found.left_out_without_day))


def _selection(conn: Connection) -> Selection:
    return parse_selection(arguments(), code_lists(conn), strict=True)


def _rule_only(lists: CodeLists) -> Rule:
    """Read the query string of a single figure, which knows only the rule."""
    only(("rule",))
    return parse_selection(arguments(), lists, strict=True).rule


def _left_out(selection: Selection, count: int) -> dict[str, int]:
    return {"left_out_without_day": count} if selection.as_of else {}


def _json(text: str) -> Response:
    return Response(text, content_type=encode.CONTENT_TYPE)


def _nothing_here(**_: str) -> Response:
    return problem(HTTPStatus.NOT_FOUND, NOTHING_HERE)

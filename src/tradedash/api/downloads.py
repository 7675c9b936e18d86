"""A chart as a file: `/charts/<indicator>` + `.csv .xlsx .json .zip`, with the query string and rows of the page."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from tradedash.api import encode
from tradedash.api.problems import answer_with_problems
from tradedash.domain.errors import NotFound, UnknownName
from tradedash.domain.hedges import POLICY_VERSION
from tradedash.domain.indicator import Indicator
from tradedash.exports import chart_package, csv, xlsx
from tradedash.exports.names import disposition, file_name
from tradedash.frames import FigureRow
from tradedash.queries import figures
from tradedash.queries.asof import lists_then
from tradedash.queries.cited import chart_url, chart_words
from tradedash.queries.codelists import code_lists
from tradedash.queries.derived import derived_values
from tradedash.queries.selection import Selection, parse_selection
from tradedash.web.fresh import fresh
from tradedash.web.site import Site

RULES = {
    "preferred": "preferred: rank, then release over transcript over report, then more digits, then newest",
    "latest": "latest: the newest known figure of each period",
    "first": "first: the figure of each period that was known first",
}


def make_downloads(site: Site) -> Blueprint:
    """Return the blueprint of the chart downloads. A bad value is a problem document that names it."""
    downloads = Blueprint("downloads", __name__)
    answer_with_problems(downloads)

    @downloads.get("/charts/<indicator>.csv")
    def chart_csv(indicator: str) -> Response:
        return fresh(site, lambda conn: _csv(_shown(conn, indicator, site.base_url)))

    @downloads.get("/charts/<indicator>.xlsx")
    def chart_xlsx(indicator: str) -> Response:
        return fresh(site, lambda conn: _xlsx(_shown(conn, indicator, site.base_url)))

    @downloads.get("/charts/<indicator>.json")
    def chart_json(indicator: str) -> Response:
        return fresh(site, lambda conn: _whole_json(conn, _shown(conn, indicator, site.base_url), site.base_url))

    @downloads.get("/charts/<indicator>.zip")
    def chart_zip(indicator: str) -> Response:
        return fresh(site, lambda conn: _zip(conn, _shown(conn, indicator, site.base_url), site.base_url))

    return downloads


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a chart shows."""

    selection: Selection
    indicator: Indicator
    rows: list[FigureRow]


def _shown(conn: Connection, code: str, base_url: str) -> Shown:
    selection, indicator = chart_selection(conn, code)
    return Shown(selection, indicator, figures.figures(conn, selection, base_url).rows)


def _csv(shown: Shown) -> Response:
    # The rows are read before the first byte leaves: an answer that has begun can no longer say 503.
    return _attachment(csv.stream(shown.rows), csv.CONTENT_TYPE, disposition(shown.selection, "csv"))


def _xlsx(shown: Shown) -> Response:
    body = xlsx.workbook(shown.rows, _about(shown.selection, shown.indicator))
    return _attachment(body, xlsx.CONTENT_TYPE, disposition(shown.selection, "xlsx"))


def _whole_json(conn: Connection, shown: Shown, base_url: str) -> Response:
    """The rows of the CSV, and beside them what follows from them."""
    selection, indicator = shown.selection, shown.indicator
    text = encode.list_json(
        map(encode.figure_json, shown.rows),
        None,
        {"derived": map(encode.derived_json, derived_values(conn, selection, base_url))},
        indicator=indicator.code,
        indicator_label=indicator.label,
        unit_measure=indicator.unit,
        pair=selection.pair.code if selection.pair else None,
        rule=selection.rule,
        policy_version=POLICY_VERSION,
        selection=dict(_filters(selection)),
    )
    return Response(text, content_type=encode.CONTENT_TYPE)


def _zip(conn: Connection, shown: Shown, base_url: str) -> Response:
    selection = shown.selection
    about = chart_package.About(
        name=file_name(selection, "zip").removesuffix(".zip").lower(),
        title=chart_words(selection, shown.rows, lists_then(conn, code_lists(conn), selection.recorded_as_of)),
        address=chart_url(selection, base_url),
        filters=_filters(selection),
        rule=RULES[selection.rule],
    )
    body = chart_package.package(shown.rows, derived_values(conn, selection, base_url), about)
    return _attachment(body, chart_package.CONTENT_TYPE, disposition(selection, "zip"))


def _filters(selection: Selection) -> list[tuple[str, str]]:
    return [(name, value) for name, value in selection.query() if name not in ("indicator", "rule")]


def chart_selection(conn: Connection, code: str) -> tuple[Selection, Indicator]:
    """Return what the page of a chart shows under the current query string. Raises: NotFound, BadValue."""
    lists = code_lists(conn)
    if code not in lists.indicators:
        raise NotFound(str(UnknownName("indicator", code, list(lists.indicators))))
    selection = replace(parse_selection(request.args.to_dict(flat=False), lists), indicator=code)
    return selection, lists_then(conn, lists, selection.recorded_as_of).indicators[code]


def _about(selection: Selection, indicator: Indicator) -> xlsx.About:
    return xlsx.About(
        title=indicator.label,
        filters=_filters(selection),
        rule=RULES[selection.rule],
        generated_at=datetime.now(UTC),
    )


def _attachment(body: object, content_type: str, content_disposition: str) -> Response:
    answer = Response(body, content_type=content_type)  # type: ignore[arg-type]
    answer.headers["Content-Disposition"] = content_disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

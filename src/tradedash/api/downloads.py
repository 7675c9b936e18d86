"""A chart as a file: `/charts/<indicator>.csv` and `.xlsx`, with the query string and the rows of the page."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from tradedash.api.fresh import fresh
from tradedash.api.problems import answer_with_problems
from tradedash.domain.errors import NotFound, UnknownName
from tradedash.domain.indicator import Indicator
from tradedash.exports import csv, xlsx
from tradedash.exports.names import disposition
from tradedash.frames import FigureRow
from tradedash.queries import figures
from tradedash.queries.codelists import code_lists
from tradedash.queries.selection import Selection, parse_selection
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


def chart_selection(conn: Connection, code: str) -> tuple[Selection, Indicator]:
    """Return what the page of a chart shows under the current query string. Raises: NotFound, BadValue."""
    lists = code_lists(conn)
    indicator = lists.indicators.get(code)
    if indicator is None:
        raise NotFound(str(UnknownName("indicator", code, list(lists.indicators))))
    return replace(parse_selection(request.args.to_dict(flat=False), lists), indicator=code), indicator


def _about(selection: Selection, indicator: Indicator) -> xlsx.About:
    return xlsx.About(
        title=indicator.label,
        filters=[(name, value) for name, value in selection.query() if name not in ("indicator", "rule")],
        rule=RULES[selection.rule],
        generated_at=datetime.now(UTC),
    )


def _attachment(body: object, content_type: str, content_disposition: str) -> Response:
    answer = Response(body, content_type=content_type)  # type: ignore[arg-type]
    answer.headers["Content-Disposition"] = content_disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

"""A chart as a picture: `/charts/<indicator>` + `.svg .png`, with the query string of the page."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response
from sqlalchemy import Connection

from tradedash.api.downloads import chart_selection
from tradedash.api.problems import answer_with_problems, problem
from tradedash.exports import sheet
from tradedash.exports.names import disposition
from tradedash.exports.sheet import Sheet
from tradedash.exports.still import NotDrawn
from tradedash.web.fresh import fresh
from tradedash.web.site import Site

#: Draws the chart that the current request asks for, by the code of its indicator.
SheetOf = Callable[[Connection, str], Sheet]


def make_pictures(site: Site, sheet_of: SheetOf) -> Blueprint:
    """Return the blueprint of the pictures. Pages draw charts, and stand beside this: the function is handed over."""
    pictures = Blueprint("pictures", __name__)
    answer_with_problems(pictures)
    pictures.register_error_handler(NotDrawn, _not_drawn)

    @pictures.get("/charts/<indicator>.svg")
    def chart_svg(indicator: str) -> Response:
        return fresh(site, lambda conn: _file(conn, indicator, "svg", sheet_of))

    @pictures.get("/charts/<indicator>.png")
    def chart_png(indicator: str) -> Response:
        return fresh(site, lambda conn: _file(conn, indicator, "png", sheet_of))

    return pictures


def _file(conn: Connection, code: str, ending: str, sheet_of: SheetOf) -> Response:
    selection, _ = chart_selection(conn, code)
    drawn = sheet_of(conn, code)
    body, kind = (sheet.svg(drawn), sheet.SVG_TYPE) if ending == "svg" else (sheet.png(drawn), sheet.PNG_TYPE)
    answer = Response(body, content_type=f"{kind}; charset=utf-8" if ending == "svg" else kind)
    answer.headers["Content-Disposition"] = disposition(selection, ending)
    answer.vary.add("Accept-Language")
    return answer


def _not_drawn(error: Exception) -> Response:
    """A picture that could not be drawn now is another thing than one that is too large."""
    if getattr(error, "again", False):
        answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        answer.headers["Retry-After"] = "5"
        return answer
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

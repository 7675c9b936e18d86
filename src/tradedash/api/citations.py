"""Citations as files: `/figures/<id>` + `.bib .ris .json .jsonld`, `/charts/<indicator>` + `.bib .ris`."""

from datetime import UTC, date, datetime

from flask import Blueprint, Response
from sqlalchemy import Connection

from tradedash.api.downloads import chart_selection
from tradedash.api.problems import answer_with_problems
from tradedash.exports import annotation, cite
from tradedash.queries import cited
from tradedash.web.fresh import fresh
from tradedash.web.site import Site

OF_A_FIGURE = (*cite.FORMATS, "jsonld")
OF_A_CHART = ("bib", "ris")


def make_citations(site: Site) -> Blueprint:
    """Return the blueprint of the citations; each names the day it is asked for as the day of access."""
    citations = Blueprint("citations", __name__)
    answer_with_problems(citations)

    def figure(figure_id: str, ending: str) -> Response:
        return fresh(site, lambda conn: _figure(conn, figure_id, ending, site.base_url), dated=True)

    def chart(indicator: str, ending: str) -> Response:
        return fresh(site, lambda conn: _chart(conn, indicator, ending, site.base_url), dated=True)

    for one in OF_A_FIGURE:
        citations.add_url_rule(f"/figures/<figure_id>.{one}", f"figure_{one}", figure, defaults={"ending": one})
    for one in OF_A_CHART:
        citations.add_url_rule(f"/charts/<indicator>.{one}", f"chart_{one}", chart, defaults={"ending": one})
    return citations


def _figure(conn: Connection, figure_id: str, ending: str, base_url: str) -> Response:
    found = cited.figure(conn, figure_id, base_url)
    if ending == "jsonld":
        return Response(annotation.json_ld(found.row, found.what), content_type=annotation.CONTENT_TYPE)
    return _file(cite.figure_citation(found.row, found.what, _today()), ending)


def _chart(conn: Connection, code: str, ending: str, base_url: str) -> Response:
    selection, _ = chart_selection(conn, code)
    found = cited.chart(conn, selection, base_url)
    key = f"{code}-{selection.pair.code}" if selection.pair else code
    return _file(cite.chart_citation(key, found.what, found.url, found.rows, _today()), ending)


def _file(citation: cite.Citation, ending: str) -> Response:
    written = cite.FORMATS[ending]
    answer = Response(written.write(citation), content_type=written.content_type)
    if ending != "json":
        answer.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{ending}"'
    return answer


def _today() -> date:
    return datetime.now(UTC).date()

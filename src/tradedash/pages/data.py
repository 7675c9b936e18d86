"""`/data`: every chart's rows as files, and the addresses of the API."""

from collections.abc import Sequence

from dash import html

from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, with_query
from tradedash.components.sections import head, nothing, notices, section
from tradedash.exports.schema_org import dataset
from tradedash.formatting import count_text
from tradedash.frames import COLUMNS
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.customs import digits
from tradedash.pages.asked import ask
from tradedash.pages.router import About, Request, View
from tradedash.queries.codelists import code_lists
from tradedash.queries.overview import IndicatorCount, indicators_with_figures
from tradedash.web.prefix import put_on

_API = (
    ("/api/v1/figures", N_("all figures, by pair, indicator, basis, source, from, to, rule, status and as_of")),
    ("/api/v1/indicators", N_("the code list of indicators with their units")),
    ("/api/v1/sources", N_("articles, transcripts and releases")),
    ("/api/v1/contradictions", N_("figures that cannot all be true, by pair, indicator, basis and as_of")),
    ("/feed.atom", N_("what became public or changed last, as an Atom feed")),
    ("/api/v1/statements", N_("who said what when, in how many prints")),
)


def layout(request: Request) -> View:
    """Return the downloads of a pair and the way to the API."""
    lists = code_lists(request.conn)
    asked = ask(request.args, lists)
    found = indicators_with_figures(request.conn, asked.selection.pair)
    lede = _("Each file holds the rows of one chart, with the words, speaker, source and bounds of every figure.")
    parts: list[Child] = [head(_("Data"), lede=lede), *notices(asked.problems)]
    if not found:
        return View(
            _("Data"),
            [*parts, nothing(_("No figures are stored yet."), (_("Overview"), "/"), (_("Method"), "/method"))],
        )
    pair = ("pair", request.one("pair") or "")
    bases = Bases(lists.economies, asked.selection.pair)
    lines: list[Child] = [_line(count, bases.label(count.indicator), pair) for count in found]
    columns = _("%(columns)s columns, UTF-8; numbers as printed and in units, with what they may be.") % {
        "columns": len(COLUMNS)
    }
    downloads = section(_("Downloads"), _table(lines, columns))
    return View(_("Data"), [*parts, downloads, _api()], about=_about(found, bases, lede, request))


def _about(found: Sequence[IndicatorCount], bases: Bases, lede: str, request: Request) -> About:
    """All rows of the pair as one data set, with a file for each indicator."""
    pair = ("pair", request.one("pair") or "")
    base_url = request.site.base_url
    files = [("csv", f"{base_url}{with_query(f'/charts/{count.indicator.code}.csv', pair)}") for count in found]
    data = dataset(f"tradedash, {bases.pair_name}", lede, f"{base_url}{with_query('/data', pair)}", files)
    return About(data=data | {"variableMeasured": [bases.label(count.indicator) for count in found]})


def _table(lines: list[Child], caption: str) -> html.Div:
    heads = [html.Th(_("Indicator"), scope="col"), html.Th(_("Figures"), scope="col", className="n")]
    header = html.Thead(html.Tr([*heads, html.Th(_("Files"), scope="col")]))
    return html.Div(html.Table([html.Caption(caption), header, html.Tbody(lines)]), className="tablewrap")


def _line(count: IndicatorCount, label: str, pair: tuple[str, str]) -> html.Tr:
    code = count.indicator.code
    files: list[Child] = [
        html.A("CSV", href=with_query(f"/charts/{code}.csv", pair)),
        " ",
        html.A("XLSX", href=with_query(f"/charts/{code}.xlsx", pair)),
        " ",
        html.A("JSON", href=with_query(f"/charts/{code}.json", pair)),
        " ",
        html.A("ZIP", href=with_query(f"/charts/{code}.zip", pair)),
        " ",
        html.A("SDMX", href=with_query(f"/api/v1/series/{code}.sdmx.csv", pair)),
    ]
    chart = inside(label, with_query(f"/charts/{code}", pair))
    number = html.Td(digits(count.figures), className="n")
    return html.Tr([html.Td(chart), number, html.Td(html.Span(files, className="files"))])


def _api() -> html.Section:
    items: list[Child] = [
        html.Li([html.A(put_on(path), href=path, className="code"), f": {_(what)}"]) for path, what in _API
    ]
    words: list[Child] = [
        html.P(_("Reading needs no key. Lists come in pages; “next” leads on. Exact numbers are strings.")),
        html.Ul(items),
        html.P(
            _("A figure’s keys are the columns of the files; %(columns)s in one order.")
            % {"columns": count_text(len(COLUMNS), "column")}
        ),
    ]
    return section("API", html.Div(words, className="prose"))

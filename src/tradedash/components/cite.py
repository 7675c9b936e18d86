"""How to cite what a page shows: the words, and the same for programs that keep references."""

from collections.abc import Sequence

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.exports import cite
from tradedash.i18n import gettext as _


def figure_cite(cited: cite.Citation, page: str) -> html.Details:
    """Return the part of a figure's panel; its files stand beside the figure's page."""
    files = [*((form.name, f"{page}.{ending}") for ending, form in cite.FORMATS.items()), ("JSON-LD", f"{page}.jsonld")]
    return _part(_("Cite this figure"), cited, files)


def chart_cite(cited: cite.Citation, files: Sequence[tuple[str, str]]) -> html.Details:
    """Return the part of a chart's page, with its files as (label, address); CSL-JSON has none and is written out."""
    written = html.Pre(cite.csl_json(cited), className="code", tabIndex="0", **attributes(aria_label="CSL-JSON"))
    return _part(_("Cite this chart"), cited, files, html.Details([html.Summary("CSL-JSON"), written]))


def _part(title: str, cited: cite.Citation, files: Sequence[tuple[str, str]], *more: Child) -> html.Details:
    links = [html.A(label, href=address) for label, address in files]
    words = html.P(cite.text(cited), **attributes(data_field="citation"))
    return html.Details([html.Summary(title), words, html.P(links, className="files"), *more], className="cite")

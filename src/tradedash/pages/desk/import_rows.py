"""The rows of an import as a table: what each says, its mark, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside, with_query
from tradedash.domain.upload import REFUSED, Mark
from tradedash.formatting import hedge_text, number_text, period_text, size_text
from tradedash.queries.codelists import CodeLists
from tradedash.queries.uploads import ROWS_A_PAGE, Upload, UploadRow

#: What the marks are called, and what becomes of such rows.
MARKS: Mapping[Mark, tuple[str, str]] = {
    Mark.NEW: ("new", "come in"),
    Mark.REPRINT: ("reprint", "come in, and join a statement that is known"),
    Mark.CONFLICT: ("conflict", "come in, and contradict another figure"),
    Mark.SAME: ("same", "are there already"),
    Mark.CHANGED: ("changed", "are stored otherwise, and stay as they are"),
    Mark.ERROR: ("error", "cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of one page of the preview, and what was asked for."""

    mark: Mark | None
    number: int
    rows: Sequence[UploadRow]


def rows_table(rows: Sequence[UploadRow], lists: CodeLists) -> Component:
    """Return the rows of one page."""
    if not rows:
        return html.P("No such rows.")
    names = ("Row", "Mark", "Period", "Value", "As printed", "Why")
    header = html.Tr(
        [html.Th(name, scope="col", className="n" if name in ("Row", "Value") else None) for name in names]
    )
    body = html.Tbody([_row(one, lists) for one in rows])
    return html.Div(html.Table([html.Thead(header), body], className="stack preview"), className="tablewrap")


def _row(one: UploadRow, lists: CodeLists) -> Component:
    shown = one.shown
    nth = f", {shown['nth']}" if "nth" in shown else ""
    word = html.B(MARKS[one.mark][0]) if one.mark in REFUSED else MARKS[one.mark][0]
    cells: list[Child] = [
        html.Td(f"{one.line}{nth}" if one.line else "file", className="n"),
        html.Td(word, className=f"mark-{one.mark}"),
    ]
    if "phrase" in shown:
        indicator = lists.indicators.get(str(shown["indicator"]))
        measured = indicator.label if indicator else str(shown["indicator"])
        cells += [
            html.Td(period_text(str(shown["period"])), className="nowrap"),
            html.Td(_value(shown), className="n"),
            html.Td(
                [
                    html.Span(str(shown["phrase"]), className="q"),
                    html.Div(f"{measured}, {_sides(shown)}", className="meta"),
                ],
                className="words",
            ),
        ]
    else:
        text = " · ".join(cell for cell in one.cells if cell)[:240]
        cells += [html.Td("", className="quiet"), html.Td("", className="quiet"), html.Td(text, className="words meta")]
    return html.Tr([*cells, html.Td(_why(one), className="words")])


def _sides(shown: Mapping[str, object]) -> str:
    return f"{shown['ref_area']}–{shown['counterpart_area']}, basis {shown['basis']}"


def _value(shown: Mapping[str, object]) -> str:
    number = number_text(str(shown["value"]))
    unit = size_text(int(str(shown["unit_mult"])), str(shown["unit"]))
    return f"{hedge_text(str(shown['qualifier']))} {number} {unit}".strip()


def _why(one: UploadRow) -> list[Child]:
    parts: list[Child] = [f"{one.field}: " if one.field else "", one.message]
    if figure_id := one.shown.get("figure_id"):
        parts += [" ", inside("See it", f"/figures/{figure_id}")]
    if statement_id := one.shown.get("statement_id"):
        parts += [" ", inside("See the statement", f"/statements/{statement_id}")]
    return parts


def pages(upload: Upload, leaf: Leaf) -> Component | None:
    """Return the way to the other pages, if there are any."""
    total = upload.tally.get(str(leaf.mark), 0) if leaf.mark else upload.rows
    last = max(1, -(-total // ROWS_A_PAGE))
    if last == 1:
        return None
    here = f"/import/{upload.upload_id}"
    mark = ("mark", str(leaf.mark) if leaf.mark else "")
    told = f"Page {leaf.number:,} of {last:,}"
    links: list[Child] = []
    if leaf.number > 1:
        links.append(html.A("Earlier rows", href=with_query(here, mark, ("page", str(leaf.number - 1))), rel="prev"))
    links.append(told)
    if leaf.number < last:
        links.append(html.A("Later rows", href=with_query(here, mark, ("page", str(leaf.number + 1))), rel="next"))
    return html.Nav(links, className="ways", **attributes(aria_label="Pages"))

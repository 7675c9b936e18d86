"""One print in a list of prints: the number, the words, what sets it apart from the others, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.apart import apart
from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page, outside, speaker_page, statement_page
from tradedash.components.roles import shows_sign
from tradedash.components.words import about_the_print, known_text, quote
from tradedash.domain.economy import Pair
from tradedash.formatting import day_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.queries.codelists import CodeLists


@dataclass(frozen=True, slots=True)
class Telling:
    """Figures of some statements, and the lists that name what they measure."""

    lists: CodeLists
    prints: Sequence[FigureRow]

    def bases(self, row: FigureRow) -> Bases:
        return Bases(self.lists.economies, self.lists.canonical(Pair(row.ref_area, row.counterpart_area)))

    def measured(self, row: FigureRow) -> str:
        """Return what is measured, when, and by whose statistics: "Trade turnover, 2024, Russian statistics"."""
        bases = self.bases(row)
        label = bases.label(self.lists.indicators[row.indicator], row)
        return f"{label}, {period_text(row.time_period)}, {bases.statistics(row.basis)}"

    def apart(self, row: FigureRow) -> list[str]:
        """Return how other prints of the statement of `row` differ from it, in sentences."""
        same = [one for one in self.prints if one.statement_id == row.statement_id]
        return apart(row, same, self.bases(row), self.value)

    def value(self, row: FigureRow) -> str:
        return with_unit(row, signed=shows_sign(self.lists.indicators[row.indicator]))


def print_item(row: FigureRow, telling: Telling, *, measured: bool, said: bool = False) -> html.Li:
    """Return one print; `measured` names what is measured too, `said` who said it when, where no heading does."""
    value = html.Div(inside(telling.value(row), f"/figures/{row.figure_id}"), className="when")
    words: list[Child] = [html.P(quote(row))]
    if measured:
        words.append(html.P(telling.measured(row), className="meta"))
    if said:
        words.append(html.P(_said(row), className="meta"))
    words.append(html.P(about_the_print(row), className="meta"))
    words += [html.P(sentence, className="apart") for sentence in telling.apart(row)]
    side: list[Child] = [
        inside(row.source_publisher, outlet_page(row.source_publisher)),
        html.Br(),
        day_text(row.source_published_on),
        html.Br(),
        inside(_("Source"), f"/sources/{row.source_id}"),
        ", ",
        outside(_("the words"), row.quote_url),
    ]
    return html.Li([value, html.Div(words), html.P(side, className="side")])


def _said(row: FigureRow) -> list[Child]:
    when = inside(known_text(row), statement_page(row.statement_id))
    return [inside(row.speaker, speaker_page(row.speaker)), ", ", when] if row.speaker else [when]

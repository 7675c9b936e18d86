"""What was dropped or changed in print: two prints of one statement beside each other, and what sets them apart."""

from collections.abc import Sequence

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside, outlet_page
from tradedash.components.said import Telling
from tradedash.components.sections import section
from tradedash.components.words import language_name, quote
from tradedash.domain.source import SourceType
from tradedash.formatting import count_text, day_text
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _

MOST = 12


def changed_in_print(rows: Sequence[FigureRow], telling: Telling) -> html.Section | None:
    """Return the prints among `rows` that say otherwise than another print of their statement, each beside that one.

    None where no print does. Which is right the prints alone do not tell.
    """
    differing = [
        (row, said, other) for row in rows if (said := telling.apart(row)) and (other := _beside(row, telling))
    ]
    if not differing:
        return None
    items: list[Child] = [_item(*one, telling) for one in differing[:MOST]]
    counted = count_text(len(differing), "print")
    aside = html.Span(counted, className="meta")
    parts: list[Child] = [html.Ul(items, className="changed")]
    if len(differing) > MOST:
        parts.append(html.P(_("The first %(number)s; the others stand below.") % {"number": MOST}, className="meta"))
    return section(_("Dropped or changed in print"), *parts, aside=aside)


def _beside(row: FigureRow, telling: Telling) -> FigureRow | None:
    """The print to set it against: of the same measure, the speaker’s own site first, then what others agree with."""
    others = [
        one
        for one in telling.prints
        if one.statement_id == row.statement_id
        and one.source_id != row.source_id
        and (one.indicator, one.ref_area, one.unit_measure) == (row.indicator, row.ref_area, row.unit_measure)
        and (one.value, one.qualifier, one.time_period, one.basis)
        != (row.value, row.qualifier, row.time_period, row.basis)
    ]
    return min(others, key=lambda one: _order(one, row, telling), default=None)


def _order(one: FigureRow, row: FigureRow, telling: Telling) -> tuple[object, ...]:
    return (
        one.key != row.key and one.value != row.value,
        one.source_type != SourceType.TRANSCRIPT,
        bool(telling.apart(one)),
        one.language != row.language,
        one.figure_id,
    )


def _item(row: FigureRow, said: Sequence[str], other: FigureRow, telling: Telling) -> html.Li:
    sides = html.Div([_side(row, telling), _side(other, telling)], className="sides")
    return html.Li(
        [html.P(telling.measured(row), className="meta"), sides, *(html.P(one, className="what") for one in said)]
    )


def _side(row: FigureRow, telling: Telling) -> html.Div:
    where: list[Child] = [
        inside(row.source_publisher, outlet_page(row.source_publisher)),
        f", {day_text(row.source_published_on)}, {language_name(row.language)}: ",
        inside(telling.value(row), f"/figures/{row.figure_id}"),
    ]
    return html.Div([html.P(quote(row)), html.P(where, className="meta")])

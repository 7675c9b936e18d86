"""Both sides of one flow as a table, year by year: values with what they may be, where they stand, and the gap."""

from collections.abc import Sequence

from dash import html

from tradedash.charts.mirror_words import (
    WHY,
    MirrorWords,
    gap_bounds,
    gap_text,
    percent_bounds,
    percent_text,
    provenance,
    reading_bounds,
    reading_text,
)
from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.links import inside, outside
from tradedash.components.sections import bar
from tradedash.formatting import EN_DASH, listed
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning.mirror import Mirror, Reading, Year

NO_FIGURE = N_("no figure")
#: Years that stand open; the others are folded below them.
SHOWN = 12


def mirror_section(mirror: Mirror, words: MirrorWords, bases: Bases) -> html.Section:
    """Return one flow: its newest comparison as the heading, then all its years, newest first."""
    missing = words.missing(mirror)
    parts: list[Child] = [bar(words.finding(mirror))]
    if missing:
        parts.append(html.P(missing, className="notice"))
    parts += [_table(mirror, words, bases), _releases(mirror)]
    return html.Section(parts)


def why_they_differ(found: Sequence[Mirror], words: MirrorWords) -> html.Div:
    """Return how the gap is reckoned and why there is one; neither side is called right."""
    last = [_last_common(mirror, words) for mirror in found if mirror.compared]
    items: list[Child] = [
        html.Li([html.H3(_("Why there is a gap")), html.P(_(WHY))]),
        html.Li([html.H3(_("How it is counted")), html.P(_(_HOW))]),
    ]
    if last:
        items.append(html.Li([html.H3(_("How far it reaches")), html.P(" ".join(last))]))
    return html.Div([bar(_("How to read the gap")), html.Ul(items, className="short")])


_HOW = N_(
    "The second side’s figure less the first’s, in the digits of the coarser of the two, and "
    "in percent of the mean of both. Both come with what they may be, given how exactly each "
    "side is printed. A release is set against a release where both sides have one, and a "
    "plain print before a hedged one."
)


def _last_common(mirror: Mirror, words: MirrorWords) -> str:
    last, newest = mirror.compared[-1].year, mirror.years[-1]
    if newest.year == last:
        return _("%(flow)s: both sides up to %(last)s.") % {"flow": words.flow(mirror.flow), "last": last}
    present = [words.side(mirror.flow, side) for side in (0, 1) if (newest.first, newest.second)[side]]
    return _("%(flow)s: both sides up to %(last)s; %(year)s only in %(sides)s.") % {
        "flow": words.flow(mirror.flow),
        "last": last,
        "year": newest.year,
        "sides": listed(present),
    }


def _table(mirror: Mirror, words: MirrorWords, bases: Bases) -> html.Div:
    pair = (words.pair.first, words.pair.second)
    names = [words.side(mirror.flow, side) for side in (0, 1)]
    sides = [
        html.Th(html.Span(name, className=f"basis {bases.css(code)}"), scope="col", className="n")
        for name, code in zip(names, pair, strict=True)
    ]
    gaps = [html.Th(text, scope="col", className="n") for text in (_("Gap"), _("% of the mean"))]
    head = html.Thead(html.Tr([html.Th(_("Year"), scope="col"), *sides, *gaps]))
    caption = html.Caption(
        _("Gap: %(second)s less %(first)s. In small print: what each may be, and where it stands.")
        % {"second": names[1], "first": names[0]}
    )
    newest, earlier = _split(tuple(reversed(mirror.years)))
    parts: list[Child] = [html.Table([caption, head, html.Tbody([_line(year) for year in newest])], className="mirror")]
    if earlier:
        summary = html.Summary(
            _("Earlier years, %(years)s") % {"years": f"{earlier[-1].year}{EN_DASH}{earlier[0].year}"}
        )
        table = html.Table([head, html.Tbody([_line(year) for year in earlier])], className="mirror")
        parts.append(html.Details([summary, table]))
    return html.Div(parts, className="tablewrap")


def _split(years: tuple[Year, ...]) -> tuple[tuple[Year, ...], tuple[Year, ...]]:
    """A few earlier years are not worth a fold."""
    return (years, ()) if len(years) <= SHOWN + 4 else (years[:SHOWN], years[SHOWN:])


def _line(year: Year) -> html.Tr:
    sides = [
        html.Td(_side(reading, [side.released, side.stated]), className="n")
        for reading, side in zip((year.first, year.second), year.sides, strict=True)
    ]
    return html.Tr([html.Td(str(year.year)), *sides, *_gap(year)])


def _gap(year: Year) -> list[html.Td]:
    if year.gap is None:
        return [html.Td("", className="n"), html.Td("", className="n")]
    texts = ((gap_text(year.gap), gap_bounds(year.gap)), (percent_text(year.gap), percent_bounds(year.gap)))
    return [html.Td([html.B(text), " ", _small(bounds)], className="n") for text, bounds in texts]


def _side(reading: Reading | None, all_of_side: Sequence[Reading | None]) -> list[Child]:
    if reading is None:
        return [html.Span(_(NO_FIGURE), className="meta")]
    told: list[Child] = [
        _("may be %(bounds)s") % {"bounds": reading_bounds(reading)},
        " · ",
        *_told(reading),
    ]
    found: list[Child] = [_value(reading), " ", html.Div(told, className="meta")]
    for other in all_of_side:
        if other and other is not reading:
            found.append(html.Div([_("also"), " ", _value(other), ", ", *_told(other)], className="meta"))
    return found


def _value(reading: Reading) -> Child:
    """A stored figure leads to its page; a sum leads nowhere, its two inputs do."""
    text = reading_text(reading)
    return html.Span(text) if reading.is_derived else inside(text, _page(reading.rows[0]))


def _told(reading: Reading) -> list[Child]:
    """Return which kind of word it is, linked to where it stands. Releases are named once, below the table."""
    row = reading.rows[0]
    if reading.is_derived:
        parts: list[Child] = [inside(_flow(row), _page(row)), " + "]
        return [*parts, inside(_flow(reading.rows[1]), _page(reading.rows[1])), ", ", _source(_("release"), row)]
    if reading.is_release:
        return [_source(_("release"), row)]
    return [f"{provenance(reading)}, ", outside(row.source_publisher, row.source_url)]


def _flow(row: FigureRow) -> str:
    """The two parts of a sum, in a word each."""
    return {"exports": _("exports"), "imports": _("imports")}.get(row.indicator, row.indicator)


def _source(word: str, row: FigureRow) -> Child:
    return outside(word, row.source_url, title=row.source_publisher)


def _releases(mirror: Mirror) -> html.P | None:
    """Name the offices whose releases stand in the table, each with its release."""
    sides = [side.released for year in mirror.years for side in year.sides if side.released]
    found = {released.rows[0].source_id: released.rows[0] for released in sides}
    if not found:
        return None
    links: list[Child] = []
    for row in sorted(found.values(), key=lambda row: (row.basis, row.source_id)):
        links += [inside(row.source_publisher, f"/sources/{row.source_id}"), "; "]
    return html.P([_("Releases:"), " ", *links[:-1], "."], className="meta")


def _page(row: FigureRow) -> str:
    return f"/figures/{row.figure_id}"


def _small(text: str) -> html.Div | None:
    return html.Div(text, className="meta") if text else None

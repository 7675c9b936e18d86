"""Beside the form of `/enter`: what the figure will mean as it stands, and what to look at before it is sent."""

from collections.abc import Sequence
from fractions import Fraction

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.domain.hedges import Bounds, Qualifier
from tradedash.formatting import day_text, interval_text, number_text, size_text
from tradedash.forms.looked import Look, Meant, text_of
from tradedash.queries.entry import EntryWarning, WarningKind

TITLES = {
    WarningKind.REPRINT: "Looks like a print of a known statement",
    WarningKind.CONFLICT: "Cannot be true together with what is published",
    WarningKind.UNIT: "Unusual size for this series",
    WarningKind.PERIOD: "Unusual period for this series",
    WarningKind.RETRACTED: "Retracted before",
    WarningKind.PENDING: "Entered before",
}
_NOTES = {
    Qualifier.EXACT: "Printed without a hedge: half a unit of the last digit each way.",
    Qualifier.ABOUT: "“About” is 5 % or half a unit of the last digit each way, whichever is wider.",
    Qualifier.OVER: "“Over” is open: the number itself is excluded, and nothing is claimed about how far above.",
    Qualifier.NEARLY: "“Almost” is below the number, and not below nine tenths of it.",
    Qualifier.AT_LEAST: "“At least” includes the number; nothing is claimed about how far above.",
    Qualifier.UP_TO: "“Up to” includes the number; nothing is claimed about how far below.",
}
_SIZES = (12, 9, 6, 3, 0)
_MOST_PLACES = 6
FORM = "entry"


def live(look: Look, warnings: Sequence[EntryWarning], stored: str | None) -> html.Aside:
    """Return the side of the form; `stored` is the figure that is this print already, if it may be seen."""
    parts: list[Child] = [html.P("What this figure will mean", className="meta")]
    parts += _meaning(look) if look.meant else [html.P("Type the phrase, then the number: its bounds appear here.")]
    if stored:
        words: list[Child] = ["This very print is stored; it cannot be added again. ", _see(stored)]
        parts.append(html.Div([html.B("Already in the ledger"), *words], className="warn stop"))
    parts += [_warning(one) for one in warnings]
    if warnings:
        parts.append(html.P("Warnings do not block. Errors do.", className="meta"))
    if look.found:
        parts += _found(look)
    return html.Aside(parts, className="live", id="live", **attributes(aria_live="polite"))


def bounds_words(meant: Meant) -> str:
    """Return what a number allows, exactly, counted as the print counts: "4.05–4.15", "1.62 to below 1.8"."""
    size = _size(meant)
    return interval_text(meant.bounds, size, _places(meant.bounds, size), signed=meant.quantity.digits < 0)


def _meaning(look: Look) -> list[Child]:
    meant = look.meant
    if meant is None:
        return []
    unit = size_text(_size(meant), meant.unit)
    beyond = ", no upper bound" if meant.bounds.upper is None else ""
    read = number_text(meant.quantity.printed)
    return [
        html.P([bounds_words(meant), " ", html.Small(f"{unit}{beyond}".strip())], className="num"),
        html.P(f"Read as {read}. {' '.join(_NOTES[word] for word in meant.qualifiers)}"),
        _quote(look, meant),
    ]


def _quote(look: Look, meant: Meant) -> Child:
    phrase = text_of(look.raw, "as_printed")
    if not phrase:
        return None
    if meant.span is None:
        return html.P("This number is not in the phrase.", className="meta")
    before, after = phrase[: meant.span.start], phrase[meant.span.end :]
    marked = html.Mark(phrase[meant.span.start : meant.span.end])
    return html.P([before, marked, after], className="q", lang=look.language or None, dir="auto")


def _size(meant: Meant) -> int:
    """Count as the print does; "hundred million" and the like are counted in the next smaller common size."""
    return next(size for size in _SIZES if size <= meant.quantity.unit_mult)


def _places(bounds: Bounds, size: int) -> int:
    ends = [end / Fraction(10) ** size for end in (bounds.lower, bounds.upper) if end is not None]
    return next((n for n in range(_MOST_PLACES) if all((end * 10**n).denominator == 1 for end in ends)), _MOST_PLACES)


def _warning(one: EntryWarning) -> html.Div:
    parts: list[Child] = [html.B(TITLES[one.kind]), one.sentence]
    for figure_id in one.figure_ids[:4]:
        parts += [" ", _see(figure_id)]
    if one.join_on:
        day = one.join_on.isoformat()
        words = f"Said on {day_text(one.join_on)}: join it"
        parts.append(html.P(html.Button(words, type="submit", name="join", value=day, form=FORM, className="btn")))
    return html.Div(parts, className="warn")


def _see(figure_id: str) -> Child:
    return inside("See that figure", f"/figures/{figure_id}", target="_blank")


def _found(look: Look) -> list[Child]:
    items = [
        html.Li(
            [
                f"{one.publisher}, {day_text(one.published_on)}{': ' + one.title if one.title else ''} ",
                html.Button("Use", type="submit", name="use", value=one.url, form=FORM, className="btn small-btn",
                            **attributes(aria_label=f"Use {one.url}")),
            ]
        )
        for one in look.found
    ]  # fmt: skip
    return [html.P("Known sources like this address", className="meta"), html.Ul(items, className="found")]

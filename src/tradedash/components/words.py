"""Somebody's words: the printed phrase in its own quotation marks with the number marked, and who said it where."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from dash import html

from tradedash.components.links import outside
from tradedash.domain.hedges import Bounds, Flag
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType
from tradedash.extraction.numbers import locate
from tradedash.formatting import day_text, hedge_text, listed, short_name, span_text, unit_text, value_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import N_, customs, language
from tradedash.i18n import gettext as _

_ANGLED, _LOW, _CURLED = ("«", "»"), ("„", "“"), ("“", "”")
_MARKS = {
    "ru": _ANGLED, "ky": _ANGLED, "uk": _ANGLED, "be": _ANGLED, "kk": _ANGLED, "fr": _ANGLED, "it": _ANGLED,
    "es": _ANGLED, "ar": _ANGLED, "fa": _ANGLED, "hy": _ANGLED, "de": _LOW, "cs": _LOW, "bg": _LOW,
}  # fmt: skip
_LONG_MARK = 30
_MOST_DIGITS = 5
_FLAGS = {
    Flag.RECORD: N_("called a record"),
    Flag.FORECAST: N_("a forecast"),
    Flag.ESTIMATED: N_("an estimate"),
    Flag.IN_WORDS: N_("the number is in words"),
    Flag.PERIOD_LOST: N_("the period was lost in this print"),
}


def quote(row: FigureRow) -> html.Span:
    """Return the phrase as it was printed, with its language and the number marked."""
    first, last = _MARKS.get(row.language.split("-")[0], _CURLED)
    span = locate(row.as_printed, Quantity.parse(row.obs_value, row.unit_mult), row.language)
    if span is None:
        return html.Span([first, row.as_printed, last], className="q", lang=row.language, dir="auto")
    number = row.as_printed[span.start : span.end]
    return html.Span(
        [
            first + row.as_printed[: span.start],
            html.Mark(number),
            row.as_printed[span.end :] + last,
        ],
        className="q long" if len(number) > _LONG_MARK else "q",
        lang=row.language,
        dir="auto",
    )


def short_value(row: FigureRow, *, signed: bool = False) -> str:
    """Return value and unit for a list: as printed, but a long number of a release in four digits."""
    digits = sum(letter.isdigit() for letter in row.obs_value)
    if row.source_type != SourceType.RELEASE or digits <= _MOST_DIGITS:
        return with_unit(row, signed=signed)
    return span_text(Bounds(Fraction(row.value), Fraction(row.value)), row.unit_measure, signed=signed)


def about_the_print(row: FigureRow) -> str:
    """Return one line on language, hedge and flags: "Russian. Printed without a hedge; called a record."."""
    hedge = hedge_text(row.qualifier)
    words = [_("printed with “%(hedge)s”") % {"hedge": hedge} if hedge else _("printed without a hedge")]
    words += [_(_FLAGS[Flag(flag)]) for flag in row.flags.split()]
    sentence = "; ".join(words)
    return f"{language_name(row.language)}. {sentence[0].upper()}{sentence[1:]}."


def language_name(code: str) -> str:
    """Return the name of a language in the reader's, or its code."""
    return _language_name(code, language())


@lru_cache(maxsize=1024)
def _language_name(code: str, _reader: str) -> str:
    return customs.tongue(code)


def who(row: FigureRow, *, role: bool = False, short: bool = True) -> str:
    """Return who said it; a figure without a speaker was said by the outlet or office that printed it."""
    if not row.speaker:
        return row.source_publisher
    name = short_name(row.speaker) if short else row.speaker
    return f"{name}, {row.speaker_role}" if role and row.speaker_role else name


def known_text(row: FigureRow) -> str:
    """Return the day it was said or, where that is unknown, printed."""
    if row.stated_on is None and row.source_published_on is not None:
        return _("published %(day)s") % {"day": day_text(row.source_published_on)}
    return day_text(row.known_on)


def said_text(row: FigureRow, *, role: bool = False) -> str:
    """Return speaker and day, or the day alone where nobody is named."""
    return f"{who(row, role=role)}, {known_text(row)}" if row.speaker else known_text(row)


def value_beside(row: FigureRow, shown_unit: str | None, *, signed: bool) -> str:
    """Return the value, with its unit unless that is the one already shown nearby; another currency is always named."""
    shown = unit_text(row) == shown_unit and not row.measured_in
    return value_text(row, signed=signed) if shown else with_unit(row, signed=signed)


def shared_unit(rows: Iterable[FigureRow]) -> str | None:
    """Return the unit that all rows are counted in, None where they differ."""
    units = {unit_text(row) for row in rows}
    return units.pop() if len(units) == 1 else None


def outlet(row: FigureRow, **attrs: Any) -> html.A | html.Span:
    """Return the outlet as a link to the article."""
    return outside(row.source_publisher, row.source_url, **attrs)


def outlets(rows: list[FigureRow]) -> str:
    """Return the names of the outlets, each once, in the order of the rows."""
    return listed(list(dict.fromkeys(row.source_publisher for row in rows)))

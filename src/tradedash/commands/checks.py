"""What every channel checks before a print may enter the ledger; `BadValue.field` is a column of the contract."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.commands.codes import CodeBook, check_language, units_of
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.figure import PHRASE_LIMIT, PHRASE_WORDS, ComparisonBasis, Print, Rank
from tradedash.domain.hedges import Bounds, bounds, parse_flags, parse_qualifiers
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import FIRST_YEAR, LAST_YEAR, Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType, checked_url, guess_source_type
from tradedash.domain.text import clean, clean_or_none

NAME_LIMIT = 120
TITLE_LIMIT = 300
TEXT_LIMIT = 500
NOTE_LIMIT = 1000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
_NEVER_NEGATIVE = (IndicatorKind.SHARE, IndicatorKind.COUNT, IndicatorKind.RATIO)
_CLOCK_SLACK = timedelta(days=1)


def checked_source(source: NewSource) -> NewSource:
    """Return the source as it may be stored: text cleaned, its type known. Raises: BadValue."""
    check_language(source.language)
    kind = source.source_type or guess_source_type(source.url)
    _check_day(source.published_on, "source_published_on")
    if source.declared_precision is not None and (kind is not SourceType.RELEASE or source.declared_precision < 1):
        raise BadValue("Only a release declares its precision, as a whole number of units.", "declared_precision")
    if source.source_id is not None:
        check_id(source.source_id, "source_id")
    return replace(
        source,
        url=checked_url(source.url),
        publisher=_required(source.publisher, NAME_LIMIT, "source_publisher", "Give the publisher."),
        title=clean_or_none(source.title, limit=TITLE_LIMIT, field="source_title"),
        published_on_basis=clean_or_none(
            source.published_on_basis, limit=TEXT_LIMIT, field="source_published_on_basis"
        ),
        source_type=kind,
    )


def checked_figure(command: AddFigure, book: CodeBook, precision: int | None) -> AddFigure:
    """Return the command as it may be stored; `precision` is what its source declares. Raises: BadValue."""
    if command.figure_id is not None:
        check_id(command.figure_id, "figure_id")
    reason = clean_or_none(command.rank_reason, limit=TEXT_LIMIT, field="rank_reason")
    if command.rank is not Rank.NORMAL and reason is None:
        raise BadValue(f"Say why this figure is {command.rank}.", "rank_reason")
    _check_instant(command.recorded_at)
    return replace(
        command,
        print=_checked_print(command.print, book, precision),
        note=clean_or_none(command.note, limit=NOTE_LIMIT, field="note"),
        rank_reason=reason,
        form_key=clean_or_none(command.form_key, limit=NAME_LIMIT, field="form_key"),
    )


def check_id(text: str, field: str) -> None:
    """Raise BadValue unless an id can stand in an address as it is."""
    if not _ID.fullmatch(text):
        raise BadValue("An id has at most 64 letters, digits, dots, dashes or underscores.", field)


def _checked_print(figure: Print, book: CodeBook, precision: int | None) -> Print:
    indicator = book.indicator(figure.indicator)
    _check_areas(figure, book)
    _check_periods(figure, indicator)
    unit, units = figure.unit, [str(unit) for unit in units_of(indicator)]
    if unit not in units:
        raise UnknownName(f"unit of “{indicator.label}”", unit, units, "unit_measure")
    figure = replace(
        figure,
        quantity=Quantity.parse(figure.quantity.printed, figure.quantity.unit_mult, "obs_value"),
        qualifiers=parse_qualifiers(figure.qualifiers),
        flags=parse_flags(figure.flags),
        as_printed=_phrase(figure.as_printed),
        period_evidence=clean_or_none(figure.period_evidence, limit=TEXT_LIMIT, field="period_evidence"),
        speaker=clean_or_none(figure.speaker, limit=NAME_LIMIT, field="speaker"),
        speaker_role=clean_or_none(figure.speaker_role, limit=NAME_LIMIT, field="speaker_role"),
    )
    _check_day(figure.stated_on, "stated_on")
    _check_number(figure, indicator, precision)
    return figure


def _check_areas(figure: Print, book: CodeBook) -> None:
    book.check_area(figure.ref_area, "ref_area")
    book.check_area(figure.counterpart_area, "counterpart_area")
    if figure.ref_area == figure.counterpart_area:
        raise BadValue("The two economies must differ.", "counterpart_area")
    book.check_basis(figure.basis)


def _check_periods(figure: Print, indicator: Indicator) -> None:
    _check_span(figure.period, "time_period")
    _check_span(figure.comparison_period, "comparison_period")
    named = figure.comparison_period.start is not None
    if indicator.kind is IndicatorKind.GROWTH and figure.comparison_basis is None:
        raise BadValue("Say what the growth compares with: stated, implied or unstated.", "comparison_basis")
    if named == (figure.comparison_basis in (None, ComparisonBasis.UNSTATED)):
        wanted = "Leave the comparison period empty" if named else "Give the comparison period"
        raise BadValue(f"{wanted}, or say that it is {'stated' if named else 'unstated'}.", "comparison_period")
    if named and figure.comparison_period == figure.period:
        raise BadValue("A figure cannot compare with its own period.", "comparison_period")


def _check_span(period: Period, field: str) -> None:
    _check_day(period.start, field)
    _check_day(period.end, field)
    if (period.start is None) != (period.end is None) or (period.start and period != _same_days(period)):
        raise BadValue("Give the first and the last day of the period, or neither.", field)


def _same_days(period: Period) -> Period | None:
    return Period.of(period.start, period.end) if period.start and period.end else None


def _check_number(figure: Print, indicator: Indicator, precision: int | None) -> None:
    if indicator.kind in _NEVER_NEGATIVE and figure.quantity.digits < 0:
        raise BadValue(f"A {indicator.kind} is never negative.", "obs_value")
    allowed = allowed_values(figure, indicator, precision)
    if allowed.is_empty and indicator.kind is IndicatorKind.SHARE:
        raise BadValue("No share fits: it lies between 0 and 100 percent.", "obs_value")
    if allowed.is_empty:
        words = " and ".join(word.replace("_", " ") for word in figure.qualifiers)
        raise BadValue(f"No number is {words} {figure.quantity.printed}: keep the hedge that is printed.", "qualifier")


def allowed_values(figure: Print, indicator: Indicator, precision: int | None) -> Bounds:
    """Return the bounds of a print from a source that declares `precision`."""
    step = None if precision is None else Fraction(precision)
    return bounds(figure.quantity, figure.qualifiers, unit=figure.unit, kind=indicator.kind, precision=step)


def _phrase(text: str) -> str:
    phrase = _required(text, PHRASE_LIMIT, "as_printed", "Give the phrase with the number, as it is printed.")
    if len(phrase.split()) > PHRASE_WORDS:
        raise BadValue(f"Shorten the phrase to at most {PHRASE_WORDS} words around the number.", "as_printed")
    return phrase


def _required(text: str, limit: int, field: str, advice: str) -> str:
    cleaned = clean(text, limit=limit, field=field)
    if not cleaned:
        raise BadValue(advice, field)
    return cleaned


def _check_day(day: date | None, field: str) -> None:
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue(f"Give a day between {FIRST_YEAR} and {LAST_YEAR}.", field)


def _check_instant(at: datetime | None) -> None:
    if at is None:
        return
    if at.tzinfo is None:
        raise BadValue("Give the time zone of the recording, for example 2025-11-26T10:00:00Z.", "recorded_at")
    if at > datetime.now(UTC) + _CLOCK_SLACK:
        raise BadValue("This was recorded in the future; check the clock it comes from.", "recorded_at")

"""Which period a phrase gives its number, and what it compares a growth with. Silence where it is not said."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.period import FIRST_YEAR, LAST_YEAR, Period
from tradedash.extraction.lexicon import change, compared
from tradedash.extraction.located import Located
from tradedash.extraction.notation import base
from tradedash.extraction.times import Time, times

_CLAUSE = re.compile(r"[;:،，；]|[,.](?![0-9])")
#: A month counts as over a few days before its end: monthly figures are told on its last days.
_NEARLY_OVER = 25
_MOST_WORDS_APART = 4
_MOST_SMALL_WORDS = 2
_MOST_YEARS_BACK = 40
_LOOK_BACK = 60
#: What may stand between "from" and its number.
_SMALL = r"about|around|just|over|nearly|some|almost|почти|около|свыше|более|etwa|rund|fast|casi|unos|environ|circa"


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a phrase: its `own` ones, the one that it compares with, and the words that name that base.

    `marker` is where the words of the comparison begin. `stretches` are all times: their numbers are no figures.
    """

    phrase: str
    language: str
    said_on: date | None
    own: tuple[Time, ...]
    base_time: Time | None
    basis: Located[ComparisonBasis] | None
    marker: Located[bool] | None
    stretches: tuple[tuple[int, int], ...]


def timing(phrase: str, language: str, said_on: date | None) -> Timing:
    """Return where a phrase speaks of time. `said_on` is the day that "last year" counts from, None if unknown."""
    found = times(phrase, language)
    markers = _markers(phrase, language)
    base_time = _compared_time(phrase, found, markers)
    own = tuple(time for time in found if time is not base_time and time.named and not time.since)
    stretches = tuple((time.start, time.end) for time in found if time.named or time is base_time)
    basis = _basis(phrase, language, markers)
    return Timing(phrase, language, said_on, own, base_time, basis, markers[0] if markers else None, stretches)


def period_of(
    when: Timing, number: tuple[int, int] | None, numbers: Sequence[tuple[int, int]]
) -> Located[Period] | None:
    """Return the period that a phrase gives one of its numbers, or the phrase itself where `number` is None.

    A number that something came from ("from 1.6 billion in 2021") or is compared with has only the time behind it,
    and no other number has that time.
    """
    apart = {each: _behind(when, each) for each in numbers if _stands_apart(when, each)}
    if number in apart:
        time = apart[number]
        read = resolve(time, when.said_on) if time else None
        return Located(read, time.start, time.end) if time and read else None
    return _period([time for time in when.own if time not in apart.values()], when.said_on)


def _stands_apart(when: Timing, number: tuple[int, int]) -> bool:
    before = _from(base(when.language))
    if before and before.search(when.phrase, max(0, number[0] - _LOOK_BACK), number[0]):
        return True
    marker, time = when.marker, when.base_time
    return bool(marker and marker.value and time and marker.end <= number[0] and number[1] <= time.start)


def _behind(when: Timing, number: tuple[int, int]) -> Time | None:
    """Return the time that follows a number with at most two small words between."""
    times_here = [*when.own, *([when.base_time] if when.base_time else [])]
    for time in sorted(times_here, key=lambda each: each.start):
        if time.start >= number[1] and len(when.phrase[number[1] : time.start].split()) <= _MOST_SMALL_WORDS:
            return time
    return None


def _period(own: Sequence[Time], said_on: date | None) -> Located[Period] | None:
    read = [Located(found, time.start, time.end) for time in _with_years(own) if (found := resolve(time, said_on))]
    unread = len(_with_years(own)) - len(read)
    if unread or len({each.value for each in read}) != 1:
        return None
    return read[0]


def _with_years(own: Sequence[Time]) -> list[Time]:
    """Return the times, a lone part of a year put together with the lone year of the phrase."""
    parts = [time for time in own if time.months and not time.has_year]
    years = [time for time in own if time.has_year and not time.months]
    if len(parts) != 1 or len(years) != 1:
        return list(own)
    rest = [time for time in own if time not in (parts[0], years[0])]
    start, end = min(parts[0].start, years[0].start), max(parts[0].end, years[0].end)
    return [*rest, replace(parts[0], start=start, end=end, year=years[0].year, offset=years[0].offset)]


def resolve(time: Time, said_on: date | None) -> Period | None:
    """Return the period that a time means on a day; None if that cannot be told."""
    if time.years:
        return Period.of(date(time.years[0], 1, 1), date(time.years[1], 12, 31))
    if time.back is not None:
        return Period.of(date(said_on.year - time.back, 1, 1), date(said_on.year, 12, 31)) if said_on else None
    year = _year(time, said_on)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first, last = time.months or (1, 12)
    if time.day is not None:
        return _day(year, first, time.day)
    return Period.of(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _year(time: Time, said_on: date | None) -> int | None:
    if time.year is not None:
        return time.year
    if said_on is None or time.day is not None:
        return None
    if time.offset is not None:
        return said_on.year + time.offset
    if time.months is None:
        return None
    last = time.months[1]
    is_over = last < said_on.month or (last == said_on.month and said_on.day >= _NEARLY_OVER)
    return said_on.year if is_over else said_on.year - 1


def _day(year: int, month: int, day: int) -> Period | None:
    if day > monthrange(year, month)[1]:
        return None
    return Period.of(date(year, month, day), date(year, month, day))


def _markers(phrase: str, language: str) -> list[Located[bool]]:
    """Return the words that name a base of comparison; True where what they compare with stands behind them."""
    ahead, behind = _pattern("COMPARED", language), _pattern("COMPARED_BEHIND", language)
    found = [Located(True, one.start(), one.end()) for one in (ahead.finditer(phrase) if ahead else ())]
    return found + [Located(False, one.start(), one.end()) for one in (behind.finditer(phrase) if behind else ())]


def _compared_time(phrase: str, found: Sequence[Time], markers: Sequence[Located[bool]]) -> Time | None:
    """Return the time that belongs to the first marker, in its own clause."""
    for marker in markers:
        for time in found if marker.value else reversed(found):
            between = (marker.start, time.start) if marker.value else (time.end, marker.end)
            if between[0] > between[1] or time.years or time.back:
                continue
            words = phrase[between[0] : between[1]]
            if _CLAUSE.search(words) or len(words.split()) > _MOST_WORDS_APART + len(marker.words(phrase).split()):
                continue
            return time
    return None


def _basis(phrase: str, language: str, markers: Sequence[Located[bool]]) -> Located[ComparisonBasis] | None:
    vague = _pattern("VAGUE_BASE", language)
    if vague and (found := vague.search(phrase)):
        return Located(ComparisonBasis.UNSTATED, found.start(), found.end())
    if not markers:
        return None
    return Located(ComparisonBasis.STATED, markers[0].start, markers[0].end)


def compared_with(when: Timing, period: Period | None) -> Located[Period] | None:
    """Return the period that a growth is compared with, as far as the phrase and the growth's own period tell."""
    same, base_time = _pattern("SAME_PERIOD", when.language), when.base_time
    found = same.search(when.phrase) if same else None
    if found and period:
        return Located(_same_months(period, base_time), found.start(), found.end())
    if base_time is None or found:
        return None
    if period and period.is_part_year and not base_time.months:
        return Located(_same_months(period, base_time), base_time.start, base_time.end)
    read = resolve(base_time, when.said_on)
    return Located(read, base_time.start, base_time.end) if read else None


def _same_months(period: Period, base_time: Time | None) -> Period:
    """Return the same months in the year that is named, or else a year before."""
    earlier = period.year_before()
    named = base_time.year if base_time else None
    for _ in range(_MOST_YEARS_BACK):
        if named is None or earlier.start is None or earlier.start.year <= named:
            break
        earlier = earlier.year_before()
    return earlier


@lru_cache(maxsize=64)
def _from(language: str) -> re.Pattern[str] | None:
    words = change.FROM.get(language)
    return re.compile(rf"(?:{words})\s*(?:(?:{_SMALL})\s)?\Z", re.IGNORECASE) if words else None


@lru_cache(maxsize=128)
def _pattern(table: str, language: str) -> re.Pattern[str] | None:
    words: Mapping[str, str] = getattr(compared, table)
    text = words.get(base(language))
    return re.compile(text, re.IGNORECASE) if text else None

"""Where a phrase names times: years, parts of a year, days; not yet which period a number has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from tradedash.extraction import lexicon
from tradedash.extraction.lexicon.times import TIMES, TimeWords
from tradedash.extraction.measure import has_other_unit, unit_beside
from tradedash.extraction.notation import base

_YEAR = r"(?:19[89]|20[0-4])[0-9]"
_ANY_YEAR = re.compile(rf"(?<![0-9.,]){_YEAR}(?![0-9%])(?![.,][0-9])")
_NUMERIC_DAY = re.compile(rf"(?<![0-9.])(0?[1-9]|[12][0-9]|3[01])\.(0?[1-9]|1[0-2])\.({_YEAR})(?![0-9])")
_CHINESE_SPAN = re.compile(r"(?<![0-9])(1[0-2]|[1-9])\s?[-–—~至到]\s?(1[0-2]|[1-9])月")
_MOST_YEARS = 20
_LOOK_BACK = 30
_IGNORE = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Time:
    """One time as it is named. `months` are the first and last one of a year, `offset` counts from the day's year.

    `years` are first and last of a span, `back` how many years a span up to the day has. `named` is False for four
    digits that only look like a year; `since` tells that it is where something begins.
    """

    start: int
    end: int
    months: tuple[int, int] | None = None
    year: int | None = None
    offset: int | None = None
    day: int | None = None
    years: tuple[int, int] | None = None
    back: int | None = None
    named: bool = True
    since: bool = False

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.offset is not None

    def meets(self, other: "Time") -> bool:
        """Tell whether two times share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class _Matchers:
    before_year: re.Pattern[str]
    after_year: re.Pattern[str]
    since: re.Pattern[str]
    since_behind: re.Pattern[str]
    blocked: re.Pattern[str]
    of: re.Pattern[str]
    year_span: re.Pattern[str] | None
    relative: Mapping[int, re.Pattern[str]]
    parts: tuple[tuple[tuple[int, int], re.Pattern[str]], ...]
    last_years: tuple[tuple[int, re.Pattern[str]], ...]
    month: re.Pattern[str]
    month_span: re.Pattern[str]
    day: re.Pattern[str]
    months: tuple[re.Pattern[str], ...]


def times(phrase: str, language: str) -> tuple[Time, ...]:
    """Return the times that a phrase names, in their order, a part of a year together with its year."""
    words = TIMES.get(base(language))
    if words is None:
        return tuple(_apart([*_days(phrase, None), *_bare_years(phrase, None)]))
    use = _matchers(base(language))
    whole = _apart([*_days(phrase, use), *_spans(phrase, use)])
    parts = _apart([*_parts(phrase, use)], whole)
    years = _apart([*_relative(phrase, use), *_bare_years(phrase, use)], [*whole, *parts])
    joined = _join(phrase, parts, years, use)
    return tuple(sorted((_with_since(phrase, each, use) for each in [*whole, *joined]), key=lambda each: each.start))


def _apart(found: list[Time], others: list[Time] | None = None) -> list[Time]:
    """Keep the longest of overlapping times, and none that overlaps `others`."""
    kept: list[Time] = []
    for time in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if not any(time.meets(other) for other in [*kept, *(others or [])]):
            kept.append(time)
    return sorted(kept, key=lambda each: each.start)


def _days(phrase: str, use: _Matchers | None) -> Iterator[Time]:
    for found in _NUMERIC_DAY.finditer(phrase):
        day, number, year = (int(part) for part in found.groups())
        yield Time(found.start(), found.end(), (number, number), year, day=day)
    for found in use.day.finditer(phrase) if use else ():
        groups = found.groupdict()
        day_text, name, year_text = groups["d"] or groups["e"], groups["m"] or groups["n"], groups["y"] or groups["z"]
        month = _month_number(name, use) if use else None
        if month:
            yield Time(
                found.start(), found.end(), (month, month), int(year_text) if year_text else None, day=int(day_text)
            )


def _spans(phrase: str, use: _Matchers) -> Iterator[Time]:
    for found in use.year_span.finditer(phrase) if use.year_span else ():
        first, last = (int(year) for year in found.groups() if year)
        if first < last:
            yield Time(found.start(), found.end(), years=(first, last))
    for count, pattern in use.last_years:
        for found in pattern.finditer(phrase):
            yield Time(found.start(), found.end(), back=count)


def _parts(phrase: str, use: _Matchers) -> Iterator[Time]:
    for found in _CHINESE_SPAN.finditer(phrase):
        first, last = int(found.group(1)), int(found.group(2))
        if first < last:
            yield Time(found.start(), found.end(), (first, last))
    for found in use.month_span.finditer(phrase):
        months = [_month_number(found.group(name), use) for name in ("first", "last")]
        if months[0] and months[1] and months[0] < months[1]:
            yield Time(found.start(), found.end(), (months[0], months[1]))
    for months_of, pattern in use.parts:
        for found in pattern.finditer(phrase):
            blocked = use.blocked.search(phrase, max(0, found.start() - _LOOK_BACK), found.start())
            yield Time(found.start(), found.end(), months_of, named=not blocked)
    for found in use.month.finditer(phrase):
        month = _month_number(found.group(), use)
        if month:
            introduced = use.before_year.search(phrase, max(0, found.start() - _LOOK_BACK), found.start())
            yield Time(found.start(), found.end(), (month, month), named=bool(introduced))


def _relative(phrase: str, use: _Matchers) -> Iterator[Time]:
    for offset, pattern in use.relative.items():
        for found in pattern.finditer(phrase):
            yield Time(found.start(), found.end(), offset=offset)


def _bare_years(phrase: str, use: _Matchers | None) -> Iterator[Time]:
    for found in _ANY_YEAR.finditer(phrase):
        start, end, year = found.start(), found.end(), int(found.group())
        if unit_beside(phrase, start, end) or (use is None and has_other_unit(phrase, start, end)):
            continue
        after = use.after_year.match(phrase, end) if use else None
        before = use.before_year.search(phrase, max(0, start - _LOOK_BACK), start) if use else None
        named = bool(after and after.end() > end) or bool(before and year % 100)
        yield Time(start, after.end() if after else end, year=year, named=named)


def _join(phrase: str, parts: list[Time], years: list[Time], use: _Matchers) -> list[Time]:
    """Put each part of a year together with the year beside it."""
    left = list(years)
    joined = []
    for part in parts:
        beside = next((year for year in left if _beside(phrase, part, year, use)), None)
        if beside is None or part.has_year:
            joined.append(part)
            continue
        left.remove(beside)
        start, end = min(part.start, beside.start), max(part.end, beside.end)
        is_month = part.months is not None and part.months[0] == part.months[1]
        joined.append(
            replace(part, start=start, end=end, year=beside.year, offset=beside.offset, named=part.named or is_month)
        )
    return joined + left


def _beside(phrase: str, part: Time, year: Time, use: _Matchers) -> bool:
    first, last = (part, year) if part.start < year.start else (year, part)
    return bool(use.of.fullmatch(phrase, first.end, last.start))


def _with_since(phrase: str, time: Time, use: _Matchers) -> Time:
    before = use.since.search(phrase, max(0, time.start - _LOOK_BACK), time.start)
    begins = bool(before or use.since_behind.match(phrase, time.end)) and time.years is None and time.back is None
    return replace(time, since=begins)


def _month_number(name: str, use: _Matchers) -> int | None:
    return next((number for number, pattern in enumerate(use.months, 1) if pattern.fullmatch(name)), None)


@lru_cache(maxsize=32)
def _matchers(language: str) -> _Matchers:
    words = TIMES[language]
    edge = "" if language == "zh" else r"(?<!\w)"
    close = "" if language == "zh" else r"(?!\w)"
    month = "|".join(words.months)
    year_span = words.year_span.replace("{y}", _YEAR)
    return _Matchers(
        before_year=re.compile(rf"(?:{words.before_year})\Z", _IGNORE),
        after_year=re.compile(words.after_year, _IGNORE),
        since=re.compile(rf"(?:{words.since})\Z", _IGNORE),
        since_behind=re.compile(rf"\s?(?:{words.since_behind})", _IGNORE),
        blocked=re.compile(words.blocked, _IGNORE),
        of=re.compile(words.of, _IGNORE),
        year_span=re.compile(year_span, _IGNORE) if year_span else None,
        relative={offset: re.compile(pattern, _IGNORE) for offset, pattern in words.relative.items()},
        parts=tuple(_part_patterns(words, language)),
        last_years=tuple(_counted(words.last_years, language, range(2, _MOST_YEARS + 1))),
        month=re.compile(f"{edge}(?:{month}){close}", _IGNORE),
        month_span=re.compile(
            f"(?:{words.before_span})?{edge}(?P<first>{month})(?:{words.span})(?P<last>{month}){close}"
            if words.before_span
            else f"{edge}(?P<first>{month})(?:{words.span})(?P<last>{month}){close}",
            _IGNORE,
        ),
        day=re.compile(_day_pattern(month, edge, close), _IGNORE),
        months=tuple(re.compile(pattern, _IGNORE) for pattern in words.months),
    )


def _day_pattern(month: str, edge: str, close: str) -> str:
    number = r"(?:0?[1-9]|[12][0-9]|3[01])"
    day_first = (
        rf"(?<![0-9.,])(?P<d>{number})(?:-?го|\.|st|nd|rd|th)?\s(?:de\s|of\s)?(?P<m>{month}){close}"
        rf"(?:,?\s(?:de\s)?(?P<y>{_YEAR}))?"
    )
    month_first = rf"{edge}(?P<n>{month})\s(?P<e>{number})(?![0-9])(?:,\s(?P<z>{_YEAR}))?"
    return f"{day_first}|{month_first}"


def _part_patterns(words: TimeWords, language: str) -> Iterator[tuple[tuple[int, int], re.Pattern[str]]]:
    for count, pattern in _counted(words.first_months, language, range(2, 13)):
        yield (1, count), pattern
    for number, half in enumerate(words.halves):
        yield (6 * number + 1, 6 * number + 6), _word(half, language)
    for number, quarter in enumerate(words.quarters):
        yield (3 * number + 1, 3 * number + 3), _word(quarter, language)


def _word(pattern: str, language: str) -> re.Pattern[str]:
    return re.compile(pattern if language == "zh" else rf"(?<!\w)(?:{pattern})(?!\w)", _IGNORE)


def _counted(pattern: str, language: str, counts: range) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Yield the pattern for each number, in digits and in the words of the language."""
    numbers = lexicon.of(language).numbers
    edge = "" if language in ("zh", "ar") else r"(?<!\w)"
    for count in counts:
        spelt = f"|{numbers[count]}" if count in numbers else ""
        digits = f"(?<![0-9.,]){count}(?![0-9.,])"
        yield count, re.compile(edge + pattern.replace("{n}", f"{digits}{spelt}"), _IGNORE)

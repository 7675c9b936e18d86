"""Articles as JSON lines: one article per line with its figures, each number as it is printed."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from tradedash.commands.additions import AddFigure, NewSource
from tradedash.domain.errors import BadValue, DomainError, UnknownName
from tradedash.domain.figure import ComparisonBasis, Print
from tradedash.domain.hedges import parse_flags, parse_qualifiers
from tradedash.domain.period import Period, parse_day
from tradedash.domain.quantity import UNIT_MULTIPLIERS, Quantity
from tradedash.domain.source import SourceType
from tradedash.ingest.parsed import MOST_ROWS, Entry, Parsed, at, one_of
from tradedash.ingest.report import Problem, problem_of

LONGEST_LINE = 1024 * 1024
ARTICLE = ("url", "publisher", "language", "title", "published_on", "published_on_basis", "figures")
FIGURE = (
    "indicator", "ref_area", "counterpart_area", "basis", "period", "period_evidence", "value", "multiplier", "unit",
    "qualifiers", "flags", "comparison_period", "comparison_basis", "as_printed", "speaker", "speaker_role",
    "stated_on",
)  # fmt: skip
#: Keys that may be there: `source_type` is used, the others belong to whoever compiled the list.
ALSO_IN_ARTICLE = ("source_type", "id")
ALSO_IN_FIGURE = ("compiler_note",)
#: The name a column of the contract has in these files.
NAMES = {
    "source_url": "url", "source_publisher": "publisher", "source_title": "title", "time_period": "period",
    "source_published_on": "published_on", "source_published_on_basis": "published_on_basis", "obs_value": "value",
    "unit_mult": "multiplier", "unit_measure": "unit", "qualifier": "qualifiers",
}  # fmt: skip
_POWERS = {10**power: power for power in UNIT_MULTIPLIERS}
_BOM = b"\xef\xbb\xbf"


def parse_jsonl(content: bytes) -> Parsed:
    """Read articles, whatever the bytes are. Blank lines are skipped, one problem is reported for each figure."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row, line in enumerate(content.removeprefix(_BOM).split(b"\n"), start=1):
        if row > MOST_ROWS:
            problems.append(Problem(row, "", f"The file has more than {MOST_ROWS} lines; split it."))
            break
        if line.strip():
            parse_line(line, row, entries, problems)
    if not entries and not problems:
        problems.append(Problem(0, "", "The file holds no article."))
    return Parsed(entries, problems, NAMES, is_whole=False)


def parse_line(line: bytes, row: int, entries: list[Entry], problems: list[Problem]) -> None:
    """Add the figures of an article to the entries, and what is wrong with the others to the problems."""
    try:
        article = _article(line)
        source = _source(article)
    except DomainError as error:
        problems.append(problem_of(error, row))
        return
    for number, record in enumerate(article["figures"], start=1):
        try:
            entries.append(Entry(row, AddFigure(source=source, print=_print(record)), number))
        except DomainError as error:
            problems.append(problem_of(error, row, number))


def _article(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadValue(f"The line is longer than {LONGEST_LINE // 1024} KB: write one article per line.")
    try:
        article = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_distinct)
    except UnicodeDecodeError:
        raise BadValue("The line is not UTF-8; save the file as UTF-8.") from None
    except ValueError:
        raise BadValue("The line is not JSON: write one article per line, as {…}.") from None
    except RecursionError:
        raise BadValue("The line is nested too deeply for an article.") from None
    checked = _record(article, ARTICLE, ALSO_IN_ARTICLE, "an article")
    if not isinstance(checked["figures"], list) or not checked["figures"]:
        raise BadValue("Give the figures of the article as a list with at least one.", "figures")
    return checked


def _source(article: Mapping[str, Any]) -> NewSource:
    kind = _text_or_none(article, "source_type") if "source_type" in article else None
    return NewSource(
        url=_text(article, "url"),
        publisher=_text(article, "publisher"),
        language=_text(article, "language"),
        title=_text_or_none(article, "title"),
        published_on=_day_or_none(article, "published_on"),
        published_on_basis=_text_or_none(article, "published_on_basis"),
        source_type=None if kind is None else one_of(SourceType, kind, "source type", "source_type"),
    )


def _print(given: object) -> Print:
    record = _record(given, FIGURE, ALSO_IN_FIGURE, "a figure")
    return Print(
        indicator=_text(record, "indicator"),
        ref_area=_text(record, "ref_area"),
        counterpart_area=_text(record, "counterpart_area"),
        basis=_text(record, "basis"),
        period=_period(record, "period"),
        comparison_period=_period(record, "comparison_period"),
        comparison_basis=_comparison_basis(record),
        quantity=Quantity.parse(record["value"], _power(record["multiplier"])),
        unit=_text(record, "unit"),
        qualifiers=parse_qualifiers(_words(record, "qualifiers")),
        flags=parse_flags(_words(record, "flags")),
        as_printed=_text(record, "as_printed"),
        period_evidence=_text_or_none(record, "period_evidence"),
        speaker=_text_or_none(record, "speaker"),
        speaker_role=_text_or_none(record, "speaker_role"),
        stated_on=_day_or_none(record, "stated_on"),
    )


def _record(given: object, wanted: Collection[str], also: Collection[str], what: str) -> Mapping[str, Any]:
    """Return a JSON object that has exactly the keys it should have. Raises: BadValue, UnknownName."""
    if not isinstance(given, dict):
        raise BadValue(f"Write {what} as an object with the keys {', '.join(wanted)}.")
    for key in given:
        if key not in wanted and key not in also:
            raise UnknownName(f"key of {what}", key, [*wanted, *also], key[:40])
    for key in wanted:
        if key not in given:
            raise BadValue("Add this key; write null where nothing is known.", key)
    return given


def _text(record: Mapping[str, Any], key: str) -> str:
    text = record[key]
    if not isinstance(text, str) or not text.strip():
        raise BadValue("Give this as text.", key)
    return text


def _text_or_none(record: Mapping[str, Any], key: str) -> str | None:
    return None if record[key] is None else _text(record, key)


def _words(record: Mapping[str, Any], key: str) -> list[str]:
    words = record[key]
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise BadValue("Give this as a list of words, empty where there is none.", key)
    return words


def _day_or_none(record: Mapping[str, Any], key: str) -> date | None:
    text = _text_or_none(record, key)
    return None if text is None else parse_day(text, key)


def _period(record: Mapping[str, Any], key: str) -> Period:
    with at(key):
        return Period.parse(_text_or_none(record, key))


def _comparison_basis(record: Mapping[str, Any]) -> ComparisonBasis | None:
    basis = _text_or_none(record, "comparison_basis")
    return None if basis is None else one_of(ComparisonBasis, basis, "comparison basis", "comparison_basis")


def _power(factor: object) -> int:
    if type(factor) is not int or factor not in _POWERS:
        allowed = "1, 100, 1000 and so on to 1000000000000"
        raise BadValue(f"Give the multiplier as a factor from the list {allowed}.", "multiplier")
    return _POWERS[factor]


def _refuse_constant(name: str) -> None:
    raise BadValue(f"{name} is not a number; write the number as it is printed, in quotes.")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in record if keys.count(key) > 1)
        raise BadValue("This key stands twice; remove one.", twice[:40])
    return record

"""The headline rule: which of the competing figures of one key stands large. Policy version 1."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from tradedash.domain.figure import Rank, Status
from tradedash.domain.hedges import Flag, Qualifier
from tradedash.domain.source import SourceType
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _


class Rule(StrEnum):
    """How the headline is chosen; named on every chart and switchable by the reader."""

    PREFERRED = "preferred"
    LATEST = "latest"
    FIRST = "first"


Criterion = Callable[[FigureRow], int]
#: Winner, runner-up, and whether these two come from all competing figures or from equals in all before.
Sentence = Callable[[FigureRow, FigureRow, bool], str]

_RANKS: dict[str, int] = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}
_TYPES: dict[str, int] = {SourceType.RELEASE: 0, SourceType.TRANSCRIPT: 1, SourceType.REPORT: 2}
_UNKNOWN_DAY = date.max.toordinal()

ALONE = N_("The only figure for this period.")
ALL_EQUAL = N_("Equal to the others in every respect; the figure's id decides.")


def key(row: FigureRow) -> tuple[str, ...]:
    """What competing figures share; forecasts compete only with forecasts."""
    return (*row.key, Flag.FORECAST if row.has_flag(Flag.FORECAST) else "")


def mark(rows: Iterable[FigureRow], rule: Rule = Rule.PREFERRED) -> list[FigureRow]:
    """Return the rows in the order given, `headline` true for one published row of each key and false elsewhere.

    `rows` must hold all published figures of each key, before any filter but the two clocks.
    """
    rows = list(rows)
    groups: dict[tuple[str, ...], list[FigureRow]] = defaultdict(list)
    for row in rows:
        if row.status == Status.PUBLISHED:
            groups[key(row)].append(row)
    chosen = {best(group, rule).figure_id for group in groups.values()}
    return [_with_headline(row, row.figure_id in chosen) for row in rows]


def best(rows: Sequence[FigureRow], rule: Rule = Rule.PREFERRED) -> FigureRow:
    """Return the headline among competing rows, the same one in whatever order they come. Needs at least one."""
    return min(rows, key=lambda row: preference(row, rule))


def preference(row: FigureRow, rule: Rule = Rule.PREFERRED) -> tuple[int | str, ...]:
    """Sort key of a rule: least for the row it prefers."""
    return (*(criterion(row) for criterion, _sentence in _CRITERIA[rule]), row.figure_id)


def why(row: FigureRow, rivals: Iterable[FigureRow], rule: Rule = Rule.PREFERRED) -> str:
    """Return one sentence that says why the headline of `row` and its rivals is the headline.

    `rivals` are the published rows of the key of `row`; it may be among them.
    """
    rows = {one.figure_id: one for one in (row, *rivals)}
    winner = best(list(rows.values()), rule)
    others = [one for one in rows.values() if one.figure_id != winner.figure_id]
    if not others:
        return _(ALONE)
    equals = others
    for criterion, sentence in _CRITERIA[rule]:
        still = [one for one in equals if criterion(one) == criterion(winner)]
        if not still:
            runner_up = best(equals, rule)
            return sentence(winner, runner_up, len(equals) == len(others))
        equals = still
    return _(ALL_EQUAL)


def significant_digits(printed: str) -> int:
    """Count the digits that say something: 4.10 has three, 1800 two, 0.05 one."""
    whole, dot, part = printed.lstrip("-").partition(".")
    digits = (whole + part).lstrip("0")
    return max(1, len(digits if dot else digits.rstrip("0")))


def _not_deprecated(row: FigureRow) -> int:
    return int(row.rank == Rank.DEPRECATED)


def _rank(row: FigureRow) -> int:
    return _RANKS[row.rank]


def _source_type(row: FigureRow) -> int:
    return _TYPES[row.source_type]


def _digits(row: FigureRow) -> int:
    return -significant_digits(row.obs_value)


def _hedged(row: FigureRow) -> int:
    return int(row.qualifier != Qualifier.EXACT)


def _newest(row: FigureRow) -> int:
    return _UNKNOWN_DAY if row.known_on is None else -row.known_on.toordinal()


def _oldest(row: FigureRow) -> int:
    return _UNKNOWN_DAY if row.known_on is None else row.known_on.toordinal()


def _by_rank(winner: FigureRow, runner_up: FigureRow, _among_all: bool) -> str:
    if winner.rank == Rank.PREFERRED:
        reason = (winner.rank_reason or _("no reason given")).rstrip(". ")
        return _("Ranked preferred: %(reason)s.") % {"reason": reason}
    return _by_deprecation(winner, runner_up, _among_all)


def _by_deprecation(_winner: FigureRow, _runner_up: FigureRow, _among_all: bool) -> str:
    return _("All other figures are ranked deprecated.")


def _by_type(winner: FigureRow, runner_up: FigureRow, _among_all: bool) -> str:
    if winner.source_type == SourceType.RELEASE:
        if runner_up.source_type == SourceType.TRANSCRIPT:
            return _("A release outranks a transcript.")
        return _("A release outranks a report.")
    return _("A transcript outranks a report.")


def _by_words(among_all_words: str, among_equals_words: str) -> Sentence:
    return lambda _winner, _runner_up, among_all: _(among_all_words if among_all else among_equals_words)


_MORE_DIGITS = _by_words(N_("More digits than the others."), N_("More digits than its equals."))
_NO_HEDGE = _by_words(
    N_("Printed without a hedge, unlike the others."), N_("Printed without a hedge, unlike its equals.")
)
_THE_NEWEST = _by_words(N_("The newest known."), N_("The newest known of its equals."))
_THE_FIRST = _by_words(N_("The first known."), N_("The first known of its equals."))

#: In order; each is least for the row it prefers. A deprecated figure never wins unless nothing else is there.
_TIES: tuple[tuple[Criterion, Sentence], ...] = (
    (_source_type, _by_type),
    (_digits, _MORE_DIGITS),
    (_hedged, _NO_HEDGE),
)
_CRITERIA: dict[Rule, tuple[tuple[Criterion, Sentence], ...]] = {
    Rule.PREFERRED: ((_rank, _by_rank), *_TIES, (_newest, _THE_NEWEST)),
    Rule.LATEST: ((_not_deprecated, _by_deprecation), (_newest, _THE_NEWEST), *_TIES),
    Rule.FIRST: ((_not_deprecated, _by_deprecation), (_oldest, _THE_FIRST), *_TIES),
}


def _with_headline(row: FigureRow, headline: bool) -> FigureRow:
    return row if row.headline == headline else replace(row, headline=headline)

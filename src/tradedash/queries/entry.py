"""What whoever enters a figure should look at before it is sent: it never blocks, and each warning says why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from statistics import median

from sqlalchemy import ColumnElement, Connection, select

from tradedash.domain.actor import Actor
from tradedash.domain.economy import Pair
from tradedash.domain.figure import Status
from tradedash.domain.hedges import Flag
from tradedash.domain.indicator import IndicatorKind
from tradedash.domain.quantity import Quantity
from tradedash.formatting import count_text, day_text, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.queries import verdicts
from tradedash.queries.candidate import NEW, Asked, candidate_row
from tradedash.queries.clashes import claims_without
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.rows import COLUMNS, FIGURES, figure_row
from tradedash.queries.selection import Selection
from tradedash.reasoning.contradictions import Contradiction, Kind, disputes_of
from tradedash.store.schema import figure, journal

#: Two prints of one utterance may be dated so far apart.
NEAR = timedelta(days=3)
#: From this factor on a number is more likely in another unit than true.
FACTOR = 200
FIRST_YEAR = 1990
#: A kind of period is unusual where so many figures have others.
ENOUGH = 3
_MOST_ROWS = 2000
_MOST_CONFLICTS = 4
_WHAT_IS_TO_COME = (IndicatorKind.TARGET,)


class WarningKind(StrEnum):
    """What a warning is about."""

    REPRINT = "reprint"
    CONFLICT = "conflict"
    UNIT = "unit"
    PERIOD = "period"
    RETRACTED = "retracted"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class EntryWarning:
    """One sentence about a figure that is not stored yet. `figure_ids` are the stored figures that it speaks of.

    `join_on` is the day to write under "said on" so that the print is counted under the statement that is named.
    """

    kind: WarningKind
    sentence: str
    figure_ids: tuple[str, ...] = ()
    join_on: date | None = None

    @property
    def asks(self) -> bool:
        """Whether whoever sends the figure shall look again: a print that joins its statement by itself only tells."""
        return self.kind is not WarningKind.REPRINT or self.join_on is not None

    @property
    def key(self) -> str:
        """What names the warning, so that a form can tell that it has been seen."""
        return sha256(f"{self.kind}\n{self.sentence}".encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, object]:
        """Return the object of the API."""
        return {"kind": self.kind.value, "sentence": self.sentence, "figure_ids": list(self.figure_ids)}


def warnings_of(
    conn: Connection,
    asked: Asked,
    base_url: str,
    actor: Actor,
    *,
    without: Collection[str] = (),
    conflicts: bool = True,
) -> list[EntryWarning]:
    """Return what speaks against a figure as it was filled in, the plainest first; some 5 statements.

    `without` are the versions that it would replace. The contradiction finder is asked only where the pair has at most
    2,000 published figures, and not at all without `conflicts`: it takes most of a second.
    """
    lists = code_lists(conn)
    row = candidate_row(conn, asked, dict(lists.indicators), base_url)
    if row is None:
        return []
    series = [one for one in _series(conn, row, base_url) if one.figure_id not in without]
    slips = unit_warnings(row, series)
    clashes = _conflicts(conn, row, lists, base_url, without) if conflicts else []
    return [
        *_retracted(conn, row),
        *(one for one in _pending(conn, row, actor) if not set(one.figure_ids) & set(without)),
        *year_warnings(row, lists.indicators[row.indicator].kind, datetime.now(UTC).year),
        *slips,
        *period_warnings(row, series),
        *reprint_warnings(row, series),
        *(_conflict(one) for one in clashes if not (slips and one.kind is Kind.UNIT_SLIP)),
    ]


def unit_warnings(row: FigureRow, series: Iterable[FigureRow]) -> list[EntryWarning]:
    """Warn of a number hundreds of times what this series usually has for such a period: a slip of the unit."""
    alike = [one for one in series if (one.freq, one.unit_measure) == (row.freq, row.unit_measure) and one.value]
    if not alike or not row.value or row.unit_measure == "percent":
        return []
    usual = median(sorted(abs(Fraction(one.value)) for one in alike))
    ratio = abs(Fraction(row.value)) / usual
    if Fraction(1, FACTOR) < ratio < FACTOR:
        return []
    near = min(alike, key=lambda one: abs(abs(Fraction(one.value)) - usual))
    times = f"{round(ratio):,} times" if ratio > 1 else f"one {round(1 / ratio):,}th of"
    sentence = (
        f"{with_unit(row)} is {times} what this series usually has for such a period, such as {with_unit(near)} "
        f"for {period_text(near.time_period)}. Check the multiplier and the unit."
    )
    return [EntryWarning(WarningKind.UNIT, sentence, (near.figure_id,))]


def period_warnings(row: FigureRow, series: Sequence[FigureRow]) -> list[EntryWarning]:
    """Warn of a kind of period that nobody has printed for the series."""
    known = {one.freq for one in series}
    if len(series) < ENOUGH or row.freq in known:
        return []
    sentence = (
        f"None of the {len(series):,} figures of this series is for such a period "
        f"({period_text(row.time_period)}). Check that the text means it."
    )
    return [EntryWarning(WarningKind.PERIOD, sentence)]


def year_warnings(row: FigureRow, kind: IndicatorKind, this_year: int) -> list[EntryWarning]:
    """Warn of a period that is still to come, unless it is a target or a forecast, and of one long past."""
    start, end = row.period_start, row.period_end
    if start is None or end is None:
        return []
    planned = kind in _WHAT_IS_TO_COME or row.has_flag(Flag.FORECAST)
    if end.year > this_year and not planned:
        sentence = f"{period_text(row.time_period)} is still to come. Is it a target, or a forecast?"
    elif start.year < FIRST_YEAR:
        sentence = f"{period_text(row.time_period)} is before {FIRST_YEAR}. Check the year."
    else:
        return []
    return [EntryWarning(WarningKind.PERIOD, sentence)]


def reprint_warnings(row: FigureRow, series: Iterable[FigureRow]) -> list[EntryWarning]:
    """Warn of a statement in the ledger that this may be another print of: same speaker, and same day or number."""
    if row.speaker is None:
        return []
    found: dict[str, list[FigureRow]] = {}
    for one in series:
        if one.speaker and one.speaker.casefold() == row.speaker.casefold() and _is_near(one, row):
            found.setdefault(one.statement_id, []).append(one)
    return [_reprint(row, prints) for prints in found.values()]


def _is_near(one: FigureRow, row: FigureRow) -> bool:
    if one.time_period != row.time_period or one.known_on is None or row.known_on is None:
        return False
    if one.stated_on is not None and one.stated_on == row.stated_on:
        return True
    return abs(one.known_on - row.known_on) <= NEAR and _number(one) == _number(row)


def _number(row: FigureRow) -> tuple[Fraction, str]:
    return Fraction(row.value), row.unit_measure


def _reprint(row: FigureRow, prints: Sequence[FigureRow]) -> EntryWarning:
    one = prints[0]
    told = f"{one.speaker}, {day_text(one.known_on)}, {one.source_publisher}: “{one.as_printed}”."
    ids = tuple(each.figure_id for each in prints)
    if one.statement_id == row.statement_id:
        counted = f"It will be counted as one statement, {count_text(len(prints) + 1, 'print')}."
        return EntryWarning(WarningKind.REPRINT, f"{told} {counted}", ids)
    if one.stated_on is None:
        return EntryWarning(
            WarningKind.REPRINT, f"{told} Nobody knows the day of that one, so they are counted as two statements.", ids
        )
    joined = f"If this is the same statement, write {day_text(one.stated_on)} under “Said on”: then it counts once."
    return EntryWarning(WarningKind.REPRINT, f"{told} {joined}", ids, one.stated_on)


def _series(conn: Connection, row: FigureRow, base_url: str) -> list[FigureRow]:
    """Return the published figures of the series of a row, in any basis; the newest of very many."""
    wanted = (
        select(*COLUMNS)
        .select_from(FIGURES)
        .where(
            figure.c.pair == "-".join(sorted((row.ref_area, row.counterpart_area))),
            figure.c.indicator == row.indicator,
            figure.c.ref_area == row.ref_area,
            figure.c.status == Status.PUBLISHED.value,
        )
        .order_by(figure.c.id.desc())
        .limit(_MOST_ROWS)
    )
    return [figure_row(found, base_url) for found in conn.execute(wanted)]


def _of_this_print(row: FigureRow) -> tuple[ColumnElement[bool], ...]:
    """The conditions for figures of the same article that have the same number for the same period."""
    quantity = Quantity.parse(row.obs_value, row.unit_mult)
    return (
        figure.c.source_id == row.source_id,
        figure.c.indicator == row.indicator,
        figure.c.period_start == row.period_start,
        figure.c.period_end == row.period_end,
        figure.c.obs_digits == quantity.digits,
        figure.c.obs_scale == quantity.scale,
        figure.c.unit_mult == quantity.unit_mult,
    )


def _retracted(conn: Connection, row: FigureRow) -> list[EntryWarning]:
    why = (
        select(journal.c.reason)
        .where(journal.c.entity == "figure", journal.c.entity_id == figure.c.figure_id)
        .where(journal.c.action == "figure.retract")
        .order_by(journal.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    gone = select(figure.c.figure_id, why.label("why")).where(
        *_of_this_print(row),
        figure.c.status == Status.RETRACTED.value,
        figure.c.published_at.is_not(None),
    )
    return [
        EntryWarning(
            WarningKind.RETRACTED,
            f"This number of this article was published and retracted: {found.why or 'no reason was given'}",
            (found.figure_id,),
        )
        for found in conn.execute(gone.order_by(figure.c.figure_id))
    ]


def _pending(conn: Connection, row: FigureRow, actor: Actor) -> list[EntryWarning]:
    own = select(journal.c.entity_id).where(
        journal.c.entity == "figure", journal.c.actor == actor.name, journal.c.before.is_(None)
    )
    waiting = select(figure.c.figure_id, figure.c.status).where(
        *_of_this_print(row),
        figure.c.status.in_([Status.DRAFT.value, Status.IN_REVIEW.value]),
        figure.c.figure_id.in_(own),
    )
    sentence = "You have entered this number of this article already: it is {}."
    words = {Status.DRAFT.value: "a draft", Status.IN_REVIEW.value: "in review"}
    return [
        EntryWarning(WarningKind.PENDING, sentence.format(words[found.status]), (found.figure_id,))
        for found in conn.execute(waiting.order_by(figure.c.figure_id))
    ]


def _conflicts(
    conn: Connection, row: FigureRow, lists: CodeLists, base_url: str, without: Collection[str]
) -> list[Contradiction]:
    pair = lists.canonical(Pair(row.ref_area, row.counterpart_area))
    selection = Selection(pair=pair)
    before = verdicts.at_hand(conn, selection, base_url)
    count = lists.figures(pair)
    if before is None or count > verdicts.MOST_FIGURES_IN_PASSING:
        return []
    stored = [one for one in verdicts.labelled(conn, pair, base_url) if one.figure_id not in without]
    rows = [*stored, verdicts.with_direction(row, lists)]
    found = [one for dispute in disputes_of(rows, lists.indicators, pair) for one in dispute.contradictions]
    return new_conflicts(found, before.verdicts.contradictions, without)[:_MOST_CONFLICTS]


def _conflict(one: Contradiction) -> EntryWarning:
    return EntryWarning(WarningKind.CONFLICT, one.sentence, _others(one))


def new_conflicts(
    found: Sequence[Contradiction], before: Sequence[Contradiction], without: Collection[str] = ()
) -> list[Contradiction]:
    """Return the contradictions that the candidate brings: those that name it and were not there without it.

    What the versions that it replaces were part of already is nothing new either; `without` are their ids.
    """
    replaced = {NEW, *without}
    known = {claims_without(one, replaced) for one in before}
    named = (one for one in found if any(NEW in prints for prints in one.printed))
    return [one for one in named if claims_without(one, replaced) not in known]


def _others(one: Contradiction) -> tuple[str, ...]:
    """Return a figure of each claim but the candidate's own; for its claim the other print that it shares it with."""
    chosen = (next((each for each in prints if each != NEW), None) for prints in one.printed)
    return tuple(each for each in chosen if each is not None)

"""What reasoning says of a pair's figures, worked out once for each state of the store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

import structlog
from sqlalchemy import Connection

from tradedash.domain.economy import Pair
from tradedash.formatting import economy_name, measured_text
from tradedash.frames import FigureRow
from tradedash.i18n.told import Told
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.figures import figures
from tradedash.queries.kept import Kept
from tradedash.queries.revision import state
from tradedash.queries.selection import Selection
from tradedash.reasoning.contradictions import contradictions
from tradedash.reasoning.verdicts import Contradiction, Dispute, Verdicts

#: With more figures than this of one pair the search takes seconds: no page waits for it in passing.
MOST_FIGURES_IN_PASSING = 2000
_KEPT_ANSWERS = 24
#: Pairs whose rows are kept for those who ask what one figure more would do.
_KEPT_ROWS = 4


@dataclass(frozen=True, slots=True)
class Findings:
    """The verdicts on a pair with the figures that they name. `left_out_without_day` is as in `figures.Answer`."""

    verdicts: Verdicts
    rows: Mapping[str, FigureRow]
    left_out_without_day: int


_findings = Kept[Findings](_KEPT_ANSWERS)
_labelled = Kept[list[FigureRow]](_KEPT_ROWS)
_missed: Counter[Pair] = Counter()


def verdicts(
    conn: Connection,
    pair: Pair,
    base_url: str,
    *,
    as_of: date | None = None,
    recorded_as_of: datetime | None = None,
) -> Verdicts:
    """Return what reasoning says of all published figures of a pair, as known and as recorded at these times."""
    return findings(conn, Selection(pair=pair, as_of=as_of, recorded_as_of=recorded_as_of), base_url).verdicts


def findings(conn: Connection, selection: Selection, base_url: str) -> Findings:
    """Return the verdicts on the pair of a selection, by its clocks; its other filters do not narrow what is judged.

    One statement if they are kept already. Raises: ValueError for a selection that names no pair.
    """
    if selection.pair is None:
        raise ValueError("verdicts are of one pair")
    asked = Selection(pair=selection.pair, as_of=selection.as_of, recorded_as_of=selection.recorded_as_of)
    return _findings.get(conn, _key(conn, asked, base_url), lambda: _judged(conn, asked, base_url))


def at_hand(conn: Connection, selection: Selection, base_url: str) -> Findings | None:
    """Return the findings for a page that only mentions them: None if it would have to wait for them.

    They are worked out for any page while a pair is small; those of a large pair wait for whoever asks for them alone.
    """
    if selection.pair is None:
        return None
    count = code_lists(conn).figures(selection.pair)
    if count > MOST_FIGURES_IN_PASSING and not _findings.has(conn, _key(conn, selection, base_url)):
        _missed[selection.pair] += 1
        return None
    return findings(conn, selection, base_url)


def labelled(conn: Connection, pair: Pair, base_url: str) -> list[FigureRow]:
    """Return all published figures of a pair as reasoning wants them, with labels that name the direction."""
    asked = Selection(pair=pair)

    def made() -> list[FigureRow]:
        lists = code_lists(conn)
        return [with_direction(row, lists) for row in figures(conn, asked, base_url).rows]

    return _labelled.get(conn, _key(conn, asked, base_url), made)


def times_missed() -> int:
    """Return how often a page found none at hand so far: what is drawn without them may be wrong a moment later."""
    return _missed.total()


def chosen(found: Verdicts, selection: Selection) -> list[Contradiction]:
    """Return the contradictions that pass the filters of indicator and basis, with the numbers they have among all."""
    return [one for one in found.contradictions if passes(one, selection)]


def chosen_disputes(found: Verdicts, selection: Selection) -> list[tuple[Dispute, list[Contradiction]]]:
    """Return the disputes of which something passes the filters, each with what does."""
    kept = [(one, [each for each in one.contradictions if passes(each, selection)]) for one in found.disputes]
    return [(dispute, members) for dispute, members in kept if members]


def passes(one: Contradiction, selection: Selection) -> bool:
    """Tell whether a contradiction is of the indicator and basis of a selection."""
    of_indicator = selection.indicator in (None, one.indicator)
    return of_indicator and (not selection.basis or one.basis in selection.basis)


def log_what_is_missing(found: Verdicts, pair: Pair) -> None:
    """Tell the operator what readers are not shown: clashes and ranges without a proof, a search ended early."""
    for figure_ids in found.unproved:
        structlog.get_logger().warning("clash_without_proof", pair=pair.code, figures=list(figure_ids))
    for figure_ids in found.vague:
        structlog.get_logger().warning("range_without_proof", pair=pair.code, figures=list(figure_ids))
    if not found.complete:
        structlog.get_logger().warning("search_ended_early", pair=pair.code)


def _key(conn: Connection, asked: Selection, base_url: str) -> tuple[object, ...]:
    return state(conn), asked.pair, asked.as_of, asked.recorded_as_of, base_url


def _judged(conn: Connection, asked: Selection, base_url: str) -> Findings:
    lists = code_lists(conn)
    indicators = lists.indicators
    answer = figures(conn, asked, base_url)
    if asked.pair is None:
        raise ValueError("verdicts are of one pair")
    named = [with_direction(row, lists) for row in answer.rows]
    found = contradictions(named, indicators, asked.pair, lists.economies)
    log_what_is_missing(found, asked.pair)
    return Findings(found, MappingProxyType(_mentioned(found, answer.rows)), answer.left_out_without_day)


def with_direction(row: FigureRow, lists: CodeLists) -> FigureRow:
    """Sentences name what is measured by the row's label: put the direction into it, in the economies' names."""
    as_labelled = replace(lists.indicators[row.indicator], label=row.indicator_label)

    def told() -> str:
        first, second = (economy_name(lists.economies, code) for code in (row.ref_area, row.counterpart_area))
        return measured_text(as_labelled, first, second)

    return replace(row, indicator_label=Told(told))


def _mentioned(found: Verdicts, rows: Sequence[FigureRow]) -> dict[str, FigureRow]:
    ids = {figure_id for one in found.contradictions for prints in one.printed for figure_id in prints}
    for note in (*found.notes, *found.release_notes):
        ids.update(note.figure_ids, note.evidence)
    return {row.figure_id: row for row in rows if row.figure_id in ids}

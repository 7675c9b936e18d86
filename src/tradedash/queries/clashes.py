"""What figures that are not stored yet would contradict, if they were published."""

from collections.abc import Collection, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection

from tradedash.domain.economy import Pair
from tradedash.domain.figure import Status
from tradedash.frames import FigureRow
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.rows import figure_row
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import findings, labelled, with_direction
from tradedash.reasoning.contradictions import Contradiction, disputes_of

Row = Mapping[str, Any]


def row_to_be(values: Row, home: Row, lists: CodeLists) -> FigureRow:
    """Return a figure that is not stored as the contract row it would be once published, without its links."""
    indicator = lists.indicators[values["indicator"]]
    named = {
        "indicator_label": indicator.label,
        "source_type": str(home["source_type"]),
        "source_title": home["title"],
        "source_publisher": home["publisher"],
        "language": home["language"],
        "source_published_on": home["published_on"],
        "source_url": home["url"],
        "declared_precision": home["declared_precision"],
        "status": Status.PUBLISHED.value,
    }
    return figure_row(SimpleNamespace(**{**values, **named}), "")


def clashes(conn: Connection, pair: Pair, new: Sequence[FigureRow], base_url: str) -> dict[str, str]:
    """Return what each of these figures would contradict, in one sentence, by figure_id; those that clash alone."""
    lists = code_lists(conn)
    selection = Selection(pair=pair)
    known = {claims_without(one, ()) for one in findings(conn, selection, base_url).verdicts.contradictions}
    rows = [*labelled(conn, pair, base_url), *(with_direction(row, lists) for row in new)]
    names = {row.figure_id for row in new}
    found: dict[str, str] = {}
    disputes = disputes_of(rows, lists.indicators, pair)
    for one in (each for dispute in disputes for each in dispute.contradictions):
        if claims_without(one, names) not in known:
            for figure_id in _to_blame(one.printed, names):
                found.setdefault(figure_id, one.sentence)
    return found


def claims_without(one: Contradiction, new: Collection[str]) -> frozenset[frozenset[str]]:
    """Return a contradiction as the prints of its claims but the new ones; a claim that is all new stays empty.

    What is equal before and after a figure came was there without it.
    """
    return frozenset(frozenset(prints) - frozenset(new) for prints in one.printed)


def _to_blame(printed: Sequence[Sequence[str]], new: set[str]) -> set[str]:
    """Return the new figures that bring a claim of their own: those that repeat a stored one do not make the clash."""
    own = {figure_id for prints in printed if new.issuperset(prints) for figure_id in prints}
    return own or {figure_id for prints in printed for figure_id in new.intersection(prints)}

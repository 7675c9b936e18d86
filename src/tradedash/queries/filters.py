"""SQL for sets of figures: one condition per filter, one statement per combination, each built once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, func, literal, or_, select

from tradedash.domain.figure import Status
from tradedash.queries.order import AFTER_FIRST, FROM_FIRST, PLACE_COLUMNS, PLACE_ORDER, TO_LAST
from tradedash.queries.rows import COLUMNS, FIGURES
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, journal, source
from tradedash.store.types import Words

#: The day a figure became known: said, else published.
KNOWN_ON = func.coalesce(figure.c.stated_on, source.c.published_on, type_=figure.c.stated_on.type)
#: Drafts, and versions that were given up before anybody could read them, are in no list, count or id.
ONCE_PUBLISHED = figure.c.published_at.is_not(None)
_OF_A_CHANGE = (journal.c.entity == "figure", journal.c.before.is_not(None))
#: The first change of each figure after an instant: `before` is its state at that instant, as canonical JSON.
LATER = (
    select(journal.c.entity_id, journal.c.before)
    .where(
        journal.c.seq.in_(
            select(func.min(journal.c.seq))
            .where(*_OF_A_CHANGE, journal.c.at > bindparam("recorded_as_of"))
            .group_by(journal.c.entity_id)
        )
    )
    .subquery("later")
)


def _status_then(status: ColumnElement[str]) -> ColumnElement[bool]:
    """Compare the status that a figure had at the instant `recorded_as_of`.

    Keys are sorted in canonical JSON, so a figure's state ends with its status, whatever a note before it says.
    """
    had = LATER.c.before.like(literal('%"status":"') + status + literal('"}'))
    return or_(
        and_(figure.c.status == status, figure.c.figure_id.not_in(select(LATER.c.entity_id))),
        figure.c.figure_id.in_(select(LATER.c.entity_id).where(had)),
    )


#: Became public or was changed at or after an instant: whoever asks with the time of the last answer misses nothing.
_CHANGED_SINCE = or_(
    figure.c.published_at >= bindparam("changed_since"),
    figure.c.figure_id.in_(
        select(journal.c.entity_id).where(*_OF_A_CHANGE, journal.c.at >= bindparam("changed_since"))
    ),
)

CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "status": and_(figure.c.status == bindparam("status"), ONCE_PUBLISHED),
    "status_then": and_(_status_then(bindparam("status_then", type_=Words)), ONCE_PUBLISHED),
    "pair": figure.c.pair == bindparam("pair"),
    "indicator": figure.c.indicator == bindparam("indicator"),
    "basis": figure.c.basis.in_(bindparam("basis", expanding=True)),
    "since": figure.c.period_end >= bindparam("since"),
    "until": figure.c.period_start <= bindparam("until"),
    "as_of": bindparam("as_of") >= KNOWN_ON,
    "recorded_as_of": figure.c.recorded_at <= bindparam("recorded_as_of"),
    "changed_since": _CHANGED_SINCE,
    "source": figure.c.source_id == bindparam("source"),
    "ref_area": figure.c.ref_area == bindparam("ref_area"),
    "counterpart_area": figure.c.counterpart_area == bindparam("counterpart_area"),
    "statement": figure.c.statement_id == bindparam("statement"),
    "statements": figure.c.statement_id.in_(bindparam("statements", expanding=True)),
    "speaker": figure.c.speaker == bindparam("speaker"),
    "outlet": figure.c.source_id.in_(select(source.c.source_id).where(source.c.publisher == bindparam("outlet"))),
    "figures": figure.c.figure_id.in_(bindparam("figures", expanding=True)),
    "after_first": AFTER_FIRST,
    "from_first": FROM_FIRST,
    "to_last": TO_LAST,
}
#: Filters that may keep one figure of a key and drop its competitor. All others keep keys whole.
SPLITTING = frozenset({"changed_since", "source", "statement", "statements", "speaker", "outlet", "figures"})
CLOCKS = frozenset({"as_of", "recorded_as_of"})

Shape = frozenset[str]


def parameters(selection: Selection) -> dict[str, object]:
    """Return the active filters of a selection by name; their names are the shape of its statement."""
    pair = selection.pair
    found: dict[str, object] = {
        "status_then" if selection.recorded_as_of else "status": selection.status.value,
        "pair": "-".join(sorted((pair.first, pair.second))) if pair else None,
        "indicator": selection.indicator,
        "basis": list(selection.basis),
        "since": selection.since,
        "until": selection.until,
        "as_of": selection.as_of,
        "recorded_as_of": selection.recorded_as_of,
        "changed_since": selection.changed_since,
        "source": selection.source,
    }
    return {name: value for name, value in found.items() if value}


def clocks(selection: Selection) -> dict[str, object]:
    """Return the parameters that say when: published then, known by, recorded by."""
    found = parameters(selection)
    return {name: value for name, value in found.items() if name in CLOCKS or name.startswith("status")}


def shape(given: Mapping[str, object]) -> Shape:
    return frozenset(name for name in given if name in CONDITIONS)


def conditions(names: Shape) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a shape, in one order so that equal shapes make equal SQL."""
    return tuple(condition for name, condition in CONDITIONS.items() if name in names)


@lru_cache(maxsize=512)
def rows_of(names: Shape) -> Select[Any]:
    """Select the joined rows of all figures that match; order is left to `order.in_order`."""
    return select(*COLUMNS).select_from(FIGURES).where(*conditions(names))


@lru_cache(maxsize=512)
def competitors_of(names: Shape) -> Select[Any]:
    """Select the published rows known in time whose series and period some matching figure has."""
    shared = ("pair", "indicator", "basis", "ref_area", "counterpart_area", "period_start", "period_end")
    matching = (
        select(*(figure.c[name] for name in shared))
        .select_from(figures_for(names))
        .where(*conditions(names))
        .distinct()
        .subquery("matching")
    )
    same = and_(
        *(figure.c[name] == matching.c[name] for name in shared[:5]),
        *(
            or_(figure.c[name] == matching.c[name], and_(figure.c[name].is_(None), matching.c[name].is_(None)))
            for name in shared[5:]
        ),
    )
    return (
        select(*COLUMNS).select_from(FIGURES.join(matching, same)).where(_published(names), *conditions(names & CLOCKS))
    )


def _published(names: Shape) -> ColumnElement[bool]:
    published = Status.PUBLISHED.value
    return _status_then(literal(published, Words)) if "recorded_as_of" in names else figure.c.status == published


@lru_cache(maxsize=512)
def places_of(names: Shape) -> Select[Any]:
    """Select the place of the row `skip` rows on, in the order of the contract as far as places decide it."""
    return (
        select(*PLACE_COLUMNS)
        .select_from(figures_for(names))
        .where(*conditions(names))
        .order_by(*PLACE_ORDER)
        .limit(1)
        .offset(bindparam("skip"))
    )


@lru_cache(maxsize=512)
def without_day(names: Shape) -> Select[Any]:
    """Count the matching figures of which nobody knows when they were said or published."""
    return (
        select(func.count())
        .select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        .where(KNOWN_ON.is_(None), *conditions(names - {"as_of"}))
    )


def figures_for(names: Shape) -> FromClause:
    """Return the least that the conditions need: the source only where its day is asked for."""
    return figure.join(source, figure.c.source_id == source.c.source_id) if "as_of" in names else figure

"""What became public or changed most recently."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tradedash.frames import FigureRow
from tradedash.queries import figures
from tradedash.queries.cited import figure_words
from tradedash.queries.codelists import code_lists
from tradedash.queries.filters import conditions, figures_for, parameters, shape
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure, journal


@dataclass(frozen=True, slots=True)
class New:
    """A figure in words, when it became public, and when it last changed after that."""

    row: FigureRow
    what: str
    published: datetime
    updated: datetime


def newest(conn: Connection, selection: Selection, base_url: str, most: int) -> list[New]:
    """Return at most so many figures of a selection, what became public or changed last first."""
    given = parameters(selection)
    names = shape(given)
    wanted = select(figure.c.figure_id, figure.c.published_at).select_from(figures_for(names)).where(*conditions(names))
    public = wanted.order_by(figure.c.published_at.desc(), figure.c.id.desc()).limit(most)
    last = func.max(journal.c.at)
    changed = (
        select(figure.c.figure_id, figure.c.published_at, last)
        .select_from(
            figures_for(names).join(
                journal,
                (journal.c.entity == "figure")
                & (journal.c.entity_id == figure.c.figure_id)
                & journal.c.before.is_not(None),
            )
        )
        .where(*conditions(names))
        .group_by(figure.c.id)
        .order_by(last.desc(), figure.c.id.desc())
        .limit(most)
    )
    found = {one.figure_id: (one.published_at, one.published_at) for one in conn.execute(public, given)}
    for figure_id, published_at, changed_at in conn.execute(changed, given):
        found[figure_id] = (published_at, max(published_at, changed_at))
    order = sorted(found, key=lambda figure_id: (found[figure_id][1], figure_id), reverse=True)[:most]
    lists = code_lists(conn)
    rows = figures.by_id(conn, order, base_url, selection)
    return [New(row, figure_words(row, lists), *found[row.figure_id]) for row in rows]

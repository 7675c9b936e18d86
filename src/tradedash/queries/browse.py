"""Who has said and printed what: speakers and outlets with their counts, and one statement by its id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from tradedash.domain.errors import NotFound
from tradedash.i18n import N_
from tradedash.queries import filters
from tradedash.queries.kept import Kept
from tradedash.queries.revision import state
from tradedash.queries.selection import READABLE, Selection
from tradedash.store.schema import figure, source

NO_STATEMENT = N_("There is no statement under this address; it may have been copied incompletely.")
NOBODY = N_("Nobody of this name has said a figure that is stored here.")
NO_OUTLET = N_("No outlet of this name has printed a figure that is stored here.")


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker or an outlet: published figures, statements and sources, and the first and last day known of them."""

    name: str
    figures: int
    statements: int
    sources: int
    first: date | None
    last: date | None


_kept: Kept[list[Named]] = Kept(8)
_READABLE = (figure.c.status.in_([status.value for status in READABLE]), filters.ONCE_PUBLISHED)


def speakers(conn: Connection, selection: Selection) -> list[Named]:
    """Return everybody who has said a figure known at the clocks of a selection, most statements first."""
    return _listed(conn, figure.c.speaker, selection)


def outlets(conn: Connection, selection: Selection) -> list[Named]:
    """Return every publisher of a figure known at the clocks of a selection, most statements first."""
    return _listed(conn, source.c.publisher, selection)


def speaker(conn: Connection, name: str) -> str:
    """Return the name if somebody of that name was ever published. Raises: NotFound."""
    return _known(conn, {"speaker": name}, NOBODY)


def outlet(conn: Connection, name: str) -> str:
    """Return the name if an outlet of that name was ever published. Raises: NotFound."""
    return _known(conn, {"outlet": name}, NO_OUTLET)


def statement(conn: Connection, statement_id: str) -> str:
    """Return the id if the statement has a figure that was ever published. Raises: NotFound."""
    return _known(conn, {"statement": statement_id}, NO_STATEMENT)


def _known(conn: Connection, wanted: Mapping[str, str], sentence: str) -> str:
    ((name, text),) = wanted.items()
    query = select(figure.c.id).where(filters.CONDITIONS[name], *_READABLE).limit(1)
    if "\0" in text or conn.execute(query, wanted).first() is None:
        raise NotFound(sentence)
    return text


def _listed(conn: Connection, name: ColumnElement[Any], selection: Selection) -> list[Named]:
    """A look at every figure, so kept until something public changes."""
    given = filters.clocks(selection)
    key = (state(conn), str(name), *sorted((one, str(value)) for one, value in given.items()))
    return _kept.get(conn, key, lambda: _counted(conn, name, given))


def _counted(conn: Connection, name: ColumnElement[Any], given: Mapping[str, object]) -> list[Named]:
    statements = func.count(distinct(figure.c.statement_id))
    day_type = figure.c.stated_on.type
    query = (
        select(
            name,
            func.count(),
            statements,
            func.count(distinct(figure.c.source_id)),
            func.min(filters.KNOWN_ON, type_=day_type),
            func.max(filters.KNOWN_ON, type_=day_type),
        )
        .select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        .where(name.is_not(None), *filters.conditions(filters.shape(given)))
        .group_by(name)
        .order_by(statements.desc(), name)
    )
    return [Named(*found) for found in conn.execute(query, given)]

"""The clocks of a page: what the address asks for, how many figures that keeps out, and the way back to today."""

from collections.abc import Sequence

from sqlalchemy import Connection

from tradedash.components.asof import Past, as_known
from tradedash.components.elements import Child
from tradedash.components.links import with_query
from tradedash.pages.asked import Asked
from tradedash.queries.asof import known_later
from tradedash.queries.selection import Selection

CLOCKS = ("as_of", "recorded_as_of")


def past_of(conn: Connection, selection: Selection, without_day: int) -> Past:
    """Return what the clocks of a selection keep out."""
    return Past(selection.as_of, selection.recorded_as_of, known_later(conn, selection), without_day)


def notice(path: str, asked: Asked, past: Past) -> Child:
    """Return the sentences above a page that shows the past, with the link to its present."""
    return as_known(past, without(path, asked.query, CLOCKS))


def without(path: str, query: Sequence[tuple[str, str]], names: Sequence[str]) -> str:
    """Return the address of a view without some of its parameters."""
    return with_query(path, *(item for item in query if item[0] not in names))

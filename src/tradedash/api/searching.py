"""`/api/v1/search`: what the search page finds, as figures with counts by facet."""

from flask import request
from sqlalchemy import Connection

from tradedash.api import encode
from tradedash.api.arguments import arguments, only
from tradedash.domain.errors import BadValue
from tradedash.queries.codelists import code_lists
from tradedash.queries.figures import by_id
from tradedash.queries.search import MOST_TERMS, search
from tradedash.queries.selection import parse_selection
from tradedash.store.search import terms

NAMES = ("q", "limit", "as_of", "recorded_as_of")
LONGEST, USUAL = 200, 100


def found_json(conn: Connection, base_url: str) -> str:
    """Return the newest known of all figures that have every word. Raises: BadValue and UnknownName."""
    only(NAMES)
    lists = code_lists(conn)
    asked = parse_selection({name: values for name, values in arguments().items() if name != "q"}, lists, strict=True)
    words = terms(_words())
    if not words:
        raise BadValue("“q” holds nothing to look for: give a word or a number.", "q")
    if len(words) > MOST_TERMS:
        raise BadValue(f"“q” has {len(words)} words; give at most {MOST_TERMS}.", "q")
    hits = search(conn, words, {}, asked, lists)
    rows = by_id(conn, hits.figure_ids[: asked.limit or USUAL], base_url, asked)
    return encode.list_json(
        map(encode.figure_json, rows),
        None,
        found=len(hits.figure_ids),
        more=hits.more,
        facets={name: dict(counts) for name, counts in hits.facets.items()},
    )


def _words() -> str:
    given = request.args.getlist("q")
    if len(given) != 1:
        raise BadValue("Give “q” once, with the words to look for.", "q")
    if len(given[0]) > LONGEST or "\0" in given[0]:
        raise BadValue(f"“q” is text of at most {LONGEST} letters.", "q")
    return given[0]

"""The addresses of all public pages, as far as a sitemap may name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import quote

from sqlalchemy import Connection, func, select

from tradedash.domain.figure import Status
from tradedash.queries.rows import permalink
from tradedash.store.schema import figure

#: A sitemap may have no more. The pages come first, then charts and sources, then figures, the newest first.
MOST = 50_000
PAGES = (
    "/",
    "/charts",
    "/mirror",
    "/contradictions",
    "/compare",
    "/balance",
    "/targets",
    "/coverage",
    "/sources",
    "/data",
    "/method",
)
_PUBLISHED = figure.c.status == Status.PUBLISHED.value
_NEWEST = func.max(figure.c.published_at, type_=figure.c.published_at.type)
_CHARTS = (
    select(figure.c.indicator, _NEWEST).where(_PUBLISHED).group_by(figure.c.indicator).order_by(figure.c.indicator)
)
_SOURCES = (
    select(figure.c.source_id, _NEWEST)
    .where(_PUBLISHED)
    .group_by(figure.c.source_id)
    .order_by(_NEWEST.desc(), figure.c.source_id)
    .limit(MOST)
)
_FIGURES = (
    select(figure.c.figure_id, figure.c.published_at)
    .where(_PUBLISHED)
    .order_by(figure.c.published_at.desc(), figure.c.id.desc())
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class Address:
    """One public page, and the day something on it was published last, where that is known."""

    url: str
    changed_on: date | None = None


def public_addresses(conn: Connection, base_url: str) -> list[Address]:
    """Return the addresses of public pages, at most `MOST`."""
    return list(islice(_all(conn, base_url), MOST))


def _all(conn: Connection, base_url: str) -> Iterator[Address]:
    for path in PAGES:
        yield Address(f"{base_url}{path}")
    for code, at in conn.execute(_CHARTS):
        yield Address(f"{base_url}/charts/{quote(code, safe='')}", at.date())
    for source_id, at in conn.execute(_SOURCES):
        yield Address(f"{base_url}/sources/{quote(source_id, safe='')}", at.date())
    for figure_id, at in conn.execute(_FIGURES):
        yield Address(permalink(base_url, figure_id), at.date())

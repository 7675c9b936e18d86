"""A print that somebody is about to add, as the contract row that it would be: nothing of it is stored."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, Protocol

from sqlalchemy import Connection, select

from tradedash.domain.figure import Print, Status, statement_id
from tradedash.domain.indicator import Indicator
from tradedash.domain.source import SourceType, canonical_url, guess_source_type, source_id
from tradedash.frames import FigureRow
from tradedash.queries.rows import figure_row, in_other_currency
from tradedash.store.printed import print_columns
from tradedash.store.schema import source

#: No figure of the ledger has this id.
NEW = "new"


class NewArticle(Protocol):
    """An article that the ledger may not know yet."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def publisher(self) -> str:
        """Its outlet or office."""

    @property
    def language(self) -> str:
        """The code of its language."""

    @property
    def published_on(self) -> date | None:
        """The day it was published, if known."""


class Asked(Protocol):
    """What somebody asks to be added; a command is one. `source` is an article, or the id of a stored one."""

    @property
    def source(self) -> Any:
        """A `NewArticle`, or a source id."""

    @property
    def print(self) -> Print:
        """The print."""


def candidate_row(conn: Connection, asked: Asked, indicators: dict[str, Indicator], base_url: str) -> FigureRow | None:
    """Return the row that a print would be if it were published today; None if its source or indicator is unknown.

    Bounds, measured currency and the rest follow by the same rules as for stored figures.
    """
    home = _home(conn, asked.source)
    indicator = indicators.get(asked.print.indicator)
    if home is None or indicator is None:
        return None
    figure = asked.print
    released = home["source_type"] == SourceType.RELEASE
    joined = SimpleNamespace(
        **print_columns(figure),
        **home,
        figure_id=NEW,
        statement_id=statement_id(figure.speaker, figure.stated_on, home["source_id"], release=released),
        indicator_kind=indicator.kind.value,
        indicator_label=indicator.label,
        status=Status.PUBLISHED.value,
        rank="normal",
        rank_reason=None,
        note=None,
        recorded_at=datetime.now(UTC),
    )
    return in_other_currency(figure_row(joined, base_url), indicators)


def _home(conn: Connection, wanted: Any) -> dict[str, Any] | None:
    """Return the columns of the source that a row shows: of the stored one at the address, else of the new one."""
    column, value = (
        (source.c.source_id, wanted) if isinstance(wanted, str) else (source.c.canonical_url, canonical_url(wanted.url))
    )
    found = conn.execute(select(source).where(column == value)).first()
    if found is not None and found.merged_into:
        found = conn.execute(select(source).where(source.c.source_id == found.merged_into)).one()
    if found is not None:
        return _shown(found._asdict())
    if isinstance(wanted, str):
        return None
    article = {name: getattr(wanted, name, None) for name in ("url", "title", "publisher", "language", "published_on")}
    kind = guess_source_type(wanted.url).value
    return _shown({**article, "source_id": source_id(wanted.url), "source_type": kind, "declared_precision": None})


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "source_id": row["source_id"],
        "source_type": row["source_type"],
        "source_title": row["title"],
        "source_publisher": row["publisher"],
        "language": row["language"],
        "source_published_on": row["published_on"],
        "source_url": row["url"],
        "declared_precision": row["declared_precision"],
    }

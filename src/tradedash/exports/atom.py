"""Figures as an Atom feed (RFC 4287): what became public or changed, newest first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from tradedash.frames import FigureRow

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
#: A feed of nothing has never changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: XML 1.0 cannot hold these, escaped or not.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure, what it is in words, and when it became public or last changed."""

    row: FigureRow
    what: str
    published: datetime
    updated: datetime


def feed(entries: Sequence[Entry], address: str, home: str) -> str:
    """Return the feed that stands at `address`, of the site at `home`."""
    updated = max((entry.updated for entry in entries), default=NEVER)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{_text(address)}</id>",
        "<title>tradedash: figures as they were printed</title>",
        f"<updated>{_instant(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(address)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(home)}/>',
        "<author><name>tradedash</name></author>",
    ]
    return "\n".join([*head, *_entries(entries), "</feed>", ""])


def _entries(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        row = entry.row
        yield "<entry>"
        yield f"<id>{_text(row.permalink)}</id>"
        yield f"<title>{_text(entry.what)}</title>"
        yield f"<updated>{_instant(entry.updated)}</updated>"
        yield f"<published>{_instant(entry.published)}</published>"
        yield f"<author><name>{_text(row.speaker or row.source_publisher)}</name></author>"
        yield f'<link rel="alternate" type="text/html" href={_attribute(row.permalink)}/>'
        yield f'<link rel="via" href={_attribute(row.source_url)}/>'
        yield f"<category term={_attribute(row.indicator)} label={_attribute(row.indicator_label)}/>"
        yield f'<content type="text" xml:lang={_attribute(row.language)}>{_text(row.as_printed)}</content>'
        yield "</entry>"


def _text(words: str) -> str:
    return escape(_NO_XML.sub("", words))


def _attribute(words: str) -> str:
    return quoteattr(_NO_XML.sub("", words))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

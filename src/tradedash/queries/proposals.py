"""What the ledger can tell about an address that is being typed: the source itself, or who publishes there."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from tradedash.domain.errors import BadValue
from tradedash.domain.source import SourceType, canonical_url, guess_source_type
from tradedash.queries.filters import ONCE_PUBLISHED
from tradedash.store.schema import figure, source

MOST_FOUND = 8
_MOST_OF_A_HOST = 500
_MOST_WORDS = 6
_LONGEST_WORD = 60
#: What addresses call a language, in a folder or before the name of the site; codes of countries tell none.
_LABELS = {
    "ar": ("ar", "arabic"), "de": ("de", "german", "deutsch"), "en": ("en", "eng", "english"), "es": ("es", "spanish"),
    "fr": ("fr", "french"), "it": ("it", "italian"), "kk": ("kk", "kaz"), "ky": ("ky", "kyr", "kyrgyz"),
    "ru": ("ru", "rus", "russian"), "tr": ("tr", "turkish"), "uk": ("ukr",), "uz": ("uz", "uzb"),
    "zh": ("zh", "cn", "chinese"),
}  # fmt: skip
_LANGUAGE_OF = {label: language for language, labels in _LABELS.items() for label in labels}
#: Endings of addresses under which nearly everybody writes in one language.
_ENDINGS = {
    "at": "de", "cl": "es", "cn": "zh", "de": "de", "ec": "es", "es": "es", "fr": "fr", "it": "it", "mx": "es",
    "ru": "ru", "su": "ru", "tr": "tr", "uk": "en",
}  # fmt: skip
#: `example.com.tr`: the second label names no site.
_SHARED_LABELS = {"ac", "co", "com", "edu", "gob", "gouv", "gov", "info", "net", "org"}
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PUBLIC = exists().where(figure.c.source_id == source.c.source_id, ONCE_PUBLISHED)


@dataclass(frozen=True, slots=True)
class Backed:
    """A value and one sentence that says what it rests on."""

    value: str
    because: str


@dataclass(frozen=True, slots=True)
class AddressProposal:
    """What an address tells. `source_id` is the source that the ledger has there, under any variant of the address.

    Publisher and language are proposed only for a source that is new.
    """

    canonical_url: str
    source_type: SourceType
    source_id: str | None
    publisher: Backed | None
    language: Backed | None


@dataclass(frozen=True, slots=True)
class FoundSource:
    """One stored source, as a list of suggestions shows it."""

    source_id: str
    url: str
    publisher: str
    language: str
    title: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class _Neighbour:
    publisher: str
    language: str
    folder: str


def from_address(conn: Connection, url: str) -> AddressProposal | None:
    """Return what an address tells; None while it is no address."""
    try:
        canonical = canonical_url(url)
        kind = guess_source_type(url)
    except BadValue:
        return None
    known = _known(conn, canonical)
    if known:
        return AddressProposal(canonical, kind, known, None, None)
    host = urlsplit(canonical).netloc
    near = _neighbours(conn, _on_host(host))
    publisher = _publisher(near, host) or _publisher(_neighbours(conn, _beside_host(host)), _site(host))
    return AddressProposal(canonical, kind, None, publisher, _language(near, canonical, url))


def search_sources(conn: Connection, text: str) -> list[FoundSource]:
    """Return the sources that hold every typed word in address, publisher or title, the newest first, at most 8."""
    words = _words(text)
    if not words:
        return []
    wanted = and_(*(_holds(word) for word in words))
    columns = (source.c.source_id, source.c.url, source.c.publisher, source.c.language, source.c.title)
    query = (
        select(*columns, source.c.published_on)
        .where(source.c.merged_into.is_(None), _PUBLIC, wanted)
        .order_by(source.c.published_on.is_(None), source.c.published_on.desc(), source.c.source_id)
        .limit(MOST_FOUND)
    )
    return [FoundSource(*row) for row in conn.execute(query)]


def _words(text: str) -> list[str]:
    """Return what is searched for: the canonical form of an address, else the words."""
    cleaned = _BAD.sub(" ", text).strip()
    if cleaned.lower().startswith(("http://", "https://")):
        try:
            return [canonical_url(cleaned).removeprefix("https://")]
        except BadValue:
            return []
    return [word[:_LONGEST_WORD] for word in cleaned.split()[:_MOST_WORDS] if len(word) > 1]


def _holds(word: str) -> ColumnElement[bool]:
    """SQLite folds the case of ASCII letters only, so the usual spellings are asked for one by one."""
    spellings = dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    columns = (source.c.canonical_url, source.c.publisher, source.c.title)
    return or_(*(column.contains(each, autoescape=True) for each in spellings for column in columns))


def _known(conn: Connection, canonical: str) -> str | None:
    found = conn.execute(
        select(source.c.source_id, source.c.merged_into).where(source.c.canonical_url == canonical)
    ).first()
    return None if found is None else str(found.merged_into or found.source_id)


def _on_host(host: str) -> ColumnElement[bool]:
    """`0` follows `/`: the range holds all addresses of the host, and the index finds it."""
    return and_(source.c.canonical_url >= f"https://{host}/", source.c.canonical_url < f"https://{host}0")


def _beside_host(host: str) -> ColumnElement[bool]:
    site = _site(host)
    return or_(_on_host(site), source.c.canonical_url.contains(f".{site}/", autoescape=True)) if site else _on_host("")


def _site(host: str) -> str:
    """Return the part of a host that its subdomains share; empty where that would name no site."""
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 2 and labels[-2] not in _SHARED_LABELS else ""


def _neighbours(conn: Connection, where: ColumnElement[bool]) -> list[_Neighbour]:
    rows = conn.execute(
        select(source.c.publisher, source.c.language, source.c.canonical_url)
        .where(where, source.c.merged_into.is_(None), _PUBLIC)
        .order_by(source.c.canonical_url)
        .limit(_MOST_OF_A_HOST)
    )
    return [_Neighbour(row.publisher, row.language, _folder(row.canonical_url)) for row in rows]


def _folder(url: str) -> str:
    return urlsplit(url).path.split("/")[1].lower() if urlsplit(url).path.count("/") else ""


def _publisher(near: Sequence[_Neighbour], host: str) -> Backed | None:
    most = _most(one.publisher for one in near)
    if most is None or not host:
        return None
    name, count = most
    return Backed(name, f"{_sources(count, len(near))} of {host} {_is(count)} by {name}.")


def _language(near: Sequence[_Neighbour], canonical: str, url: str) -> Backed | None:
    """Return the language: of stored sources in the same part of the site, else what the address says itself."""
    folder = _folder(canonical)
    says_so = folder in _LANGUAGE_OF
    same = [one for one in near if (one.folder == folder) or (not says_so and one.folder not in _LANGUAGE_OF)]
    part = f"{urlsplit(canonical).netloc}/{folder}/" if says_so else urlsplit(canonical).netloc
    if most := _most(one.language for one in same):
        code, count = most
        return Backed(code, f"{_sources(count, len(same))} of {part} {_is(count)} in this language.")
    if says_so:
        return Backed(_LANGUAGE_OF[folder], f"The address has /{folder}/ in it.")
    return _language_of_host((urlsplit(url).hostname or "").lower().rstrip("."))


def _language_of_host(host: str) -> Backed | None:
    *labels, ending = host.split(".")
    for label in labels[:-1]:
        if label in _LANGUAGE_OF:
            return Backed(_LANGUAGE_OF[label], f"The address begins with {label}.")
    return Backed(_ENDINGS[ending], f"The address ends in .{ending}.") if ending in _ENDINGS else None


def _most(values: Iterable[str]) -> tuple[str, int] | None:
    """Return the value of more than half, with its number; None if there is no such value."""
    counts = Counter(values)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return (value, count) if 2 * count > counts.total() else None


def _sources(count: int, of: int) -> str:
    if count == of:
        return f"{_number(count)} source{'s' if count > 1 else ''}"
    return f"{_number(count)} of {of} sources"


def _number(count: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[count] if count < len(words) else str(count)


def _is(count: int) -> str:
    return "are" if count > 1 else "is"

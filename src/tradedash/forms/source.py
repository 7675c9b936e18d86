"""The part of a form that says where a number was printed."""

from datetime import UTC, date, datetime, timedelta

from tradedash.commands.checks import NAME_LIMIT, TITLE_LIMIT
from tradedash.commands.codes import check_language
from tradedash.commands.figures import NewSource
from tradedash.domain.period import parse_day
from tradedash.domain.source import checked_url
from tradedash.forms.known import KnownSource
from tradedash.forms.sheet import Sheet

#: Whoever types may be a day ahead of the server.
TOMORROW = timedelta(days=1)


def read_source(sheet: Sheet, known: KnownSource | None) -> NewSource | str | None:
    """Return the new source, or the id of the one that the ledger has at this address; None if it cannot be told."""
    url = sheet.read("source_url", lambda: checked_url(sheet.raw_text("source_url")))
    published = read_day(sheet, "source_published_on")
    title = sheet.text("source_title", TITLE_LIMIT)
    if known is not None:
        _refuse_other_than_stored(sheet, known, title, published)
        return known.source_id
    publisher = sheet.required("source_publisher", "Give the publisher: the outlet or the office.", NAME_LIMIT)
    language = sheet.required("language", "Choose the language of the article.")
    sheet.read("language", lambda: check_language(language))
    if url is None:
        return None
    return NewSource(url=url, publisher=publisher, language=language, title=title or None, published_on=published)


def _refuse_other_than_stored(sheet: Sheet, known: KnownSource, title: str, published: date | None) -> None:
    """A form adds figures; what is stored about a source it does not change behind anybody's back."""
    given = {
        "source_publisher": (sheet.text("source_publisher", NAME_LIMIT), known.publisher),
        "language": (sheet.text("language"), known.language),
        "source_title": (title, known.title or ""),
        "source_published_on": (published.isoformat() if published else "", str(known.published_on or "")),
    }
    for field, (typed, stored) in given.items():
        if typed and typed.casefold() != stored.casefold():
            has = f"“{stored}”" if stored else "nothing here"
            sheet.refuse(field, f"The ledger has {has} for this address: leave this empty.")


def language_of(sheet: Sheet, known: KnownSource | None) -> str:
    """Return the language of the source, empty if it was not chosen."""
    return known.language if known else sheet.text("language")


def read_day(sheet: Sheet, field: str) -> date | None:
    """Return a day that may be left out and may not lie in the future."""
    text = sheet.text(field)
    day = sheet.read(field, lambda: parse_day(text, field)) if text else None
    if day and day > datetime.now(UTC).date() + TOMORROW:
        sheet.refuse(field, "This day is still to come.")
        return None
    return day

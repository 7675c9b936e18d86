"""The language of a request: which one it is, and the messages in it. Outside a request everything is English.

Catalogues are `locales/<language>/LC_MESSAGES/messages.po`; the English sentence is the key, so English needs none.
Module-level words are marked with `N_` and translated where they are shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

ENGLISH = "en"
#: Language code to its own name, in the order of the switch.
LANGUAGES = {ENGLISH: "English", "ru": "Русский", "de": "Deutsch", "ky": "Кыргызча"}
LOCALES = Path(__file__).parent / "locales"
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def gettext(message: str) -> str:
    """Return a message in the language of the request; named pieces are put in afterwards: `_("%(n)s") % {...}`."""
    chosen = _language.get()
    return message if chosen == ENGLISH else _catalogue(chosen).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with a number."""
    return _catalogue(_language.get()).ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """Return a message that means different things in different places."""
    chosen = _language.get()
    return message if chosen == ENGLISH else _catalogue(chosen).pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for the catalogues and return it as it is: it is translated where it is shown."""
    return message


def language() -> str:
    """Return the code of the language of the request: "en" outside of one."""
    return _language.get()


@contextmanager
def use(chosen: str) -> Iterator[None]:
    """Speak a language inside the block. Raises: KeyError for one that is not in LANGUAGES."""
    LANGUAGES[chosen]
    before = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(before)


def choose(asked: str | None, accepted: str | None) -> str:
    """Return the language for a reader: `lang=` of the address, then the browser's Accept-Language, then English."""
    if asked in LANGUAGES:
        return asked
    return _accepted(accepted[:200]) if accepted else ENGLISH


@lru_cache(maxsize=500)
def _accepted(header: str) -> str:
    from babel.core import negotiate_locale  # noqa: PLC0415 - 20 ms that only readers of other languages need

    wanted = [tag.replace("-", "_") for tag in _by_weight(header)]
    return negotiate_locale(wanted, LANGUAGES, sep="_") or ENGLISH


def _by_weight(header: str) -> list[str]:
    """Return the language tags of an Accept-Language header, the most wanted first."""
    weighted: list[tuple[float, int, str]] = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            sure = float(weight or 1)
        except ValueError:
            continue
        if tag and sure > 0:
            weighted.append((-sure, len(weighted), tag))
    return [tag for _, _, tag in sorted(weighted)]


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(chosen: str) -> NullTranslations:
    """Read a catalogue, once per process when the first reader asks for it: about 50 ms."""
    if chosen == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with (LOCALES / chosen / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=chosen))
    compiled.seek(0)
    return GNUTranslations(compiled)

"""Sentences that are made once and read in any language: English as they stand, the others told anew when read."""

from collections.abc import Callable

from tradedash.i18n import ENGLISH, customs, language, use


class Told(str):
    """An English sentence that knows how it is told, so that `here` can tell it in the reader's language."""

    tell: Callable[[], str]

    def __new__(cls, tell: Callable[[], str]) -> "Told":
        with use(ENGLISH):
            made = super().__new__(cls, tell())
        made.tell = tell
        return made


def here(text: str) -> str:
    """Return a text in the language of the request; one that is no `Told` is the same in all."""
    if not isinstance(text, Told) or language() == ENGLISH:
        return text
    return customs.with_one_stop(customs.with_endings(text.tell()))

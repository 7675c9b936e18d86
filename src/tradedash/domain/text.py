"""What text may be stored: NFC, no controls, no bidi or zero-width characters, a length that fits."""

import re
import unicodedata

from tradedash.domain.errors import BadValue

#: Controls, bidi controls, zero-width and other invisible characters, half surrogates.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
    # Joiners are letters' business in Arabic and Indic writing and invisible anywhere else.
    "|(?<![\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff])[\u200c\u200d]"
)
_SPACES = re.compile(r"\s+")


def clean(text: object, *, limit: int, field: str = "") -> str:
    """Return `text` as it may be stored: NFC, one line, outer space removed.

    Raises: BadValue if it is no text, longer than `limit` characters, or holds invisible or control characters.
    """
    if not isinstance(text, str):
        raise BadValue("Give this as text.", field)
    if len(text) > 4 * limit:
        raise BadValue(f"Shorten this to at most {limit} characters.", field)
    found = _FORBIDDEN.search(text)
    if found:
        raise BadValue(f"Remove the invisible character U+{ord(found.group()):04X}.", field)
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if len(line) > limit:
        raise BadValue(f"Shorten this to at most {limit} characters.", field)
    return line


def clean_or_none(text: object, *, limit: int, field: str = "") -> str | None:
    """Like `clean`, with None and blank text returned as None."""
    return None if text is None else clean(text, limit=limit, field=field) or None

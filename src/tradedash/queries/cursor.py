"""Cursors: where a list goes on. Opaque to the client, checked on the way back in, never a row number."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from datetime import date

from tradedash.domain.errors import BadValue

Part = str | bool | None
LONGEST = 800
_MESSAGE = "“cursor” is not one that this list gave out: start again without it, then follow “next”."


def encode(parts: Sequence[Part]) -> str:
    """Return the text form of a position."""
    text = json.dumps(list(parts), separators=(",", ":"), ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def decode(text: str, kinds: Sequence[type]) -> list[Part]:
    """Return the parts of a position; each is None or of its kind (`str`, `bool`, or `date` for an ISO day).

    Raises: BadValue if `encode` never made it.
    """
    if len(text) > LONGEST or not text.isascii():
        raise BadValue(_MESSAGE, "cursor")
    try:
        parts = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (NotBase64, ValueError, RecursionError):
        raise BadValue(_MESSAGE, "cursor") from None
    if not isinstance(parts, list) or len(parts) != len(kinds) or encode_safely(parts) != text:
        raise BadValue(_MESSAGE, "cursor")
    if not all(_is(part, kind) for part, kind in zip(parts, kinds, strict=True)):
        raise BadValue(_MESSAGE, "cursor")
    return parts


def day(part: Part) -> date | None:
    """Return the day of a decoded part of kind `date`."""
    return date.fromisoformat(part) if isinstance(part, str) else None


def encode_safely(parts: Sequence[Part]) -> str | None:
    """Like `encode`, None for text that has no UTF-8 form (a lone surrogate written as an escape)."""
    try:
        return encode(parts)
    except UnicodeEncodeError:
        return None


def _is(part: object, kind: type) -> bool:
    if part is None:
        return kind is not bool
    if kind is not date:
        return type(part) is kind and "\0" not in str(part)
    try:
        return isinstance(part, str) and date.fromisoformat(part).isoformat() == part
    except ValueError:
        return False

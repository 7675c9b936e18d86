"""Bodies made smaller, once for each answer that is kept; what only one person may see is never compressed."""

import gzip

import brotli

#: Enough for text; a body below it gains less than the header costs.
SMALLEST = 500
_BROTLI, _GZIP = 5, 6
#: A tenth smaller, for twenty times the work.
_BROTLI_OF_FILES = 10
_REFUSED = ("q=0", "q=0.0", "q=0.00", "q=0.000")
_TEXT = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")


def encoding_for(accepted: str) -> str:
    """Return how to answer an `Accept-Encoding` header: br, gzip, or "" for as it is."""
    wanted = set()
    for part in accepted.lower().split(","):
        name, _, quality = part.replace(" ", "").partition(";")
        if quality not in _REFUSED:
            wanted.add(name)
    return next((name for name in ("br", "gzip") if name in wanted), "")


def is_text(content_type: str) -> bool:
    """Tell whether bodies of this type are worth compressing: pictures, workbooks and archives are packed already."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith(_TEXT) or kind.endswith(("+json", "+xml"))


def compressed(body: bytes, encoding: str) -> bytes:
    """Return the body in an encoding of `encoding_for`; the same bytes each time."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=_BROTLI)
        return packed
    return gzip.compress(body, _GZIP, mtime=0) if encoding == "gzip" else body


def smallest(body: bytes) -> bytes:
    """Return the body in brotli as small as is worth it for a file, which stays as it is while the program runs."""
    packed: bytes = brotli.compress(body, quality=_BROTLI_OF_FILES)
    return packed

"""Sources: addresses made canonical, and what kind of document an address is."""

import re
from enum import StrEnum
from hashlib import sha256
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from tradedash.domain.errors import BadValue

URL_LIMIT = 2000
_UNSAFE = re.compile(r"[\s\"'<>\\^`{|}\x00-\x20\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff]")
_TRACKING = re.compile(r"(utm_.*|fbclid|gclid|yclid|dclid|msclkid|igshid|mc_[ce]id|_openstat|from|ref|amp|outputType)")
_MOBILE = ("m.", "amp.", "mobile.", "wap.")
#: Host labels under which only governments, presidents, parliaments and their ministries publish.
_OFFICIAL_LABELS = {
    "gov", "government", "govt", "gob", "gouv", "president", "prezident", "kremlin", "premier", "kenesh", "duma",
    "mid", "mfa", "economy",
}  # fmt: skip


class SourceType(StrEnum):
    """Who publishes: a statistical office, the speaker's own office, or an outlet that reports."""

    RELEASE = "release"
    TRANSCRIPT = "transcript"
    REPORT = "report"


def checked_url(text: object, field: str = "source_url") -> str:
    """Return an http(s) address that is safe to store and to link to.

    Raises: BadValue saying what is wrong with it.
    """
    if not isinstance(text, str) or not text.strip():
        raise BadValue("Give the address of the article.", field)
    url = text.strip()
    if len(url) > URL_LIMIT:
        raise BadValue(f"The address is longer than {URL_LIMIT} characters; give the short form.", field)
    if _UNSAFE.search(url):
        raise BadValue("The address holds a space, quote or control character; copy it again from the browser.", field)
    parts = _split(url, field)
    if parts.scheme not in ("http", "https") or not url.lower().startswith(("http://", "https://")):
        raise BadValue("The address must begin with http:// or https://.", field)
    host = (parts.hostname or "").removesuffix(".")
    if ":" in host or not all(host.split(".")) or parts.port == 0:
        raise BadValue("The address names no site; copy it again from the browser.", field)
    if parts.username is not None or parts.password is not None:
        raise BadValue("Remove the user name from the address.", field)
    return url


def canonical_url(url: str) -> str:
    """Return the one address that all variants of an article share: AMP, mobile, tracking parameters, http, www.

    It is a key, not a link: it may lead nowhere. Raises: BadValue as `checked_url`.
    """
    parts = _split(checked_url(url), "source_url")
    host = (parts.hostname or "").rstrip(".")
    host = host.removeprefix("www.")
    for prefix in _MOBILE:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    labels = [label for label in host.split(".") if label != "m"] if host.count(".") > 1 else host.split(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    segments = [part for part in parts.path.split("/") if part and part != "amp"]
    path = quote("/" + "/".join(segments), safe="/%:@!$&()*+,;=~-._")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(k)))
    return urlunsplit(("https", ".".join(labels) + port, path, query, ""))


def source_id(url: str) -> str:
    """Return the stable id of an article: the first 12 hex digits of SHA-256 over its canonical address."""
    return sha256(canonical_url(url).encode()).hexdigest()[:12]


def guess_source_type(url: str) -> SourceType:
    """Tell a government's own site (a transcript) from an outlet (a report); releases are never guessed."""
    labels = set((_split(checked_url(url), "source_url").hostname or "").split("."))
    return SourceType.TRANSCRIPT if labels & _OFFICIAL_LABELS else SourceType.REPORT


def quote_url(url: str, phrase: str) -> str:
    """Return the address with a text fragment that lands on the phrase.

    `,`, `-` and `&` are percent-encoded as the text-fragment syntax asks; an address that has a fragment keeps it.
    """
    text = quote(phrase, safe="").replace("-", "%2D")
    return f"{url}{':~:text=' if '#' in url else '#:~:text='}{text}"


def _split(url: str, field: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadValue("This is not an address; copy it again from the browser.", field) from None
    return parts


def _tracks(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None

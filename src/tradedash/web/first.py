"""The first answer of a page: the page itself, readable without script, and what the live page begins with.

The page stands in `#pre` and the live one in `#live`; `assets/takeover.js` puts one in the place of the other. The
index holds a mark for each part: `<!--about-->` in the head, `<!--page-->` before `#live`, `<!--seed-->` after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says of a page; addresses are absolute, `image` and `data` (schema.org's JSON) may be empty.

    `spoken` is the page's address by language.
    """

    title: str
    description: str
    canonical: str
    image: str = ""
    data: str = ""
    language: str = "en"
    spoken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page as HTML with its head, and the same page as Dash's layout in JSON."""

    head: Head
    html: str
    layout: str
    theme: str | None = None
    has_chart: bool = False


def put_in(index: str, page: FirstPage, dependencies: str) -> str:
    """Return the index with the page in it; `dependencies` are Dash's callbacks in JSON."""
    seed = _data("_dash-layout", page.layout) + _data("_dash-dependencies", dependencies)
    chosen = f' data-theme="{page.theme}"' if page.theme in THEMES else ""
    parts = (
        ('<html lang="en">', f'<html lang="{escape(page.head.language)}"{chosen}>'),
        ("<!--about-->", "".join(_about(page.head))),
        ("<!--page-->", f'<div id="pre">{page.html}</div>'),
        ("<!--seed-->", seed),
    )
    # Nothing that is put in holds a mark: text is escaped, and so is JSON.
    for mark, text in parts:
        index = index.replace(mark, text, 1)
    return index


def _about(head: Head) -> Iterator[str]:
    yield f"<title>{escape(head.title)}</title>"
    yield f'<meta name="description" content="{escape(head.description)}">'
    yield f'<link rel="canonical" href="{escape(head.canonical)}">'
    for language, address in head.spoken.items():
        yield f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(address)}">'
    shared = {
        "og:type": "website",
        "og:site_name": "tradedash",
        "og:title": head.title,
        "og:description": head.description,
        "og:url": head.canonical,
        "og:image": head.image,
    }
    for name, words in shared.items():
        if words:
            yield f'<meta property="{name}" content="{escape(words)}">'
    yield f'<meta name="twitter:card" content="{"summary_large_image" if head.image else "summary"}">'
    if head.data:
        yield f'<script type="application/ld+json">{_unread(head.data)}</script>'


def _data(name: str, text: str) -> str:
    """Return JSON that the browser keeps and does not run; what asks for `name` is answered with it once."""
    return f'<script type="application/json" data-seed="{name}">{_unread(text)}</script>'


def _unread(text: str) -> str:
    """Return JSON in which a browser finds no tag."""
    return text.replace("<", "\\u003c").strip()

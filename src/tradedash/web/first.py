"""The first answer of a page: the page itself, readable without script, and what the live page begins with.

The page stands in `#pre` and the live one in `#live`; `assets/takeover.js` puts one in the place of the other. The
index holds a mark for each part: `<!--about-->` in the head, `<!--page-->` before `#live`, `<!--seed-->` after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page as HTML with what its head says of it, and the same page as Dash's layout in JSON."""

    title: str
    description: str
    canonical: str
    html: str
    layout: str
    theme: str | None = None
    language: str = "en"
    #: Language code to the address of the same page in it.
    alternates: Mapping[str, str] = field(default_factory=dict)


def put_in(index: str, page: FirstPage, dependencies: str) -> str:
    """Return the index with the page in it; `dependencies` are Dash's callbacks in JSON."""
    seed = _data("_dash-layout", page.layout) + _data("_dash-dependencies", dependencies)
    chosen = f' data-theme="{page.theme}"' if page.theme in THEMES else ""
    parts = (
        ('<html lang="en">', f'<html lang="{escape(page.language)}"{chosen}>'),
        ("<!--about-->", _about(page)),
        ("<!--page-->", f'<div id="pre">{page.html}</div>'),
        ("<!--seed-->", seed),
    )
    # Nothing that is put in holds a mark: text is escaped, and so is JSON.
    for mark, text in parts:
        index = index.replace(mark, text, 1)
    return index


def _about(page: FirstPage) -> str:
    return (
        f"<title>{escape(page.title)}</title>"
        f'<meta name="description" content="{escape(page.description)}">'
        f'<link rel="canonical" href="{escape(page.canonical)}">'
        + "".join(_alternate(code, address) for code, address in page.alternates.items())
    )


def _alternate(code: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(address)}">'


def _data(name: str, text: str) -> str:
    """Return JSON that the browser keeps and does not run; what asks for `name` is answered with it once."""
    kept = text.replace("<", "\\u003c").strip()
    return f'<script type="application/json" data-seed="{name}">{kept}</script>'

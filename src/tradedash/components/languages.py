"""The choice of a language: links to the same view, each in its own language. They load the page anew."""

from urllib.parse import parse_qsl, urlencode

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.i18n import LANGUAGES, language
from tradedash.i18n import gettext as _

NAME = "lang"
_LONGEST = 2_000


def language_links(search: str) -> html.Nav:
    """Return the links; the rest of the query string stays as it is, one that is far too long is left out."""
    links: list[Child] = []
    for code, name in LANGUAGES.items():
        current = attributes(aria_current="true" if code == language() else None)
        links += [
            " " if links else "",
            html.A(name, href=f"?{in_language(search, code)}", hrefLang=code, lang=code, **current),
        ]
    return html.Nav(links, className="languages", **attributes(aria_label=_("Language")))


def in_language(search: str, code: str) -> str:
    """Return a query string that asks for another language and else the same."""
    given = parse_qsl(search.removeprefix("?"), keep_blank_values=True) if len(search) <= _LONGEST else []
    return urlencode([*(item for item in given if item[0] != NAME), (NAME, code)])

"""A chart as a picture that can stand alone: title, subtitle, foot, sources and address are drawn into it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tradedash.exports import still
from tradedash.exports.faces import measured
from tradedash.exports.inert import SPACE, UNSEEN, with_outlined_text
from tradedash.i18n import language

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"
WIDTH, EDGE = 1080, 32
_SANS = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_WORD = re.compile(r"\S+")
_LINK = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart's figure, and the words around it; `foot` tells what is not drawn and why, `colours` has the tokens.

    `address` is that of the page, `sources` a sentence on who printed the figures.
    """

    figure: still.Figure
    height: int
    title: str
    subtitle: str
    foot: Sequence[str]
    sources: str
    address: str
    summary: str
    colours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Type:
    """How a paragraph is set: size, distance between lines, colour token, weight."""

    size: int
    line: int
    colour: str
    bold: bool = False


_TITLE, _SUBTITLE = _Type(24, 31, "ink", bold=True), _Type(15, 22, "ink2")
_FOOT, _ADDRESS = _Type(12, 18, "ink2"), _Type(12, 18, "ink3")


def svg(sheet: Sheet) -> str:
    """Return the picture as an SVG file. Raises: still.NotDrawn."""
    inner = WIDTH - 2 * EDGE
    chart = still.svg(sheet.figure, inner, sheet.height)
    parts: list[str] = []
    y = EDGE
    for words, look, after in ((sheet.title, _TITLE, 4), (sheet.subtitle, _SUBTITLE, 12)):
        y = _paragraph(parts, words, look, y, sheet) + after
    parts.append(with_outlined_text(chart).replace("<svg ", f'<svg x="{EDGE}" y="{y}" ', 1))
    y += sheet.height + 12
    parts.append(f'<path d="M{EDGE},{y}.5H{WIDTH - EDGE}" style="stroke:{sheet.colours["rule"]}"/>')
    y += 10
    for words in (*sheet.foot, sheet.sources):
        y = _paragraph(parts, words, _FOOT, y, sheet) + 2
    link: list[str] = []
    y = _paragraph(link, f"tradedash · {sheet.address}", _ADDRESS, y + 4, sheet)
    parts.extend(_linked(link, sheet.address))
    return _whole(parts, y + EDGE - 8, sheet)


def png(sheet: Sheet) -> bytes:
    """Return the picture as PNG with two pixels for one. Raises: still.NotDrawn."""
    return still.rasterized(svg(sheet))


def _whole(parts: Sequence[str], height: int, sheet: Sheet) -> str:
    return (
        f'<svg xmlns="{SPACE}" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' lang="{language()}" style="font-family:{_SANS}">'
        f"<title>{_clean(sheet.title)}</title><desc>{_clean(sheet.summary)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" style="fill:{sheet.colours["paper"]}"/>{"".join(parts)}</svg>\n'
    )


def _paragraph(parts: list[str], words: str, look: _Type, y: int, sheet: Sheet) -> int:
    """Add the lines of a paragraph whose top is at `y`; return where the next one begins."""
    style = f"fill:{sheet.colours[look.colour]};font-size:{look.size}px" + (";font-weight:600" if look.bold else "")
    for line in _lines(words, look, WIDTH - 2 * EDGE):
        y += look.line
        base = y - round((look.line - look.size) / 2) - 2
        parts.append(f'<text x="{EDGE}" y="{base}" style="{style}">{_clean(line)}</text>')
    return y


def _linked(lines: Sequence[str], address: str) -> Iterator[str]:
    """The only link of a picture, and only to where a browser may go."""
    if _LINK.fullmatch(address):
        yield f'<a href="{escape(address)}">{"".join(lines)}</a>'
    else:
        yield from lines


def _lines(words: str, look: _Type, width: float) -> Iterator[str]:
    """Break a paragraph between words, and words that fill a line by themselves between letters."""
    line = ""
    for word in _pieces(words, look, width):
        longer = f"{line} {word}" if line else word
        if line and _length(longer, look) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(words: str, look: _Type, width: float) -> Iterator[str]:
    for found in _WORD.finditer(words):
        word = found.group()
        while _length(word, look) > width:
            most = max(1, int(len(word) * width / _length(word, look)) - 1)
            yield word[:most]
            word = word[most:]
        yield word


def _length(text: str, look: _Type) -> float:
    return measured(text, look.size, bold=look.bold)[0]


def _clean(text: str) -> str:
    return escape(UNSEEN.sub("", text))

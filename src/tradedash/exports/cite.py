"""One figure or one chart as a citation: text, BibTeX, RIS and CSL-JSON, whatever words the print has.

The formats hold each value on one line and in Unicode; what would be syntax in one of them is escaped there.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from tradedash.domain.source import SourceType
from tradedash.exports.names import plain_name
from tradedash.formatting import count_text, day_text
from tradedash.frames import FigureRow

LEDGER = "tradedash"
#: Outlets and speakers that a chart's citation names.
_NAMED = 6
#: What no format can hold: controls, half surrogates and noncharacters; line breaks of any kind become spaces.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")
#: BibTeX counts braces even behind a backslash, so each has a name.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    }
)  # fmt: skip
_RIS_TYPES = {SourceType.REPORT: "NEWS", SourceType.TRANSCRIPT: "ELEC", SourceType.RELEASE: "DATA"}
_CSL_TYPES = {SourceType.REPORT: "article-newspaper", SourceType.TRANSCRIPT: "speech", SourceType.RELEASE: "dataset"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited. Of a figure `phrase` holds its words; a chart has none and rests on `rows` figures.

    `what` is the figure or chart in words, `url` its own address; `outlet` is who printed it, for a chart the ledger.
    """

    key: str
    what: str
    url: str
    accessed: date
    author: str = ""
    role: str = ""
    outlet: str = LEDGER
    article: str = ""
    article_url: str = ""
    published: date | None = None
    said: date | None = None
    phrase: str = ""
    language: str = "en"
    source_type: SourceType = SourceType.RELEASE
    about: str = ""


def figure_citation(row: FigureRow, what: str, accessed: date) -> Citation:
    """Return the citation of one figure; `what` is the figure in words, "4.1 bn USD, Trade turnover, 2024"."""
    return Citation(
        key=f"{LEDGER}-{plain_name(row.figure_id)}",
        what=what,
        url=row.permalink,
        accessed=accessed,
        author=row.speaker or "",
        role=row.speaker_role or "",
        outlet=row.source_publisher,
        article=row.source_title or "",
        article_url=row.source_url,
        published=row.source_published_on,
        said=row.stated_on,
        phrase=row.as_printed,
        language=row.language,
        source_type=SourceType(row.source_type),
    )


def chart_citation(key: str, what: str, url: str, rows: Sequence[FigureRow], accessed: date) -> Citation:
    """Return the citation of one chart; `what` names it with its selection, rule and clocks, which `url` repeats.

    It has no speaker or outlet of its own: those of its rows stand in a note, the most frequent first.
    """
    parts = [f"{count_text(len(rows), 'figure')}, each with its own source"]
    if outlets := _most(row.source_publisher for row in rows):
        parts.append(f"printed in {outlets}")
    if speakers := _most(row.speaker for row in rows if row.speaker):
        parts.append(f"said by {speakers}")
    about = "; ".join(parts)
    return Citation(key=f"{LEDGER}-{plain_name(key)}", what=what, url=url, accessed=accessed, about=about)


def _most(names: Iterable[str]) -> str:
    counted = Counter(names)
    ordered = sorted(counted, key=lambda name: (-counted[name], name.casefold()))
    further = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    return ", ".join(ordered[:_NAMED]) + further


def text(cited: Citation) -> str:
    """Return the citation as a sentence or two."""
    speaker = f"{cited.author} ({cited.role})" if cited.role and cited.author else cited.author
    said = f"said {day_text(cited.said)}" if cited.said else ""
    title = f"“{cited.article}”" if cited.article else ""
    printed = ", ".join(part for part in (cited.outlet, title, _day_or_none(cited), cited.article_url) if part)
    parts = [
        f"{speaker or cited.outlet}: “{cited.phrase}”" if cited.phrase else "",
        cited.what,
        f"{said[:1].upper()}{said[1:]}",
        f"Printed in {printed}" if cited.phrase else cited.about,
        f"{LEDGER}, {cited.url} (accessed {day_text(cited.accessed)})",
    ]
    return ". ".join(_line(part) for part in parts if part) + "."


def bibtex(cited: Citation) -> str:
    """Return one entry, for BibTeX and biblatex; names stand in braces of their own and are never taken apart."""
    day = cited.published or cited.said
    fields = {
        "author": f"{{{_tex(cited.author or cited.outlet)}}}",
        "title": f"{{{_tex(cited.article or cited.what)}}}",
        "howpublished": _tex(cited.outlet),
        "year": f"{day.year}" if day else "",
        "date": day.isoformat() if day else "",
        "url": _address(cited.url),
        "urldate": cited.accessed.isoformat(),
        "note": _tex(_note(cited)),
        "abstract": _tex(cited.phrase),
        "langid": _tex(cited.language),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}", ""])


def ris(cited: Citation) -> str:
    """Return one record; lines end as RIS asks."""
    day = cited.published or cited.said
    fields = [
        ("TY", _RIS_TYPES[cited.source_type]),
        ("ID", cited.key),
        ("AU", cited.author or cited.outlet),
        ("TI", cited.article or cited.what),
        ("T2", cited.outlet),
        ("PY", f"{day.year}" if day else ""),
        ("DA", f"{day:%Y/%m/%d}/" if day else ""),
        ("AB", cited.phrase),
        ("N1", _note(cited)),
        ("LA", cited.language),
        ("DB", LEDGER),
        ("UR", cited.url),
        ("Y2", f"{cited.accessed:%Y/%m/%d}/"),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(cited: Citation) -> str:
    """Return a CSL-JSON list of one item."""
    day = cited.published or cited.said
    item: dict[str, Any] = {
        "id": cited.key,
        "type": _CSL_TYPES[cited.source_type],
        "author": [{"literal": _line(cited.author or cited.outlet)}],
        "title": _line(cited.article or cited.what),
        "container-title": _line(cited.outlet),
        "issued": _parts(day),
        "accessed": _parts(cited.accessed),
        "URL": cited.url,
        "abstract": _line(cited.phrase),
        "note": _line(_note(cited)),
        "language": cited.language,
        "archive": LEDGER,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a citation down, and how it is served."""

    name: str
    write: Callable[[Citation], str]
    content_type: str


#: By the ending of the address.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "bib": Format("BibTeX", bibtex, "application/x-bibtex; charset=utf-8"),
        "ris": Format("RIS", ris, "application/x-research-info-systems; charset=utf-8"),
        "json": Format("CSL-JSON", csl_json, "application/vnd.citationstyles.csl+json"),
    }
)


def _note(cited: Citation) -> str:
    """What the fields of a format have no place for."""
    role = f"{cited.author}: {cited.role}" if cited.author and cited.role else ""
    said = f"said {day_text(cited.said)}" if cited.said else ""
    parts = [cited.what if cited.article else "", role, said, cited.article_url, cited.about]
    return "; ".join(part for part in parts if part)


def _day_or_none(cited: Citation) -> str:
    return day_text(cited.published) if cited.published else "no date of publication known"


def _line(words: str) -> str:
    return _SPACES.sub(" ", _UNSEEN.sub("", words)).strip()


def _tex(words: str) -> str:
    return _line(words).translate(_TEX)


def _address(url: str) -> str:
    """An address is read letter by letter, so what BibTeX would count or end at is percent-encoded."""
    return _line(url).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


def _parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None

"""What a row of the journal changed, field by field, in words: "4.1 bn USD", "Russian statistics", never codes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from tradedash.domain.indicator import Unit
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.formatting import (
    basis_text,
    count_text,
    day_text,
    is_signed,
    listed,
    period_text,
    printed_text,
    with_names,
)
from tradedash.queries.codelists import CodeLists
from tradedash.store.schema import source, statement

Content = Mapping[str, Any]
#: Whatever a later command may write into the journal: nothing that opens a door is ever shown.
_SECRET = ("password", "token", "hash", "secret")
_LONGEST = 300
_MOST_CODES = 6
_LABELS = {
    "source_type": "Kind",
    "url": "Address",
    "title": "Title",
    "publisher": "Publisher",
    "language": "Language",
    "published_on": "Published on",
    "published_on_basis": "Known by",
    "declared_precision": "Declared precision",
    "merged_into": "Merged into",
    "row_count": "Figures",
    "text": "Report",
    "answer": "Answer",
    "status": "Status",
    "allowed": "Allowed",
    "role": "Role",
    "name": "Name",
    "scopes": "Scopes",
    "expires_at": "Expires",
    "figure_id": "Figure",
}
_COUNTED = {"code_list": "code", "exchange_rate": "rate"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it is now; None where there was or is nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Names for what stands in the journal as codes and ids."""

    lists: CodeLists
    sources: Mapping[str, str]
    statements: Mapping[str, str]


def read(text: str | None) -> Content:
    """Return the content of a cell of the journal; nothing for none."""
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def words_for(conn: Connection, lists: CodeLists, contents: Sequence[Content]) -> Words:
    """Return the names of every source and statement that the contents mention."""
    return Words(lists, _sources(conn, _ids(contents, "source_id")), _statements(conn, _ids(contents, "statement_id")))


def changes(entity: str, before: Content, after: Content, words: Words) -> list[Change]:
    """Return what is different, in the order in which a reader asks for it."""
    if entity in _COUNTED:
        return [_codes(entity, before, after)]
    told = _figure if entity == "figure" else _plain
    old, new = told(before, words), told(after, words)
    return [
        Change(label, old.get(label), new.get(label))
        for label in dict.fromkeys((*new, *old))
        if old.get(label) != new.get(label)
    ]


def value_words(content: Content, words: Words) -> str:
    """Return the number of a figure as it is printed everywhere: "over 3.16 bn USD", "+13.6 %"."""
    quantity = Quantity(content["obs_digits"], content["obs_scale"], content["unit_mult"])
    signed = is_signed(content["indicator_kind"]) and content["unit"] != Unit.RATIO
    return printed_text(quantity, content["unit"], content["qualifiers"], signed=signed)


def _figure(content: Content, words: Words) -> dict[str, str]:
    """Return the fields that a content has: all of them, or only the state that may change."""
    told: dict[str, str | None] = {}
    if "obs_digits" in content:
        told = {"Value": value_words(content, words), **_identity(content, words)}
    known = {
        "Status": str(content["status"]).replace("_", " ") if "status" in content else None,
        "Rank": content.get("rank"),
        "Reason of the rank": content.get("rank_reason"),
        "Note": content.get("note"),
        "Statement": _named(content.get("statement_id"), words.statements),
    }
    return {label: text for label, text in {**told, **known}.items() if text}


def _identity(content: Content, words: Words) -> dict[str, str | None]:
    economies = words.lists.economies
    names = {area: economies[area].name if area in economies else area for area in _areas(content)}
    ref_area, counterpart_area = (names[area] for area in _areas(content))
    found = words.lists.indicators.get(content["indicator"])
    label = found.label if found else content["indicator"]
    return {
        "Indicator": with_names(label, ref_area, counterpart_area),
        "Between": f"{ref_area} and {counterpart_area}",
        "Basis": basis_text(economies, content["basis"]),
        "Period": period_text(_period(content, "period")),
        "Period follows from": content["period_evidence"],
        "Compared": _comparison(content),
        "Flags": ", ".join(content["flags"].split()).replace("_", " "),
        "Words": f"“{content['as_printed']}”",
        "Said by": content["speaker"],
        "Role": content["speaker_role"],
        "Said on": _day(content["stated_on"]),
        "Source": _named(content["source_id"], words.sources),
    }


def _comparison(content: Content) -> str | None:
    if content["comparison_basis"] is None:
        return None
    if content["comparison_start"] is None:
        return "with a time the print does not name"
    return f"with {period_text(_period(content, 'comparison'))}, {content['comparison_basis']}"


def _period(content: Content, name: str) -> str:
    start, end = content[f"{name}_start"], content[f"{name}_end"]
    return Period.of(date.fromisoformat(start), date.fromisoformat(end)).code if start else "unstated"


def _plain(content: Content, words: Words) -> dict[str, str]:
    """Return the fields of a source, report, batch, account or option as they are."""
    return {
        label: text
        for name, label in _LABELS.items()
        if not any(word in name for word in _SECRET) and (text := _text(name, content.get(name), words))
    }


def _text(name: str, value: object, words: Words) -> str | None:
    match value:
        case None | "":
            return None
        case bool():
            return "yes" if value else "no"
        case _ if name in ("published_on", "expires_at"):
            return _day(str(value)[:10])
        case _ if name == "merged_into":
            return _named(str(value), words.sources)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _codes(entity: str, before: Content, after: Content) -> Change:
    noun = _COUNTED[entity]
    names = sorted(after)
    named = listed(names[:_MOST_CODES]) if len(names) <= _MOST_CODES else f"{', '.join(names[:_MOST_CODES])} …"
    old = count_text(len(before), noun) if before else None
    return Change("List", old, f"{count_text(len(names), noun)}: {named}")


def _areas(content: Content) -> tuple[str, str]:
    return content["ref_area"], content["counterpart_area"]


def _day(text: str | None) -> str | None:
    return day_text(date.fromisoformat(text)) if text else None


def _named(key: str | None, names: Mapping[str, str]) -> str | None:
    return None if key is None else names.get(key, key)


def _ids(contents: Sequence[Content], name: str) -> set[str]:
    names = (name, "merged_into") if name == "source_id" else (name,)
    return {str(content[one]) for content in contents for one in names if content.get(one)}


def _sources(conn: Connection, ids: set[str]) -> dict[str, str]:
    wanted = select(source.c.source_id, source.c.publisher, source.c.title).where(source.c.source_id.in_(ids))
    return {
        row.source_id: f"{row.publisher}, {row.title}" if row.title else row.publisher for row in conn.execute(wanted)
    }


def _statements(conn: Connection, ids: set[str]) -> dict[str, str]:
    wanted = select(statement, source.c.publisher).outerjoin(source).where(statement.c.statement_id.in_(ids))
    return {
        row.statement_id: f"{row.speaker}, {day_text(row.stated_on)}" if row.speaker else f"of {row.publisher}"
        for row in conn.execute(wanted)
    }

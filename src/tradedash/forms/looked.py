"""A form that is being filled in: what is proposed for it, what stays, and what it would mean as it stands.

A proposal that nobody has touched is named in the form itself, in `proposed` fields, so that it is made anew whenever
what it rests on changes.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from tradedash.commands.codes import units_of
from tradedash.domain.errors import BadValue
from tradedash.domain.hedges import Bounds, Qualifier, bounds, parse_qualifiers
from tradedash.domain.indicator import IndicatorKind
from tradedash.domain.period import parse_day
from tradedash.domain.quantity import Quantity
from tradedash.extraction.numbers import Span, locate
from tradedash.extraction.proposal import propose
from tradedash.forms.amount import read_quantity
from tradedash.forms.known import KnownSource, known_source
from tradedash.forms.proposed import fill
from tradedash.forms.sheet import Raw, Sheet
from tradedash.queries.codelists import CodeLists
from tradedash.queries.proposals import FoundSource, from_address, search_sources

PROPOSED = "proposed"
_SHORTEST_SEARCH = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """What the number of a form allows, as far as it is filled in; `span` is where the phrase has it."""

    quantity: Quantity
    unit: str
    qualifiers: tuple[Qualifier, ...]
    bounds: Bounds
    span: Span | None


@dataclass(frozen=True, slots=True)
class Look:
    """A form with its proposals: `reasons` says of each proposed field what it rests on.

    `is_stale` where a field still has what was proposed for another phrase, number or day.
    """

    raw: Raw
    reasons: Mapping[str, str]
    known: KnownSource | None
    found: tuple[FoundSource, ...]
    language: str
    meant: Meant | None
    is_stale: bool = False
    proposed: tuple[str, ...] = field(default=())


def look(conn: Connection, raw: Raw, lists: CodeLists, *, fills: bool) -> Look:
    """Return a form as it stands, with proposals in its open fields if it `fills`; what a person typed stays."""
    kept = _kept_proposals(raw)
    url = text_of(raw, "source_url")
    known = known_source(conn, url)
    filled, reasons = _filled(conn, raw, lists, known, kept)
    is_stale = any(list(filled.get(name, ())) != list(raw.get(name, ())) for name in kept)
    if not fills:
        reasons = {name: why for name, why in reasons.items() if name in kept and filled.get(name) == raw.get(name)}
        filled = raw
    language = known.language if known else text_of(filled, "language")
    found = () if known or len(url) < _SHORTEST_SEARCH else tuple(search_sources(conn, url))
    proposals = tuple(json.dumps([name, *filled[name]], ensure_ascii=False) for name in reasons)
    return Look(filled, reasons, known, found, language, meant(filled, language, lists), is_stale, proposals)


def meant(raw: Raw, language: str, lists: CodeLists) -> Meant | None:
    """Return what the number may be, by the unit and kind of the indicator where they are not chosen yet."""
    if not text_of(raw, "obs_value"):
        return None
    quantity = read_quantity(Sheet(raw), language)
    try:
        qualifiers = parse_qualifiers(Sheet(raw).ticked("qualifier"))
    except BadValue:
        return None
    if quantity is None:
        return None
    indicator = lists.indicators.get(text_of(raw, "indicator"))
    unit = text_of(raw, "unit_measure") or (str(units_of(indicator)[0]) if indicator else "")
    kind = indicator.kind if indicator else IndicatorKind.CHANGE
    allowed = bounds(quantity, qualifiers, unit=unit, kind=kind)
    span = locate(text_of(raw, "as_printed"), quantity, language)
    return Meant(quantity, unit, qualifiers, allowed, span)


def text_of(raw: Raw, name: str) -> str:
    """Return the first value of a field without the space around it; empty if it was left out."""
    values = raw.get(name) or ("",)
    return str(values[0]).strip()


def _filled(
    conn: Connection, raw: Raw, lists: CodeLists, known: KnownSource | None, kept: Collection[str]
) -> tuple[Raw, dict[str, str]]:
    own = {name: ([] if name in kept else list(values)) for name, values in raw.items()}
    touched = [*_emptied(raw), *raw.get("touched", ())]
    address = from_address(conn, text_of(raw, "source_url")) if not known else None
    language = known.language if known else text_of(own, "language")
    if not language and address and address.language:
        language = address.language.value
    phrase = text_of(raw, "as_printed")
    proposal = (
        propose(
            phrase,
            language,
            said_on=_day(raw, "stated_on"),
            published_on=known.published_on if known else _day(raw, "source_published_on"),
            indicators=lists.indicators,
        )
        if phrase
        else None
    )
    typed = own.get("language", [])
    filled, reasons = fill({**own, "language": [language]} if known else own, proposal, address, touched)
    return ({**filled, "language": typed} if known else filled), dict(reasons)


def _proposals(raw: Raw) -> list[list[str]]:
    """Return the proposals that a form names, each as field and values; what is no such list is passed over."""
    found: list[list[str]] = []
    for text in raw.get(PROPOSED, ()):
        try:
            named = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(named, list) and named and all(isinstance(one, str) for one in named):
            found.append(named)
    return found


def _kept_proposals(raw: Raw) -> set[str]:
    """Return the fields that still have exactly what was proposed for them."""
    return {name for name, *values in _proposals(raw) if list(raw.get(name, ())) == values}


def _emptied(raw: Raw) -> list[str]:
    """Return the fields whose proposal somebody took out."""
    return [name for name, *_ in _proposals(raw) if not any(raw.get(name, ()))]


def _day(raw: Raw, name: str) -> date | None:
    try:
        return parse_day(text_of(raw, name), name)
    except BadValue:
        return None

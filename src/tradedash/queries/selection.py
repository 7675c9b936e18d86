"""Which figures a reader asks for: the query string of pages, downloads and the API, read once, typed and checked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tradedash.domain.economy import EconomyKind, Pair
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.figure import Status
from tradedash.domain.hedges import POLICY_VERSION
from tradedash.domain.indicator import Unit
from tradedash.domain.period import FIRST_YEAR, LAST_YEAR, parse_day, parse_edge
from tradedash.formatting import listed
from tradedash.i18n import gettext as _
from tradedash.queries.codelists import CodeLists
from tradedash.reasoning.headline import Rule

#: What pages and downloads read; all other names they ignore.
PAGE_NAMES = ("pair", "basis", "from", "to", "rule", "as_of", "recorded_as_of", "policy", "derived", "currency")
#: What the API reads; any other name is refused.
API_NAMES = (
    "pair", "indicator", "basis", "source", "from", "to", "rule", "status", "as_of", "recorded_as_of",
    "changed_since", "limit", "cursor",
)  # fmt: skip
#: What anybody may read; drafts and figures in review are in no list, count or id.
READABLE = (Status.PUBLISHED, Status.SUPERSEDED, Status.RETRACTED)
MOST_ROWS = 5000
#: Currencies in which amounts of other ones can be shown as well.
SHOWN_IN = (Unit.USD,)
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|[+\- ][0-9]{2}:[0-9]{2})"
)
_ID = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,64}")
_SHOWN = 40
_POLICY = str(POLICY_VERSION)
#: A frozen link names the policy it was made under: under another one the same prints may have other bounds.
_OTHER_POLICY = "“policy” has no version “{}” here: this site reads hedges by version {}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; None and empty do not limit. `since` and `until` are `from` and `to` of the query string.

    `derived` and `currency` say what a page shows beside the figures; they never change which figures there are.
    """

    pair: Pair | None = None
    indicator: str | None = None
    basis: tuple[str, ...] = ()
    source: str | None = None
    since: date | None = None
    until: date | None = None
    rule: Rule = Rule.PREFERRED
    status: Status = Status.PUBLISHED
    as_of: date | None = None
    recorded_as_of: datetime | None = None
    changed_since: datetime | None = None
    limit: int | None = None
    cursor: str | None = None
    derived: bool = True
    currency: Unit | None = None

    def query(self) -> list[tuple[str, str]]:
        """Return the parameters that lead back to this selection, without those that say the usual."""
        items: list[tuple[str, object]] = [
            ("pair", self.pair.code if self.pair else None),
            ("indicator", self.indicator),
            ("basis", ",".join(self.basis)),
            ("source", self.source),
            ("from", self.since),
            ("to", self.until),
            ("rule", None if self.rule is Rule.PREFERRED else self.rule),
            ("status", None if self.status is Status.PUBLISHED else self.status),
            ("as_of", self.as_of),
            ("recorded_as_of", _instant_text(self.recorded_as_of)),
            ("changed_since", _instant_text(self.changed_since)),
            ("limit", self.limit),
            ("cursor", self.cursor),
        ]
        return [(name, str(value)) for name, value in items if value]


def parse_selection(args: Mapping[str, Sequence[str]], lists: CodeLists, *, strict: bool = False) -> Selection:
    """Read a query string of `name: values`.

    `strict` is the API's way: every contract name, any other is refused, and so are empty and repeated values. Without
    it, as pages and downloads ask: the names of a view's address, others ignored, the first of repeated values, empty
    ones (an untouched field of a form) as if not given, and the pair with most figures where none is named.
    Raises: BadValue and UnknownName, `field` naming the parameter.
    """
    names = API_NAMES if strict else PAGE_NAMES
    if strict:
        for name in args:
            if name not in API_NAMES:
                raise UnknownName("filter", name, list(API_NAMES), name[:_SHOWN])
    given = {name: text for name in names if (text := _one(name, args.get(name, ()), strict)) is not None}
    pair = _pair(given.get("pair"), lists) or (None if strict else lists.default_pair)
    selection = Selection(
        pair=pair,
        indicator=_indicator(given.get("indicator"), lists),
        basis=_bases(given.get("basis"), pair, lists),
        source=_source(given.get("source")),
        since=parse_edge(given["from"], last=False, field="from") if "from" in given else None,
        until=parse_edge(given["to"], last=True, field="to") if "to" in given else None,
        rule=Rule(_choice("rule", given.get("rule", Rule.PREFERRED), Rule)),
        status=Status(_choice("status", given.get("status", Status.PUBLISHED), READABLE)),
        as_of=parse_day(given["as_of"], "as_of") if "as_of" in given else None,
        recorded_as_of=_instant("recorded_as_of", given.get("recorded_as_of")),
        changed_since=_instant("changed_since", given.get("changed_since")),
        limit=_limit(given.get("limit")),
        cursor=given.get("cursor"),
        derived=_choice("derived", given.get("derived", "1"), ("0", "1")) == "1",
        currency=Unit(_choice("currency", given["currency"], SHOWN_IN)) if "currency" in given else None,
    )
    if given.get("policy", _POLICY) != _POLICY:
        raise BadValue(_OTHER_POLICY.format(given["policy"][:_SHOWN], _POLICY), "policy")
    if selection.since and selection.until and selection.since > selection.until:
        raise BadValue(_("“from” is later than “to”: give the earlier one first."), "from")
    return selection


def _one(name: str, values: Sequence[str], strict: bool) -> str | None:
    """Return the value of a parameter as one text; of `basis`, which may be repeated, all joined by commas."""
    if name == "basis":
        values = [",".join(values)] if values and (strict or any(values)) else []
    if strict and len(values) > 1:
        raise BadValue(f"“{name}” is given {len(values)} times; give it once.", name)
    if strict and values and not values[0]:
        raise BadValue(f"“{name}” is empty; give it a value or leave it out.", name)
    return values[0] if values and values[0] else None


def _pair(text: str | None, lists: CodeLists) -> Pair | None:
    if text is None:
        return None
    pair = Pair.parse(text)
    for code in (pair.first, pair.second):
        if code not in lists.economies or lists.economies[code].kind is not EconomyKind.ECONOMY:
            words = _("“pair” has no value “%(text)s”. “%(code)s” is not the code of an economy.")
            raise BadValue(words % {"text": text[:_SHOWN], "code": code}, "pair")
    return lists.canonical(pair)


def _indicator(code: str | None, lists: CodeLists) -> str | None:
    if code is not None and code not in lists.indicators:
        raise UnknownName("indicator", code, list(lists.indicators), "indicator")
    return code


def _bases(text: str | None, pair: Pair | None, lists: CodeLists) -> tuple[str, ...]:
    codes = list(dict.fromkeys(text.split(","))) if text is not None else []
    for code in codes:
        if code not in lists.economies:
            raise _no_value("basis", code, lists.bases(pair or lists.default_pair))
    return tuple(codes)


def _source(text: str | None) -> str | None:
    if text is not None and not _ID.fullmatch(text):
        raise BadValue("“source” is not the id of a source: copy it from the list of sources.", "source")
    return text


def _choice(name: str, text: str, known: Iterable[str]) -> str:
    if text not in list(known):
        raise _no_value(name, text, list(known))
    return text


def _instant(name: str, text: str | None) -> datetime | None:
    """Read a moment with its zone. A `+` that the address turned into a space is understood."""
    if text is None:
        return None
    found = _INSTANT.fullmatch(text)
    try:
        instant = datetime.fromisoformat(text.replace(" ", "+")) if found else None
    except ValueError:
        instant = None
    if instant is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        words = _("Write “%(name)s” as a moment with its time zone, for example 2025-11-26T10:00:00Z.")
        raise BadValue(words % {"name": name}, name)
    return instant.astimezone(UTC)


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= MOST_ROWS:
        raise BadValue(f"“limit” has no value “{text[:_SHOWN]}”. Use a number from 1 to {MOST_ROWS}.", "limit")
    return int(text)


def _no_value(name: str, text: str, known: Sequence[str]) -> BadValue:
    words = _("“%(name)s” has no value “%(text)s”. Use %(known)s.")
    return BadValue(words % {"name": name, "text": text[:_SHOWN], "known": listed(list(known), "or")}, name)


def _instant_text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")

"""Cells as people type them in a table of their own, brought into the forms of the contract by a plan."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from tradedash.frames import COLUMNS
from tradedash.ingest.plan import PAIR, Plan
from tradedash.ingest.rows import Cells

_SPACES = re.compile("[ \u00a0\u2007\u2009\u202f]")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DOTTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_DAYS = ("source_published_on", "stated_on")
_POWERS = {
    "": "", "none": "0", "one": "0", "units": "0", "1": "0", "hundred": "2", "100": "2", "thousand": "3", "k": "3",
    "1000": "3", "million": "6", "mn": "6", "mln": "6", "m": "6", "1000000": "6", "billion": "9", "bn": "9",
    "bln": "9", "1000000000": "9", "trillion": "12", "tn": "12", "1000000000000": "12",
}  # fmt: skip
_UNITS = {"%": "percent", "per cent": "percent", "$": "USD", "us$": "USD", "dollars": "USD", "usd": "USD", "eur": "EUR"}
_HEDGES = {"at least": "at_least", "up to": "up_to", "almost": "nearly", "more than": "over", "": "exact"}


@dataclass(frozen=True, slots=True)
class Names:
    """Codes by the names people know them by, in lower case: indicators by label, economies by name."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    economies: Mapping[str, str] = field(default_factory=dict)


def contract_cells(plan: Plan, cells: Sequence[str], names: Names) -> Cells:
    """Return the cells of a row under the contract's names, all columns there, those that nothing gives empty."""
    found = dict.fromkeys(COLUMNS, "")
    found.update(plan.constants)
    found.update({name: cell for name, cell in zip_longest(plan.columns, cells, fillvalue="") if name})
    if pair := found.pop(PAIR, ""):
        found["ref_area"], _, found["counterpart_area"] = (part.strip() for part in pair.partition("-"))
    for name in ("ref_area", "counterpart_area", "basis"):
        found[name] = names.economies.get(found[name].strip().casefold(), found[name].strip())
    found["indicator"] = names.indicators.get(found["indicator"].strip().casefold(), found["indicator"].strip())
    found["obs_value"] = _number(found["obs_value"], plan.decimal)
    found["unit_mult"] = _POWERS.get(found["unit_mult"].strip().casefold(), found["unit_mult"].strip())
    found["unit_measure"] = _UNITS.get(found["unit_measure"].strip().casefold(), found["unit_measure"].strip())
    found["qualifier"] = _HEDGES.get(found["qualifier"].strip().casefold(), found["qualifier"])
    for name in _DAYS:
        found[name] = _day(found[name])
    for name in ("language", "source_type", "comparison_basis", "time_period", "comparison_period", "figure_id"):
        found[name] = found[name].strip()
    return found


def _number(text: str, decimal: str) -> str:
    bare = _SPACES.sub("", text).replace("\u2212", "-")
    if decimal == ",":
        return bare.replace(",", ".", 1) if "." not in bare else text
    return bare.replace(",", "") if _GROUPED.fullmatch(bare) else bare


def _day(text: str) -> str:
    """Return a day as year-month-day; one with dots is written day first everywhere."""
    bare = text.strip().removesuffix("T00:00:00").removesuffix(" 00:00:00")
    found = _DOTTED_DAY.fullmatch(bare)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else bare

"""What the columns of somebody's table mean: guessed from their names, corrected by the analyst, kept as JSON."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from types import MappingProxyType

from tradedash.domain.errors import BadValue
from tradedash.frames import COLUMNS

PAIR = "pair"
#: What a column may mean, with its label; names are the contract's, and `pair` for both economies at once.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "indicator": "Indicator",
        PAIR: "Pair of economies",
        "ref_area": "First economy (who exports, imports, reports)",
        "counterpart_area": "Second economy",
        "basis": "Whose statistics",
        "time_period": "Period",
        "obs_value": "Value as printed",
        "unit_mult": "Multiplier",
        "unit_measure": "Unit",
        "qualifier": "Hedge",
        "flags": "Flags",
        "as_printed": "Phrase as printed",
        "source_url": "Address of the source",
        "source_publisher": "Publisher",
        "language": "Language of the source",
        "source_title": "Title of the source",
        "source_published_on": "Published on",
        "source_type": "Type of source",
        "speaker": "Speaker",
        "speaker_role": "Role of the speaker",
        "stated_on": "Said on",
        "comparison_basis": "Growth compares with",
        "comparison_period": "Comparison period",
        "period_evidence": "How the period follows",
        "note": "Note",
        "figure_id": "Id of a figure that is stored",
    }
)
#: Columns of an export that are checked against the others where they are there.
CHECKED = ("freq", "period_start", "period_end", "value", "lower", "upper")
#: Columns of an export that the ledger decides by itself.
DECIDED = tuple(name for name in COLUMNS if name not in FIELDS and name not in CHECKED)
REQUIRED = (
    "indicator", "ref_area", "counterpart_area", "basis", "time_period", "obs_value", "unit_mult", "unit_measure",
    "as_printed", "source_url", "source_publisher", "language",
)  # fmt: skip
DECIMALS = {".": "4.1 and 1,800.5", ",": "4,1 and 1 800,5"}
_SYNONYMS: Mapping[str, str] = {
    "measure": "indicator", "series": "indicator", "variable": "indicator",
    "reporter": "ref_area", "exporter": "ref_area", "country": "ref_area", "from": "ref_area",
    "partner": "counterpart_area", "importer": "counterpart_area", "counterpart": "counterpart_area",
    "to": "counterpart_area", "economies": PAIR, "countries": PAIR,
    "statistics": "basis", "whose": "basis", "side": "basis",
    "period": "time_period", "year": "time_period", "time": "time_period", "month": "time_period",
    "value": "obs_value", "number": "obs_value", "amount": "obs_value", "figure": "obs_value",
    "multiplier": "unit_mult", "scale": "unit_mult", "magnitude": "unit_mult", "power": "unit_mult",
    "unit": "unit_measure", "currency": "unit_measure",
    "hedge": "qualifier", "qualifiers": "qualifier", "flag": "flags",
    "phrase": "as_printed", "quote": "as_printed", "words": "as_printed", "text": "as_printed",
    "url": "source_url", "link": "source_url", "address": "source_url", "source": "source_url",
    "publisher": "source_publisher", "outlet": "source_publisher", "media": "source_publisher",
    "lang": "language", "title": "source_title", "article": "source_title",
    "published": "source_published_on", "published_on": "source_published_on", "date": "source_published_on",
    "type": "source_type", "person": "speaker", "said_by": "speaker", "who": "speaker", "role": "speaker_role",
    "said": "stated_on", "said_on": "stated_on", "compares_with": "comparison_period",
    "evidence": "period_evidence", "comment": "note", "notes": "note", "id": "figure_id",
}  # fmt: skip
_LONGEST_CONSTANT = 2000


@dataclass(frozen=True, slots=True)
class Plan:
    """A meaning for each column of a file, empty where it is left out, and values for what no column gives."""

    columns: tuple[str, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."

    @property
    def given(self) -> frozenset[str]:
        """What the rows have: columns and constants."""
        given = frozenset(name for name in (*self.columns, *self.constants) if name)
        return given | {"ref_area", "counterpart_area"} if PAIR in given else given

    @property
    def missing(self) -> tuple[str, ...]:
        """What every row would lack."""
        return tuple(name for name in REQUIRED if name not in self.given)

    @property
    def is_export(self) -> bool:
        """Tell whether the columns are those of an export, so that nobody need be asked what they mean."""
        named = set(self.columns) - {""}
        return not self.missing and not self.constants and named >= set(CHECKED)

    def text(self) -> str:
        """Return the plan as JSON."""
        plan = {"columns": self.columns, "constants": dict(self.constants), "decimal": self.decimal}
        return json.dumps(plan, sort_keys=True)


def plan_of(text: str) -> Plan:
    """Return the plan that `Plan.text` wrote."""
    stored = json.loads(text)
    return Plan(tuple(stored["columns"]), stored["constants"], stored["decimal"])


def checked_plan(width: int, columns: Sequence[str], constants: Mapping[str, str], decimal: str) -> Plan:
    """Return the plan that a form asks for, for a table of so many columns.

    Raises: BadValue for a meaning that is none, given twice, or missing; `field` is the meaning or `decimal`.
    """
    if len(columns) != width or decimal not in DECIMALS:
        raise BadValue("Say for each column of the file what it means, and how numbers are written.", "decimal")
    known = (*FIELDS, *CHECKED)
    named = [name for name in columns if name]
    for name in named:
        if name not in known:
            raise BadValue("Choose a meaning from the list.", name[:40])
        if named.count(name) > 1:
            raise BadValue(f"Two columns are “{FIELDS.get(name, name)}”; leave one of them out.", name)
    kept = {
        name: text.strip() for name, text in constants.items() if name in FIELDS and name not in named and text.strip()
    }
    for name, text in kept.items():
        if len(text) > _LONGEST_CONSTANT or not text.isprintable():
            raise BadValue(f"Give “{FIELDS[name]}” in one line of text.", name)
    plan = Plan(tuple(columns), kept, decimal)
    if plan.missing:
        first = plan.missing[0]
        labels = ", ".join(FIELDS[name] for name in plan.missing)
        raise BadValue(f"No column gives: {labels}. Choose a column, or give one value for the whole file.", first)
    return plan


def guessed(header: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> Plan:
    """Return what the columns seem to mean; each meaning is given to one column only, the best name first."""
    names = [_normal(one) for one in header]
    found = [""] * len(names)
    for guess in (_by_name, _by_label, _by_synonym, _computed, _by_likeness):
        for place, name in enumerate(names):
            meaning = guess(name) if not found[place] and name not in DECIDED else ""
            if meaning and meaning not in found and not (meaning in ("ref_area", "counterpart_area") and PAIR in found):
                found[place] = meaning
    constants = {} if "qualifier" in found else {"qualifier": "exact"}
    if set(CHECKED) <= set(found) and "qualifier" in found:
        constants = {}
    return Plan(tuple(found), constants, _decimal(found, samples))


def signature(header: Sequence[str]) -> str:
    """Return what tables with the same header share."""
    return sha256(json.dumps([_normal(one) for one in header]).encode()).hexdigest()


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


_LABELS = {_normal(label.partition(" (")[0]): name for name, label in FIELDS.items()}


def _by_name(name: str) -> str:
    return name if (name in FIELDS or name in CHECKED) and name != "value" else ""


def _by_label(name: str) -> str:
    return _LABELS.get(name, "")


def _by_synonym(name: str) -> str:
    return _SYNONYMS.get(name, "")


def _computed(name: str) -> str:
    """A `value` beside the digits as printed is the export's own, to be compared with them."""
    return name if name == "value" else ""


def _by_likeness(name: str) -> str:
    near = get_close_matches(name, [*FIELDS, *_LABELS], n=1, cutoff=0.84)
    return _LABELS.get(near[0], near[0]) if near else ""


def _decimal(columns: Sequence[str], samples: Sequence[Sequence[str]]) -> str:
    if "obs_value" not in columns:
        return "."
    place = columns.index("obs_value")
    values = [row[place] for row in samples if place < len(row)]
    return "," if any(re.search(r"[0-9],[0-9]{1,2}$|[0-9],[0-9]{4,}$", value) for value in values) else "."

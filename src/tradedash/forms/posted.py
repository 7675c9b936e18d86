"""A JSON object of the API as the fields of a form, so that both channels are read and refused by the same rules."""

from collections.abc import Mapping

from tradedash.domain.errors import BadValue, UnknownName
from tradedash.forms.sheet import Raw

#: What a posted figure may name: columns of the contract, and whether it waits as a draft.
FIGURE_KEYS = (
    "indicator", "ref_area", "counterpart_area", "basis", "time_period", "comparison_period", "comparison_basis",
    "obs_value", "unit_measure", "unit_mult", "qualifier", "flags", "as_printed", "language", "speaker",
    "speaker_role", "stated_on", "source_id", "source_title", "source_publisher", "source_published_on", "source_url",
    "note", "period_evidence", "status",
)  # fmt: skip
SOURCE_KEYS = ("source_url", "source_publisher", "language", "source_title", "source_published_on", "source_type")
#: Columns that hold several words, which the form has as checkboxes.
_WORDS = ("qualifier", "flags")
_IN_WORDS = "in_words"
_LONGEST = 4000


def texts(body: object, keys: tuple[str, ...]) -> dict[str, str]:
    """Return the values of a posted object as text; null and left out are both empty.

    Numbers may be written as JSON integers, never with a point: 4.10 would lose its zero. Raises: BadValue with `field`
    the key, UnknownName for a key that is none.
    """
    if not isinstance(body, dict):
        raise BadValue("Send one JSON object, with the columns of the contract as keys.", "body")
    for name in body:
        if name not in keys:
            raise UnknownName("column to send", str(name), list(keys), str(name)[:80])
    return {name: _text(name, body.get(name)) for name in keys}


def figure_raw(given: Mapping[str, str]) -> Raw:
    """Return the form that says the same as a posted figure. Raises: BadValue for a qualifier or flag that is none."""
    areas = "-".join(filter(None, (given["ref_area"], given["counterpart_area"])))
    raw: dict[str, list[str]] = {
        name: [text]
        for name, text in given.items()
        if name not in ("ref_area", "counterpart_area", "source_id", "status")
    }
    for name in _WORDS:
        raw[name] = [word for word in given[name].split() if word not in ("exact", _IN_WORDS)]
    spelt = _IN_WORDS in given["flags"].split()
    return {
        **raw,
        "pair": [areas],
        "direction": [areas],
        "number_language": ["en"],
        "unit_mult": [given["unit_mult"] or "0"],
        "in_words": ["yes"] if spelt else [],
    }


def _text(name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case str() if len(value) <= _LONGEST:
            return value
        case bool() | float():
            raise BadValue("Write this as text, in quotes: the digits are kept as they are printed.", name)
        case int():
            return str(value)
    raise BadValue("Write this as text, in quotes.", name)

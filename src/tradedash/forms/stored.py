"""A stored figure as a filled-in form, for whoever corrects it: sent as it is, it says what is stored."""

from collections.abc import Sequence

from tradedash.domain.hedges import Flag, Qualifier
from tradedash.forms.amount import TICKED_FLAGS
from tradedash.forms.number import number_language
from tradedash.forms.sheet import Raw
from tradedash.frames import FigureRow


def raw_from_row(row: FigureRow) -> Raw:
    """Return the form that would store this figure. What is known of its source stays out: the address names it."""
    flags = row.flags.split()
    areas = f"{row.ref_area}-{row.counterpart_area}"
    return {
        "source_url": [row.source_url],
        "as_printed": [row.as_printed],
        "obs_value": [written(row.obs_value, number_language(row.language))],
        "unit_mult": [str(row.unit_mult) if row.unit_mult else ""],
        "unit_measure": [row.unit_measure],
        "in_words": ["yes"] if Flag.IN_WORDS in flags else [],
        "qualifier": [word for word in row.qualifiers if word != Qualifier.EXACT],
        "flags": [flag for flag in flags if flag in TICKED_FLAGS],
        "indicator": [row.indicator],
        "pair": [areas],
        "direction": [areas],
        "time_period": [row.time_period],
        "period_evidence": [row.period_evidence or ""],
        "comparison_basis": [row.comparison_basis or ""],
        "comparison_period": [row.comparison_period or ""],
        "basis": [row.basis],
        "speaker": [row.speaker or ""],
        "speaker_role": [row.speaker_role or ""],
        "stated_on": [row.stated_on.isoformat() if row.stated_on else ""],
        "note": [row.note or ""],
    }


def differing(typed: Raw, stored: Raw) -> dict[str, list[str]]:
    """Return what is stored in the fields in which a form says something else; a field left out says nothing."""
    return {
        name: list(values) for name, values in stored.items() if _said(name, typed.get(name, ())) != _said(name, values)
    }


def _said(name: str, values: Sequence[str]) -> list[str]:
    """No multiplier is written as nothing or as 0."""
    empty = ("", "0") if name == "unit_mult" else ("",)
    return sorted(" ".join(value.split()) for value in values if value.strip() not in empty)


def written(digits: str, notation: str) -> str:
    """Write digits with a point so that a form in this way of writing numbers reads them back as they are."""
    return digits if notation == "en" else digits.replace(".", ",")

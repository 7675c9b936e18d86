"""How a print stands in the columns of `figure`: the one place for those who write it and those who only weigh it."""

from typing import Any

from tradedash.domain.figure import Print


def print_columns(figure: Print) -> dict[str, Any]:
    """Return the columns of `figure` that hold what was printed, by whom, of what and when."""
    quantity = figure.quantity
    return {
        "indicator": figure.indicator,
        "ref_area": figure.ref_area,
        "counterpart_area": figure.counterpart_area,
        "basis": figure.basis,
        "period_kind": figure.period.kind.value,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "period_evidence": figure.period_evidence,
        "comparison_basis": None if figure.comparison_basis is None else figure.comparison_basis.value,
        "comparison_start": figure.comparison_period.start,
        "comparison_end": figure.comparison_period.end,
        "obs_digits": quantity.digits,
        "obs_scale": quantity.scale,
        "unit_mult": quantity.unit_mult,
        "unit": str(figure.unit),
        "qualifiers": " ".join(figure.qualifiers),
        "flags": " ".join(figure.flags),
        "as_printed": figure.as_printed,
        "speaker": figure.speaker,
        "speaker_role": figure.speaker_role,
        "stated_on": figure.stated_on,
    }

"""The joined columns that a contract row is made of, and the one place where they become a `FigureRow`."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias
from urllib.parse import quote

from sqlalchemy import FromClause

from tradedash.domain.hedges import Bounds, Flag, Qualifier, bounds
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.domain.period import UNSTATED, Period, PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import SourceType, quote_url
from tradedash.extraction.currency import measured_in, names_a_currency
from tradedash.extraction.numbers import locate
from tradedash.frames import FigureRow, bounds_columns
from tradedash.reasoning import relations
from tradedash.reasoning.subjects import other_currency
from tradedash.store.schema import figure, indicator, source

#: A joined row; its columns are named in COLUMNS.
AnyRow: TypeAlias = Any

#: Everything a row needs, in one statement: figure, its indicator, its source.
FIGURES: FromClause = figure.join(indicator, figure.c.indicator == indicator.c.code).join(
    source, figure.c.source_id == source.c.source_id
)
COLUMNS = (
    figure.c.figure_id,
    figure.c.statement_id,
    figure.c.indicator,
    figure.c.indicator_kind,
    indicator.c.label.label("indicator_label"),
    figure.c.ref_area,
    figure.c.counterpart_area,
    figure.c.basis,
    figure.c.period_kind,
    figure.c.period_start,
    figure.c.period_end,
    figure.c.period_evidence,
    figure.c.comparison_basis,
    figure.c.comparison_start,
    figure.c.comparison_end,
    figure.c.obs_digits,
    figure.c.obs_scale,
    figure.c.unit_mult,
    figure.c.unit,
    figure.c.qualifiers,
    figure.c.flags,
    figure.c.as_printed,
    figure.c.speaker,
    figure.c.speaker_role,
    figure.c.stated_on,
    figure.c.status,
    figure.c.rank,
    figure.c.rank_reason,
    figure.c.note,
    figure.c.recorded_at,
    source.c.source_id,
    source.c.source_type,
    source.c.title.label("source_title"),
    source.c.publisher.label("source_publisher"),
    source.c.language,
    source.c.published_on.label("source_published_on"),
    source.c.url.label("source_url"),
    source.c.declared_precision,
)


def figure_row(found: AnyRow, base_url: str) -> FigureRow:
    """Return the contract row of one joined row; `headline` is false until the rule has seen all competitors.

    `measured_in` is any currency that the phrase of a growth names, the usual one included.
    """
    quantity = Quantity(found.obs_digits, found.obs_scale, found.unit_mult)
    lower, upper = bounds_columns(_bounds(found, quantity))
    period = _period(found.period_start, found.period_end, found.period_kind)
    comparison = _period(found.comparison_start, found.comparison_end)
    return FigureRow(
        figure_id=found.figure_id,
        statement_id=found.statement_id,
        indicator=found.indicator,
        indicator_label=found.indicator_label,
        ref_area=found.ref_area,
        counterpart_area=found.counterpart_area,
        basis=found.basis,
        freq=found.period_kind,
        time_period=period.code,
        period_start=period.start,
        period_end=period.end,
        comparison_period=None if comparison is UNSTATED else comparison.code,
        obs_value=quantity.printed,
        unit_measure=found.unit,
        unit_mult=found.unit_mult,
        value=quantity.value,
        lower=lower,
        upper=upper,
        qualifier=found.qualifiers,
        flags=found.flags,
        status=found.status,
        rank=found.rank,
        headline=False,
        as_printed=found.as_printed,
        language=found.language,
        speaker=found.speaker,
        speaker_role=found.speaker_role,
        stated_on=found.stated_on,
        source_id=found.source_id,
        source_title=found.source_title,
        source_publisher=found.source_publisher,
        source_published_on=found.source_published_on,
        source_url=found.source_url,
        quote_url=quote_url(found.source_url, found.as_printed),
        permalink=permalink(base_url, found.figure_id),
        recorded_at=found.recorded_at,
        note=found.note,
        source_type=found.source_type,
        comparison_basis=found.comparison_basis,
        period_evidence=found.period_evidence,
        rank_reason=found.rank_reason,
        measured_in=named_currency(found.as_printed, found.language, quantity) or "" if _grows(found) else "",
    )


def named_currency(phrase: str, language: str, quantity: Quantity) -> Unit | None:
    """Return the currency that the phrase of a growth names; the clause of the number counts where it names several."""
    if not names_a_currency(phrase, language):
        return None
    span = locate(phrase, quantity, language)
    return measured_in(phrase, language, span.start if span else None)


def in_other_currency(row: FigureRow, indicators: Mapping[str, Indicator]) -> FigureRow:
    """Leave the named currency only where it sets a growth apart: one that names none is meant in the usual one."""
    grown = indicators.get(relations.GROWTH_OF.get(row.indicator, ""))
    return replace(row, measured_in=other_currency(grown, row.measured_in))


def permalink(base_url: str, figure_id: str) -> str:
    """Return the address of a figure's own page."""
    return f"{base_url}/figures/{quote(figure_id, safe='')}"


def _bounds(found: AnyRow, quantity: Quantity) -> Bounds:
    """A release is as exact as the precision it declares; where it declares none, every printed digit counts."""
    released = found.source_type == SourceType.RELEASE
    return bounds(
        quantity,
        [Qualifier(word) for word in found.qualifiers.split()],
        unit=found.unit,
        kind=found.indicator_kind,
        precision=Fraction(found.declared_precision or 0) if released else None,
        part_of_a_whole=_is_part(found, quantity),
    )


def _grows(found: AnyRow) -> bool:
    return bool(found.indicator_kind == IndicatorKind.GROWTH)


def _is_part(found: AnyRow, quantity: Quantity) -> bool:
    """Tell whether the number is a fraction word; only a percentage in words can be one, so few phrases are read."""
    if found.unit != Unit.PERCENT or Flag.IN_WORDS not in found.flags.split():
        return False
    span = locate(found.as_printed, quantity, found.language)
    return span is not None and span.is_part


def _period(start: Any, end: Any, kind: str | None = None) -> Period:
    if start is None:
        return UNSTATED
    return Period(start, end, PeriodKind(kind)) if kind else Period.of(start, end)

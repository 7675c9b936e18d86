"""Amounts in another currency at the year's average rate: marked as converted, beside the figure and never for it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, select

from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import CURRENCIES, Unit
from tradedash.domain.period import UNSTATED, Period
from tradedash.formatting import span_text, with_unit
from tradedash.frames import FigureRow
from tradedash.queries.asof import list_then
from tradedash.queries.derived import Derived, Kind
from tradedash.queries.revision import once_per_revision
from tradedash.reasoning.claims import row_bounds
from tradedash.store.schema import exchange_rate

#: Currency and year: units per US dollar, as published.
Rates = Mapping[tuple[str, int], Fraction]


@once_per_revision
def rates(conn: Connection) -> Rates:
    """Return the average rates of all years."""
    return {
        (row.currency, row.year): Fraction(row.per_usd_digits, 10**row.per_usd_scale)
        for row in conn.execute(select(exchange_rate))
    }


def rates_at(conn: Connection, instant: datetime | None) -> Rates:
    """Return the rates that the store held at an instant; without one, those of today."""
    known = rates(conn)
    if instant is None:
        return known
    then = dict(known)
    for name, entry in list_then(conn, "exchange_rate", "per_usd", instant).items():
        currency, year = name.split()
        then.pop((currency, int(year)), None)
        if entry:
            then[currency, int(year)] = Fraction(entry["per_usd_digits"], 10 ** entry["per_usd_scale"])
    return then


def converted(rows: Iterable[FigureRow], known: Rates, unit: Unit = Unit.USD) -> tuple[Derived, ...]:
    """Return each amount in another currency in US dollars, where its period lies within one year that has a rate."""
    found = []
    for row in rows:
        rate = rate_of(row, known)
        if row.unit_measure != unit and rate is not None:
            found.append(_converted(row, rate, unit))
    return tuple(found)


def rate_of(row: FigureRow, known: Rates) -> Fraction | None:
    """Return the rate of the one year that a figure speaks of; None for other units, several years, or no rate."""
    if row.unit_measure not in CURRENCIES or row.period_start is None or row.period_end is None:
        return None
    if row.period_start.year != row.period_end.year:
        return None
    return known.get((row.unit_measure, row.period_start.year))


def _converted(row: FigureRow, rate: Fraction, unit: Unit) -> Derived:
    given = row_bounds(row)
    bounds = Bounds(
        None if given.lower is None else given.lower / rate,
        None if given.upper is None else given.upper / rate,
        given.lower_open,
        given.upper_open,
    )
    year = row.period_start.year if row.period_start else 0
    how = (
        f"{with_unit(row)} ÷ {format(float(rate), '.6g')} {row.unit_measure} per {unit}, the average of {year}, "
        f"= {span_text(bounds, unit)}"
    )
    return Derived(
        kind=Kind.CONVERTED, indicator=row.indicator, ref_area=row.ref_area, counterpart_area=row.counterpart_area,
        basis=row.basis, unit=unit, period=Period.parse(row.time_period), base=UNSTATED, bounds=bounds,
        value=Fraction(row.value) / rate, how=how, inputs=(row,), publisher="",
    )  # fmt: skip

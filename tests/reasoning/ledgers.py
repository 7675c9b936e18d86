"""Random ledgers: true values first, then figures that print them, honestly, with hedges and rounding."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from tests.reasoning.factory import figure
from tests.reasoning.independent import months

from tradedash.domain.hedges import Qualifier, bounds
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.frames import FigureRow

FIRST_YEAR = 2015
PARTS = ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-01", "-12")
SPANS = ("01/{y}-09", "01/{y}-11", "01/{y}-05")
GROWTHS = {"turnover": "turnover_growth", "exports": "exports_growth", "imports": "imports_growth"}


@dataclass(frozen=True)
class Truth:
    """What was really traded, month by month, both ways, in dollars."""

    out: dict[int, int]
    back: dict[int, int]

    def value(self, flow: str, ref: str, period: str) -> Fraction:
        """Return exports, imports (of `ref`) or turnover over a period."""
        there, here = (self.out, self.back) if ref == "RU" else (self.back, self.out)
        ways = {"exports": (there,), "imports": (here,), "turnover": (there, here)}[flow]
        return Fraction(sum(way[month] for way in ways for month in months(period)))


def truth(random: Random, years: int = 4) -> Truth:
    """Return trade that grows and falls by up to a half from month to month, in sizes a pair may have."""
    size = 10 ** random.randint(6, 9)

    def walk() -> dict[int, int]:
        level, found = size * random.randint(1, 9), {}
        for month in range(FIRST_YEAR * 12, (FIRST_YEAR + years) * 12):
            level = max(size // 10, level * random.randint(60, 150) // 100)
            found[month] = level
        return found

    return Truth(walk(), walk())


def consistent(random: Random, count: int = 25, years: int = 4) -> list[FigureRow]:
    """Return figures that are all true: what a ledger without a mistake holds."""
    true = truth(random, years)
    found = []
    while len(found) < count:
        flow, ref = random.choice(("turnover", "exports", "imports")), random.choice(("RU", "KG"))
        period = _period(random, FIRST_YEAR + random.randrange(years))
        areas = {"ref_area": ref, "counterpart_area": "KG" if ref == "RU" else "RU"}
        if flow == "turnover":
            areas = {"ref_area": "RU", "counterpart_area": "KG"}
        before = Period.parse(period).year_before().code
        kind = random.random()
        if kind < 0.4 and int(before[:4]) >= FIRST_YEAR:
            now, then = (true.value(flow, areas["ref_area"], when) for when in (period, before))
            growth = (now / then - 1) * 100
            found.append(
                _printed(random, growth, GROWTHS[flow], period, base=random.choice((before, "implied")), **areas)
            )
        elif kind < 0.45 and int(before[:4]) >= FIRST_YEAR and flow == "turnover":
            now, then = (true.value(flow, "RU", when) for when in (period, before))
            found.append(_printed(random, now - then, "turnover_increase", period, base=before, **areas))
        else:
            value = true.value(flow, areas["ref_area"], period)
            is_record = _is_record(true, flow, areas["ref_area"], period) and random.random() < 0.3
            found.append(_printed(random, value, flow, period, flags="record" if is_record else "", **areas))
    return found


def spoilt(random: Random, rows: list[FigureRow]) -> list[FigureRow]:
    """Return the figures with one of them wrong: by a little or by much, up or down."""
    place = random.randrange(len(rows))
    row = rows[place]
    factor = random.choice((Fraction(1, 2), Fraction(9, 10), Fraction(97, 100), Fraction(104, 100), Fraction(3, 2), 3))
    if row.unit_measure == "percent":
        number = Quantity.parse(row.obs_value, 0).exact + random.choice((-30, -7, -2, 2, 5, 40))
        digits = f"{float(number):.1f}"
    else:
        digits = _digits(Quantity.parse(row.obs_value, row.unit_mult).exact * factor, row.unit_mult, 3)
    if digits.startswith("-") and not digits.strip("-0."):
        digits = digits[1:]
    wrong = figure(
        row.indicator,
        digits,
        row.time_period,
        base=row.comparison_period,
        unit_mult=row.unit_mult,
        ref_area=row.ref_area,
        counterpart_area=row.counterpart_area,
        flags=row.flags,
    )
    return [*rows[:place], wrong, *rows[place + 1 :]]


def _period(random: Random, year: int) -> str:
    if random.random() < 0.2:
        return f"{year}-" + random.choice(SPANS).format(y=year)
    return f"{year}" + random.choice((*PARTS, "", ""))


def _printed(random: Random, true: Fraction, indicator: str, period: str, **facts: Any) -> FigureRow:
    """Return a print whose bounds hold the true value; one that would not is printed exactly instead."""
    percent = indicator.endswith("growth")
    unit_mult = 0 if percent else random.choice((6, 9)) if abs(true) >= 10**8 else 6
    digits = _digits(true, unit_mult, random.randint(0, 2) if percent else random.randint(1, 4))
    hedge = random.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.NEARLY))
    kind = "growth" if percent else "change" if indicator.endswith("increase") else "level"
    unit = "percent" if percent else "USD"
    allowed = bounds(Quantity.parse(digits, unit_mult), (hedge,), unit=unit, kind=kind)
    low, high = allowed.lower, allowed.upper
    if (low is not None and not low < true) or (high is not None and not true < high):
        hedge = Qualifier.EXACT
    return figure(indicator, digits, period, unit_mult=unit_mult, qualifier=hedge.value, **facts)


def _digits(number: Fraction, unit_mult: int, places: int) -> str:
    """Round to a number of decimals; enough of them that it is not zero."""
    scaled = number / 10**unit_mult
    while places < 6 and scaled and not round(scaled * 10**places):
        places += 1
    whole = round(scaled * 10**places)
    text = str(abs(whole)).rjust(places + 1, "0")
    sign = "-" if whole < 0 else ""
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


def _is_record(true: Truth, flow: str, ref: str, period: str) -> bool:
    value, before = true.value(flow, ref, period), Period.parse(period).year_before()
    while before.code >= str(FIRST_YEAR):
        if true.value(flow, ref, before.code) > value:
            return False
        before = before.year_before()
    return True

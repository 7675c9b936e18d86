"""The code lists as a writer needs them: which codes exist, and what each may stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from babel import Locale
from sqlalchemy import Connection, select

from tradedash.domain.economy import EconomyKind
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.indicator import CURRENCIES, Indicator, IndicatorKind, Unit
from tradedash.store import schema

Known = TypeVar("Known")


@dataclass(frozen=True)
class CodeBook:
    """Every economy, organisation and indicator that a figure may name."""

    economies: Mapping[str, EconomyKind]
    indicators: Mapping[str, Indicator]

    def indicator(self, code: str) -> Indicator:
        """Return an indicator. Raises: UnknownName with the nearest known ones."""
        return _known("indicator", code, self.indicators, "indicator")

    def check_area(self, code: str, field: str) -> None:
        """Raise UnknownName unless the code is an economy, something that trades."""
        if self.economies.get(code) is not EconomyKind.ECONOMY:
            known = [code for code, kind in self.economies.items() if kind is EconomyKind.ECONOMY]
            raise UnknownName("economy", code, known, field)

    def check_basis(self, code: str) -> None:
        """Raise UnknownName unless the code is an economy, an organisation or `unstated`."""
        _known("basis", code, self.economies, "basis")


def code_book(conn: Connection) -> CodeBook:
    """Read the code lists as stored."""
    economies = {row.code: EconomyKind(row.kind) for row in conn.execute(select(schema.economy))}
    listed = conn.execute(select(schema.indicator).order_by(schema.indicator.c.position))
    return CodeBook(economies, {row.code: indicator_of(row._asdict()) for row in listed})


def indicator_of(row: Mapping[str, object]) -> Indicator:
    """Return the indicator of a stored row, or of a row that may be stored. Raises: ValueError for an unknown kind."""
    return Indicator(
        code=str(row["code"]),
        label=str(row["label"]),
        kind=IndicatorKind(str(row["kind"])),
        unit=Unit(str(row["unit"])),
        family=str(row["family"]),
        direction=str(row["direction"]),
        position=int(str(row["position"])),
    )


def units_of(indicator: Indicator) -> tuple[Unit, ...]:
    """Return the units a figure of this indicator may be printed in, its own unit first."""
    if indicator.kind is IndicatorKind.GROWTH:
        others: tuple[Unit, ...] = (Unit.PERCENT, Unit.RATIO)
    else:
        others = CURRENCIES if indicator.unit in CURRENCIES else ()
    return (indicator.unit, *(unit for unit in others if unit is not indicator.unit))


def check_language(code: str) -> None:
    """Raise unless the code is a language tag (`ru`, `zh-Hans`) of a language that CLDR knows."""
    language, *rest = code.split("-")
    if language not in _languages():
        raise UnknownName("language", code, sorted(_languages()), "language")
    if len(code) > 12 or not all(part.isascii() and part.isalnum() for part in rest):
        raise BadValue("Give the language as a code such as ru or zh-Hans.", "language")


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").languages if str(code).isalpha())


def _known(what: str, code: str, known: Mapping[str, Known], field: str) -> Known:
    if code not in known:
        raise UnknownName(what, code, list(known), field)
    return known[code]

"""Code lists and a well-filled form, for tests of forms."""

from typing import Any

from tradedash.commands.figures import AddFigure
from tradedash.domain.economy import Economy, EconomyKind, Pair
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.forms.figure import parse_figure
from tradedash.forms.known import KnownSource
from tradedash.forms.sheet import FormErrors
from tradedash.queries.codelists import CodeLists, PairCount

SYMMETRIC = "symmetric; written in the pair's canonical order"
ECONOMIES = [
    Economy("RU", "Russia", "Russian", EconomyKind.ECONOMY),
    Economy("KG", "Kyrgyzstan", "Kyrgyz", EconomyKind.ECONOMY),
    Economy("KZ", "Kazakhstan", "Kazakh", EconomyKind.ECONOMY),
    Economy("EEC", "Eurasian Economic Commission", "", EconomyKind.ORGANISATION),
    Economy("unstated", "Not stated", "", EconomyKind.UNSTATED),
]
INDICATORS = [
    Indicator("turnover", "Trade turnover", IndicatorKind.LEVEL, Unit.USD, "turnover", SYMMETRIC, 1),
    Indicator(
        "turnover_growth", "Growth of trade turnover", IndicatorKind.GROWTH, Unit.PERCENT, "turnover", SYMMETRIC, 2
    ),
    Indicator("turnover_increase", "Increase", IndicatorKind.CHANGE, Unit.USD, "turnover", SYMMETRIC, 3),
    Indicator(
        "exports", "Exports", IndicatorKind.LEVEL, Unit.USD, "exports", "ref_area exports to counterpart_area", 4
    ),
    Indicator("company_count", "Companies", IndicatorKind.COUNT, Unit.COUNT, "", SYMMETRIC, 5),
    Indicator("trade_share", "Share of trade", IndicatorKind.SHARE, Unit.PERCENT, "", SYMMETRIC, 6),
]
LISTS = CodeLists(
    {economy.code: economy for economy in ECONOMIES},
    {indicator.code: indicator for indicator in INDICATORS},
    (PairCount(Pair("RU", "KG"), 3),),
)
GOOD = {
    "source_url": "https://news.example/1",
    "source_publisher": "News Example",
    "language": "ru",
    "as_printed": "достиг 4,1 миллиарда долларов",
    "obs_value": "4,1",
    "unit_mult": "9",
    "unit_measure": "USD",
    "indicator": "turnover",
    "pair": "RU-KG",
    "time_period": "2024",
    "basis": "RU",
}


def typed(**changes: Any) -> dict[str, list[Any]]:
    """Return a good form with some fields changed; None leaves a field out, a list gives several values."""
    fields = {**GOOD, **changes}
    return {name: value if isinstance(value, list) else [value] for name, value in fields.items() if value is not None}


def accepted(known: KnownSource | None = None, **changes: Any) -> AddFigure:
    """Return the command for a form that must be accepted."""
    result = parse_figure(typed(**changes), LISTS, known)
    assert isinstance(result, AddFigure), result
    return result


def refused(known: KnownSource | None = None, **changes: Any) -> dict[str, str]:
    """Return field and sentence of a form that must be refused."""
    result = parse_figure(typed(**changes), LISTS, known)
    assert isinstance(result, FormErrors), result
    return dict(result.messages)

"""The part of a form that says what a number measures: between whom, when, against what, by whose statistics."""

from dataclasses import dataclass

from tradedash.domain.economy import EconomyKind, Pair
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import HOW_TO_WRITE, UNSTATED, Period
from tradedash.forms.sheet import Sheet
from tradedash.queries.codelists import CodeLists

Comparison = tuple[ComparisonBasis | None, Period]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number measures."""

    indicator: str
    areas: tuple[str, str]
    basis: str
    period: Period
    comparison: Comparison


def read_indicator(sheet: Sheet, lists: CodeLists) -> Indicator | None:
    """Return the chosen indicator."""
    code = sheet.required("indicator", "Choose what the number measures.")
    if code and code not in lists.indicators:
        sheet.refuse("indicator", str(UnknownName("indicator", code, list(lists.indicators))))
    return lists.indicators.get(code)


def read_meaning(sheet: Sheet, lists: CodeLists, indicator: Indicator | None) -> Meaning | None:
    """Return what the number measures, or None if something about it is refused."""
    areas = _areas(sheet, lists, indicator)
    period = sheet.read("time_period", lambda: _period(sheet))
    comparison = _comparison(sheet, indicator, period)
    basis = sheet.read("basis", lambda: _basis(sheet, lists))
    if indicator is None or areas is None or period is None or comparison is None or basis is None:
        return None
    return Meaning(indicator.code, areas, basis, period, comparison)


def in_direction(indicator: Indicator, first: str, second: str) -> str:
    """Return what the direction of an indicator means: "Russia exports to Kyrgyzstan"; empty for a symmetric one."""
    if indicator.is_symmetric:
        return ""
    return indicator.direction.replace("ref_area", first).replace("counterpart_area", second)


def _areas(sheet: Sheet, lists: CodeLists, indicator: Indicator | None) -> tuple[str, str] | None:
    """Return ref_area and counterpart_area; the pair and the direction in it are both written `RU-KG`."""
    text = sheet.required("pair", "Give the pair as two codes, for example RU-KG.")
    pair = sheet.read("pair", lambda: _known_pair(text, lists)) if text else None
    direction = sheet.text("direction")
    if pair is None or indicator is None:
        return None
    if indicator.is_symmetric:
        return pair.first, pair.second
    if direction not in (f"{pair.first}-{pair.second}", f"{pair.second}-{pair.first}"):
        sheet.refuse("direction", f"Choose which economy is A and which is B: {in_direction(indicator, 'A', 'B')}.")
        return None
    first, second = direction.split("-")
    return first, second


def _known_pair(text: str, lists: CodeLists) -> Pair:
    pair = Pair.parse(text)
    for code in (pair.first, pair.second):
        if code not in lists.economies or lists.economies[code].kind is not EconomyKind.ECONOMY:
            raise BadValue(f"“{code}” is not the code of an economy; write the pair as RU-KG.", "pair")
    return lists.canonical(pair)


def _period(sheet: Sheet) -> Period:
    text = sheet.text("time_period")
    if not text:
        raise BadValue("Give the period, or write “unstated” if the print names none.", "time_period")
    return Period.parse(text)


def _comparison(sheet: Sheet, indicator: Indicator | None, period: Period | None) -> Comparison | None:
    chosen, text = sheet.text("comparison_basis"), sheet.text("comparison_period")
    if chosen and chosen not in list(ComparisonBasis):
        sheet.refuse("comparison_basis", "Choose stated, implied or unstated.")
        return None
    if not chosen:
        if indicator is not None and indicator.kind is IndicatorKind.GROWTH:
            sheet.refuse("comparison_basis", "Say what the growth compares with: stated, implied or unstated.")
        elif text:
            sheet.refuse("comparison_basis", "Say whether this comparison is stated or implied.")
        return None, UNSTATED
    given = sheet.read("comparison_period", lambda: _compared(text, ComparisonBasis(chosen), period))
    return None if given is None else (ComparisonBasis(chosen), given)


def _compared(text: str, basis: ComparisonBasis, period: Period | None) -> Period:
    given = Period.parse(text)
    if basis is ComparisonBasis.UNSTATED:
        if given != UNSTATED:
            raise BadValue("Leave this empty, or say that the comparison is stated or implied.", "comparison_period")
        return UNSTATED
    if given == UNSTATED and basis is ComparisonBasis.IMPLIED and period is not None:
        given = period.year_before()
    if given == UNSTATED and period is not None:
        raise BadValue(f"Give the period that the number compares with. {HOW_TO_WRITE}", "comparison_period")
    if given == period:
        raise BadValue("A number cannot compare with its own period.", "comparison_period")
    return given


def _basis(sheet: Sheet, lists: CodeLists) -> str:
    code = sheet.text("basis")
    if not code:
        raise BadValue("Choose one. The speaker’s country is not the basis.", "basis")
    if code not in lists.economies:
        raise UnknownName("basis", code, list(lists.economies), "basis")
    return code

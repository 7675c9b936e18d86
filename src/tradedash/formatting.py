"""Number and period words: the one place where a figure becomes text for a person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tradedash.domain.economy import Economy
from tradedash.domain.hedges import Bounds, Qualifier
from tradedash.domain.indicator import CURRENCIES, Indicator
from tradedash.domain.period import Period, PeriodKind
from tradedash.domain.quantity import Quantity
from tradedash.frames import FigureRow

MINUS, EN_DASH, THIN_SPACE, NARROW_SPACE = "\u2212", "\u2013", "\u2009", "\u202f"
DATE_NOT_KNOWN = "date not known"
#: A computed end is a fraction without end: no text of it is longer than this.
_MOST_DIGITS = 12
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
#: The sizes that English counts in. Chinese and Indian print others (亿 is 10^8): those are counted in one of these.
_SIZES = {0: "", 3: "thousand", 6: "mn", 9: "bn", 12: "tn"}
_HEDGES = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about",
    Qualifier.OVER: "over",
    Qualifier.NEARLY: "almost",
    Qualifier.AT_LEAST: "at least",
    Qualifier.UP_TO: "up to",
}
_UNITS = {"percent": "%", "ratio": "times", "count": "", "tonnes": "t", "m3": "m³"}
_CURRENCIES = {"USD": "US dollars", "RUB": "roubles", "KGS": "soms", "EUR": "euros"}
_SIGNED_KINDS = ("growth", "change")


def value_text(row: FigureRow, *, signed: bool = False) -> str:
    """Return the number as printed with its hedge in words before it: "over 3.16", "4.10", "+13.6".

    `signed` puts a plus before a rise; falls always carry U+2212.
    """
    hedge = hedge_text(row.qualifier)
    return f"{hedge} {number_text(_counted(row)[0], signed=signed)}".strip()


def number_text(printed: str, *, signed: bool = False) -> str:
    """Return digits with a comma for thousands and a true minus; the decimals stay as printed."""
    negative, digits = printed.startswith("-"), printed.lstrip("-")
    whole, dot, part = digits.partition(".")
    sign = MINUS if negative else "+" if signed and digits.strip("0.") else ""
    return f"{sign}{int(whole):,}{dot}{part}"


def unit_text(row: FigureRow) -> str:
    """Return the unit with the size it is counted in: "bn USD", "%", "times", "thousand"; a bare count has none."""
    return size_text(_counted(row)[1], row.unit_measure)


def with_unit(row: FigureRow, *, signed: bool = False) -> str:
    """Return value and unit: "over 3.16 bn USD", "about 97 %"; of a growth in another currency "+12 % in RUB"."""
    currency = f" in {row.measured_in}" if row.measured_in else ""
    return f"{value_text(row, signed=signed)}{_joint(unit_text(row))}{unit_text(row)}{currency}"


def printed_text(quantity: Quantity, unit: str, qualifier: str, *, signed: bool = False) -> str:
    """Return a printed number as `with_unit` does, for a figure that is no contract row: "over 3.16 bn USD"."""
    digits, size = _sized(quantity.printed, quantity.unit_mult, quantity.value)
    words = size_text(size, unit)
    return f"{hedge_text(qualifier)} {number_text(digits, signed=signed)}{_joint(words)}{words}".strip()


def currency_text(code: str) -> str:
    """Return a currency as a growth is measured in it: "roubles"; its code where there is no word."""
    return _CURRENCIES.get(code, code)


def is_signed(kind: str) -> bool:
    """Tell whether numbers of this indicator kind show a plus: growth and changes do."""
    return kind in _SIGNED_KINDS


def bounds_text(row: FigureRow) -> str:
    """Return what the value may be, counted as the value is: "3.05–3.15", "above 3", "3.6 to below 4", "2 or more"."""
    size = _counted(row)[1]
    lower, upper = _scaled(row.lower, size), _scaled(row.upper, size)
    words = row.qualifiers
    opens = {"over", "nearly"} & set(words)
    value = Decimal(row.value)
    lower_open = bool(opens) and row.lower == value
    upper_open = bool(opens) and row.upper == value
    if lower is None and upper is None:
        return "not bounded"
    if upper is None:
        return f"above {lower}" if lower_open else f"{lower} or more"
    if lower is None:
        return f"below {upper}" if upper_open else f"{upper} or less"
    if upper_open:
        return f"{lower} to below {upper}"
    if lower_open:
        return f"above {lower} to {upper}"
    return f"{lower}{EN_DASH}{upper}"


def hedge_text(qualifier: str) -> str:
    """Return the hedge in words, empty for an exact print: "about", "about, over"."""
    return ", ".join(word for name in qualifier.split() if (word := _HEDGES[Qualifier(name)]))


def period_text(code: str | None) -> str:
    """Return a period of the contract in words: "2024", "Jan–Nov 2025", "Q1 2017", "26 Nov 2025", "2012–2019"."""
    period = Period.parse(code)
    if period.start is None or period.end is None:
        return "no period named"
    match period.kind:
        case PeriodKind.YEAR:
            return period.code
        case PeriodKind.HALF:
            return f"{_half_text(period.start.month)} {period.start.year}"
        case PeriodKind.QUARTER:
            return f"Q{(period.start.month + 2) // 3} {period.start.year}"
        case PeriodKind.POINT:
            return day_text(period.start)
        case PeriodKind.MONTH:
            return f"{_MONTHS[period.start.month - 1]} {period.start.year}"
        case _:
            return _span_text(period.start, period.end)


def day_text(day: date | None) -> str:
    """Return "12 Oct 2023", or that the date is not known."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else DATE_NOT_KNOWN


def basis_text(economies: Mapping[str, Economy], code: str) -> str:
    """Return whose statistics: "Russian statistics", "Basis not stated"."""
    return economies[code].statistics if code in economies else f"{code} statistics"


def basis_word(economies: Mapping[str, Economy], code: str) -> str:
    """Return the basis in one word for tables and labels: "Russian", "EEC", "unstated"."""
    return (economies[code].adjective or code) if code in economies else code


def with_names(text: str, ref_area: str, counterpart_area: str) -> str:
    """Put the economies' names where the code list says ref_area and counterpart_area."""
    return text.replace("counterpart_area", counterpart_area).replace("ref_area", ref_area)


def measured_text(indicator: Indicator, ref_area: str, counterpart_area: str) -> str:
    """Return what is measured, with its direction in the names given: "Exports of goods (Aland to Beland)"."""
    label = with_names(indicator.label, ref_area, counterpart_area)
    if indicator.is_symmetric or label != indicator.label:
        return label
    joint = next((word for word in ("from", "in") if f"{word} counterpart_area" in indicator.direction), "to")
    return f"{label} ({ref_area} {joint} {counterpart_area})"


def count_text(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 print", "3 prints", "1,889 figures"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def short_name(person: str | None) -> str:
    """Return "V. Putin" for "Vladimir Putin"; offices and single names stay whole."""
    parts = (person or "").split()
    return f"{parts[0][0]}. {parts[1]}" if len(parts) == 2 and all(p[:1].isupper() for p in parts) else person or ""


def axis_number(value: float, size: int) -> str:
    """Return a tick label counted in 10^`size`, without trailing zeros: 4.5e9 in 9 is "4.5"."""
    text = f"{value / 10**size:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS) if text.strip("-0.") else "0"


def amount_text(value: Fraction, size: int, places: int, *, signed: bool = False) -> str:
    """Return a number counted in 10^`size` with so many decimals, rounded half away from zero: "1,911.5", "+0.9"."""
    return _digits_text(_rounded_half(value * 10**places / 10**size), places, signed=signed)


def interval_text(bounds: Bounds, size: int, places: int, *, signed: bool = False) -> str:
    """Return an interval counted in 10^`size`, its ends rounded outwards: "3.56–3.65", "−245 to −243", "above 3"."""
    scale = Fraction(10**places, 10**size)
    lower = None if bounds.lower is None else _digits_text(floor(bounds.lower * scale), places, signed=signed)
    upper = None if bounds.upper is None else _digits_text(ceil(bounds.upper * scale), places, signed=signed)
    if lower is None and upper is None:
        return "not bounded"
    if upper is None:
        return f"above {lower}" if bounds.lower_open else f"{lower} or more"
    if lower is None:
        return f"below {upper}" if bounds.upper_open else f"{upper} or less"
    if lower == upper and bounds.lower == bounds.upper:
        return lower
    if bounds.upper_open:
        return f"{lower} to below {upper}"
    if bounds.lower_open:
        return f"above {lower} to {upper}"
    return f"{lower} to {upper}" if signed else f"{lower}{EN_DASH}{upper}"


def span_text(bounds: Bounds, unit: str, *, digits: int = 4, signed: bool = False) -> str:
    """Return a computed interval with its unit: "3.564–3.655 bn USD", "+13.6 to +14.2 %", "above 560 mn USD".

    Its ends are rounded to so many digits, and to more where they would be the same.
    """
    ends = [end for end in (bounds.lower, bounds.upper) if end is not None]
    if not ends:
        return "not bounded"
    largest = max(abs(end) for end in ends)
    sizes = (9, 6, 3) if unit in CURRENCIES else (9, 6) if unit not in ("percent", "ratio") else ()
    size = next((size for size in sizes if largest >= 10**size), 0)
    words = size_text(size, unit)
    for shown in range(digits, _MOST_DIGITS):
        texts = [_significant(end, largest, size, shown, signed=signed) for end in ends]
        if len(set(texts)) == len(set(ends)):
            break
    joint = " to " if signed else EN_DASH
    if bounds.upper is None:
        text = f"{'above' if bounds.lower_open else 'at least'} {texts[0]}"
    elif bounds.lower is None:
        text = f"{'below' if bounds.upper_open else 'at most'} {texts[0]}"
    else:
        text = texts[0] if texts[0] == texts[1] else joint.join(texts)
    return f"{text}{_joint(words)}{words}"


def _significant(value: Fraction, largest: Fraction, size: int, digits: int, *, signed: bool) -> str:
    """Both ends of an interval have the decimals of the larger one."""
    whole = len(str(int(largest / 10**size)))
    return amount_text(value, size, max(0, digits - whole), signed=signed)


def size_text(size: int, unit: str) -> str:
    """Return the unit of an axis counted in 10^`size`: "bn USD", "%", "thousand t"."""
    return f"{_SIZES[size]} {_UNITS.get(unit, unit)}".strip()


def _rounded_half(value: Fraction) -> int:
    whole = floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def _digits_text(steps: int, places: int, *, signed: bool) -> str:
    """Return a whole number of 10^-`places`."""
    text = str(abs(steps)).rjust(places + 1, "0")
    printed = f"{text[:-places]}.{text[-places:]}" if places else text
    return number_text(f"-{printed}" if steps < 0 else printed, signed=signed)


def _counted(row: FigureRow) -> tuple[str, int]:
    """Return the digits as printed and the size they are counted in."""
    return _sized(row.obs_value, row.unit_mult, row.value)


def _sized(printed: str, unit_mult: int, value: Decimal) -> tuple[str, int]:
    """Return digits and size; "20" of 10^8 are "2" of 10^9, no digit more."""
    if unit_mult in _SIZES:
        return printed, unit_mult
    size = max((size for size in _SIZES if abs(value) >= 10**size), default=0)
    digits = Decimal(printed).scaleb(unit_mult - size)
    return format(digits if "." in printed else digits.normalize(), "f"), size


def _scaled(end: Decimal | None, unit_mult: int) -> str | None:
    if end is None:
        return None
    text = format((end.scaleb(-unit_mult)).normalize(), "f")
    return number_text("0" if text in ("-0", "0") else text)


def _joint(unit: str) -> str:
    return "" if not unit else NARROW_SPACE if unit == "%" else " "


def _half_text(first_month: int) -> str:
    return f"{_MONTHS[first_month - 1]}{EN_DASH}{_MONTHS[first_month + 4]}"


def _span_text(start: date, end: date) -> str:
    first, last = _MONTHS[start.month - 1], _MONTHS[end.month - 1]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}{EN_DASH}{end.year}"
    if start.day != 1 or not Period.of(start, end).months:
        return f"{day_text(start)}{EN_DASH}{day_text(end)}"
    if start.year == end.year:
        return f"{first}{EN_DASH}{last} {start.year}"
    return f"{first} {start.year}{EN_DASH}{last} {end.year}"

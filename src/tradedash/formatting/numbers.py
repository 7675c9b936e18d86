"""Digits, sizes, units, hedges and intervals in words."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tradedash.domain.hedges import Bounds, Qualifier
from tradedash.domain.indicator import CURRENCIES, Unit
from tradedash.domain.quantity import Quantity
from tradedash.i18n import N_, customs, ngettext
from tradedash.i18n import gettext as _

MINUS, EN_DASH, THIN_SPACE, NARROW_SPACE = "\u2212", "\u2013", "\u2009", "\u202f"
#: A computed end is a fraction without end: no text of it is longer than this.
_MOST_DIGITS = 12
#: The sizes that are counted in. Chinese and Indian print others (亿 is 10^8): those are counted in one of these.
SIZES = {0: "", 3: N_("thousand"), 6: N_("mn"), 9: N_("bn"), 12: N_("tn")}
#: The word alone, and the pattern with what is hedged.
_HEDGES = {
    Qualifier.EXACT: ("", "%(value)s"),
    Qualifier.ABOUT: (N_("about"), N_("about %(value)s")),
    Qualifier.OVER: (N_("over"), N_("over %(value)s")),
    Qualifier.NEARLY: (N_("almost"), N_("almost %(value)s")),
    Qualifier.AT_LEAST: (N_("at least"), N_("at least %(value)s")),
    Qualifier.UP_TO: (N_("up to"), N_("up to %(value)s")),
}
_UNITS = {"percent": "%", "count": "", "tonnes": N_("t"), "m3": N_("m³")}
_SHORT_CURRENCIES = {"USD": N_("USD"), "RUB": N_("RUB"), "KGS": N_("KGS"), "EUR": N_("EUR")}
_CURRENCIES = {"USD": N_("US dollars"), "RUB": N_("roubles"), "KGS": N_("soms"), "EUR": N_("euros")}


def number_text(printed: str, *, signed: bool = False) -> str:
    """Return digits with separated thousands and a true minus; the decimals stay as printed."""
    negative, unsigned = printed.startswith("-"), printed.lstrip("-")
    whole, _dot, part = unsigned.partition(".")
    sign = MINUS if negative else "+" if signed and unsigned.strip("0.") else ""
    return f"{sign}{customs.digits(int(whole), part)}"


def printed_text(quantity: Quantity, unit: str, qualifier: str, *, signed: bool = False) -> str:
    """Return a printed number with its unit, for a figure that is no contract row: "over 3.16 bn USD"."""
    printed, size = sized(quantity.printed, quantity.unit_mult, quantity.value)
    return hedged(f"{number_text(printed, signed=signed)}{after(size_text(size, unit, printed))}", qualifier)


def hedged(value: str, qualifier: str) -> str:
    """Return a number in the words of its hedge: "over 3", "about, over 3", "3төн ашык"."""
    hedges = [_HEDGES[Qualifier(name)] for name in qualifier.split()]
    for place, (_word, pattern) in enumerate(reversed(hedges)):
        if place == 0:
            value = customs.with_endings(_(pattern) % {"value": value})
        elif _word:
            value = f"{_(_word)}, {value}"
    return value


def hedge_text(qualifier: str) -> str:
    """Return the hedge in words, empty for an exact print: "about", "about, over"."""
    return ", ".join(_(word) for name in qualifier.split() if (word := _HEDGES[Qualifier(name)][0]))


def currency_text(code: str) -> str:
    """Return a currency as a growth is measured in it: "roubles"; its code where there is no word."""
    return _(_CURRENCIES[code]) if code in _CURRENCIES else code


def currency_sign(code: str) -> str:
    """Return a currency as it stands behind an amount: "USD", "долл."."""
    return _(_SHORT_CURRENCIES[code]) if code in _SHORT_CURRENCIES else code


def size_text(size: int, unit: str, printed: str = "") -> str:
    """Return the unit of a number counted in 10^`size`: "bn USD", "%", "thousand t".

    `printed` is the number itself, with which the word for "times" agrees.
    """
    if unit == Unit.RATIO and not size:
        return _times(printed)
    word = _UNITS.get(unit)
    word = currency_sign(unit) if word is None else _(word) if word else ""
    return f"{_(SIZES[size]) if size else ''} {word}".strip()


def after(unit: str) -> str:
    """Return a unit with the space that joins it to its number."""
    return "" if not unit else f"{NARROW_SPACE}{unit}" if unit == "%" else f" {unit}"


def sized(printed: str, unit_mult: int, value: Decimal) -> tuple[str, int]:
    """Return digits and size; "20" of 10^8 are "2" of 10^9, no digit more."""
    if unit_mult in SIZES:
        return printed, unit_mult
    size = max((size for size in SIZES if abs(value) >= 10**size), default=0)
    counted = Decimal(printed).scaleb(unit_mult - size)
    return format(counted if "." in printed else counted.normalize(), "f"), size


def scaled(end: Decimal | None, unit_mult: int) -> str | None:
    """Return an end of an interval counted in 10^`unit_mult`."""
    if end is None:
        return None
    text = format((end.scaleb(-unit_mult)).normalize(), "f")
    return number_text("0" if text in ("-0", "0") else text)


def axis_number(value: float, size: int) -> str:
    """Return a tick label counted in 10^`size`, without trailing zeros: 4.5e9 in 9 is "4.5"."""
    text = f"{value / 10**size:.6f}".rstrip("0").rstrip(".")
    return number_text(text) if text.strip("-0.") else "0"


def amount_text(value: Fraction, size: int, places: int, *, signed: bool = False) -> str:
    """Return a number counted in 10^`size` with so many decimals, rounded half away from zero: "1,911.5", "+0.9"."""
    return _steps_text(_rounded_half(value * 10**places / 10**size), places, signed=signed)


def interval_text(bounds: Bounds, size: int, places: int, *, signed: bool = False) -> str:
    """Return an interval counted in 10^`size`, its ends rounded outwards: "3.56–3.65", "−245 to −243", "above 3"."""
    scale = Fraction(10**places, 10**size)
    lower = None if bounds.lower is None else _steps_text(floor(bounds.lower * scale), places, signed=signed)
    upper = None if bounds.upper is None else _steps_text(ceil(bounds.upper * scale), places, signed=signed)
    if lower == upper and bounds.lower == bounds.upper and lower is not None:
        return lower
    return between(lower, upper, (bounds.lower_open, bounds.upper_open), signed=signed)


def between(lower: str | None, upper: str | None, opened: tuple[bool, bool], *, signed: bool = False) -> str:
    """Return an interval of two ends that are texts already: "3.05–3.15", "above 3", "3.6 to below 4", "2 or more"."""
    return customs.with_endings(_between(lower, upper, opened, signed=signed) % {"lower": lower, "upper": upper})


def _between(lower: str | None, upper: str | None, opened: tuple[bool, bool], *, signed: bool) -> str:
    if lower is None and upper is None:
        return _("not bounded")
    if upper is None:
        return _("above %(lower)s") if opened[0] else _("%(lower)s or more")
    if lower is None:
        return _("below %(upper)s") if opened[1] else _("%(upper)s or less")
    if opened[1]:
        return _("%(lower)s to below %(upper)s")
    if opened[0]:
        return _("above %(lower)s to %(upper)s")
    return _("%(lower)s to %(upper)s") if signed else f"%(lower)s{EN_DASH}%(upper)s"


def span_text(bounds: Bounds, unit: str, *, digits: int = 4, signed: bool = False) -> str:
    """Return a computed interval with its unit: "3.564–3.655 bn USD", "+13.6 to +14.2 %", "above 560 mn USD".

    Its ends are rounded to so many digits, and to more where they would be the same.
    """
    ends = [end for end in (bounds.lower, bounds.upper) if end is not None]
    if not ends:
        return _("not bounded")
    largest = max(abs(end) for end in ends)
    counted = (9, 6, 3) if unit in CURRENCIES else (9, 6) if unit not in ("percent", "ratio") else ()
    size = next((size for size in counted if largest >= 10**size), 0)
    for shown in range(digits, _MOST_DIGITS):
        texts = [_significant(end, largest, size, shown, signed=signed) for end in ends]
        if len(set(texts)) == len(set(ends)):
            break
    return customs.with_endings(_span(bounds) % {"value": _joined(texts, size, unit, signed=signed)})


def _joined(texts: list[str], size: int, unit: str, *, signed: bool) -> str:
    if len(texts) == 1 or texts[0] == texts[1]:
        both = texts[0]
    else:
        both = _between(texts[0], texts[1], (False, False), signed=signed) % {"lower": texts[0], "upper": texts[1]}
    return f"{both}{after(size_text(size, unit))}"


def _span(bounds: Bounds) -> str:
    if bounds.upper is None:
        return _("above %(value)s") if bounds.lower_open else _("at least %(value)s")
    if bounds.lower is None:
        return _("below %(value)s") if bounds.upper_open else _("at most %(value)s")
    return "%(value)s"


def _significant(value: Fraction, largest: Fraction, size: int, digits: int, *, signed: bool) -> str:
    """Both ends of an interval have the decimals of the larger one."""
    whole = len(str(int(largest / 10**size)))
    return amount_text(value, size, max(0, digits - whole), signed=signed)


def _times(printed: str) -> str:
    """Return the word behind a factor: in Russian a fraction takes the form that goes with two."""
    is_whole = printed.lstrip("-").isdigit()
    return ngettext("times", "times", abs(int(printed)) if is_whole else 2)


def _rounded_half(value: Fraction) -> int:
    whole = floor(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def _steps_text(steps: int, places: int, *, signed: bool) -> str:
    """Return a whole number of 10^-`places`."""
    text = str(abs(steps)).rjust(places + 1, "0")
    printed = f"{text[:-places]}.{text[-places:]}" if places else text
    return number_text(f"-{printed}" if steps < 0 else printed, signed=signed)

"""Names in the reader's language: economies, whose statistics, indicators, and how many of something there are."""

from collections.abc import Callable, Mapping

from tradedash.domain.economy import Economy, EconomyKind
from tradedash.domain.indicator import Indicator
from tradedash.i18n import ENGLISH, customs, language, ngettext, pgettext
from tradedash.i18n import gettext as _

#: What is counted on public pages; all else is counted at the desk, in English.
_NOUNS: Mapping[str, Callable[[int], str]] = {
    "figure": lambda n: ngettext("%(number)s figure", "%(number)s figures", n),
    "print": lambda n: ngettext("%(number)s print", "%(number)s prints", n),
    "other print": lambda n: ngettext("%(number)s other print", "%(number)s other prints", n),
    "statement": lambda n: ngettext("%(number)s statement", "%(number)s statements", n),
    "source": lambda n: ngettext("%(number)s source", "%(number)s sources", n),
    "reading": lambda n: ngettext("%(number)s reading", "%(number)s readings", n),
    "set": lambda n: ngettext("%(number)s set", "%(number)s sets", n),
    "publisher": lambda n: ngettext("%(number)s publisher", "%(number)s publishers", n),
    "language": lambda n: ngettext("%(number)s language", "%(number)s languages", n),
    "indicator": lambda n: ngettext("%(number)s indicator", "%(number)s indicators", n),
    "derived value": lambda n: ngettext("%(number)s derived value", "%(number)s derived values", n),
    "day": lambda n: ngettext("%(number)s day", "%(number)s days", n),
    "speaker": lambda n: ngettext("%(number)s speaker", "%(number)s speakers", n),
    "outlet": lambda n: ngettext("%(number)s outlet", "%(number)s outlets", n),
    "column": lambda n: ngettext("%(number)s column", "%(number)s columns", n),
    "print differs": lambda n: ngettext("%(number)s print differs", "%(number)s prints differ", n),
    "row": lambda n: ngettext("%(number)s row", "%(number)s rows", n),
}


def count_text(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 print", "3 prints", "1,889 figures", in the form that goes with the number."""
    if noun in _NOUNS:
        return _NOUNS[noun](number) % {"number": customs.digits(number)}
    return f"{customs.digits(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"; with `last` "or" the reader has a choice."""
    if len(words) < 2:
        return words[0] if words else ""
    pattern = _("%(first)s or %(last)s") if last == "or" else _("%(first)s and %(last)s")
    return pattern % {"first": ", ".join(words[:-1]), "last": words[-1]}


def economy_name(economies: Mapping[str, Economy], code: str) -> str:
    """Return the name of an economy or organisation, or its code where the list has none."""
    if code not in economies:
        return code
    known = economies[code]
    return known.name if language() == ENGLISH else _own_name(known)


def basis_text(economies: Mapping[str, Economy], code: str) -> str:
    """Return whose statistics: "Russian statistics", "Basis not stated"."""
    if code not in economies or language() == ENGLISH:
        return economies[code].statistics if code in economies else f"{code} statistics"
    known = economies[code]
    if known.kind is EconomyKind.UNSTATED:
        return _("Basis not stated")
    return _spoken("statistics", known.statistics) or _("statistics: %(name)s") % {"name": _own_name(known)}


def basis_word(economies: Mapping[str, Economy], code: str) -> str:
    """Return the basis in one word for tables and labels: "Russian", "EEC", "unstated"."""
    if code not in economies or language() == ENGLISH:
        return (economies[code].adjective or code) if code in economies else code
    return _spoken("basis", economies[code].adjective or code) or _own_name(economies[code])


def indicator_text(indicator: Indicator) -> str:
    """Return the label of an indicator; one without a translation keeps the words of the code list."""
    return pgettext("indicator", indicator.label)


def label_text(label: str) -> str:
    """Return a label of the code list as `indicator_text` does, for a row that carries it."""
    return pgettext("indicator", label)


def direction_words(indicator: Indicator) -> str:
    """Return the direction in words, the economies as the code list writes them: ref_area and counterpart_area."""
    return pgettext("direction", indicator.direction)


def with_names(text: str, ref_area: str, counterpart_area: str) -> str:
    """Put the economies' names where the code list says ref_area and counterpart_area."""
    return text.replace("counterpart_area", counterpart_area).replace("ref_area", ref_area)


def measured_text(indicator: Indicator, ref_area: str, counterpart_area: str) -> str:
    """Return what is measured, with its direction in the names given: "Exports of goods (Aland to Beland)"."""
    words = indicator_text(indicator)
    label = with_names(words, ref_area, counterpart_area)
    if indicator.is_symmetric or label != words:
        return label
    named = {"label": label, "first": ref_area, "second": counterpart_area}
    if "from counterpart_area" in indicator.direction:
        return _("%(label)s (%(first)s from %(second)s)") % named
    if "in counterpart_area" in indicator.direction:
        return _("%(label)s (%(first)s in %(second)s)") % named
    return _("%(label)s (%(first)s to %(second)s)") % named


def short_name(person: str | None) -> str:
    """Return "V. Putin" for "Vladimir Putin"; offices and single names stay whole."""
    parts = (person or "").split()
    return f"{parts[0][0]}. {parts[1]}" if len(parts) == 2 and all(p[:1].isupper() for p in parts) else person or ""


def _own_name(known: Economy) -> str:
    return _spoken("economy", known.name) or customs.territory(known.code) or known.name


def _spoken(context: str, words: str) -> str | None:
    """Return words in the reader's language, None where the catalogue has none."""
    found = pgettext(context, words)
    return None if found == words else found

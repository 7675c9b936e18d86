"""What a print says otherwise than the other prints of its statement, in words. Who is right is not for it to say."""

from collections import Counter
from collections.abc import Callable, Sequence

from tradedash.components.basis import Bases
from tradedash.domain.hedges import Flag
from tradedash.formatting import hedge_text, listed, period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _

_MOST = 3


def apart(
    row: FigureRow, prints: Sequence[FigureRow], bases: Bases, value: Callable[[FigureRow], str] = with_unit
) -> list[str]:
    """Return one sentence for each of digits, hedge, period and basis that other sources print differently.

    `prints` are figures of the same statement, `row` among them; `value` writes a number. Of the same key digits and
    hedges are compared, and the reading that most sources print needs no sentence. A number that others give to
    another key names that one. Empty where nobody else prints it.
    """
    others = [one for one in prints if one.source_id != row.source_id and _subject(one) == _subject(row)]
    same_key = [one for one in others if one.key == row.key]
    found = _readings(row, same_key, value) if same_key else _elsewhere(row, others, bases)
    names_period = not same_key and any(one.value == row.value and one.time_period != row.time_period for one in others)
    lost = row.has_flag(Flag.PERIOD_LOST) and not (found and names_period)
    return [*found, _("The period was lost in this print.")] if lost else found


def _subject(row: FigureRow) -> tuple[str, ...]:
    return (row.indicator, row.ref_area, row.counterpart_area, row.unit_measure)


def _readings(row: FigureRow, others: Sequence[FigureRow], value: Callable[[FigureRow], str]) -> list[str]:
    """Where the numbers are the same their hedges are compared; other digits have a sentence of their own."""
    if _is_rarer(row.value, [one.value for one in others]):
        words = list(dict.fromkeys(value(one) for one in others if one.value != row.value))[:_MOST]
        return [_("Others print %(others)s.") % {"others": listed(words, "or")}]
    own = hedge_text(row.qualifier)
    theirs = [hedge_text(one.qualifier) for one in others if one.value == row.value]
    if not _is_rarer(own, theirs):
        return []
    words = [f"“{hedge}”" if hedge else _("no hedge") for hedge in dict.fromkeys(theirs) if hedge != own]
    if own:
        return [_("“%(hedge)s” here; others print %(others)s.") % {"hedge": own, "others": listed(words, "or")}]
    return [_("No hedge here; others print %(others)s.") % {"others": listed(words, "or")}]


def _is_rarer(own: object, theirs: Sequence[object]) -> bool:
    """Tell whether some other reading is as common as one's own, or commoner."""
    counted = Counter(theirs)
    mine = counted.pop(own, 0) + 1
    return bool(counted) and max(counted.values()) >= mine


def _elsewhere(row: FigureRow, others: Sequence[FigureRow], bases: Bases) -> list[str]:
    """Tell to which period, or to whose statistics, the others give the same number."""
    same = [one for one in others if one.value == row.value]
    if any(one.time_period == row.time_period for one in same):
        codes = {one.basis for one in same if one.time_period == row.time_period} - {row.basis}
        named = [bases.statistics(code) for code in sorted(codes)]
        return [_("Others print the same number as: %(bases)s.") % {"bases": listed(named, "or")}] if named else []
    periods = list(dict.fromkeys(period_text(one.time_period) for one in same))[:_MOST]
    if not periods:
        return []
    pattern = _("Told of %(period)s here; others give this number the period %(others)s.")
    if row.period_end is None:
        pattern = _("No period here; others give this number the period %(others)s.")
    return [pattern % {"period": period_text(row.time_period), "others": listed(periods, "or")}]

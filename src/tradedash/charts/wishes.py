"""Which marks ask for a label, in which order, and what stands in a label's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tradedash import formatting
from tradedash.charts.derived import Aside, runs
from tradedash.charts.labels import HEIGHT, Box, Wish, text_width
from tradedash.charts.lines import STEMMED, Run, was_premature
from tradedash.charts.marks import Mark, MarkKind
from tradedash.charts.places import Placed, extent
from tradedash.charts.rings import Ring
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Scene
from tradedash.domain.economy import UNSTATED_BASIS, EconomyKind
from tradedash.domain.indicator import Indicator, IndicatorKind
from tradedash.domain.period import Period, PeriodKind
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.queries.derived import Derived, Kind

#: Pixels a year at the canvas' least width; on a page of 820 px the first are 90.
COMPETING_FROM, MONTHS_FROM, RELEASES_FROM = 84.0, 60.0, 60.0
_LONGEST_NAME = 24
_NAMED_TRIES = 4
_TICK_WIDER = 1.4
_RELEASE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Sight:
    """One panel as the labels see it."""

    placed: Sequence[Placed]
    runs: Sequence[Run]
    scale: Scale
    pixels_a_year: float
    indicator: Indicator
    scene: Scene
    asides: Sequence[Aside] = ()
    rings: Sequence[Ring] = ()


def wishes(sight: Sight) -> list[Wish]:
    """Return the wishes of one panel, the most wanted first: names, headlines newest first, then competing figures."""
    newest = sorted(sight.placed, key=_newest_first)
    if sight.indicator.kind is IndicatorKind.TARGET:
        return _target_wishes(newest, sight)
    names = _name_wishes(newest, sight)
    unstated = [wish for wish in names if wish.keys[0] == f"name:{UNSTATED_BASIS}"]
    wanted = [wish for wish in names if wish not in unstated] + _derived_wishes(sight, Kind.BY_GROWTH) + unstated
    if sight.scene.compact:
        return wanted
    headlines = [one for one in newest if one.mark.headline and _release_speaks(one, sight)]
    wanted += [_value_wish(one, sight) for one in sorted(headlines, key=lambda one: one.mark.is_span)]
    if sight.pixels_a_year >= COMPETING_FROM and not sight.scene.is_phone:
        wanted += [_value_wish(one, sight) for one in newest if not one.mark.headline]
    return wanted + _derived_wishes(sight, Kind.CONVERTED) + _derived_wishes(sight, Kind.SUM)


def obstacles(sight: Sight) -> list[Box]:
    """Return what no label may touch: marks, whiskers, arrows, bars and the numbers of the axis."""
    boxes = mark_obstacles(sight) + [ring.box for ring in sight.rings]
    for tick, text in zip(sight.scale.ticks, sight.scale.tick_texts(), strict=True):
        y = sight.scale.px(tick)
        boxes.append(Box(0, y - HEIGHT - 3, 6 + text_width(text), y))
    return boxes


def mark_obstacles(sight: Sight) -> list[Box]:
    """Return what no ring may touch: the marks, and the derived values that are drawn as marks."""
    boxes = [box for one in sight.placed for box in _mark_boxes(one, sight.scale)]
    for aside in sight.asides:
        if aside.has_box:
            boxes.append(Box(aside.left, aside.top, aside.right, aside.bottom))
        if not aside.is_band:
            boxes.append(Box(aside.px - 5, aside.py - 5, aside.px + 5, aside.py + 5))
    return boxes


def _courses(sight: Sight) -> list[list[tuple[float, float]]]:
    """Return the corners of all lines in pixels."""
    stated = [[(one.px, one.py) for one in run.placed] for run in sight.runs]
    return stated + [[(aside.px, aside.py) for aside in run] for run in runs(sight.asides)]


def line_boxes(sight: Sight, edge: float) -> list[Box]:
    """Return the course of lines, stems and dots (to the edge) as small boxes: labels keep off them while they can."""
    boxes = []
    for points in _courses(sight):
        for one, other in pairwise(points):
            steps = max(1, int(abs(other[0] - one[0]) + abs(other[1] - one[1])) // 6)
            for step in range(steps + 1):
                x, y = (a + (b - a) * step / steps for a, b in zip(one, other, strict=True))
                boxes.append(Box(x - 2, y - 2, x + 2, y + 2))
    if sight.indicator.kind is IndicatorKind.TARGET:
        boxes += [Box(one.px, one.py - 2, edge, one.py + 2) for one in sight.placed if not one.in_lane]
    if sight.indicator.kind in STEMMED and sight.scale.base is not None:
        ground = sight.scale.px(sight.scale.base)
        stems = [one for one in sight.placed if not one.mark.is_span]
        boxes += [Box(one.px - 1, min(one.py, ground), one.px + 1, max(one.py, ground)) for one in stems]
    return boxes


def _derived_wishes(sight: Sight, kind: Kind) -> list[Wish]:
    """A value that nobody stated says so; the sums of a release are labelled where years are wide."""
    found = []
    for aside in sorted(sight.asides, key=lambda aside: -aside.x):
        if aside.one.kind is not kind or (kind is Kind.SUM and sight.pixels_a_year < RELEASES_FROM):
            continue
        text = _with_months(derived_label(aside.one, sight.scale), aside.one.period)
        word = {Kind.CONVERTED: _("converted"), Kind.BY_GROWTH: _("derived")}.get(kind)
        found.append(_aside_wish(aside, f"{text} {word}" if word else text))
    return found


def derived_label(one: Derived, scale: Scale) -> str:
    """Return an interval, or an exact sum, counted in the axis' unit with three digits: "3.56–3.65"."""
    ends = [one.value] if one.value is not None else [one.lower, one.upper]
    known = [end for end in ends if end is not None]
    size = scale.size - 3 if scale.size > 3 and all(abs(end) < 10**scale.size for end in known) else scale.size
    places = max(0, 3 - len(str(int(max(abs(end) for end in known) / 10**size))))
    texts = list(dict.fromkeys(formatting.amount_text(end, size, places, signed=scale.signed) for end in known))
    text = formatting.between(texts[0], texts[-1], (False, False), signed=scale.signed) if len(texts) > 1 else texts[0]
    unit = f" {formatting.size_text(size, '')}" if size != scale.size else ""
    return f"{text}{unit}"


def _aside_wish(aside: Aside, text: str) -> Wish:
    top, bottom = (aside.top, aside.bottom) if aside.has_box else (aside.py - 4, aside.py + 4)
    half = aside.half if aside.has_box else 5.0
    around = Box(aside.px - half, min(top, aside.py - 5), aside.px + half, max(bottom, aside.py + 5))
    middle = aside.one.middle or 0.0
    return Wish(
        (text,), aside.px, aside.py, around, aside.style.colour, False, (aside.one.key,), aside.x, middle, False,
        may_cross=aside.one.kind is not Kind.SUM,
    )  # fmt: skip


def value_label(mark: Mark, scale: Scale) -> str:
    """Return hedge and number, counted in the axis' unit: 806 mn on an axis in bn is "806 mn"."""
    if mark.is_pair:
        ends = sorted(mark.rows, key=lambda row: row.value)
        return ", ".join(_number_label(row, mark, scale) for row in (ends[0], ends[-1]))
    return _number_label(mark.row, mark, scale)


def _number_label(row: FigureRow, mark: Mark, scale: Scale) -> str:
    size = scale.size - 3 if scale.size > 3 and abs(mark.value) < 10**scale.size else scale.size
    number = Decimal(row.obs_value).scaleb(row.unit_mult - size)
    if "." not in row.obs_value and number.as_tuple().exponent != 0:
        # Counted in another size a whole number keeps its digits and gets none: 20 hundred million are "2 bn".
        number = Decimal(format(number.normalize(), "f"))
    if mark.kind is MarkKind.RELEASE and number:
        number = round(number, max(0, _RELEASE_DIGITS - 1 - number.adjusted()))
    text = formatting.number_text(format(number, "f"), signed=scale.signed)
    unit = f" {formatting.size_text(size, '')}" if size != scale.size else ""
    return formatting.hedged(f"{text}{unit}", row.qualifier)


def _name_wishes(newest: Sequence[Placed], sight: Sight) -> list[Wish]:
    """Each basis is named once, beside its newest headline; finished years first."""
    found = []
    for basis in sorted({one.mark.row.basis for one in newest}):
        own = [one for one in newest if one.mark.row.basis == basis]
        tries = sorted(own, key=_name_order)
        for name in _names(basis, sight):
            for one in tries[:_NAMED_TRIES]:
                text, keys = f"{_text(one, sight)} {name}", (f"name:{basis}", f"mark:{one.mark.row.figure_id}")
                found.append(_wish(one, sight.scale, (text,), keys, bold=True, may_cross=False))
    return found


def _name_order(one: Placed) -> tuple[bool, bool, bool, bool]:
    return not one.mark.headline, one.in_lane, one.mark.is_span, was_premature(one.mark)


def _names(basis: str, sight: Sight) -> tuple[str, ...]:
    economy = sight.scene.economies.get(basis)
    if economy and economy.kind is EconomyKind.UNSTATED:
        return _("basis not stated"), formatting.basis_word(sight.scene.economies, basis)
    long, short = (words(sight.scene.economies, basis) for words in (formatting.basis_text, formatting.basis_word))
    return (short,) if sight.scene.is_phone or len(long) > _LONGEST_NAME else (long, short)


def _target_wishes(newest: Sequence[Placed], sight: Sight) -> list[Wish]:
    """A target says since when it is stated; a print that names a year says which."""
    found = []
    for one in newest:
        if one.mark.kind is MarkKind.TARGET:
            text = _("for %(period)s") % {"period": formatting.period_text(one.mark.row.time_period)}
            found.append(_wish(one, sight.scale, (text,), (f"mark:{one.mark.row.figure_id}",), bold=False))
    firsts: dict[tuple[float, bool], Placed] = {(one.mark.value, one.in_lane): one for one in newest}
    for one in firsts.values():
        value = sight.scale.with_unit(value_label(one.mark, sight.scale))
        since = formatting.day_text(one.mark.row.known_on)
        texts = (
            (value,)
            if one.in_lane
            else (_("%(value)s, stated since %(since)s") % {"value": value, "since": since}, value)
        )
        found.append(_wish(one, sight.scale, texts, (f"first:{value}:{one.in_lane}",), bold=True))
    return found


def _value_wish(one: Placed, sight: Sight) -> Wish:
    texts = (_text(one, sight), value_label(one.mark, sight.scale))
    key, headline = f"mark:{one.mark.row.figure_id}", one.mark.headline
    return _wish(one, sight.scale, texts, (key,), bold=headline, may_cross=headline)


def _text(one: Placed, sight: Sight) -> str:
    value = value_label(one.mark, sight.scale)
    if not one.mark.is_span or sight.pixels_a_year < MONTHS_FROM:
        return value
    return _with_months(value, Period.parse(one.mark.row.time_period))


def _with_months(value: str, period: Period) -> str:
    """Name the months that a value covers; a whole year is read off the axis."""
    if period.kind is PeriodKind.YEAR:
        return value
    text = formatting.period_text(period.code)
    months, _, year = text.rpartition(" ")
    return f"{value}, {months if months and year.isdigit() else text}"


def _wish(
    one: Placed, scale: Scale, texts: tuple[str, ...], keys: tuple[str, ...], *, bold: bool, may_cross: bool = True
) -> Wish:
    top, bottom = extent(one.mark, scale)
    half = _half(one)
    left, right = (one.bar[0] - 3, one.bar[1] + 3) if one.bar else (one.px - half, one.px + half)
    around = Box(left, top, right, bottom)
    bar = ((one.ends[0], one.bar[0]), (one.ends[1], one.bar[1])) if one.ends and one.bar else None
    return Wish(
        texts, one.px, one.py, around, one.mark.style.colour, bold, keys, one.x, one.mark.value, one.in_lane, bar,
        may_cross=may_cross,
    )  # fmt: skip


def _half(one: Placed) -> float:
    """Half the width of a mark; Plotly draws a tick wider than other symbols of its size."""
    return one.mark.radius * (_TICK_WIDER if one.mark.is_tick else 1)


def _mark_boxes(one: Placed, scale: Scale) -> Iterable[Box]:
    half = _half(one) + 1
    high = 2.5 if one.mark.is_tick else half
    yield Box(one.px - half, one.py - high, one.px + half, one.py + high)
    top, bottom = extent(one.mark, scale)
    if one.mark.arrow or any(one.mark.whiskers):
        yield Box(one.px - 5, top, one.px + 5, bottom)
    if one.bar:
        yield Box(one.bar[0] - 1, one.py - 4, one.bar[1] + 1, one.py + 4)


def _release_speaks(one: Placed, sight: Sight) -> bool:
    """A long series of releases is read off its line: only its ends and its peak carry numbers."""
    if one.mark.kind is not MarkKind.RELEASE or sight.pixels_a_year >= RELEASES_FROM:
        return True
    for run in sight.runs:
        if one in run.placed:
            peak = max(run.placed, key=lambda other: other.mark.value)
            return one in (run.placed[0], run.placed[-1], peak)
    return True


def _newest_first(one: Placed) -> tuple[float, str]:
    return -one.x, one.mark.row.figure_id

"""Panels: one direction and one unit each, with its own y axis. Nothing else may share a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradedash import formatting
from tradedash.charts.scene import Scene
from tradedash.domain.indicator import Indicator
from tradedash.frames import FigureRow
from tradedash.i18n import gettext as _
from tradedash.queries.derived import Derived, Kind


@dataclass(frozen=True, slots=True)
class Panel:
    """The rows that one y axis serves; `is_main` tells the indicator's own unit from others."""

    ref_area: str
    counterpart_area: str
    unit: str
    is_main: bool
    heading: str
    rows: tuple[FigureRow, ...]
    derived: tuple[Derived, ...] = ()


def split(
    rows: Sequence[FigureRow], indicator: Indicator, scene: Scene, derived: Sequence[Derived] = ()
) -> tuple[Panel, ...]:
    """Return the panels in order: the indicator's own unit first, in the pair's direction first.

    Derived values join the panel of their unit and direction; by themselves they make none, but what is converted does.
    """
    groups: dict[tuple[bool, str, str, str], list[FigureRow]] = {}
    for row in rows:
        ref, other = _direction(row, indicator, scene)
        groups.setdefault((row.unit_measure != indicator.unit, row.unit_measure, ref, other), []).append(row)
    beside: dict[tuple[bool, str, str, str], list[Derived]] = {}
    for one in derived:
        ref, other = _direction(one, indicator, scene)
        beside.setdefault((one.unit != indicator.unit, one.unit, ref, other), []).append(one)
        if one.kind is Kind.CONVERTED:
            groups.setdefault((one.unit != indicator.unit, one.unit, ref, other), [])
    order = sorted(groups, key=lambda key: (key[0], key[1], key[2] != scene.pair.first, key[3]))
    directions = {key[2:] for key in groups}
    units = {key[1] for key in groups}
    return tuple(
        Panel(
            ref_area=key[2],
            counterpart_area=key[3],
            unit=key[1],
            is_main=not key[0],
            heading=_heading(key, indicator, scene, several=(len(directions) > 1, len(units) > 1)),
            rows=tuple(groups[key]),
            derived=tuple(beside.get(key, ())),
        )
        for key in order
    )


def direction_text(indicator: Indicator, ref_area: str, counterpart_area: str, scene: Scene) -> str:
    """Return who plays which part: "Russia exports to Kyrgyzstan"; both names where the parts are equal."""
    first, second = scene.name(ref_area), scene.name(counterpart_area)
    if indicator.is_symmetric or "_area" not in indicator.direction:
        return f"{first}{formatting.EN_DASH}{second}"
    return _sentence_case(formatting.with_names(formatting.direction_words(indicator), first, second))


def label_text(indicator: Indicator, panel: Panel, scene: Scene) -> str:
    """Return the indicator's label with the economies' names in it."""
    return formatting.with_names(
        formatting.indicator_text(indicator), scene.name(panel.ref_area), scene.name(panel.counterpart_area)
    )


def _direction(row: FigureRow | Derived, indicator: Indicator, scene: Scene) -> tuple[str, str]:
    """Symmetric figures stand in the pair's order, however they were written."""
    if indicator.is_symmetric and scene.pair.has(row.ref_area, row.counterpart_area):
        return scene.pair.first, scene.pair.second
    return row.ref_area, row.counterpart_area


def _heading(key: tuple[bool, str, str, str], indicator: Indicator, scene: Scene, *, several: tuple[bool, bool]) -> str:
    of_directions, of_units = several
    words = [direction_text(indicator, key[2], key[3], scene)] if of_directions else []
    if of_units and key[0]:
        words.append(_("in %(unit)s") % {"unit": formatting.size_text(0, key[1]) or _("numbers")})
    return _sentence_case(", ".join(words))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]

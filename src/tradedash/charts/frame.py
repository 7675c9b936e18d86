"""How the width is shared: time on the left, and at the right edge a lane for figures that name no time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tradedash.charts.labels import text_width
from tradedash.charts.marks import Mark
from tradedash.charts.places import Ruler
from tradedash.charts.scale import Scale
from tradedash.charts.scene import Canvas, Scene
from tradedash.charts.timeline import Stand, Timeline, timeline_of
from tradedash.domain.indicator import Indicator, IndicatorKind

GAP = 18
_END_ROOM = 8
_COLUMN_WIDE, _COLUMN_PHONE = 66, 40
_NARROW_WIDE, _NARROW_PHONE = 92, 62
_LEAST_TIME_WIDE, _LEAST_TIME_PHONE = 150, 100
#: Where sums and stocks keep their distance in time: a step across a narrowed run would lie about how long it took.
_TRUE_DISTANCE = (IndicatorKind.STOCK, IndicatorKind.COUNT)


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of the undated. With `columns` one per day known (None: not known), in order; its axis is in pixels."""

    left: float
    width: float
    columns: tuple[date | None, ...]

    @property
    def ruler(self) -> Ruler:
        return Ruler(self.left, 1.0, self.left + self.width - 6)

    @property
    def middle_of_all(self) -> float:
        return self.width * 0.36

    def middle(self, mark: Mark) -> float:
        """Return the axis position around which a mark stands."""
        if not self.columns:
            return self.middle_of_all
        return self.column_middle(self.columns.index(mark.row.known_on))

    def column_middle(self, number: int) -> float:
        return self.width * (number + 0.5) / len(self.columns)


@dataclass(frozen=True, slots=True)
class Frame:
    """The two axes; `time` and `lane` are None where nothing stands on them."""

    canvas: Canvas
    time: Timeline | None
    lane: Lane | None
    tick_room: float

    @property
    def time_width(self) -> float:
        if not self.lane:
            return self.canvas.plot_width
        return max(0.0, self.lane.left - GAP) if self.time else 0.0

    @property
    def ruler(self) -> Ruler:
        """The ruler of the time axis; the first pixels are kept for the numbers of the value axis."""
        timeline = self.time or Timeline(0, 0, ())
        per_band = max(1.0, self.time_width - self.tick_room - _END_ROOM) / timeline.bands
        return Ruler(self.tick_room - timeline.start * per_band, per_band, self.time_width - _END_ROOM)


def frame_of(
    marks: Sequence[Mark],
    canvas: Canvas,
    scales: Sequence[Scale],
    indicator: Indicator,
    scene: Scene,
    *,
    also: Sequence[Stand] = (),
) -> Frame:
    """Share the width between dated and undated marks, left of both the numbers of the value axis.

    `also` needs room on the time axis too.
    """
    room = 10 + max((text_width(text) for scale in scales for text in scale.tick_texts()), default=0.0)
    timeline = timeline_of(
        [*(mark.stand for mark in marks if mark.stand), *also], may_narrow=indicator.kind not in _TRUE_DISTANCE
    )
    undated = [mark for mark in marks if mark.stand is None]
    if not undated:
        return Frame(canvas, timeline, None, room)
    dated = len(marks) - len(undated)
    if timeline and dated >= len(undated):
        width = float(_NARROW_PHONE if scene.is_phone else _NARROW_WIDE)
        return Frame(canvas, timeline, Lane(canvas.plot_width - width, width, ()), room)
    days = {mark.row.known_on for mark in undated}
    columns = (*sorted(day for day in days if day), *((None,) if None in days else ()))
    left = room
    if timeline:
        wanted = len(columns) * (_COLUMN_PHONE if scene.is_phone else _COLUMN_WIDE)
        least = _LEAST_TIME_PHONE if scene.is_phone else _LEAST_TIME_WIDE
        left = max(least, canvas.plot_width - wanted)
    return Frame(canvas, timeline, Lane(left, canvas.plot_width - left, columns), room)

"""What was known when: the control that asks for it, and the sentences that say that a page shows the past."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.components.native import Input
from tradedash.formatting import count_text, day_pattern, day_text, month_names
from tradedash.i18n import N_
from tradedash.i18n import gettext as _

TODAY = N_("today")


@dataclass(frozen=True, slots=True)
class Past:
    """The two clocks as they are set, how many figures came later, and how many have no day at all."""

    as_of: date | None
    recorded_as_of: datetime | None
    later: int
    without_day: int


def as_of_control(days: Sequence[date], chosen: date | None) -> html.Fieldset:
    """Return a date to type and a slider over the days on which figures became known; its end is today."""
    typed = Input(type="date", name="as_of", defaultValue=chosen.isoformat() if chosen else "",
                  **attributes(aria_label=_("As known on, a day")))  # fmt: skip
    parts: list[Child] = [html.Legend(_("As known on")), typed]
    if len(days) > 1:
        at = max(bisect_right(days, chosen) - 1, 0) if chosen else len(days)
        handle = Input(
            type="range", min="0", max=str(len(days)), step="1", className="replay", defaultValue=str(at),
            **attributes(
                data_replay=" ".join(day.isoformat() for day in days), data_today=_(TODAY),
                data_months="|".join(month_names()), data_day=day_pattern(),
                aria_label=_("Replay what was known"),
            ),
        )  # fmt: skip
        shown = html.Span(
            day_text(chosen) if chosen else _(TODAY), className="meta day", **attributes(data_replay_day="")
        )
        parts.append(html.Div([handle, shown], className="replaybox"))
    return html.Fieldset(parts, className="field asof rest")


def as_known(past: Past, today: str) -> html.Div:
    """Return the sentences above what is shown, an empty place while nothing is asked for; `today` leads back.

    The place is always there: what stands below keeps its place in the page, and the slider its focus.
    """
    sentences = list(_sentences(past))
    if not sentences:
        return html.Div()
    words: list[Child] = [" ".join(sentences), " ", inside(_("Show today’s"), today)]
    return html.Div(html.P(words, className="notice", role="status"))


def _sentences(past: Past) -> Sequence[str]:
    found: list[str] = []
    if past.as_of:
        found.append(_("Showing what was known on %(day)s.") % {"day": day_text(past.as_of)})
    if past.recorded_as_of:
        at = past.recorded_as_of
        found.append(
            _("Showing what this store held on %(day)s, %(time)s UTC.")
            % {"day": day_text(at.date()), "time": f"{at:%H:%M}"}
        )
    if found and past.later:
        pattern = _("%(figures)s became known later.") if past.as_of else _("%(figures)s came later.")
        found.append(pattern % {"figures": count_text(past.later, "figure")})
    if past.without_day:
        found.append(
            _("Left out: %(figures)s of which nobody knows the day.")
            % {"figures": count_text(past.without_day, "figure")}
        )
    return found

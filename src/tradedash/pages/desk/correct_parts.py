"""What else may be done with a stored figure: retract, restore, rank, move; small forms, each with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.elements import Child
from tradedash.components.sections import section
from tradedash.domain.actor import Actor
from tradedash.domain.figure import Rank, Status
from tradedash.formatting import count_text, day_text
from tradedash.pages.desk.small_forms import DO, Refused, small_form, still_written
from tradedash.pages.desk.told import DECIDE, STATUS_WORDS, may_see, step_text
from tradedash.pages.fields import Fields, row
from tradedash.queries.nearby import Nearby
from tradedash.queries.review import Item

DONE = {
    "retract": "Retracted. It stays readable, with the reason, and counts nowhere.",
    "restore": "Published again.",
    "rank": "The rank is changed.",
    "move": "It is counted under the other statement from now on.",
}
RANKS = [
    ("", "Choose"),
    (Rank.PREFERRED.value, "preferred: it becomes the headline"),
    (Rank.NORMAL.value, "normal"),
    (Rank.DEPRECATED.value, "deprecated: known to be wrong, kept to be read"),
]


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands and who looks at it; `later` are the versions after it, `nearby` statements to move to."""

    item: Item
    actor: Actor
    later: Sequence[Item]
    nearby: Sequence[Nearby]

    @property
    def pending(self) -> Item | None:
        """The version that waits, or is a draft, in place of this one."""
        return next((one for one in self.later if one.is_waiting or one.is_draft), None)

    @property
    def may_be_corrected(self) -> bool:
        return self.item.row.status in (Status.PUBLISHED, Status.DRAFT, Status.IN_REVIEW)

    @property
    def decides(self) -> bool:
        return self.actor.role in DECIDE

    @property
    def labels(self) -> dict[str, str]:
        """The fields of the small forms, for the summary of what was refused."""
        reasons = {f"{do}_reason": "Reason" for do in DONE}
        return {**reasons, "rank_to": "Rank", "move_id": "Statement"}


def standing_notice(standing: Standing, done: str) -> Child:
    """Return what has just been done, or why there is nothing to correct here."""
    item = standing.item
    parts: list[Child] = [html.P(DONE[done])] if done in DONE else []
    if not standing.may_be_corrected:
        parts.append(html.P(f"{STATUS_WORDS[Status(item.row.status)]}. {step_text(item.last)}."))
        living = [one for one in standing.later if one.row.status in (Status.PUBLISHED, Status.IN_REVIEW, Status.DRAFT)]
        for one in [one for one in living if may_see(one, standing.actor)][-1:]:
            link = f"/figures/{one.row.figure_id}/correct"
            parts.append(html.P(html.A("Correct the version that stands in its place", href=link)))
    elif pending := standing.pending:
        parts.append(html.P("A correction of this figure waits already; another one is refused until it is decided."))
        if may_see(pending, standing.actor):
            parts.append(html.P(html.A("See the correction that waits", href=f"/review/{pending.row.figure_id}")))
    return html.Div(parts, className="notice saved", role="status") if parts else None


def other_forms(standing: Standing, refusal: Refused) -> list[Child]:
    """Return the small forms that this person may use on the figure as it stands."""
    if not standing.decides:
        return [still_written(refusal)]
    fields = Fields(refusal.typed, refusal.messages)
    status = standing.item.row.status
    makers = {"rank": _rank, "move": _move, "retract": _retract, "restore": _restore}
    offered: tuple[str, ...] = ()
    if status == Status.PUBLISHED:
        offered = ("rank", "move", "retract")
    elif status in (Status.DRAFT, Status.IN_REVIEW):
        offered = ("move",)
    elif status == Status.RETRACTED and standing.item.published_at is not None:
        offered = ("restore",)
    gone = [] if next(iter(refusal.typed.get(DO, ())), "") in offered else [still_written(refusal)]
    if not offered:
        return [*gone]
    forms = [makers[do](standing, fields) for do in offered]
    return [*gone, section("Without a new version", html.Div(forms, className="ways-on"))]


def _retract(standing: Standing, fields: Fields) -> html.Details:
    hint = "Readers see it on the page of the figure."
    return _folded("retract", "Retract it", [row(fields.area("retract_reason", "Reason", 12, hint))], standing, fields)


def _restore(standing: Standing, fields: Fields) -> html.Details:
    hint = "Why was it right after all?"
    return _folded(
        "restore", "Publish it again", [row(fields.area("restore_reason", "Reason", 12, hint))], standing, fields
    )


def _rank(standing: Standing, fields: Fields) -> html.Details:
    now = standing.item.row.rank
    rows = [
        row(
            fields.select(
                "rank_to", "Rank", 12, RANKS, f"Now: {now}. It decides which of competing figures is the headline."
            )
        ),
        row(fields.area("rank_reason", "Reason", 12, "Readers see it beside the figure.")),
    ]
    return _folded("rank", "Rank it", rows, standing, fields)


def _move(standing: Standing, fields: Fields) -> html.Details:
    offered = [(one.statement_id, _statement(one)) for one in standing.nearby]
    hint = f"It is counted under {standing.item.row.statement_id} now. The id stands in the API and in downloads."
    rows: list[Child] = []
    if offered:
        rows.append(row(fields.radios("move_to", "What the same speaker said within a week", offered)))
    rows.append(row(fields.text("move_id", "Or the id of another statement", 12, hint, autoComplete="off")))
    rows.append(row(fields.area("move_reason", "Reason", 12, "How do you know that it is the same statement?")))
    return _folded("move", "Count it under another statement", rows, standing, fields)


def _statement(one: Nearby) -> str:
    return f"{day_text(one.day)}: “{one.as_printed}” ({count_text(one.prints, 'print')})"


def _folded(do: str, label: str, rows: Sequence[Child], standing: Standing, fields: Fields) -> html.Details:
    button = html.P(html.Button(label, type="submit", className="btn"))
    address = f"/figures/{standing.item.row.figure_id}/correct"
    form = small_form(do, address, [*rows, button], seen=str(standing.item.seen))
    is_this = list(fields.raw.get(DO, ())) == [do]
    return html.Details([html.Summary(label), html.Div(form, className="form")], open=is_this or None)

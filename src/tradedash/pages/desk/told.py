"""How pages of the desk name a figure, tell its last step, and say what has just been done."""

from collections.abc import Mapping

from dash import html
from sqlalchemy import Connection

from tradedash.components.basis import Bases
from tradedash.components.elements import Child
from tradedash.components.life import deed
from tradedash.components.roles import shows_sign
from tradedash.domain.actor import Actor, Role
from tradedash.domain.economy import Pair
from tradedash.domain.figure import Status
from tradedash.formatting import period_text, with_unit
from tradedash.frames import FigureRow
from tradedash.pages.desk.small_forms import done, instant_text
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.review import Item, Step, item

DECIDE = (Role.REVIEWER, Role.ADMIN)
STATUS_WORDS = {
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "Waits for review",
    Status.PUBLISHED: "Published",
    Status.SUPERSEDED: "Superseded",
    Status.RETRACTED: "Retracted",
}
#: What an address may say has been done, and how a page tells it.
DONE = {
    "published": "Published: {}.",
    "sent_back": "Sent back to its author: {}.",
    "discarded": "Thrown away: {}.",
    "submitted": "Handed in: {}. Somebody else publishes it.",
    "closed": "The report is answered and has left the queue.",
    "batch": "The import is published.",
    "withdrawn": "The import is withdrawn.",
}


def bases_of(row: FigureRow, lists: CodeLists) -> Bases:
    """Return how the bases of a figure's pair are named and coloured."""
    return Bases(lists.economies, lists.canonical(Pair(row.ref_area, row.counterpart_area)))


def value_of(row: FigureRow, lists: CodeLists) -> str:
    """Return the value as printed with its unit: "over 3.16 bn USD"."""
    return with_unit(row, signed=shows_sign(lists.indicators[row.indicator]))


def measure_of(row: FigureRow, lists: CodeLists) -> str:
    """Return what is measured, and when: "Trade turnover, 2024"."""
    label = bases_of(row, lists).label(lists.indicators[row.indicator], row)
    return f"{label}, {period_text(row.time_period)}"


def named(row: FigureRow, lists: CodeLists) -> str:
    """Return a figure in a few words: "4.1 bn USD, Trade turnover, 2024"."""
    return f"{value_of(row, lists)}, {measure_of(row, lists)}"


def step_text(step: Step) -> str:
    """Return the last thing that happened: "Sent back by ria, 24 Nov 2026, 16:05 UTC: “the phrase is cut off”"."""
    why = f": “{step.reason}”" if step.reason else ""
    return f"{deed(step.action)} by {step.actor}, {instant_text(step.at)}{why}"


def may_see(found: Item | None, actor: Actor) -> bool:
    """Tell whether a figure exists for somebody at the desk: public, own, or theirs to decide."""
    if found is None:
        return False
    return found.published_at is not None or actor.role in DECIDE or found.author == actor.name


def notice_of(conn: Connection, args: Mapping[str, str], actor: Actor, base_url: str) -> Child:
    """Return the notice that an address asks for; what the reader may not see is not named."""
    sentence = DONE.get(args.get("done", ""))
    if sentence is None:
        return None
    if "{}" not in sentence:
        return done(sentence)
    found = item(conn, args.get("figure", "")[:64], base_url)
    if found is None or not may_see(found, actor):
        return None
    lists, row = code_lists(conn), found.row
    link = f"/charts/{row.indicator}?figure={row.figure_id}" if found.row.status == Status.PUBLISHED else None
    own = [html.A("See it on the chart", href=link)] if link else [html.A("See it", href=f"/review/{row.figure_id}")]
    return done(sentence.format(named(row, lists)), html.P(own))

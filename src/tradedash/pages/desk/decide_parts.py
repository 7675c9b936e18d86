"""`/review/<figure_id>` as components: the figure, what speaks against it, the decision, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from tradedash.components.elements import Child
from tradedash.components.figure_panel import Evidence, facts_of
from tradedash.components.links import outside
from tradedash.components.roles import role_text
from tradedash.components.sections import section
from tradedash.components.words import about_the_print, quote, who
from tradedash.domain.actor import Actor
from tradedash.domain.figure import Status
from tradedash.formatting import bounds_text, day_text, period_text, unit_text
from tradedash.frames import FigureRow
from tradedash.pages.desk.picture import before_and_after
from tradedash.pages.desk.small_forms import DO, Refused, instant_text, small_form, still_written
from tradedash.pages.desk.told import DECIDE, STATUS_WORDS, bases_of, step_text, value_of
from tradedash.pages.enter_live import TITLES
from tradedash.pages.fields import Fields, row
from tradedash.queries.codelists import CodeLists
from tradedash.queries.entry import EntryWarning
from tradedash.queries.figures import Dossier
from tradedash.queries.prospect import Prospect, Rivals
from tradedash.queries.review import Item

OWN = "You entered this yourself: somebody else must publish it."
WAITS = "It waits for a second person."


@dataclass(frozen=True, slots=True)
class Side:
    """The figure as it is shown; `old` is the published version that it corrects."""

    item: Item
    old: Item | None
    lists: CodeLists
    base_url: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides what. `later` are the versions after the figure."""

    item: Item
    actor: Actor
    may_publish_own: bool
    later: Sequence[Item]

    @property
    def is_own(self) -> bool:
        return self.item.author == self.actor.name

    @property
    def decides(self) -> bool:
        return self.actor.role in DECIDE


def figure_side(side: Side) -> html.Section:
    """Return the figure with its words, where it stands, and all that is said about it."""
    found, figure = side.item, side.item.row
    bases = bases_of(figure, side.lists)
    indicator = side.lists.indicators[figure.indicator]
    evidence = Evidence(Dossier(figure, [], [], ""), indicator)
    unit = unit_text(figure)
    parts: list[Child] = [
        html.P([STATUS_WORDS[Status(figure.status)], ". ", step_text(found.last)], className="meta"),
        html.P(
            [
                value_of(figure, side.lists),
                " ",
                html.Small(f"may be {bounds_text(figure)}{f' {unit}' if unit else ''}"),
            ],
            className="num",
        ),
        html.Blockquote(quote(figure)),
        html.P(about_the_print(figure), className="meta"),
        html.P(
            [
                outside("Go to the words at the source", figure.quote_url),
                outside("The article", figure.source_url),
                html.A("All figures of this source", href=f"/sources/{figure.source_id}"),
            ],
            className="links",
        ),
        html.Dl([*facts_of(evidence, bases), *_desk_facts(found)], className="kv wide"),
    ]
    if side.old is not None:
        parts.append(_differences(side))
    return html.Section(parts, className=f"panel {bases.css(figure.basis)}")


def _desk_facts(found: Item) -> list[Child]:
    figure = found.row
    facts: list[tuple[str, Child]] = [
        ("Entered", f"by {found.author}, {instant_text(figure.recorded_at)}"),
        ("Rank", f"{figure.rank}: {figure.rank_reason}" if figure.rank_reason else ""),
        ("Note", figure.note or ""),
        ("Statement", figure.statement_id),
        ("Import", html.A("The whole import", href=f"/review/batches/{found.batch_id}") if found.batch_id else ""),
    ]
    return [part for label, words in facts if words for part in (html.Dt(label), html.Dd(words))]


def _differences(side: Side) -> Child:
    """What a correction says otherwise than the version that readers see."""
    if side.old is None:
        return None
    changed = [(label, was, now) for label, was, now in _pairs(side.old.row, side.item.row, side) if was != now]
    rows = [
        html.Tr([html.Th(label, scope="row"), html.Td(html.Del(was)), html.Td(html.Ins(now))])
        for label, was, now in changed
    ]
    titles = ("", "Readers see", "The correction says")
    header = html.Thead(html.Tr([html.Th(title, scope="col") for title in titles]))
    caption = html.Caption(
        ["It corrects ", html.A("the published figure", href=f"/figures/{side.old.row.figure_id}"), "."]
    )
    return html.Div(html.Table([caption, header, html.Tbody(rows)], className="versus"), className="tablewrap")


def _pairs(old: FigureRow, new: FigureRow, side: Side) -> list[tuple[str, str, str]]:
    def told(one: FigureRow) -> list[tuple[str, str]]:
        bases = bases_of(one, side.lists)
        return [
            ("Value", value_of(one, side.lists)),
            ("Phrase", one.as_printed),
            ("Measures", bases.label(side.lists.indicators[one.indicator], one)),
            ("Direction", bases.direction(one.ref_area, one.counterpart_area)),
            ("Basis", bases.statistics(one.basis)),
            ("Period", period_text(one.time_period)),
            ("Evidence of the period", one.period_evidence or "none"),
            ("Compared with", one.comparison_period or one.comparison_basis or "nothing"),
            ("Flags", one.flags or "none"),
            ("Said by", ", ".join(filter(None, (one.speaker, one.speaker_role))) or "nobody named"),
            ("Said on", day_text(one.stated_on)),
            ("Printed in", f"{one.source_publisher}, {one.source_url}"),
            ("Note", one.note or "none"),
        ]

    return [(label, was, now) for (label, was), (_, now) in zip(told(old), told(new), strict=True)]


def warnings_section(warned: Sequence[EntryWarning]) -> html.Section:
    """Return what speaks against the figure, the same as at its entry; each leads to the figures it speaks of."""
    if not warned:
        return section("Nothing speaks against it", html.P("No warning, checked against all that is published now."))
    return section(f"What to look at: {len(warned)}", html.Div([_warning(one) for one in warned]))


def _warning(one: EntryWarning) -> html.Div:
    links: list[Child] = []
    for number, figure_id in enumerate(one.figure_ids[:6], 1):
        links += [" ", html.A(f"Figure {number}", href=f"/figures/{figure_id}")]
    return html.Div([html.B(TITLES[one.kind]), one.sentence, *links], className="warn")


def decision(chosen: Decision, refusal: Refused) -> html.Section:
    """Return the buttons: what this person may do with the figure as it stands."""
    item, parts = chosen.item, list[Child]()
    address = f"/review/{item.row.figure_id}"
    seen = str(item.seen)
    if item.is_waiting and chosen.decides:
        if chosen.is_own and not chosen.may_publish_own:
            parts.append(html.P(OWN, className="notice"))
        else:
            button = html.P(html.Button("Approve and publish", type="submit", className="btn primary"))
            parts.append(small_form("approve", address, [button], seen=seen))
    elif item.is_waiting:
        parts.append(html.P(WAITS, className="notice"))
    if item.is_draft and (chosen.is_own or chosen.decides):
        button = html.P(html.Button("Send to review", type="submit", className="btn primary"))
        parts.append(small_form("submit", address, [button], seen=seen))
    if item.is_draft or item.is_waiting:
        parts.append(html.P(html.A("Edit", href=f"/figures/{item.row.figure_id}/correct", className="btn")))
        ways = _ways(chosen)
        parts += [_reasoned(way, item, refusal) for way in ways]
        if next(iter(refusal.typed.get(DO, ())), "") not in [do for do, _, _ in ways]:
            parts.append(still_written(refusal))
        return section("Decide", html.Div(parts, className="ways-on"))
    return section("Decided", html.Div([*_where_it_went(chosen), still_written(refusal)], className="ways-on"))


def _ways(chosen: Decision) -> list[tuple[str, str, str]]:
    """What may be done with a reason: command, summary and button."""
    ways = []
    if chosen.item.is_waiting and chosen.decides:
        ways.append(("send_back", "Send back", "What should be put right? The author reads it."))
    ways.append(("discard", "Throw away", "Why is it not wanted? The journal keeps it; the figure never was public."))
    return ways


def _reasoned(way: tuple[str, str, str], item: Item, refusal: Refused) -> html.Details:
    """A reason and a button, folded until somebody wants them; open if it was refused."""
    do, label, hint = way
    name = f"{do}_reason"
    is_this = list(refusal.typed.get(DO, ())) == [do]
    box = Fields(refusal.typed, refusal.messages).area(name, "Reason", 12, hint)
    button = html.P(html.Button(label, type="submit", className="btn"))
    form = small_form(do, f"/review/{item.row.figure_id}", [row(box), button], seen=str(item.seen))
    return html.Details([html.Summary(f"{label}, with a reason"), form], open=is_this or None)


def _where_it_went(chosen: Decision) -> list[Child]:
    item, parts = chosen.item, list[Child]()
    newer = next((one for one in chosen.later if one.is_waiting or one.is_draft), None)
    parts.append(html.P(f"{STATUS_WORDS[Status(item.row.status)]}. {step_text(item.last)}."))
    if newer is not None:
        parts.append(html.P(html.A("The version that waits now", href=f"/review/{newer.row.figure_id}")))
    if item.published_at is not None:
        parts.append(html.P(html.A("Its public page", href=f"/figures/{item.row.figure_id}")))
        parts.append(html.P(html.A("Correct, retract, rank or move it", href=f"/figures/{item.row.figure_id}/correct")))
    parts.append(html.P(html.A("Back to the queue", href="/review")))
    return parts


def prospect_section(change: Prospect, lists: CodeLists) -> html.Section:
    """Return what publishing it changes: the headline in words, the figures it competes with, two charts."""
    parts: list[Child] = []
    for rivals in change.rivals:
        parts += [html.P(_headline_words(rivals, lists), className="verdict-line"), _rival_table(rivals, change, lists)]
    if change.is_whole:
        parts.append(before_and_after(change, lists))
    else:
        parts.append(html.P("The series has too many figures to be drawn here.", className="meta"))
    return section("What publishing it changes", html.Div(parts))


def _headline_words(rivals: Rivals, lists: CodeLists) -> str:
    before, after = rivals.headline_before, rivals.headline_after
    some = after or before
    if some is None:
        return "Nothing is published for this period."
    what = f"{period_text(some.time_period)}, {bases_of(some, lists).statistics(some.basis)}"
    was = value_of(before, lists) if before else "none"
    now = value_of(after, lists) if after else "none"
    if before and after and before.figure_id == after.figure_id:
        return f"Headline for {what} stays {was}. {rivals.why}"
    return f"Headline for {what}: {was} → {now}. {rivals.why}"


def _rival_table(rivals: Rivals, change: Prospect, lists: CodeLists) -> html.Div:
    titles = ("Figure", "Printed in", "Now", "After")
    header = html.Thead(html.Tr([html.Th(title, scope="col") for title in titles]))
    now = {one.figure_id: one for one in rivals.before}
    then = {one.figure_id: one for one in rivals.after}
    rows = []
    for one in rivals.everybody:
        is_this = one.figure_id == change.candidate.figure_id
        value: Child = (
            html.B(value_of(one, lists)) if is_this else html.A(value_of(one, lists), href=f"/figures/{one.figure_id}")
        )
        cells = [
            html.Td([value, " (this one)"] if is_this else value),
            html.Td(
                f"{one.source_publisher}, {who(one)}, {day_text(one.known_on)}"
                if one.speaker
                else f"{one.source_publisher}, {day_text(one.known_on)}"
            ),
            html.Td(role_text(now[one.figure_id], rivals.before) if one.figure_id in now else "not there"),
            html.Td(role_text(then[one.figure_id], rivals.after) if one.figure_id in then else "not there"),
        ]
        rows.append(html.Tr(cells, className="sel" if is_this else None))
    return html.Div(html.Table([header, html.Tbody(rows)], className="rivals"), className="tablewrap")

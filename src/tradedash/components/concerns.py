"""What reasoning says of one figure, for its panel: what it contradicts, what it fits, where its period was lost."""

from collections.abc import Iterator

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.components.verdict import Query, contradictions_address
from tradedash.formatting import count_text
from tradedash.reasoning.verdicts import REMARKS, Contradiction, Dispute, Kind, Note, NoteKind, Verdicts

_HEADINGS = (
    ("contradicts", "Contradicts"),
    ("doubtful", "Doubtful"),
    ("elsewhere", "Told otherwise elsewhere"),
    ("fits", "Fits"),
    ("differs", "Differs from a release"),
)
_NOTED = {
    NoteKind.CONFLICTS: "contradicts",
    NoteKind.FITS: "fits",
    NoteKind.DIFFERS_FROM_RELEASE: "differs",
}
#: A heading of `_HEADINGS` and an item under it.
Item = tuple[str, html.Li]


def concerns(found: Verdicts, figure_id: str, query: Query = ()) -> list[Child]:
    """Return the sections of a panel, none for a figure that nothing is said of. `query` leads to its verdicts."""
    items = [*_disputed(found, figure_id, query), *_noted(found, figure_id)]
    parts: list[Child] = []
    for name, heading in _HEADINGS:
        under = [item for group, item in items if group == name]
        if under:
            parts += [html.H3(heading), html.Ul(under, className="concerns", **attributes(data_concerns=name))]
    return parts


def _disputed(found: Verdicts, figure_id: str, query: Query) -> Iterator[Item]:
    for dispute in found.disputes:
        mine = [one for one in dispute.contradictions if any(figure_id in prints for prints in one.printed)]
        if not mine:
            continue
        first = mine[0]
        doubtful = first.kind not in REMARKS or figure_id in first.doubtful
        group = "contradicts" if first.kind not in REMARKS else "doubtful" if doubtful else "elsewhere"
        words: list[Child] = [*_lost(first, figure_id), f"{first.sentence} "]
        yield group, html.Li([*words, inside(_number(dispute, mine), contradictions_address(query, dispute.number))])


def _lost(one: Contradiction, figure_id: str) -> list[Child]:
    """A print that lost its period leads to the statement that it distorts."""
    if one.kind is not Kind.PERIOD_LOST or figure_id not in one.doubtful:
        return []
    distorted = inside("the statement it distorts", f"/figures/{one.printed[1][0]}")
    return [html.B("This print lost its period."), " See ", distorted, ". "]


def _number(dispute: Dispute, mine: list[Contradiction]) -> str:
    more = f", in {count_text(len(mine), 'set')}" if len(mine) > 1 else ""
    return f"Contradiction {dispute.number}{more}"


def _noted(found: Verdicts, figure_id: str) -> Iterator[Item]:
    notes: tuple[Note, ...] = (*found.notes, *found.release_notes)
    for note in notes:
        if figure_id in note.figure_ids and note.kind in _NOTED:
            yield _NOTED[note.kind], html.Li(note.sentence)

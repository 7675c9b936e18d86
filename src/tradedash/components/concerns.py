"""What reasoning says of one figure, for its panel: what it contradicts, what it fits, where its period was lost."""

from collections.abc import Iterator

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside
from tradedash.components.verdict import Query, contradictions_address
from tradedash.formatting import count_text
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.reasoning.verdicts import REMARKS, Contradiction, Dispute, Kind, Note, NoteKind, Verdicts

_HEADINGS = (
    ("contradicts", N_("Contradicts")),
    ("doubtful", N_("Doubtful")),
    ("elsewhere", N_("Told otherwise elsewhere")),
    ("fits", N_("Fits")),
    ("differs", N_("Differs from a release")),
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
            parts += [html.H3(_(heading)), html.Ul(under, className="concerns", **attributes(data_concerns=name))]
    return parts


def _disputed(found: Verdicts, figure_id: str, query: Query) -> Iterator[Item]:
    for dispute in found.disputes:
        mine = [one for one in dispute.contradictions if any(figure_id in prints for prints in one.printed)]
        if not mine:
            continue
        first = mine[0]
        doubtful = first.kind not in REMARKS or figure_id in first.doubtful
        group = "contradicts" if first.kind not in REMARKS else "doubtful" if doubtful else "elsewhere"
        words: list[Child] = [*_lost(first, figure_id), f"{here(first.sentence)} "]
        yield group, html.Li([*words, inside(_number(dispute, mine), contradictions_address(query, dispute.number))])


def _lost(one: Contradiction, figure_id: str) -> list[Child]:
    """A print that lost its period leads to the statement that it distorts."""
    if one.kind is not Kind.PERIOD_LOST or figure_id not in one.doubtful:
        return []
    distorted = inside(_("the statement it distorts"), f"/figures/{one.printed[1][0]}")
    return [html.B(_("This print lost its period.")), " ", _("See"), " ", distorted, ". "]


def _number(dispute: Dispute, mine: list[Contradiction]) -> str:
    pattern = _("Contradiction %(number)s, in %(sets)s") if len(mine) > 1 else _("Contradiction %(number)s")
    return pattern % {"number": dispute.number, "sets": count_text(len(mine), "set")}


def _noted(found: Verdicts, figure_id: str) -> Iterator[Item]:
    notes: tuple[Note, ...] = (*found.notes, *found.release_notes)
    for note in notes:
        if figure_id in note.figure_ids and note.kind in _NOTED:
            yield _NOTED[note.kind], html.Li(here(note.sentence))

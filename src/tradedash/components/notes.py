"""What reasoning says beside the disputes: whose statistics a figure may rest on, and what releases say."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.components.sections import section
from tradedash.components.verdict import Case
from tradedash.components.words import outlet
from tradedash.formatting import count_text
from tradedash.reasoning.claims import SetAside
from tradedash.reasoning.verdicts import Note, NoteKind

_UNSTATED_LEDE = (
    "These prints do not say whose statistics they use. Each is held against what both sides’ other figures allow; "
    "which side it rests on stays open until an analyst decides."
)
_RELEASE_LEDE = (
    "A statistical release is revised and counts in its own way, so a statement that differs from it is not called "
    "a contradiction."
)


def unstated_section(notes: Sequence[Note], case: Case) -> list[Child]:
    """Return the section on figures whose basis is not stated: what fits, what conflicts, the rest folded away."""
    if not notes:
        return []
    order = (NoteKind.CONFLICTS, NoteKind.FITS)
    told = [note for note in notes if note.kind in order]
    told.sort(key=lambda note: (order.index(note.kind), note.against))
    parts: list[Child] = [html.P(_UNSTATED_LEDE, className="lede")]
    for (kind, basis), found in groupby(told, key=lambda note: (note.kind, note.against)):
        verb = "Fits" if kind is NoteKind.FITS else "Conflicts with"
        parts.append(html.H3([f"{verb} ", case.bases.tag(basis)]))
        parts.append(_list(found, case))
    rest = [note for note in notes if note.kind is NoteKind.NOTHING_TO_COMPARE]
    parts += _folded("{} with nothing to compare", rest, case)
    return [section("Figures that do not say whose statistics they are", html.Div(parts, className="notes"))]


def release_section(notes: Sequence[Note], case: Case) -> list[Child]:
    """Return the section on statements beside releases, folded away."""
    if not notes:
        return []
    differs = [note for note in notes if note.kind is NoteKind.DIFFERS_FROM_RELEASE]
    fits = [note for note in notes if note.kind is NoteKind.FITS]
    parts: list[Child] = [html.P(_RELEASE_LEDE, className="lede")]
    parts += _folded("{} not what a release says", differs, case, noun="statement that is", many="statements that are")
    parts += _folded("{} what a release says", fits, case, noun="statement that fits", many="statements that fit")
    return [section("Statements beside releases", html.Div(parts, className="notes"))]


def set_aside_section(left_out: Sequence[SetAside]) -> list[Child]:
    """Return why some figures are weighed against nothing: counted by reason, with links."""
    if not left_out:
        return []
    by_reason: dict[str, list[SetAside]] = {}
    for one in left_out:
        by_reason.setdefault(one.reason, []).append(one)
    groups = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    items = [html.Li([f"{count_text(len(found), 'figure')}: {reason}. ", *_ids(found)]) for reason, found in groups]
    summary = f"{count_text(len(left_out), 'figure')} weighed against nothing, with the reasons"
    folded = html.Details([html.Summary(summary), html.Ul(items)])
    return [section("Not weighed", html.Div(folded, className="notes"))]


def _ids(found: Sequence[SetAside]) -> list[Child]:
    links: list[Child] = []
    for one in found:
        links += [", " if links else "", inside(one.row.obs_value, f"/figures/{one.row.figure_id}")]
    return links


def _folded(
    words: str, notes: Sequence[Note], case: Case, *, noun: str = "figure", many: str | None = None
) -> list[Child]:
    if not notes:
        return []
    summary = words.format(count_text(len(notes), noun, many))
    return [html.Details([html.Summary(summary), _list(notes, case)])]


def _list(notes: Iterable[Note], case: Case) -> html.Ul:
    return html.Ul([_note(note, case) for note in notes])


def _note(note: Note, case: Case) -> html.Li:
    row = case.rows[note.figure_ids[0]]
    figure = inside("the figure", f"/figures/{row.figure_id}")
    return html.Li([f"{note.sentence} ", html.Span([outlet(row), ", ", figure], className="meta")])

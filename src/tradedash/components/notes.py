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
from tradedash.i18n import N_, ngettext, pgettext
from tradedash.i18n import gettext as _
from tradedash.i18n.customs import digits
from tradedash.i18n.told import here
from tradedash.reasoning.claims import SetAside
from tradedash.reasoning.verdicts import Note, NoteKind

_UNSTATED_LEDE = N_(
    "These prints do not say whose statistics they use. Each is held against what both "
    "sides’ other figures allow; which side it rests on stays open until an analyst decides."
)
_RELEASE_LEDE = N_(
    "A statistical release is revised and counts in its own way, so a statement that differs "
    "from it is not called a contradiction."
)


def unstated_section(notes: Sequence[Note], case: Case) -> list[Child]:
    """Return the section on figures whose basis is not stated: what fits, what conflicts, the rest folded away."""
    if not notes:
        return []
    order = (NoteKind.CONFLICTS, NoteKind.FITS)
    told = [note for note in notes if note.kind in order]
    told.sort(key=lambda note: (order.index(note.kind), note.against))
    parts: list[Child] = [html.P(_(_UNSTATED_LEDE), className="lede")]
    for (kind, basis), found in groupby(told, key=lambda note: (note.kind, note.against)):
        verb = pgettext("basis follows", "Fits") if kind is NoteKind.FITS else _("Conflicts with")
        parts.append(html.H3([f"{verb} ", case.bases.tag(basis)]))
        parts.append(_list(found, case))
    rest = [note for note in notes if note.kind is NoteKind.NOTHING_TO_COMPARE]
    folded = ngettext(
        "%(number)s figure with nothing to compare", "%(number)s figures with nothing to compare", len(rest)
    )
    parts += _folded(folded, rest, case)
    return [section(_("Figures that do not say whose statistics they are"), html.Div(parts, className="notes"))]


def release_section(notes: Sequence[Note], case: Case) -> list[Child]:
    """Return the section on statements beside releases, folded away."""
    if not notes:
        return []
    differs = [note for note in notes if note.kind is NoteKind.DIFFERS_FROM_RELEASE]
    fits = [note for note in notes if note.kind is NoteKind.FITS]
    parts: list[Child] = [html.P(_(_RELEASE_LEDE), className="lede")]
    apart = ngettext(
        "%(number)s statement that is not what a release says",
        "%(number)s statements that are not what a release says",
        len(differs),
    )
    same = ngettext(
        "%(number)s statement that fits what a release says",
        "%(number)s statements that fit what a release says",
        len(fits),
    )
    parts += [*_folded(apart, differs, case), *_folded(same, fits, case)]
    return [section(_("Statements beside releases"), html.Div(parts, className="notes"))]


def set_aside_section(left_out: Sequence[SetAside]) -> list[Child]:
    """Return why some figures are weighed against nothing: counted by reason, with links."""
    if not left_out:
        return []
    by_reason: dict[str, list[SetAside]] = {}
    for one in left_out:
        by_reason.setdefault(one.reason, []).append(one)
    groups = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    items = [html.Li([f"{count_text(len(found), 'figure')}: {_(reason)}. ", *_ids(found)]) for reason, found in groups]
    summary = _("%(figures)s weighed against nothing, with the reasons") % {
        "figures": count_text(len(left_out), "figure")
    }
    folded = html.Details([html.Summary(summary), html.Ul(items)])
    return [section(_("Not weighed"), html.Div(folded, className="notes"))]


def _ids(found: Sequence[SetAside]) -> list[Child]:
    links: list[Child] = []
    for one in found:
        links += [", " if links else "", inside(one.row.obs_value, f"/figures/{one.row.figure_id}")]
    return links


def _folded(words: str, notes: Sequence[Note], case: Case) -> list[Child]:
    if not notes:
        return []
    summary = words % {"number": digits(len(notes))}
    return [html.Details([html.Summary(summary), _list(notes, case)])]


def _list(notes: Iterable[Note], case: Case) -> html.Ul:
    return html.Ul([_note(note, case) for note in notes])


def _note(note: Note, case: Case) -> html.Li:
    row = case.rows[note.figure_ids[0]]
    figure = inside(_("the figure"), f"/figures/{row.figure_id}")
    return html.Li([f"{here(note.sentence)} ", html.Span([outlet(row), ", ", figure], className="meta")])

"""Notes on figures whose basis is not stated, and on statements beside statistical releases. No note is a dispute.

A figure without a stated basis is held against each basis: first against claims about the same quantity, then against
what all undisputed claims of that basis allow together. So its reader learns on whose statistics it may rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tradedash.domain.economy import UNSTATED_BASIS, Economy
from tradedash.domain.indicator import Indicator
from tradedash.formatting import basis_text, listed
from tradedash.i18n import gettext as _
from tradedash.i18n.told import Told, here
from tradedash.reasoning import telling
from tradedash.reasoning.claims import Claim, Reading, World
from tradedash.reasoning.kinds import reach_of
from tradedash.reasoning.model import Model, build
from tradedash.reasoning.proof import NotProved, Reach
from tradedash.reasoning.releases import Release, releases_of
from tradedash.reasoning.search import Oracle
from tradedash.reasoning.subjects import Shape
from tradedash.reasoning.verdicts import Note, NoteKind

Indicators = Mapping[str, Indicator]
#: What all claims of a basis allow together says something only where it is this narrow: upper to lower end.
NARROW = 1.5


class Side(NamedTuple):
    """A basis, and the economies that say whose statistics that is in words: "the Alandic statistics"."""

    code: str
    economies: Mapping[str, Economy]

    @property
    def words(self) -> str:
        return _("the %(basis)s") % {"basis": basis_text(self.economies, self.code)}


def unstated_notes(
    reading: Reading,
    undisputed: Mapping[World, Sequence[Claim]],
    indicators: Indicators,
    economies: Mapping[str, Economy],
) -> tuple[Note, ...]:
    """Return the notes on every claim without a stated basis: one for each basis it fits, or else conflicts with."""
    claims = [claim for claim in reading.claims if claim.basis == UNSTATED_BASIS]
    stated = [claim for claim in reading.claims if claim.basis != UNSTATED_BASIS]
    notes: dict[int, list[Note]] = {place: [] for place in range(len(claims))}
    for world in sorted(undisputed):
        side = Side(world[0], economies)
        for place, note in _against(side, claims, stated, undisputed[world], indicators):
            notes[place].append(note)
    return tuple(
        note for place, claim in enumerate(claims) for note in _telling(notes[place]) or [_nothing(claim, indicators)]
    )


def release_notes(reading: Reading, indicators: Indicators) -> tuple[Note, ...]:
    """Return the notes on statements whose quantity a release of the same basis gives too, or adds up to."""
    releases = releases_of(reading.releases)
    return tuple(
        _beside(claim, release, indicators)
        for claim in reading.claims
        for release in releases
        if claim.basis in (release.basis, UNSTATED_BASIS)
        if release.bounds_of(claim) is not None
    )


def _telling(notes: Sequence[Note]) -> list[Note]:
    """A figure that fits one basis rests on it; that it differs from another basis is no news."""
    return [note for note in notes if note.kind is NoteKind.FITS] or list(notes)


def _against(
    side: Side, claims: Sequence[Claim], stated: Sequence[Claim], undisputed: Sequence[Claim], indicators: Indicators
) -> Iterator[tuple[int, Note]]:
    """Compare each unstated claim with one basis; claims with nothing to compare give no note."""
    same_key: dict[tuple[str, ...], list[Claim]] = {}
    for claim in stated:
        if claim.basis == side.code:
            same_key.setdefault(claim.subject.key, []).append(claim)
    rest: list[int] = []
    for place, claim in enumerate(claims):
        direct = same_key.get(claim.subject.key)
        if direct:
            yield place, _directly(side, claim, direct, indicators)
        else:
            rest.append(place)
    if not rest:
        return
    # All of them share one timeline and one program; each is switched on alone beside the basis.
    model = build([*undisputed, *(claims[place] for place in rest)])
    base = len(undisputed)
    for group in model.components():
        theirs = [place for place in group if place < base]
        for place in (place for place in group if place >= base and theirs):
            note = _jointly(side, model, theirs, place, indicators)
            if note:
                yield rest[place - base], note


def _directly(side: Side, claim: Claim, same: Sequence[Claim], indicators: Indicators) -> Note:
    met = [one for one in same if not one.bounds.meet(claim.bounds).is_empty]
    if met:
        fitting = _best_known(met)
        return _note(NoteKind.FITS, claim, side.code, met, lambda: _fits(side, claim, fitting, indicators))
    said = _best_known(same)
    return _note(NoteKind.CONFLICTS, claim, side.code, [said], lambda: _conflicts(side, claim, said, indicators))


def _fits(side: Side, claim: Claim, said: Claim, indicators: Indicators) -> str:
    return _("%(head)s fits %(basis)s: %(value)s allows %(interval)s.") % {
        "head": _head(claim, indicators),
        "basis": side.words,
        "value": telling.counted(said, indicators),
        "interval": telling.allowed(said),
    }


def _conflicts(side: Side, claim: Claim, said: Claim, indicators: Indicators) -> str:
    return _("%(head)s allows %(own)s and conflicts with %(basis)s: %(value)s allows %(interval)s.") % {
        "head": _head(claim, indicators),
        "own": telling.allowed(claim),
        "basis": side.words,
        "value": telling.counted(said, indicators),
        "interval": telling.allowed(said),
    }


def _jointly(side: Side, model: Model, theirs: Sequence[int], place: int, indicators: Indicators) -> Note | None:
    claim = model.claims[place]
    oracle = Oracle(model, [*theirs, place])
    core = oracle.core([*theirs, place])
    if core is not None:
        others = [model.claims[one] for one in sorted(core) if one != place]
        reach = _reach_of(others, claim)

        def told() -> str:
            why = telling.puts(others, claim, reach, indicators) if reach else f"{_head(claim, indicators)}."
            return _("Conflicts with %(basis)s: %(told)s") % {"basis": side.words, "told": why}

        return _note(NoteKind.CONFLICTS, claim, side.code, others, told)
    subject = claim.subject
    asked = [] if subject.shape is Shape.PART else [model.terms(subject.measure, one) for one in subject.periods]
    try:
        reaches = [oracle.reach(theirs, terms) for terms in asked if terms]
    except NotProved:
        return None
    if not reaches or not all(_is_narrow(reach) for reach in reaches):
        return None
    return _note(
        NoteKind.FITS,
        claim,
        side.code,
        [],
        lambda: (
            _("%(head)s fits %(basis)s: %(room)s.")
            % {"head": _head(claim, indicators), "basis": side.words, "room": _room(reaches, claim)}
        ),
    )


def _reach_of(others: Sequence[Claim], claim: Claim) -> Reach | None:
    try:
        return reach_of(others, claim)
    except NotProved:
        return None


def _room(reaches: Sequence[Reach], claim: Claim) -> str:
    level = replace(claim, subject=replace(claim.subject, shape=Shape.LEVEL))
    rooms = [telling.reached(reach, level) for reach in reaches]
    return _("its claims together allow %(rooms)s") % {"rooms": listed(rooms)}


def _is_narrow(reach: Reach) -> bool:
    lower, upper = reach
    return lower is not None and upper is not None and 0 < upper <= NARROW * lower


def _beside(claim: Claim, release: Release, indicators: Indicators) -> Note:
    found = release.bounds_of(claim)
    if found is None:
        raise LookupError("the release says nothing about this claim")
    bounds, figure_ids = found
    fits = not bounds.meet(claim.bounds).is_empty
    kind = NoteKind.FITS if fits else NoteKind.DIFFERS_FROM_RELEASE

    def text() -> str:
        pattern = _("%(head)s allows %(own)s and fits the release of %(publisher)s: %(interval)s.")
        if not fits:
            pattern = _("%(head)s allows %(own)s and differs from the release of %(publisher)s: %(interval)s.")
        return pattern % {
            "head": _head(claim, indicators),
            "own": telling.allowed(claim),
            "publisher": release.publisher,
            "interval": telling.allowed(claim, bounds),
        }

    return Note(kind, tuple(row.figure_id for row in claim.rows), release.publisher, figure_ids, Told(text))


def _nothing(claim: Claim, indicators: Indicators) -> Note:
    return _note(
        NoteKind.NOTHING_TO_COMPARE,
        claim,
        "",
        [],
        lambda: _("%(head)s: nothing to compare it with.") % {"head": _head(claim, indicators)},
    )


def _note(kind: NoteKind, claim: Claim, against: str, evidence: Sequence[Claim], sentence: Callable[[], str]) -> Note:
    ids = tuple(row.figure_id for row in claim.rows)
    return Note(kind, ids, against, tuple(one.figure_id for one in evidence), Told(sentence))


def _best_known(claims: Sequence[Claim]) -> Claim:
    return min(claims, key=lambda claim: (-len(claim.rows), claim.key))


def _head(claim: Claim, indicators: Indicators) -> str:
    return f"{here(claim.row.indicator_label)}, {telling.when(claim)}: {telling.counted(claim, indicators)}"

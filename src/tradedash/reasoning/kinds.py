"""What sort of contradiction a smallest set is, and the sentence that tells it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tradedash.domain.hedges import Bounds
from tradedash.domain.indicator import Indicator
from tradedash.i18n import gettext as _
from tradedash.i18n.told import Told
from tradedash.reasoning import telling
from tradedash.reasoning.claims import Claim, cut_off
from tradedash.reasoning.headline import significant_digits
from tradedash.reasoning.model import ONE, Model, build
from tradedash.reasoning.proof import NotProved, Reach
from tradedash.reasoning.search import ClaimSet, Oracle
from tradedash.reasoning.subjects import Shape
from tradedash.reasoning.verdicts import Kind

Indicators = Mapping[str, Indicator]
Tell = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A set with its kind and sentence; `claims` in the order in which their figures are listed.

    `left` is what the others leave for the claim it is about, in printed units, where the sentence says so.
    """

    kind: Kind
    claims: tuple[Claim, ...]
    about: Claim
    sentence: str
    left: Bounds | None = None
    #: False where the solver saw ends that could not be proved: the sentence does without them.
    proved: bool = True


def judge(model: Model, one: ClaimSet, indicators: Indicators) -> Judged:
    """Return kind and sentence of one smallest contradictory set of the model."""
    claims = tuple(model.claims[place] for place in sorted(one))
    cut = _fits_cut_off(claims)
    kind = _kind(claims, cut)
    about, told, reach, proved = _told(claims, indicators)
    hedge = None if cut or kind is Kind.QUESTION else _fits_as_printed_elsewhere(claims, model)

    def tell() -> str:
        if kind is Kind.QUESTION:
            asked = _(" One source prints both: are they two quantities, or two currencies, under one code?")
            return told() + asked
        sentence = telling.on_condition(claims, indicators, told())
        if cut:
            sentence += telling.if_cut_off(*cut, indicators)
        elif hedge:
            sentence += telling.only_as(*hedge, indicators)
        if kind is Kind.MISPRINT:
            sentence += telling.same_statement(*_same_statement(claims[0], claims[1]))
        return sentence

    return Judged(kind, claims, about, Told(tell), telling.left_by(reach, about) if reach else None, proved)


def _kind(claims: Sequence[Claim], cut: object) -> Kind:
    if len(claims) == 2 and claims[0].subject.key == claims[1].subject.key:
        a, b = claims
        if _one_source_prints_both(a, b):
            return Kind.QUESTION
        if _same_statement(a, b):
            return Kind.MISPRINT
    return Kind.AGREES_ONLY_IF_TRUNCATED if cut else Kind.ARITHMETIC


def _one_source_prints_both(a: Claim, b: Claim) -> bool:
    """One of the two is known only from sources in which the same speaker says the other as well."""
    said = [{(row.source_id, row.speaker) for row in claim.rows} for claim in (a, b)]
    return said[0] <= said[1] or said[1] <= said[0]


def _same_statement(a: Claim, b: Claim) -> tuple[str, ...]:
    """Speaker and day of which two different sources print the one and the other; empty if there is none."""
    found = sorted(
        (one.speaker, one.stated_on.isoformat())
        for one in a.rows
        for other in b.rows
        if one.speaker
        and one.stated_on
        and (one.speaker, one.stated_on) == (other.speaker, other.stated_on)
        and one.source_id != other.source_id
    )
    return found[0] if found else ()


def _fits_cut_off(claims: Sequence[Claim]) -> tuple[Claim, Bounds] | None:
    """Return the claim, that of fewest digits first, that makes the set possible if it was cut off, not rounded."""
    for claim in sorted(claims, key=lambda claim: (significant_digits(claim.row.obs_value), claim.key)):
        read_so = cut_off(claim)
        if read_so is not None and _possible([replace(claim, bounds=read_so) if c is claim else c for c in claims]):
            return claim, read_so
    return None


def _fits_as_printed_elsewhere(claims: Sequence[Claim], model: Model) -> tuple[Claim, Claim] | None:
    """Return a claim, the rarest first, and another hedge of its number and statement that makes the set possible."""
    for claim in sorted(claims, key=lambda claim: (len(claim.rows), claim.key)):
        statements = {row.statement_id for row in claim.rows}
        for other in model.claims:
            same = other.subject.key == claim.subject.key and other.row.value == claim.row.value
            if not same or other in claims or statements.isdisjoint(row.statement_id for row in other.rows):
                continue
            if _possible([other if c is claim else c for c in claims]):
                return claim, other
    return None


def _possible(claims: Sequence[Claim]) -> bool:
    model = build(claims)
    places = range(len(claims))
    return Oracle(model, places).possible(places)


def _told(claims: Sequence[Claim], indicators: Indicators) -> tuple[Claim, Tell, Reach | None, bool]:
    """Return the claim the set is about, how to tell it without its conditions, and what the others leave for it.

    Last, whether every range that was looked at is proved.
    """
    proved = True
    if len(claims) == 1:
        return claims[0], lambda: telling.cannot_be(claims[0], indicators), None, True
    if len(claims) == 2 and claims[0].subject.key == claims[1].subject.key:
        return claims[0], lambda: telling.do_not_meet(claims[0], claims[1], indicators), None, True
    for dropped in sorted(claims, key=_telling_when_dropped):
        others = [claim for claim in claims if claim is not dropped]
        try:
            reach = reach_of(others, dropped)
        except NotProved:
            proved = False
            continue
        if reach is not None and _is_beside(reach, dropped):
            return dropped, partial(telling.puts, others, dropped, reach, indicators), reach, proved
    return claims[0], lambda: telling.not_together(claims, indicators), None, proved


def _is_beside(reach: Reach, claim: Claim) -> bool:
    """Tell whether the claim's own interval lies outside; that of a record may not: then the record is the point."""
    (low, high), own = reach, claim.bounds
    too_low = own.upper is not None and low is not None and own.upper <= low
    return too_low or (own.lower is not None and high is not None and own.lower >= high)


def _telling_when_dropped(claim: Claim) -> tuple[object, ...]:
    """A level says most, the earliest first: "3.2 bn after +16.6 % puts 2023 in …"."""
    shapes = (Shape.LEVEL, Shape.CHANGE, Shape.RATIO, Shape.PART)
    return (shapes.index(claim.subject.shape), claim.subject.period.code, claim.record, claim.key)


def reach_of(others: Sequence[Claim], dropped: Claim) -> Reach | None:
    """Return between what ends the others keep the quantity that the dropped claim bounds.

    A ratio has ends only where no other claim gives a size: then its base may be one. None if there are no ends, or
    if the dropped claim matters only by naming a period that a record among the others is to beat. Raises: NotProved.
    """
    subject = dropped.subject
    divided = subject.shape in (Shape.RATIO, Shape.PART)
    if divided and any(claim.subject.shape in (Shape.LEVEL, Shape.CHANGE) for claim in others):
        return None
    base = (subject.total, subject.period) if subject.total else (subject.measure, subject.periods[-1])
    asked = [(subject.measure, subject.period), base]
    model = build(others, asked)
    value = model.terms(*asked[0]) or {}
    below = model.terms(*base) or {}
    places, terms = range(len(others)), dict(value)
    oracle = Oracle(model, places, one=below if divided else None)
    if not oracle.possible(places):
        return None
    if subject.shape is Shape.CHANGE:
        for unknown, factor in below.items():
            terms[unknown] = terms.get(unknown, 0 * ONE) - factor
    return oracle.reach(places, terms)

"""What reasoning says about a pair's figures: disputes, remarks, notes. Plain records, nothing computed here."""

from dataclasses import dataclass
from enum import StrEnum

from tradedash.domain.hedges import Bounds
from tradedash.reasoning.claims import SetAside


class Kind(StrEnum):
    """Why figures cannot, or should not, all be true."""

    #: Two prints of one speaker and day, in different sources, whose intervals do not meet.
    MISPRINT = "misprint"
    #: The sums do not add up.
    ARITHMETIC = "arithmetic"
    #: They add up only if one number was cut off instead of rounded.
    AGREES_ONLY_IF_TRUNCATED = "agrees_only_if_truncated"
    #: One source prints two values of one key by one speaker: two concepts under one code? Another currency?
    QUESTION = "question"
    #: One number for a period and for a part of it: eleven months became the year.
    PERIOD_LOST = "period_lost"
    #: One number of one speaker and day, printed for two periods of one length.
    OTHER_PERIOD = "other_period"
    #: A target printed as a level that was reached.
    TARGET_AS_LEVEL = "target_as_level"
    #: A thousand or a million times its neighbour in time.
    UNIT_SLIP = "unit_slip"
    #: A total since the beginning that claims less than was claimed before.
    WEAKER_CLAIM = "weaker_claim"


class NoteKind(StrEnum):
    """How a figure compares with what it is held against."""

    FITS = "fits"
    CONFLICTS = "conflicts"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    DIFFERS_FROM_RELEASE = "differs_from_release"


#: Mistakes that reasoning suspects beside the sums: the first of their figures is the doubtful one.
REMARKS = frozenset({Kind.PERIOD_LOST, Kind.OTHER_PERIOD, Kind.TARGET_AS_LEVEL, Kind.UNIT_SLIP, Kind.WEAKER_CLAIM})


@dataclass(frozen=True, slots=True)
class Left:
    """What the other figures of a set leave for `figure_id`, in units of its `value`."""

    figure_id: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One smallest set of figures, one for each claim, that cannot all be true, or a remark of the same form.

    `figure_ids` are the figures the headline rule prefers among the prints of each claim; `printed` has all prints of
    each claim, preferred first. Contradictions that share a claim have one `dispute` number. `left` is there where the
    sentence sets one figure against what the others allow.
    """

    kind: Kind
    dispute: int
    indicator: str
    basis: str
    figure_ids: tuple[str, ...]
    printed: tuple[tuple[str, ...], ...]
    sentence: str
    left: Left | None = None

    @property
    def prints(self) -> tuple[int, ...]:
        """How often each claim is printed."""
        return tuple(map(len, self.printed))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The prints that it casts doubt on: all of a contradiction, of a remark those of the odd number."""
        of_claims = self.printed[:1] if self.kind in REMARKS else self.printed
        return tuple(figure_id for prints in of_claims for figure_id in prints)

    def as_json(self) -> dict[str, object]:
        """Return the object of the public contract."""
        return {
            "kind": self.kind.value,
            "dispute": self.dispute,
            "indicator": self.indicator,
            "basis": self.basis,
            "figure_ids": list(self.figure_ids),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """Contradictions that share claims, the smallest first.

    `ways_out` are the smallest sets of figures without which nothing is left of it: advice about logic, not about who
    is right. `advice` says so in a sentence; both are empty for remarks.
    """

    number: int
    contradictions: tuple[Contradiction, ...]
    ways_out: tuple[tuple[str, ...], ...]
    advice: str

    @property
    def headline(self) -> Contradiction:
        return self.contradictions[0]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about one claim: `figure_ids` are its prints, `against` a basis or a publisher.

    `evidence` are the figures that it conflicts with or fits; `against` is empty if there is nothing to compare.
    """

    kind: NoteKind
    figure_ids: tuple[str, ...]
    against: str
    evidence: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Everything reasoning says. `complete` is false where a cap ended the search; the disputes are all there."""

    disputes: tuple[Dispute, ...]
    notes: tuple[Note, ...]
    release_notes: tuple[Note, ...]
    set_aside: tuple[SetAside, ...]
    complete: bool
    #: Figures of clashes that the solver saw and no exact proof confirmed: not reported, worth a line in the log.
    unproved: tuple[tuple[str, ...], ...]
    #: Figures of contradictions whose sentence does without a range, because no exact proof confirmed it.
    vague: tuple[tuple[str, ...], ...] = ()

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """All of them, in the order of their disputes: the list of the contract."""
        return tuple(one for dispute in self.disputes for one in dispute.contradictions)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of the first dispute that casts doubt on a figure, by figure_id: the same on page and chart."""
        found: dict[str, int] = {}
        for one in self.contradictions:
            for figure_id in one.doubtful:
                found.setdefault(figure_id, one.dispute)
        return found

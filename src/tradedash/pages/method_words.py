"""The sentences of the method page."""

from tradedash.domain.figure import ComparisonBasis
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning.derive import Method
from tradedash.reasoning.verdicts import Kind


def figure(most_words: int) -> tuple[str, ...]:
    return (
        _(
            "A figure is one number printed in one source, with the exact phrase it stands in (at "
            "most %(words)s words), who said it, whose statistics it rests on, and where and "
            "when it appeared."
        )
        % {"words": most_words},
        _(
            "Reprints of one statement are counted and never taken for independent confirmations: “3 "
            "statements, 9 prints”."
        ),
    )


HEADLINE = N_(
    "Figures compete when they speak of the same thing, period and statistics. One of them "
    "is drawn large, by a rule that is named on every chart and can be switched; the others "
    "stay visible. What decides, in this order:"
)
RULES = (
    (N_("preferred"), N_("an analyst’s rank, which needs a reason; then a release over a transcript over a "
"report; then more significant digits; a plain print before a hedged one; the newest "
"known day; the id")),
    (N_("latest"), N_("the newest known day, then as above; a deprecated figure only where there is no other")),
    (N_("first"), N_("the first known day, then as above; a deprecated figure only where there is no other")),
)  # fmt: skip
BASES = (
    N_(
        "The two economies’ statistics differ for good reasons: they count other goods at other "
        "borders. They are drawn in two colours and two shapes and never joined by a line or "
        "averaged."
    ),
    N_(
        "A print that does not say whose statistics it uses has the basis “not stated” until an "
        "analyst decides, with a reason."
    ),
)
PERIODS = (
    N_(
        "A figure for eleven months is drawn over eleven months and never joined to a year. A "
        "year without a figure stays empty; it is never zero."
    ),
    N_(
        "A print that names no period is listed and drawn beside the time axis, never on it. "
        "Targets and forecasts are drawn as such and join no series of facts."
    ),
    N_("A growth keeps the time it compares with, and how that is known:"),
)
COMPARISONS = (
    (ComparisonBasis.STATED, N_("the print names the time it compares with")),
    (ComparisonBasis.IMPLIED, N_("the print names none; the same months a year before are taken, and it is said so")),
    (ComparisonBasis.UNSTATED, N_("nobody can tell; it is listed and takes part in no arithmetic")),
)
PERIOD_LOST = N_("A print that lost its period, so that eleven months became a year, is kept and marked.")
DERIVED = (
    N_(
        "Some values follow from figures and are printed nowhere. They are always an interval, "
        "drawn hollow, with their inputs to be followed. They are computed, never stored, never "
        "a headline, and can be switched off. Two bases, or a statement and a release, are never "
        "put together."
    ),
    N_("A band behind the marks shows what all figures of one basis that do not contradict each other allow together."),
)
METHODS = tuple(method.value for method in Method)
COMPARISON_NAMES = (N_("stated"), N_("implied"), N_("unstated"))
KIND_NAMES = {
    Kind.ARITHMETIC: N_("arithmetic"),
    Kind.MISPRINT: N_("misprint"),
    Kind.AGREES_ONLY_IF_TRUNCATED: N_("agrees only if truncated"),
    Kind.QUESTION: N_("question"),
    Kind.PERIOD_LOST: N_("period lost"),
    Kind.OTHER_PERIOD: N_("other period"),
    Kind.TARGET_AS_LEVEL: N_("target as level"),
    Kind.UNIT_SLIP: N_("unit slip"),
    Kind.WEAKER_CLAIM: N_("weaker claim"),
}
CONTRADICTIONS = (
    N_(
        "Every printed number is a limit on a true value that nobody knows. Figures contradict "
        "each other when no values at all keep within all their limits: two prints of one "
        "number, a level and its growth, parts and their sum. Only figures of one basis are held "
        "against each other; figures without a basis only within one source."
    ),
    N_(
        "Shown is a smallest set: without any one of its figures the others can be true "
        "together. Each is proved in exact fractions before it is shown. Sets that share a "
        "figure are one dispute. What would have to be set aside is a matter of arithmetic; it "
        "does not say who is right."
    ),
    N_("Targets, forecasts, one-off sums and figures without a period take no part."),
)
KINDS = (
    (Kind.ARITHMETIC, N_("the numbers do not add up")),
    (Kind.MISPRINT, N_("one person on one day, printed with two numbers in two sources")),
    (Kind.AGREES_ONLY_IF_TRUNCATED, N_("they agree only if one number was cut off instead of rounded: a note")),
    (Kind.QUESTION, N_("one source gives two numbers for one thing: perhaps two things, or two currencies")),
    (Kind.PERIOD_LOST, N_("one number for a period and for a part of it: months became a year")),
    (Kind.OTHER_PERIOD, N_("one number of one person and day, printed for two periods of one length")),
    (Kind.TARGET_AS_LEVEL, N_("a target printed as if it had been reached")),
    (Kind.UNIT_SLIP, N_("a thousand or a million times its neighbour: thousand, million and billion confused")),
    (Kind.WEAKER_CLAIM, N_("a total since the beginning that is less than was claimed before")),
)
NOTES = N_(
    "A figure without a basis gets a note instead: it fits one side’s figures, conflicts "
    "with them, or there is nothing to compare it with. A release is not argued with; prints "
    "that differ from it are noted."
)
CURRENCIES = (
    N_(
        "A figure in another currency is a series of its own and is never joined to one in "
        "dollars. On request it is shown converted at the year’s average rate, marked as "
        "converted; it is then no figure and never a headline."
    ),
    N_(
        "A growth carries the currency it is measured in where the source names one: a fall in "
        "dollars and a rise in roubles do not contradict each other."
    ),
)
CLOCKS = (
    N_(
        "Every figure has two clocks: the day it was said or published, and the moment it was "
        "recorded here. “As known on” shows what was known on a day, with the headlines of that "
        "day; what has no day is left out and counted. “recorded_as_of” in the address shows "
        "what this store held at a moment, corrected figures as they stood."
    ),
)
MISTAKES = (
    N_(
        "Nothing is deleted. A correction takes the place of the earlier figure and a withdrawn "
        "one is marked; both stay readable under their own address."
    ),
)

"""Numbers in a phrase, spelt in digits, in words or both ("3 billion 160 million"), put together from their parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from operator import itemgetter

from tradedash.extraction.lexicon import Kind, Lexicon
from tradedash.extraction.numerals import Numeral, numeral_at, run_end

#: Between the parts of one number: spaces, hyphens, the point of "млрд.", the ending of "2-х" and "5-ти".
_BETWEEN = re.compile(r"(?:[-‐'’](?:х|ти|и|ми|ю)\b)?(?:\.(?=\s))?[\s\u00a0\u202f‐-]*", re.IGNORECASE)
_MOST_COMBINATIONS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One word or numeral of a number; `values` are what it may stand for, `printed` the digits of each."""

    start: int
    end: int
    kind: Kind
    values: tuple[Fraction, ...]
    numeral: Numeral | None = None

    @property
    def unit(self) -> Fraction:
        """What the next smaller part must stay below: 1 behind units, 10 behind tens; 0 admits nothing."""
        value = self.values[0]
        if self.numeral or value.denominator != 1:
            return Fraction(0)
        return Fraction(10) ** (len(str(value.numerator)) - len(str(value.numerator).rstrip("0")))


@dataclass(frozen=True, slots=True)
class Spelt:
    """One number of a phrase with all its parts."""

    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def numeral(self) -> Numeral | None:
        """The digits, if the number is nothing but digits and words that multiply them ("1.87 mil millones")."""
        first, *others = self.parts
        return first.numeral if all(part.kind is Kind.POWER for part in others) else None

    @property
    def powers(self) -> set[int]:
        """The exponents that the words behind the digits may come to; empty where there are none."""
        words = self.parts[1:]
        return {int(sum(combination)) for combination in product(*(part.values for part in words))} if words else set()

    @property
    def ends_in_power(self) -> bool:
        return self.parts[-1].kind is Kind.POWER

    @property
    def shares(self) -> set[Fraction]:
        """The parts of a whole that the number may be ("two thirds"); empty if it is not one."""
        return self.amounts if self.parts[-1].kind is Kind.SHARE else set()

    @property
    def amounts(self) -> set[Fraction]:
        """Every value that the number may have."""
        parts = [part for part in self.parts if part.kind is not Kind.AND]
        choices = islice(product(*(part.values for part in parts)), _MOST_COMBINATIONS)
        return {_sum(list(zip(parts, choice, strict=True))) for choice in choices}


def spelt_numbers(phrase: str, lexicon: Lexicon) -> list[Spelt]:
    """Return the numbers of a phrase in their order; none overlaps another."""
    found = []
    for run in _runs(phrase, lexicon):
        found += [Spelt(tuple(parts)) for parts in _split(run)]
    return found


def _runs(phrase: str, lexicon: Lexicon) -> Iterator[list[Part]]:
    """Yield the stretches of neighbouring parts that stand between word boundaries."""
    position = 0
    while position < len(phrase):
        if not _may_begin(phrase, position, lexicon):
            position = run_end(phrase, position) if phrase[position].isdecimal() else position + 1
            continue
        run = _run(phrase, position, lexicon)
        if run:
            yield run
        position = run[-1].end if run else (run_end(phrase, position) if phrase[position].isdecimal() else position + 1)


def _run(phrase: str, position: int, lexicon: Lexicon) -> list[Part]:
    run: list[Part] = []
    complete = 0
    while part := _part(phrase, position, lexicon):
        run.append(part)
        gap = _BETWEEN.match(phrase, part.end)
        position = gap.end() if gap else part.end
        if part.numeral or not lexicon.spaced or not phrase[part.end : part.end + 1].isalnum():
            complete = len(run)
    return run[:complete]


def _may_begin(phrase: str, position: int, lexicon: Lexicon) -> bool:
    here, before = phrase[position], phrase[position - 1] if position else " "
    if here.isdecimal():
        return not before.isdecimal()
    return here.isalnum() and (not lexicon.spaced or not before.isalnum())


def _part(phrase: str, position: int, lexicon: Lexicon) -> Part | None:
    word = _word(phrase, position, lexicon)
    if word is None and phrase[position : position + 1].isdecimal() and (n := numeral_at(phrase, position)):
        return Part(n.start, n.end, Kind.NUMBER, tuple(Fraction(digits) for digits in n.readings), n)
    return word


def _word(phrase: str, position: int, lexicon: Lexicon) -> Part | None:
    """Return the longest word at `position`, or else the longest beginning of one ("zwei" of "zweihundert")."""
    for patterns in ("whole", "beginning"):
        ends = [
            (found.end(), entry)
            for entry in lexicon.entries
            if (found := getattr(entry, patterns).match(phrase, position)) and found.end() > position
        ]
        if ends:
            end, entry = max(ends, key=itemgetter(0))
            return Part(position, end, entry.kind, entry.values)
    return None


def _split(run: Sequence[Part]) -> Iterator[list[Part]]:
    """Cut a run into numbers: a part that cannot continue the number before it begins the next one."""
    current: list[Part] = []
    joining: list[Part] = []
    for part in run:
        if part.kind is Kind.AND:
            joining = [part] if current else []
        elif part.kind is Kind.HALF and not current:
            current, joining = [replace(part, kind=Kind.SHARE)], []
        elif current and _continues(current, part):
            current += [*joining, part]
            joining = []
        else:
            if current:
                yield current
            current, joining = [part], []
    if current:
        yield current


def _continues(current: list[Part], part: Part) -> bool:
    last = current[-1]
    if last.kind is Kind.FACTOR or part.kind is Kind.FACTOR:
        return False
    if part.kind is Kind.POWER:
        return True
    if part.kind is Kind.HALF:
        return last.kind in (Kind.NUMBER, Kind.POWER)
    if part.kind is Kind.SHARE or last.kind is Kind.SHARE:
        return part.kind is Kind.SHARE and last.kind is Kind.NUMBER and len(current) == 1
    if last.kind is Kind.HALF:
        return False
    return part.values[0] < (10 ** last.values[0] if last.kind is Kind.POWER else last.unit)


def _sum(parts: list[tuple[Part, Fraction]]) -> Fraction:
    """Add up the parts: a power multiplies the smaller ones before it, a half belongs to the unit before it."""
    stack: list[Fraction] = []
    unit = Fraction(1)
    for part, value in parts:
        if part.kind is Kind.POWER:
            unit = Fraction(10) ** int(value)
            smaller = Fraction(0)
            while stack and stack[-1] < unit:
                smaller += stack.pop()
            stack.append((smaller or 1) * unit)
        elif part.kind is Kind.SHARE:
            stack = [value * (stack[-1] if stack else 1)]
        elif part.kind is Kind.HALF:
            stack.append(value * unit)
        else:
            unit = Fraction(1)
            stack.append(value)
    return sum(stack, Fraction(0))

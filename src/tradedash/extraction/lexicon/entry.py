"""What a table of number words consists of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property


class Kind(Enum):
    """The part that a word plays in a spelt number."""

    NUMBER = auto()  # two, forty, двести
    POWER = auto()  # hundred, million, 亿: multiplies what stands before it
    SHARE = auto()  # half, third, четверть
    FACTOR = auto()  # doubled, threefold, вдвое
    HALF = auto()  # and a half
    AND = auto()  # joins two parts, or means nothing


@dataclass(frozen=True)
class Entry:
    """One word: its spellings as a `whole` word and as the beginning of one, its part, and its value.

    The values of a power are the exponents it may stand for.
    """

    whole: re.Pattern[str]
    beginning: re.Pattern[str]
    kind: Kind
    values: tuple[Fraction, ...]


@dataclass(frozen=True)
class Lexicon:
    """The number words of one language. Each value has one regular expression of all its forms.

    `either` holds powers of which the language has two. `prefix` is what may be glued to the front of any word.
    Without `spaced`, words run into each other and into other text.
    """

    numbers: Mapping[Fraction | int, str] = field(default_factory=dict)
    powers: Mapping[int, str] = field(default_factory=dict)
    shares: Mapping[Fraction, str] = field(default_factory=dict)
    factors: Mapping[int, str] = field(default_factory=dict)
    half: str = ""
    joins: str = ""
    either: tuple[tuple[int, int], str] = ((9, 12), "")
    prefix: str = ""
    spaced: bool = True
    fallback: "Lexicon | None" = None

    def with_fallback(self, other: "Lexicon") -> "Lexicon":
        """Return this table, with another one's words where this has none as long."""
        return replace(self, fallback=other)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every spelling, own ones first."""
        own = tuple(self._entry(kind, values, pattern) for kind, values, pattern in self._rows() if pattern)
        return own + (self.fallback.entries if self.fallback else ())

    def _entry(self, kind: Kind, values: tuple[Fraction, ...], pattern: str) -> Entry:
        beginning = f"{self.prefix}(?:{pattern})"
        whole = beginning + (r"(?!\w)" if self.spaced else "")
        return Entry(re.compile(whole, re.IGNORECASE), re.compile(beginning, re.IGNORECASE), kind, values)

    def _rows(self) -> Iterator[tuple[Kind, tuple[Fraction, ...], str]]:
        for number, pattern in self.numbers.items():
            yield Kind.NUMBER, (Fraction(number),), pattern
        for power, pattern in self.powers.items():
            yield Kind.POWER, (Fraction(power),), pattern
        yield Kind.POWER, tuple(Fraction(power) for power in self.either[0]), self.either[1]
        for share, pattern in self.shares.items():
            yield Kind.SHARE, (share,), pattern
        for factor, pattern in self.factors.items():
            yield Kind.FACTOR, (Fraction(factor),), pattern
        yield Kind.HALF, (Fraction(1, 2),), self.half
        yield Kind.AND, (), self.joins
